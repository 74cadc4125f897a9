// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pagedanswer.h"

#include <QUrl>

namespace EvalTrack {

void addPage(ApiRequest &request, int limit, const QString &cursor)
{
    request.query.addQueryItem(QString(Wire::Key::limit), QString::number(limit));
    if (!cursor.isEmpty()) {
        request.query.addQueryItem(QString(Wire::Key::cursor),
                                   QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    }
}

} // namespace EvalTrack
