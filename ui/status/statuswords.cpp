// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/statuswords.h"

#include "base/error.h"
#include "common/formats.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr double ManyErrors = 0.05;
constexpr double ManyConnections = 0.8;
constexpr double FullDisk = 0.85;
constexpr double NearlyFullDisk = 0.95;
constexpr auto LongUnsent = std::chrono::minutes(10);
constexpr auto OldBackup = std::chrono::hours(26);
constexpr qsizetype MostNamed = 2;

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

StatusWords well(const QString &fact, const QString &detail)
{
    return {Tone::Success, StatusJudge::tr("OK"), fact, detail};
}

StatusWords look(const QString &fact, const QString &detail)
{
    return {Tone::Warning, StatusJudge::tr("Look at this"), fact, detail};
}

StatusWords act(const QString &fact, const QString &detail)
{
    return {Tone::Danger, StatusJudge::tr("Act now"), fact, detail};
}

StatusWords unknown(const QString &fact, const QString &detail)
{
    return {Tone::Neutral, StatusJudge::tr("Not known"), fact, detail};
}

} // namespace

StatusJudge::StatusJudge(const SystemStatus &status)
    : m_status(status)
{}

QString StatusJudge::span(std::chrono::milliseconds time) const
{
    const auto days = std::chrono::duration_cast<std::chrono::days>(time);
    if (days.count() > 0) {
        return tr("%n day(s)", nullptr, static_cast<int>(days.count()));
    }
    return Formats::duration(
        std::max(std::chrono::minutes(1), std::chrono::duration_cast<std::chrono::minutes>(time)));
}

StatusWords StatusJudge::server() const
{
    const QString fact =
        tr("Version %1, up for %2").arg(m_status.version, span(m_status.at - m_status.startedAt));
    if (m_status.isDraining) {
        return look(fact, tr("It is about to stop. Another server goes on, or it comes back by "
                             "itself."));
    }
    const QString since = tr("Since %1").arg(Formats::dateTime(m_status.startedAt));
    return well(fact, m_status.schemaVersion
                          ? QString(since % u" · " % tr("schema %1").arg(*m_status.schemaVersion))
                          : since);
}

QString StatusJudge::poolText() const
{
    return tr("%1 of %2 connections open, %3 at work")
        .arg(Formats::number(m_status.database.poolOpen),
             Formats::number(m_status.database.poolSize),
             Formats::number(m_status.database.poolInUse));
}

StatusWords StatusJudge::database() const
{
    const DatabaseStatus &database = m_status.database;
    if (!database.isReachable) {
        return act(tr("PostgreSQL does not answer"),
                   tr("See whether it runs and has room on its disk. What people record waits on "
                      "their computers meanwhile."));
    }
    QString fact = u"PostgreSQL "_qs % database.version.value_or(QString()).section(u' ', 0, 0);
    if (database.sizeBytes) {
        fact += u", " % sizeText(*database.sizeBytes);
    }
    if (database.connections && database.maxConnections &&
        static_cast<double>(*database.connections) >
            ManyConnections * static_cast<double>(*database.maxConnections)) {
        return look(fact, tr("%1 of %2 connections are taken. See which programs hold them.")
                              .arg(Formats::number(*database.connections),
                                   Formats::number(*database.maxConnections)));
    }
    if (database.poolOpen < database.poolSize) {
        return look(
            fact,
            tr("%1. The others come back by themselves; look again in a minute.").arg(poolText()));
    }
    return well(fact, poolText());
}

StatusWords StatusJudge::requests() const
{
    const auto &requests = m_status.requests;
    const QString fact =
        tr("%1 in the last %2 minutes")
            .arg(Formats::number(requests.answered), Formats::number(requests.minutes));
    if (requests.errors == 0) {
        return well(fact, tr("None of them failed."));
    }
    const QString failed =
        tr("%n failed. See below what it was.", nullptr, static_cast<int>(requests.errors));
    return static_cast<double>(requests.errors) >
                   ManyErrors * static_cast<double>(requests.answered)
               ? act(fact, failed)
               : look(fact, failed);
}

