// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foldedtext.h"
#include "support/fakedesk.h"

#include <algorithm>

namespace EvalTrack::Test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// ---- connection and session

QFuture<Result<void>> FakeConnection::useThisComputer()
{
    if (error) {
        return readyFuture(Result<void>(std::unexpected(*error)));
    }
    chosenNow = true;
    thisComputer = true;
    Q_EMIT chosen();
    return readyFuture(Result<void>());
}

QFuture<Result<void>> FakeConnection::createFirstAdministrator(const QString & /*name*/,
                                                               const QString & /*email*/,
                                                               const QString & /*password*/)
{
    if (error) {
        return readyFuture(Result<void>(std::unexpected(*error)));
    }
    wantsAdministrator = false;
    return readyFuture(Result<void>());
}

QFuture<Result<ServerCheck>> FakeConnection::check(const QUrl &url)
{
    if (error) {
        return readyFuture(Result<ServerCheck>(std::unexpected(*error)));
    }
    return readyFuture(Result<ServerCheck>(ServerCheck{
        url, u"2.1.0"_s, unknownCertificate, u"Empresa CA"_s, u"evaltrack.empresa.com"_s}));
}

QFuture<Result<void>> FakeConnection::useServer(const ServerCheck &checked)
{
    address = checked.url;
    chosenNow = true;
    thisComputer = false;
    Q_EMIT chosen();
    return readyFuture(Result<void>());
}

void FakeConnection::forget()
{
    chosenNow = false;
}

FakeSession::FakeSession(FakeDesk &desk)
    : m_desk(desk)
{}

std::optional<SignedInPerson> FakeSession::person() const
{
    return current == SessionState::SignedIn || current == SessionState::Expired ? who
                                                                                 : std::nullopt;
}

QString FakeSession::lastEmail() const
{
    return who ? who->email : QString();
}

QFuture<Result<SignedInPerson>> FakeSession::resume()
{
    return person() ? readyFuture(Result<SignedInPerson>(*who))
                    : readyFuture(Result<SignedInPerson>(failure(ErrorCode::NotFound)));
}

QFuture<Result<SignedInPerson>> FakeSession::signIn(const QString &email,
                                                    const Redacted<QString> &password)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<SignedInPerson>(std::unexpected(*error)));
    }
    const auto account =
        std::find_if(m_desk.company.accounts.begin(), m_desk.company.accounts.end(),
                     [&](const User &user) { return user.email == email; });
    const QString expected = email == u"admin@empresa.com" ? u"admin123"_s
                             : email == u"hr@empresa.com"  ? u"hr123456"_s
                                                           : u"empleado123"_s;
    if (account == m_desk.company.accounts.end() || !account->isActive ||
        password.reveal() != expected) {
        return m_desk.answer(Result<SignedInPerson>(failure(ErrorCode::Unauthorized)));
    }
    who = SignedInPerson{account->id, account->uuid, account->name, account->email, account->role};
    m_desk.people.reload();
    setState(SessionState::SignedIn);
    return m_desk.answer(Result<SignedInPerson>(*who));
}

QFuture<Result<void>> FakeSession::signOut()
{
    m_desk.station.known.reset();
    setState(SessionState::SignedOut);
    return m_desk.answer(Result<void>());
}

void FakeSession::setState(SessionState state)
{
    current = state;
    Q_EMIT stateChanged();
}

// ---- sync status

FakeSyncStatus::FakeSyncStatus(FakeDesk &desk)
    : m_desk(desk)
{}

bool FakeSyncStatus::isOnline() const
{
    return m_desk.isOnline();
}

std::optional<Timestamp> FakeSyncStatus::lastSync() const
{
    if (fixedLastSync) {
        return fixedLastSync;
    }
    return m_desk.clock.now() - (m_desk.isOnline() ? 12s : 14min);
}

int FakeSyncStatus::waitingCount() const
{
    return static_cast<int>(m_desk.tray.waiting.size()) - attentionCount();
}

int FakeSyncStatus::attentionCount() const
{
    return static_cast<int>(std::count_if(
        m_desk.tray.waiting.begin(), m_desk.tray.waiting.end(), [](const OutboxItem &item) {
            return item.state == OutboxState::Rejected || item.state == OutboxState::Conflict ||
                   item.state == OutboxState::Review;
        }));
}

