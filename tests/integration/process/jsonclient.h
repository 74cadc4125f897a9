// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

namespace EvalTrack::Test {

struct JsonAnswer
{
    int status = 0;
    QJsonObject body;
    QByteArray text;
    QByteArray retryAfter; ///< The headers of these names; empty without them.
    QByteArray connection;
};

/// Asks a server and waits for its answer.
class JsonClient
{
public:
    explicit JsonClient(const QUrl &url);

    [[nodiscard]] JsonAnswer ask(const QByteArray &verb, const QString &path,
                                 const QJsonObject &body = {});
    /// Signs in; later requests carry the token. Whether it succeeded.
    [[nodiscard]] bool signIn(const QString &email, const QString &password);
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    /// Of all later requests.
    void setHeader(const QByteArray &name, const QByteArray &value)
    {
        m_headers.insert(name, value);
    }

private:
    QUrl m_url;
    QByteArray m_token;
    QHash<QByteArray, QByteArray> m_headers;
    QNetworkAccessManager m_network;
};

} // namespace EvalTrack::Test
