// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <concepts>
#include <functional>
#include <memory>

namespace EvalTrack {

/// One SQLite file over one connection that nobody else may share (locking_mode=EXCLUSIVE, WAL,
/// synchronous=FULL, no mmap). Statements are literals, prepared once and kept; values are always
/// bound. It knows the schema's version but nothing of what is in the tables. Made, used and
/// destroyed in the store thread.
class StoreDatabase
{
public:
    /// Storage when another program works with the file or when it is of a newer version of the
    /// program; StorageDamaged; StorageFull when the disk is full.
    [[nodiscard]] static Result<std::unique_ptr<StoreDatabase>> open(const QString &path);
    /// To read what can be read: nothing is checked and nothing brought up to date.
    [[nodiscard]] static Result<std::unique_ptr<StoreDatabase>> openDamaged(const QString &path);
    ~StoreDatabase();
    StoreDatabase(const StoreDatabase &) = delete;
    StoreDatabase &operator=(const StoreDatabase &) = delete;

    [[nodiscard]] Result<void> run(const char *sql, const QVariantList &values = {});

    /// Calls `each(query)` for every row; it returns nothing, or Result<void> to stop with an
    /// error.
    template <typename Each>
    [[nodiscard]] Result<void> select(const char *sql, const QVariantList &values, Each each)
    {
        auto query = execute(sql, values);
        if (!query) {
            return std::unexpected(query.error());
        }
        while ((*query)->next()) {
            if constexpr (std::same_as<decltype(each(**query)), Result<void>>) {
                if (auto ok = each(**query); !ok) {
                    (*query)->finish();
                    return ok;
                }
            } else {
                each(**query);
            }
        }
        return endOf(**query);
    }

    [[nodiscard]] Result<QVariant> value(const char *sql, const QVariantList &values = {});

    /// As inTransaction(), for what the server has too: it does not wait for the disk, so a power
    /// cut may take it back. What was written in between by inTransaction() is durable all the
    /// same.
    template <typename Work>
    [[nodiscard]] auto inLightTransaction(Work work) -> decltype(work())
    {
        if (auto ok = run("PRAGMA synchronous = NORMAL"); !ok) {
            return std::unexpected(ok.error());
        }
        auto result = inTransaction(std::move(work));
        if (auto ok = run("PRAGMA synchronous = FULL"); !ok) {
            return std::unexpected(ok.error());
        }
        return result;
    }

    /// StorageDamaged when one of SQLite's checks (a pragma that answers "ok") finds something.
    [[nodiscard]] Result<void> check(const char *pragma);

    /// Everything in `work` or nothing. `work` returns a Result; its error rolls back.
    template <typename Work>
    [[nodiscard]] auto inTransaction(Work work) -> decltype(work())
    {
        if (auto begun = run("BEGIN IMMEDIATE"); !begun) {
            return std::unexpected(begun.error());
        }
        auto result = work();
        if (!result) {
            rollBack();
            return result;
        }
        if (auto committed = run("COMMIT"); !committed) {
            rollBack();
            return std::unexpected(committed.error());
        }
        return result;
    }

    /// Called after a transaction came to nothing: who keeps rows in memory reads them again.
    void listenToRollBack(const void *listener, std::function<void()> rolledBack);
    void forgetListener(const void *listener);

private:
    explicit StoreDatabase(const QString &path);

    [[nodiscard]] Result<QSqlQuery *> execute(const char *sql, const QVariantList &values);
    [[nodiscard]] static Result<void> endOf(QSqlQuery &query);
    void rollBack();
    /// How the program that used the file before let go of it.
    enum class Ending { Orderly, Interrupted };

    [[nodiscard]] Result<void> configure(Ending ending);
    [[nodiscard]] Result<void> migrate();

    QString m_connectionName;
    QSqlDatabase m_database;
    QHash<const char *, std::shared_ptr<QSqlQuery>> m_queries;
    QList<std::pair<const void *, std::function<void()>>> m_listeners;
};

} // namespace EvalTrack
