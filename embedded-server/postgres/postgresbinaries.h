// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace EvalTrack::Server {

/// One installation of PostgreSQL's programs (postgres, initdb, pg_ctl) and its major version.
struct PostgresBinaries
{
    QString folder;
    int major = 0;

    static constexpr int OldestMajor = 15;

    [[nodiscard]] QString program(const QString &name) const;

    /// Every complete installation this computer has, newest first: beside our program, where
    /// pg_config points, the distributions' and Homebrew's folders, the Windows installer's, PATH.
    [[nodiscard]] static QList<PostgresBinaries> installed();
    /// The complete ones among `folders`, newest first; each is asked for its version.
    [[nodiscard]] static QList<PostgresBinaries> among(const QStringList &folders);
    /// The one to use: of `wantedMajor` when a cluster exists already (0: the newest from
    /// OldestMajor on). The error says what was found and what to install.
    [[nodiscard]] static Result<PostgresBinaries> choose(const QList<PostgresBinaries> &found,
                                                         int wantedMajor);

    bool operator==(const PostgresBinaries &) const = default;
};

} // namespace EvalTrack::Server