int FakeSyncStatus::reviewCount() const
{
    return static_cast<int>(
        std::count_if(m_desk.tray.waiting.begin(), m_desk.tray.waiting.end(),
                      [](const OutboxItem &item) { return item.state == OutboxState::Review; }));
}

// ---- stores

FakePeopleStore::FakePeopleStore(FakeDesk &desk)
    : m_desk(desk)
    , m_snapshot(std::make_shared<PeopleSnapshot>())
{}

std::shared_ptr<const PeopleSnapshot> FakePeopleStore::people() const
{
    return m_snapshot;
}

QList<Department> FakePeopleStore::departments() const
{
    QList<Department> sorted = m_desk.company.departments;
    std::ranges::sort(sorted, [](const Department &a, const Department &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    return sorted;
}

void FakePeopleStore::reload()
{
    auto snapshot = std::make_shared<PeopleSnapshot>();
    const SignedInPerson self = m_desk.signedIn();
    snapshot->reserve(m_desk.company.people.size());
    for (const Employee &who : std::as_const(m_desk.company.people)) {
        if (self.may(Permission::ViewPeople) || self.may(Permission::ActAsStation) ||
            who.uuid == self.uuid) {
            snapshot->put(who);
        }
    }
    m_snapshot = snapshot;
}

FakeEventStore::FakeEventStore(FakeDesk &desk)
    : m_desk(desk)
{}

std::shared_ptr<const QList<EventSummary>> FakeEventStore::events() const
{
    auto list = std::make_shared<QList<EventSummary>>();
    for (const Event &event : std::as_const(m_desk.company.events)) {
        if (!event.isActive && !m_desk.signedIn().may(Permission::ManageEvents)) {
            continue;
        }
        EventSummary summary{event, 0, 0};
        for (const Attendance &attendance : std::as_const(m_desk.company.attendances)) {
            if (attendance.eventUuid == event.uuid &&
                attendance.status != AttendanceStatus::Cancelled) {
                ++summary.registered;
                summary.confirmed += attendance.status == AttendanceStatus::Confirmed ? 1 : 0;
            }
        }
        list->append(summary);
    }
    std::stable_sort(list->begin(), list->end(), [](const EventSummary &a, const EventSummary &b) {
        return a.event.date < b.event.date;
    });
    return list;
}

FakeAttendanceStore::FakeAttendanceStore(FakeDesk &desk)
    : m_desk(desk)
{}

QList<AttendanceRow>
FakeAttendanceStore::rows(const std::function<bool(const Attendance &)> &isWanted) const
{
    QList<AttendanceRow> list;
    const SignedInPerson self = m_desk.signedIn();
    for (const Attendance &attendance : std::as_const(m_desk.company.attendances)) {
        const bool isVisible =
            self.may(Permission::ManageAttendance) || attendance.userUuid == self.uuid;
        if (!isVisible || !isWanted(attendance)) {
            continue;
        }
        const Employee *who = m_desk.company.person(attendance.userUuid);
        const Event *event = m_desk.company.event(attendance.eventUuid);
        AttendanceRow row;
        row.attendance = attendance;
        if (who) {
            row.personName = who->name;
            row.personEmail = who->email;
            row.department = who->department.value_or(QString());
        }
        if (event) {
            row.eventTitle = event->title;
            row.eventDate = event->date;
            row.eventZone = event->zone;
        }
        row.isPendingSync = m_desk.isPending(attendance.uuid.value());
        list.append(row);
    }
    return list;
}

QFuture<Result<QList<AttendanceRow>>> FakeAttendanceStore::ofEvent(EventUuid event)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<QList<AttendanceRow>>(std::unexpected(*error)));
    }
    return m_desk.answer(Result<QList<AttendanceRow>>(
        rows([event](const Attendance &a) { return a.eventUuid == event; })));
}

QFuture<Result<QList<AttendanceRow>>> FakeAttendanceStore::ofPerson(UserUuid person)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<QList<AttendanceRow>>(std::unexpected(*error)));
    }
    return m_desk.answer(Result<QList<AttendanceRow>>(
        rows([person](const Attendance &a) { return a.userUuid == person; })));
}

FakeEvaluationStore::FakeEvaluationStore(FakeDesk &desk)
    : m_desk(desk)
{}

