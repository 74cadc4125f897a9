// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/deliver.h"
#include "ports/desk.h"
#include "support/fakeclock.h"
#include "support/fakecompany.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace EvalTrack::Test {

class FakeDesk;

class FakeConnection final : public ServerConnection
{
public:
    using ServerConnection::ServerConnection;

    bool chosenNow = true;
    bool thisComputer = true;
    bool wantsAdministrator = false;
    QUrl address{QStringLiteral("http://127.0.0.1:3000")};
    /// What check() and the use… functions answer when set.
    std::optional<Error> error;
    std::optional<QString> unknownCertificate;

    [[nodiscard]] bool isChosen() const override { return chosenNow; }
    [[nodiscard]] bool isThisComputer() const override { return thisComputer; }
    [[nodiscard]] QUrl url() const override { return address; }
    QFuture<Result<void>> useThisComputer() override;
    [[nodiscard]] bool needsFirstAdministrator() const override { return wantsAdministrator; }
    QFuture<Result<void>> createFirstAdministrator(const QString &name, const QString &email,
                                                   const QString &password) override;
    QFuture<Result<ServerCheck>> check(const QUrl &url) override;
    QFuture<Result<void>> useServer(const ServerCheck &checked) override;
    void forget() override;
};

class FakeSession final : public Session
{
public:
    explicit FakeSession(FakeDesk &desk);

    SessionState current = SessionState::SignedIn;
    SecretKeeping keeping = SecretKeeping::Keychain;
    int aside = 0;
    std::optional<StoreDamage> damage;
    std::optional<SignedInPerson> who;

    [[nodiscard]] SessionState state() const override { return current; }
    [[nodiscard]] std::optional<SignedInPerson> person() const override;
    [[nodiscard]] SecretKeeping secretKeeping() const override { return keeping; }
    [[nodiscard]] QString lastEmail() const override;
    [[nodiscard]] int recordsAside() const override { return aside; }
    [[nodiscard]] std::optional<StoreDamage> storeDamage() const override { return damage; }
    QFuture<Result<SignedInPerson>> resume() override;
    QFuture<Result<SignedInPerson>> signIn(const QString &email,
                                           const Redacted<QString> &password) override;
    QFuture<Result<void>> signOut() override;
    void setState(SessionState state);

private:
    FakeDesk &m_desk;
};

class FakeSyncStatus final : public SyncStatus
{
public:
    explicit FakeSyncStatus(FakeDesk &desk);

    SyncActivity currentActivity = SyncActivity::Idle;
    std::optional<Error> error;
    int unreadable = 0;
    bool stalled = false;
    int syncNowCalls = 0;
    std::optional<Timestamp> fixedLastSync; ///< Instead of a moment ago.

    [[nodiscard]] bool isOnline() const override;
    [[nodiscard]] SyncActivity activity() const override { return currentActivity; }
    [[nodiscard]] std::optional<Timestamp> lastSync() const override;
    [[nodiscard]] int waitingCount() const override;
    [[nodiscard]] int attentionCount() const override;
    [[nodiscard]] int reviewCount() const override;
    [[nodiscard]] std::optional<Error> lastError() const override { return error; }
    [[nodiscard]] int unreadableCount() const override { return unreadable; }
    [[nodiscard]] bool isStalled() const override { return stalled; }
    void syncNow() override { ++syncNowCalls; }

private:
    FakeDesk &m_desk;
};

class FakePeopleStore final : public PeopleStore
{
public:
    explicit FakePeopleStore(FakeDesk &desk);

    [[nodiscard]] std::shared_ptr<const PeopleSnapshot> people() const override;
    [[nodiscard]] QList<Department> departments() const override;
    void reload();

private:
    FakeDesk &m_desk;
    std::shared_ptr<const PeopleSnapshot> m_snapshot;
};

class FakeEventStore final : public EventStore
{
public:
    explicit FakeEventStore(FakeDesk &desk);

    [[nodiscard]] std::shared_ptr<const QList<EventSummary>> events() const override;

private:
    FakeDesk &m_desk;
};

class FakeAttendanceStore final : public AttendanceStore
{
public:
    explicit FakeAttendanceStore(FakeDesk &desk);

    QFuture<Result<QList<AttendanceRow>>> ofEvent(EventUuid event) override;
    QFuture<Result<QList<AttendanceRow>>> ofPerson(UserUuid person) override;

private:
    [[nodiscard]] QList<AttendanceRow>
    rows(const std::function<bool(const Attendance &)> &isWanted) const;
    FakeDesk &m_desk;
};

