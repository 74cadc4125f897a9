// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacysetup.h"
#include "serverconfiguration.h"
#include "serverprocess.h"

#include <QHash>
#include <QStringList>

namespace EvalTrack::Server {

/// The command line of evaltrack-server: reads flags and environment, runs one command, and says
/// what went wrong in one line. Flags win over the environment. Exit codes: 0 done, 1 it failed, 2
/// wrongly called or configured.
class ServerCommands
{
public:
    explicit ServerCommands(const QStringList &arguments);

    [[nodiscard]] int run();

private:
    [[nodiscard]] int serve();
    [[nodiscard]] int migrate();
    [[nodiscard]] int schema();
    [[nodiscard]] int demo();
    [[nodiscard]] int openApi();
    [[nodiscard]] int databaseUrl();
    [[nodiscard]] int verifyLedger();
    [[nodiscard]] int backUp();
    [[nodiscard]] int restore();
    [[nodiscard]] int importV1();
    [[nodiscard]] int verifyV1();
    [[nodiscard]] int exportV1();
    [[nodiscard]] int archive();
    [[nodiscard]] int verifyArchive();
    struct LegacyBench;
    /// Flags win over the environment.
    [[nodiscard]] LegacySetup::Lookup legacyLookup() const;
    [[nodiscard]] Result<LegacyBench> legacyBench(const QString &purpose) const;
    [[nodiscard]] bool readFlags();
    [[nodiscard]] Result<ServerConfiguration> configuration() const;
    [[nodiscard]] DemoOptions demoOptions() const;
    void announce(ServerProcess &server) const;

    QStringList m_arguments;
    QString m_command;
    QString m_operand;               ///< The file of restore, the folder of verify-archive.
    QHash<QString, QString> m_flags; ///< By variable or flag name.
};

} // namespace EvalTrack::Server
