// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localeventstore.h"

namespace EvalTrack {

LocalEventStore::LocalEventStore(StoreHost &host, QObject *parent)
    : EventStore(parent)
{
    connect(&host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.changed.testFlag(StorePart::Events) && *news.events != *m_events) {
            m_events = news.events;
            Q_EMIT eventsChanged();
        }
    });
    connect(&host, &StoreHost::closed, this, [this] {
        m_events = std::make_shared<const QList<EventSummary>>();
        Q_EMIT eventsChanged();
    });
}

} // namespace EvalTrack
