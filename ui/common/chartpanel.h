// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"
#include "domain/dashboard.h"

#include <QFrame>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QChart;
class QChartView;
class QCategoryAxis;
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
    /// Colours slices as the chips of the rows behind them; without a tone they take their turn.
    using ToneOf = std::function<std::optional<Tone>(const SeriesPoint &)>;
    void setToneOf(ToneOf toneOf);
    void setTableShown(bool shown);
    [[nodiscard]] bool isTableShown() const;

Q_SIGNALS:
    void pointActivated(const QString &key, qint64 id);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    /// What is seen once there are points: making it takes longer than all else of the panel, so
    /// that it waits until the panel is shown.
    void makeParts();
    void retitleParts();
    static void drawInTurn(ChartPanel *panel);
    void rebuild();
    /// At once where it is seen, else when it comes to be shown.
    void rebuildInTime();
    void fillTable();
    void fitTable();
    void drawBars(QChart &chart);
    void drawLine(QChart &chart);
    void drawDonut(QChart &chart);
    void activate(int index);
    void updateButton();
    [[nodiscard]] QString text(double value) const;
    [[nodiscard]] QString shortLabel(const QString &label) const;
    [[nodiscard]] qsizetype labelLength() const;
    [[nodiscard]] QCategoryAxis *labelsBelow() const;
    /// Every which label has room below the chart.
    [[nodiscard]] int labelStep() const;

    ChartKind m_kind;
    ValueFormat m_format;
    QList<SeriesPoint> m_points;
    ToneOf m_toneOf;
    QLabel *m_title;
    QToolButton *m_toggle;
    QStackedWidget *m_stack;
    QChartView *m_view = nullptr;
    QTableWidget *m_table = nullptr;
    QLabel *m_empty;
    QString m_keyTitle;
    QString m_valueTitle;
    qsizetype m_labelLength = 0; ///< That the chart was drawn with.
    int m_labelStep = 1;         ///< Likewise.
    bool m_isOutdated = true;
};

} // namespace EvalTrack
