// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"
#include "domain/attendance.h"
#include "domain/evaluation.h"
#include "domain/outboxitem.h"
#include "domain/permission.h"
#include "domain/review.h"
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
    /// Instead of the title of one that this person may not see any more.
    [[nodiscard]] static QString inactiveEvent();
    [[nodiscard]] static QString registration(Registration registration);
    [[nodiscard]] static QString command(const OutboxItem &item);
    /// Why the server refused it, as far as what was asked for tells more than the error; empty
    /// without a reason.
    [[nodiscard]] static QString refusal(const OutboxItem &item);
    [[nodiscard]] static QString outbox(OutboxState state);
    /// Why the server wants somebody to look at a capture; `reason` is the receipt's.
    [[nodiscard]] static QString review(const QString &reason);
    [[nodiscard]] static QString review(ReviewState state);
    /// What somebody should look at in a capture, as a sentence.
    [[nodiscard]] static QString flag(CaptureFlag flag);
    [[nodiscard]] static QString method(CaptureMethod method);
    /// What became of a capture, in a word or two.
    [[nodiscard]] static QString outcome(const CaptureRecord &record);
    /// Why an attendance is as it is, as a sentence.
    [[nodiscard]] static QString rule(AttendanceRule rule);
    /// A step of an attendance's history; `action` is the audit log's.
    /// An action of the audit log by itself: "Confirmed an attendance". Unknown ones are told by
    /// their protocol word.
    [[nodiscard]] static QString deed(const QString &action);
    [[nodiscard]] static QString step(const QString &action);
    /// A field of the wire, as forms label it.
    [[nodiscard]] static QString field(const QString &wireName);
    /// Several of them, each word once.
    [[nodiscard]] static QString fields(const QStringList &wireNames);

    [[nodiscard]] static Tone tone(AttendanceStatus status);
    [[nodiscard]] static Tone tone(EvaluationStatus status);
    [[nodiscard]] static Tone tone(EventPhase phase);
    [[nodiscard]] static Tone tone(OutboxState state);
    [[nodiscard]] static Tone tone(ReviewState state);
    [[nodiscard]] static Tone tone(const CaptureRecord &record);

    /// What is said when a command was recorded: whether the server has it or will get it.
    [[nodiscard]] static QString saved(const SyncStatus &sync);
};

} // namespace EvalTrack
