// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/capture.h"
#include "domain/device.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "domain/importfields.h"
#include "domain/legacymove.h"
#include "domain/permission.h"
#include "domain/persondocument.h"
#include "domain/review.h"

#include <QByteArrayView>
#include <QStringView>

#include <optional>

namespace EvalTrack::Wire {

// The contract's spelling of each enum value, and back. An unknown name is nullopt.
[[nodiscard]] QByteArrayView name(Role role);
[[nodiscard]] QByteArrayView name(EventStatus status);
[[nodiscard]] QByteArrayView name(Registration registration);
[[nodiscard]] QByteArrayView name(AttendanceStatus status);
[[nodiscard]] QByteArrayView name(EvaluationStatus status);
[[nodiscard]] QByteArrayView name(CaptureMethod method);
[[nodiscard]] QByteArrayView name(DeviceState state);
[[nodiscard]] QByteArrayView name(CaptureOutcome outcome);
[[nodiscard]] QByteArrayView name(CaptureFlag flag);
[[nodiscard]] QByteArrayView name(ReviewState state);
[[nodiscard]] QByteArrayView name(ReviewDecision decision);
[[nodiscard]] QByteArrayView name(AttendanceRule rule);
[[nodiscard]] QByteArrayView name(ImportKind kind);
[[nodiscard]] QByteArrayView name(DocumentKind kind);
[[nodiscard]] QByteArrayView name(LegacyRunKind kind);
[[nodiscard]] QByteArrayView name(LegacyRunState state);

/// Specialised for each enum above.
template <typename Enum>
[[nodiscard]] std::optional<Enum> fromName(QStringView text);

template <>
std::optional<Role> fromName<Role>(QStringView text);
template <>
std::optional<EventStatus> fromName<EventStatus>(QStringView text);
template <>
std::optional<Registration> fromName<Registration>(QStringView text);
template <>
std::optional<AttendanceStatus> fromName<AttendanceStatus>(QStringView text);
template <>
std::optional<EvaluationStatus> fromName<EvaluationStatus>(QStringView text);
template <>
std::optional<CaptureMethod> fromName<CaptureMethod>(QStringView text);
template <>
std::optional<DeviceState> fromName<DeviceState>(QStringView text);
template <>
std::optional<CaptureOutcome> fromName<CaptureOutcome>(QStringView text);
template <>
std::optional<CaptureFlag> fromName<CaptureFlag>(QStringView text);
template <>
std::optional<ReviewState> fromName<ReviewState>(QStringView text);
template <>
std::optional<ReviewDecision> fromName<ReviewDecision>(QStringView text);
template <>
std::optional<AttendanceRule> fromName<AttendanceRule>(QStringView text);
template <>
std::optional<ImportKind> fromName<ImportKind>(QStringView text);
template <>
std::optional<DocumentKind> fromName<DocumentKind>(QStringView text);
template <>
std::optional<LegacyRunState> fromName<LegacyRunState>(QStringView text);
template <>
std::optional<LegacyRunKind> fromName<LegacyRunKind>(QStringView text);

/// All names of an enum in declaration order, for messages such as "role must be one of …" and for
/// the OpenAPI document.
template <typename Enum>
[[nodiscard]] QList<QByteArrayView> allNames();

template <>
QList<QByteArrayView> allNames<Role>();
template <>
QList<QByteArrayView> allNames<EventStatus>();
template <>
QList<QByteArrayView> allNames<Registration>();
template <>
QList<QByteArrayView> allNames<AttendanceStatus>();
template <>
QList<QByteArrayView> allNames<EvaluationStatus>();
template <>
QList<QByteArrayView> allNames<CaptureMethod>();
template <>
QList<QByteArrayView> allNames<DeviceState>();
template <>
QList<QByteArrayView> allNames<CaptureOutcome>();
template <>
QList<QByteArrayView> allNames<CaptureFlag>();
template <>
QList<QByteArrayView> allNames<ReviewState>();
template <>
QList<QByteArrayView> allNames<ReviewDecision>();
template <>
QList<QByteArrayView> allNames<AttendanceRule>();
template <>
QList<QByteArrayView> allNames<ImportKind>();
template <>
QList<QByteArrayView> allNames<DocumentKind>();
template <>
QList<QByteArrayView> allNames<LegacyRunState>();
template <>
QList<QByteArrayView> allNames<LegacyRunKind>();

/// The roles that people have (PersonRoles): what may be asked for, where the others are only told.
[[nodiscard]] QList<QByteArrayView> personRoleNames();

} // namespace EvalTrack::Wire
