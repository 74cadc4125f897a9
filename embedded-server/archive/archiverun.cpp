// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiverun.h"

#include "archive/archivefile.h"
#include "archive/archiveverification.h"
#include "storage/database.h"
#include "storage/migrator.h"
#include "storage/namedqueries.h"

#include <QDir>

namespace EvalTrack::Server {

namespace {

Timestamp startOfYear(int year)
{
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::January / 1);
}

/// The first year that is not archived yet: `Y` is over for that long when the start of the year
/// after it is.
int firstTooYoung(Timestamp now, int olderThanYears)
{
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
    return int(today.year()) - olderThanYears;
}

/// The lines and their digests, of one kind.
struct KindDigest
{
    explicit KindDigest(const ArchiveKind &kind)
        : rows(kind.fileName())
        , digests(kind.digestsName())
    {}

    void add(const QByteArray &line)
    {
        rows.addLine(line);
        digests.addLine(ArchiveDigest::ofLine(line));
    }

    ArchiveDigest rows;
    ArchiveDigest digests;
};

std::unexpected<Error> cannotReadDatabase(const SqlError &error)
{
    return failure(
        error.code,
        QStringLiteral("The database could not be read to the end (%1). Nothing that was "
                       "archived before is touched; run it again")
            .arg(error.detail));
}

std::unexpected<Error> doesNotReadBack(const QString &file, const QString &what)
{
    return failure(ErrorCode::StorageDamaged,
                   QStringLiteral("%1 does not read back as it was written (%2): do not trust this "
                                  "disk. The year was not archived")
                       .arg(file, what));
}

} // namespace

ArchiveRun::ArchiveRun(Database &database, Options options)
    : m_database(database)
    , m_options(std::move(options))
{}

Result<void> ArchiveRun::run(const std::function<void(const Outcome &)> &onYear)
{
    if (const auto current = Migrator(m_database).check(); !current) {
        return std::unexpected(current.error());
    }
    // Never committed: nothing in it is written.
    auto transaction = m_database.begin(Isolation::RepeatableRead);
    if (!transaction) {
        return cannotReadDatabase(transaction.error());
    }
    for (const auto step : {&ArchiveRun::takeSnapshot, &ArchiveRun::openFolder}) {
        if (const auto done = (this->*step)(); !done) {
            return done;
        }
    }
    const auto years = yearsToArchive();
    if (!years) {
        return std::unexpected(years.error());
    }
    for (const int year : *years) {
        const auto outcome = archive(year);
        if (!outcome) {
            return std::unexpected(outcome.error());
        }
        onYear(*outcome);
    }
    return {};
}

Result<void> ArchiveRun::takeSnapshot()
{
    // Read to the end, so the plan that begins soonest is not the best one; and a slow disk may
    // keep the transaction waiting.
    const auto set =
        m_database.runScript("set transaction read only; set local cursor_tuple_fraction = 1; "
                             "set local idle_in_transaction_session_timeout = 0");
    if (!set) {
        return cannotReadDatabase(set.error());
    }
    const auto rows = m_database.run("archive.asOf");
    if (!rows) {
        return cannotReadDatabase(rows.error());
    }
    m_asOf = rows->at(0).timestamp(0);
    m_server = rows->at(0).uuid(1);
    return {};
}

Result<void> ArchiveRun::openFolder()
{
    if (m_options.isDryRun) {
        auto folder = ArchiveFolder::look(m_options.folder, m_server);
        if (!folder) {
            return std::unexpected(folder.error());
        }
        if (*folder) {
            m_folder.emplace(**std::move(folder));
        }
        return {};
    }
    auto folder = ArchiveFolder::openForWriting(m_options.folder, m_server);
    if (!folder) {
        return std::unexpected(folder.error());
    }
    m_folder.emplace(*std::move(folder));
    return {};
}

Result<QList<int>> ArchiveRun::yearsToArchive()
{
    const auto rows = m_database.run(
        "archive.years", {startOfYear(firstTooYoung(m_asOf, m_options.olderThanYears))});
    if (!rows) {
        return cannotReadDatabase(rows.error());
    }
    QList<int> years;
    for (const Row row : *rows) {
        years.append(row.number(0));
    }
    return years;
}

