// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"
#include "domain/attendance.h"
#include "domain/evaluation.h"
#include "domain/outboxitem.h"
#include "domain/permission.h"
#include "items/eventtablemodel.h"
#include "ports/syncstatus.h"

#include <QCoreApplication>

namespace EvalTrack {

/// The words and colours that every screen uses for the states of the domain. Pure; asked again
/// when the language changes.
class Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)
public:
    [[nodiscard]] static QString role(Role role);
    [[nodiscard]] static QString attendance(AttendanceStatus status);
    [[nodiscard]] static QString evaluation(EvaluationStatus status);
    [[nodiscard]] static QString phase(EventPhase phase);
    [[nodiscard]] static QString registration(Registration registration);
    [[nodiscard]] static QString command(const OutboxItem &item);
    [[nodiscard]] static QString outbox(OutboxState state);
    /// Why the server wants somebody to look at a capture; `reason` is the receipt's.
    [[nodiscard]] static QString review(const QString &reason);
    /// A field of the wire, as forms label it.
    [[nodiscard]] static QString field(const QString &wireName);

    [[nodiscard]] static Tone tone(AttendanceStatus status);
    [[nodiscard]] static Tone tone(EvaluationStatus status);
    [[nodiscard]] static Tone tone(EventPhase phase);
    [[nodiscard]] static Tone tone(OutboxState state);

    /// What is said when a command was recorded: whether the server has it or will get it.
    [[nodiscard]] static QString saved(const SyncStatus &sync);
};

} // namespace EvalTrack