class FakeEvaluationStore final : public EvaluationStore
{
public:
    explicit FakeEvaluationStore(FakeDesk &desk);

    QFuture<Result<QList<EvaluationRow>>> find(const EvaluationFilter &filter) override;
    QFuture<Result<EvaluationRow>> one(EvaluationUuid evaluation) override;

private:
    [[nodiscard]] EvaluationRow row(const Evaluation &evaluation) const;
    FakeDesk &m_desk;
};

class FakeDashboardStore final : public DashboardStore
{
public:
    explicit FakeDashboardStore(FakeDesk &desk);

    int refreshCalls = 0;
    /// Set to show the time before the first figures arrived.
    bool hasNothing = false;
    std::optional<Dashboard> fixed; ///< Instead of what the company has.

    [[nodiscard]] std::optional<Dashboard> dashboard() const override;
    void refresh() override;

private:
    FakeDesk &m_desk;
};

/// Answers fetchOlder() at once; shownSince() goes back a year each time.
class FakeHistory final : public History
{
public:
    explicit FakeHistory(FakeDesk &desk);

    std::optional<Timestamp> since;
    bool older = true;
    bool fetching = false;
    int fetchCalls = 0;

    [[nodiscard]] std::optional<Timestamp> shownSince() const override { return since; }
    [[nodiscard]] bool hasOlder() const override { return older; }
    [[nodiscard]] bool isFetching() const override { return fetching; }
    QFuture<Result<void>> fetchOlder() override;

private:
    FakeDesk &m_desk;
};

class FakeCommandSink final : public CommandSink
{
public:
    explicit FakeCommandSink(FakeDesk &desk);

    /// Every command that was submitted and taken, in order.
    QList<Command> submitted;

    QFuture<Result<CommandUuid>> submit(const Command &command) override;

private:
    FakeDesk &m_desk;
};

class FakeOutboxTray final : public OutboxTray
{
public:
    explicit FakeOutboxTray(FakeDesk &desk);

    QList<OutboxItem> waiting;
    QList<QUuid> retried;
    QHash<QUuid, QString> discarded; ///< With the reason given.
    QList<OutboxItem> kept;          ///< What was discarded.
    QHash<QUuid, QHash<QString, Side>> resolved;

    [[nodiscard]] QList<OutboxItem> items() const override { return waiting; }
    [[nodiscard]] QList<OutboxItem> givenUp() const override { return kept; }
    QFuture<Result<void>> putBack(const QUuid &item) override;
    QFuture<Result<void>> retry(const QUuid &item) override;
    QFuture<Result<void>> discard(const QUuid &item, const QString &reason) override;
    QFuture<Result<void>> resolve(const QUuid &item, const QHash<QString, Side> &choices) override;
    void put(const OutboxItem &item);

private:
    FakeDesk &m_desk;
};

class FakeCaptureRecorder final : public CaptureRecorder
{
public:
    explicit FakeCaptureRecorder(FakeDesk &desk);

    /// Every code that was recorded, in order.
    QStringList recorded;
    QList<CaptureMethod> methods; ///< Of each.
    QList<Direction> directions;  ///< Of each.
    /// What is found of anybody known, instead of what the company says.
    std::optional<RecordedCapture::Finding> finding;
    QList<EventUuid> doors; ///< That were opened, in order.

    void openDoor(EventUuid event) override { doors.append(event); }
    QFuture<Result<RecordedCapture>> record(EventUuid event, const QString &code,
                                            CaptureMethod method, Direction direction) override;

private:
    FakeDesk &m_desk;
};

/// What `list` holds, newest first, of the time that is asked for; two a page.
class FakeActivity final : public Activity
{
public:
    explicit FakeActivity(FakeDesk &desk);

    QList<ActivityEntry> list;
    ActivityFilter asked;                          ///< Last.
    QHash<qint64, QList<ActivityEntry>> histories; ///< By person.

    QFuture<Result<Paged<ActivityEntry>>> page(const ActivityFilter &filter,
                                               const QString &cursor) override;
    QFuture<Result<Paged<ActivityEntry>>> ofPerson(UserId person, const QString &cursor) override;

private:
    FakeDesk &m_desk;
};

/// A server that is well, but for what a test changes; what failed on it, two a page.
class FakeSystemWatch final : public SystemWatch
{
public:
    explicit FakeSystemWatch(FakeDesk &desk);

    SystemStatus now;
    QList<ServerFault> list;
    int asked = 0; ///< How often for the status.

    QFuture<Result<SystemStatus>> status() override;
    QFuture<Result<Paged<ServerFault>>> faults(const QString &cursor) override;

private:
    FakeDesk &m_desk;
};

