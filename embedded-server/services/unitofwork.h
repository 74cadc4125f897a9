// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "http/changenotifier.h"
#include "http/request.h"
#include "storage/repositories/auditrepository.h"

#include <QList>

#include <optional>

namespace EvalTrack::Server {

class Database;

/// One change that somebody asked for, from its first statement to its commit: who asks, when, on
/// what condition, and what is to happen once it is committed. A service does its statements, says
/// what it did with audit(), and whom it concerns; whoever runs the unit (Mutations) owns the
/// transaction and carries out the rest. Lives as long as one attempt of one transaction.
class UnitOfWork
{
public:
    UnitOfWork(Database &database, const Request &request, Timestamp now);

    [[nodiscard]] Database &database() const { return m_database; }
    [[nodiscard]] const Caller &caller() const { return m_caller; }
    [[nodiscard]] Timestamp now() const { return m_now; }

    /// Whether the request carries If-Match.
    [[nodiscard]] bool namesRevision() const { return m_expectedRevision.has_value(); }
    /// Stale when the request carries If-Match and names another revision.
    [[nodiscard]] Result<void> requireRevision(qint64 current) const;

    /// Who the caller is whom the request did not name: signing in, signing out, enrolling. Only
    /// what audit() writes is told by it.
    void actAs(UserId account) { m_actor = account; }
    void audit(const char *action, const char *entity, qint64 id, const QUuid &uuid,
               const QByteArray &detail = {});
    /// The same of a change, with the names of the fields that are otherwise now; never what is in
    /// them.
    void auditChange(const char *action, const char *entity, qint64 id, const QUuid &uuid,
                     const QStringList &fields);
    /// After the commit: tell those who may see it that something changed.
    void announce(ChangeNotifier::MaySee maySee);
    void announceToEverybody();
    /// A person's own record: that person, everybody who has the permission, and capture stations
    /// when it is of what they show.
    void announceTo(UserId owner, Permission permission);
    /// After the commit: the account is read anew with its next request.
    void forgetAccount(UserId user);

    [[nodiscard]] Result<void> writeAudit() const;
    [[nodiscard]] const QList<ChangeNotifier::MaySee> &announcements() const
    {
        return m_announcements;
    }
    [[nodiscard]] const QList<UserId> &forgottenAccounts() const { return m_forgottenAccounts; }

private:
    Database &m_database;
    Caller m_caller;
    UserId m_actor; ///< For the audit log; null: the server itself.
    QByteArray m_requestId;
    Timestamp m_now;
    std::optional<qint64> m_expectedRevision;
    QList<AuditRepository::Entry> m_entries;
    QList<ChangeNotifier::MaySee> m_announcements;
    QList<UserId> m_forgottenAccounts;
};

} // namespace EvalTrack::Server
