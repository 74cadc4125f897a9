// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <memory>

namespace EvalTrack::Bench {

/// What a durable record costs at the least: a row into an SQLite file with the settings of the
/// local store (WAL, synchronous=FULL) and nothing around it.
class PlainInsert
{
public:
    explicit PlainInsert(const QString &folder);
    ~PlainInsert();
    PlainInsert(const PlainInsert &) = delete;
    PlainInsert &operator=(const PlainInsert &) = delete;

    [[nodiscard]] bool isOpen() const { return m_insert != nullptr; }
    void insert(const QByteArray &text);

private:
    QSqlDatabase m_database;
    std::unique_ptr<QSqlQuery> m_insert;
};

} // namespace EvalTrack::Bench