/// Three good backups, but for what a test changes.
class FakeLocalBackups final : public LocalBackups
{
public:
    explicit FakeLocalBackups(FakeDesk &desk);

    LocalBackupState known;
    bool hasServer = true;
    int looks = 0;
    int broughtBack = 0;
    QStringList restored; ///< Files, in order.

    /// After a test changed `known`.
    void tell();

    [[nodiscard]] bool isAvailable() const override { return hasServer; }
    [[nodiscard]] const LocalBackupState &state() const override { return known; }
    void refresh() override { ++looks; }
    QFuture<Result<void>> setFolder(const QString &folder) override;
    QFuture<Result<void>> backUpNow() override;
    QFuture<Result<void>> restore(const LocalBackup &backup) override;
    QFuture<Result<void>> bringBack() override;

private:
    FakeDesk &m_desk;
};

class FakeAccounts final : public Accounts
{
public:
    explicit FakeAccounts(FakeDesk &desk);

    qsizetype pageSize = 10;
    QHash<qint64, QString> passwords; ///< As set by create() and change().
    QHash<qint64, QString> pins;      ///< As set by setPin().

    QFuture<Result<Paged<User>>> page(const AccountFilter &filter, const QString &cursor) override;
    QFuture<Result<User>> create(const NewAccount &account) override;
    QFuture<Result<User>> change(UserId user, qint64 revision,
                                 const AccountChange &change) override;
    QFuture<Result<void>> remove(UserId user) override;
    QFuture<Result<bool>> hasPin(UserId user) override;
    QFuture<Result<void>> setPin(UserId user, const std::optional<Redacted<QString>> &pin) override;

private:
    FakeDesk &m_desk;
};

/// Captures under review that a test puts there, and explanations; decisions are kept as a server
/// would keep them, and noted in `orders`.
/// Imports held against the company by the rules themselves; what a file holds is said by the test.
class FakeImports final : public Imports
{
public:
    explicit FakeImports(FakeDesk &desk);

    SheetFile sheet; ///< What any file is read as, unless there is a flaw.
    std::optional<SheetFlaw> flaw;
    QString askedFile; ///< Last.
    SheetOptions asked;
    QList<RefusedLine> refused; ///< By the server, of whatever is carried out.
    QList<PlanPtr> carriedOut;
    QList<ImportRecord> records;
    qint64 leftByUndo = 0;

    QFuture<SheetResult> read(const QString &file, const SheetOptions &options) override;
    QFuture<Result<PlanPtr>> dryRun(std::shared_ptr<const ImportSheet> wanted,
                                    const Setting &setting) override;
    QFuture<Result<ImportOutcome>> carryOut(PlanPtr plan, const QUuid &import,
                                            const QString &fileName) override;
    QFuture<Result<ImportOutcome>> undo(qint64 id) override;
    QFuture<Result<Paged<ImportRecord>>> page(const QString &cursor) override;
    QFuture<Result<QList<QList<ReportCell>>>> exported(ImportKind kind,
                                                       const ExportWords &words) override;

private:
    FakeDesk &m_desk;
};

/// Reports of the company as the rules have them; files are kept in memory.
class FakeReports final : public Reports
{
public:
    explicit FakeReports(FakeDesk &desk);

    struct Written
    {
        ReportDocument document;
        ReportFile format = ReportFile::Csv;
        QString file;
    };
    QList<Written> written;
    ReportFilter asked; ///< Last.

    QFuture<Result<Report>> build(ReportKind kind, const ReportFilter &filter) override;
    QFuture<Result<void>> write(const ReportDocument &document, ReportFile format,
                                const QString &file) override;

private:
    FakeDesk &m_desk;
};

class FakeReviews final : public Reviews
{
public:
    explicit FakeReviews(FakeDesk &desk);

    QList<CaptureRecord> records;
    QHash<AttendanceId, AttendanceExplanation> explanations;
    QList<ReviewOrder> orders;

    QFuture<Result<Paged<CaptureRecord>>> page(Which which, const QString &cursor) override;
    QFuture<Result<QList<ReviewResult>>> decide(const ReviewOrder &order) override;
    QFuture<Result<AttendanceExplanation>> explain(AttendanceId attendance) override;
    QFuture<Result<AttendanceExplanation>> correct(AttendanceId attendance, qint64 revision,
                                                   const std::optional<Timestamp> &at,
                                                   const QString &reason) override;

private:
    template <typename T>
    [[nodiscard]] std::optional<QFuture<Result<T>>> refusal();

    FakeDesk &m_desk;
};

class FakeDevices final : public Devices
{
public:
    explicit FakeDevices(FakeDesk &desk);

