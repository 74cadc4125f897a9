// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

#include <QFile>

#include <csignal>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::waitFor;

namespace {

constexpr int Stations = 3;
constexpr auto RecoveryBound = 30s; // PostgreSQL reads its log again

/// PostgreSQL's first process, out of its pid file; 0 while there is none.
qint64 postmasterOf(const Test::ServerProgram &server)
{
    QFile file(server.clusterFolder() + QStringLiteral("/data/postmaster.pid"));
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

} // namespace

Verdict databaseFamily(quint64 seed, const QDeadlineTimer &until)
{
    Verdict verdict;
    verdict.family = QStringLiteral("database");
    Random random(seed);
    Scene scene;
    for (int i = 0; i < Stations; ++i) {
        (void)scene.addStation(scene.server().url());
    }
    while (!until.hasExpired()) {
        ++verdict.runs;
        ++verdict.faults;
        for (int i = 0; i < Stations; ++i) {
            scene.station(i).begin(scene.codes(random, random.between(5, 60)), true);
        }
        (void)waitFor([end = QDeadlineTimer(random.time(600ms))] { return end.hasExpired(); });
        if (random.onceIn(2)) {
            scene.server().sql("select count(pg_terminate_backend(pid)) from pg_stat_activity "
                               "where pid <> pg_backend_pid() and datname = current_database()");
        } else if (const qint64 postmaster = postmasterOf(scene.server()); postmaster > 0) {
            ::kill(static_cast<pid_t>(postmaster), random.onceIn(2) ? SIGKILL : SIGQUIT);
        }
        (void)waitFor([end = QDeadlineTimer(random.time(600ms))] { return end.hasExpired(); });
        for (int i = 0; i < Stations; ++i) {
            scene.station(i).kill();
        }
        if (!waitFor(
                [&] { return scene.server().call("GET", QStringLiteral("/ready")).status == 200; },
                RecoveryBound)) {
            ++verdict.stuck;
            verdict.remarks.append(QStringLiteral("the server did not get its database back"));
            break;
        }
        scene.heal(verdict);
        scene.judge(verdict);
        if (!verdict.isGreen()) {
            break;
        }
    }
    return verdict;
}

} // namespace EvalTrack::Fault
