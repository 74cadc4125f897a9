// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>

namespace EvalTrack::Server {

/// Which web pages may talk to this server: the origins of FRONTEND_URL, with credentials. Says
/// only what to answer; a request without an Origin is not a page's and none of its business.
class CorsPolicy
{
public:
    explicit CorsPolicy(const QList<QByteArray> &origins);

    [[nodiscard]] bool allows(const QByteArray &origin) const;
    /// Appends header lines for an answer to `origin` ("Name: value\r\n"); Vary is always told, for
    /// caches.
    void writeHeaders(QByteArray &head, const QByteArray &origin) const;
    void writePreflightHeaders(QByteArray &head) const;

private:
    QSet<QByteArray> m_origins;
};

} // namespace EvalTrack::Server
