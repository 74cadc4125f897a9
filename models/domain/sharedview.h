// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"
#include "domain/permission.h"
#include "domain/user.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace EvalTrack {

/// A way to look at a list that somebody shares with everybody of some roles: filters, sorting,
/// columns. It shows nobody more than they may see; it only says how.
struct SharedView
{
    SharedViewId id;
    QString list; ///< Which list, by the name that the screens know it by: "people".
    QString name; ///< There is one of a name for each list, whatever its case.
    QList<Role> roles;
    QJsonObject state;                   ///< The server keeps it as it is.
    std::optional<NamedPerson> sharedBy; ///< Absent when that person is gone.
    SharedViewUuid uuid;
    qint64 revision = 0; ///< 0: not shared yet.

    bool operator==(const SharedView &) const = default;
};

/// What the server takes.
namespace SharedViewLimits {
constexpr int ListMax = 60;
constexpr int NameMax = 80;
constexpr int StateMax = 32 * 1024; ///< Bytes of its JSON.
constexpr int PerList = 50;
} // namespace SharedViewLimits

} // namespace EvalTrack
