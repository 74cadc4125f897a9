// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/allocation.h"
#include "client/enginebench.h"
#include "client/figures.h"
#include "client/orgchartbench.h"
#include "client/peoplebench.h"
#include "client/serverprocess.h"
#include "client/stationsbench.h"
#include "client/tablebench.h"
#include "client/timedapplication.h"

#include <QApplication>
#include <QLocale>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace EvalTrack::Bench;

namespace {

/// Before the name of a part, its server and its folder, of the process that runs it.
const QString PartOption = QStringLiteral("--part");

constexpr int People = 100'000;
constexpr int ManyRows = 1'000'000;
constexpr int Events =
    8; // One goes on, two are to come; some of the rest lie in the months that are kept here.
constexpr int Captures = 100'000;
constexpr int ChartedPeople = 10'000;

/// One part in a process of its own, so that each has the memory and the caches of a fresh start.
int runPart(const QString &part, const EngineBench &bench)
{
    bool isDone = false;
    if (part == u"first-copy"_qs) {
        isDone = bench.firstCopy();
    } else if (part == u"open"_qs) {
        isDone = bench.open();
    } else if (part == u"window"_qs) {
        isDone = bench.window();
    } else if (part == u"screens"_qs) {
        isDone = bench.screens();
    } else if (part == u"password"_qs) {
        isDone = bench.password();
    } else if (part == u"capture"_qs) {
        isDone = bench.capture(Captures);
    } else if (part == u"drain"_qs) {
        isDone = bench.drain(Captures);
    } else if (part == u"reports"_qs) {
        isDone = bench.reports();
    } else if (part == u"imports"_qs) {
        isDone = bench.imports();
    } else if (part == u"stations"_qs) {
        isDone = measureStations(bench.url, bench.folder, bench.people);
    }
    return isDone ? 0 : 1;
}

bool inOwnProcess(const QString &heading, const QString &part, const EngineBench &bench)
{
    Figures::heading(heading);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(),
                  {PartOption, part, bench.url.toString(), bench.folder});
    return process.waitForFinished(900'000) && process.exitStatus() == QProcess::NormalExit &&
           process.exitCode() == 0;
}

/// All parts, or those of the running client that are named.
int runAll(const QStringList &named)
{
    const auto isWanted = [&named](const QString &part) {
        return named.isEmpty() || named.contains(part);
    };
    if (named.isEmpty()) {
        measurePeopleInMemory(People);
        measureTables(People);
        measureTables(ManyRows);
        measureOrgChart(ChartedPeople);
    }

    const QTemporaryDir folder;
    ServerProcess server;
    const EngineBench bench{server.url(), folder.filePath(u"client"_qs), People};
    const auto run = [&](const QString &heading, const QString &part) {
        return !isWanted(part) || inOwnProcess(heading, part, bench);
    };
    if (!server.fill(People, Events) || !server.start() ||
        !inOwnProcess(u"The first copy of a company of %1"_qs.arg(People), u"first-copy"_qs,
                      bench)) {
        return 1;
    }
    server.stop();
    if (!run(u"Opening the store, without a network"_qs, u"open"_qs) ||
        !run(u"Opening the window, without a network"_qs, u"window"_qs) ||
        !run(u"Signing in, without a network"_qs, u"password"_qs) ||
        !run(u"Capturing, without a network"_qs, u"capture"_qs) || !server.start()) {
        return 1;
    }
    const QString before = server.databaseTime();
    if (!run(u"The network is back"_qs, u"drain"_qs) ||
        (isWanted(u"drain"_qs) && !server.measureCopy(before, bench.drained())) ||
        !run(u"Every screen, one after the other"_qs, u"screens"_qs) ||
        !run(u"Reports"_qs, u"reports"_qs) || !run(u"Fifty stations at once"_qs, u"stations"_qs)) {
        return 1;
    }
    const QString beforeImport = server.databaseTime();
    return run(u"Importing as many people again"_qs, u"imports"_qs) &&
                   (!isWanted(u"imports"_qs) ||
                    server.measureImportedCopy(beforeImport, bench.imported()))
               ? 0
               : 1;
}

} // namespace

int main(int argc, char **argv)
{
    EvalTrack::keepFreedMemory();
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const TimedApplication application(argc, argv);
    // Sorting by the rules of a language costs more than by bytes.
    QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));

    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 2 && arguments.at(1) == u"org-chart") {
        measureOrgChart(ChartedPeople);
        return 0;
    }
    if (arguments.size() == 5 && arguments.at(1) == PartOption) {
        return runPart(arguments.at(2), {QUrl(arguments.at(3)), arguments.at(4), People});
    }
    return runAll(arguments.mid(1));
}
