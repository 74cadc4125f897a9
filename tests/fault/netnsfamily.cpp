// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/family.h"
#include "fault/scene.h"
#include "support/waitfor.h"

#include <QCoreApplication>
#include <QProcess>

#include <algorithm>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;
using Test::waitFor;

namespace {

constexpr int Stations = 10;
constexpr int LeastWorking = 5;
constexpr auto ShortestStorm = 300ms;
constexpr auto LongestStorm = 1500ms;
constexpr int LongOutageOnceIn = 4; // Of the runs in which the stations go on.
constexpr auto ShortestOutage = 10s;
constexpr auto StartBound = 3s;
// No event has each person come a hundred times.
constexpr int RunsAnEvent = 40;

/// Whether a command went well; what it prints is nobody's business.
bool isDone(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments);
    return waitFor([&process] { return process.state() == QProcess::NotRunning; }, 30s) &&
           process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

/// A network namespace for one station, and the wire between it and the server's. Packets are
/// dropped by the kernel within it, so that nothing is left behind when it goes.
class Wire
{
public:
    explicit Wire(int number)
        : m_name(QStringLiteral("etf%1-%2").arg(number).arg(QCoreApplication::applicationPid()))
        , m_number(number)
    {
        const QString here = m_name + u'h';
        const QString there = m_name + u's';
        const QString net = QStringLiteral("10.213.%1.").arg(number);
        m_isUp = run({u"netns"_qs, u"add"_qs, m_name}) &&
                 run({u"link"_qs, u"add"_qs, here, u"type"_qs, u"veth"_qs, u"peer"_qs, u"name"_qs,
                      there, u"netns"_qs, m_name}) &&
                 run({u"addr"_qs, u"add"_qs, net + u"1/30", u"dev"_qs, here}) &&
                 run({u"link"_qs, u"set"_qs, here, u"up"_qs}) &&
                 run({u"-n"_qs, m_name, u"addr"_qs, u"add"_qs, net + u"2/30", u"dev"_qs, there}) &&
                 run({u"-n"_qs, m_name, u"link"_qs, u"set"_qs, there, u"up"_qs}) &&
                 run({u"-n"_qs, m_name, u"link"_qs, u"set"_qs, u"lo"_qs, u"up"_qs}) && heal();
    }
    ~Wire() { run({u"netns"_qs, u"del"_qs, m_name}); }
    Wire(const Wire &) = delete;
    Wire &operator=(const Wire &) = delete;

    [[nodiscard]] bool isUp() const { return m_isUp; }
    /// Where the server is, seen through it.
    [[nodiscard]] QUrl urlOf(const QUrl &server) const
    {
        QUrl url(server);
        url.setHost(QStringLiteral("10.213.%1.1").arg(m_number));
        return url;
    }
    /// What runs a program in it.
    [[nodiscard]] QStringList prefix() const
    {
        return {QStringLiteral("ip"), QStringLiteral("netns"), QStringLiteral("exec"), m_name};
    }

    void spoil(Random &random)
    {
        const int percent = random.between(10, 60);
        switch (random.below(4)) {
        case 0:
            drop(QStringLiteral("INPUT"), 100);
            break;
        case 1:
            drop(QStringLiteral("OUTPUT"), 100);
            break;
        case 2:
            drop(QStringLiteral("INPUT"), 100);
            drop(QStringLiteral("OUTPUT"), 100);
            break;
        default:
            drop(QStringLiteral("INPUT"), percent);
            drop(QStringLiteral("OUTPUT"), percent);
        }
    }
    void cut()
    {
        heal();
        drop(QStringLiteral("INPUT"), 100);
        drop(QStringLiteral("OUTPUT"), 100);
    }
    bool heal() { return filter({QStringLiteral("-F")}); }

private:
    static bool run(const QStringList &arguments)
    {
        return isDone(QStringLiteral("ip"), arguments);
    }
    bool filter(const QStringList &arguments)
    {
        return run(QStringList{u"netns"_qs, u"exec"_qs, m_name, u"iptables"_qs} + arguments);
    }
    void drop(const QString &chain, int percent)
    {
        filter({QStringLiteral("-A"), chain, QStringLiteral("-m"), QStringLiteral("statistic"),
                QStringLiteral("--mode"), QStringLiteral("random"), QStringLiteral("--probability"),
                QString::number(percent / 100.0), QStringLiteral("-j"), QStringLiteral("DROP")});
    }

    QString m_name;
    int m_number;
    bool m_isUp = false;
};

} // namespace

Verdict netnsFamily(quint64 seed, const Share &share)
{
    Verdict verdict;
    verdict.family = QStringLiteral("netns");
    std::vector<std::unique_ptr<Wire>> wires;
    for (int i = 0; i < Stations; ++i) {
        wires.push_back(std::make_unique<Wire>(i));
        if (!wires.back()->isUp()) {
            verdict.leftOut =
                QStringLiteral("network namespaces and iptables are for root on Linux only");
            return verdict;
        }
    }
    Random random(seed);
    Test::ServerSite site;
    site.host = QStringLiteral("0.0.0.0");
    Scene scene(site);
    for (const auto &wire : wires) {
        scene.addStation(wire->urlOf(scene.server().url()), {}, wire->prefix());
    }
    do {
        if (verdict.runs > 0 && verdict.runs % RunsAnEvent == 0) {
            scene.openAnotherEvent();
        }
        ++verdict.runs;
        scene.chooseWorking(random, LeastWorking);
        const bool isLeftRunning = random.onceIn(2);
        scene.begin(random, 40);
        const auto hasRecorded = [&scene](int number) {
            return scene.hasRecorded(number);
        };
        // A short storm would be over before the programs are there: all of them, or the first.
        if (random.onceIn(2)) {
            (void)waitFor([&] { return std::ranges::all_of(scene.working(), hasRecorded); });
        } else {
            (void)waitFor([&] { return std::ranges::any_of(scene.working(), hasRecorded); },
                          StartBound);
        }
        const QDeadlineTimer end(ShortestStorm + random.time(LongestStorm - ShortestStorm));
        while (!end.hasExpired()) {
            Wire &wire = *wires.at(static_cast<size_t>(random.pick(scene.working())));
            wire.heal();
            if (!random.onceIn(3)) {
                wire.spoil(random);
                ++verdict.faults;
            }
            Scene::pass(random.time(150ms));
            scene.station(random.pick(scene.working()))
                .feed(scene.codes(random, random.between(1, 8)));
        }
        if (!isLeftRunning) {
            scene.killStations();
        } else if (random.onceIn(LongOutageOnceIn)) {
            // So long that the pauses between a program's attempts have grown.
            for (const auto &wire : wires) {
                wire->cut();
            }
            ++verdict.faults;
            for (const int number : scene.working()) {
                scene.station(number).feed(scene.codes(random, random.between(1, 8)));
            }
            Scene::pass(ShortestOutage + random.time(ShortestOutage));
        }
        for (const auto &wire : wires) {
            wire->heal();
        }
        if (isLeftRunning) {
            scene.healRunning(verdict);
            scene.killStations();
        }
        scene.heal(verdict);
        scene.judge(verdict);
    } while (share.goesOn(verdict));
    return verdict;
}

} // namespace EvalTrack::Fault
