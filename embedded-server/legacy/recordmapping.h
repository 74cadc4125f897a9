// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "legacy/legacyindex.h"
#include "legacy/legacyvalues.h"

namespace EvalTrack::Server {

// What a row of v1 is here. Pure: a row and what is known of the rows it refers to give one answer.

/// `questions` are those that v1's evaluations of the event ask, in their order; the four of v1
/// where there are none.
[[nodiscard]] LegacyMapped<EventContent> mapEvent(const LegacyRow &row, const LegacyIndex &index,
                                                  const QStringList &questions,
                                                  const LegacyReading &reading,
                                                  const LegacyClock &clock);

[[nodiscard]] LegacyMapped<AttendanceContent> mapAttendance(const LegacyRow &row,
                                                            const LegacyIndex &index,
                                                            const LegacyReading &reading,
                                                            const LegacyClock &clock);

[[nodiscard]] LegacyMapped<EvaluationContent> mapEvaluation(const LegacyRow &row,
                                                            const LegacyIndex &index,
                                                            const LegacyReading &reading,
                                                            const LegacyClock &clock);

/// One of several rows that are about the same person and event, as it was read by itself.
template <typename Content>
struct LegacyTwin
{
    qint64 row = 0;
    Content content;
    LegacyFindings findings;
};

/// The twins as one: the row `kept`, else the one that says most. What each of them was is in the
/// findings.
struct MergedAttendance
{
    qint64 row = 0; ///< Which of them it is.
    AttendanceContent content;
    LegacyFindings findings; ///< Of all of them.
};
[[nodiscard]] MergedAttendance mergeAttendances(const QList<LegacyTwin<AttendanceContent>> &twins,
                                                const std::optional<qint64> &kept = std::nullopt);

/// Which of several evaluations stays: the one that is furthest, of those the latest.
[[nodiscard]] qint64 foremostEvaluation(const QList<LegacyTwin<EvaluationContent>> &twins);

/// The questions that v1 asks where an event has none of its own.
[[nodiscard]] const QStringList &legacyQuestions();
/// The texts of a column `preguntas`; empty when there are none, or it cannot be read.
[[nodiscard]] QStringList questionsFrom(const QByteArray &column);

} // namespace EvalTrack::Server
