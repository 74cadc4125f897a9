// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/emptytable.h"

#include "common/emptystate.h"
#include "common/tableview.h"
#include "items/itemtablemodel.h"

namespace EvalTrack {

void EmptyTable::setState(EmptyState *state)
{
    delete m_state;
    m_state = state;
    if (state != nullptr) {
        state->setParent(m_table.viewport());
        state->setAutoFillBackground(false);
    }
    update();
}

void EmptyTable::update()
{
    const QAbstractItemModel *model = m_table.model();
    const ItemTableModel *items = m_table.items();
    const QRect room = m_table.viewport()->rect();
    const bool isEmpty = model == nullptr || model->rowCount(m_table.rootIndex()) == 0;
    const bool isFilteredAway =
        isEmpty && items != nullptr && !items->filters().isEmpty() && items->countUnfiltered() > 0;
    if (isFilteredAway && m_filteredAway == nullptr) {
        m_filteredAway = new EmptyState(m_table.viewport());
        m_filteredAway->setObjectName(u"filteredAwayState"_qs);
        QObject::connect(m_filteredAway, &EmptyState::actionTriggered, &m_table,
                         [&table = m_table] {
                             table.clearFilters();
                             table.setFocus(Qt::OtherFocusReason);
                         });
    }
    if (m_filteredAway != nullptr) {
        m_filteredAway->setState(Icon::Filter, tr("The filters leave no row"),
                                 tr("There are rows, but none that passes all filters."),
                                 tr("Clear all filters"));
        m_filteredAway->setGeometry(room);
        m_filteredAway->setVisible(isFilteredAway);
    }
    if (m_state != nullptr) {
        m_state->setGeometry(room);
        m_state->setVisible(isEmpty && !isFilteredAway);
    }
}

} // namespace EvalTrack
