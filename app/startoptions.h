// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/permission.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace EvalTrack {

/// What `evaltrack` was told on its command line.
struct StartOptions
{
    /// --data, EVALTRACK_DATA, or the user's data folder; empty for a tour, which makes its own.
    QString dataFolder;
    bool withDemo = false;
    std::optional<QUrl> server;
    QUrl link;            ///< evaltrack://…, to be opened; empty: none.
    bool isKiosk = false; ///< Where nothing is chosen yet, asks to be a capture station.
    std::optional<QString> tourFolder;
    Role tourRole = Role::Admin;
    std::optional<QString> language; ///< "es", "en", on a tour "pseudo"; absent: the system's.
    std::optional<QString> theme;    ///< "light", "dark" or "contrast"; absent: the setting.
    std::optional<double> scale; ///< 1 to 3: how large everything is drawn; absent: the system's.
    bool onlyVersion = false;
    bool onlyHelp = false;

    /// Validation with the name of the option that is wrong.
    [[nodiscard]] static Result<StartOptions> parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
};

} // namespace EvalTrack
