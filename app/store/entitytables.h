// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/department.h"
#include "domain/employee.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "ports/peoplesnapshot.h"
#include "ports/stores.h"
#include "store/sealer.h"
#include "store/storecodec.h"
#include "store/storedatabase.h"
#include "wire/syncprotocol.h"

#include <optional>

namespace EvalTrack {

/// The server's records as the change feed brought them, sealed row by row. It knows no command and
/// no capture: what is laid over the records is LocalReader's matter. Used in the store thread.
class EntityTables
{
public:
    EntityTables(StoreDatabase &database, const Sealer &sealer);

    /// An older revision than the stored one changes nothing: pages of the feed and answers to
    /// commands overtake each other.
    [[nodiscard]] Result<void> put(const Department &department);
    [[nodiscard]] Result<void> put(const Employee &employee);
    [[nodiscard]] Result<void> put(const Event &event);
    [[nodiscard]] Result<void> put(const Attendance &attendance);
    [[nodiscard]] Result<void> put(const Evaluation &evaluation);

    [[nodiscard]] Result<void> remove(DepartmentUuid uuid);
    [[nodiscard]] Result<void> remove(UserUuid uuid);
    [[nodiscard]] Result<void> remove(EventUuid uuid);
    [[nodiscard]] Result<void> remove(AttendanceUuid uuid);
    [[nodiscard]] Result<void> remove(EvaluationUuid uuid);
    [[nodiscard]] Result<void> clear();
    /// Notes that a record of the server's cannot be read, or that it is no matter any more.
    [[nodiscard]] Result<void> setUnreadable(const Wire::Change &change);
    [[nodiscard]] Result<void> clearUnreadable(const QUuid &uuid);
    [[nodiscard]] Result<int> unreadableCount();
    /// Drops what lies before the local window, but not the records of `keep` and nothing that is
    /// still to be answered; whether anything went.
    [[nodiscard]] Result<bool> prune(Timestamp before, UserUuid keep);

    [[nodiscard]] Result<std::optional<Department>> find(DepartmentUuid uuid);
    [[nodiscard]] Result<std::optional<Employee>> find(UserUuid uuid);
    [[nodiscard]] Result<std::optional<Attendance>> find(AttendanceUuid uuid);
    [[nodiscard]] Result<std::optional<Evaluation>> find(EvaluationUuid uuid);

    [[nodiscard]] Result<QList<Department>> departments();
    [[nodiscard]] Result<QList<Event>> events();
    [[nodiscard]] Result<qint64> peopleCount();
    /// Everybody, put into `people`.
    [[nodiscard]] Result<void> readPeople(PeopleSnapshot &people);
    [[nodiscard]] Result<QList<Attendance>> attendancesOf(EventUuid event);
    [[nodiscard]] Result<QList<Attendance>> attendancesOf(UserUuid person);
    [[nodiscard]] Result<QList<Evaluation>> evaluations(const EvaluationFilter &filter);

    struct Count
    {
        EventUuid event;
        AttendanceStatus status = AttendanceStatus::Pending;
        int people = 0;
        int left = 0; ///< Whatever the status.
    };
    [[nodiscard]] Result<QList<Count>> attendanceCounts();
    [[nodiscard]] Result<QList<Count>> attendanceCounts(EventUuid event);

private:
    [[nodiscard]] Result<QList<Count>> counts(const char *sql, const QVariantList &values);
    template <typename T>
    [[nodiscard]] Result<QList<T>> list(const char *sql, const QVariantList &values,
                                        QByteArrayView table);
    template <typename T>
    [[nodiscard]] Result<std::optional<T>> one(const char *sql, const QUuid &uuid,
                                               QByteArrayView table);

    StoreDatabase &m_database;
    const Sealer &m_sealer;
};

} // namespace EvalTrack
