// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/feedservice.h"

#include "services/employeeservice.h"
#include "storage/repositories/employeerepository.h"
#include "storage/repositories/evaluationrepository.h"
#include "storage/repositories/eventrepository.h"
#include "wire/entitycodec.h"
#include "wire/names.h"

#include <algorithm>
#include <array>

namespace EvalTrack::Server {

using Wire::FeedEntity;

namespace {

/// Parents before what refers to them.
constexpr std::array CopyOrder{FeedEntity::Department, FeedEntity::User,
                               FeedEntity::Employee,   FeedEntity::Event,
                               FeedEntity::Attendance, FeedEntity::Evaluation};

constexpr int FirstOfHistory = 3;
static_assert(CopyOrder.at(FirstOfHistory) == FeedEntity::Event);

constexpr int CursorVersion = 1;

// Years 1 to 9999: what PostgreSQL takes as a time.
bool isStorable(const std::optional<Timestamp> &time)
{
    constexpr qint64 Earliest = -62'135'596'800'000;
    constexpr qint64 Latest = 253'402'300'799'999;
    const qint64 sinceEpoch = time ? qint64{time->time_since_epoch().count()} : 0;
    return sinceEpoch >= Earliest && sinceEpoch <= Latest;
}

FeedRepository::Selection selectionFor(const Caller &caller)
{
    FeedRepository::Selection selection;
    selection.viewer = caller.id;
    selection.seesEverybody =
        caller.may(Permission::ViewPeople) || caller.may(Permission::ActAsStation);
    selection.seesInactiveEvents = caller.may(Permission::ManageEvents);
    return selection;
}

/// What a door needs to know of a person: who comes, by name and code, and whether they may.
Employee forDoor(const Employee &whole)
{
    Employee employee;
    employee.id = whole.id;
    employee.name = whole.name;
    employee.firstName = whole.firstName;
    employee.lastName = whole.lastName;
    employee.nationalId = whole.nationalId;
    employee.badgeCode = whole.badgeCode;
    employee.departmentId = whole.departmentId;
    employee.department = whole.department;
    employee.isActive = whole.isActive;
    employee.createdAt = whole.createdAt;
    employee.updatedAt = whole.updatedAt;
    employee.uuid = whole.uuid;
    employee.revision = whole.revision;
    return employee;
}

/// A station shows who is in at today's events; it gets no more, whatever it asks for.
constexpr auto DoorWindow = std::chrono::hours(48);

/// Accounts and evaluations are nothing to a door.
bool isForDoor(FeedEntity entity)
{
    return entity != FeedEntity::User && entity != FeedEntity::Evaluation;
}

template <typename Entity>
FeedService::Item itemOf(FeedEntity kind, const Entity &entity)
{
    Wire::JsonWriter writer;
    if constexpr (requires { Wire::writeForFeed(writer, entity); }) {
        Wire::writeForFeed(writer, entity);
    } else {
        Wire::write(writer, entity);
    }
    return {kind, entity.id.value(), entity.uuid.value(), entity.revision, writer.take()};
}

template <typename Entity>
Result<QList<FeedService::Item>> itemsOf(FeedEntity kind, const Result<QList<Entity>> &entities)
{
    if (!entities) {
        return std::unexpected(entities.error());
    }
    QList<FeedService::Item> items;
    items.reserve(entities->size());
    for (const Entity &entity : *entities) {
        items.append(itemOf(kind, entity));
    }
    return items;
}

} // namespace

QString FeedCursor::toText() const
{
    QByteArrayList parts{QByteArray::number(CursorVersion),
                         QByteArray::number(user.value()),
                         epoch.toLatin1(),
                         isCopying ? QByteArrayLiteral("copy") : QByteArrayLiteral("log"),
                         QByteArray::number(entity),
                         QByteArray::number(lastId),
                         QByteArray::number(xid),
                         QByteArray::number(sequence)};
    if (since) {
        parts.append(QByteArray::number(qint64{since->time_since_epoch().count()}));
    }
    if (since && until) {
        parts.append(QByteArray::number(qint64{until->time_since_epoch().count()}));
    }
    return QString::fromLatin1(
        parts.join('.').toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<FeedCursor> FeedCursor::fromText(const QString &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        text.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return std::nullopt;
    }
    const QByteArrayList parts = (*decoded).split('.');
    if (parts.size() < 8 || parts.size() > 10) {
        return std::nullopt;
    }
    bool isReadable = true;
    const auto number = [&](qsizetype i) {
        bool isNumber = false;
        const qint64 value = parts.at(i).toLongLong(&isNumber);
        isReadable = isReadable && isNumber;
        return value;
    };
    FeedCursor cursor;
    const qint64 version = number(0);
    cursor.user = UserId(number(1));
    cursor.epoch = QString::fromLatin1(parts.at(2));
    cursor.isCopying = parts.at(3) == "copy";
    const qint64 entity = number(4);
    cursor.lastId = number(5);
    cursor.xid = number(6);
    cursor.sequence = number(7);
    if (parts.size() >= 9) {
        cursor.since = Timestamp(std::chrono::milliseconds(number(8)));
    }
    if (parts.size() == 10) {
        cursor.until = Timestamp(std::chrono::milliseconds(number(9)));
    }
    const bool isSound = version == CursorVersion && (cursor.isCopying || parts.at(3) == "log") &&
                         entity >= 0 && entity < static_cast<qint64>(CopyOrder.size()) &&
                         cursor.xid >= 0 && isStorable(cursor.since) && isStorable(cursor.until);
    cursor.entity = static_cast<int>(entity);
    return isReadable && isSound ? std::optional(cursor) : std::nullopt;
}

FeedService::FeedService(Database &database)
    : m_database(database)
    , m_feed(database)
{}

Result<FeedService::Page> FeedService::next(const Caller &caller,
                                            const std::optional<FeedCursor> &cursor,
                                            const std::optional<Timestamp> &since,
                                            const std::optional<Timestamp> &until, int limit,
                                            Timestamp now) const
{
    const auto horizon = m_feed.horizon(caller.id);
    if (!horizon) {
        return std::unexpected(horizon.error());
    }
    const QString epoch = horizon->installation + u'-' + QString::number(horizon->epoch) + u'-' +
                          QString::fromLatin1(Wire::name(caller.role));
    if (!cursor) {
        FeedCursor beginning;
        beginning.user = caller.id;
        beginning.epoch = epoch;
        beginning.xid = horizon->lastXid;
        beginning.sequence = horizon->lastSequence;
        beginning.since = since;
        if (caller.may(Permission::ActAsStation)) {
            beginning.since = std::max(since.value_or(Timestamp{}), now - DoorWindow);
        }
        if (until) {
            beginning.since = beginning.since.value_or(Timestamp{});
            beginning.until = until;
            beginning.entity = FirstOfHistory;
        }
        return copy(caller, beginning, limit);
    }
    if (cursor->user != caller.id || cursor->xid > horizon->xmin) {
        return failure(ErrorCode::NotFound);
    }
    if (cursor->epoch != epoch) {
        return Page{{}, *cursor, false, epoch};
    }
    if (cursor->until && !cursor->isCopying) {
        return Page{{}, *cursor, false, epoch};
    }
    return cursor->isCopying ? copy(caller, *cursor, limit)
                             : changes(caller, *cursor, *horizon, limit);
}

Result<FeedService::Page> FeedService::copy(const Caller &caller, FeedCursor cursor,
                                            int limit) const
{
    Page page;
    page.epoch = cursor.epoch;
    // One's own attendances and evaluations come whole with the first copy.
    const auto isWanted = [&](FeedEntity entity) {
        if (caller.may(Permission::ActAsStation) && !isForDoor(entity)) {
            return false;
        }
        return !cursor.until || entity == FeedEntity::Event || caller.may(Permission::ViewPeople);
    };
    while (page.items.size() < limit && cursor.isCopying) {
        const auto entity = CopyOrder.at(static_cast<size_t>(cursor.entity));
        auto selection = selectionFor(caller);
        selection.afterId = cursor.lastId;
        selection.limit = limit - static_cast<int>(page.items.size());
        selection.since = cursor.since;
        selection.until = cursor.until;
        const auto found = isWanted(entity) ? items(caller, entity, selection) : QList<Item>();
        if (!found) {
            return std::unexpected(found.error());
        }
        page.items += *found;
        if (found->size() == selection.limit) {
            cursor.lastId = found->last().id;
            continue;
        }
        cursor.lastId = 0;
        if (++cursor.entity == static_cast<int>(CopyOrder.size())) {
            cursor.entity = 0;
            cursor.isCopying = false;
        }
    }
    // At the latest what changed since the first page follows; not on history.
    page.hasMore = cursor.isCopying || !cursor.until;
    page.cursor = cursor;
    return page;
}

Result<FeedService::Page> FeedService::changes(const Caller &caller, FeedCursor cursor,
                                               const FeedRepository::Horizon &horizon,
                                               int limit) const
{
    const bool isStation = caller.may(Permission::ActAsStation);
    const auto own =
        isStation || caller.may(Permission::ViewPeople) ? std::nullopt : std::optional(caller.id);
    const auto log = m_feed.log(cursor.xid, cursor.sequence, horizon.xmin, own, limit);
    if (!log) {
        return std::unexpected(log.error());
    }
    const auto isWhole = m_feed.reaches(cursor.xid, cursor.sequence);
    if (!isWhole) {
        return std::unexpected(isWhole.error());
    }
    if (!*isWhole) {
        return failure(ErrorCode::NotFound);
    }
    Page page;
    page.epoch = cursor.epoch;
    page.hasMore = log->size() == limit;
    if (page.hasMore) {
        cursor.xid = log->last().xid;
        cursor.sequence = log->last().sequence;
    } else {
        // All that is over was read, others' changes included.
        cursor.xid = horizon.lastXid;
        cursor.sequence = horizon.lastSequence;
    }
    page.cursor = cursor;

    for (const FeedEntity entity : CopyOrder) {
        if (isStation && !isForDoor(entity)) {
            continue;
        }
        QList<Item> gone;
        auto selection = selectionFor(caller);
        for (const FeedRepository::Entry &entry : *log) {
            if (entry.entity == entity && !selection.ids.contains(entry.id)) {
                selection.ids.append(entry.id);
                gone.append({entity, entry.id, entry.uuid, 0, {}});
            }
        }
        if (gone.isEmpty()) {
            continue;
        }
        const auto found = items(caller, entity, selection);
        if (!found) {
            return std::unexpected(found.error());
        }
        QSet<qint64> isThere;
        for (const Item &item : *found) {
            isThere.insert(item.id);
            page.items.append(item);
        }
        for (const Item &item : gone) {
            if (!isThere.contains(item.id)) {
                page.items.append(item);
            }
        }
    }
    return page;
}

// A station asks for PINs without a network.
Result<void> FeedService::addPins(QList<Employee> &employees) const
{
    QList<UserId> ids;
    for (const Employee &employee : std::as_const(employees)) {
        ids.append(employee.id);
    }
    const auto hashes = EmployeeRepository(m_database).pinHashes(ids);
    if (!hashes) {
        return std::unexpected(hashes.error());
    }
    for (Employee &employee : employees) {
        if (const auto hash = hashes->constFind(employee.id); hash != hashes->constEnd()) {
            employee.pinHash = *hash;
        }
    }
    return {};
}

Result<QList<FeedService::Item>>
FeedService::items(const Caller &caller, FeedEntity entity,
                   const FeedRepository::Selection &selection) const
{
    const bool isStation = caller.may(Permission::ActAsStation);
    switch (entity) {
    case FeedEntity::Department: {
        auto departments = m_feed.departments(selection);
        if (departments && !caller.may(Permission::ViewPeople)) {
            for (Department &department : *departments) {
                department.headId.reset();
            }
        }
        return itemsOf(entity, departments);
    }
    case FeedEntity::User:
        return itemsOf(entity, m_feed.users(selection));
    case FeedEntity::Employee: {
        auto employees = m_feed.employees(selection);
        if (isStation && employees) {
            std::transform(employees->begin(), employees->end(), employees->begin(), forDoor);
            if (auto ok = addPins(*employees); !ok) {
                return std::unexpected(ok.error());
            }
        } else if (employees && !caller.may(Permission::ViewPeople)) {
            std::transform(employees->begin(), employees->end(), employees->begin(), forThemselves);
        }
        return itemsOf(entity, employees);
    }
    case FeedEntity::Event:
        return events(selection);
    case FeedEntity::Attendance: {
        auto attendances = m_feed.attendances(selection);
        if (isStation && attendances) {
            for (Attendance &attendance : *attendances) {
                attendance.notes.reset(); // what somebody wrote of a person
            }
        }
        return itemsOf(entity, attendances);
    }
    case FeedEntity::Evaluation:
        return evaluations(selection);
    }
    return QList<Item>();
}

Result<QList<FeedService::Item>>
FeedService::events(const FeedRepository::Selection &selection) const
{
    auto events = m_feed.events(selection);
    if (!events) {
        return std::unexpected(events.error());
    }
    QList<EventId> ids;
    for (const Event &event : *events) {
        ids.append(event.id);
    }
    const auto questions = EventRepository(m_database).questionsOf(ids);
    if (!questions) {
        return std::unexpected(questions.error());
    }
    QHash<EventId, QList<Question>> byEvent;
    for (const Question &question : *questions) {
        byEvent[question.eventId].append(question);
    }
    for (Event &event : *events) {
        event.questions = byEvent.value(event.id);
    }
    return itemsOf(FeedEntity::Event, events);
}

Result<QList<FeedService::Item>>
FeedService::evaluations(const FeedRepository::Selection &selection) const
{
    auto evaluations = m_feed.evaluations(selection);
    if (!evaluations) {
        return std::unexpected(evaluations.error());
    }
    QList<EvaluationId> ids;
    for (const Evaluation &evaluation : *evaluations) {
        ids.append(evaluation.id);
    }
    const auto answers = EvaluationRepository(m_database).answersOf(ids);
    if (!answers) {
        return std::unexpected(answers.error());
    }
    QHash<EvaluationId, QList<Answer>> byEvaluation;
    for (const Answer &answer : *answers) {
        byEvaluation[answer.evaluationId].append(answer);
    }
    for (Evaluation &evaluation : *evaluations) {
        evaluation.answers = byEvaluation.value(evaluation.id);
    }
    return itemsOf(FeedEntity::Evaluation, evaluations);
}

} // namespace EvalTrack::Server
