// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/indentdelegate.h"

#include "common/tokens.h"
#include "items/itemtablemodel.h"

namespace EvalTrack {

void IndentDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    // So deep a tree has no room for its texts otherwise.
    constexpr int MostSteps = 8;
    QStyledItemDelegate::initStyleOption(option, index);
    if (const int depth = qMin(index.data(DepthRole).toInt(), MostSteps); depth > 0) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(depth * Space::Three, 1);
    }
}

} // namespace EvalTrack
