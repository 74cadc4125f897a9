// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonclient.h"

#include "support/waitfor.h"

#include <QJsonDocument>
#include <QNetworkReply>

#include <memory>

namespace EvalTrack::Test {

JsonClient::JsonClient(const QUrl &url)
    : m_url(url)
{}

JsonAnswer JsonClient::ask(const QByteArray &verb, const QString &path, const QJsonObject &body)
{
    QNetworkRequest request(QUrl(m_url.toString() + path));
    if (!m_token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + m_token);
    }
    for (auto header = m_headers.cbegin(); header != m_headers.cend(); ++header) {
        request.setRawHeader(header.key(), header.value());
    }
    QByteArray bytes;
    if (!body.isEmpty()) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, bytes));
    (void)waitFor([&reply] { return reply->isFinished(); });
    JsonAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.retryAfter = reply->rawHeader("Retry-After");
    answer.connection = reply->rawHeader("Connection");
    answer.text = reply->readAll();
    answer.body = QJsonDocument::fromJson(answer.text).object();
    return answer;
}

bool JsonClient::signIn(const QString &email, const QString &password)
{
    m_token.clear();
    const JsonAnswer answer =
        ask("POST", QStringLiteral("/auth/login"),
            {{QStringLiteral("email"), email}, {QStringLiteral("password"), password}});
    m_token = answer.body.value(QLatin1String("access_token")).toString().toLatin1();
    return answer.status == 200;
}

} // namespace EvalTrack::Test
