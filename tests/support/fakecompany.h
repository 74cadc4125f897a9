// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/dashboard.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "domain/user.h"

#include <QList>
#include <QString>

namespace EvalTrack::Test {

/// A small company in memory: thirty people of six departments, eight events around `now`, their
/// attendances and evaluations, the same at every run. Plain data with the look-ups that fakes
/// need; it checks no permission and sends no signal (FakeDesk does).
class FakeCompany
{
public:
    FakeCompany() = default;
    [[nodiscard]] static FakeCompany small(Timestamp now);
    /// As many people as wanted, nothing else: for tables at size.
    [[nodiscard]] static FakeCompany crowd(int people, Timestamp now);

    static constexpr int AdminIndex = 0;
    static constexpr int HumanResourcesIndex = 1;
    static constexpr int EmployeeIndex = 2;

    QList<Department> departments;
    QList<Employee> people;
    QList<User> accounts; ///< Of the people who have a login.
    QList<Event> events;
    QList<Attendance> attendances;
    QList<Evaluation> evaluations;

    [[nodiscard]] Department *department(DepartmentUuid uuid);
    /// Whether another one has the name.
    [[nodiscard]] bool hasDepartment(const QString &name, DepartmentUuid except) const;
    [[nodiscard]] DepartmentId nextDepartmentId() const;
    void removeDepartment(const Department &department, const std::optional<DepartmentId> &moveTo);
    [[nodiscard]] Employee *person(UserUuid uuid);
    [[nodiscard]] Employee *person(UserId id);
    [[nodiscard]] Employee *personByCode(const QString &code);
    [[nodiscard]] Event *event(EventUuid uuid);
    [[nodiscard]] Event *event(const QString &title);
    [[nodiscard]] Attendance *attendance(AttendanceUuid uuid);
    [[nodiscard]] Attendance *attendance(EventUuid event, UserUuid person);
    [[nodiscard]] Evaluation *evaluation(EvaluationUuid uuid);
    [[nodiscard]] Evaluation *evaluation(EventUuid event, UserUuid person);

    /// Adds what confirming adds on the server: the time, and an evaluation to answer.
    void confirm(Attendance &attendance, Timestamp at);
    Attendance &addAttendance(AttendanceUuid uuid, const Event &event, const Employee &person,
                              Timestamp at);

    [[nodiscard]] Dashboard dashboard(Role role, UserUuid person, Timestamp now) const;

private:
    void addDepartments();
    void addPeople(Timestamp now);
    void addEvents(Timestamp now);
    void addHistory(Timestamp now);
    void addEvaluation(const Attendance &attendance, Timestamp at);
    void answer(Evaluation &evaluation, int variant, Timestamp at);
};

} // namespace EvalTrack::Test
