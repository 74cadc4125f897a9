// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the families of faults and prints what became of the records. Ends with 0 only if nothing
// was lost, doubled, disordered, unequal, bent, damaged, stuck or late, and each family did the
// least that it has to.
#include "fault/family.h"
#include "fault/smalldisk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <array>
#include <cstdio>

using namespace EvalTrack::Fault;

namespace {

struct Family
{
    const char *name;
    Verdict (*run)(quint64 seed, const Share &share);
    int share; ///< Of the time.
    Least least;
};

/// From here on too little is as bad as wrong.
constexpr double LeastMinutes = 3;

constexpr std::array Families{
    Family{"kill", killFamily, 18, {.faults = 500, .shares = 2}},
    Family{"network", networkFamily, 3, {.runs = 10}},
    Family{"processes", processFamily, 2, {.runs = 4}},
    Family{"database", databaseFamily, 3, {}}, // and each of its ways
    Family{"dbdisk", databaseDiskFamily, 2, {.runs = 2}},
    Family{"failover", failoverFamily, 2, {}}, // and each of its ways
    Family{"disk", diskFamily, 1, {.runs = 4}},
    Family{"power", powerFamily, 2, {.faults = 1'000}},
    Family{"io", ioFamily, 1, {.faults = 500}},
    Family{"store", storeFamily, 1, {.runs = 50}},
    Family{"clock", clockFamily, 1, {.runs = 4}},
    Family{"netns", netnsFamily, 2, {.runs = 10}},
};

void print(const Verdict &verdict)
{
    if (!verdict.leftOut.isEmpty()) {
        std::printf("%-10s left out: %s\n", qPrintable(verdict.family),
                    qPrintable(verdict.leftOut));
        return;
    }
    std::printf(
        "%-10s %6lld runs  %7lld faults  %8lld recorded  %3lld lost  %3lld doubled  "
        "%3lld disordered  %3lld unequal  %3lld bent  %3lld damaged  %3lld stuck  %3lld "
        "late  slowest heal %lld ms  in %lld s  %s\n",
        qPrintable(verdict.family), verdict.runs, verdict.faults, verdict.recorded, verdict.lost,
        verdict.doubled, verdict.disordered, verdict.unequal, verdict.bent, verdict.damaged,
        verdict.stuck, verdict.late, static_cast<long long>(verdict.longestHeal.count()),
        static_cast<long long>(verdict.took.count() / 1'000), verdict.isGreen() ? "ok" : "BROKEN");
    if (!verdict.shortfall.isEmpty()) {
        std::printf("           too little: %s\n", qPrintable(verdict.shortfall));
    }
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
    const QCommandLineOption requireAll(QStringLiteral("require-all"),
                                        QStringLiteral("A family that is left out is a failure."));
    parser.addOptions({minutes, seed, only, requireAll});
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
    QList<Verdict> red;
    QStringList leftOut;
    for (const Family &family : Families) {
        if (!wanted(family)) {
            continue;
        }
        const Share share(
            std::chrono::milliseconds(static_cast<qint64>(time * 60'000 * family.share / shares)),
            time >= LeastMinutes ? std::optional(family.least) : std::nullopt);
        QElapsedTimer taking;
        taking.start();
        Verdict verdict = family.run(chosen, share);
        verdict.took = std::chrono::milliseconds(taking.elapsed());
        if (!verdict.leftOut.isEmpty()) {
            leftOut.append(QString::fromLatin1(family.name));
        } else if (verdict.isNotRed()) {
            verdict.shortfall = share.shortfall(verdict);
        }
        print(verdict);
        if (!verdict.isGreen()) {
            red.append(verdict);
        }
    }
    for (const Verdict &verdict : std::as_const(red)) {
        std::printf("RED: ");
        print(verdict); // Again: the end is what people see of a long log.
    }
    if (parser.isSet(requireAll) && !leftOut.isEmpty()) {
        std::printf("Left out, and none may be: %s\n",
                    qPrintable(leftOut.join(QStringLiteral(", "))));
        return 1;
    }
    return red.isEmpty() ? 0 : 1;
}
