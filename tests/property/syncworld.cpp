// SPDX-License-Identifier: GPL-3.0-or-later
#include "property/syncworld.h"

#include "base/deliver.h"
#include "net/apiclient.h"
#include "store/storehost.h"
#include "support/waitfor.h"
#include "sync/localcapturerecorder.h"
#include "sync/localcommandsink.h"
#include "sync/syncengine.h"
#include "wire/isotime.h"

#include <QDir>
#include <QJsonDocument>
#include <QPromise>

#include <algorithm>
#include <array>

namespace EvalTrack::Test {

using namespace std::chrono_literals;
using Break = FakeServer::Break;

namespace {

const QString FirstEvent = QStringLiteral("01910000-0000-7000-8000-000000000001");
constexpr auto HealBound = 5s;

constexpr std::array<const char *, Step::KindCount> Names{
    "Record",        "NewEvent",     "EditHere", "EditThere", "SetClock",      "Send",
    "Restart",       "DieSending",   "Cut",      "Reconnect", "RestartServer", "LoseAnswer",
    "LoseRequest",   "CutShort",     "Repeat",   "Delay",     "DeliverLate",   "Portal",
    "EmptyReceipts", "Unauthorized", "Fail500",  "Fail503",   "Fail429"};

QJsonObject person(int id, const QString &badge)
{
    return {{QStringLiteral("uuid"),
             QStringLiteral("01910000-0000-7000-8000-0000000001%1").arg(id, 2, 10, QChar(u'0'))},
            {QStringLiteral("id"), id},
            {QStringLiteral("userId"), id},
            {QStringLiteral("name"), QString(u"Person "_qs + badge)},
            {QStringLiteral("email"), QString(badge.toLower() + u"@empresa.com"_qs)},
            {QStringLiteral("badgeCode"), badge},
            {QStringLiteral("isActive"), true}};
}

QUuid uuidOf(const QString &text)
{
    return QUuid::fromString(text);
}

// In the store thread.
Result<int> unsentIn(LocalStore &store)
{
    const auto captures = store.captures().counts();
    if (!captures) {
        return std::unexpected(captures.error());
    }
    const auto commands =
        std::ranges::count_if(store.outbox().commands(), [](const StoredCommand &stored) {
            return stored.state == OutboxState::Queued || stored.state == OutboxState::Sent;
        });
    return captures->waiting + static_cast<int>(commands);
}

// In the store thread.
Result<int> undecidedIn(LocalStore &store)
{
    const auto captures = store.captures().counts();
    if (!captures) {
        return std::unexpected(captures.error());
    }
    const auto commands =
        std::ranges::count_if(store.outbox().commands(), [](const StoredCommand &stored) {
            return stored.state == OutboxState::Rejected || stored.state == OutboxState::Conflict;
        });
    return captures->attention + static_cast<int>(commands);
}

} // namespace

void showValue(const Step &step, std::ostream &out)
{
    out << Names.at(static_cast<size_t>(step.kind)) << '(' << step.number << ')';
}

SyncWorld::Figures SyncWorld::s_figures;

/// The parts of ClientEngine that keep and send what was recorded; signing in is done with the
/// password instead of a keychain.
struct SyncWorld::Station
{
    Station(const QUrl &server, const Clock &clock)
        : api(clock)
        , host(clock)
        , sync(host, api, clock)
        , commands(host)
        , captures(host)
    {
        api.setServer(server, {});
        api.setRefresher([this] { return newToken(); });
    }
    ~Station()
    {
        api.reset();
        static_cast<void>(host.close());
        host.shutDown();
    }

    QFuture<Result<Redacted<QString>>> newToken()
    {
        auto promise = std::make_shared<QPromise<Result<Redacted<QString>>>>();
        promise->start();
        ApiRequest request;
        request.verb = QByteArrayLiteral("POST");
        request.path = QStringLiteral("/auth/login");
        request.isAuthorized = false;
        request.body =
            QJsonDocument(QJsonObject{{QStringLiteral("email"), FakeServer::Email},
                                      {QStringLiteral("password"), FakeServer::Password}})
                .toJson();
        deliver(api.send(request), &api, [promise](const Result<HttpAnswer> &answer) {
            if (answer) {
                const QJsonObject tokens = QJsonDocument::fromJson(answer->body).object();
                promise->addResult(Redacted(tokens.value(u"access_token").toString()));
            } else {
                promise->addResult(std::unexpected(answer.error()));
            }
            promise->finish();
        });
        return promise->future();
    }

