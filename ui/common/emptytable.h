// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace EvalTrack {

class EmptyState;
class TableView;

/// What stands over a TableView while it has no rows: the page's sentence, or that filters leave
/// none. A part of TableView, which it serves.
class EmptyTable
{
    Q_DECLARE_TR_FUNCTIONS(TableView)
public:
    explicit EmptyTable(TableView &table)
        : m_table(table)
    {}

    /// The table takes it over.
    void setState(EmptyState *state);
    /// Rows or the room are others.
    void update();

private:
    TableView &m_table;
    EmptyState *m_state = nullptr;
    EmptyState *m_filteredAway = nullptr;
};

} // namespace EvalTrack
