// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/stalldetector.h"

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QList>
#include <QMetaEnum>
#include <QStringList>
#include <QTextLayout>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

#ifdef Q_OS_LINUX
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>
#endif

namespace EvalTrack::Test {

namespace {

using Duration = StallDetector::Duration;

/// What the calling thread has spent so far.
struct Spent
{
    Duration computing{};
    Duration blocked{}; ///< Asleep in a call: on a disk, a lock, another thread.

    [[nodiscard]] Duration all() const { return computing + blocked; }
};

Spent operator-(const Spent &later, const Spent &earlier)
{
    return {later.computing - earlier.computing, later.blocked - earlier.blocked};
}

Spent spentSoFar()
{
    const auto clock = [](clockid_t id) {
        timespec time{};
        ::clock_gettime(id, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    Spent spent{clock(CLOCK_THREAD_CPUTIME_ID), {}};
#ifdef Q_OS_LINUX
    // "<time on a processor> <time waited for one> <turns>", in nanoseconds.
    static const int file = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    char text[96] = {};
    if (file >= 0 && ::pread(file, text, sizeof text - 1, 0) > 0) {
        char *rest = nullptr;
        (void)std::strtoull(text, &rest, 10);
        const std::chrono::nanoseconds waited(std::strtoull(rest, nullptr, 10));
        spent.blocked = clock(CLOCK_MONOTONIC) - waited - spent.computing;
    }
#endif
    return spent;
}

// An event that took less is not what made a turn long.
constexpr std::chrono::milliseconds WorthTelling{5};

/// Work of the kind that windows are made of, by Qt itself, which no option of this build makes
/// slower.
Duration timeOfReferenceWork()
{
    constexpr int Paragraphs = 150;
    const Duration begin = spentSoFar().computing;
    for (int i = 0; i < Paragraphs; ++i) {
        QTextLayout layout(u"%1: Who came to the event, and who is on the waiting list of it, is "
                           u"told by the clocks of the place where it happens."_qs.arg(i));
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(160);
        }
        layout.endLayout();
    }
    return spentSoFar().computing - begin;
}

/// What timeOfReferenceWork() takes on the machine by which the bound was set, left alone.
constexpr Duration ReferenceTime = std::chrono::microseconds(8000);

/// How much slower this machine computes at the moment: a processor of which others use the other
/// half, or that is clocked down, is no fault of the window. Never less than 1.
double slownessOfMachine()
{
    const Duration took = std::min(timeOfReferenceWork(), timeOfReferenceWork());
    return std::max(1.0, static_cast<double>(took.count()) / ReferenceTime.count());
}

struct Turn
{
    Spent spent;
    double slowness = 1; ///< Of the machine, right after it; known of turns beyond the bound.
    QStringList what;    ///< The events that took long, and who got them.
    QString where;
};

QString inMilliseconds(Duration time)
{
    return u"%1 ms"_qs.arg(std::chrono::duration<double, std::milli>(time).count(), 0, 'f', 1);
}

QString described(const Turn &turn)
{
    return inMilliseconds(turn.spent.computing) + u" (and " + inMilliseconds(turn.spent.blocked) +
           u" blocked" +
           (turn.slowness > 1
                ? u", on a machine that is %1 times slower"_qs.arg(turn.slowness, 0, 'f', 1)
                : QString()) +
           u") in " + turn.where + u": " +
           (turn.what.isEmpty() ? u"short events"_qs : turn.what.join(u", "_qs));
}

constexpr qsizetype MostTold = 8;

/// What has been measured; of the UI thread.
class Meter
{
public:
    void begin(const QObject &receiver, const QEvent &event)
    {
        if (event.isInputEvent()) {
            endTurn();
        }
        const char *type = QMetaEnum::fromType<QEvent::Type>().valueToKey(event.type());
        m_event = type != nullptr ? type : "event";
        m_class = receiver.metaObject()->className();
        m_name = receiver.objectName();
        m_isInside = true;
        m_since = spentSoFar();
    }

    void end()
    {
        // A nested loop has ended the turn already.
        if (!m_isInside) {
            return;
        }
        m_isInside = false;
        const Spent took = spentSoFar() - m_since;
        m_turn.spent.computing += took.computing;
        m_turn.spent.blocked += took.blocked;
        if (took.all() >= WorthTelling) {
            m_turn.what.append(QString::fromLatin1(m_event) + u" for " +
                               QString::fromLatin1(m_class) + u' ' + m_name + u' ' +
                               inMilliseconds(took.all()));
        }
    }

    void endTurn()
    {
        end();
        if (m_turn.spent.all() > Duration::zero()) {
            m_turn.where = m_where;
            if (m_turn.spent.computing > StallDetector::Bound) {
                m_turn.slowness = slownessOfMachine();
            }
            keep(m_ofTest, m_turn);
            keep(m_ofAll, m_turn);
        }
        m_turn = {};
    }

    void at(const QString &place)
    {
        m_where = place;
        m_turn = {};
        m_since = spentSoFar();
    }

    [[nodiscard]] bool isInside() const { return m_isInside; }
    [[nodiscard]] QList<Turn> takeOfTest()
    {
        endTurn();
        return std::exchange(m_ofTest, {});
    }
    [[nodiscard]] const QList<Turn> &worst() const { return m_ofAll; }

private:
    static void keep(QList<Turn> &worst, const Turn &turn)
    {
        const auto place = std::find_if(worst.begin(), worst.end(), [&](const Turn &each) {
            return each.spent.all() < turn.spent.all();
        });
        worst.insert(place, turn);
        if (worst.size() > MostTold) {
            worst.removeLast();
        }
    }

    bool m_isInside = false;
    Spent m_since;
    const char *m_event = "";
    const char *m_class = "";
    QString m_name;
    QString m_where;
    Turn m_turn;
    QList<Turn> m_ofTest;
    QList<Turn> m_ofAll;
};

Meter meter;
QString testName;

/// Whether this comes by itself or from a person, and not out of a call in the test.
bool counts(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::Timer:
    case QEvent::MetaCall:
    case QEvent::SockAct:
    case QEvent::UpdateRequest:
    case QEvent::LayoutRequest:
    case QEvent::DeferredDelete:
        return true;
    default:
        return event.spontaneous() || event.isInputEvent();
    }
}

} // namespace

void StallDetector::install()
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    const auto endTurn = [] {
        meter.endTurn();
    };
    QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, dispatcher, endTurn);
    QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, dispatcher, endTurn);
    testing::UnitTest::GetInstance()->listeners().Append(new StallDetector);
}

