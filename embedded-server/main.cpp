// SPDX-License-Identifier: GPL-3.0-or-later
#include "servercommands.h"

#include <QCoreApplication>

#include <cstdio>
#include <exception>

int main(int argc, char **argv)
{
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
