// SPDX-License-Identifier: GPL-3.0-or-later
// A server with a certificate that the system does not know.
#include "base/clock.h"
#include "net/apiclient.h"
#include "net/serverprobe.h"
#include "support/fakeserver.h"
#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

/// Answers every request as a healthy server, over TLS with a certificate made now.
class TlsServer
{
public:
    TlsServer()
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                       QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
                       QStringLiteral("-keyout"), m_folder.filePath(QStringLiteral("key")),
                       QStringLiteral("-out"), m_folder.filePath(QStringLiteral("certificate")),
                       QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                       QStringLiteral("/CN=rrhh.empresa.test")});
        EXPECT_TRUE(waitFor([&] { return openssl.state() == QProcess::NotRunning; }));
        QFile key(m_folder.filePath(QStringLiteral("key")));
        EXPECT_TRUE(key.open(QIODevice::ReadOnly));
        const auto certificates =
            QSslCertificate::fromPath(m_folder.filePath(QStringLiteral("certificate")));
        EXPECT_EQ(certificates.size(), 1);
        m_certificate = certificates.value(0);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        configuration.setLocalCertificate(m_certificate);
        m_server.setSslConfiguration(configuration);
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                ++m_requests;
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nX-EvalTrack-Protocol: 1\r\nContent-Length: "
                              "36\r\n\r\n{\"status\":\"ok\",\"version\":\"2.1.0\"}   ");
            });
        });
        EXPECT_TRUE(m_server.listen(QHostAddress::LocalHost));
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort()));
    }
    [[nodiscard]] QString fingerprint() const
    {
        return CertificateTrust::fingerprintOf(m_certificate);
    }
    [[nodiscard]] int requests() const { return m_requests; }

private:
    QTemporaryDir m_folder;
    QSslCertificate m_certificate;
    QSslServer m_server;
    int m_requests = 0;
};

Result<HttpAnswer> ask(const QUrl &url, const QString &fingerprint)
{
    const SystemClock clock;
    ApiClient api(clock);
    api.setServer(url, CertificateTrust(fingerprint));
    ApiRequest request;
    request.path = QStringLiteral("/health");
    request.isAuthorized = false;
    return valueOf(api.send(request));
}

} // namespace

TEST(CertificateTest, AnUnknownCertificateIsShownAndNotTrusted)
{
    const TlsServer server;
    ServerProbe probe;
    const auto found = valueOf(probe.check(server.url()));
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_EQ(found->version, QStringLiteral("2.1.0"));
    ASSERT_TRUE(found->unknownCertificate);
    EXPECT_EQ(*found->unknownCertificate, server.fingerprint());
    EXPECT_EQ(found->certificateSubject, QStringLiteral("rrhh.empresa.test"));

    const int before = server.requests();
    const auto refused = ask(server.url(), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::UntrustedServer);
    EXPECT_FALSE(ask(server.url(), QStringLiteral("AA:BB")));
    EXPECT_EQ(server.requests(), before) << "nothing was said to it";
}

TEST(CertificateTest, ATrustedOneIsTakenByItsFingerprint)
{
    const TlsServer server;
    const auto answer = ask(server.url(), server.fingerprint());
    ASSERT_TRUE(answer) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->status, 200);

    const TlsServer another;
    EXPECT_FALSE(ask(another.url(), server.fingerprint())) << "only that one";
}

TEST(ServerProbeTest, TellsWhatAnswersThere)
{
    FakeServer server;
    ServerProbe probe;
    const auto found = valueOf(probe.check(server.url()));
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->unknownCertificate);

    server.breakNext({"/health", FakeServer::Break::Portal});
    EXPECT_EQ(valueOf(probe.check(server.url())).error().code, ErrorCode::ProtocolMismatch);
    server.setOnline(false);
    EXPECT_EQ(valueOf(probe.check(server.url())).error().code, ErrorCode::Network);
    EXPECT_EQ(valueOf(probe.check(QUrl(QStringLiteral("ftp://x")))).error().code,
              ErrorCode::BadRequest);
}
