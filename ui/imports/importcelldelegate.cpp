// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importcelldelegate.h"

#include "common/tokens.h"
#include "items/importtablemodel.h"

#include <QPainter>
#include <QStyle>

namespace EvalTrack {

namespace {

using CellState = ImportTableModel::CellState;

CellState stateOf(const QModelIndex &index)
{
    return static_cast<CellState>(index.data(ImportTableModel::CellStateRole).toInt());
}

} // namespace

void ImportCellDelegate::initStyleOption(QStyleOptionViewItem *option,
                                         const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Colours &colours = coloursOf(option->palette);
    switch (stateOf(index)) {
    case CellState::Changed:
        option->font.setBold(true);
        break;
    case CellState::LeftOut:
        option->palette.setColor(QPalette::Text, colours.textFaint);
        break;
    case CellState::Wrong:
    case CellState::Notice:
    case CellState::Plain:
        break;
    }
}

void ImportCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const CellState state = stateOf(index);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    // Before the style, whose sheet paints no ground that a cell asks for.
    if (!isSelected && (state == CellState::Wrong || state == CellState::Notice)) {
        painter->fillRect(option.rect,
                          coloursOf(option.palette)
                              .softOf(state == CellState::Wrong ? Tone::Danger : Tone::Warning));
    }
    QStyledItemDelegate::paint(painter, option, index);
    const bool isMarked =
        state == CellState::Wrong || state == CellState::Notice || state == CellState::Changed;
    if (!isMarked) {
        return;
    }
    // Not by colour alone: a corner is wrong or new, a bar is a change.
    const Colours &colours = coloursOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (state == CellState::Changed) {
        painter->setBrush(colours.of(Tone::Info));
        const QRect bar(option.rect.left(), option.rect.top() + Space::Half, 3,
                        option.rect.height() - Space::One);
        painter->drawRect(QStyle::visualRect(option.direction, option.rect, bar));
    } else {
        painter->setBrush(colours.of(state == CellState::Wrong ? Tone::Danger : Tone::Warning));
        const bool isMirrored = option.direction == Qt::RightToLeft;
        const QPoint corner = isMirrored ? option.rect.topLeft() : option.rect.topRight();
        const QPoint inwards(isMirrored ? Space::One : -Space::One, 0);
        painter->drawPolygon(QPolygon{corner, corner + inwards, corner + QPoint(0, Space::One)});
    }
    painter->restore();
}

} // namespace EvalTrack