EvaluationRow FakeEvaluationStore::row(const Evaluation &evaluation) const
{
    EvaluationRow row;
    row.evaluation = evaluation;
    if (const Employee *who = m_desk.company.person(evaluation.userUuid)) {
        row.personName = who->name;
        row.department = who->department.value_or(QString());
    }
    if (const Event *event = m_desk.company.event(evaluation.eventUuid)) {
        row.eventTitle = event->title;
        row.eventDate = event->date;
        row.eventZone = event->zone;
        row.questions = event->questions;
    }
    row.isPendingSync = m_desk.isPending(evaluation.uuid.value());
    return row;
}

QFuture<Result<QList<EvaluationRow>>> FakeEvaluationStore::find(const EvaluationFilter &filter)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<QList<EvaluationRow>>(std::unexpected(*error)));
    }
    const SignedInPerson self = m_desk.signedIn();
    QList<EvaluationRow> list;
    for (const Evaluation &evaluation : std::as_const(m_desk.company.evaluations)) {
        const bool isVisible =
            self.may(Permission::GradeEvaluations) || evaluation.userUuid == self.uuid;
        if (isVisible && (!filter.status || evaluation.status == *filter.status) &&
            (!filter.event || evaluation.eventUuid == *filter.event) &&
            (!filter.person || evaluation.userUuid == *filter.person)) {
            list.append(row(evaluation));
        }
    }
    std::stable_sort(list.begin(), list.end(), [](const EvaluationRow &a, const EvaluationRow &b) {
        return a.evaluation.createdAt > b.evaluation.createdAt;
    });
    return m_desk.answer(Result<QList<EvaluationRow>>(list));
}

QFuture<Result<EvaluationRow>> FakeEvaluationStore::one(EvaluationUuid uuid)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<EvaluationRow>(std::unexpected(*error)));
    }
    const Evaluation *evaluation = m_desk.company.evaluation(uuid);
    return m_desk.answer(evaluation ? Result<EvaluationRow>(row(*evaluation))
                                    : Result<EvaluationRow>(failure(ErrorCode::NotFound)));
}

FakeDashboardStore::FakeDashboardStore(FakeDesk &desk)
    : m_desk(desk)
{}

std::optional<Dashboard> FakeDashboardStore::dashboard() const
{
    if (hasNothing) {
        return std::nullopt;
    }
    return fixed ? fixed
                 : m_desk.company.dashboard(m_desk.signedIn().role, m_desk.signedIn().uuid,
                                            m_desk.clock.now());
}

void FakeDashboardStore::refresh()
{
    ++refreshCalls;
    if (m_desk.isOnline()) {
        Q_EMIT dashboardChanged();
    }
}

// ---- history

FakeHistory::FakeHistory(FakeDesk &desk)
    : since(desk.clock.now() - std::chrono::days(395))
    , m_desk(desk)
{}

QFuture<Result<void>> FakeHistory::fetchOlder()
{
    ++fetchCalls;
    if (!m_desk.sync.isOnline()) {
        return m_desk.answer(Result<void>(failure(ErrorCode::Network)));
    }
    since = since.value_or(m_desk.clock.now()) - std::chrono::days(365);
    Q_EMIT changed();
    return m_desk.answer(Result<void>());
}

// ---- commands, tray, captures

FakeCommandSink::FakeCommandSink(FakeDesk &desk)
    : m_desk(desk)
{}

QFuture<Result<CommandUuid>> FakeCommandSink::submit(const Command &command)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<CommandUuid>(std::unexpected(*error)));
    }
    const QString subject = m_desk.subjectOf(command);
    if (const auto applied = m_desk.apply(command); !applied) {
        return m_desk.answer(Result<CommandUuid>(std::unexpected(applied.error())));
    }
    submitted.append(command);
    const CommandUuid uuid(makeUuidV7());
    if (!m_desk.isOnline()) {
        m_desk.tray.put({uuid.value(),
                         kindOf(command),
                         subject,
                         OutboxState::Queued,
                         m_desk.clock.now(),
                         0,
                         std::nullopt,
                         {}});
    }
    return m_desk.answer(Result<CommandUuid>(uuid));
}

FakeOutboxTray::FakeOutboxTray(FakeDesk &desk)
    : m_desk(desk)
{}

void FakeOutboxTray::put(const OutboxItem &item)
{
    waiting.append(item);
    Q_EMIT itemsChanged();
    Q_EMIT m_desk.sync.changed();
}

