// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/knowncheckpoints.h"

#include "ledger/ledgercheckpoints.h"
#include "storage/database.h"
#include "wire/isotime.h"

namespace EvalTrack::Server {

KnownCheckpoints::KnownCheckpoints(Database &database)
    : m_database(database)
{}

Result<std::optional<KnownCheckpoints::Known>>
KnownCheckpoints::of(const std::optional<QByteArray> &signingKey) const
{
    const SqlValue key = signingKey ? SqlValue::bytes(*signingKey) : SqlValue(std::nullopt);
    const auto rows = m_database.run("ledger.knownCheckpoints", {key});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto row = rows->first();
    if (!row) {
        return std::nullopt;
    }
    return Known{row->integer(0), row->timestamp(1)};
}

Result<void> KnownCheckpoints::note(const LedgerCheckpoints &checkpoints) const
{
    if (!checkpoints.lastAt()) {
        return {};
    }
    const auto noted =
        m_database.run("ledger.noteCheckpoints", {SqlValue::bytes(checkpoints.signingKey()),
                                                  checkpoints.count(), *checkpoints.lastAt()});
    if (!noted) {
        return std::unexpected(noted.error());
    }
    return {};
}

QString KnownCheckpoints::describeLoss(const Known &known, qint64 count, const QString &folder)
{
    return u"%1 of %2 signed checkpoints in %3 are gone; the last one known is of %4"_qs
        .arg(known.count - count)
        .arg(known.count)
        .arg(folder, QString::fromLatin1(Wire::toIso(known.lastAt)));
}

} // namespace EvalTrack::Server
