// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localstore.h"

#include "session/accountfolders.h"
#include "wire/entitycodec.h"

#include <QLoggingCategory>

#include <algorithm>

namespace EvalTrack {

using namespace std::chrono_literals;

namespace {

// Which record and which fields; never a value.
Q_LOGGING_CATEGORY(FeedLog, "evaltrack.feed")

/// How many captures of one state the tray lists; all of them are counted.
constexpr int CapturesInTray = 200;

/// How long an acknowledged command stays laid over its record when nothing says which revision it
/// made: the change feed may lag behind an answer by its oldest open transaction.
constexpr auto AcknowledgedGrace = 30s;

constexpr StoreParts EveryPart = StorePart::People | StorePart::Departments | StorePart::Events |
                                 StorePart::Attendances | StorePart::Evaluations |
                                 StorePart::Outbox | StorePart::Dashboard;

} // namespace

LocalStore::LocalStore(const QString &folder, std::unique_ptr<StoreDatabase> database,
                       const Redacted<QByteArray> &key, const SignedInPerson &me,
                       const Clock &clock)
    : m_lock(AccountFolders::lockPathOf(folder))
    , m_database(std::move(database))
    , m_sealer(key)
    , m_clock(clock)
    , m_meta(*m_database, m_sealer)
    , m_entities(*m_database, m_sealer)
    , m_outbox(*m_database, m_sealer)
    , m_captures(*m_database, m_sealer)
    , m_reader(m_entities, m_outbox, m_captures)
    , m_ledger(*m_database, m_meta, m_captures, m_reader, clock)
{
    m_reader.setMe(me);
    m_lock.setStaleLockTime(0);
    m_lock.tryLock(0);
    m_database->listenToRollBack(this, [this] {
        // What was kept in memory on the way may be ahead of the file now.
        if (m_nextPeople) {
            static_cast<void>(loadPeople());
        }
        m_ledger.forgetPresence();
        m_reader.forgetCounts();
        static_cast<void>(m_reader.loadEvents());
        static_cast<void>(m_reader.loadDepartments());
    });
}

Result<std::unique_ptr<LocalStore>> LocalStore::open(const QString &folder,
                                                     const Redacted<QByteArray> &key,
                                                     const SignedInPerson &me, const Clock &clock)
{
    auto database = StoreDatabase::open(folder + u"/store.sqlite"_qs);
    if (!database) {
        return std::unexpected(database.error());
    }
    std::unique_ptr<LocalStore> store(new LocalStore(folder, std::move(*database), key, me, clock));
    if (auto ok = store->load(); !ok) {
        return std::unexpected(ok.error());
    }
    return store;
}

Result<void> LocalStore::load()
{
    auto ok = m_outbox.load();
    ok = ok ? m_ledger.load() : ok;
    ok = ok ? m_captures.requeueSent() : ok;
    ok = ok ? m_reader.loadEvents() : ok;
    ok = ok ? m_reader.loadDepartments() : ok;
    ok = ok ? loadPeople() : ok;
    const auto unreadable = m_entities.unreadableCount();
    ok = ok && !unreadable ? std::unexpected(unreadable.error()) : ok;
    m_unreadable = unreadable.value_or(0);
    ok = ok ? loadWindow() : ok;
    m_touched = EveryPart;
    return ok;
}

Result<void> LocalStore::loadPeople()
{
    auto snapshot = std::make_shared<PeopleSnapshot>();
    const auto count = m_entities.peopleCount();
    if (!count) {
        return std::unexpected(count.error());
    }
    snapshot->reserve(*count);
    auto ok = m_entities.readPeople(*snapshot);
    if (ok && snapshot->size() != *count) {
        // They are counted in an index, and read out of the table.
        ok = failure(ErrorCode::StorageDamaged, QStringLiteral("people are missing"));
    }
    m_reader.setPeople(std::move(snapshot));
    m_nextPeople.reset();
    for (const QUuid &uuid : m_outbox.subjects(CommandSubject::Person)) {
        m_touchedPeople.insert(UserUuid(uuid));
    }
    for (const QUuid &uuid : m_outbox.subjects(CommandSubject::Department)) {
        touchPeopleOf(DepartmentUuid(uuid));
    }
    return ok ? refreshPeople() : ok;
}

void LocalStore::touchPeopleOf(DepartmentUuid uuid)
{
    m_touchedPeople.unite(m_reader.takeMoved());
    const auto department = m_reader.serverDepartment(uuid);
    const PeopleSnapshot &people = *m_reader.people();
    for (qsizetype i = 0; department && i < people.size(); ++i) {
        if (people.departmentAt(i) == department->id) {
            m_touchedPeople.insert(people.uuidAt(i));
        }
    }
}

// A snapshot is immutable once shared: who comes later goes into a copy.
PeopleSnapshot &LocalStore::nextPeople()
{
    if (!m_nextPeople) {
        m_nextPeople = std::make_shared<PeopleSnapshot>(*m_reader.people());
    }
    return *m_nextPeople;
}

Result<void> LocalStore::refreshPeople()
{
    for (const UserUuid uuid : std::exchange(m_touchedPeople, {})) {
        const auto person = m_reader.person(uuid);
        if (!person) {
            m_touchedPeople.insert(uuid);
            return std::unexpected(person.error());
        }
        if (*person) {
            nextPeople().put(**person);
        } else {
            nextPeople().remove(uuid);
        }
    }
    if (m_nextPeople) {
        m_reader.setPeople(std::exchange(m_nextPeople, nullptr));
    }
    return {};
}

// The change feed ------------------------------------------------------------------------------

Result<void> LocalStore::apply(const QList<Wire::Change> &changes)
{
    return m_database->inLightTransaction([&]() -> Result<void> {
        for (const Wire::Change &change : changes) {
            auto ok = change.operation == Wire::ChangeOperation::Delete ? applyDelete(change)
                                                                        : applyOne(change);
            if (!ok && ok.error().code == ErrorCode::Validation) {
                ok = leaveOut(change, ok.error());
            } else if (ok && m_unreadable > 0) {
                ok = m_entities.clearUnreadable(change.uuid);
            }
            if (!ok) {
                return ok;
            }
        }
        return countUnreadable();
    });
}

// By a server of a later version, or by a fault: the record as it was here stays.
Result<void> LocalStore::leaveOut(const Wire::Change &change, const Error &why)
{
    QStringList fields;
    for (const FieldError &field : why.fieldErrors) {
        fields.append(field.field);
    }
    qCInfo(FeedLog).noquote() << "left out" << Wire::name(change.entity) << toText(change.uuid)
                              << "because of" << fields.join(u' ');
    ++m_unreadable;
    return m_entities.setUnreadable(change);
}

Result<void> LocalStore::countUnreadable()
{
    if (m_unreadable == 0) {
        return {};
    }
    const auto count = m_entities.unreadableCount();
    m_unreadable = count.value_or(m_unreadable);
    return count ? Result<void>() : std::unexpected(count.error());
}

Result<void> LocalStore::applyOne(const Wire::Change &change)
{
    const auto taken = [this](const auto &parsed) -> Result<void> {
        return parsed ? take(*parsed) : std::unexpected(parsed.error());
    };
    switch (change.entity) {
    case Wire::FeedEntity::Department: {
        auto department = Wire::parseDepartment(change.data);
        if (department) {
            department->uuid = DepartmentUuid(change.uuid);
            department->revision = change.revision;
        }
        return taken(department);
    }
    case Wire::FeedEntity::User:
        return {}; // Accounts are the server's; people come as employees.
    case Wire::FeedEntity::Employee:
        return taken(Wire::parseEmployee(change.data));
    case Wire::FeedEntity::Event:
        return taken(Wire::parseEvent(change.data));
    case Wire::FeedEntity::Attendance:
        return taken(Wire::parseAttendance(change.data));
    case Wire::FeedEntity::Evaluation:
        return taken(Wire::parseEvaluation(change.data));
    }
    return {};
}

Result<void> LocalStore::applyDelete(const Wire::Change &change)
{
    switch (change.entity) {
    case Wire::FeedEntity::Department:
        touchSubject(CommandSubject::Department, change.uuid);
        m_reader.removeDepartment(DepartmentUuid(change.uuid));
        return m_entities.remove(DepartmentUuid(change.uuid));
    case Wire::FeedEntity::User:
        return {};
    case Wire::FeedEntity::Employee:
        touchSubject(CommandSubject::Person, change.uuid);
        return m_entities.remove(UserUuid(change.uuid));
    case Wire::FeedEntity::Event:
        touchSubject(CommandSubject::Event, change.uuid);
        m_reader.removeEvent(EventUuid(change.uuid));
        return m_entities.remove(EventUuid(change.uuid));
    case Wire::FeedEntity::Attendance:
        touchSubject(CommandSubject::Attendance, change.uuid);
        return m_entities.remove(AttendanceUuid(change.uuid));
    case Wire::FeedEntity::Evaluation:
        touchSubject(CommandSubject::Evaluation, change.uuid);
        return m_entities.remove(EvaluationUuid(change.uuid));
    }
    return {};
}

Result<void> LocalStore::take(const Department &department)
{
    m_touched |= StorePart::Departments;
    auto ok = m_entities.put(department);
    if (ok) {
        m_reader.putDepartment(department);
    }
    return ok;
}

Result<void> LocalStore::take(const Employee &employee)
{
    m_touched |= StorePart::People;
    auto ok = m_entities.put(employee);
    if (!ok) {
        return ok;
    }
    const PeopleSnapshot &people = m_nextPeople ? *m_nextPeople : *m_reader.people();
    const qsizetype known = people.indexOf(employee.uuid);
    // An older revision than the stored one was not taken, so it is read back.
    const bool isNewest = known < 0 || people.revisionAt(known) <= employee.revision;
    const bool isLaidOver = !m_outbox.commands().isEmpty() &&
                            (!m_outbox.about(employee.uuid.value()).isEmpty() ||
                             !m_outbox.subjects(CommandSubject::Department).isEmpty());
    if (isNewest && !isLaidOver) {
        nextPeople().put(employee);
    } else {
        m_touchedPeople.insert(employee.uuid);
    }
    return ok;
}

Result<void> LocalStore::take(const Event &event)
{
    m_touched |= StorePart::Events;
    auto ok = m_entities.put(event);
    if (ok) {
        m_reader.putEvent(event);
    }
    return ok;
}

Result<void> LocalStore::take(const Attendance &attendance)
{
    m_touched |= StorePart::Attendances | StorePart::Events;
    auto ok = m_entities.put(attendance);
    if (ok) {
        m_reader.forgetCounts(attendance.eventUuid);
        m_ledger.attendanceArrived(attendance);
        ok = renameCommands(attendance);
    }
    return ok;
}

// Commands about somebody who was captured before the server named the attendance: it may have had
// one of another name all the time.
Result<void> LocalStore::renameCommands(const Attendance &attendance)
{
    if (m_outbox.commands().isEmpty()) {
        return {};
    }
    const QUuid expected = capturedAttendanceUuid(attendance.eventUuid, attendance.userId).value();
    const QList<StoredCommand> commands = m_outbox.commands();
    for (StoredCommand stored : commands) {
        Command &command = stored.pending.command;
        if (subjectOf(command) != CommandSubject::Attendance ||
            subjectUuidOf(command) == attendance.uuid.value()) {
            continue;
        }
        if (auto *update = std::get_if<UpdateAttendance>(&command)) {
            if (update->before.eventUuid != attendance.eventUuid ||
                update->before.userUuid != attendance.userUuid) {
                continue;
            }
            update->before.uuid = attendance.uuid;
            update->after.uuid = attendance.uuid;
        } else if (auto *remove = std::get_if<RemoveAttendance>(&command);
                   remove != nullptr && subjectUuidOf(command) == expected) {
            remove->attendance = attendance.uuid;
        } else {
            continue;
        }
        touchSubject(CommandSubject::Attendance, attendance.uuid.value());
        if (auto ok = m_outbox.update(stored); !ok) {
            return ok;
        }
    }
    return {};
}

Result<void> LocalStore::take(const Evaluation &evaluation)
{
    m_touched |= StorePart::Evaluations;
    return m_entities.put(evaluation);
}

Result<void> LocalStore::loadWindow()
{
    const auto window = m_meta.number(MetaKey::WindowStart);
    const auto history = m_meta.number(MetaKey::HistorySince);
    if (!window || !history) {
        return std::unexpected(!window ? window.error() : history.error());
    }
    const qint64 since = *history != 0 ? *history : *window;
    m_shownSince =
        since != 0 ? std::optional(Timestamp(std::chrono::milliseconds(since))) : std::nullopt;
    return {};
}

Result<void> LocalStore::moveWindow(Timestamp start)
{
    const auto before = m_meta.number(MetaKey::WindowStart);
    if (!before) {
        return std::unexpected(before.error());
    }
    const qint64 now = start.time_since_epoch().count();
    const bool isMoved = *before != now;
    auto ok = isMoved ? m_meta.setNumber(MetaKey::WindowStart, now) : Result<void>();
    ok = ok && isMoved ? m_meta.remove(MetaKey::HistorySince) : ok;
    ok = ok ? loadWindow() : ok;
    if (!ok) {
        return ok;
    }
    const Timestamp shown = m_shownSince.value_or(start);
    const auto isPruned =
        m_entities.prune(std::min(shown, m_heldHistory.value_or(shown)), m_reader.me().uuid);
    if (!isPruned) {
        return std::unexpected(isPruned.error());
    }
    if (!*isPruned) {
        return {};
    }
    m_reader.forgetCounts();
    m_touched |= StorePart::Events | StorePart::Attendances | StorePart::Evaluations;
    return m_reader.loadEvents();
}

Result<void> LocalStore::keepHistory(Timestamp since)
{
    auto ok = m_meta.setNumber(MetaKey::HistorySince, since.time_since_epoch().count());
    m_heldHistory.reset();
    m_touched |= StorePart::Events | StorePart::Attendances | StorePart::Evaluations;
    return ok ? loadWindow() : ok;
}

Result<void> LocalStore::startOver()
{
    auto cleared = m_database->inTransaction([this]() -> Result<void> {
        auto ok = m_entities.clear();
        for (const char *key : {MetaKey::Cursor, MetaKey::Epoch, MetaKey::IsComplete,
                                MetaKey::WindowStart, MetaKey::HistorySince}) {
            ok = ok ? m_meta.remove(key) : ok;
        }
        return ok;
    });
    if (!cleared) {
        return cleared;
    }
    m_unreadable = 0;
    m_shownSince.reset();
    m_heldHistory.reset();
    m_reader.clearEvents();
    m_reader.clearDepartments();
    m_reader.forgetCounts();
    m_ledger.forgetPresence();
    m_reader.setPeople(std::make_shared<const PeopleSnapshot>());
    m_touched |= EveryPart;
    return loadPeople();
}

Result<void> LocalStore::settleAcknowledged(Timestamp pullStarted)
{
    QList<StoredCommand> shown;
    for (const StoredCommand &stored : m_outbox.commands()) {
        if (stored.state != OutboxState::Acknowledged) {
            continue;
        }
        const Timestamp at = stored.acknowledgedAt.value_or(Timestamp{});
        if (stored.acknowledgedRevision == 0 ? at + AcknowledgedGrace < pullStarted
                                             : at < pullStarted) {
            shown.append(stored);
        }
    }
    return m_database->inTransaction([&]() -> Result<void> {
        for (const StoredCommand &stored : shown) {
            touchSubject(subjectOf(stored.pending.command), subjectUuidOf(stored.pending.command));
            if (auto ok = m_outbox.remove(stored.pending.uuid.value()); !ok) {
                return ok;
            }
        }
        return m_captures.removeSettled(m_clock.now() - std::chrono::days(7));
    });
}

// What changed ---------------------------------------------------------------------------------

void LocalStore::touchSubject(CommandSubject kind, const QUuid &uuid)
{
    switch (kind) {
    case CommandSubject::Person:
        m_touched |= StorePart::People;
        m_touchedPeople.insert(UserUuid(uuid));
        break;
    case CommandSubject::Event:
        m_touched |= StorePart::Events | StorePart::Attendances | StorePart::Evaluations;
        break;
    case CommandSubject::Attendance:
        m_touched |= StorePart::Attendances | StorePart::Events;
        m_ledger.forgetPresence();
        m_reader.forgetCounts();
        break;
    case CommandSubject::Evaluation:
        m_touched |= StorePart::Evaluations;
        break;
    case CommandSubject::Department:
        m_touched |= StorePart::Departments | StorePart::People;
        touchPeopleOf(DepartmentUuid(uuid));
        break;
    }
}

Result<StoreNews> LocalStore::nextNews()
{
    for (const StoreParts parts :
         {StoreParts(StorePart::People) | StorePart::Departments, StoreParts(StorePart::Events)}) {
        if (m_touched & parts) {
            return news(parts);
        }
    }
    return news(EveryPart);
}

Result<StoreNews> LocalStore::news(StoreParts parts)
{
    StoreNews news;
    news.unreadable = m_unreadable;
    news.shownSince = m_shownSince;
    if (parts.testFlag(StorePart::People)) {
        if (auto ok = refreshPeople(); !ok) {
            return std::unexpected(ok.error());
        }
    }
    news.changed = m_touched & parts;
    m_touched &= ~parts;
    news.hasMore = isTouched();
    news.people = m_reader.people();
    if (news.changed.testFlag(StorePart::Departments)) {
        news.departments = m_reader.departments();
    }
    if (news.changed.testFlag(StorePart::Events)) {
        auto events = m_reader.eventSummaries();
        const auto captured = m_captures.events();
        if (!events || !captured) {
            return std::unexpected(!events ? events.error() : captured.error());
        }
        for (EventSummary &summary : *events) {
            if (!captured->contains(summary.event.uuid)) {
                continue;
            }
            const auto counts = m_ledger.countsOf(summary.event.uuid);
            if (!counts) {
                return std::unexpected(counts.error());
            }
            summary.registered = counts->registered;
            summary.confirmed = counts->confirmed;
            summary.left = counts->left;
        }
        news.events = std::make_shared<const QList<EventSummary>>(std::move(*events));
    }
    if (news.changed.testFlag(StorePart::Dashboard)) {
        const auto bytes = m_meta.sealedBytes(MetaKey::Dashboard);
        if (bytes && !bytes->isEmpty()) {
            const auto dashboard = StoreCodec::decode<Dashboard>(*bytes);
            news.dashboard = dashboard ? std::optional(*dashboard) : std::nullopt;
        }
    }
    if (news.changed.testFlag(StorePart::Outbox)) {
        if (auto ok = fillOutbox(news); !ok) {
            return std::unexpected(ok.error());
        }
    }
    return news;
}

Result<void> LocalStore::fillOutbox(StoreNews &news)
{
    const auto counts = m_captures.counts();
    if (!counts) {
        return std::unexpected(counts.error());
    }
    news.waiting = counts->waiting;
    news.attention = counts->attention;
    news.review = counts->review;
    for (const StoredCommand &stored : m_outbox.commands()) {
        if (stored.state == OutboxState::Acknowledged) {
            continue;
        }
        const bool isAnswered =
            stored.state == OutboxState::Rejected || stored.state == OutboxState::Conflict;
        ++(isAnswered ? news.attention : news.waiting);
        news.outbox.append(itemOf(stored));
    }
    for (const OutboxState state :
         {OutboxState::Rejected, OutboxState::Review, OutboxState::Sent, OutboxState::Queued}) {
        const auto captures = m_captures.inState(state, CapturesInTray);
        if (!captures) {
            return std::unexpected(captures.error());
        }
        for (const StoredCapture &stored : *captures) {
            news.outbox.append(itemOf(stored));
        }
    }
    for (const GivenUp &given : m_outbox.givenUp()) {
        OutboxItem item = given.command ? itemOf(*given.command) : itemOf(*given.capture);
        item.state = OutboxState::Discarded;
        item.reason = Error{ErrorCode::Cancelled, given.reason, {}};
        news.givenUp.append(item);
    }
    std::ranges::stable_sort(news.outbox, [](const OutboxItem &a, const OutboxItem &b) {
        return a.createdAt < b.createdAt;
    });
    const auto next = nextToSend();
    if (!next) {
        return std::unexpected(next.error());
    }
    news.nextToSend = *next;
    return {};
}

Result<std::optional<QUuid>> LocalStore::nextToSend()
{
    const auto capture = m_captures.nextToSend(m_outbox.eventsToCreate());
    if (!capture || *capture) {
        return capture;
    }
    // What somebody has to decide may be what later commands wait for.
    for (const StoredCommand &stored : m_outbox.commands()) {
        if (stored.state == OutboxState::Rejected || stored.state == OutboxState::Conflict) {
            return std::nullopt;
        }
        if (stored.state != OutboxState::Acknowledged) {
            return stored.pending.uuid.value();
        }
    }
    return std::nullopt;
}

OutboxItem LocalStore::itemOf(const StoredCommand &stored)
{
    OutboxItem item;
    item.uuid = stored.pending.uuid.value();
    item.command = kindOf(stored.pending.command);
    item.subject = nameOf(stored.pending.command);
    item.entity = subjectUuidOf(stored.pending.command);
    item.state = stored.state;
    item.createdAt = stored.pending.createdAt;
    item.attempts = stored.attempts;
    item.reason = stored.outcome.reason;
    item.conflicts = stored.outcome.conflicts;
    return item;
}

OutboxItem LocalStore::itemOf(const StoredCapture &stored) const
{
    OutboxItem item;
    item.uuid = stored.capture.uuid.value();
    const QString code = stored.capture.code.value_or(QString());
    const qsizetype index = stored.person ? m_reader.people()->indexOf(*stored.person) : -1;
    if (index >= 0) {
        item.subject = m_reader.people()->text(index, PeopleSnapshot::Text::Name);
    } else {
        // Known, and still not shown as there.
        const auto person = m_reader.people()->byCode(code);
        item.subject = person ? person->name : code;
    }
    item.state = stored.state;
    item.createdAt = stored.capture.capturedAt;
    item.attempts = stored.attempts;
    item.reason = stored.outcome.reason;
    return item;
}

QString LocalStore::nameOf(const Command &command)
{
    const QUuid uuid = subjectUuidOf(command);
    const auto titleOf = [this](EventUuid event) {
        const auto its = m_reader.event(event);
        return its ? its->title : QString();
    };
    const auto personName = [this](UserUuid person) {
        const qsizetype index = m_reader.people()->indexOf(person);
        return index >= 0 ? m_reader.people()->text(index, PeopleSnapshot::Text::Name) : QString();
    };
    const auto both = [&](UserUuid person, EventUuid event) {
        const QString name = person == m_reader.me().uuid ? QString() : personName(person);
        const QString title = titleOf(event);
        return name.isEmpty() || title.isEmpty() ? QString(name + title)
                                                 : QString(name % u" · " % title);
    };
    switch (subjectOf(command)) {
    case CommandSubject::Person:
        if (const auto *create = std::get_if<CreateEmployee>(&command)) {
            return create->after.name;
        }
        return personName(UserUuid(uuid));
    case CommandSubject::Event:
        return titleOf(EventUuid(uuid));
    case CommandSubject::Attendance: {
        if (const auto *update = std::get_if<UpdateAttendance>(&command)) {
            return both(update->before.userUuid, update->before.eventUuid);
        }
        if (const auto *registration = std::get_if<RegisterSelf>(&command)) {
            return titleOf(registration->event);
        }
        const auto server = m_entities.find(AttendanceUuid(uuid));
        return server && *server ? both((*server)->userUuid, (*server)->eventUuid) : QString();
    }
    case CommandSubject::Department: {
        const DepartmentUuid department(uuid);
        const auto server = m_reader.serverDepartment(department);
        const auto shown = server ? server : m_reader.department(department);
        const auto *create = std::get_if<CreateDepartment>(&command);
        return create != nullptr ? create->after.name : shown ? shown->name : QString();
    }
    case CommandSubject::Evaluation: {
        const auto server = m_entities.find(EvaluationUuid(uuid));
        return server && *server ? both((*server)->userUuid, (*server)->eventUuid) : QString();
    }
    }
    return {};
}

Result<void> LocalStore::setDashboard(const Dashboard &dashboard)
{
    m_touched |= StorePart::Dashboard;
    return m_meta.setSealedBytes(MetaKey::Dashboard, StoreCodec::encode(dashboard));
}

Result<QByteArray> LocalStore::sharedViews()
{
    return m_meta.sealedBytes(MetaKey::SharedViews);
}

Result<void> LocalStore::setSharedViews(const QByteArray &json)
{
    return m_meta.setSealedBytes(MetaKey::SharedViews, json);
}

Result<bool> LocalStore::wipe()
{
    auto wiped = m_database->inTransaction([this]() -> Result<void> {
        auto ok = m_entities.clear();
        for (const char *key : {MetaKey::Cursor, MetaKey::Epoch, MetaKey::IsComplete,
                                MetaKey::LastSync, MetaKey::Dashboard, MetaKey::SharedViews,
                                MetaKey::WindowStart, MetaKey::HistorySince}) {
            ok = ok ? m_meta.remove(key) : ok;
        }
        ok = ok ? m_captures.removeAcknowledged() : ok;
        return ok ? m_outbox.removeAcknowledged() : ok;
    });
    if (!wiped) {
        return std::unexpected(wiped.error());
    }
    const auto counts = m_captures.counts();
    if (!counts) {
        return std::unexpected(counts.error());
    }
    const auto commands = m_outbox.unsettledCount();
    if (!commands) {
        return std::unexpected(commands.error());
    }
    const auto givenUp = m_outbox.givenUpCount();
    return givenUp ? Result<bool>(counts->waiting + counts->attention + *commands + *givenUp == 0)
                   : std::unexpected(givenUp.error());
}

} // namespace EvalTrack
