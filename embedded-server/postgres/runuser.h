// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <atomic>
#include <chrono>
#include <optional>

class QProcess;

namespace EvalTrack::Server {

/// The account that PostgreSQL's programs run under. PostgreSQL refuses to be root, so when we are,
/// they become `postgres` (or `nobody`), and what they write to is given to that account. Otherwise
/// it is ourselves. A value.
class RunUser
{
public:
    struct Outcome
    {
        int exitCode = -1;
        QString output; ///< Standard output and error.
    };
    /// Where a program reads and writes. The files are opened by us, so that they may lie where
    /// only we may go.
    struct Streams
    {
        QString input = {};  ///< Standard input; empty: nothing.
        QString output = {}; ///< Standard output, which is not in Outcome::output then.
        QHash<QString, QString> environment = {};
        const std::atomic<bool> *isCancelled = nullptr; ///< Ends the program: Cancelled.
    };

    /// The error says that there is no account to use.
    [[nodiscard]] static Result<RunUser> choose();

    /// Runs a program to its end; Timeout when it does not come. The program gets the C locale, so
    /// that its words can be recognised, and no environment that could lead it elsewhere (PG…).
    [[nodiscard]] Result<Outcome> run(const QString &program, const QStringList &arguments,
                                      std::chrono::milliseconds limit) const;
    [[nodiscard]] Result<Outcome> run(const QString &program, const QStringList &arguments,
                                      std::chrono::milliseconds limit,
                                      const Streams &streams) const;
    /// Lets a process that is not started yet run so: as this account, in the same environment.
    void prepare(QProcess &process) const;
    /// Gives a file or folder (not what is in it) to the account.
    [[nodiscard]] bool give(const QString &path) const;
    /// Makes a folder that only the account can enter, or finds it so. False when something else is
    /// there: in a folder that others can write to it may be a trap, so it is neither followed nor
    /// changed.
    [[nodiscard]] bool makePrivateFolder(const QString &path) const;
    /// Whether the account can enter a folder: every folder above must let it through.
    [[nodiscard]] bool canReach(const QString &folder) const;
    [[nodiscard]] bool owns(const QString &path) const;
    [[nodiscard]] bool isOther() const { return m_other.has_value(); }

private:
    struct Account
    {
        unsigned user = 0;
        unsigned group = 0;
    };
    std::optional<Account> m_other; // nothing: ourselves
};

} // namespace EvalTrack::Server
