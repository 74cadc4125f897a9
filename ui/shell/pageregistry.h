// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QKeySequence>
#include <QList>

namespace EvalTrack {

/// Which pages there are, in the order of the navigation. A plain value; who may open a page is
/// decided here and nowhere else in the window.
class PageRegistry
{
public:
    void add(const QList<PageEntry> &entries);

    /// Leaves out what is of use only while the server is on this computer.
    void leaveOutThisComputers();

    /// What `role` may open, in order.
    [[nodiscard]] QList<PageEntry> entriesFor(Role role) const;
    /// nullptr when there is no such page or the role may not open it.
    [[nodiscard]] const PageEntry *find(const QString &id, Role role) const;

    /// Where the navigation shows somebody who is on it; empty when nowhere.
    [[nodiscard]] QString placeOf(const PageEntry &entry, Role role) const;

    /// Ctrl and the number of the page's place in the navigation, out of those that a role may
    /// open; none from the tenth on.
    [[nodiscard]] static QKeySequence keysOf(const QString &id, const QList<PageEntry> &pages);

    /// Every page of the program.
    [[nodiscard]] static PageRegistry standard();

private:
    [[nodiscard]] static bool isOpenTo(const PageEntry &entry, Role role);

    QList<PageEntry> m_entries;
};

} // namespace EvalTrack
