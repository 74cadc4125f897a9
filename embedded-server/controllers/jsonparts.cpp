// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/jsonparts.h"

namespace EvalTrack::Server {

namespace {

/// Up to here an answer is sent whole; a piece of a stream is of the same order.
constexpr qsizetype ShortAnswer = 512 * 1024;

} // namespace

JsonParts::JsonParts(std::vector<Part> parts)
    : m_parts(std::move(parts))
{}

JsonParts::Part JsonParts::text(QByteArray json)
{
    return [json = std::move(json)]() mutable -> Result<std::optional<QByteArray>> {
        return json.isNull() ? std::nullopt : std::optional(std::exchange(json, {}));
    };
}

Result<Response> JsonParts::answer(int status, std::vector<Part> parts, const Tag &tag)
{
    auto source = std::make_unique<JsonParts>(parts);
    QByteArray head;
    while (head.size() < ShortAnswer) {
        auto piece = source->next();
        if (!piece) {
            return std::unexpected(piece.error());
        }
        if (!*piece) {
            return json(status, std::move(head));
        }
        head += **piece;
    }
    Response response = json(status, {});
    if (tag) {
        auto told = tag();
        if (!told) {
            return std::unexpected(told.error());
        }
        response.sourceTag = *std::move(told);
        source = std::make_unique<JsonParts>(std::move(parts));
    } else {
        source->m_head = std::move(head);
    }
    response.source = std::move(source);
    return response;
}

Result<std::optional<QByteArray>> JsonParts::next()
{
    if (!m_head.isNull()) {
        return std::exchange(m_head, {});
    }
    while (m_current < m_parts.size()) {
        auto piece = m_parts[m_current]();
        if (!piece || *piece) {
            return piece;
        }
        m_parts[m_current] = {};
        ++m_current;
    }
    return std::nullopt;
}

} // namespace EvalTrack::Server
