// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace EvalTrack {

/// A place in the program as a link that mails, documents and other programs can hold:
/// evaltrack://event/<uuid>, …/person/<uuid>, …/evaluation/<uuid>, …/attendance/<id>, or a page by
/// its name, evaltrack://reports. Links come from anywhere: what is no such place is none, and
/// whether somebody may go there is the window's to say.
struct PageLink
{
    QString pageId;
    QString argument;

    [[nodiscard]] static std::optional<PageLink> fromUrl(const QUrl &url);

    bool operator==(const PageLink &) const = default;
};

} // namespace EvalTrack
