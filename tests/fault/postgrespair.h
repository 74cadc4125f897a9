// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "postgres/postgresbinaries.h"
#include "postgres/runuser.h"
#include "storage/connectionsettings.h"

#include <QProcess>
#include <QTemporaryDir>

#include <array>

namespace EvalTrack::Fault {

/// A PostgreSQL primary and its synchronous standby: a commit is answered when the standby has it
/// on its disk too, so that whoever takes over has all that was acknowledged. (That is
/// synchronous_commit = on; remote_apply would also make it visible there, which nobody here
/// reads.) Two servers with a database `evaltrack`, which end with the object or the process.
/// Without fsync: processes die here, not the power. What does not work ends the program by qFatal.
class PostgresPair
{
public:
    PostgresPair();
    ~PostgresPair();
    PostgresPair(const PostgresPair &) = delete;
    PostgresPair &operator=(const PostgresPair &) = delete;

    /// Names both, always in the same order.
    [[nodiscard]] QString url() const;

    /// Nothing more goes to the standby, nor does it ask for anything, until it is promoted: from
    /// now on commits wait.
    void holdReplication();
    /// One process of the primary dies, and it begins anew with what is on its disk.
    void crashPrimary();
    /// SIGKILL to all that the primary is.
    void killPrimary();
    /// The standby is the primary from now on, and alone.
    void promoteStandby();
    /// What was killed comes back as the standby, from a copy of the primary.
    void rebuildStandby();

private:
    struct Node
    {
        QString name;
        quint16 port = 0;
        QProcess process;
    };

    [[nodiscard]] Node &primary() { return m_nodes.at(m_primary); }
    [[nodiscard]] Node &standby() { return m_nodes.at(1 - m_primary); }
    [[nodiscard]] QString dataOf(const Node &node) const;
    void run(const QString &program, const QStringList &arguments) const;
    void write(const QString &path, const QByteArray &text) const;
    /// What a node has to know of the other: whose word its commits wait for.
    void writeRole(const Node &node, const QString &awaited) const;
    void start(Node &node, const QStringList &settings);
    void replicate();
    [[nodiscard]] Server::ConnectionSettings ownerOf(const Node &node) const;
    /// The first value that a statement gives there; empty when it does not.
    [[nodiscard]] QString ask(const Node &node, const QByteArray &sql) const;

    Server::RunUser m_user;
    Server::PostgresBinaries m_binaries;
    QTemporaryDir m_folder;
    std::array<Node, 2> m_nodes;
    size_t m_primary = 0;
    int m_receiver = 0; ///< The standby's process that is held.
};

} // namespace EvalTrack::Fault
