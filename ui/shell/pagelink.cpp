// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pagelink.h"

#include "common/page.h"

#include <QUuid>

namespace EvalTrack {

namespace {

/// Pages that a link may name without saying of what.
bool isPlainPage(const QString &id)
{
    return id == PageIds::Dashboard || id == PageIds::People || id == PageIds::Events ||
           id == PageIds::Attendance || id == PageIds::Capture || id == PageIds::CheckIn ||
           id == PageIds::Reviews || id == PageIds::Evaluations || id == PageIds::Reports ||
           id == PageIds::Accounts || id == PageIds::Devices || id == PageIds::Activity ||
           id == PageIds::Status || id == PageIds::Backups || id == PageIds::Profile ||
           id == PageIds::Tray || id == PageIds::LegacyMove || id == PageIds::LegacyTray;
}

std::optional<PageLink> ofRecord(const QString &pageId, const QString &name, const QString &text)
{
    const QUuid uuid = QUuid::fromString(text);
    const QString canonical = uuid.toString(QUuid::WithoutBraces);
    // Qt reads one at the beginning of anything.
    if (uuid.isNull() || canonical != text.toLower()) {
        return std::nullopt;
    }
    return PageLink{pageId, PageArgument::make(name, canonical)};
}

} // namespace

std::optional<PageLink> PageLink::fromUrl(const QUrl &url)
{
    if (url.scheme() != u"evaltrack" || url.hasQuery() || url.hasFragment() ||
        !url.userInfo().isEmpty() || url.port() != -1) {
        return std::nullopt;
    }
    const QString kind = url.host();
    QString what = url.path();
    if (what.startsWith(u'/')) {
        what.remove(0, 1);
    }
    if (what.isEmpty()) {
        return isPlainPage(kind) ? std::optional(PageLink{kind, {}}) : std::nullopt;
    }
    if (kind == u"event") {
        return ofRecord(PageIds::Events, kind, what);
    }
    if (kind == u"person") {
        return ofRecord(PageIds::People, kind, what);
    }
    if (kind == u"evaluation") {
        return ofRecord(PageIds::Evaluations, kind, what);
    }
    bool isNumber = false;
    const qlonglong id = what.toLongLong(&isNumber);
    if (kind == u"attendance" && isNumber && id > 0) {
        return PageLink{PageIds::Explanation, PageArgument::make(kind, QString::number(id))};
    }
    return std::nullopt;
}

} // namespace EvalTrack
