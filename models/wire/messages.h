// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Refusals of the REST contract that a client tells apart by their words: the status alone stands
/// for several of them.
namespace EvalTrack::Wire::Message {

inline constexpr QStringView AlreadyConfirmed(u"La asistencia ya fue confirmada");
/// "Asistencia con ID 7 no encontrada"
inline constexpr QStringView AttendanceNotFoundStart(u"Asistencia con ID ");
/// "Departamento con ID 7 no encontrado"
inline constexpr QStringView DepartmentNotFoundStart(u"Departamento con ID ");

// Why a check-in was refused, with 409.
inline constexpr QStringView
    CheckInExpired(u"The code has expired; read the one that is shown now");
inline constexpr QStringView CheckInTooEarly(u"Check-in is not open yet");
inline constexpr QStringView CheckInOver(u"The event is over");
inline constexpr QStringView CheckInInactive(u"The event is not active");

} // namespace EvalTrack::Wire::Message
