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
    /// Every station works, and more may come.
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

    /// Lets every station send what waits; counts in `verdict` who could not, or took too long.
    void heal(Verdict &verdict);
    /// Compares both sides, all stations at rest and healed.
    void judge(Verdict &verdict);
    /// What nobody but the server holds: its proof of the ledger.
    void judgeLedger(Verdict &verdict);

private:
    void openEvent();
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
    Witness m_witness;
};

} // namespace EvalTrack::Fault
