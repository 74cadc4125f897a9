// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "ledger/ledgerhead.h"
#include "ledger/ledgersigner.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

class QFile;

namespace EvalTrack::Server {

/// What the chains of the ledger came to at certain moments, signed and kept in a file outside the
/// database (`<folder>/checkpoints.jsonl`): a chain that was cut short or rewritten as a whole does
/// not fit it any more. Each line names the heads that changed since the line before, covers the
/// hash of that line, and is signed. The file is only ever appended to. Use from one thread.
class LedgerCheckpoints
{
public:
    struct Checkpoint
    {
        Timestamp at;
        QList<LedgerHead> heads;
    };

    /// Storage when the folder or its key cannot be read or made, Validation as for read(). A last
    /// line that a power cut left half written was never there.
    [[nodiscard]] static Result<LedgerCheckpoints> open(const QString &folder);

    /// Every checkpoint of a folder, oldest first; also while a server works with it. Validation
    /// with the number of the first line that was changed, removed or added by somebody else.
    [[nodiscard]] static Result<QList<Checkpoint>> read(const QString &folder);
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] std::optional<Timestamp> lastAt() const { return m_lastAt; }
    /// The public half.
    [[nodiscard]] const QByteArray &signingKey() const { return m_signer.publicKey(); }
    /// Whether append() would write a line for them.
    [[nodiscard]] bool isNews(const QList<LedgerHead> &heads) const;
    /// Writes a line for what changed since the last one, durable when it returns; nothing when
    /// nothing did. Storage when it cannot be written, on a full disk for instance: the next call
    /// says it again, in the place of what the failed one may have left.
    [[nodiscard]] Result<void> append(const QList<LedgerHead> &heads, Timestamp at);

private:
    LedgerCheckpoints(QString path, LedgerSigner signer);
    [[nodiscard]] bool write(QFile &file, const QByteArray &line);

    QString m_path;
    LedgerSigner m_signer;
    qint64 m_count = 0; ///< Lines of the file.
    std::optional<Timestamp> m_lastAt;
    QHash<QUuid, LedgerHead> m_known;  ///< What the file says.
    QByteArray m_previous;             ///< Hash of its last line.
    std::optional<qint64> m_wholeSize; ///< Where what a failed write left begins.
};

} // namespace EvalTrack::Server
