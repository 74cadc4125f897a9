// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/strongid.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDate>
#include <QString>
#include <QUuid>

#include <concepts>
#include <memory>
#include <optional>

struct pg_result;

namespace EvalTrack::Server {

/// One row of an answer: a view, valid while its Rows lives. Columns are counted from 0 in the
/// order of the select list. The plain getters are for columns that cannot be NULL; they give a
/// default value for NULL, the optional ones say it.
class Row
{
public:
    Row(const pg_result *result, int row)
        : m_result(result)
        , m_row(row)
    {}

    [[nodiscard]] bool isNull(int column) const;
    /// The value as PostgreSQL sent it, without a copy: text as UTF-8, json as JSON. For writers of
    /// answers.
    [[nodiscard]] QByteArrayView utf8(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] std::optional<QString> optionalText(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] std::optional<qint64> optionalInteger(int column) const;
    [[nodiscard]] int number(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] std::optional<int> optionalNumber(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::optional<double> optionalReal(int column) const;
    [[nodiscard]] bool boolean(int column) const;
    /// A timestamptz column as it is (connections run in UTC and ISO), or epoch milliseconds as
    /// bigint.
    [[nodiscard]] Timestamp timestamp(int column) const;
    [[nodiscard]] std::optional<Timestamp> optionalTimestamp(int column) const;
    [[nodiscard]] QDate date(int column) const;
    [[nodiscard]] std::optional<QDate> optionalDate(int column) const;
    [[nodiscard]] QUuid uuid(int column) const;
    /// A bytea column.
    [[nodiscard]] QByteArray bytes(int column) const;

    /// A strong id: row.id<UserId>(0), row.id<UserUuid>(1).
    template <typename Id>
    [[nodiscard]] Id id(int column) const
    {
        if constexpr (std::constructible_from<Id, QUuid>) {
            return Id{uuid(column)};
        } else {
            return Id{integer(column)};
        }
    }
    template <typename Id>
    [[nodiscard]] std::optional<Id> optionalId(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional<Id>{id<Id>(column)};
    }

private:
    const pg_result *m_result;
    int m_row;
};

/// The whole answer to one statement; owns it and outlives other statements on the connection.
/// Lists that may be long are read by keyset pages, so an answer is always bounded. Movable, not
/// copyable; any thread may read it.
class Rows
{
public:
    class Iterator
    {
    public:
        Iterator(const pg_result *result, int row)
            : m_result(result)
            , m_row(row)
        {}
        [[nodiscard]] Row operator*() const { return Row{m_result, m_row}; }
        Iterator &operator++()
        {
            ++m_row;
            return *this;
        }
        [[nodiscard]] bool operator==(const Iterator &) const = default;

    private:
        const pg_result *m_result;
        int m_row;
    };

    /// Takes ownership of the result.
    explicit Rows(pg_result *result);

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    /// Rows that an INSERT, UPDATE or DELETE touched.
    [[nodiscard]] qint64 affected() const;
    [[nodiscard]] Row at(int row) const { return Row{m_result.get(), row}; }
    [[nodiscard]] std::optional<Row> first() const
    {
        return isEmpty() ? std::nullopt : std::optional<Row>{at(0)};
    }
    [[nodiscard]] Iterator begin() const { return {m_result.get(), 0}; }
    [[nodiscard]] Iterator end() const { return {m_result.get(), m_count}; }

private:
    struct Clear
    {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
    int m_count = 0;
};

} // namespace EvalTrack::Server
