// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importplan.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace EvalTrack {

/// Makes the dry run of an import: holds each row of a sheet against the records that it was told
/// of. A pure value: it reads nothing and changes nothing, and the same input gives the same plan.
/// A blank cell leaves what is there; a column that is not mapped does too. Used in one thread.
class ImportPlanner
{
public:
    struct Setting
    {
        ImportKind kind = ImportKind::People;
        ImportMapping mapping;
        QUuid import; ///< The UUIDs of new records follow from it.
        Timestamp now;
        QString zone; ///< IANA name of this computer's.
        /// Of days that fit both orders.
        ImportValues::DayOrder order = ImportValues::DayOrder::DayFirst;
        /// Whether `order` is to be kept whatever the days show.
        bool isOrderChosen = false;
    };
    explicit ImportPlanner(Setting setting);

    /// Everybody: `at` unpacks one of them, while plan() runs too.
    void knowPeople(qsizetype count, std::function<Employee(qsizetype)> at);
    void know(const Department &department);
    void know(const User &account);
    void know(const Event &event);
    void know(const Attendance &attendance);

    /// Events that rows name, whose attendances plan() has to know.
    [[nodiscard]] QSet<EventUuid> namedEvents(const ImportSheet &sheet) const;
    [[nodiscard]] ImportPlan plan(const ImportSheet &sheet) const;

private:
    class Run;

    /// Who is meant by a text: an index of people, or some of a file's rows.
    struct Keys
    {
        QHash<QString, qsizetype> byUuid;
        QHash<QString, qsizetype> byNationalId;
        QHash<QString, qsizetype> byBadge;
        QHash<QString, qsizetype> byEmail;     ///< Lower case.
        QMultiHash<QString, qsizetype> byName; ///< Folded.

        void add(const Employee &person, qsizetype index);
        /// By whichever of them; all that are meant.
        [[nodiscard]] QList<qsizetype> find(const QString &text) const;
    };
    struct EventNames
    {
        QHash<QString, qsizetype> byUuid;
        QMultiHash<QString, qsizetype> byTitle; ///< Folded.
    };

    Setting m_setting;
    qsizetype m_peopleCount = 0;
    std::function<Employee(qsizetype)> m_personAt;
    Keys m_people;
    QHash<UserId, qsizetype> m_peopleById;
    QList<Department> m_departments;
    QHash<QString, qsizetype> m_departmentsByName; ///< Lower case, as the server compares them.
    QHash<QString, qsizetype> m_departmentsByUuid;
    QHash<DepartmentId, qsizetype> m_departmentsById;
    QList<User> m_accounts;
    QHash<QString, qsizetype> m_accountsByUuid;
    QHash<QString, qsizetype> m_accountsByEmail; ///< Lower case.
    QList<Event> m_events;
    EventNames m_eventNames;
    QHash<std::pair<QUuid, QUuid>, Attendance> m_attendances; ///< By event and person.
};

} // namespace EvalTrack
