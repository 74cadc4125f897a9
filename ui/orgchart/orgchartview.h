// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "orgchart/orgchartpainter.h"

#include <QAbstractScrollArea>

#include <memory>

namespace EvalTrack {

/// An organisation chart to look at: scrolled by dragging, wheel and bars, zoomed with Ctrl and the
/// wheel or + and −, worked by keyboard (arrows, Space folds, Return opens). One person is current;
/// what a screen reader says is of that one.
class OrgChartView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit OrgChartView(QWidget *parent = nullptr);

    /// The chart may be folded already; who is current stays so when still there.
    void setChart(OrgChart chart, const std::shared_ptr<const PeopleSnapshot> &people);
    [[nodiscard]] const OrgChart &chart() const { return m_chart; }
    [[nodiscard]] int current() const { return m_current; }
    /// Unfolds who is above and brings the person to the middle.
    void showPerson(int person);
    void setFound(const QSet<int> &found);
    void setFolded(int person, bool folded);
    void foldFrom(int depth);

    [[nodiscard]] qreal scale() const { return m_scale; }
    void zoomBy(qreal factor);
    /// The whole chart, but never larger than life.
    void fit();
    /// Where a person stands in the viewport.
    [[nodiscard]] QRectF placeOf(int person) const;

Q_SIGNALS:
    void currentChanged();
    void opened(EvalTrack::UserUuid person);
    void scaleChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setCurrent(int person);
    void setScale(qreal scale, const QPointF &fixed);
    void updateBars();
    void bringIntoSight(int person);
    [[nodiscard]] int neighbour(int key) const;
    [[nodiscard]] QPointF origin() const;
    [[nodiscard]] QPointF toChart(const QPointF &place) const;
    void tell();

    OrgChart m_chart;
    std::shared_ptr<const PeopleSnapshot> m_people = std::make_shared<const PeopleSnapshot>();
    std::unique_ptr<OrgChartPainter> m_painter;
    OrgChartPainter::Marks m_marks;
    int m_current = -1;
    qreal m_scale = 1;
    QPoint m_pressedAt;
    QPoint m_barsAtPress;
    bool m_isPanning = false;
    bool m_isPressed = false;
};

} // namespace EvalTrack