void StallDetector::at(const QString &step)
{
    meter.at(testName + u", " + step);
}

void StallDetector::OnTestStart(const testing::TestInfo &info)
{
    testName =
        QString::fromLatin1(info.test_suite_name()) + u'.' + QString::fromLatin1(info.name());
    (void)meter.takeOfTest();
    meter.at(testName);
}

void StallDetector::OnTestEnd(const testing::TestInfo & /*info*/)
{
    QStringList stalls;
    const QList<Turn> turns = meter.takeOfTest();
    for (const Turn &turn : turns) {
        const auto bound = std::chrono::duration_cast<Duration>(Bound * turn.slowness);
        if (turn.spent.computing > bound || turn.spent.blocked > LongestBlock) {
            stalls.append(described(turn));
        }
    }
    if (!stalls.isEmpty()) {
        ADD_FAILURE() << "the window stood still for more than " << Bound.count() << " ms, or "
                      << LongestBlock.count() << " ms blocked:\n"
                      << stalls.join(u'\n').toStdString();
    }
}

void StallDetector::OnTestProgramEnd(const testing::UnitTest & /*unit*/)
{
    std::printf("[  turns   ] longest of the event loop:\n");
    for (const Turn &turn : meter.worst()) {
        std::printf("[  turns   ] %s\n", qPrintable(described(turn)));
    }
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (meter.isInside() || !counts(*event) || QThread::currentThread() != thread()) {
        return QApplication::notify(receiver, event);
    }
    meter.begin(*receiver, *event);
    const bool isTaken = QApplication::notify(receiver, event);
    meter.end();
    return isTaken;
}

} // namespace EvalTrack::Test
