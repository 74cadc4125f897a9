// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/capture.h"
#include "domain/command.h"
#include "domain/dashboard.h"
#include "domain/department.h"
#include "domain/outboxitem.h"

#include <QByteArray>

/// How values are written inside a sealed row: a compact binary form with a version byte, some ten
/// times faster to read than JSON. It never leaves this computer. Pure functions.
namespace EvalTrack::StoreCodec {

/// What became of something in the outbox.
struct Outcome
{
    std::optional<Error> reason;
    QList<FieldConflict> conflicts;
    QByteArray theirs; ///< The server's representation at a conflict, as JSON.
};

[[nodiscard]] QByteArray encode(const Department &department);
[[nodiscard]] QByteArray encode(const Employee &employee);
[[nodiscard]] QByteArray encode(const Event &event);
[[nodiscard]] QByteArray encode(const Attendance &attendance);
[[nodiscard]] QByteArray encode(const Evaluation &evaluation);
[[nodiscard]] QByteArray encode(const Command &command);
[[nodiscard]] QByteArray encode(const Capture &capture);
[[nodiscard]] QByteArray encode(const Outcome &outcome);
[[nodiscard]] QByteArray encode(const Dashboard &dashboard);

/// For each of the types above; Storage when the bytes are damaged.
template <typename T>
[[nodiscard]] Result<T> decode(const QByteArray &bytes);

template <>
Result<Department> decode<Department>(const QByteArray &bytes);
template <>
Result<Employee> decode<Employee>(const QByteArray &bytes);
template <>
Result<Event> decode<Event>(const QByteArray &bytes);
template <>
Result<Attendance> decode<Attendance>(const QByteArray &bytes);
template <>
Result<Evaluation> decode<Evaluation>(const QByteArray &bytes);
template <>
Result<Command> decode<Command>(const QByteArray &bytes);
template <>
Result<Capture> decode<Capture>(const QByteArray &bytes);
template <>
Result<Outcome> decode<Outcome>(const QByteArray &bytes);
template <>
Result<Dashboard> decode<Dashboard>(const QByteArray &bytes);

} // namespace EvalTrack::StoreCodec
