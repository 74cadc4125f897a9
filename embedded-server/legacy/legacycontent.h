// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance.h"
#include "domain/evaluation.h"
#include "domain/permission.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace EvalTrack::Server {

// What a row of v1 is here: the columns that a migration writes, and that the verification reads
// back. `fields()` names them, in one spelling for both sides, so that a difference can be told.

using LegacyFields = QList<std::pair<QByteArray, QByteArray>>;

/// All fields in one: what rows are compared and fingerprinted by.
[[nodiscard]] QByteArray canonical(const LegacyFields &fields);
/// 16 bytes of BLAKE2b.
[[nodiscard]] QByteArray fingerprintOf(const QByteArray &canonical);

struct PersonContent
{
    QString name;
    QString firstName;
    QString lastName;
    QString email;           ///< Empty for people without one.
    QByteArray passwordHash; ///< Null for people who cannot sign in.
    Role role = Role::Employee;
    bool isActive = true;
    std::optional<QString> nationalId;
    std::optional<QString> phone;
    std::optional<QDate> birthDate;
    std::optional<QString> jobTitle;
    Timestamp createdAt;

    [[nodiscard]] LegacyFields fields() const;
};

struct EventContent
{
    QString title;
    std::optional<QString> description;
    Timestamp date;
    int minutes = 60;
    std::optional<QString> location;
    std::optional<QString> type;
    bool isActive = false;
    qint64 creator = 0; ///< users.id
    QString zone;
    QList<QString> questions;
    Timestamp createdAt;

    [[nodiscard]] LegacyFields fields() const;
};

struct AttendanceContent
{
    qint64 event = 0; ///< events.id
    qint64 user = 0;  ///< users.id
    AttendanceStatus status = AttendanceStatus::Pending;
    std::optional<Timestamp> attendedAt;
    std::optional<QString> notes;
    Timestamp createdAt;
    Timestamp updatedAt; ///< Written, not compared: a change here sets it anew.

    [[nodiscard]] LegacyFields fields() const;
};

struct EvaluationContent
{
    qint64 event = 0;
    qint64 user = 0;
    EvaluationStatus status = EvaluationStatus::Pending;
    std::optional<int> score;
    std::optional<QString> feedback;
    std::optional<QByteArray> respuestas; ///< JSON that could not be taken apart, or v1's text.
    std::optional<Timestamp> submittedAt;
    std::optional<Timestamp> gradedAt;
    Timestamp createdAt;
    Timestamp updatedAt; ///< As above.

    struct Answer
    {
        QString question;
        QString response;

        bool operator==(const Answer &) const = default;
    };
    QList<Answer> answers;

    [[nodiscard]] LegacyFields fields() const;
};

} // namespace EvalTrack::Server
