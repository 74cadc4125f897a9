// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pageregistry.h"

#include "dashboard/dashboardpages.h"
#if __has_include("people/peoplepages.h")
#include "people/peoplepages.h"
#define HAS_PEOPLE
#endif
#if __has_include("events/eventspages.h")
#include "events/eventspages.h"
#define HAS_EVENTS
#endif
#if __has_include("attendance/attendancepages.h")
#include "attendance/attendancepages.h"
#define HAS_ATTENDANCE
#endif
#if __has_include("evaluations/evaluationspages.h")
#include "evaluations/evaluationspages.h"
#define HAS_EVALUATIONS
#endif
#if __has_include("accounts/accountspages.h")
#include "accounts/accountspages.h"
#define HAS_ACCOUNTS
#endif
#if __has_include("tray/traypages.h")
#include "tray/traypages.h"
#define HAS_TRAY
#endif

namespace EvalTrack {

void PageRegistry::add(const QList<PageEntry> &entries)
{
    m_entries += entries;
}

QList<PageEntry> PageRegistry::entriesFor(Role role) const
{
    QList<PageEntry> open;
    for (const PageEntry &entry : m_entries) {
        if (isOpenTo(entry, role)) {
            open.append(entry);
        }
    }
    return open;
}

const PageEntry *PageRegistry::find(const QString &id, Role role) const
{
    for (const PageEntry &entry : m_entries) {
        if (entry.id == id && isOpenTo(entry, role)) {
            return &entry;
        }
    }
    return nullptr;
}

PageRegistry PageRegistry::standard()
{
    PageRegistry registry;
    registry.add(dashboardPages());
#ifdef HAS_PEOPLE
    registry.add(peoplePages());
#endif
#ifdef HAS_EVENTS
    registry.add(eventsPages());
#endif
#ifdef HAS_ATTENDANCE
    registry.add(attendancePages());
#endif
#ifdef HAS_EVALUATIONS
    registry.add(evaluationsPages());
#endif
#ifdef HAS_ACCOUNTS
    registry.add(accountsPages());
#endif
#ifdef HAS_TRAY
    registry.add(trayPages());
#endif
    return registry;
}

bool PageRegistry::isOpenTo(const PageEntry &entry, Role role)
{
    return roleHas(role, entry.permission) && (!entry.isFor || entry.isFor(role));
}

} // namespace EvalTrack
