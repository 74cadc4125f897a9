// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apiserver.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {

/// A running server with one account of each role and a second employee, all signed in.
class ApiFixture : public testing::Test
{
public:
    struct Person
    {
        qint64 id = 0;
        QByteArray token;
    };

protected:
    void SetUp() override;

    [[nodiscard]] ApiAnswer get(const QByteArray &path, const Person &person,
                                const QList<QPair<QByteArray, QByteArray>> &headers = {});
    [[nodiscard]] ApiAnswer post(const QByteArray &path, const QByteArray &body,
                                 const Person &person,
                                 const QList<QPair<QByteArray, QByteArray>> &headers = {});
    [[nodiscard]] ApiAnswer patch(const QByteArray &path, const QByteArray &body,
                                  const Person &person,
                                  const QList<QPair<QByteArray, QByteArray>> &headers = {});
    [[nodiscard]] ApiAnswer remove(const QByteArray &path, const Person &person);

    [[nodiscard]] Person addPerson(const QString &name, const QString &email,
                                   const QByteArray &role, const QByteArray &badge);
    /// A capture station that an administrator made and a computer took up.
    struct Station
    {
        Person self; ///< `id` is the account's.
        qint64 device = 0;
        QByteArray refreshToken;
    };
    [[nodiscard]] Station addStation(const QByteArray &name = "Puerta norte");
    /// What POST /devices/enrol answers to a code.
    [[nodiscard]] ApiAnswer enrol(const QString &code);
    [[nodiscard]] Person signedIn(qint64 id, const QString &email);
    /// An active event around now; `extra` is more JSON members, as `,"maxAttendees":1`.
    [[nodiscard]] qint64 addEvent(const QByteArray &extra = {}, int startsInMinutes = -10);
    /// Runs SQL that belongs to the test's arrangement, and gives the first column of the first
    /// row.
    qint64 sql(const QByteArray &text, const Server::SqlValues &values = {});

    ApiServer m_server;
    Person m_admin;
    Person m_hr;
    Person m_employee;
    Person m_other;

    static constexpr auto Password = "secreta-123";
};

/// ISO-8601 in UTC, so many minutes from now.
[[nodiscard]] QByteArray isoFromNow(int minutes);
[[nodiscard]] QByteArray uuidText();

} // namespace EvalTrack::Test