QFuture<Result<void>> FakeOutboxTray::retry(const QUuid &item)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    retried.append(item);
    for (OutboxItem &each : waiting) {
        if (each.uuid == item) {
            each.state = OutboxState::Queued;
            each.reason.reset();
        }
    }
    Q_EMIT itemsChanged();
    Q_EMIT m_desk.sync.changed();
    return m_desk.answer(Result<void>());
}

QFuture<Result<void>> FakeOutboxTray::discard(const QUuid &item, const QString &reason)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    discarded.insert(item, reason);
    for (OutboxItem each : std::as_const(waiting)) {
        if (each.uuid == item) {
            each.state = OutboxState::Discarded;
            each.reason = Error{ErrorCode::Cancelled, reason, {}};
            kept.append(each);
        }
    }
    waiting.removeIf([&](const OutboxItem &each) { return each.uuid == item; });
    Q_EMIT itemsChanged();
    Q_EMIT m_desk.sync.changed();
    return m_desk.answer(Result<void>());
}

QFuture<Result<void>> FakeOutboxTray::putBack(const QUuid &item)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    for (OutboxItem each : std::as_const(kept)) {
        if (each.uuid == item) {
            each.state = OutboxState::Queued;
            each.reason.reset();
            waiting.append(each);
        }
    }
    kept.removeIf([&](const OutboxItem &each) { return each.uuid == item; });
    Q_EMIT itemsChanged();
    Q_EMIT m_desk.sync.changed();
    return m_desk.answer(Result<void>());
}

QFuture<Result<void>> FakeOutboxTray::resolve(const QUuid &item,
                                              const QHash<QString, Side> &choices)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    resolved.insert(item, choices);
    waiting.removeIf([&](const OutboxItem &each) { return each.uuid == item; });
    Q_EMIT itemsChanged();
    Q_EMIT m_desk.sync.changed();
    return m_desk.answer(Result<void>());
}

FakeCaptureRecorder::FakeCaptureRecorder(FakeDesk &desk)
    : m_desk(desk)
{}

QFuture<Result<RecordedCapture>> FakeCaptureRecorder::record(EventUuid eventUuid,
                                                             const QString &code,
                                                             CaptureMethod method,
                                                             Direction direction)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<RecordedCapture>(std::unexpected(*error)));
    }
    recorded.append(code);
    methods.append(method);
    directions.append(direction);
    RecordedCapture capture;
    capture.uuid = CaptureUuid(makeUuidV7());
    capture.code = code;
    capture.at = m_desk.clock.now();

    const Event *event = m_desk.company.event(eventUuid);
    const Employee *who = m_desk.company.personByCode(code);
    if (who) {
        capture.personName = who->name;
        capture.department = who->department.value_or(QString());
    }
    if (!who) {
        capture.finding = RecordedCapture::Finding::UnknownCode;
    } else if (!event || !event->isActive) {
        capture.finding = RecordedCapture::Finding::EventInactive;
    } else if (!who->isActive) {
        capture.finding = RecordedCapture::Finding::PersonInactive;
    } else if (finding) {
        capture.finding = *finding;
    } else if (direction == Direction::Leaving) {
        Attendance *attendance = m_desk.company.attendance(eventUuid, who->uuid);
        const bool hasCome = attendance && attendance->status == AttendanceStatus::Confirmed;
        capture.finding = !hasCome             ? RecordedCapture::Finding::NotIn
                          : attendance->leftAt ? RecordedCapture::Finding::AlreadyOut
                                               : RecordedCapture::Finding::Left;
        if (hasCome) {
            capture.leftAt = attendance->leftAt;
            attendance->leftAt = attendance->leftAt.value_or(capture.at);
        }
    } else if (Attendance *attendance = m_desk.company.attendance(eventUuid, who->uuid)) {
        if (attendance->status == AttendanceStatus::Confirmed) {
            capture.finding = RecordedCapture::Finding::AlreadyIn;
            capture.alreadyInAt = attendance->attendedAt;
        } else {
            m_desk.company.confirm(*attendance, capture.at);
            m_desk.markPending(attendance->uuid.value());
        }
    } else {
        capture.finding = RecordedCapture::Finding::WalkIn;
        Attendance &added =
            m_desk.company.addAttendance(AttendanceUuid(makeUuidV7()), *event, *who, capture.at);
        m_desk.markPending(added.uuid.value());
        m_desk.company.confirm(added, capture.at);
    }
    capture.confirmedCount =
        static_cast<int>(std::count_if(m_desk.company.attendances.begin(),
                                       m_desk.company.attendances.end(), [&](const Attendance &a) {
                                           return a.eventUuid == eventUuid &&
                                                  a.status == AttendanceStatus::Confirmed;
                                       }));
    capture.leftCount = static_cast<int>(
        std::count_if(m_desk.company.attendances.begin(), m_desk.company.attendances.end(),
                      [&](const Attendance &a) { return a.eventUuid == eventUuid && a.leftAt; }));
    if (!m_desk.isOnline()) {
        m_desk.tray.put({capture.uuid.value(),
                         std::nullopt,
                         who ? who->name : code,
                         OutboxState::Queued,
                         capture.at,
                         0,
                         std::nullopt,
                         {}});
    }
    Q_EMIT m_desk.attendances.attendancesChanged();
    Q_EMIT m_desk.events.eventsChanged();
    return m_desk.answer(Result<RecordedCapture>(capture));
}

