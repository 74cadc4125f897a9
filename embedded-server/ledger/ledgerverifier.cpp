// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgerverifier.h"

#include "storage/database.h"

#include <QCryptographicHash>

namespace EvalTrack::Server {

namespace {

constexpr int PageSize = 5'000;
constexpr int FirstField = 4;
constexpr int FieldCount = 20;
constexpr int FirstSigningTime = 5 * 60; // seconds

void append(QByteArray &bytes, QByteArrayView text)
{
    bytes += QByteArray::number(text.size());
    bytes += ':';
    bytes += text;
}

/// What ledger_bytes() of the schema makes: each column with its length.
QByteArray bytesOf(const Row &row)
{
    QByteArray bytes;
    for (int column = FirstField; column < FirstField + FieldCount; ++column) {
        if (row.isNull(column)) {
            bytes += '-';
            continue;
        }
        append(bytes, row.utf8(column));
    }
    // What came later is hashed with its name, and only where it says something.
    int column = FirstField + FieldCount;
    for (const char *name : {"is_waiting=", "is_leaving="}) {
        if (!row.isNull(column)) {
            bytes += name;
            append(bytes, row.utf8(column));
        }
        ++column;
    }
    return bytes;
}

QString nameOf(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

} // namespace

/// Goes along the chains, link by link, until the first finding.
class LedgerVerifier::Walk
{
public:
    explicit Walk(Report &report)
        : m_report(report)
    {}

    /// What a chain must contain: `hash` at that position.
    void expect(const LedgerHead &head)
    {
        m_signed[head.device].insert(head.position, head.hash);
        reach(head.device, head.position);
    }
    /// How far it must reach, at least.
    void reach(const QUuid &device, qint64 position)
    {
        m_ends[device] = std::max(m_ends.value(device), position);
    }

    [[nodiscard]] bool isOver() const { return m_report.finding.has_value(); }
    [[nodiscard]] const QUuid &device() const { return m_device; }
    [[nodiscard]] qint64 position() const { return m_position; }

    /// The next row of ledger.links.
    void step(const Row &row)
    {
        if (!m_hasChain || row.uuid(0) != m_device) {
            endChain();
            if (isOver()) {
                return;
            }
            ++m_report.devices;
            m_hasChain = true;
            m_device = row.uuid(0);
            m_position = 0;
            m_hash.clear();
        }
        const QUuid capture = row.uuid(2);
        const qint64 wanted = m_position + 1;
        if (row.integer(1) != wanted) {
            find(Finding::Kind::Missing, wanted, {},
                 u"is not there: the next one is %1"_qs.arg(row.integer(1)));
            return;
        }
        if (row.isNull(FirstField)) {
            find(Finding::Kind::Missing, wanted, capture, u"has no record any more"_qs);
            return;
        }
        m_hash =
            QCryptographicHash::hash(QByteArray(m_hash + bytesOf(row)), QCryptographicHash::Sha256);
        if (m_hash != row.bytes(3)) {
            find(Finding::Kind::Broken, wanted, capture, u"is not the record that was made"_qs);
            return;
        }
        const QByteArray signedHash = m_signed.value(m_device).value(wanted);
        if (!signedHash.isEmpty() && signedHash != m_hash) {
            find(Finding::Kind::Broken, wanted, capture,
                 u"or one before it is not what was signed"_qs);
            return;
        }
        m_position = wanted;
        ++m_report.captures;
    }

    /// After the last row.
    void end()
    {
        endChain();
        // What is left had a chain and has not a single link.
        for (auto end = m_ends.cbegin(); end != m_ends.cend() && !isOver(); ++end) {
            endAt(end.key(), 0, end.value());
        }
    }

private:
    void endChain()
    {
        if (m_hasChain && !isOver()) {
            endAt(m_device, m_position, m_ends.take(m_device));
        }
    }
    void endAt(const QUuid &device, qint64 position, qint64 wanted)
    {
        if (position < wanted) {
            m_device = device;
            find(Finding::Kind::Truncated, position + 1, {},
                 u"is not there: the chain had come to %1"_qs.arg(wanted));
        }
    }
    void find(Finding::Kind kind, qint64 position, const QUuid &capture, const QString &what)
    {
        const QString record =
            capture.isNull() ? QString() : u" (capture %1)"_qs.arg(nameOf(capture));
        m_report.finding = Finding{
            kind, m_device, position, capture,
            u"position %1 of device %2%3 %4"_qs.arg(position).arg(nameOf(m_device), record, what)};
    }

