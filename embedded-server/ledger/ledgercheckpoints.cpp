// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgercheckpoints.h"

#include "wire/isotime.h"
#include "wire/jsonwriter.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace EvalTrack::Server {

namespace {

constexpr QByteArrayView SignatureKey(",\"signature\":\"");

QString pathIn(const QString &folder)
{
    return folder + u"/checkpoints.jsonl"_qs;
}

QByteArray digestOf(const QByteArray &line)
{
    return QCryptographicHash::hash(line, QCryptographicHash::Sha256);
}

/// What is signed: the line up to its signature, as it stands in the file.
QByteArray statementOf(const LedgerCheckpoints::Checkpoint &checkpoint, const QByteArray &previous)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(QLatin1StringView("at"), checkpoint.at);
    json.field(QLatin1StringView("previous"), QString::fromLatin1(previous.toHex()));
    json.key(QLatin1StringView("heads"));
    json.beginArray();
    for (const LedgerHead &head : checkpoint.heads) {
        json.beginArray();
        json.value(head.device);
        json.value(head.position);
        json.value(QString::fromLatin1(head.hash.toHex()));
        json.endArray();
    }
    json.endArray();
    json.endObject();
    QByteArray statement = json.take();
    statement.chop(1); // the signature follows
    return statement;
}

/// Nothing when the line is not ours or does not follow `previous`.
std::optional<LedgerCheckpoints::Checkpoint>
checkpointOf(const QByteArray &line, const QByteArray &previous, const LedgerSigner &signer)
{
    const qsizetype end = line.lastIndexOf(SignatureKey);
    if (end < 0 || !line.endsWith("\"}")) {
        return std::nullopt;
    }
    const qsizetype start = end + SignatureKey.size();
    const QByteArray signature =
        QByteArray::fromBase64(line.sliced(start, line.size() - 2 - start));
    if (!signer.isSignedByUs(line.first(end), signature)) {
        return std::nullopt;
    }
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto at = Wire::fromIso(object.value(QLatin1StringView("at")).toString());
    if (!at || object.value(QLatin1StringView("previous")).toString() !=
                   QLatin1StringView(previous.toHex())) {
        return std::nullopt;
    }
    LedgerCheckpoints::Checkpoint checkpoint{*at, {}};
    const QJsonArray heads = object.value(QLatin1StringView("heads")).toArray();
    for (const QJsonValue &value : heads) {
        const QJsonArray head = value.toArray();
        checkpoint.heads.append({QUuid::fromString(head.at(0).toString()), head.at(1).toInteger(),
                                 QByteArray::fromHex(head.at(2).toString().toLatin1())});
    }
    return checkpoint;
}

struct Scan
{
    QList<LedgerCheckpoints::Checkpoint> checkpoints;
    QByteArray lastDigest;
    qint64 wholeLines = 0; ///< In bytes; what follows was never finished.
};

Result<Scan> scanOf(const QString &path, const LedgerSigner &signer)
{
    Scan scan;
    QFile file(path);
    if (!file.exists()) {
        return scan;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Storage,
                       u"The file %1 cannot be read: %2"_qs.arg(path, file.errorString()));
    }
    for (int number = 1; !file.atEnd(); ++number) {
        QByteArray line = file.readLine();
        if (!line.endsWith('\n')) {
            break;
        }
        scan.wholeLines += line.size();
        line.chop(1);
        const auto checkpoint = checkpointOf(line, scan.lastDigest, signer);
        if (!checkpoint) {
            return failure(
                ErrorCode::Validation,
                u"line %1 of %2 is not what this server wrote there"_qs.arg(number).arg(path));
        }
        scan.checkpoints.append(*checkpoint);
        scan.lastDigest = digestOf(line);
    }
    return scan;
}

} // namespace

LedgerCheckpoints::LedgerCheckpoints(QString path, LedgerSigner signer)
    : m_path(std::move(path))
    , m_signer(std::move(signer))
{}

Result<LedgerCheckpoints> LedgerCheckpoints::open(const QString &folder)
{
    const auto signer = LedgerSigner::open(folder);
    if (!signer) {
        return std::unexpected(signer.error());
    }
    LedgerCheckpoints checkpoints(pathIn(folder), *signer);
    const auto scan = scanOf(checkpoints.m_path, *signer);
    if (!scan) {
        return std::unexpected(scan.error());
    }
    for (const Checkpoint &checkpoint : scan->checkpoints) {
        ++checkpoints.m_count;
        checkpoints.m_lastAt = checkpoint.at;
        for (const LedgerHead &head : checkpoint.heads) {
            checkpoints.m_known.insert(head.device, head);
        }
    }
    checkpoints.m_previous = scan->lastDigest;
    if (QFile file(checkpoints.m_path); file.exists() && file.size() > scan->wholeLines) {
        if (!file.resize(scan->wholeLines)) {
            return failure(ErrorCode::Storage, u"The file %1 cannot be written: %2"_qs.arg(
                                                   checkpoints.m_path, file.errorString()));
        }
    }
    return checkpoints;
}

Result<QList<LedgerCheckpoints::Checkpoint>> LedgerCheckpoints::read(const QString &folder)
{
    if (!QFile::exists(pathIn(folder))) {
        return QList<Checkpoint>();
    }
    const auto signer = LedgerSigner::open(folder);
    if (!signer) {
        return std::unexpected(signer.error());
    }
    auto scan = scanOf(pathIn(folder), *signer);
    return scan ? Result<QList<Checkpoint>>(std::move(scan->checkpoints))
                : std::unexpected(scan.error());
}

bool LedgerCheckpoints::isNews(const QList<LedgerHead> &heads) const
{
    return std::ranges::any_of(
        heads, [this](const LedgerHead &head) { return m_known.value(head.device) != head; });
}

Result<void> LedgerCheckpoints::append(const QList<LedgerHead> &heads, Timestamp at)
{
    Checkpoint checkpoint{at, {}};
    for (const LedgerHead &head : heads) {
        if (m_known.value(head.device) != head) {
            checkpoint.heads.append(head);
        }
    }
    if (checkpoint.heads.isEmpty()) {
        return {};
    }
    QByteArray line = statementOf(checkpoint, m_previous);
    const QByteArray signature = m_signer.sign(line);
    line += SignatureKey;
    line += signature.toBase64();
    line += "\"}";

    QFile file(m_path);
    if (!write(file, line + '\n')) {
        return failure(ErrorCode::Storage,
                       u"The file %1 cannot be written: %2"_qs.arg(m_path, file.errorString()));
    }
    for (const LedgerHead &head : std::as_const(checkpoint.heads)) {
        m_known.insert(head.device, head);
    }
    m_previous = digestOf(line);
    ++m_count;
    m_lastAt = at;
    return {};
}

/// Whole and durable, or not at all: half a line would make one with the next, which nobody signed.
bool LedgerCheckpoints::write(QFile &file, const QByteArray &line)
{
    // Unbuffered, so that closing does not write what was given up.
    if (!file.open(QIODevice::Append | QIODevice::Unbuffered)) {
        return false;
    }
    if (m_wholeSize && !file.resize(*m_wholeSize)) {
        return false;
    }
    m_wholeSize = file.size();
    bool isWritten = file.write(line) == line.size();
#ifdef Q_OS_UNIX
    isWritten = isWritten && ::fsync(file.handle()) == 0;
#endif
    // Else the next call cuts it off again, should that not work now.
    if (isWritten || file.resize(*m_wholeSize)) {
        m_wholeSize.reset();
    }
    return isWritten;
}

} // namespace EvalTrack::Server
