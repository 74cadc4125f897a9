// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Refusals of the REST contract that a client tells apart by their words: the status alone stands
/// for several of them.
namespace EvalTrack::Wire::Message {

inline constexpr QStringView AlreadyConfirmed(u"La asistencia ya fue confirmada");
/// "Asistencia con ID 7 no encontrada"
inline constexpr QStringView AttendanceNotFoundStart(u"Asistencia con ID ");

} // namespace EvalTrack::Wire::Message
