// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/eventtablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

EventPhase phaseOf(const Event &event, Timestamp now)
{
    if (!event.isActive) {
        return EventPhase::Inactive;
    }
    if (now < event.date) {
        return EventPhase::Upcoming;
    }
    return now < event.end() ? EventPhase::Running : EventPhase::Finished;
}

EventTableModel::EventTableModel(const Clock &clock, QObject *parent)
    : RowListModel(parent)
    , m_clock(clock)
{}

void EventTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventTableModel::text(int row, int column) const
{
    const EventSummary &summary = at(row);
    const Event &event = summary.event;
    switch (static_cast<Column>(column)) {
    case Title:
        return event.title;
    case Date:
        return ItemText::dateTime(event.date, event.zone);
    case Type:
        return event.type.value_or(QString());
    case Location:
        return event.location.value_or(QString());
    case Duration:
        return m_words.minutes.arg(ItemText::number(event.duration.count()));
    case Registered:
        return event.maxAttendees ? m_words.ofSeats.arg(ItemText::number(summary.registered),
                                                        ItemText::number(*event.maxAttendees))
                                  : ItemText::number(summary.registered);
    case Confirmed:
        // Nobody can be there yet: 0 would read as if nobody had come.
        return event.date > m_clock.now() ? QStringLiteral("—")
                                          : ItemText::number(summary.confirmed);
    case Phase:
        switch (phaseOf(event, m_clock.now())) {
        case EventPhase::Inactive:
            return m_words.inactive;
        case EventPhase::Upcoming:
            return m_words.upcoming;
        case EventPhase::Running:
            return m_words.running;
        case EventPhase::Finished:
            return m_words.finished;
        }
        break;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant EventTableModel::raw(int row, int column) const
{
    const EventSummary &summary = at(row);
    switch (static_cast<Column>(column)) {
    case Date:
        return QDateTime::fromMSecsSinceEpoch(summary.event.date.time_since_epoch().count());
    case Duration:
        return static_cast<int>(summary.event.duration.count());
    case Registered:
        return summary.registered;
    case Confirmed:
        return summary.confirmed;
    case Phase:
        return static_cast<int>(phaseOf(summary.event, m_clock.now()));
    case Title:
    case Type:
    case Location:
    case ColumnCount:
        break;
    }
    return text(row, column);
}

bool EventTableModel::isNumber(int column) const
{
    return column == Duration || column == Registered || column == Confirmed;
}

QUuid EventTableModel::uuidOf(const EventSummary &row) const
{
    return row.event.uuid.value();
}

int EventTableModel::compare(const EventSummary &a, const EventSummary &b, int column) const
{
    switch (static_cast<Column>(column)) {
    case Title:
        return compareText(a.event.title, b.event.title);
    case Type:
        return compareText(a.event.type.value_or(QString()), b.event.type.value_or(QString()));
    case Location:
        return compareText(a.event.location.value_or(QString()),
                           b.event.location.value_or(QString()));
    case Duration:
        return compareValue(a.event.duration, b.event.duration);
    case Registered:
        return compareValue(a.registered, b.registered);
    case Confirmed:
        return compareValue(a.confirmed, b.confirmed);
    case Phase:
        return compareValue(phaseOf(a.event, m_clock.now()), phaseOf(b.event, m_clock.now()));
    case Date:
    case ColumnCount:
        break;
    }
    return compareValue(a.event.date, b.event.date);
}

} // namespace EvalTrack
