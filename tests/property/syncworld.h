// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "support/fakeclock.h"
#include "support/fakeserver.h"

#include <QHash>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <ostream>
#include <set>

namespace EvalTrack::Test {

/// One thing that happens between a station and its server.
struct Step
{
    enum Kind {
        // The person.
        Record,    ///< A code is presented at one of the events.
        NewEvent,  ///< An event is made on this computer.
        EditHere,  ///< Its title is changed on this computer.
        EditThere, ///< Its place is changed by somebody else.
        SetClock,  ///< The wall clock jumps.
        // The station.
        Send,       ///< It syncs until nothing more can be sent.
        Restart,    ///< It ends and starts again.
        DieSending, ///< It ends while the server works on its request.
        // The network and the server, each at the next request that carries captures or edits.
        Cut,
        Reconnect,
        RestartServer, ///< Connections break, and tokens are not known any more.
        LoseAnswer,
        LoseRequest,
        CutShort,
        Repeat,
        Delay,
        DeliverLate,
        Portal,
        EmptyReceipts,
        Unauthorized,
        Fail500,
        Fail503,
        Fail429,
        KindCount
    };
    Kind kind = Send;
    int number = 0; ///< Which code, event, time or route.
};

/// A station with the client's own store, outbox and sync engine, and a fake server, in which a
/// sequence of steps happens. It keeps what the station told people, and judges it against the
/// server. Runs one sequence after the other, each beginning with nothing unsent. Steps wait until
/// the station rests, so that a sequence means the same every time.
class SyncWorld
{
public:
    SyncWorld();
    ~SyncWorld();
    SyncWorld(const SyncWorld &) = delete;
    SyncWorld &operator=(const SyncWorld &) = delete;

    /// What went wrong, empty when nothing did.
    [[nodiscard]] QStringList play(const std::vector<Step> &steps);

    /// What the sequences so far were made of.
    struct Figures
    {
        qint64 sequences = 0;
        qint64 steps = 0;
        qint64 recorded = 0;
        qint64 edits = 0;
    };
    [[nodiscard]] static const Figures &figures() { return s_figures; }

private:
    struct Station;
    struct Recorded
    {
        QString uuid;
        QString code;
        QString event;
    };
    struct Title
    {
        QString event;
        QString last;
        int edits = 0;
        int editsThere = 0;
        QString lastThere = {};
        qint64 revisionBefore = 0;
    };

    void begin();
    void take(const Step &step);
    void startStation();
    void stopStation();
    void waitForRest();
    void record(int number);
    void newEvent();
    void editHere(int number);
    void editThere(int number);
    void dieSending();
    void breakNext(FakeServer::Break how, int number, int status = 500,
                   const QByteArray &headers = {}, const QByteArray &body = {});
    [[nodiscard]] bool heal();
    void judgeCaptures();
    void judgeEvents();
    Title &titleOf(const QString &event);

    static Figures s_figures;

    FakeClock m_clock;
    FakeServer m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<Station> m_station;
    QStringList m_events;

    // Of the sequence that is played.
    QList<Recorded> m_recorded;
    QHash<QString, Title> m_titles;
    qsizetype m_arrivedBefore = 0;
    bool m_hasFailed500 = false;
    bool m_isOnline = true;
    int m_serial = 0;
    QStringList m_complaints;
};

void showValue(const Step &step, std::ostream &out);

} // namespace EvalTrack::Test
