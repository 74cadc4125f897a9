// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/response.h"

#include <functional>
#include <vector>

namespace EvalTrack::Server {

/// A long JSON answer as a row of parts, each of which gives pieces until it has none. What is
/// short is answered in one body with its length; the rest streams in bounded memory. Pulled in the
/// event loop of its connection, while the loop's database lives.
class JsonParts final : public BodySource
{
public:
    /// The next piece; nullopt when the part is finished. Not called again after that.
    using Part = std::function<Result<std::optional<QByteArray>>()>;

    [[nodiscard]] static Part text(QByteArray json);
    /// Tells what the parts say from what they say at another time, or to somebody else.
    using Tag = std::function<Result<QByteArray>()>;
    /// The parts in order as one answer. `tag` is asked for when it is too long to be sent whole;
    /// the parts are read from their beginning after that, so that they are no older than it.
    [[nodiscard]] static Result<Response> answer(int status, std::vector<Part> parts,
                                                 const Tag &tag = {});

    explicit JsonParts(std::vector<Part> parts);
    [[nodiscard]] Result<std::optional<QByteArray>> next() override;

private:
    std::vector<Part> m_parts;
    size_t m_current = 0;
    QByteArray m_head; // what was read to see whether the answer is short
};

} // namespace EvalTrack::Server
