// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/tabletotals.h"

#include <QElapsedTimer>

#include <algorithm>

namespace EvalTrack {

namespace {

// A key waits no longer than this for its answer.
constexpr qint64 TotalsTurnMilliseconds = 6;
constexpr qsizetype TotalsBetweenLooks = 200;

} // namespace

TableTotals::TableTotals(QObject *parent)
    : QObject(parent)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &TableTotals::goOn);
}

void TableTotals::start(const ItemTableModel &model, const Work &work)
{
    m_model = &model;
    m_work = work;
    m_totals.assign(
        static_cast<size_t>(work.columns.size()) * (static_cast<size_t>(work.groups) + 1), {});
    m_next = 0;
    m_isReady = false;
    m_turn.start();
}

void TableTotals::stop()
{
    m_turn.stop();
    m_isReady = false;
}

void TableTotals::goOn()
{
    if (m_model == nullptr) {
        stop();
        return;
    }
    QElapsedTimer time;
    time.start();
    const auto columns = static_cast<size_t>(m_work.columns.size());
    while (columns > 0 && m_next < m_work.count && time.elapsed() < TotalsTurnMilliseconds) {
        const qsizetype until = std::min(m_work.count, m_next + TotalsBetweenLooks);
        for (; m_next < until; ++m_next) {
            const int row = m_work.rowAt ? m_work.rowAt(m_next) : static_cast<int>(m_next);
            if (row < 0) {
                continue;
            }
            const int group = m_work.groupOf ? m_work.groupOf(row) : -1;
            for (size_t i = 0; i < columns; ++i) {
                const CellValue value =
                    m_model->valueAt(row, m_work.columns.at(static_cast<qsizetype>(i)));
                m_totals[i].add(value);
                if (group >= 0) {
                    m_totals[columns * (static_cast<size_t>(group) + 1) + i].add(value);
                }
            }
        }
    }
    if (columns == 0 || m_next >= m_work.count) {
        m_turn.stop();
        m_isReady = true;
        Q_EMIT ready();
    }
}

const ColumnTotal *TableTotals::of(int column) const
{
    return at(0, column);
}

const ColumnTotal *TableTotals::ofGroup(int group, int column) const
{
    return at(group + 1, column);
}

const ColumnTotal *TableTotals::at(qsizetype group, int column) const
{
    const qsizetype place = m_work.columns.indexOf(column);
    const qsizetype found = group * m_work.columns.size() + place;
    return m_isReady && place >= 0 && found < static_cast<qsizetype>(m_totals.size())
               ? &m_totals[static_cast<size_t>(found)]
               : nullptr;
}

} // namespace EvalTrack
