// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/scene.h"

#include "support/waitfor.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <algorithm>
#include <numeric>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

constexpr auto StuckAfter = 60s;
constexpr auto BetweenLooks = 200ms;
constexpr qsizetype MostAsked = 2'000; // what a command line takes
constexpr auto ClockBound = 2min;      // a wall clock that is no more wrong than that is believed

/// What a time counts as on the server.
struct Counted
{
    Timestamp at;
    std::chrono::milliseconds uncertainty{0};
    bool isReckoned = false; ///< From the server's own clock, as the station last saw it.
    bool isDoubted = false;  ///< The station's clock; people are told.
    bool isHeld = false;     ///< It does not count until somebody decides.
};

QHash<QByteArray, Counted> countedTimes(Test::ServerProgram &server)
{
    QHash<QByteArray, Counted> counted;
    const QByteArrayList lines =
        server
            .sql("select capture_uuid, (extract(epoch from counted_at) * 1000)::bigint, "
                 "coalesce(uncertainty_ms, 0), best_at is not null, flags && "
                 "array['CLOCK_AHEAD', 'CLOCK_BEHIND', 'RESTARTED'], hold_reason is not null and "
                 "review_state = 'OPEN' from capture_outcomes")
            .split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList columns = line.split('|');
        if (columns.size() == 6) {
            counted.insert(columns.at(0),
                           {Timestamp(std::chrono::milliseconds(columns.at(1).toLongLong())),
                            std::chrono::milliseconds(columns.at(2).toLongLong()),
                            columns.at(3) == "t", columns.at(4) == "t", columns.at(5) == "t"});
        }
    }
    return counted;
}

} // namespace

Scene::Scene(const Test::ServerSite &site)
    : m_server(People, 6, site)
{
    m_badges = m_server
                   .sql("select e.badge_code from employees e join users u on u.id = e.user_id "
                        "where e.badge_code is not null and u.is_active order by u.id")
                   .split('\n');
    openEvent();
}

