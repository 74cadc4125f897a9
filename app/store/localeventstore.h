// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"
#include "store/storehost.h"

namespace EvalTrack {

/// Events as screens read them, with what waits in the outbox laid over. Lives in the UI thread.
class LocalEventStore final : public EventStore
{
    Q_OBJECT
public:
    explicit LocalEventStore(StoreHost &host, QObject *parent = nullptr);

    [[nodiscard]] std::shared_ptr<const QList<EventSummary>> events() const override
    {
        return m_events;
    }

private:
    std::shared_ptr<const QList<EventSummary>> m_events =
        std::make_shared<const QList<EventSummary>>();
};

} // namespace EvalTrack
