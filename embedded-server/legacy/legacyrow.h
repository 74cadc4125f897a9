// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHashFunctions>
#include <QList>

namespace EvalTrack::Server {

/// The tables of v1 that are brought here, in the order in which they are read: each refers only to
/// those before it.
enum class LegacySource { Role, User, Employee, Event, Attendance, Evaluation };

[[nodiscard]] inline size_t qHash(LegacySource source, size_t seed = 0)
{
    return ::qHash(static_cast<int>(source), seed);
}

inline constexpr LegacySource LegacySources[] = {
    LegacySource::Role,  LegacySource::User,       LegacySource::Employee,
    LegacySource::Event, LegacySource::Attendance, LegacySource::Evaluation};

/// As it stands in legacy_rows.source: "attendance".
[[nodiscard]] QByteArray nameOf(LegacySource source);
/// As v1 calls it: "asistencias".
[[nodiscard]] QByteArray tableOf(LegacySource source);

// The columns of each table in the order of LegacyRow::values. `id` is apart.
namespace RoleColumn {
enum : int { Name, GuardName, DeletedAt, Permissions };
}
namespace UserColumn {
enum : int {
    Username,
    Email,
    Password,
    FirstName,
    LastName,
    NationalId,
    Phone,
    BirthDate,
    JobTitle,
    CreatedAt,
    UpdatedAt,
    Roles,            ///< Ids of roles, separated by commas.
    DirectPermissions ///< Names, separated by commas.
};
}
namespace EmployeeColumn {
enum : int {
    UserId,
    FirstName,
    LastName,
    NationalId,
    Email,
    Phone,
    BirthDate,
    JobTitle,
    State,
    CreatedAt,
    UpdatedAt
};
}
namespace EventColumn {
enum : int {
    Name,
    Description,
    Date,
    Begins,
    Ends,
    Place,
    Type,
    State,
    CreatedBy,
    CreatedAt,
    UpdatedAt
};
}
namespace AttendanceColumn {
enum : int { EventId, EmployeeId, Date, Time, Came, Status, Comment, CreatedAt, UpdatedAt };
}
namespace EvaluationColumn {
enum : int {
    EventId,
    EmployeeId,
    Status,
    Questions,
    Answers,
    Score,
    Comments,
    EvaluatedAt,
    CreatedAt,
    UpdatedAt
};
}

/// The names of those columns in v1.
[[nodiscard]] const QByteArrayList &columnsOf(LegacySource source);

/// A row of v1 as its database gave it: bytes, not text, because nobody knows yet what they are. A
/// null QByteArray is NULL.
struct LegacyRow
{
    LegacySource source = LegacySource::User;
    qint64 id = 0;
    QList<QByteArray> values;

    /// Null for a column that is not there.
    [[nodiscard]] QByteArray at(int column) const { return values.value(column); }
    bool operator==(const LegacyRow &) const = default;
};

/// The row as a JSON object for people to read, by v1's names of its columns; without a password.
[[nodiscard]] QByteArray jsonOf(const LegacyRow &row);

} // namespace EvalTrack::Server
