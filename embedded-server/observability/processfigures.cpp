// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/processfigures.h"

#include <QByteArray>
#include <QFile>
#include <QList>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <dirent.h>
#endif

namespace EvalTrack::Server {

namespace {

#ifdef Q_OS_LINUX

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The fields of /proc/self/stat from the third on: the second is the program's name in
/// parentheses, which may hold anything.
QList<QByteArray> statFields()
{
    const QByteArray stat = contentOf(QStringLiteral("/proc/self/stat"));
    const qsizetype end = stat.lastIndexOf(')');
    return end < 0 ? QList<QByteArray>() : stat.sliced(end + 1).trimmed().split(' ');
}

std::optional<double> bootTime()
{
    for (const QByteArray &line : contentOf(QStringLiteral("/proc/stat")).split('\n')) {
        if (line.startsWith("btime ")) {
            return line.sliced(6).trimmed().toDouble();
        }
    }
    return std::nullopt;
}

std::optional<double> openFiles()
{
    DIR *const folder = opendir("/proc/self/fd");
    if (folder == nullptr) {
        return std::nullopt;
    }
    int count = 0;
    while (const dirent *entry = readdir(folder)) {
        count += entry->d_name[0] != '.' ? 1 : 0;
    }
    closedir(folder);
    return count - 1; // without the one that counts
}

void readProc(ProcessFigures &figures)
{
    // proc(5), counted from the third field: 22 starttime, 24 rss.
    constexpr qsizetype StartTime = 22 - 3;
    constexpr qsizetype ResidentPages = 24 - 3;
    const QList<QByteArray> fields = statFields();
    if (fields.size() > ResidentPages) {
        figures.residentBytes =
            fields.at(ResidentPages).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
        if (const auto boot = bootTime()) {
            figures.startedAt =
                *boot + fields.at(StartTime).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
        }
    }
    figures.openFiles = openFiles();
}

#endif

#ifdef Q_OS_UNIX
double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}
#endif

} // namespace

ProcessFigures ProcessFigures::read()
{
    ProcessFigures figures;
#ifdef Q_OS_UNIX
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        figures.cpuSeconds = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
    }
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        figures.maxFiles = static_cast<double>(limit.rlim_cur);
    }
#endif
#ifdef Q_OS_LINUX
    readProc(figures);
#endif
    return figures;
}

} // namespace EvalTrack::Server
