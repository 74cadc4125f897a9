// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "postgres/clusteraccess.h"
#include "postgres/postgresbinaries.h"
#include "postgres/runuser.h"

namespace EvalTrack::Server {

/// What it takes to run PostgreSQL's own pg_dump and pg_restore on a private cluster: where it is,
/// the programs of its version, and the account that they run under. A value.
struct ClusterTools
{
    ClusterAccess access;
    PostgresBinaries binaries;
    RunUser user;

    /// Of a cluster's folder, whoever started it. NotFound when it has no database; Unavailable
    /// when the programs are not installed, with what to install.
    [[nodiscard]] static Result<ClusterTools> of(const QString &clusterFolder);

    /// Runs one of the programs on a database as its owner. The password is in a file that only the
    /// account can read and that is gone afterwards: neither in the arguments nor in a log.
    [[nodiscard]] Result<RunUser::Outcome> run(const QString &program, const QString &database,
                                               const QStringList &arguments,
                                               RunUser::Streams streams) const;
};

} // namespace EvalTrack::Server
