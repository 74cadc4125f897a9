// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Captures as people see them who decide about them, their decisions, and what explains an
/// attendance.
class ReviewRepository : public Repository
{
public:
    using Repository::Repository;

    /// A record and its place in the ledger, which is its place in lists.
    struct Listed
    {
        CaptureRecord record;
        qint64 sequence = 0;
    };
    enum class Which { Open, Decided };
    [[nodiscard]] Result<QList<Listed>> page(Which which, const std::optional<Position> &after,
                                             int limit) const;
    [[nodiscard]] Result<qint64> openCount() const;
    [[nodiscard]] Result<QList<CaptureRecord>> ofAttendance(EventId event, UserId user) const;
    [[nodiscard]] Result<QList<CaptureRecord>> byCaptures(const QList<CaptureUuid> &captures) const;

    struct Decision
    {
        ReviewState state = ReviewState::Accepted;
        UserId by;
        std::optional<QString> note;
        std::optional<UserId> person; ///< Whom it is attached to.
    };
    [[nodiscard]] Result<void> decide(const QList<CaptureUuid> &captures,
                                      const Decision &decision) const;
    [[nodiscard]] Result<void> reopen(const QList<CaptureUuid> &captures) const;

    struct Presence
    {
        AttendanceStatus status = AttendanceStatus::Pending;
        std::optional<Timestamp> attendedAt;
        bool hasClaim = false;
        std::optional<Timestamp> handAt;
        std::optional<Timestamp> correctedAt;
        std::optional<Timestamp> cancelledAt;
    };
    [[nodiscard]] Result<std::optional<Presence>> presence(AttendanceId attendance) const;
    [[nodiscard]] Result<QList<AttendanceCorrection>> corrections(AttendanceId attendance) const;
    /// Notes the correction and sets it; attendances follow by AttendanceDerivation.
    [[nodiscard]] Result<void> correct(AttendanceId attendance, const std::optional<Timestamp> &at,
                                       const QString &reason, UserId by) const;
    [[nodiscard]] Result<QList<AttendanceExplanation::Step>> steps(AttendanceId attendance) const;
    [[nodiscard]] Result<std::optional<NamedPerson>> person(UserId user) const;
};

} // namespace EvalTrack::Server
