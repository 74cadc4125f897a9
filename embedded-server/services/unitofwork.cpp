// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/unitofwork.h"

#include "wire/keys.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace EvalTrack::Server {

namespace {

/// The revision of If-Match: `"7"`, W/"7" or 7; nullopt when any revision will do, -1 for a tag
/// that is none of ours and so never matches.
std::optional<qint64> revisionFrom(QByteArray header)
{
    header = header.trimmed();
    if (header.isEmpty() || header == "*") {
        return std::nullopt;
    }
    if (header.startsWith("W/")) {
        header = header.mid(2);
    }
    if (header.size() >= 2 && header.startsWith('"') && header.endsWith('"')) {
        header = header.mid(1, header.size() - 2);
    }
    bool isNumber = false;
    const qint64 revision = header.toLongLong(&isNumber);
    return isNumber ? revision : -1;
}

} // namespace

UnitOfWork::UnitOfWork(Database &database, const Request &request, Timestamp now)
    : m_database(database)
    , m_caller(request.caller)
    , m_actor(request.caller.id)
    , m_requestId(request.requestId)
    , m_now(now)
    , m_expectedRevision(revisionFrom(request.header("if-match")))
{}

Result<void> UnitOfWork::requireRevision(qint64 current) const
{
    if (m_expectedRevision && *m_expectedRevision != current) {
        return failure(ErrorCode::Stale);
    }
    return {};
}

void UnitOfWork::audit(const char *action, const char *entity, qint64 id, const QUuid &uuid,
                       const QByteArray &detail)
{
    m_entries.append({action, entity, id, uuid, detail});
}

void UnitOfWork::auditChange(const char *action, const char *entity, qint64 id, const QUuid &uuid,
                             const QStringList &fields)
{
    const QJsonObject detail{{QString(Wire::Key::fields), QJsonArray::fromStringList(fields)}};
    audit(action, entity, id, uuid, QJsonDocument(detail).toJson(QJsonDocument::Compact));
}

void UnitOfWork::announce(ChangeNotifier::MaySee maySee)
{
    m_announcements.append(std::move(maySee));
}

void UnitOfWork::announceToEverybody()
{
    announce([](const Caller &) { return true; });
}

void UnitOfWork::announceTo(UserId owner, Permission permission)
{
    // A door's list is of people and attendances.
    const bool concernsDoors =
        permission == Permission::ViewPeople || permission == Permission::ManageAttendance;
    announce([owner, permission, concernsDoors](const Caller &caller) {
        return caller.id == owner || caller.may(permission) ||
               (concernsDoors && caller.may(Permission::ActAsStation));
    });
}

void UnitOfWork::forgetAccount(UserId user)
{
    m_forgottenAccounts.append(user);
}

Result<void> UnitOfWork::writeAudit() const
{
    const AuditRepository audit(m_database);
    for (const AuditRepository::Entry &entry : m_entries) {
        if (auto written = audit.append(m_actor, m_requestId, entry); !written) {
            return written;
        }
    }
    return {};
}

} // namespace EvalTrack::Server