    QList<Device> list;
    QHash<qint64, QString> pins; ///< As set by create() and change().
    int codesMade = 0;

    QFuture<Result<Paged<Device>>> page(const QString &cursor) override;
    QFuture<Result<CodedDevice>> create(const NewDevice &device) override;
    QFuture<Result<Device>> change(DeviceId device, qint64 revision,
                                   const DeviceChange &change) override;
    QFuture<Result<CodedDevice>> renewCode(DeviceId device) override;

private:
    [[nodiscard]] CodedDevice withCode(Device &device);
    FakeDesk &m_desk;
};

/// Shared views: those of `list`, as the signed-in role sees them.
class FakeSharedViews final : public SharedViews
{
public:
    explicit FakeSharedViews(FakeDesk &desk);

    QList<SharedView> list;
    std::function<void()> beforeSharing; ///< What somebody else does in that moment.

    [[nodiscard]] QList<SharedView> ofList(const QString &name) const override;
    void refresh() override {}
    QFuture<Result<SharedView>> share(const SharedView &view) override;
    QFuture<Result<void>> withdraw(SharedViewId view) override;

private:
    FakeDesk &m_desk;
    qint64 m_lastId = 0;
};

/// The documents of the company's third person; photos of nobody until one is added.
class FakeDocuments final : public Documents
{
public:
    explicit FakeDocuments(FakeDesk &desk);

    QList<PersonDocument> list; ///< Of everybody, without photos.
    QHash<qint64, QByteArray> contents;
    QHash<qint64, QByteArray> photos; ///< By person.
    QList<NewDocument> sent;          ///< With those that were refused.
    QList<NewDocument> added;

    QFuture<Result<Paged<PersonDocument>>> page(UserId person, const QString &cursor) override;
    QFuture<Result<PersonDocument>> add(UserId person, const NewDocument &document) override;
    QFuture<Result<PersonDocument>> change(DocumentId document, qint64 revision,
                                           const DocumentChange &change) override;
    QFuture<Result<void>> remove(DocumentId document) override;
    QFuture<Result<QByteArray>> content(DocumentId document) override;
    QFuture<Result<QByteArray>> photo(UserId person) override;

private:
    [[nodiscard]] std::optional<Error> refusal();
    FakeDesk &m_desk;
};

/// v1 as a test says it is: a dry run was made, and three rows wait. A run that is started runs
/// until the test changes it in `list`.
class FakeLegacyMove final : public LegacyMove
{
public:
    explicit FakeLegacyMove(FakeDesk &desk);

    LegacySources known;
    QList<LegacyTally> counts;
    QList<LegacyRun> list; ///< The newest first.
    QList<LegacyTrayRow> rows;
    QList<LegacyPlace> places;  ///< As told to look() and start(), in order.
    std::optional<Error> fault; ///< Of v1's databases.

    [[nodiscard]] LegacyRun made(LegacyRunKind kind, qint64 id) const;

    QFuture<Result<LegacySources>> sources() override;
    QFuture<Result<QList<LegacyTally>>> look(const LegacyPlace &place) override;
    QFuture<Result<Paged<LegacyRun>>> runs(const QString &cursor) override;
    QFuture<Result<LegacyRun>> run(qint64 id) override;
    QFuture<Result<LegacyRun>> start(LegacyRunKind kind, const LegacyPlace &place) override;
    QFuture<Result<LegacyRun>> cancel(qint64 id) override;
    QFuture<Result<QByteArray>> report(qint64 id, Report report) override;
    QFuture<Result<Paged<LegacyTrayRow>>> tray(Which which, const QString &cursor) override;
    QFuture<Result<LegacyTrayRow>> decide(qint64 row, bool isDecided, const QString &note) override;

private:
    [[nodiscard]] static LegacyTally tally(const QString &entity, qint64 read);
    template <typename T>
    [[nodiscard]] std::optional<QFuture<Result<T>>> refusal();

    FakeDesk &m_desk;
};

/// A station whose code is "7H3KP-0QWXZ" and whose PIN is "2468"; the fifth wrong PIN waits 30 s.
class FakeStation final : public EvalTrack::Station
{
public:
    explicit FakeStation(FakeDesk &desk);

    std::optional<StationSettings> known;
    StationStanding stands = StationStanding::Admitted;
    int wrongPins = 0;
    std::optional<Timestamp> blockedUntil;
    QHash<UserUuid, int> wrongPinsOf;

