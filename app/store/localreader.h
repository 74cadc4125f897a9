// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/session.h"
#include "ports/stores.h"
#include "store/capturetable.h"
#include "store/entitytables.h"
#include "store/outboxtable.h"

#include <memory>

namespace EvalTrack {

/// What screens see: the server's records with what waits in the outbox laid over them. Events are
/// few, so they are kept open in memory; people come from the snapshot; the rest is opened when it
/// is asked for. Used in the store thread.
class LocalReader
{
public:
    LocalReader(EntityTables &entities, const OutboxTable &outbox, CaptureTable &captures);

    void setMe(const SignedInPerson &me) { m_me = me; }
    [[nodiscard]] const SignedInPerson &me() const { return m_me; }
    void setPeople(std::shared_ptr<const PeopleSnapshot> people) { m_people = std::move(people); }
    [[nodiscard]] const std::shared_ptr<const PeopleSnapshot> &people() const { return m_people; }

    [[nodiscard]] Result<void> loadEvents();
    void putEvent(const Event &event);
    void removeEvent(EventUuid uuid);
    void clearEvents();
    /// Attendances of this event are counted anew when they are asked for; of all without a name.
    void forgetCounts(EventUuid event);
    void forgetCounts();
    /// As the server has it.
    [[nodiscard]] std::optional<Event> serverEvent(EventUuid uuid) const;
    [[nodiscard]] std::optional<Event> event(EventUuid uuid) const;

    /// Departments are kept in memory like events.
    [[nodiscard]] Result<void> loadDepartments();
    void putDepartment(const Department &department);
    void removeDepartment(DepartmentUuid uuid);
    void clearDepartments();
    /// As the server has it.
    [[nodiscard]] std::optional<Department> serverDepartment(DepartmentUuid uuid) const;
    [[nodiscard]] std::optional<Department> department(DepartmentUuid uuid) const;
    /// By name.
    [[nodiscard]] QList<Department> departments() const;
    /// Who is shown in another department than the server has them in, until they are read again.
    [[nodiscard]] QSet<UserUuid> takeMoved() { return std::exchange(m_moved, {}); }

    [[nodiscard]] Result<std::optional<Employee>> person(UserUuid uuid);
    [[nodiscard]] Result<std::optional<Attendance>> attendance(AttendanceUuid uuid);
    [[nodiscard]] Result<std::optional<Evaluation>> evaluation(EvaluationUuid uuid);
    /// Whether a capture made here will make this attendance, or has and it is not here yet.
    [[nodiscard]] Result<bool> isToBeCaptured(AttendanceUuid uuid) const;

    /// Captures are not laid over the counts: CaptureLedger knows who is in.
    [[nodiscard]] Result<QList<EventSummary>> eventSummaries();
    [[nodiscard]] Result<QList<AttendanceRow>> attendancesOf(EventUuid event);
    /// The same without names and in no order: who stands at a door does not wait for either.
    [[nodiscard]] Result<QList<Attendance>> bareAttendancesOf(EventUuid event);
    [[nodiscard]] Result<QList<AttendanceRow>> attendancesOf(UserUuid person);
    [[nodiscard]] Result<QList<EvaluationRow>> evaluations(const EvaluationFilter &filter);
    [[nodiscard]] Result<EvaluationRow> evaluationRow(EvaluationUuid uuid);

private:
    /// An attendance as it is shown.
    struct Shown
    {
        Attendance attendance;
        bool isPending = false;
    };
    [[nodiscard]] Result<QList<Shown>>
    laidOver(QList<Attendance> attendances, const QList<CaptureTable::Laid> &captures,
             const std::function<bool(const Attendance &)> &belongs);
    [[nodiscard]] Result<QList<Shown>> shownOf(EventUuid event);
    [[nodiscard]] QList<AttendanceRow> rowsOf(const QList<Shown> &shown) const;
    [[nodiscard]] Attendance walkIn(const CaptureTable::Laid &capture) const;
    void layDepartments(Employee &person);
    static void layDeparture(Shown &shown, const CaptureTable::Laid &capture);
    [[nodiscard]] std::optional<Shown> shownWalkIn(const CaptureTable::Laid &capture) const;
    [[nodiscard]] bool isOverruled(AttendanceUuid uuid, Timestamp capturedAt) const;
    [[nodiscard]] Result<void> refreshCounts();
    void takeCounts(const QList<EntityTables::Count> &counts);
    [[nodiscard]] EvaluationRow rowOf(const Evaluation &evaluation) const;

    EntityTables &m_entities;
    const OutboxTable &m_outbox;
    CaptureTable &m_captures;
    SignedInPerson m_me;
    std::shared_ptr<const PeopleSnapshot> m_people = std::make_shared<const PeopleSnapshot>();
    QHash<EventUuid, Event> m_events;
    QHash<DepartmentUuid, Department> m_departments;
    QSet<UserUuid> m_moved;

    struct Counts
    {
        int registered = 0;
        int confirmed = 0;
        int left = 0;
    };
    QHash<EventUuid, Counts> m_counts; ///< Of the server's attendances.
    QSet<EventUuid> m_staleCounts;
    bool m_areCountsKnown = false;
};

} // namespace EvalTrack
