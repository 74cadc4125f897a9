// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/elidingcombobox.h"
#include "ports/stores.h"

#include <QVariant>

#include <functional>

namespace EvalTrack {

/// A combo box of events, the nearest to now first, that follows the store and keeps its choice.
class EventChoice final : public ElidingComboBox
{
    Q_OBJECT
public:
    using Filter = std::function<bool(const EventSummary &summary)>;

    EventChoice(EventStore &events, const Clock &clock, QWidget *parent = nullptr);

    void setFilter(const Filter &filter);
    /// Offers "all that have started" above the events.
    void setOffersAll(bool offers);
    void chooseAll();
    [[nodiscard]] bool isAll() const;
    /// Null when there is none, or all are chosen.
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
    void noteChoice();

    EventStore &m_events;
    const Clock &m_clock;
    Filter m_filter;
    bool m_offersAll = false;
    QVariant m_last;
};

} // namespace EvalTrack
