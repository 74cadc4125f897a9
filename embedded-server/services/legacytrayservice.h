// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/unitofwork.h"
#include "storage/repositories/legacytrayrepository.h"

namespace EvalTrack::Server {

/// What waits of a move from v1. A decision places nothing: it says that a person looked at the row
/// and entered it by hand, or lets it be. It holds until the row says something else.
class LegacyTrayService
{
public:
    explicit LegacyTrayService(Database &database)
        : m_tray(database)
    {}

    [[nodiscard]] Result<QList<LegacyTrayEntry>>
    page(bool isDecided, const std::optional<Position> &after, int limit) const
    {
        return m_tray.page(isDecided, after, limit);
    }
    [[nodiscard]] Result<qint64> count(bool isDecided) const { return m_tray.count(isDecided); }

    struct Decision
    {
        bool isDecided = true;
        std::optional<QString> note;
    };
    [[nodiscard]] Result<LegacyTrayEntry> decide(UnitOfWork &unit, LegacyTrayId id,
                                                 const Decision &decision) const;

private:
    LegacyTrayRepository m_tray;
};

} // namespace EvalTrack::Server
