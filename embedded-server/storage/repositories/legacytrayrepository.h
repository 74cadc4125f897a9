// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/user.h"
#include "storage/repositories/repository.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace EvalTrack::Server {

using LegacyTrayId = IntegerId<struct LegacyTrayTag>;

/// A row of v1 that could not be placed, and what somebody decided about it.
struct LegacyTrayEntry
{
    LegacyTrayId id;
    QByteArray source;  ///< "attendance"
    qint64 row = 0;     ///< Its id in v1.
    QByteArray reason;  ///< A rule of legacy/README.md.
    QByteArray content; ///< The row, as a JSON object.
    Timestamp notedAt;
    std::optional<Timestamp> decidedAt;
    std::optional<NamedPerson> decidedBy;
    std::optional<QString> note;
};

/// legacy_tray, as people see it who decide.
class LegacyTrayRepository : private Repository
{
public:
    using Repository::Repository;

    /// The oldest first.
    [[nodiscard]] Result<QList<LegacyTrayEntry>>
    page(bool isDecided, const std::optional<Position> &after, int limit) const;
    [[nodiscard]] Result<qint64> count(bool isDecided) const;
    [[nodiscard]] Result<std::optional<LegacyTrayEntry>> byId(LegacyTrayId id) const;
    [[nodiscard]] Result<void> decide(LegacyTrayId id, bool isDecided, Timestamp at, UserId by,
                                      const std::optional<QString> &note) const;
};

} // namespace EvalTrack::Server
