// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverhost.h"

#include "base/deliver.h"
#include "embeddedserver.h"

#include <QSettings>

namespace EvalTrack {

namespace {

const QString ModeKey = QStringLiteral("connection/mode"); // "thisComputer" or "server"
const QString UrlKey = QStringLiteral("connection/url");
const QString CertificateKey = QStringLiteral("connection/trustedCertificate");
const QString ThisComputer = QStringLiteral("thisComputer");
const QString BackupFolderKey = QStringLiteral("backup/folder");
const QString RemoteServer = QStringLiteral("server");

} // namespace

ServerHost::ServerHost(QString dataFolder, bool withDemoCompany, QSettings &settings,
                       QObject *parent)
    : ServerConnection(parent)
    , m_dataFolder(std::move(dataFolder))
    , m_withDemoCompany(withDemoCompany)
    , m_settings(settings)
{
    connect(&m_backups, &EmbeddedBackups::folderChosen, this, [this](const QString &folder) {
        if (!m_withDemoCompany) {
            m_settings.setValue(BackupFolderKey, folder);
        }
    });
}

ServerHost::~ServerHost()
{
    endEmbedded();
}

void ServerHost::endEmbedded()
{
    m_backups.setServer(nullptr);
    m_embedded.reset();
}

void ServerHost::resume()
{
    const QString mode = m_settings.value(ModeKey).toString();
    if (mode == ThisComputer) {
        deliver(useThisComputer(), this, [this](const Result<void> &result) {
            if (!result) {
                Q_EMIT failed(result.error());
            }
        });
    } else if (mode == RemoteServer) {
        const QUrl url = m_settings.value(UrlKey).toUrl();
        take({url, url.toString(), m_settings.value(CertificateKey).toString()}, false);
    }
}

bool ServerHost::isLast(const QUrl &url) const
{
    return m_settings.value(ModeKey).toString() == RemoteServer &&
           m_settings.value(UrlKey).toUrl() == url;
}

void ServerHost::shutDown()
{
    endEmbedded();
}

bool ServerHost::isChosen() const
{
    return !m_url.isEmpty();
}

bool ServerHost::isThisComputer() const
{
    return m_isThisComputer;
}

QUrl ServerHost::url() const
{
    return m_url;
}

QFuture<Result<void>> ServerHost::useThisComputer()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    m_waiting.append(promise);
    if (m_embedded) {
        if (!m_embedded->url().isEmpty()) {
            answerWaiting({});
        }
        return promise->future();
    }
    Server::EmbeddedServerOptions options;
    // Whoever tried the demo starts work with a company of their own.
    options.dataFolder = m_dataFolder + (m_withDemoCompany ? u"/server"_qs : u"/company"_qs);
    options.withDemoCompany = m_withDemoCompany;
    if (!m_withDemoCompany) {
        options.backupFolder = m_settings.value(BackupFolderKey).toString();
    }
    m_embedded = std::make_unique<Server::EmbeddedServer>(options);
    connect(m_embedded.get(), &Server::EmbeddedServer::progress, this, &ServerConnection::progress);
    connect(m_embedded.get(), &Server::EmbeddedServer::started, this, [this](const QUrl &url) {
        if (!m_withDemoCompany) {
            m_settings.setValue(ModeKey, ThisComputer);
        }
        // The port is another at every start; the accounts' local stores must be found again all
        // the same.
        m_backups.setServer(m_embedded.get());
        take({url,
              m_withDemoCompany ? QStringLiteral("demo-company") : QStringLiteral("this-computer"),
              QString()},
             true);
        answerWaiting({});
    });
    connect(m_embedded.get(), &Server::EmbeddedServer::failed, this, [this](const Error &error) {
        m_backups.setServer(nullptr);
        // Deleted later: the signal comes from it.
        m_embedded.release()->deleteLater();
        answerWaiting(std::unexpected(error));
    });
    m_embedded->start();
    return promise->future();
}

void ServerHost::answerWaiting(const Result<void> &result)
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &promise : waiting) {
        promise->addResult(result);
        promise->finish();
    }
}

bool ServerHost::needsFirstAdministrator() const
{
    return m_embedded && m_embedded->needsFirstAdministrator();
}

QFuture<Result<void>> ServerHost::createFirstAdministrator(const QString &name,
                                                           const QString &email,
                                                           const QString &password)
{
    if (!m_embedded) {
        return readyFuture(Result<void>(failure(
            ErrorCode::Unavailable, QStringLiteral("The server on this computer is not running"))));
    }
    return m_embedded->createFirstAdministrator(name, email, Redacted(password));
}

QFuture<Result<ServerCheck>> ServerHost::check(const QUrl &url)
{
    return m_probe.check(url);
}

QFuture<Result<void>> ServerHost::useServer(const ServerCheck &checked)
{
    m_settings.setValue(ModeKey, RemoteServer);
    m_settings.setValue(UrlKey, checked.url);
    m_settings.setValue(CertificateKey, checked.unknownCertificate.value_or(QString()));
    endEmbedded();
    take({checked.url, checked.url.toString(), checked.unknownCertificate.value_or(QString())},
         false);
    return readyFuture(Result<void>());
}

void ServerHost::forget()
{
    m_settings.remove(ModeKey);
    m_settings.remove(UrlKey);
    m_settings.remove(CertificateKey);
    endEmbedded();
    m_url.clear();
    m_isThisComputer = false;
}

void ServerHost::take(const ServerAddress &address, bool isThisComputer)
{
    m_url = address.url;
    m_isThisComputer = isThisComputer;
    Q_EMIT addressChanged(address);
    Q_EMIT chosen();
}

} // namespace EvalTrack
