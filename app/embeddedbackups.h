// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/localbackups.h"

namespace EvalTrack {

namespace Server {
class EmbeddedServer;
}

/// The port over the embedded server, which does the work. Lives in the UI thread, as the server
/// does.
class EmbeddedBackups final : public LocalBackups
{
    Q_OBJECT
public:
    using LocalBackups::LocalBackups;

    /// Null when there is none any more.
    void setServer(Server::EmbeddedServer *server);

    [[nodiscard]] bool isAvailable() const override { return m_server != nullptr; }
    [[nodiscard]] const LocalBackupState &state() const override;
    void refresh() override;
    QFuture<Result<void>> setFolder(const QString &folder) override;
    QFuture<Result<void>> backUpNow() override;
    QFuture<Result<void>> restore(const LocalBackup &backup) override;
    QFuture<Result<void>> bringBack() override;

Q_SIGNALS:
    /// Somebody chose it and it can be used.
    void folderChosen(const QString &folder);

private:
    Server::EmbeddedServer *m_server = nullptr;
    LocalBackupState m_none;
};

} // namespace EvalTrack
