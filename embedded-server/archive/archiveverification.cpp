// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveverification.h"

#include "archive/archivefile.h"
#include "archive/archivefolder.h"

#include <QDir>

#include <algorithm>

namespace EvalTrack::Server {

ArchiveVerification::ArchiveVerification(QString folder, QString name)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
{}

ArchiveVerification::Report ArchiveVerification::verify(const QString &folder,
                                                        const ArchivedYear &year)
{
    ArchiveVerification verification(folder + u'/' + year.name(), year.name());
    verification.readManifest(year);
    if (verification.m_report.manifest) {
        verification.compareNames();
        for (const ArchiveKind &kind : ArchiveKinds) {
            verification.readKind(kind);
        }
        // Says nothing new while a file is damaged.
        if (verification.m_report.isWhole() &&
            verification.m_totals != verification.m_report.manifest->totals) {
            verification.find(QString::fromLatin1(ArchiveManifest::FileName),
                              QStringLiteral("does not add up: its totals are not those of the "
                                             "rows"));
        }
    }
    return verification.m_report;
}

void ArchiveVerification::find(const QString &file, const QString &what)
{
    m_report.findings.append(m_name + u'/' + file + u' ' + what);
}

void ArchiveVerification::readManifest(const ArchivedYear &year)
{
    const QString name = QString::fromLatin1(ArchiveManifest::FileName);
    QFile file(m_folder + u'/' + name);
    if (!file.exists()) {
        find(name, QStringLiteral("is not there, so this is no whole archive"));
        return;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        find(name, QStringLiteral("cannot be read: ") + file.errorString());
        return;
    }
    auto manifest = ArchiveManifest::fromJson(file.readAll());
    if (!manifest) {
        find(name, manifest.error().detail);
        return;
    }
    if (manifest->year != year.year || manifest->version != year.version) {
        find(name, QStringLiteral("is that of %1: the folder was renamed")
                       .arg(ArchivedYear{manifest->year, manifest->version}.name()));
    }
    m_report.manifest = *std::move(manifest);
}

void ArchiveVerification::compareNames()
{
    QStringList there = QDir(m_folder).entryList(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    there.removeAll(QString::fromLatin1(ArchiveManifest::FileName));
    for (const ArchivedFile &file : std::as_const(m_report.manifest->files)) {
        if (!there.removeOne(file.name)) {
            find(file.name, QStringLiteral("is not there"));
        }
    }
    for (const QString &name : std::as_const(there)) {
        find(name, QStringLiteral("was not archived and does not belong there"));
    }
}

std::optional<ArchivedFile> ArchiveVerification::wanted(const QString &name)
{
    const auto &files = m_report.manifest->files;
    const auto file = std::ranges::find(files, name, &ArchivedFile::name);
    return file == files.end() ? std::nullopt : std::optional(*file);
}

void ArchiveVerification::readKind(const ArchiveKind &kind)
{
    const auto rows = wanted(kind.fileName());
    const auto digests = wanted(kind.digestsName());
    if (!rows || !digests || !QFile::exists(m_folder + u'/' + rows->name) ||
        !QFile::exists(m_folder + u'/' + digests->name)) {
        return; // compareNames() has said so
    }
    ArchiveFileReader rowsReader;
    ArchiveFileReader digestsReader;
    for (const auto &[reader, name] :
         {std::pair(&rowsReader, rows->name), std::pair(&digestsReader, digests->name)}) {
        if (const auto opened = reader->open(m_folder, name); !opened) {
            m_report.findings.append(opened.error().detail);
            return;
        }
    }
    qint64 number = 0;
    qint64 firstOther = 0; // the first line that is another one
    while (const auto line = rowsReader.next()) {
        ++number;
        const auto digest = digestsReader.next();
        if (firstOther == 0 && (!digest || *digest != ArchiveDigest::ofLine(*line))) {
            firstOther = number;
        }
        (void)m_totals.addLine(kind, *line);
    }
    while (digestsReader.next()) {
        firstOther = firstOther == 0 ? number + 1 : firstOther;
    }
    for (const auto &[reader, name] :
         {std::pair(&rowsReader, rows->name), std::pair(&digestsReader, digests->name)}) {
        if (reader->hasFailed()) {
            find(name, QStringLiteral("cannot be read to its end: the disk failed"));
            return;
        }
    }
    const ArchivedFile found = rowsReader.file();
    if (found != *rows) {
        const QString size =
            found.rows == rows->rows
                ? QString()
                : QStringLiteral(" (%1 rows of %2)").arg(found.rows).arg(rows->rows);
        find(rows->name,
             firstOther > rows->rows ? QStringLiteral("has more lines than were written") + size
             : firstOther > found.rows
                 ? QStringLiteral("ends before line %1").arg(firstOther) + size
             : firstOther > 0 ? QStringLiteral("is not what was written, from line %1 on%2")
                                    .arg(firstOther)
                                    .arg(size)
                              : QStringLiteral("is not what was written"));
    } else if (digestsReader.file() != *digests) {
        find(digests->name,
             firstOther > 0
                 ? QStringLiteral("is not what was written, from line %1 on; the rows are")
                       .arg(firstOther)
                 : QStringLiteral("is not what was written; the rows are"));
    }
}

} // namespace EvalTrack::Server
