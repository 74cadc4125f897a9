// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace EvalTrack {

/// Draws the cells of an import by what the dry run says of them: a wrong one has a red ground and
/// a mark in its corner, a changed one a bar at its edge and strong text, a column that is left out
/// faint text.
class ImportCellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace EvalTrack
