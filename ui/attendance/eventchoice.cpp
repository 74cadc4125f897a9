// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/eventchoice.h"

#include "common/formats.h"

#include <QEvent>

#include <algorithm>

namespace EvalTrack {

namespace {

const QString All = u"all"_qs;

} // namespace

EventChoice::EventChoice(EventStore &events, const Clock &clock, QWidget *parent)
    : ElidingComboBox(parent)
    , m_events(events)
    , m_clock(clock)
{
    setObjectName(u"eventComboBox"_qs);
    setMaxVisibleItems(16);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(24);
    connect(&m_events, &EventStore::eventsChanged, this, &EventChoice::fill);
    connect(this, &QComboBox::currentIndexChanged, this, &EventChoice::noteChoice);
    fill();
}

void EventChoice::noteChoice()
{
    if (currentData() != m_last) {
        m_last = currentData();
        Q_EMIT eventChanged();
    }
}

void EventChoice::setFilter(const Filter &filter)
{
    m_filter = filter;
    fill();
}

void EventChoice::setOffersAll(bool offers)
{
    m_offersAll = offers;
    fill();
}

void EventChoice::chooseAll()
{
    setCurrentIndex(qMax(0, findData(All)));
}

bool EventChoice::isAll() const
{
    return currentData() == All;
}

EventUuid EventChoice::event() const
{
    return EventUuid(currentData().toUuid());
}

std::optional<EventSummary> EventChoice::summary() const
{
    const auto events = m_events.events();
    const auto found = std::find_if(events->begin(), events->end(), [this](const auto &each) {
        return each.event.uuid == event();
    });
    return found == events->end() ? std::nullopt : std::optional(*found);
}

bool EventChoice::choose(EventUuid event)
{
    const int index = findData(event.value());
    if (index >= 0) {
        setCurrentIndex(index);
    }
    return index >= 0;
}

bool EventChoice::choose(EventId id)
{
    const auto events = m_events.events();
    const auto found = std::find_if(events->begin(), events->end(),
                                    [id](const auto &each) { return each.event.id == id; });
    return found != events->end() && choose(found->event.uuid);
}

void EventChoice::fill()
{
    QList<EventSummary> events = *m_events.events();
    if (m_filter) {
        events.removeIf([this](const EventSummary &each) { return !m_filter(each); });
    }
    const Timestamp now = m_clock.now();
    const auto distance = [now](const EventSummary &each) {
        return std::chrono::abs(each.event.date - now);
    };
    std::stable_sort(events.begin(), events.end(),
                     [&](const auto &a, const auto &b) { return distance(a) < distance(b); });

    const QVariant chosen = currentData();
    {
        const QSignalBlocker blocker(this);
        clear();
        if (m_offersAll && !events.isEmpty()) {
            addItem(tr("All events that have started"), All);
        }
        const int nearest = count();
        for (const EventSummary &each : std::as_const(events)) {
            addItem(QString(each.event.title % u" · " %
                            Formats::relativeDateTime(each.event.date, now, each.event.zone)),
                    each.event.uuid.value());
        }
        const int index = chosen.isValid() ? findData(chosen) : -1;
        setCurrentIndex(index >= 0 ? index : (count() > nearest ? nearest : -1));
    }
    noteChoice();
}

void EventChoice::changeEvent(QEvent *event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
}

} // namespace EvalTrack