// ---- activity

FakeActivity::FakeActivity(FakeDesk &desk)
    : m_desk(desk)
{
    const auto entry = [this](std::chrono::minutes ago, qint64 actor, const QString &action) {
        const Employee &who = m_desk.company.people.at(actor);
        ActivityEntry made;
        made.id = 100 - list.size();
        made.at = m_desk.clock.now() - ago;
        made.actor = NamedPerson{who.id, who.name};
        made.action = action;
        made.entity = action.section(u'.', 0, 0);
        return made;
    };
    const Employee &somebody = m_desk.company.people.at(FakeCompany::EmployeeIndex);
    const Event &event = m_desk.company.events.first();
    ActivityEntry changed = entry(5min, FakeCompany::AdminIndex, u"event.update"_s);
    changed.entityUuid = event.uuid.value();
    changed.title = event.title;
    list.append(changed);
    ActivityEntry confirmed =
        entry(20min, FakeCompany::HumanResourcesIndex, u"attendance.update"_s);
    confirmed.entityId = 7;
    confirmed.title = event.title;
    confirmed.person = NamedPerson{somebody.id, somebody.name};
    list.append(confirmed);
    ActivityEntry captured = entry(24h, FakeCompany::HumanResourcesIndex, u"capture.record"_s);
    captured.captures = 12;
    list.append(captured);
    ActivityEntry cleaned = entry(72h, FakeCompany::AdminIndex, u"records.tidy"_s);
    cleaned.actor.reset();
    list.append(cleaned);
    ActivityEntry added = entry(24h * 30, FakeCompany::HumanResourcesIndex, u"employee.create"_s);
    ActivityEntry pin = entry(3h, FakeCompany::HumanResourcesIndex, u"employee.pin.set"_s);
    ActivityEntry own = entry(26h, FakeCompany::EmployeeIndex, u"employee.update"_s);
    own.fields = {u"department"_s, u"departmentId"_s, u"phone"_s};
    pin.id = 203;
    own.id = 202;
    added.id = 201;
    histories.insert(somebody.id.value(), {pin, own, added});
}

QFuture<Result<Paged<ActivityEntry>>> FakeActivity::ofPerson(UserId person,
                                                             const QString & /*cursor*/)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<Paged<ActivityEntry>>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Paged<ActivityEntry>>(std::unexpected(*error)));
    }
    const QList<ActivityEntry> entries = histories.value(person.value());
    return m_desk.answer(
        Result<Paged<ActivityEntry>>(Paged<ActivityEntry>{entries, {}, entries.size()}));
}

QFuture<Result<Paged<ActivityEntry>>> FakeActivity::page(const ActivityFilter &filter,
                                                         const QString &cursor)
{
    constexpr qsizetype PageSize = 2;
    asked = filter;
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<Paged<ActivityEntry>>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Paged<ActivityEntry>>(std::unexpected(*error)));
    }
    QList<ActivityEntry> found;
    for (const ActivityEntry &entry : std::as_const(list)) {
        if (entry.at >= filter.since.value_or(entry.at) &&
            (!filter.until || entry.at < *filter.until)) {
            found.append(entry);
        }
    }
    Paged<ActivityEntry> page;
    const qsizetype start = cursor.toLongLong();
    page.items = found.mid(start, PageSize);
    if (filter.since && filter.until) {
        page.total = found.size();
    }
    if (start + PageSize < found.size()) {
        page.nextCursor = QString::number(start + PageSize);
    }
    return m_desk.answer(Result<Paged<ActivityEntry>>(page));
}

