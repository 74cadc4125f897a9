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

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::Station;
using Test::waitFor;

namespace {

constexpr auto StuckAfter = 60s;

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

void Scene::begin(Random &random, int mostCodes)
{
    for (const auto &station : m_stations) {
        station->begin(codes(random, random.between(5, mostCodes)), true);
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

void Scene::heal(Verdict &verdict)
{
    QElapsedTimer time;
    time.start();
    for (const auto &station : m_stations) {
        station->beginDrain();
    }
    std::vector<Station *> running;
    for (const auto &station : m_stations) {
        running.push_back(station.get());
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
    heal(quiet);
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
