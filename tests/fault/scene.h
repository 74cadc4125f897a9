// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault/random.h"
#include "fault/verdict.h"
#include "fault/witness.h"
#include "support/serverprogram.h"
#include "support/station.h"

#include <QList>

#include <memory>
#include <vector>

namespace EvalTrack::Fault {

/// One server with a company, one event at its door, and the stations there. Knows how to heal and
/// to judge: what the stations were told against what the server has.
class Scene
{
public:
    static constexpr int People = 300;

    explicit Scene(const Test::ServerSite &site = {});

    [[nodiscard]] Test::ServerProgram &server() { return m_server; }
    /// The next one at the door, and everybody has heard of it: the day before is over. While all
    /// is well.
    void openAnotherEvent();
    /// `prefix` is what runs its programs.
    Test::Station &addStation(const QUrl &address, const QString &place = {},
                              const QStringList &prefix = {});
    void addStations(int count, const QUrl &address);
    /// Who works from now on, by chance: `least` stations or more. Until then, all of them.
    void chooseWorking(Random &random, int least);
    /// Their numbers.
    [[nodiscard]] const QList<int> &working() const { return m_working; }
    /// Whether a station recorded anything since it began.
    [[nodiscard]] bool hasRecorded(int number) { return station(number).recordedInThisRun() > 0; }
    /// Those who work begin, and more may come.
    void begin(Random &random, int mostCodes);
    void killStations();
    /// A client that sends captures of its own until stopped, and is judged like the stations: by
    /// what the server acknowledged.
    [[nodiscard]] Witness &witness() { return m_witness; }
    void beginWitness();
    /// Lets time go by.
    static void pass(std::chrono::milliseconds time);
    [[nodiscard]] Test::Station &station(int number)
    {
        return *m_stations.at(static_cast<size_t>(number));
    }
    [[nodiscard]] int stationCount() const { return static_cast<int>(m_stations.size()); }
    /// Badge codes by chance, some of them twice.
    [[nodiscard]] QByteArrayList codes(Random &random, int count) const;

    /// All is well again as of now, and the stations go on as they are: waits until the server has
    /// what those that run were told is recorded; counts in `verdict` who did not send it, or not
    /// in time. Nobody new comes meanwhile.
    void healRunning(Verdict &verdict);
    /// Lets every station that worked send what waits, by a program that begins anew; counts in
    /// `verdict` who could not, or took too long.
    void heal(Verdict &verdict);
    /// Compares both sides, all stations at rest and healed.
    void judge(Verdict &verdict);
    /// Compares the times that count with those at which the stations were told; after judge(). How
    /// many captures the server doubts the clock of.
    qint64 judgeTimes(Verdict &verdict);
    /// What nobody but the server holds: its proof of the ledger.
    void judgeLedger(Verdict &verdict);

private:
    /// What one station, running on, still has to send.
    struct Queue
    {
        int station = 0;
        QList<Test::Station::Recorded> unsent;
        int seen = 0; ///< Of what it recorded in this run.
        std::chrono::milliseconds slowest{0};
    };

    void openEvent();
    void drain(std::vector<Test::Station *> running, Verdict &verdict);
    /// Takes from the queues what the server has; nothing while it cannot say.
    void lookAtQueues(std::vector<Queue> &queues, Timestamp heal);
    /// Whether there is nothing left to wait for; then it is judged.
    [[nodiscard]] bool isOver(const Queue &queue, Verdict &verdict);
    struct Stored
    {
        int times = 0;
        QByteArray device;
        qint64 sequence = 0;
    };
    [[nodiscard]] QHash<QByteArray, Stored> storedCaptures();
    void judgeStation(Verdict &verdict, Test::Station &station,
                      const QHash<QByteArray, Stored> &stored);
    void judgeWitness(Verdict &verdict, const QHash<QByteArray, Stored> &stored);
    [[nodiscard]] QByteArrayList serversAttendances();
    [[nodiscard]] static QByteArrayList ownAttendances(const Test::Station &station,
                                                       const QByteArray &event);

    Test::ServerProgram m_server;
    QByteArrayList m_badges;
    qint64 m_event = 0;
    QByteArray m_eventUuid; ///< In hexadecimal digits only.
    std::vector<std::unique_ptr<Test::Station>> m_stations;
    QList<int> m_working;
    Witness m_witness;
};

} // namespace EvalTrack::Fault
