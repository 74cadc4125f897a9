// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

namespace EvalTrack {

/// Pale bars where the cells of a table will stand, in its columns and as high as its rows, so that
/// nothing jumps when they come; without a table around it, cards. It does not move: what is waited
/// for comes in a moment, and a blinking screen is no help. It says nothing to a screen reader;
/// whoever shows it says what is waited for.
class Skeleton final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int RowHeight = 38; ///< As TableView's.

    explicit Skeleton(QWidget *parent = nullptr);

    /// One bar within `area`, in the colour of what is not there yet. For widgets that paint
    /// themselves and wait for one figure.
    static void paintBar(QPainter &painter, const QRectF &area, const QPalette &palette);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QTableView *table() const; ///< Around it, if there is one.
    void paintRows(QPainter &painter, const QTableView &table) const;
    void paintCards(QPainter &painter) const;
};

} // namespace EvalTrack
