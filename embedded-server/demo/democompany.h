// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "demo/demoplan.h"

#include <QByteArray>
#include <QHash>

#include <functional>

namespace EvalTrack::Server {

class Database;

/// Fills a database with the demo company that DemoPlan describes, by COPY, in one transaction.
/// Refuses a database that has people already. Only the demo commands use it: a production start
/// never does, because its passwords are known to everybody. Blocks; use from the thread of the
/// database.
class DemoCompany
{
public:
    using Options = DemoOptions; ///< `now` left out is the machine's.

    struct Summary
    {
        qint64 people = 0;
        qint64 events = 0;
        qint64 attendances = 0;
        qint64 evaluations = 0;
        qint64 answers = 0;
    };
    /// What is being written and how much of it is done.
    using Progress = std::function<void(const char *what, qint64 done, qint64 total)>;

    explicit DemoCompany(Database &database, Progress progress = {});

    /// Conflict when the database is not empty. Marks it as a demo.
    [[nodiscard]] Result<Summary> fill(const Options &options);
    /// Drops everything the database holds and makes its schema anew. Conflict when it holds a
    /// company that fill() did not make: there is no way back.
    [[nodiscard]] Result<void> reset();

    /// Who can sign in, for the words after `demo`: e-mail and password of the three accounts of
    /// the README.
    static constexpr const char *AdminEmail = "admin@empresa.com";
    static constexpr const char *AdminPassword = "admin123";
    static constexpr const char *HumanResourcesEmail = "hr@empresa.com";
    static constexpr const char *HumanResourcesPassword = "hr123456";
    static constexpr const char *EmployeeEmail = "empleado1@empresa.com";
    static constexpr const char *EmployeePassword = "empleado123";

private:
    [[nodiscard]] Result<bool> says(const char *condition) const;
    [[nodiscard]] Result<bool> mayBeThrownAway() const;
    [[nodiscard]] Result<void> hashPasswords();
    [[nodiscard]] Result<void> writeDepartments(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeUsers(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeEmployees(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeEvents(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeAttendances(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeEvaluations(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeAnswers(const DemoPlan &plan);
    /// Where people are captured: what goes on now, else what was last; nullptr without events.
    [[nodiscard]] static const DemoEvent *eventAtTheDoor(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeDocuments(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeLegacyTray(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeReviewCaptures(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeArrivals(const DemoPlan &plan);
    [[nodiscard]] Result<void> finish(const DemoPlan &plan);
    [[nodiscard]] Result<void> writeActivity(const DemoPlan &plan);
    void report(const char *what, qint64 done, qint64 total) const;

    Database &m_database;
    Progress m_progress;
    Summary m_summary;
    QHash<Role, QByteArray> m_passwordHashes;
};

} // namespace EvalTrack::Server
