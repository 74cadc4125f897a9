// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/feedpage.h"

#include "wire/fieldreader.h"

namespace EvalTrack {

Result<Wire::ChangePage> parseFeedPage(const QByteArray &body)
{
    const auto object = Wire::parseObject(body);
    auto page = object ? Wire::parseChangePage(*object) : std::unexpected(object.error());
    return page ? page : failure(ErrorCode::ProtocolMismatch, page.error().detail);
}

} // namespace EvalTrack
