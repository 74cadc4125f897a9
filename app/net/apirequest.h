// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrlQuery>
#include <QUuid>

#include <chrono>
#include <optional>

namespace EvalTrack {

/// One request to the server, as a value.
struct ApiRequest
{
    QByteArray verb = QByteArrayLiteral("GET");
    QString path; ///< "/events/7"
    QUrlQuery query;
    QByteArray body; ///< JSON; empty for none.
    QList<QPair<QByteArray, QByteArray>> headers;
    std::chrono::milliseconds timeout = std::chrono::seconds(20);
    bool isAuthorized = true; ///< Sends the access token; 401 is then answered by one refresh.

    /// Makes the server do what this asks for once, however often it is sent (contract, section 5).
    void setIdempotencyKey(const QUuid &key);
    /// Makes the server refuse the change (412) when the record has another revision by now.
    void setIfMatch(qint64 revision);
};

/// An answer of our server (it carried X-EvalTrack-Protocol), whatever its status.
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    std::optional<std::chrono::seconds> retryAfter;
    std::optional<Timestamp> serverDate; ///< The Date header, to the second.
    std::chrono::milliseconds roundTrip{0};

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
};

} // namespace EvalTrack
