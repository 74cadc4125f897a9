// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/postgresbinaries.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

QString withSuffix(const QString &program)
{
#ifdef Q_OS_WIN
    return program + QStringLiteral(".exe");
#else
    return program;
#endif
}

QString outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(10'000)) {
        process.kill();
        process.waitForFinished(1'000);
        return {};
    }
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

QStringList subfolders(const QString &parent, const QString &pattern, const QString &below)
{
    QStringList folders;
    const QDir folder(parent);
    for (const QString &name : folder.entryList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        folders << folder.filePath(name) + below;
    }
    return folders;
}

} // namespace

QString PostgresBinaries::program(const QString &name) const
{
    return folder + u'/' + withSuffix(name);
}

QList<PostgresBinaries> PostgresBinaries::installed()
{
    QStringList folders;
    const QString beside = QCoreApplication::applicationDirPath();
    folders << beside + QStringLiteral("/pgsql/bin")
            << beside + QStringLiteral("/../lib/evaltrack/pgsql/bin");
#ifdef Q_OS_WIN
    folders << subfolders(QStringLiteral("C:/Program Files/PostgreSQL"), QStringLiteral("*"),
                          QStringLiteral("/bin"));
#else
    folders << subfolders(QStringLiteral("/usr/lib/postgresql"), QStringLiteral("*"),
                          QStringLiteral("/bin"))
            << subfolders(QStringLiteral("/usr"), QStringLiteral("pgsql-*"), QStringLiteral("/bin"))
            << subfolders(QStringLiteral("/opt/homebrew/opt"), QStringLiteral("postgresql*"),
                          QStringLiteral("/bin"))
            << subfolders(QStringLiteral("/usr/local/opt"), QStringLiteral("postgresql*"),
                          QStringLiteral("/bin"));
#endif
    if (const QString postgres = QStandardPaths::findExecutable(QStringLiteral("postgres"));
        !postgres.isEmpty()) {
        folders << QFileInfo(QFileInfo(postgres).canonicalFilePath()).path();
    }
    QList<PostgresBinaries> found = among(folders);
    if (found.isEmpty()) {
        if (const QString config = QStandardPaths::findExecutable(QStringLiteral("pg_config"));
            !config.isEmpty()) {
            found = among({outputOf(config, {QStringLiteral("--bindir")})});
        }
    }
    return found;
}

QList<PostgresBinaries> PostgresBinaries::among(const QStringList &folders)
{
    static const QRegularExpression version(QStringLiteral("PostgreSQL\\) (\\d+)"));
    QList<PostgresBinaries> found;
    QStringList seen;
    for (const QString &folder : folders) {
        const QString canonical = QFileInfo(folder).canonicalFilePath();
        if (canonical.isEmpty() || seen.contains(canonical)) {
            continue;
        }
        seen << canonical;
        PostgresBinaries binaries{canonical, 0};
        const bool isComplete =
            std::ranges::all_of(QStringList{QStringLiteral("postgres"), QStringLiteral("initdb"),
                                            QStringLiteral("pg_ctl")},
                                [&binaries](const QString &name) {
                                    return QFileInfo(binaries.program(name)).isExecutable();
                                });
        if (!isComplete) {
            continue;
        }
        const auto match = version.match(
            outputOf(binaries.program(QStringLiteral("postgres")), {QStringLiteral("--version")}));
        if (match.hasMatch()) {
            binaries.major = match.captured(1).toInt();
            found.append(binaries);
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &PostgresBinaries::major);
    return found;
}

Result<PostgresBinaries> PostgresBinaries::choose(const QList<PostgresBinaries> &found,
                                                  int wantedMajor)
{
    QStringList versions;
    for (const PostgresBinaries &binaries : found) {
        if (wantedMajor == 0 ? binaries.major >= OldestMajor : binaries.major == wantedMajor) {
            return binaries;
        }
        versions << QString::number(binaries.major);
    }
    const QString have = versions.isEmpty()
                             ? QStringLiteral("no PostgreSQL server programs were found")
                             : QString(QStringLiteral("found only PostgreSQL ") +
                                       versions.join(QStringLiteral(", ")));
    if (wantedMajor != 0) {
        return failure(ErrorCode::Unavailable,
                       QStringLiteral("The data was made by PostgreSQL %1 and %2. Install "
                                      "PostgreSQL %1, or set DATABASE_URL.")
                           .arg(QString::number(wantedMajor), have));
    }
    return failure(ErrorCode::Unavailable,
                   QStringLiteral("EvalTrack needs PostgreSQL %1 or newer and %2. Install it "
                                  "(Debian: apt-get install postgresql; "
                                  "macOS: brew install postgresql@17), or set DATABASE_URL.")
                       .arg(QString::number(OldestMajor), have));
}

} // namespace EvalTrack::Server
