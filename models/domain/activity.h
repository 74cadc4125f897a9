// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/user.h"

#include <QString>
#include <QStringList>
#include <QUuid>

#include <optional>

namespace EvalTrack {

/// Something that somebody did, as the server's audit log has it. It names records, never what is
/// written in them; nothing of it is kept on a client.
struct ActivityEntry
{
    qint64 id = 0; ///< Grows with time.
    Timestamp at;
    std::optional<NamedPerson> actor;  ///< Absent: the server itself.
    QString action;                    ///< Protocol word: "event.update".
    QString entity;                    ///< Protocol word: "event".
    std::optional<qint64> entityId;    ///< May be of a record that is gone by now.
    QUuid entityUuid;                  ///< Null where it has none.
    QString title;                     ///< Of the event or station that it was done on or for.
    std::optional<NamedPerson> person; ///< Whom the record is about.
    std::optional<int> captures;       ///< How many came at once.
    QStringList fields;                ///< Of a change to a person, by their names on the wire.

    bool operator==(const ActivityEntry &) const = default;
};

/// Which of it.
struct ActivityFilter
{
    std::optional<Timestamp> since;
    std::optional<Timestamp> until; ///< Not included.

    bool operator==(const ActivityFilter &) const = default;
};

} // namespace EvalTrack