// ---- accounts

FakeAccounts::FakeAccounts(FakeDesk &desk)
    : m_desk(desk)
{}

QFuture<Result<Paged<User>>> FakeAccounts::page(const AccountFilter &filter, const QString &cursor)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<Paged<User>>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Paged<User>>(std::unexpected(*error)));
    }
    const QString wanted = foldedForSearch(filter.search);
    QList<User> found;
    const auto take = [&](const User &user, AccountState state) {
        if (foldedForSearch(QString(user.name + u' ' + user.email)).contains(wanted) &&
            filter.role.value_or(user.role) == user.role && filter.state.value_or(state) == state) {
            found.append(user);
        }
    };
    for (const User &user : std::as_const(m_desk.company.accounts)) {
        take(user, user.isActive ? AccountState::Active : AccountState::Inactive);
    }
    if (filter.state == AccountState::WithoutLogin) {
        for (const Employee &person : std::as_const(m_desk.company.people)) {
            const bool hasLogin =
                std::any_of(m_desk.company.accounts.begin(), m_desk.company.accounts.end(),
                            [&person](const User &user) { return user.id == person.id; });
            if (!hasLogin) {
                take({person.id, person.name, person.email, Role::Employee, true, person.createdAt,
                      person.updatedAt, person.uuid, person.revision},
                     AccountState::WithoutLogin);
            }
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const User &a, const User &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    Paged<User> page;
    const qsizetype start = cursor.toLongLong();
    page.items = found.mid(start, pageSize);
    page.total = found.size();
    if (start + pageSize < found.size()) {
        page.nextCursor = QString::number(start + pageSize);
    }
    return m_desk.answer(Result<Paged<User>>(page));
}

QFuture<Result<User>> FakeAccounts::create(const NewAccount &account)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<User>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<User>(std::unexpected(*error)));
    }
    for (const User &user : std::as_const(m_desk.company.accounts)) {
        if (user.email == account.email) {
            Error taken{ErrorCode::Conflict, u"El email ya está registrado"_s, {}};
            taken.fieldErrors.append({u"email"_s, u"El email ya está registrado"_s});
            return m_desk.answer(Result<User>(std::unexpected(taken)));
        }
    }
    const Timestamp now = m_desk.clock.now();
    const User created{UserId(1000 + m_desk.company.accounts.size()),
                       account.name,
                       account.email,
                       account.role,
                       true,
                       now,
                       now,
                       UserUuid(makeUuidV7()),
                       1};
    m_desk.company.accounts.append(created);
    passwords.insert(created.id.value(), account.password.reveal());
    return m_desk.answer(Result<User>(created));
}

QFuture<Result<User>> FakeAccounts::change(UserId id, qint64 revision, const AccountChange &change)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<User>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<User>(std::unexpected(*error)));
    }
    for (User &user : m_desk.company.accounts) {
        if (user.id != id) {
            continue;
        }
        if (user.revision != revision) {
            return m_desk.answer(Result<User>(failure(ErrorCode::Stale)));
        }
        user.name = change.name.value_or(user.name);
        user.email = change.email.value_or(user.email);
        user.role = change.role.value_or(user.role);
        user.isActive = change.isActive.value_or(user.isActive);
        if (change.password) {
            passwords.insert(id.value(), change.password->reveal());
        }
        ++user.revision;
        return m_desk.answer(Result<User>(user));
    }
    return m_desk.answer(Result<User>(failure(ErrorCode::NotFound)));
}

QFuture<Result<void>> FakeAccounts::remove(UserId id)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<void>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    m_desk.company.accounts.removeIf([id](const User &user) { return user.id == id; });
    return m_desk.answer(Result<void>());
}

QFuture<Result<bool>> FakeAccounts::hasPin(UserId user)
{
    return m_desk.answer(m_desk.isOnline() ? Result<bool>(pins.contains(user.value()))
                                           : Result<bool>(failure(ErrorCode::Network)));
}

QFuture<Result<void>> FakeAccounts::setPin(UserId user, const std::optional<Redacted<QString>> &pin)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<void>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    if (pin) {
        pins.insert(user.value(), pin->reveal());
    } else {
        pins.remove(user.value());
    }
    return m_desk.answer(Result<void>());
}

} // namespace EvalTrack::Test
