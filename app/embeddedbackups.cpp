// SPDX-License-Identifier: GPL-3.0-or-later
#include "embeddedbackups.h"

#include "base/deliver.h"
#include "embeddedserver.h"

namespace EvalTrack {

namespace {

QFuture<Result<void>> noServer()
{
    return readyFuture(Result<void>(failure(
        ErrorCode::Unavailable, QStringLiteral("The server on this computer is not running"))));
}

} // namespace

void EmbeddedBackups::setServer(Server::EmbeddedServer *server)
{
    if (m_server == server) {
        return;
    }
    m_server = server;
    if (m_server != nullptr) {
        connect(m_server, &Server::EmbeddedServer::backupsChanged, this, &LocalBackups::changed);
    }
    Q_EMIT changed();
}

const LocalBackupState &EmbeddedBackups::state() const
{
    return m_server ? m_server->backups() : m_none;
}

void EmbeddedBackups::refresh()
{
    if (m_server) {
        m_server->refreshBackups();
    }
}

QFuture<Result<void>> EmbeddedBackups::setFolder(const QString &folder)
{
    if (!m_server) {
        return noServer();
    }
    const QFuture<Result<void>> set = m_server->setBackupFolder(folder);
    deliver(set, this, [this](const Result<void> &taken) {
        if (taken) {
            Q_EMIT folderChosen(state().folder);
        }
    });
    return set;
}

QFuture<Result<void>> EmbeddedBackups::backUpNow()
{
    return m_server ? m_server->backUpNow() : noServer();
}

QFuture<Result<void>> EmbeddedBackups::restore(const LocalBackup &backup)
{
    return m_server ? m_server->restoreBackup(backup.file) : noServer();
}

QFuture<Result<void>> EmbeddedBackups::bringBack()
{
    return m_server ? m_server->bringBack() : noServer();
}

} // namespace EvalTrack