void Scene::openEvent()
{
    const QByteArray token =
        m_server.signIn(QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    const auto answer =
        m_server.call("POST", QStringLiteral("/events"), token,
                      R"({"title":"Puerta","date":"2026-06-01T13:00:00.000Z","duration":480})");
    if (answer.status != 201) {
        qFatal("the event at the door could not be made");
    }
    const QJsonObject event = answer.json().object();
    m_event = event.value(u"id").toInteger();
    m_eventUuid = event.value(u"uuid").toString().toLatin1().replace('-', QByteArray());
    m_witness.setUp(m_server.url(), EventUuid(QUuid(event.value(u"uuid").toString())), m_badges);
}

void Scene::openAnotherEvent()
{
    openEvent();
    for (const auto &station : m_stations) {
        station->setEvent(m_event);
        if (station->drain() != 0) {
            qFatal("a station did not hear of the event");
        }
    }
}

Station &Scene::addStation(const QUrl &address, const QString &place, const QStringList &prefix)
{
    m_stations.push_back(std::make_unique<Station>(address, m_event, place));
    m_stations.back()->setPrefix(prefix);
    m_working.append(stationCount() - 1);
    if (m_stations.back()->drain() != 0) {
        qFatal("a station's first sync failed");
    }
    return *m_stations.back();
}

void Scene::addStations(int count, const QUrl &address)
{
    for (int i = 0; i < count; ++i) {
        addStation(address);
    }
}

void Scene::chooseWorking(Random &random, int least)
{
    m_working.resize(stationCount());
    std::iota(m_working.begin(), m_working.end(), 0);
    random.shuffle(m_working);
    m_working.resize(random.between(least, stationCount()));
}

void Scene::begin(Random &random, int mostCodes)
{
    for (const int number : std::as_const(m_working)) {
        station(number).begin(codes(random, random.between(5, mostCodes)), true);
    }
}

void Scene::beginWitness()
{
    // A new token each time: they do not last as long as a family does.
    m_witness.begin(m_server.signIn(QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456")));
}

void Scene::killStations()
{
    for (const auto &station : m_stations) {
        station->kill();
    }
}

void Scene::pass(std::chrono::milliseconds time)
{
    (void)waitFor([end = QDeadlineTimer(time)] { return end.hasExpired(); }, time + 10s);
}

QByteArrayList Scene::codes(Random &random, int count) const
{
    QByteArrayList codes;
    for (int i = 0; i < count; ++i) {
        codes.append(random.pick(m_badges));
    }
    return codes;
}

void Scene::healRunning(Verdict &verdict)
{
    const Timestamp heal = Station::now();
    std::vector<Queue> queues;
    for (const int number : std::as_const(m_working)) {
        queues.push_back({number, {}, 0, 0ms});
    }
    QDeadlineTimer next(0);
    (void)waitFor(
        [&] {
            if (next.hasExpired()) {
                lookAtQueues(queues, heal);
                std::erase_if(queues, [&](const Queue &queue) { return isOver(queue, verdict); });
                next = QDeadlineTimer(BetweenLooks);
            }
            return queues.empty();
        },
        StuckAfter);
    for (const Queue &queue : queues) {
        ++verdict.stuck;
        verdict.remarks.append(
            QStringLiteral("run %1: station %2, running on, recorded %3 and kept %4 to itself: %5")
                .arg(verdict.runs)
                .arg(queue.station)
                .arg(queue.seen)
                .arg(queue.unsent.size())
                .arg(QString::fromLatin1(queue.unsent.isEmpty() ? QByteArray()
                                                                : queue.unsent.first().uuid)));
    }
}

void Scene::lookAtQueues(std::vector<Queue> &queues, Timestamp heal)
{
    QByteArrayList asked;
    for (Queue &queue : queues) {
        Station &station = this->station(queue.station);
        const QList<Station::Recorded> &all = station.recorded();
        const int recorded = station.recordedInThisRun();
        queue.unsent += all.last(recorded - queue.seen);
        queue.seen = recorded;
        for (const Station::Recorded &each : std::as_const(queue.unsent)) {
            asked.append('\'' + each.uuid + '\'');
        }
    }
    if (asked.isEmpty()) {
        return;
    }
    const auto answer =
        m_server.trySql("select uuid from attendance_captures where uuid in (" +
                        asked.first(std::min(MostAsked, asked.size())).join(',') + ')');
    if (!answer) {
        return;
    }
    const QByteArrayList lines = answer->split('\n');
    const QSet<QByteArray> stored(lines.begin(), lines.end());
    const Timestamp now = Station::now();
    for (Queue &queue : queues) {
        queue.unsent.removeIf([&](const Station::Recorded &each) {
            if (!stored.contains(each.uuid)) {
                return false;
            }
            // What was recorded after the heal could not be sent at once with the rest.
            queue.slowest = std::max(queue.slowest, now - std::max(heal, each.at));
            return true;
        });
    }
}

bool Scene::isOver(const Queue &queue, Verdict &verdict)
{
    Station &station = this->station(queue.station);
    const auto remark = [&](const QString &what) {
        verdict.remarks.append(QStringLiteral("run %1: station %2, running on, ")
                                   .arg(verdict.runs)
                                   .arg(queue.station) +
                               what);
    };
    if (!station.isRunning()) {
        // It could not even sign in, and sends with its next start; unless it fell over.
        if (station.hasCrashed() || !queue.unsent.isEmpty()) {
            ++verdict.stuck;
            remark(QStringLiteral("ended by itself with code %1").arg(station.exitCode()));
        }
        return true;
    }
    // Each was fed: one that says nothing at all is waited for too.
    if (!queue.unsent.isEmpty() || queue.seen == 0 || station.recordedInThisRun() > queue.seen) {
        return false;
    }
    verdict.longestHeal = std::max(verdict.longestHeal, queue.slowest);
    if (queue.slowest > Verdict::HealBound) {
        ++verdict.late;
        remark(QStringLiteral("had sent all only after %1 ms").arg(queue.slowest.count()));
    }
    return true;
}

void Scene::heal(Verdict &verdict)
{
    std::vector<Station *> stations;
    for (const int number : std::as_const(m_working)) {
        stations.push_back(&station(number));
    }
    drain(std::move(stations), verdict);
}

void Scene::drain(std::vector<Station *> running, Verdict &verdict)
{
    QElapsedTimer time;
    time.start();
    for (Station *station : running) {
        station->beginDrain();
    }
    (void)waitFor(
        [&] {
            std::erase_if(running, [&](Station *station) {
                if (station->isRunning()) {
                    return false;
                }
                const auto took = std::chrono::milliseconds(time.elapsed());
                verdict.longestHeal = std::max(verdict.longestHeal, took);
                if (took > Verdict::HealBound) {
                    ++verdict.late;
                    verdict.remarks.append(
                        QStringLiteral("run %1: a queue was empty only after %2 ms")
                            .arg(verdict.runs)
                            .arg(took.count()));
                }
                if (station->exitCode() != 0) {
                    ++verdict.stuck;
                    verdict.remarks.append(QStringLiteral("a drain ended with code %1 after %2 ms")
                                               .arg(station->exitCode())
                                               .arg(took.count()));
                }
                return true;
            });
            return running.empty();
        },
        StuckAfter);
    for (Station *station : running) {
        ++verdict.stuck;
        verdict.remarks.append(QStringLiteral("a drain did not end"));
        station->kill();
    }
}

void Scene::judge(Verdict &verdict)
{
    // Once more, so that each station has seen what the others sent.
    Verdict quiet;
    std::vector<Station *> everybody;
    for (const auto &station : m_stations) {
        everybody.push_back(station.get());
    }
    drain(std::move(everybody), quiet);
    verdict.stuck += quiet.stuck;
    const auto stored = storedCaptures();
    const QByteArrayList attendances = serversAttendances();
    verdict.recorded = 0;
    verdict.lost = 0;
    verdict.doubled = 0;
    verdict.disordered = 0;
    for (const Stored &capture : stored) {
        verdict.doubled += capture.times > 1 ? 1 : 0;
    }
    judgeWitness(verdict, stored);
    for (const auto &station : m_stations) {
        judgeStation(verdict, *station, stored);
        const QByteArrayList own = ownAttendances(*station, m_eventUuid);
        if (own != attendances) {
            ++verdict.unequal;
            const QSet<QByteArray> ours(own.begin(), own.end());
            QByteArrayList missing = attendances;
            missing.removeIf([&ours](const QByteArray &line) { return ours.contains(line); });
            verdict.remarks.append(
                QStringLiteral("a station has %1 attendances, the server %2; it has not: %3")
                    .arg(own.size())
                    .arg(attendances.size())
                    .arg(QString::fromLatin1(
                        missing.first(std::min<qsizetype>(3, missing.size())).join(", "))));
        }
    }
}

void Scene::judgeStation(Verdict &verdict, Station &station,
                         const QHash<QByteArray, Stored> &stored)
{
    const Stored *before = nullptr;
    for (const Station::Recorded &recorded : station.recorded()) {
        ++verdict.recorded;
        const auto found = stored.constFind(recorded.uuid);
        if (found == stored.constEnd()) {
            ++verdict.lost;
            verdict.remarks.append(QStringLiteral("lost: ") + QString::fromLatin1(recorded.uuid));
            continue;
        }
        if (before != nullptr &&
            (before->device != found->device || before->sequence >= found->sequence)) {
            ++verdict.disordered;
        }
        before = &*found;
    }
}

// What the server promises (services/capturetime.h), as far as it goes. A station that saw the
// server's clock in this boot of its computer is reckoned by its monotonic clock: the reckoning is
// right but for its uncertainty, and what counts is no further from it than that and two minutes;
// a flag excuses nothing then. Without that there is only the wall clock, which is believed, and
// people are told where it is known to be wrong or cannot be known: it counts with RESTARTED after
// another boot, and is held when it lies before what the station last saw of the server's clock, or
// too far after its receipt. One that has never seen the server's clock and is behind is believed
// without a word; nobody promises more, and no station here is one: each has synced before it
// records.
qint64 Scene::judgeTimes(Verdict &verdict)
{
    const auto counted = countedTimes(m_server);
    qint64 doubted = 0;
    verdict.bent = 0;
    for (const auto &station : m_stations) {
        for (const Station::Recorded &recorded : station->recorded()) {
            const auto found = counted.constFind(recorded.uuid);
            if (found == counted.constEnd()) {
                ++verdict.bent;
                verdict.remarks.append(QStringLiteral("counts at no time: ") +
                                       QString::fromLatin1(recorded.uuid));
                continue;
            }
            doubted += found->isDoubted ? 1 : 0;
            const std::chrono::milliseconds off = std::chrono::abs(found->at - recorded.at);
            const bool isRight = off <= ClockBound + 2 * found->uncertainty;
            const bool isSaid = !found->isReckoned && (found->isDoubted || found->isHeld);
            if (!isRight && !isSaid) {
                ++verdict.bent;
                verdict.remarks.append(QStringLiteral("bent by %1 ms: %2")
                                           .arg(off.count())
                                           .arg(QString::fromLatin1(recorded.uuid)));
            }
        }
    }
    return doubted;
}

void Scene::judgeWitness(Verdict &verdict, const QHash<QByteArray, Stored> &stored)
{
    for (const QByteArray &uuid : m_witness.acknowledged()) {
        ++verdict.recorded;
        if (!stored.contains(uuid)) {
            ++verdict.lost;
            verdict.remarks.append(QStringLiteral("acknowledged and lost: ") +
                                   QString::fromLatin1(uuid));
        }
    }
    const QStringList wrong = m_witness.takeWrongAnswers();
    for (const QString &answer : wrong) {
        ++verdict.damaged;
        verdict.remarks.append(QStringLiteral("a capture was answered with ") + answer);
    }
}

void Scene::judgeLedger(Verdict &verdict)
{
    if (const auto problem = m_server.problemOfLedger()) {
        ++verdict.damaged;
        verdict.remarks.append(QString::fromUtf8(*problem));
    }
}

QHash<QByteArray, Scene::Stored> Scene::storedCaptures()
{
    QHash<QByteArray, Stored> stored;
    const QByteArrayList lines =
        m_server.sql("select uuid, device_id, device_sequence from attendance_captures")
            .split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList columns = line.split('|');
        if (columns.size() == 3) {
            Stored &capture = stored[columns.at(0)];
            ++capture.times;
            capture.device = columns.at(1);
            capture.sequence = columns.at(2).toLongLong();
        }
    }
    return stored;
}

QByteArrayList Scene::serversAttendances()
{
    QByteArrayList lines = m_server
                               .sql("select replace(uuid::text, '-', '') || ' ' || revision from "
                                    "attendances where event_id = " +
                                    QByteArray::number(m_event))
                               .split('\n');
    lines.removeAll(QByteArray());
    std::sort(lines.begin(), lines.end());
    return lines;
}

QByteArrayList Scene::ownAttendances(const Station &station, const QByteArray &event)
{
    QByteArrayList lines;
    QDirIterator files(station.folder(), {QStringLiteral("store.sqlite")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = QStringLiteral("scene");
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            database.setDatabaseName(files.next());
            database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
            if (!database.open()) {
                qFatal("a station's store cannot be opened");
            }
            QSqlQuery query(database);
            query.exec(QStringLiteral("select lower(hex(uuid)), revision from attendances where "
                                      "lower(hex(event_uuid)) = '%1'")
                           .arg(QString::fromLatin1(event)));
            while (query.next()) {
                lines.append(query.value(0).toByteArray() + ' ' + query.value(1).toByteArray());
            }
        }
        QSqlDatabase::removeDatabase(name);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace EvalTrack::Fault
