// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/serverprobe.h"

#include "base/deliver.h"
#include "net/certificatetrust.h"
#include "wire/fieldreader.h"
#include "wire/keys.h"
#include "wire/syncprotocol.h"

#include <QNetworkReply>
#include <QPromise>
#include <QTimer>

#include <memory>

namespace EvalTrack {

namespace {

constexpr std::chrono::seconds ProbeTime{8}; // somebody looks at the form meanwhile

Result<ServerCheck> judged(QNetworkReply *reply, ServerCheck check, bool timedOut)
{
    const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid()) {
        return timedOut ? failure(ErrorCode::Timeout, QStringLiteral("no answer in time"))
                        : failure(ErrorCode::Network, reply->errorString());
    }
    const QByteArray protocol = reply->rawHeader(Wire::ProtocolHeader.toByteArray());
    if (protocol != QByteArray::number(Wire::ProtocolVersion)) {
        return failure(ErrorCode::ProtocolMismatch, QStringLiteral("not an EvalTrack server"));
    }
    if (status.value<int>() != 200) {
        return failure(ErrorCode::Unavailable, QStringLiteral("the server is not ready"));
    }
    const auto body = Wire::parseObject(reply->readAll());
    if (!body) {
        return failure(ErrorCode::ProtocolMismatch, body.error().detail);
    }
    check.version = body->value(Wire::Key::version).toString();
    return check;
}

} // namespace

ServerProbe::ServerProbe(QObject *parent)
    : QObject(parent)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QFuture<Result<ServerCheck>> ServerProbe::check(const QUrl &url)
{
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || url.host().isEmpty() || !isWeb) {
        return readyFuture<Result<ServerCheck>>(
            failure(ErrorCode::BadRequest, QStringLiteral("not a web address")));
    }
    struct Look
    {
        QPromise<Result<ServerCheck>> promise;
        ServerCheck check;
        bool timedOut = false;
    };
    auto look = std::make_shared<Look>();
    look->check.url = url.adjusted(QUrl::StripTrailingSlash | QUrl::RemoveQuery |
                                   QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    look->promise.start();

    QUrl health = look->check.url;
    health.setPath(health.path() + u"/health"_qs);
    QNetworkRequest request(health);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::sslErrors, this, [look, reply](const QList<QSslError> &errors) {
        // Only to look at it: nothing secret is sent before the person has decided.
        const QSslCertificate certificate = reply->sslConfiguration().peerCertificate();
        look->check.unknownCertificate = CertificateTrust::fingerprintOf(certificate);
        look->check.certificateIssuer = certificate.issuerDisplayName();
        look->check.certificateSubject = certificate.subjectDisplayName();
        reply->ignoreSslErrors(errors);
    });
    QTimer::singleShot(ProbeTime, reply, [look, reply] {
        look->timedOut = true;
        reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [look, reply] {
        reply->deleteLater();
        look->promise.addResult(judged(reply, look->check, look->timedOut));
        look->promise.finish();
    });
    return look->promise.future();
}

} // namespace EvalTrack
