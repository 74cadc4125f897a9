// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dashboard.h"

#include <QFrame>

#include <functional>

QT_BEGIN_NAMESPACE
class QChart;
class QChartView;
class QLabel;
class QStackedWidget;
class QTableWidget;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

enum class ChartKind { Bars, HorizontalBars, Line, Donut };
enum class ValueFormat { Count, Percent, Score };

/// A card with one chart in the theme's colours. Its button shows the same numbers as a table; a
/// click on a bar, point, slice or row says which rows it stands for.
class ChartPanel final : public QFrame
{
    Q_OBJECT
public:
    ChartPanel(ChartKind kind, ValueFormat format, QWidget *parent = nullptr);

    /// `keyTitle` and `valueTitle` head the table's columns.
    void setTexts(const QString &title, const QString &keyTitle, const QString &valueTitle);
    /// Points with their labels as people read them. One whose value is not a number keeps its
    /// place and shows nothing there.
    void setPoints(const QList<SeriesPoint> &points);
    [[nodiscard]] const QList<SeriesPoint> &points() const { return m_points; }
    /// Said where there is nothing to draw.
    void setEmptyText(const QString &text);
    void setTableShown(bool shown);
    [[nodiscard]] bool isTableShown() const;

Q_SIGNALS:
    void pointActivated(const QString &key, qint64 id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void fillTable();
    void drawBars(QChart &chart);
    void drawLine(QChart &chart);
    void drawDonut(QChart &chart);
    void activate(int index);
    void updateButton();
    [[nodiscard]] QString text(double value) const;
    [[nodiscard]] QString shortLabel(const QString &label) const;

    ChartKind m_kind;
    ValueFormat m_format;
    QList<SeriesPoint> m_points;
    QLabel *m_title;
    QToolButton *m_toggle;
    QStackedWidget *m_stack;
    QChartView *m_view;
    QTableWidget *m_table;
    QLabel *m_empty;
};

} // namespace EvalTrack
