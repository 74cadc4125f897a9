// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "domain/user.h"
#include "storage/repositories/repository.h"
#include "wire/syncprotocol.h"

namespace EvalTrack::Server {

/// The change log, and records as one viewer may see them: a page of them by id, or those with
/// given ids.
class FeedRepository : public Repository
{
public:
    using Repository::Repository;

    struct Horizon
    {
        QString installation;
        qint64 epoch = 1;
        qint64 xmin = 0;         ///< Every transaction below it is over.
        qint64 lastXid = 0;      ///< Of the last change below it …
        qint64 lastSequence = 0; ///< … and its number.
    };
    struct Entry
    {
        qint64 xid = 0;
        qint64 sequence = 0;
        Wire::FeedEntity entity = Wire::FeedEntity::Event;
        QUuid uuid;
        qint64 id = 0;
    };
    struct Selection
    {
        UserId viewer;
        bool seesEverybody = false; ///< Else only what is the viewer's own.
        bool seesInactiveEvents = false;
        std::optional<Timestamp> since; ///< Of events and what hangs on them; not of one's own.
        std::optional<Timestamp>
            until;         ///< With it, only from `since` until then, one's own or not.
        QList<qint64> ids; ///< When set, these; else the page below.
        qint64 afterId = 0;
        int limit = 0;
    };
    /// Another text after every transaction that may have changed something.
    [[nodiscard]] Result<QByteArray> snapshot() const;

    [[nodiscard]] Result<Horizon> horizon(UserId viewer) const;
    /// Of one person's records only, when `owner` is given, and of what is nobody's own.
    [[nodiscard]] Result<QList<Entry>> log(qint64 afterXid, qint64 afterSequence, qint64 belowXid,
                                           const std::optional<UserId> &owner, int limit) const;

    /// Whether nothing after this place was dropped from the log. Ask after log(): what was dropped
    /// before it read is seen.
    [[nodiscard]] Result<bool> reaches(qint64 xid, qint64 sequence) const;
    /// Drops changes that are older, at most `most` of them; how many it dropped.
    [[nodiscard]] Result<qint64> prune(int days, int most) const;

    /// Without how many people are in them: who sees people counts them.
    [[nodiscard]] Result<QList<Department>> departments(const Selection &selection) const;
    [[nodiscard]] Result<QList<User>> users(const Selection &selection) const;
    [[nodiscard]] Result<QList<Employee>> employees(const Selection &selection) const;
    /// Without questions.
    [[nodiscard]] Result<QList<Event>> events(const Selection &selection) const;
    /// With the uuids of event and person.
    [[nodiscard]] Result<QList<Attendance>> attendances(const Selection &selection) const;
    /// With the uuids of event and person, without answers.
    [[nodiscard]] Result<QList<Evaluation>> evaluations(const Selection &selection) const;

private:
    /// Runs `<query>Page`, `<query>OwnPage` or `<query>ByIds`, whichever the selection means.
    template <typename Read>
    [[nodiscard]] auto select(const char *page, const char *ownPage, const char *byIds,
                              const Selection &selection, Read read) const
        -> Result<QList<std::invoke_result_t<Read, const Row &>>>;
};

} // namespace EvalTrack::Server
