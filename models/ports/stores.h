// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/attendance.h"
#include "domain/dashboard.h"
#include "domain/department.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "ports/peoplesnapshot.h"

#include <QFuture>
#include <QObject>

#include <memory>
#include <optional>

/// What screens read: the local store and nothing else. All of these live in the UI thread and
/// answer without a network; futures are delivered there (base/deliver.h). A changed signal says
/// "ask again"; it comes at most some times a second.
namespace EvalTrack {

/// Everybody whom the signed-in person may see (an employee: oneself).
class PeopleStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Never null; empty before sign-in.
    [[nodiscard]] virtual std::shared_ptr<const PeopleSnapshot> people() const = 0;
    /// By name. One without an id was made here and is on its way to the server.
    [[nodiscard]] virtual QList<Department> departments() const = 0;
    /// Those that somebody can be put into: the server knows them.
    [[nodiscard]] QList<Department> knownDepartments() const;

Q_SIGNALS:
    void peopleChanged();
};

/// An event as lists show it.
struct EventSummary
{
    Event event; ///< With its questions.
    int registered = 0;
    int confirmed = 0; ///< Came.
    int left = 0;      ///< Of them, who left and did not come back.

    bool operator==(const EventSummary &) const = default;
};

/// Events in the local window (13 months back and all that is ahead).
class EventStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// By date, ascending; never null.
    [[nodiscard]] virtual std::shared_ptr<const QList<EventSummary>> events() const = 0;

Q_SIGNALS:
    void eventsChanged();
};

/// An attendance with the names that lists show beside it; absent persons or events (outside the
/// window) leave them empty.
struct AttendanceRow
{
    Attendance attendance;
    QString personName;
    QString personEmail;
    QString department;
    QString eventTitle;
    Timestamp eventDate;
    std::optional<QString> eventZone;
    bool isPendingSync = false; ///< Changed or captured here, not acknowledged yet.

    bool operator==(const AttendanceRow &) const = default;
};

class AttendanceStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<QList<AttendanceRow>>> ofEvent(EventUuid event) = 0;
    virtual QFuture<Result<QList<AttendanceRow>>> ofPerson(UserUuid person) = 0;

Q_SIGNALS:
    void attendancesChanged();
};

struct EvaluationRow
{
    Evaluation evaluation;
    QString personName;
    QString department;
    QString eventTitle;
    Timestamp eventDate;
    std::optional<QString> eventZone;
    QList<Question> questions; ///< Of the event.
    bool isPendingSync = false;

    bool operator==(const EvaluationRow &) const = default;
};

struct EvaluationFilter
{
    std::optional<EvaluationStatus> status;
    std::optional<EventUuid> event;
    std::optional<UserUuid> person;
};

class EvaluationStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Newest first.
    virtual QFuture<Result<QList<EvaluationRow>>> find(const EvaluationFilter &filter) = 0;
    virtual QFuture<Result<EvaluationRow>> one(EvaluationUuid evaluation) = 0;

Q_SIGNALS:
    void evaluationsChanged();
};

/// The figures the server computed last, kept so that they are there offline too; Dashboard::asOf
/// says of when.
class DashboardStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// nullopt before the first one arrived.
    [[nodiscard]] virtual std::optional<Dashboard> dashboard() const = 0;
    /// Asks the server for new figures; dashboardChanged() follows if it can be reached.
    virtual void refresh() = 0;

Q_SIGNALS:
    void dashboardChanged();
};

} // namespace EvalTrack