    [[nodiscard]] std::optional<StationSettings> settings() const override { return known; }
    [[nodiscard]] StationStanding standing() const override { return stands; }
    QFuture<Result<SignedInPerson>> enrol(const QString &code) override;
    [[nodiscard]] std::chrono::seconds exitWait() const override;
    QFuture<Result<void>> checkExitPin(const Redacted<QString> &pin) override;
    /// A hash is the PIN itself here; the third wrong one waits 30 s.
    [[nodiscard]] std::chrono::seconds pinWait(UserUuid person) const override;
    QFuture<Result<void>> checkPin(UserUuid person, const QString &hash,
                                   const Redacted<QString> &pin) override;
    void setStanding(StationStanding standing);
    /// "Puerta norte" is at work here.
    void beAtWork();

private:
    FakeDesk &m_desk;
};

/// Codes of events are checked as the server does it; who checks in is recorded, and nothing else
/// changes.
class FakeCheckIn final : public CheckIn
{
public:
    explicit FakeCheckIn(FakeDesk &desk);

    QList<Wire::CheckedIn> recorded;
    CaptureOutcome outcome = CaptureOutcome::Accepted;
    std::optional<QString> reason;

    [[nodiscard]] CheckInScreen screen(const Event &event) const;
    QFuture<Result<CheckInScreen>> screenOf(EventId event) override;
    QFuture<Result<Wire::CheckedIn>> checkIn(const QString &code) override;

private:
    [[nodiscard]] Result<Wire::CheckedIn> judge(const QString &code);
    FakeDesk &m_desk;
};

/// Every port over one FakeCompany, for a person of the wanted role. Commands and captures are
/// recorded and applied at once; offline they also wait in the tray. A test can cut the network
/// (setOnline), let the next operation fail (failNext) or everything (failAlways), and hold answers
/// back until releaseAnswers() (setSlow). Lives in the UI thread.
class FakeDesk
{
public:
    explicit FakeDesk(Role role = Role::HumanResources);
    FakeDesk(Role role, FakeCompany company);
    Q_DISABLE_COPY_MOVE(FakeDesk)

    [[nodiscard]] Desk desk();

    FakeClock clock;
    FakeCompany company;
    FakeConnection connection;
    FakeSession session;
    FakeSyncStatus sync;
    FakePeopleStore people;
    FakeEventStore events;
    FakeAttendanceStore attendances;
    FakeEvaluationStore evaluations;
    FakeDashboardStore dashboard;
    FakeHistory history;
    FakeCommandSink commands;
    FakeOutboxTray tray;
    FakeCaptureRecorder captures;
    FakeAccounts accounts;
    FakeActivity activity;
    FakeReports reports;
    FakeImports imports;
    FakeReviews reviews;
    FakeDevices devices;
    FakeDocuments documents;
    FakeLegacyMove legacy;
    FakeStation station;
    FakeCheckIn checkIn;
    FakeSharedViews views;
    FakeSystemWatch system;
    FakeLocalBackups backups;

    void setOnline(bool online);
    [[nodiscard]] bool isOnline() const { return m_online; }
    /// The next command, capture, query or account call answers this.
    void failNext(Error error) { m_nextError = std::move(error); }
    void failAlways(std::optional<Error> error) { m_standingError = std::move(error); }
    void setSlow(bool slow) { m_slow = slow; }
    /// Gives all answers that were held back, in order.
    void releaseAnswers();
    void releaseOldestAnswer();
    /// The same with the newest answer first, as a slow disk may do it.
    void releaseAnswersBackwards();
    [[nodiscard]] qsizetype heldAnswers() const { return static_cast<qsizetype>(m_held.size()); }

    /// After a test changed `company` itself: all stores say that something changed.
    void announce();

    [[nodiscard]] SignedInPerson signedIn() const;
    [[nodiscard]] std::optional<Error> takeError();
    [[nodiscard]] bool isPending(const QUuid &entity) const { return m_pending.contains(entity); }
    void markPending(const QUuid &entity);
    /// Applies a command as the server would.
    Result<void> apply(const Command &command);
    [[nodiscard]] QString subjectOf(const Command &command);

    template <typename T>
    QFuture<Result<T>> answer(Result<T> value)
    {
        if (!m_slow) {
            return readyFuture(std::move(value));
        }
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_held.push_back([promise, value = std::move(value)]() mutable {
            promise->addResult(std::move(value));
            promise->finish();
        });
        return promise->future();
    }

private:
    bool m_online = true;
    bool m_slow = false;
    std::optional<Error> m_nextError;
    std::optional<Error> m_standingError;
    std::vector<std::function<void()>> m_held;
    QSet<QUuid> m_pending;
    Role m_role;
};

} // namespace EvalTrack::Test
