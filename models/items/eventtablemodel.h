// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowlistmodel.h"
#include "ports/stores.h"

namespace EvalTrack {

/// Where an event stands at a moment.
enum class EventPhase {
    Inactive, ///< Switched off: a draft, or taken back.
    Upcoming,
    Running,
    Finished,
};

[[nodiscard]] EventPhase phaseOf(const Event &event, Timestamp now);

/// Events with how many are registered and were there.
class EventTableModel final : public RowListModel<EventSummary>
{
    Q_OBJECT
public:
    enum Column {
        Title,
        Date,
        Type,
        Location,
        Duration,
        Registered,
        Confirmed,
        Phase,
        ColumnCount
    };
    Q_ENUM(Column)

    /// The words of the phase column and of "12 of 20 seats", which names both numbers as %1, %2.
    struct Words
    {
        QString inactive;
        QString upcoming;
        QString running;
        QString finished;
        QString ofSeats;
        QString minutes; ///< %1
    };

    explicit EventTableModel(const Clock &clock, QObject *parent = nullptr);

    void setWords(const Words &words);
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;
    [[nodiscard]] QList<ColumnValue> choicesOf(int column) const override;

protected:
    [[nodiscard]] QString textOf(const EventSummary &row, int column) const override;
    /// Of the phase column: the number of its EventPhase.
    [[nodiscard]] CellValue valueOf(const EventSummary &row, int column) const override;
    [[nodiscard]] QUuid uuidOf(const EventSummary &row) const override;

private:
    const Clock &m_clock;
    Words m_words;
};

} // namespace EvalTrack
