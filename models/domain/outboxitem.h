// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "domain/command.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace EvalTrack {

/// Where a command or capture stands on its way to the server.
enum class OutboxState {
    Queued,       ///< Waits for the network or its turn.
    Sent,         ///< On its way; the answer is not there yet.
    Acknowledged, ///< The server has it; kept until the change feed shows it.
    Rejected,     ///< The server refused it (4xx); waits for a decision in the tray.
    Conflict,     ///< Somebody else changed the same fields; waits for a decision.
    Review,       ///< A capture the server keeps but HR has to look at.
    Discarded,    ///< Given up by a person, who said why; kept here, and can be put back.
};

/// One field in which my change and the server's differ. Texts are raw values in wire form.
struct FieldConflict
{
    QString field;
    QString base;
    QString mine;
    QString theirs;

    bool operator==(const FieldConflict &) const = default;
};

/// A line of the tray: something this person recorded that the server has not taken, or not without
/// a question.
struct OutboxItem
{
    QUuid uuid;                         ///< Of the command or the capture.
    std::optional<CommandKind> command; ///< Absent for a capture.
    QString subject;                    ///< Event title, person's name or code that it is about.
    OutboxState state = OutboxState::Queued;
    Timestamp createdAt;
    int attempts = 0;
    std::optional<Error> reason; ///< Of Rejected, Review, or of the last failed attempt.
    QList<FieldConflict> conflicts;
    /// The person, event, attendance or evaluation that it is about, to open its form; null when
    /// unknown.
    QUuid entity = {};

    bool operator==(const OutboxItem &) const = default;
};

} // namespace EvalTrack
