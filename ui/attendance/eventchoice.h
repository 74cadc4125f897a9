// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"

#include <QComboBox>

#include <functional>

namespace EvalTrack {

/// A combo box of events, the nearest to now first, that follows the store and keeps its choice.
class EventChoice final : public QComboBox
{
    Q_OBJECT
public:
    using Filter = std::function<bool(const EventSummary &summary)>;

    EventChoice(EventStore &events, const Clock &clock, QWidget *parent = nullptr);

    void setFilter(const Filter &filter);
    /// Null when there is none.
    [[nodiscard]] EventUuid event() const;
    [[nodiscard]] std::optional<EventSummary> summary() const;
    /// Whether the event is there to be chosen.
    bool choose(EventUuid event);
    bool choose(EventId event);

Q_SIGNALS:
    /// Another event, or none, is chosen now.
    void eventChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    EventStore &m_events;
    const Clock &m_clock;
    Filter m_filter;
    EventUuid m_last;
};

} // namespace EvalTrack
