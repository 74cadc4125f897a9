// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/legacytrayservice.h"

namespace EvalTrack::Server {

Result<LegacyTrayEntry> LegacyTrayService::decide(UnitOfWork &unit, LegacyTrayId id,
                                                  const Decision &decision) const
{
    const auto done =
        m_tray.decide(id, decision.isDecided, unit.now(), unit.caller().id, decision.note);
    if (!done) {
        return std::unexpected(done.error());
    }
    const auto entry = m_tray.byId(id);
    if (!entry) {
        return std::unexpected(entry.error());
    }
    if (!*entry) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("Fila con ID %1 no encontrada").arg(id.value()));
    }
    unit.audit(decision.isDecided ? "legacy.decide" : "legacy.reopen", "legacy", id.value(), {});
    return **entry;
}

} // namespace EvalTrack::Server
