// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivemanifest.h"

#include "wire/isotime.h"
#include "wire/keys.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace EvalTrack::Server {

namespace Key = Wire::Key;

namespace {

constexpr QLatin1StringView FormatKey("format");
constexpr QLatin1StringView YearKey("year");
constexpr QLatin1StringView ProgramKey("program");
constexpr QLatin1StringView FilesKey("files");
constexpr QLatin1StringView BytesKey("bytes");
constexpr QLatin1StringView TotalsKey("totals");

/// QJsonObject keeps its keys sorted.
QByteArray canonical(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString hashOf(const QJsonObject &object)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(canonical(object), QCryptographicHash::Sha256).toHex());
}

} // namespace

QByteArray ArchiveManifest::toJson() const
{
    QJsonArray list;
    for (const ArchivedFile &file : files) {
        list.append(QJsonObject{{Key::name, file.name},
                                {Key::rows, file.rows},
                                {BytesKey, file.bytes},
                                {Key::sha256, QString::fromLatin1(file.sha256)}});
    }
    QJsonObject sums;
    for (auto group = totals.groups().cbegin(); group != totals.groups().cend(); ++group) {
        QJsonObject figures;
        for (auto figure = group->cbegin(); figure != group->cend(); ++figure) {
            figures.insert(figure.key(), figure.value());
        }
        sums.insert(group.key(), figures);
    }
    QJsonObject manifest{{FormatKey, Format},
                         {YearKey, year},
                         {Key::version, version},
                         {ProgramKey, program},
                         {Key::schemaVersion, schema},
                         {Key::server, server.toString(QUuid::WithoutBraces)},
                         {Key::asOf, QString::fromLatin1(Wire::toIso(asOf))},
                         {FilesKey, list},
                         {TotalsKey, sums}};
    manifest.insert(Key::sha256, hashOf(manifest));
    return canonical(manifest) + '\n';
}

Result<ArchiveManifest> ArchiveManifest::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QJsonObject hashed = object;
    hashed.remove(Key::sha256);
    // The form as well: what a reader of JSON overlooks is a changed byte, too.
    if (object.isEmpty() || object.value(Key::sha256).toString() != hashOf(hashed) ||
        canonical(object) + '\n' != json) {
        return failure(ErrorCode::StorageDamaged, QStringLiteral("is not what was written"));
    }
    if (object.value(FormatKey).toInt() != Format) {
        return failure(ErrorCode::ProtocolMismatch,
                       QStringLiteral("is of a newer evaltrack-server, which can read it"));
    }
    ArchiveManifest manifest;
    manifest.year = object.value(YearKey).toInt();
    manifest.version = object.value(Key::version).toInt();
    manifest.program = object.value(ProgramKey).toString();
    manifest.schema = object.value(Key::schemaVersion).toInt();
    manifest.server = QUuid::fromString(object.value(Key::server).toString());
    manifest.asOf = Wire::fromIso(object.value(Key::asOf).toString()).value_or(Timestamp());
    const QJsonArray list = object.value(FilesKey).toArray();
    for (const QJsonValue &value : list) {
        manifest.files.append({value[Key::name].toString(), value[Key::rows].toInteger(),
                               value[BytesKey].toInteger(),
                               value[Key::sha256].toString().toLatin1()});
    }
    const QJsonObject sums = object.value(TotalsKey).toObject();
    for (auto group = sums.begin(); group != sums.end(); ++group) {
        const QJsonObject figures = group.value().toObject();
        for (auto figure = figures.begin(); figure != figures.end(); ++figure) {
            manifest.totals.add(group.key(), figure.key(), figure.value().toInteger());
        }
    }
    return manifest;
}

qint64 ArchiveManifest::rowsOf(const ArchiveKind &kind) const
{
    const auto file = std::ranges::find(files, kind.fileName(), &ArchivedFile::name);
    return file == files.end() ? 0 : file->rows;
}

} // namespace EvalTrack::Server
