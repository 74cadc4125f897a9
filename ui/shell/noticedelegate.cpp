// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/noticedelegate.h"

#include "common/tokens.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace EvalTrack {

namespace {

struct Line
{
    QString text;
    QFont font;
    bool isMuted = false;
};

std::array<Line, 3> linesOf(const QModelIndex &index)
{
    const bool isRead = index.data(NoticeDelegate::IsRead).toBool();
    return {Line{index.data(NoticeDelegate::Title).toString(),
                 fontOf(isRead ? TextStyle::Body : TextStyle::Strong)},
            Line{index.data(NoticeDelegate::Text).toString(), fontOf(TextStyle::Body)},
            Line{index.data(NoticeDelegate::Age).toString(), fontOf(TextStyle::Caption), true}};
}

int heightOf(const Line &line, int width)
{
    return QFontMetrics(line.font)
        .boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, line.text)
        .height();
}

/// Where the words stand in an item of this place.
QRect wordsIn(const QRect &item, const QSize &icon, Qt::LayoutDirection direction)
{
    const QRect words =
        item.adjusted(Space::One + icon.width() + Space::One, Space::One, -Space::One, -Space::One);
    return QStyle::visualRect(direction, item, words);
}

} // namespace

void NoticeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    const QIcon icon = shown.icon;
    shown.icon = {};
    shown.text.clear();
    shown.features &= ~QStyleOptionViewItem::HasDecoration;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &shown, painter, option.widget);

    painter->save();
    const QRect place(option.rect.left() + Space::One, option.rect.top() + Space::One,
                      option.decorationSize.width(), option.decorationSize.height());
    icon.paint(painter, QStyle::visualRect(option.direction, option.rect, place));
    const Colours colours = coloursOf(option.palette);
    QRect room = wordsIn(option.rect, option.decorationSize, option.direction);
    for (const Line &line : linesOf(index)) {
        painter->setFont(line.font);
        painter->setPen(line.isMuted ? colours.textMuted : colours.text);
        painter->drawText(
            room,
            static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                             Qt::AlignTop) |
                Qt::TextWordWrap,
            line.text);
        room.setTop(room.top() + heightOf(line, room.width()));
    }
    painter->restore();
}

QSize NoticeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const QRect item(0, 0, view ? view->viewport()->width() - 2 * Space::Half : option.rect.width(),
                     0);
    const int width = std::max(1, wordsIn(item, option.decorationSize, Qt::LeftToRight).width());
    int height = 2 * Space::One;
    for (const Line &line : linesOf(index)) {
        height += heightOf(line, width);
    }
    return {item.width(), height};
}

} // namespace EvalTrack