    /// What `job` finds in the store. The delivery wakes the event loop; without it the wait would
    /// last until its next tick.
    template <typename Job>
    auto ask(Job job)
    {
        const auto future = host.run(StoreHost::Priority::Normal, std::move(job));
        QObject context;
        deliver(future, &context, [](const auto &) {});
        return valueOf(future);
    }

    ApiClient api;
    StoreHost host;
    SyncEngine sync;
    LocalCommandSink commands;
    LocalCaptureRecorder captures;
};

SyncWorld::SyncWorld()
    : m_events({FirstEvent})
{
    m_server.put("employee", person(11, QStringLiteral("A1")));
    m_server.put("employee", person(12, QStringLiteral("L2")));
    m_server.put("event",
                 {{QStringLiteral("uuid"), FirstEvent},
                  {QStringLiteral("id"), 7},
                  {QStringLiteral("title"), QStringLiteral("Inducción")},
                  {QStringLiteral("date"), QString::fromLatin1(Wire::toIso(m_clock.now()))},
                  {QStringLiteral("duration"), 60},
                  {QStringLiteral("location"), QStringLiteral("Sala 1")},
                  {QStringLiteral("status"), QStringLiteral("ACTIVE")},
                  {QStringLiteral("isActive"), true},
                  {QStringLiteral("creatorId"), 2},
                  {QStringLiteral("registration"), QStringLiteral("OPEN")},
                  {QStringLiteral("questions"), QJsonArray()}});
    startStation();
}

SyncWorld::~SyncWorld() = default;

QStringList SyncWorld::play(const std::vector<Step> &steps)
{
    begin();
    for (const Step &step : steps) {
        take(step);
    }
    if (!heal()) {
        m_complaints.append(QStringLiteral("the queue is not empty %1 s after everything works")
                                .arg(HealBound.count()));
    }
    judgeCaptures();
    judgeEvents();
    ++s_figures.sequences;
    s_figures.steps += static_cast<qint64>(steps.size());
    s_figures.recorded += m_recorded.size();
    return m_complaints;
}

void SyncWorld::begin()
{
    m_recorded.clear();
    m_titles.clear();
    m_complaints.clear();
    m_arrivedBefore = m_server.arrivals().size();
    m_hasFailed500 = false;
}

void SyncWorld::take(const Step &step)
{
    switch (step.kind) {
    case Step::Record:
        record(step.number);
        break;
    case Step::NewEvent:
        newEvent();
        break;
    case Step::EditHere:
        editHere(step.number);
        break;
    case Step::EditThere:
        editThere(step.number);
        break;
    case Step::SetClock:
        m_clock.setWallClock(m_clock.now() + (step.number - 4) * 1h);
        break;
    case Step::Send:
        m_station->sync.syncNow();
        waitForRest();
        break;
    case Step::Restart:
        stopStation();
        startStation();
        break;
    case Step::DieSending:
        dieSending();
        break;
    case Step::Cut:
    case Step::Reconnect:
        m_isOnline = step.kind == Step::Reconnect;
        m_server.setOnline(m_isOnline);
        break;
    case Step::RestartServer:
        m_server.setOnline(false);
        m_server.revokeSessions();
        m_server.setOnline(m_isOnline);
        break;
    case Step::LoseAnswer:
        breakNext(Break::LoseAnswer, step.number);
        break;
    case Step::LoseRequest:
        breakNext(Break::LoseRequest, step.number);
        break;
    case Step::CutShort:
        breakNext(Break::CutShort, step.number);
        break;
    case Step::Repeat:
        breakNext(Break::Repeat, step.number);
        break;
    case Step::Delay:
        breakNext(Break::Delay, step.number);
        break;
    case Step::DeliverLate:
        m_server.deliverLate();
        break;
    case Step::Portal:
        breakNext(Break::Portal, step.number);
        break;
    case Step::EmptyReceipts:
        breakNext(Break::Status, 0, 200, {}, "{\"results\":[]}");
        break;
    case Step::Unauthorized:
        breakNext(Break::Unauthorized, step.number);
        break;
    case Step::Fail500:
        m_hasFailed500 = true;
        breakNext(Break::Status, step.number, 500);
        break;
    case Step::Fail503:
        breakNext(Break::Status, step.number, 503, "Retry-After: 1\r\n");
        break;
    case Step::Fail429:
        breakNext(Break::Status, step.number, 429, "Retry-After: 1\r\n");
        break;
    case Step::KindCount:
        break;
    }
}

void SyncWorld::breakNext(Break how, int number, int status, const QByteArray &headers,
                          const QByteArray &body)
{
    static const std::array<QByteArray, 4> Paths{"/sync/captures", "/events", "/sync/captures",
                                                 "/sync/changes"};
    m_server.breakNext(
        {Paths.at(static_cast<size_t>(number) % Paths.size()), how, status, body, headers});
}

// The station ----------------------------------------------------------------------------------

void SyncWorld::startStation()
{
    m_station = std::make_unique<Station>(m_server.url(), m_clock);
    const QString folder = m_folder.filePath(QStringLiteral("account"));
    if (!QDir().mkpath(folder)) {
        qFatal("there is no folder for the station");
    }
    const SignedInPerson me{UserId(2), UserUuid(uuidOf(FakeServer::UserUuid)),
                            QStringLiteral("Helena Suárez"), FakeServer::Email,
                            Role::HumanResources};
    static const Redacted<QByteArray> Key(QByteArray(32, 'k'));
    if (const auto opened = valueOf(m_station->host.open(folder, Key, me)); !opened) {
        m_complaints.append(u"the store does not open: "_qs + opened.error().detail);
    }
    waitForRest(); // It syncs by itself when it starts.
}

void SyncWorld::stopStation()
{
    m_station.reset();
}

void SyncWorld::waitForRest()
{
    const bool isResting = waitFor([this] {
        const SyncActivity activity = m_station->sync.activity();
        return activity == SyncActivity::Idle || activity == SyncActivity::Waiting;
    });
    if (!isResting) {
        m_complaints.append(QStringLiteral("the station does not come to rest"));
    }
}

void SyncWorld::dieSending()
{
    const auto sent = [this] {
        return m_server.count("POST", "/sync/captures");
    };
    const int before = sent();
    m_server.breakNext({"/sync/captures", Break::Hang});
    m_station->sync.syncNow();
    const bool isOver = waitFor([&] {
        const SyncActivity activity = m_station->sync.activity();
        return sent() > before || activity == SyncActivity::Idle ||
               activity == SyncActivity::Waiting;
    });
    if (!isOver) {
        m_complaints.append(QStringLiteral("the station does not send"));
    }
    stopStation();
    m_server.mend(); // The one who starts again finds no hanging server.
    startStation();
}

// What people do -------------------------------------------------------------------------------

void SyncWorld::record(int number)
{
    static const std::array<QString, 3> Codes{QStringLiteral("A1"), QStringLiteral("L2"),
                                              QStringLiteral("nobody's")};
    const QString code = Codes.at(static_cast<size_t>(number) % Codes.size());
    const QString event = m_events.at(number % m_events.size());
    m_clock.advance(1s);
    const auto recorded = valueOf(m_station->captures.record(
        EventUuid(uuidOf(event)), code, CaptureMethod::Badge, Direction::Arriving));
    if (!recorded) {
        m_complaints.append(u"not recorded: "_qs + recorded.error().detail);
        return;
    }
    m_recorded.append({toText(recorded->uuid.value()), code, event});
}

void SyncWorld::newEvent()
{
    Event event;
    event.uuid = EventUuid(makeUuidV7());
    event.title = QStringLiteral("New %1").arg(++m_serial);
    event.date = m_clock.now();
    const QString uuid = toText(event.uuid.value());
    if (!valueOf(m_station->commands.submit(CreateEvent{event}))) {
        m_complaints.append(QStringLiteral("the event was not taken"));
    }
    m_events.append(uuid);
    m_titles.insert(uuid, {uuid, event.title});
    ++s_figures.edits;
}

SyncWorld::Title &SyncWorld::titleOf(const QString &event)
{
    const auto known = m_titles.find(event);
    if (known != m_titles.end()) {
        return *known;
    }
    const QJsonObject record = m_server.record("event", event);
    Title title{event, record.value(u"title").toString()};
    title.revisionBefore = record.value(u"revision").toInteger();
    return *m_titles.insert(event, title);
}

void SyncWorld::editHere(int number)
{
    const QString uuid = m_events.at(number % m_events.size());
    const auto known = m_station->ask([uuid](LocalStore &store) -> Result<std::optional<Event>> {
        return store.reader().event(EventUuid(uuidOf(uuid)));
    });
    if (!known || !*known) {
        m_complaints.append(QStringLiteral("an event is gone"));
        return;
    }
    UpdateEvent update{**known, **known};
    update.after.title = QStringLiteral("Title %1").arg(++m_serial);
    Title &title = titleOf(uuid);
    title.last = update.after.title;
    ++title.edits;
    if (!valueOf(m_station->commands.submit(update))) {
        m_complaints.append(QStringLiteral("the edit was not taken"));
    }
    ++s_figures.edits;
}

void SyncWorld::editThere(int number)
{
    const QString uuid = m_events.at(number % m_events.size());
    QJsonObject record = m_server.record("event", uuid);
    if (record.isEmpty()) {
        return; // Nobody there knows it yet.
    }
    Title &title = titleOf(uuid);
    title.lastThere = QStringLiteral("Room %1").arg(++m_serial);
    ++title.editsThere;
    record.insert(QStringLiteral("location"), title.lastThere);
    m_server.put("event", record);
}

// The end of it --------------------------------------------------------------------------------

bool SyncWorld::heal()
{
    m_server.mend();
    m_isOnline = true;
    m_server.setOnline(true);
    const bool isEmpty = waitFor(
        [this] {
            const SyncActivity activity = m_station->sync.activity();
            if (activity != SyncActivity::Idle && activity != SyncActivity::Waiting) {
                return false;
            }
            const auto unsent = m_station->ask(unsentIn);
            if (unsent && *unsent == 0) {
                return true;
            }
            m_station->sync.syncNow();
            return false;
        },
        HealBound);
    m_server.deliverLate(); // What the network held back until now must not matter any more.
    return isEmpty;
}

void SyncWorld::judgeCaptures()
{
    const QStringList arrived = m_server.arrivals().mid(m_arrivedBefore);
    QStringList expected;
    qint64 sequence = 0;
    for (const Recorded &recorded : m_recorded) {
        expected.append(recorded.uuid);
        const QJsonObject capture = m_server.ledger().value(recorded.uuid);
        if (capture.isEmpty()) {
            m_complaints.append(u"lost: "_qs + recorded.uuid);
            continue;
        }
        if (capture.value(u"code").toString() != recorded.code ||
            capture.value(u"eventUuid").toString() != recorded.event) {
            m_complaints.append(u"another record than was told: "_qs + recorded.uuid);
        }
        const qint64 number = capture.value(u"deviceSequence").toInteger();
        if (sequence != 0 && number != sequence + 1) {
            m_complaints.append(QStringLiteral("%1 follows %2").arg(number).arg(sequence));
        }
        sequence = number;
    }
    if (arrived.size() != expected.size()) {
        m_complaints.append(QStringLiteral("%1 were recorded and %2 arrived")
                                .arg(expected.size())
                                .arg(arrived.size()));
    }
    // Those that the server failed at, and those that wait for their event, let others pass.
    const bool hasPassing = m_hasFailed500 || std::ranges::any_of(m_titles, [](const Title &title) {
                                return title.revisionBefore == 0;
                            });
    if (!hasPassing && arrived != expected) {
        m_complaints.append(QStringLiteral("they arrived in another order"));
    }
}

void SyncWorld::judgeEvents()
{
    const auto waiting = m_station->ask(undecidedIn);
    if (!waiting) {
        m_complaints.append(u"the store is not readable: "_qs + waiting.error().detail);
        return;
    }
    if (*waiting != 0) {
        m_complaints.append(QStringLiteral("%1 wait for a person").arg(*waiting));
    }
    for (const Title &title : std::as_const(m_titles)) {
        const QJsonObject record = m_server.record("event", title.event);
        if (record.value(u"title").toString() != title.last) {
            m_complaints.append(QString(u"the title is “"_qs + record.value(u"title").toString() +
                                        u"”, not “" + title.last + u'”'));
        }
        if (!title.lastThere.isEmpty() && record.value(u"location").toString() != title.lastThere) {
            m_complaints.append(QStringLiteral("somebody else's change is lost"));
        }
        const qint64 most =
            title.edits + title.editsThere + (title.revisionBefore == 0 ? 1 : title.revisionBefore);
        if (record.value(u"revision").toInteger() > most) {
            m_complaints.append(QStringLiteral("a change was made twice"));
        }
    }
}

} // namespace EvalTrack::Test
