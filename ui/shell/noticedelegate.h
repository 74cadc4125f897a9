// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace EvalTrack {

/// Paints a notification in a list: the title, which is strong until it was read, what it says in
/// as many lines as it needs, and its age below, small. The item's own text has all of it, for
/// those who hear it.
class NoticeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { Title = Qt::UserRole + 1, Text, Age, IsRead };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
};

} // namespace EvalTrack
