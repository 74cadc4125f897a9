// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/figures.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <optional>

namespace EvalTrack::Bench {

/// An evaltrack-server of its own over a demo company in a folder that goes with it. Every start
/// listens on the same port, so that a client finds it again.
class ServerProcess
{
public:
    ServerProcess();
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// Fills an empty database; false, with a word on standard error, when that fails.
    [[nodiscard]] bool fill(int people, int events);
    /// Ready when GET /ready says so.
    [[nodiscard]] bool start();
    void stop();
    /// What the database's clock says; it has to be up.
    [[nodiscard]] QString databaseTime() const;
    /// What the rows that were written or changed since a time of the database cost PostgreSQL at
    /// the least: COPY into tables with the same indexes, without triggers and constraints; beside
    /// it, how long it took to send them.
    [[nodiscard]] bool measureCopy(const QString &since, Clock::duration drain);

    /// The same for an import of people.
    [[nodiscard]] bool measureImportedCopy(const QString &since, Clock::duration imported);

    [[nodiscard]] QUrl url() const;

    /// A table, and which of its rows were written since a time (%1).
    struct WrittenTable
    {
        const char *name;
        const char *since;
    };

private:
    struct Copied
    {
        Clock::duration first; ///< Of the first table alone.
        Clock::duration all;
        qint64 rows = 0;
    };
    [[nodiscard]] std::optional<Copied> copy(const QList<WrittenTable> &tables,
                                             const QString &since);
    void prepare(QProcess &process, const QStringList &arguments) const;
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] QString databaseUrl() const;

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace EvalTrack::Bench
