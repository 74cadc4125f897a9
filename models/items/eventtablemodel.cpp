// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/eventtablemodel.h"

#include "items/itemtext.h"

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

QString EventTableModel::textOf(const EventSummary &row, int column) const
{
    const Event &event = row.event;
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
        return event.maxAttendees ? m_words.ofSeats.arg(ItemText::number(row.registered),
                                                        ItemText::number(*event.maxAttendees))
                                  : ItemText::number(row.registered);
    case Confirmed:
        // Nobody can be there yet: 0 would read as if nobody had come.
        return event.date > m_clock.now() ? QStringLiteral("—") : ItemText::number(row.confirmed);
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

CellValue EventTableModel::valueOf(const EventSummary &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Date:
        return cellOf(row.event.date, row.event.zone);
    case Duration:
        return static_cast<double>(row.event.duration.count());
    case Registered:
        return static_cast<double>(row.registered);
    case Confirmed:
        return static_cast<double>(row.confirmed);
    case Phase:
        return static_cast<double>(phaseOf(row.event, m_clock.now()));
    case Title:
    case Type:
    case Location:
    case ColumnCount:
        break;
    }
    return textOf(row, column);
}

ColumnKind EventTableModel::kindOf(int column) const
{
    switch (static_cast<Column>(column)) {
    case Date:
        return ColumnKind::Date;
    case Duration:
    case Registered:
    case Confirmed:
        return ColumnKind::Number;
    case Phase:
        return ColumnKind::Choice;
    case Title:
    case Type:
    case Location:
    case ColumnCount:
        break;
    }
    return ColumnKind::Text;
}

QList<ColumnValue> EventTableModel::choicesOf(int column) const
{
    return column == Phase
               ? choices({m_words.inactive, m_words.upcoming, m_words.running, m_words.finished})
               : QList<ColumnValue>();
}

QUuid EventTableModel::uuidOf(const EventSummary &row) const
{
    return row.event.uuid.value();
}

} // namespace EvalTrack
