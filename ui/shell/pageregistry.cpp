// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pageregistry.h"

#include "accounts/accountspages.h"
#include "activity/activitypages.h"
#include "attendance/attendancepages.h"
#include "backups/backupspages.h"
#include "checkin/checkinpages.h"
#include "dashboard/dashboardpages.h"
#include "departments/departmentspages.h"
#include "devices/devicespages.h"
#include "evaluations/evaluationspages.h"
#include "events/eventspages.h"
#include "imports/importspages.h"
#include "legacy/legacypages.h"
#include "orgchart/orgchartpages.h"
#include "people/peoplepages.h"
#include "reports/reportspages.h"
#include "reviews/reviewspages.h"
#include "status/statuspages.h"
#include "tray/traypages.h"

#include <algorithm>

namespace EvalTrack {

void PageRegistry::add(const QList<PageEntry> &entries)
{
    m_entries += entries;
}

void PageRegistry::leaveOutThisComputers()
{
    m_entries.removeIf([](const PageEntry &entry) { return entry.isOfThisComputer; });
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

QString PageRegistry::placeOf(const PageEntry &entry, Role role) const
{
    if (entry.isInNavigation) {
        return entry.id;
    }
    const auto place = std::ranges::find_if(
        entry.under, [this, role](const QString &id) { return find(id, role) != nullptr; });
    return place == entry.under.end() ? QString() : *place;
}

QKeySequence PageRegistry::keysOf(const QString &id, const QList<PageEntry> &pages)
{
    constexpr int MostByKey = 9;
    int number = 0;
    for (const PageEntry &page : pages) {
        number += page.isInNavigation ? 1 : 0;
        if (page.id == id) {
            return page.isInNavigation && number <= MostByKey
                       ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number))
                       : QKeySequence();
        }
    }
    return {};
}

PageRegistry PageRegistry::standard()
{
    PageRegistry registry;
    registry.add(dashboardPages());
    registry.add(peoplePages());
    registry.add(eventsPages());
    registry.add(attendancePages());
    registry.add(checkInPages());
    registry.add(reviewsPages());
    registry.add(evaluationsPages());
    registry.add(reportsPages());
    registry.add(importsPages());
    registry.add(legacyPages());
    registry.add(accountsPages());
    registry.add(devicesPages());
    registry.add(activityPages());
    // At the end, so that the keys of the pages before stay as they are.
    registry.add(departmentsPages());
    registry.add(orgChartPages());
    registry.add(statusPages());
    registry.add(backupsPages());
    registry.add(trayPages());
    return registry;
}

bool PageRegistry::isOpenTo(const PageEntry &entry, Role role)
{
    return roleHas(role, entry.permission) && (!entry.isFor || entry.isFor(role));
}

} // namespace EvalTrack