StatusWords StatusJudge::disk() const
{
    const auto &disk = m_status.disk;
    if (!disk.freeBytes || !disk.sizeBytes || *disk.sizeBytes == 0) {
        return unknown(tr("The server cannot tell"), {});
    }
    const double used =
        1 - static_cast<double>(*disk.freeBytes) / static_cast<double>(*disk.sizeBytes);
    const QString fact =
        tr("%1 free of %2").arg(sizeText(*disk.freeBytes), sizeText(*disk.sizeBytes));
    const QString percent = tr("%1 full").arg(Formats::percent(used));
    if (used > FullDisk) {
        const QString advice = tr("%1. Make room, or give it a larger disk.").arg(percent);
        return used > NearlyFullDisk ? act(fact, advice) : look(fact, advice);
    }
    return well(fact, percent);
}

StatusWords StatusJudge::backup() const
{
    const auto &backup = m_status.backup;
    if (!backup.isWatched) {
        return unknown(tr("The server is not told of backups"),
                       tr("Ask whoever runs it when the last one was."));
    }
    if (!backup.lastAt) {
        return act(tr("There has been none yet"),
                   tr("Back up now: a lost disk would lose everything."));
    }
    const QString fact = tr("Last one %1").arg(Formats::age(*backup.lastAt, m_status.at));
    const QString when = Formats::dateTime(*backup.lastAt);
    return m_status.at - *backup.lastAt > OldBackup
               ? act(fact, tr("%1. See why the newer ones failed, and back up now.").arg(when))
               : well(fact, when);
}

StatusWords StatusJudge::captures() const
{
    const auto &captures = m_status.captures;
    const QString fact =
        tr("%1 since the server started")
            .arg(Formats::number(captures.accepted + captures.duplicate + captures.review));
    const QString outcomes =
        tr("%1 counted, %2 repeated, %3 to review")
            .arg(Formats::number(captures.accepted), Formats::number(captures.duplicate),
                 Formats::number(captures.review));
    if (captures.toReview.value_or(0) > 0) {
        return look(fact, tr("%n wait(s) for somebody to decide.", nullptr,
                             static_cast<int>(*captures.toReview)));
    }
    return m_status.database.isReachable ? well(fact, outcomes) : unknown(fact, outcomes);
}

StatusWords StatusJudge::stations() const
{
    if (!m_status.database.isReachable) {
        return unknown(tr("Only the database knows them"), {});
    }
    if (m_status.stations.isEmpty()) {
        return {Tone::Neutral, tr("None"), tr("No capture stations yet"), {}};
    }
    const auto count = [this](DeviceState state) {
        return static_cast<int>(
            std::ranges::count(m_status.stations, state, &StationStatus::state));
    };
    QStringList states{tr("%n at work", nullptr, count(DeviceState::Enrolled))};
    if (const int waiting = count(DeviceState::Waiting)) {
        states.append(tr("%n waiting for its code", nullptr, waiting));
    }
    if (const int revoked = count(DeviceState::Revoked)) {
        states.append(tr("%n switched off", nullptr, revoked));
    }
    const QString fact = states.join(u" · "_qs);

    QStringList late;
    std::optional<Timestamp> heard;
    for (const StationStatus &station : m_status.stations) {
        // One that is switched off may not send.
        if (station.state == DeviceState::Enrolled && station.unsentSince &&
            m_status.at - *station.unsentSince > LongUnsent) {
            late.append(tr("%1 has not sent since %2")
                            .arg(station.name, Formats::relativeDateTimeInside(*station.unsentSince,
                                                                               m_status.at)));
        }
        heard = std::max(heard, station.lastSeenAt);
    }
    if (late.isEmpty()) {
        return well(
            fact,
            heard ? tr("Nothing waits there. Last heard %1.").arg(Formats::age(*heard, m_status.at))
                  : tr("None has been heard from yet."));
    }
    const qsizetype more = late.size() - MostNamed;
    late = late.first(std::min(MostNamed, late.size()));
    if (more > 0) {
        late.append(tr("and %n more", nullptr, static_cast<int>(more)));
    }
    return look(fact,
                tr("%1. See whether it has a network; nothing is lost.").arg(late.join(u", "_qs)));
}

QString StatusJudge::fault(const ServerFault &fault)
{
    if (fault.code == toString(ErrorCode::Timeout)) {
        return tr("It took too long");
    }
    if (fault.code == toString(ErrorCode::StorageFull)) {
        return tr("The disk is full");
    }
    if (fault.code == toString(ErrorCode::Unavailable)) {
        return tr("The database was away");
    }
    constexpr int TooBusy = 503;
    return fault.status == TooBusy ? tr("The server was too busy") : tr("A fault in the program");
}

} // namespace EvalTrack