    Report &m_report;
    QHash<QUuid, QHash<qint64, QByteArray>> m_signed;
    QHash<QUuid, qint64> m_ends;
    bool m_hasChain = false;
    QUuid m_device;
    qint64 m_position = 0;
    QByteArray m_hash;
};

LedgerVerifier::LedgerVerifier(Database &database)
    : m_database(database)
{}

Result<LedgerVerifier::Report> LedgerVerifier::verify(const QString &folder) const
{
    Report report;
    // Before the file, to which a server may be adding: it notes a line when the file has it.
    const auto known = knownOf(folder);
    if (!known) {
        return std::unexpected(known.error());
    }
    const auto checkpoints = LedgerCheckpoints::read(folder);
    if (!checkpoints && checkpoints.error().code == ErrorCode::Validation) {
        report.finding = Finding{Finding::Kind::Unsigned, {}, 0, {}, checkpoints.error().detail};
        return report;
    }
    if (!checkpoints) {
        return std::unexpected(checkpoints.error());
    }
    report.checkpoints = checkpoints->size();
    if (auto ok = lookForLostCheckpoints(report, *known, folder); !ok) {
        return std::unexpected(ok.error());
    }
    if (report.finding) {
        return report;
    }
    Walk walk(report);
    for (const LedgerCheckpoints::Checkpoint &checkpoint : *checkpoints) {
        report.lastCheckpoint = checkpoint.at;
        for (const LedgerHead &head : checkpoint.heads) {
            walk.expect(head);
        }
    }
    if (auto ok = followChains(walk); !ok) {
        return std::unexpected(ok.error());
    }
    if (!report.finding) {
        if (auto ok = lookForUnchained(report); !ok) {
            return std::unexpected(ok.error());
        }
    }
    return report;
}

Result<std::optional<KnownCheckpoints::Known>> LedgerVerifier::knownOf(const QString &folder) const
{
    std::optional<QByteArray> key;
    if (LedgerSigner::isKeptIn(folder)) {
        const auto signer = LedgerSigner::open(folder);
        if (!signer) {
            return std::unexpected(signer.error());
        }
        key = signer->publicKey();
    }
    return KnownCheckpoints(m_database).of(key);
}

Result<void>
LedgerVerifier::lookForLostCheckpoints(Report &report,
                                       const std::optional<KnownCheckpoints::Known> &known,
                                       const QString &folder) const
{
    const auto find = [&report](const QString &detail) {
        report.finding = Finding{Finding::Kind::Unsigned, {}, 0, {}, detail};
    };
    if (known && known->count > report.checkpoints) {
        find(KnownCheckpoints::describeLoss(*known, report.checkpoints, folder));
        return {};
    }
    // A server signs soon after it has made its key, also when what it signs is older.
    if (report.checkpoints > 0 || !LedgerSigner::isKeptIn(folder) ||
        LedgerSigner::keptSince(folder).secsTo(QDateTime::currentDateTimeUtc()) <
            FirstSigningTime) {
        return {};
    }
    const auto rows = m_database.run("ledger.hasOldCaptures");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    if (const auto row = rows->first(); row && row->boolean(0)) {
        find(u"there is a signing key in %1 and no signed checkpoint, although there are captures "
             "older than five minutes: the checkpoints are gone, or could not be written"_qs.arg(
                 folder));
    }
    return {};
}

Result<void> LedgerVerifier::followChains(Walk &walk) const
{
    const auto heads = m_database.run("ledger.heads");
    if (!heads) {
        return std::unexpected(heads.error());
    }
    for (const Row row : *heads) {
        walk.reach(row.uuid(0), row.integer(1));
    }
    for (bool hasMore = true; hasMore && !walk.isOver();) {
        const auto rows =
            m_database.run("ledger.links", {walk.device(), walk.position(), PageSize});
        if (!rows) {
            return std::unexpected(rows.error());
        }
        hasMore = rows->count() == PageSize;
        for (const Row row : *rows) {
            walk.step(row);
            if (walk.isOver()) {
                return {};
            }
        }
    }
    walk.end();
    return {};
}

Result<void> LedgerVerifier::lookForUnchained(Report &report) const
{
    const auto rows = m_database.run("ledger.unchained");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    if (const auto row = rows->first()) {
        report.finding =
            Finding{Finding::Kind::Unchained,
                    {},
                    0,
                    row->uuid(0),
                    u"capture %1 is in no chain (%2 such records)"_qs.arg(nameOf(row->uuid(0)))
                        .arg(row->integer(1))};
    }
    return {};
}

} // namespace EvalTrack::Server