Result<ArchiveRun::Outcome> ArchiveRun::archive(int year)
{
    const auto newest = m_folder ? m_folder->newestOf(year) : std::nullopt;
    Outcome outcome;
    outcome.year = newest.value_or(ArchivedYear{year, 1});
    if (newest) {
        const auto report = ArchiveVerification::verify(m_folder->path(), *newest);
        if (!report.isWhole()) {
            outcome.state = Outcome::State::Damaged;
            outcome.findings = report.findings;
            return outcome;
        }
        outcome.manifest = *report.manifest;
    }
    if (newest || m_options.isDryRun) {
        const auto described = describe(outcome.year);
        if (!described) {
            return std::unexpected(described.error());
        }
        if (newest && described->files == outcome.manifest.files) {
            outcome.state = Outcome::State::AlreadyThere;
            return outcome;
        }
        outcome.isCorrection = newest.has_value();
        outcome.manifest = *described;
    }
    if (outcome.isCorrection) {
        ++outcome.year.version;
    }
    if (m_options.isDryRun) {
        outcome.state = Outcome::State::Wanted;
        return outcome;
    }
    const auto written = write(outcome.year);
    if (!written) {
        // What is not whole takes room that may be what is missing.
        QDir(m_folder->pathOf(outcome.year.partName())).removeRecursively();
        return std::unexpected(written.error());
    }
    outcome.state = Outcome::State::Written;
    outcome.manifest = *written;
    return outcome;
}

ArchiveManifest ArchiveRun::headOf(const ArchivedYear &year) const
{
    ArchiveManifest manifest;
    manifest.year = year.year;
    manifest.version = year.version;
    manifest.program = m_options.program;
    manifest.schema = static_cast<int>(Migrator::compiledIn().size());
    manifest.server = m_server;
    manifest.asOf = m_asOf;
    return manifest;
}

Result<ArchiveManifest> ArchiveRun::describe(const ArchivedYear &year)
{
    ArchiveManifest manifest = headOf(year);
    for (const ArchiveKind &kind : ArchiveKinds) {
        KindDigest digest(kind);
        const auto read = eachLine(kind, year.year, [&digest](const QByteArray &line) {
            digest.add(line);
            return Result<void>();
        });
        if (!read) {
            return std::unexpected(read.error());
        }
        manifest.files.append(digest.rows.file());
        manifest.files.append(digest.digests.file());
    }
    auto totals = countedTotals(year.year);
    if (!totals) {
        return std::unexpected(totals.error());
    }
    manifest.totals = *std::move(totals);
    return manifest;
}

Result<ArchiveManifest> ArchiveRun::write(const ArchivedYear &year)
{
    const QString part = m_folder->pathOf(year.partName());
    if (!QDir().mkdir(part,
                      QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner)) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("%1 cannot be made: there is no room, or it may not be "
                                      "written to")
                           .arg(part));
    }
    ArchiveManifest manifest = headOf(year);
    for (const ArchiveKind &kind : ArchiveKinds) {
        const auto files = writeKind(kind, year.year, part);
        if (!files) {
            return std::unexpected(files.error());
        }
        manifest.files += *files;
    }
    auto totals = countedTotals(year.year);
    if (!totals) {
        return std::unexpected(totals.error());
    }
    manifest.totals = *std::move(totals);
    if (m_options.beforeReadBack) {
        m_options.beforeReadBack(part);
    }
    if (const auto isSame = readBack(manifest, part); !isSame) {
        return std::unexpected(isSame.error());
    }
    // The manifest is last, and the folder has its name after it: what has the name is whole.
    for (const auto &done :
         {ArchiveFileWriter::writeWhole(part + u'/' + QLatin1String(ArchiveManifest::FileName),
                                        manifest.toJson()),
          ArchiveFileWriter::settleFolder(part)}) {
        if (!done) {
            return std::unexpected(done.error());
        }
    }
    if (!QDir().rename(part, m_folder->pathOf(year.name()))) {
        return failure(ErrorCode::Storage,
                       QStringLiteral("%1 cannot get its name, %2").arg(part, year.name()));
    }
    if (const auto settled = ArchiveFileWriter::settleFolder(m_folder->path()); !settled) {
        return std::unexpected(settled.error());
    }
    return manifest;
}

