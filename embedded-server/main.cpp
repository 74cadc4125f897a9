// SPDX-License-Identifier: GPL-3.0-or-later
#include "servercommands.h"

#include <QCoreApplication>

#include <cstdio>
#include <exception>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

/// A list of some hundred rows is a few hundred kilobytes, made and freed with every request. Left
/// alone, glibc gives them back to the system each time, and a quarter of the request goes into
/// getting fresh pages.
void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 16 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 32 * 1024 * 1024);
#endif
}

} // namespace

int main(int argc, char **argv)
{
    keepFreedMemory();
    // GLib's event loop wakes itself up whenever a socket begins or ends to wait for being
    // writable: twice a request. Qt's own does not, and nothing here needs GLib's.
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication::setApplicationName(QStringLiteral("EvalTrack"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EVALTRACK_VERSION));
    const QCoreApplication application(argc, argv);
    try {
        return EvalTrack::Server::ServerCommands(QCoreApplication::arguments()).run();
    } catch (const std::exception &thrown) {
        std::fprintf(stderr, "evaltrack-server: %s\n", thrown.what());
        return 1;
    }
}
