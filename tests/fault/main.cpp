// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the families of faults and prints what became of the records. Ends with 0 only if nothing
// was lost, doubled, disordered, unequal, damaged, stuck or late.
#include "fault/family.h"
#include "fault/smalldisk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRandomGenerator>

#include <array>
#include <cstdio>

using namespace EvalTrack::Fault;

namespace {

struct Family
{
    const char *name;
    Verdict (*run)(quint64 seed, const QDeadlineTimer &until);
    int share; ///< Of the time.
};

constexpr std::array Families{
    Family{"kill", killFamily, 18},
    Family{"network", networkFamily, 3},
    Family{"processes", processFamily, 2},
    Family{"database", databaseFamily, 3},
    Family{"dbdisk", databaseDiskFamily, 2},
    Family{"failover", failoverFamily, 2},
    Family{"disk", diskFamily, 1},
    Family{"power", powerFamily, 2},
    Family{"io", ioFamily, 1},
    Family{"store", storeFamily, 1},
    Family{"clock", clockFamily, 1},
    Family{"netns", netnsFamily, 2},
};

void print(const Verdict &verdict)
{
    if (!verdict.leftOut.isEmpty()) {
        std::printf("%-10s left out: %s\n", qPrintable(verdict.family),
                    qPrintable(verdict.leftOut));
        return;
    }
    std::printf("%-10s %6lld runs  %7lld faults  %8lld recorded  %3lld lost  %3lld doubled  "
                "%3lld disordered  %3lld unequal  %3lld damaged  %3lld stuck  %3lld late  slowest "
                "heal %lld ms  %s\n",
                qPrintable(verdict.family), verdict.runs, verdict.faults, verdict.recorded,
                verdict.lost, verdict.doubled, verdict.disordered, verdict.unequal, verdict.damaged,
                verdict.stuck, verdict.late, static_cast<long long>(verdict.longestHeal.count()),
                verdict.isGreen() ? "ok" : "BROKEN");
    for (const QString &remark :
         verdict.remarks.first(std::min<qsizetype>(20, verdict.remarks.size()))) {
        std::printf("           %s\n", qPrintable(remark));
    }
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    allowSmallDisks();
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption minutes(QStringLiteral("minutes"), QStringLiteral("How long in all."),
                                     QStringLiteral("n"), QStringLiteral("3"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Which faults."),
                                  QStringLiteral("n"));
    const QCommandLineOption only(QStringLiteral("family"), QStringLiteral("Only this one."),
                                  QStringLiteral("name"));
    parser.addOptions({minutes, seed, only});
    parser.addHelpOption();
    parser.process(application);

    const quint64 chosen = parser.isSet(seed) ? parser.value(seed).toULongLong()
                                              : QRandomGenerator::system()->bounded(1'000'000'000);
    const QString name = parser.value(only);
    const auto wanted = [&](const Family &family) {
        return name.isEmpty() || name == QLatin1StringView(family.name);
    };
    int shares = 0;
    for (const Family &family : Families) {
        shares += wanted(family) ? family.share : 0;
    }
    const double time = parser.value(minutes).toDouble();
    if (shares == 0 || time <= 0) {
        std::fputs("There is no such family, or --minutes is no number above 0.\n", stderr);
        return 2;
    }
    std::printf("seed %llu\n", chosen);
    std::fflush(stdout);
    bool isGreen = true;
    for (const Family &family : Families) {
        if (wanted(family)) {
            const Verdict verdict = family.run(
                chosen, QDeadlineTimer(static_cast<qint64>(time * 60'000 * family.share / shares)));
            print(verdict);
            isGreen = isGreen && verdict.isGreen();
        }
    }
    return isGreen ? 0 : 1;
}
