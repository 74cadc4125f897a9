// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/apirequest.h"

#include "base/strongid.h"
#include "wire/syncprotocol.h"

namespace EvalTrack {

void ApiRequest::setIdempotencyKey(const QUuid &key)
{
    headers.append({Wire::IdempotencyKeyHeader.toByteArray(), toText(key).toLatin1()});
}

void ApiRequest::setIfMatch(qint64 revision)
{
    headers.append({QByteArrayLiteral("If-Match"), '"' + QByteArray::number(revision) + '"'});
}

} // namespace EvalTrack
