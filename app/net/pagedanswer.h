// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/erroranswer.h"
#include "ports/paged.h"
#include "wire/keys.h"

#include <QJsonArray>

#include <functional>

namespace EvalTrack {

/// Asks for `limit` rows of a list after `cursor`, or for its beginning when that is empty.
void addPage(ApiRequest &request, int limit, const QString &cursor);

/// Reads the Page of contract section 6; ProtocolMismatch when a row of it cannot be read.
template <typename T, typename Parse>
[[nodiscard]] auto pagedOf(Parse parse)
{
    return [parse](const Result<HttpAnswer> &answer) -> Result<Paged<T>> {
        const auto object = objectOf(answer);
        if (!object) {
            return std::unexpected(object.error());
        }
        Paged<T> page;
        const QJsonArray items = object->value(Wire::Key::items).toArray();
        page.items.reserve(items.size());
        for (const QJsonValue &item : items) {
            auto row = std::invoke(parse, item.toObject());
            if (!row) {
                return failure(ErrorCode::ProtocolMismatch,
                               QStringLiteral("a row of a list is malformed"));
            }
            page.items.append(*std::move(row));
        }
        page.nextCursor = object->value(Wire::Key::nextCursor).toString();
        if (object->value(Wire::Key::total).isDouble()) {
            page.total = object->value(Wire::Key::total).toInteger();
        }
        return page;
    };
}

} // namespace EvalTrack
