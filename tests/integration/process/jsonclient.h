// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

namespace EvalTrack::Test {

struct JsonAnswer
{
    int status = 0;
    QJsonObject body;
    QByteArray text;
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

private:
    QUrl m_url;
    QByteArray m_token;
    QNetworkAccessManager m_network;
};

} // namespace EvalTrack::Test
