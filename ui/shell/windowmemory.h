// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QMainWindow;
QT_END_NAMESPACE

namespace EvalTrack {

/// How the window was left: size, place and whether it was maximised, which are everybody's here,
/// and the last page and what stood above its lists, which are the account's. A search may name
/// somebody, so signing out forgets those. UI thread.
class WindowMemory
{
public:
    WindowMemory(QSettings &settings, const SignedInPerson &person);

    /// A place that no screen shows any more becomes one that is seen.
    void restoreWindow(QMainWindow &window) const;
    void keepWindow(const QMainWindow &window);

    [[nodiscard]] QString lastPage() const;
    void keepLastPage(const QString &pageId);

    /// Search and choices above the page's list, if it has views and starts with none of them.
    void restorePage(const QString &pageId, Page &page) const;
    void keepPage(const QString &pageId, const Page &page);
    /// What stood above the lists.
    void forgetPages();

private:
    QSettings &m_settings;
    QString m_group; ///< The account's.
};

} // namespace EvalTrack
