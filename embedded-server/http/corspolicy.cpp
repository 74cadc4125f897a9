// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/corspolicy.h"

namespace EvalTrack::Server {

CorsPolicy::CorsPolicy(const QList<QByteArray> &origins)
    : m_origins(origins.begin(), origins.end())
{}

bool CorsPolicy::allows(const QByteArray &origin) const
{
    return m_origins.contains(origin);
}

void CorsPolicy::writeHeaders(QByteArray &head, const QByteArray &origin) const
{
    head += "Vary: Origin\r\n";
    if (!origin.isEmpty() && allows(origin)) {
        head += "Access-Control-Allow-Origin: ";
        head += origin;
        head += "\r\nAccess-Control-Allow-Credentials: true\r\n"
                "Access-Control-Expose-Headers: ETag, Retry-After, X-Request-Id\r\n";
    }
}

void CorsPolicy::writePreflightHeaders(QByteArray &head) const
{
    head += "Access-Control-Allow-Methods: GET,POST,PUT,PATCH,DELETE,OPTIONS\r\n"
            "Access-Control-Allow-Headers: "
            "Content-Type,Authorization,Accept,Idempotency-Key,If-Match,If-None-Match,"
            "X-Request-Id\r\n"
            "Access-Control-Max-Age: 600\r\n";
}

} // namespace EvalTrack::Server
