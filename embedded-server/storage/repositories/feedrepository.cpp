// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/feedrepository.h"

#include "storage/repositories/columns.h"

namespace EvalTrack::Server {

Result<FeedRepository::Horizon> FeedRepository::horizon(UserId viewer) const
{
    const auto horizon = first("feed.horizon", {viewer}, [](const Row &row) {
        return Horizon{row.text(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
    });
    if (!horizon) {
        return std::unexpected(horizon.error());
    }
    return horizon->value_or(Horizon{});
}

Result<QByteArray> FeedRepository::snapshot() const
{
    const auto text = first("feed.snapshot", {}, [](const Row &row) { return row.bytes(0); });
    return text ? Result<QByteArray>(text->value_or(QByteArray())) : std::unexpected(text.error());
}

Result<QList<FeedRepository::Entry>> FeedRepository::log(qint64 afterXid, qint64 afterSequence,
                                                         qint64 belowXid,
                                                         const std::optional<UserId> &owner,
                                                         int limit) const
{
    SqlValues values{afterXid, afterSequence, belowXid, limit};
    if (owner) {
        values << *owner;
    }
    return all(owner ? "feed.logOfUser" : "feed.log", values, [](const Row &row) {
        return Entry{row.integer(0), row.integer(1),
                     Wire::feedEntityFromName(row.text(2)).value_or(Wire::FeedEntity::Event),
                     row.uuid(3), row.integer(4)};
    });
}

Result<bool> FeedRepository::reaches(qint64 xid, qint64 sequence) const
{
    const auto found = number("feed.reaches", {xid, sequence});
    if (!found) {
        return std::unexpected(found.error());
    }
    return *found != 0;
}

Result<qint64> FeedRepository::prune(int days, int most) const
{
    return number("feed.prune", {days, most});
}

template <typename Read>
auto FeedRepository::select(const char *page, const char *ownPage, const char *byIds,
                            const Selection &selection, Read read) const
    -> Result<QList<std::invoke_result_t<Read, const Row &>>>
{
    if (!selection.ids.isEmpty()) {
        return all(byIds, {selection.ids, selection.viewer, selection.seesEverybody}, read);
    }
    return selection.seesEverybody
               ? all(page, {selection.afterId, selection.limit}, read)
               : all(ownPage, {selection.afterId, selection.limit, selection.viewer}, read);
}

Result<QList<Department>> FeedRepository::departments(const Selection &selection) const
{
    const auto read = [](const Row &row) {
        Department department;
        department.id = row.id<DepartmentId>(0);
        department.name = row.text(1);
        department.parentId = row.optionalId<DepartmentId>(2);
        department.headId = row.optionalId<UserId>(3);
        department.uuid = row.id<DepartmentUuid>(4);
        department.revision = row.integer(5);
        return department;
    };
    return selection.ids.isEmpty()
               ? all("feed.departmentPage", {selection.afterId, selection.limit}, read)
               : all("feed.departmentsByIds", {selection.ids}, read);
}

Result<QList<User>> FeedRepository::users(const Selection &selection) const
{
    return select("users.page", "feed.userOwnPage", "feed.usersByIds", selection,
                  [](const Row &row) { return Columns::user(row); });
}

Result<QList<Employee>> FeedRepository::employees(const Selection &selection) const
{
    return select("employees.page", "feed.employeeOwnPage", "feed.employeesByIds", selection,
                  [](const Row &row) { return Columns::employee(row); });
}

Result<QList<Event>> FeedRepository::events(const Selection &selection) const
{
    const auto read = [](const Row &row) {
        return Columns::event(row);
    };
    if (selection.ids.isEmpty() && selection.until) {
        return all("feed.eventPageBetween",
                   {selection.afterId, selection.limit, selection.seesInactiveEvents,
                    *selection.since, *selection.until},
                   read);
    }
    return selection.ids.isEmpty()
               ? all("feed.eventPage",
                     {selection.afterId, selection.limit, selection.seesInactiveEvents,
                      selection.since, selection.viewer},
                     read)
               : all("feed.eventsByIds", {selection.ids, selection.seesInactiveEvents}, read);
}

Result<QList<Attendance>> FeedRepository::attendances(const Selection &selection) const
{
    const auto read = [](const Row &row) {
        Attendance attendance = Columns::attendance(row);
        attendance.eventUuid = row.id<EventUuid>(Columns::Attendance);
        attendance.userUuid = row.id<UserUuid>(Columns::Attendance + 1);
        return attendance;
    };
    if (selection.ids.isEmpty() && selection.until) {
        return all("feed.attendancePageBetween",
                   {selection.afterId, selection.limit, *selection.since, *selection.until}, read);
    }
    if (selection.ids.isEmpty() && selection.seesEverybody && selection.since) {
        return all("feed.attendancePageSince",
                   {selection.afterId, selection.limit, selection.viewer, *selection.since}, read);
    }
    return select("feed.attendancePage", "feed.attendanceOwnPage", "feed.attendancesByIds",
                  selection, read);
}

Result<QList<Evaluation>> FeedRepository::evaluations(const Selection &selection) const
{
    const auto read = [](const Row &row) {
        Evaluation evaluation = Columns::evaluation(row);
        evaluation.eventUuid = row.id<EventUuid>(Columns::Evaluation);
        evaluation.userUuid = row.id<UserUuid>(Columns::Evaluation + 1);
        return evaluation;
    };
    if (selection.ids.isEmpty() && selection.until) {
        return all("feed.evaluationPageBetween",
                   {selection.afterId, selection.limit, *selection.since, *selection.until}, read);
    }
    if (selection.ids.isEmpty() && selection.seesEverybody && selection.since) {
        return all("feed.evaluationPageSince",
                   {selection.afterId, selection.limit, selection.viewer, *selection.since}, read);
    }
    return select("feed.evaluationPage", "feed.evaluationOwnPage", "feed.evaluationsByIds",
                  selection, read);
}

} // namespace EvalTrack::Server
