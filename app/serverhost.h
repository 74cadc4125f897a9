// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "embeddedbackups.h"
#include "net/serverprobe.h"
#include "ports/serverconnection.h"
#include "sync/clientengine.h"

#include <QList>
#include <QPromise>

#include <memory>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

namespace Server {
class EmbeddedServer;
}

/// Keeps the choice of server and runs the embedded one when that is it: the one place of the
/// desktop program that knows EmbeddedServer. The engine hears of the address by addressChanged().
/// Lives in the UI thread; settings outlive it.
class ServerHost final : public ServerConnection
{
    Q_OBJECT
public:
    ServerHost(QString dataFolder, bool withDemoCompany, QSettings &settings,
               QObject *parent = nullptr);
    ~ServerHost() override;

    /// Takes up what was chosen at an earlier start; chosen(), or failed(), follows. Nothing
    /// happens when nothing was chosen.
    void resume();
    /// Whether resume() would take up this server.
    [[nodiscard]] bool isLast(const QUrl &url) const;
    /// Ends the embedded server, if it runs.
    void shutDown();

    [[nodiscard]] bool isChosen() const override;
    [[nodiscard]] bool isThisComputer() const override;
    [[nodiscard]] QUrl url() const override;
    QFuture<Result<void>> useThisComputer() override;
    [[nodiscard]] bool needsFirstAdministrator() const override;
    QFuture<Result<void>> createFirstAdministrator(const QString &name, const QString &email,
                                                   const QString &password) override;
    QFuture<Result<ServerCheck>> check(const QUrl &url) override;
    QFuture<Result<void>> useServer(const ServerCheck &checked) override;
    void forget() override;

    [[nodiscard]] LocalBackups &backups() { return m_backups; }

Q_SIGNALS:
    void addressChanged(const EvalTrack::ServerAddress &address);

private:
    void take(const ServerAddress &address, bool isThisComputer);
    void endEmbedded();
    void answerWaiting(const Result<void> &result);

    QString m_dataFolder;
    bool m_withDemoCompany;
    QSettings &m_settings;
    EmbeddedBackups m_backups;
    ServerProbe m_probe;
    std::unique_ptr<Server::EmbeddedServer> m_embedded;
    QList<std::shared_ptr<QPromise<Result<void>>>>
        m_waiting; ///< Callers of useThisComputer() while it starts.
    QUrl m_url;
    bool m_isThisComputer = false;
};

} // namespace EvalTrack
