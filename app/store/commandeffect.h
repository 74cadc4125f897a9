// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/command.h"
#include "ports/session.h"

#include <optional>

namespace EvalTrack {

/// A command that the server has not shown in its change feed yet: what screens see is the server's
/// record with these laid over it, in order.
struct PendingCommand
{
    CommandUuid uuid;
    Command command;
    Timestamp createdAt;
};

/// Which record a command is about.
enum class CommandSubject { Person, Event, Attendance, Evaluation, Department };

[[nodiscard]] CommandSubject subjectOf(const Command &command);
[[nodiscard]] QUuid subjectUuidOf(const Command &command);

/// Whether the command makes the record it is about.
[[nodiscard]] bool isCreation(const Command &command);

// What the server will make of a record when it carries out the command, as far as this computer
// can know. nullopt in: the record does not exist (yet); nullopt out: it is gone. Pure functions.
void layOver(std::optional<Employee> &employee, const PendingCommand &pending);
void layOver(std::optional<Event> &event, const PendingCommand &pending);
void layOver(std::optional<Department> &department, const PendingCommand &pending);
void layOver(std::optional<Attendance> &attendance, const PendingCommand &pending,
             const SignedInPerson &me);
/// `event` is the evaluation's event, as far as it is known: when all its questions are answered,
/// the evaluation is submitted.
void layOver(std::optional<Evaluation> &evaluation, const PendingCommand &pending,
             const SignedInPerson &me, const std::optional<Event> &event);

} // namespace EvalTrack