Result<QList<ArchivedFile>> ArchiveRun::writeKind(const ArchiveKind &kind, int year,
                                                  const QString &folder)
{
    ArchiveFileWriter rows;
    ArchiveFileWriter digests;
    for (const auto &opened :
         {rows.open(folder, kind.fileName()), digests.open(folder, kind.digestsName())}) {
        if (!opened) {
            return std::unexpected(opened.error());
        }
    }
    const auto read = eachLine(kind, year, [&](const QByteArray &line) {
        auto added = rows.addLine(line);
        return added ? digests.addLine(ArchiveDigest::ofLine(line)) : added;
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    QList<ArchivedFile> files;
    for (const auto &finished : {rows.finish(), digests.finish()}) {
        if (!finished) {
            return std::unexpected(finished.error());
        }
        files.append(*finished);
    }
    return files;
}

Result<void> ArchiveRun::readBack(const ArchiveManifest &manifest, const QString &folder)
{
    ArchiveTotals totals;
    for (const ArchiveKind &kind : ArchiveKinds) {
        if (const auto isSame = readBackKind(kind, manifest, folder, totals); !isSame) {
            return isSame;
        }
    }
    if (totals != manifest.totals) {
        return doesNotReadBack(folder, QStringLiteral("its rows do not add up to what the database "
                                                      "counts"));
    }
    return {};
}

Result<void> ArchiveRun::readBackKind(const ArchiveKind &kind, const ArchiveManifest &manifest,
                                      const QString &folder, ArchiveTotals &totals)
{
    ArchiveFileReader rows;
    ArchiveFileReader digests;
    for (const auto &opened :
         {rows.open(folder, kind.fileName()), digests.open(folder, kind.digestsName())}) {
        if (!opened) {
            return opened;
        }
    }
    const QString path = folder + u'/' + kind.fileName();
    qint64 number = 0;
    const auto compared =
        eachLine(kind, manifest.year, [&](const QByteArray &line) -> Result<void> {
            ++number;
            const auto row = rows.next();
            const auto digest = digests.next();
            if (!row || *row != line || !digest || *digest != ArchiveDigest::ofLine(line) ||
                !totals.addLine(kind, *row)) {
                return doesNotReadBack(path, QStringLiteral("line %1").arg(number));
            }
            return {};
        });
    if (!compared) {
        return compared;
    }
    if (rows.next() || digests.next()) {
        return doesNotReadBack(path, QStringLiteral("more than %1 lines").arg(number));
    }
    for (const ArchivedFile &file : {rows.file(), digests.file()}) {
        if (!manifest.files.contains(file)) {
            return doesNotReadBack(path, QStringLiteral("another hash"));
        }
    }
    return {};
}

Result<ArchiveTotals> ArchiveRun::countedTotals(int year)
{
    const auto rows = m_database.run("archive.totals", {startOfYear(year), startOfYear(year + 1)});
    if (!rows) {
        return cannotReadDatabase(rows.error());
    }
    ArchiveTotals totals;
    for (const Row row : *rows) {
        totals.add(row.text(0), row.text(1), row.integer(2));
    }
    return totals;
}

Result<void> ArchiveRun::eachLine(const ArchiveKind &kind, int year, const TakeLine &take)
{
    const QByteArray *query = NamedQueries::compiledIn().find(kind.query);
    if (query == nullptr) {
        return failure(ErrorCode::Internal,
                       QStringLiteral("there is no query %1").arg(QLatin1String(kind.query)));
    }
    const auto declared = m_database.runText("declare archived no scroll cursor for " + *query,
                                             {startOfYear(year), startOfYear(year + 1)});
    if (!declared) {
        return cannotReadDatabase(declared.error());
    }
    for (bool hasMore = true; hasMore;) {
        const auto rows = m_database.runText("fetch 2000 from archived");
        if (!rows) {
            return cannotReadDatabase(rows.error());
        }
        hasMore = !rows->isEmpty();
        for (const Row row : *rows) {
            if (auto taken = take(row.utf8(0).toByteArray()); !taken) {
                return taken;
            }
        }
    }
    if (const auto closed = m_database.runText("close archived"); !closed) {
        return cannotReadDatabase(closed.error());
    }
    return {};
}

} // namespace EvalTrack::Server
