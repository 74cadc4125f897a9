// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/jsonparts.h"
#include "http/request.h"
#include "storage/repositories/feedrepository.h"
#include "wire/jsonwriter.h"
#include "wire/keys.h"

#include <functional>

namespace EvalTrack::Server {

/// What `?limit=&cursor=` ask for.
struct PageRequest
{
    std::optional<int> limit; ///< Absent: the whole list.
    std::optional<Position> after;
};

/// `list` is written into cursors, so that the cursor of one list is refused by another.
[[nodiscard]] Result<PageRequest> pageRequestOf(const Request &request, const char *list);
/// For whom, of what, and of which state of the database an answer is: nobody has changed anything
/// while it stays the same.
[[nodiscard]] JsonParts::Tag tagOf(const Request &request, const FeedRepository &feed);
[[nodiscard]] QString cursorTextOf(const char *list, const Position &position);

/// A list that a route answers: where its rows come from, how one is written, and where a row
/// stands in the order. The one place that knows how lists are paged and streamed.
template <typename T>
struct Listing
{
    const char *name = nullptr;
    /// Up to `limit` rows that follow the position; nullopt is the beginning.
    std::function<Result<QList<T>>(const std::optional<Position> &after, int limit)> fetch;
    std::function<void(Wire::JsonWriter &json, const T &item)> write;
    std::function<Position(const T &item)> positionOf;
    /// Of what is too long to be sent whole (tagOf()).
    JsonParts::Tag tag;
    /// How many there are in all; only asked for the first page. Empty when that would be slow.
    std::function<Result<qint64>()> count;

    /// {"items":[…],"nextCursor":…,"total":…}
    [[nodiscard]] Result<Response> page(int limit, const std::optional<Position> &after) const;
    /// The array as parts of an answer, brackets included.
    [[nodiscard]] JsonParts::Part array() const;
    /// The plain array of the contract, or a page when `limit` is given.
    [[nodiscard]] Result<Response> answer(const Request &request) const;
    /// For the routes that the contract does not have: always a page.
    [[nodiscard]] Result<Response> answerPaged(const Request &request) const;

    static constexpr int Batch = 512;
    static constexpr int DefaultLimit = 100;
};

template <typename T>
Result<Response> Listing<T>::page(int limit, const std::optional<Position> &after) const
{
    auto items = fetch(after, limit + 1);
    if (!items) {
        return std::unexpected(items.error());
    }
    const bool hasMore = items->size() > limit;
    if (hasMore) {
        items->resize(limit);
    }
    Wire::JsonWriter json;
    json.beginObject();
    json.key(Wire::Key::items);
    json.beginArray();
    for (const T &item : *items) {
        write(json, item);
    }
    json.endArray();
    json.field(Wire::Key::nextCursor,
               hasMore ? std::optional(cursorTextOf(name, positionOf(items->last())))
                       : std::nullopt);
    std::optional<qint64> total;
    if (count && !after) {
        const auto counted = count();
        if (!counted) {
            return std::unexpected(counted.error());
        }
        total = *counted;
    }
    json.field(Wire::Key::total, total);
    json.endObject();
    return Server::json(200, json.take());
}

template <typename T>
JsonParts::Part Listing<T>::array() const
{
    struct State
    {
        std::optional<Position> after;
        bool isFirst = true;
        bool isFinished = false;
    };
    return [listing = *this, state = State()]() mutable -> Result<std::optional<QByteArray>> {
        if (state.isFinished) {
            return std::nullopt;
        }
        const auto items = listing.fetch(state.after, Batch);
        if (!items) {
            return std::unexpected(items.error());
        }
        Wire::JsonWriter json;
        QByteArray piece = state.isFirst ? QByteArrayLiteral("[") : QByteArray();
        // A piece is the inside of an array: written as one, then its brackets are dropped.
        if (!items->isEmpty()) {
            json.beginArray();
            for (const T &item : *items) {
                listing.write(json, item);
            }
            json.endArray();
            const QByteArray text = json.take();
            if (!state.isFirst) {
                piece += ',';
            }
            piece += QByteArrayView(text).sliced(1, text.size() - 2);
            state.after = listing.positionOf(items->last());
            state.isFirst = false;
        }
        if (items->size() < Batch) {
            piece += ']';
            state.isFinished = true;
        }
        return piece;
    };
}

template <typename T>
Result<Response> Listing<T>::answer(const Request &request) const
{
    const auto asked = pageRequestOf(request, name);
    if (!asked) {
        return std::unexpected(asked.error());
    }
    if (asked->limit) {
        return page(*asked->limit, asked->after);
    }
    return JsonParts::answer(200, {array()}, tag);
}

template <typename T>
Result<Response> Listing<T>::answerPaged(const Request &request) const
{
    const auto asked = pageRequestOf(request, name);
    if (!asked) {
        return std::unexpected(asked.error());
    }
    return page(asked->limit.value_or(DefaultLimit), asked->after);
}

} // namespace EvalTrack::Server
