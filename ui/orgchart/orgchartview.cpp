// SPDX-License-Identifier: GPL-3.0-or-later
#include "orgchart/orgchartview.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>

namespace EvalTrack {

namespace {

constexpr int ChartMargin = Space::Four;
constexpr qreal SmallestScale = 0.02;
constexpr qreal LargestScale = 2;
constexpr qreal ScaleStep = 1.2;

} // namespace

OrgChartView::OrgChartView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_painter(std::make_unique<OrgChartPainter>(coloursOf(palette())))
{
    setObjectName(u"orgChartView"_qs);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::OpenHandCursor);
    viewport()->setAutoFillBackground(false);
}

void OrgChartView::setChart(OrgChart chart, const std::shared_ptr<const PeopleSnapshot> &people)
{
    const bool wasEmpty = m_chart.size() == 0;
    const UserUuid current = m_current < 0 ? UserUuid() : m_chart.uuidAt(m_current);
    const QPointF before = m_current < 0 ? QPointF() : placeOf(m_current).center();
    m_chart = std::move(chart);
    m_chart.layOut();
    m_people = people;
    m_marks.found.clear();
    m_current = m_chart.indexOf(current);
    updateBars();
    if (m_current >= 0 && m_chart.isShown(m_current)) {
        const QPointF moved = placeOf(m_current).center() - before;
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
        verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
    } else {
        setCurrent(m_chart.size() > 0 ? 0 : -1);
    }
    if (wasEmpty && m_current >= 0) {
        // The head of the company is what to begin with.
        const QRectF place = placeOf(m_current);
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() +
                                        qRound(place.center().x() - viewport()->width() / 2.0));
    }
    tell();
    viewport()->update();
}

void OrgChartView::setFound(const QSet<int> &found)
{
    m_marks.found = found;
    viewport()->update();
}

void OrgChartView::showPerson(int person)
{
    if (person < 0) {
        return;
    }
    m_chart.reveal(person);
    m_chart.layOut();
    updateBars();
    setCurrent(person);
    const QPointF place = placeOf(person).center();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() +
                                    qRound(place.x() - viewport()->width() / 2.0));
    verticalScrollBar()->setValue(verticalScrollBar()->value() +
                                  qRound(place.y() - viewport()->height() / 2.0));
    viewport()->update();
}

void OrgChartView::setFolded(int person, bool folded)
{
    if (person < 0 || m_chart.reportCount(person) == 0 || m_chart.isFolded(person) == folded) {
        return;
    }
    const QPointF before = placeOf(person).center();
    m_chart.setFolded(person, folded);
    m_chart.layOut();
    updateBars();
    // It stays where it was, so that nobody loses the place.
    const QPointF moved = placeOf(person).center() - before;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
    if (m_current >= 0 && !m_chart.isShown(m_current)) {
        setCurrent(person);
    }
    tell();
    viewport()->update();
}

void OrgChartView::foldFrom(int depth)
{
    m_chart.foldFrom(depth);
    m_chart.layOut();
    updateBars();
    int current = m_current;
    while (current >= 0 && !m_chart.isShown(current)) {
        current = m_chart.managerOf(current);
    }
    setCurrent(current);
    bringIntoSight(current);
    tell();
    viewport()->update();
}

// The view
// -----------------------------------------------------------------------------------------

QPointF OrgChartView::origin() const
{
    // What is smaller than the viewport stands in its middle.
    const QSizeF content = m_chart.area().size() * m_scale;
    const qreal freeX = viewport()->width() - content.width() - 2 * ChartMargin;
    return {ChartMargin + qMax(0.0, freeX / 2) - horizontalScrollBar()->value(),
            static_cast<qreal>(ChartMargin - verticalScrollBar()->value())};
}

QPointF OrgChartView::toChart(const QPointF &place) const
{
    return (place - origin()) / m_scale;
}

QRectF OrgChartView::placeOf(int person) const
{
    const QRectF box = m_chart.boxOf(person);
    return {origin() + box.topLeft() * m_scale, box.size() * m_scale};
}

void OrgChartView::updateBars()
{
    const QSizeF content = m_chart.area().size() * m_scale;
    const QSize view = viewport()->size();
    // Bars that are there now take room which the whole may not need.
    const bool isWhole = content.width() + 2 * ChartMargin <= width() &&
                         content.height() + 2 * ChartMargin <= height();
    // It can be moved further than it reaches, so that whoever is at its edge can stand in the
    // middle, and whoever is folded stays in place. There are bars only for what is out of sight.
    const auto set = [isWhole](QScrollBar &bar, qreal length, int page) {
        const int beyond = static_cast<int>(std::ceil(length)) + 2 * ChartMargin - page;
        bar.setRange(-page / 2, qMax(0, beyond) + page / 2);
        bar.setPageStep(page);
        bar.setSingleStep(Space::Six);
        return beyond > 0 && !isWhole ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff;
    };
    setHorizontalScrollBarPolicy(set(*horizontalScrollBar(), content.width(), view.width()));
    setVerticalScrollBarPolicy(set(*verticalScrollBar(), content.height(), view.height()));
}

void OrgChartView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void OrgChartView::setScale(qreal scale, const QPointF &fixed)
{
    const qreal wanted = std::clamp(scale, SmallestScale, LargestScale);
    if (qFuzzyCompare(wanted, m_scale)) {
        return;
    }
    const QPointF place = toChart(fixed);
    m_scale = wanted;
    updateBars();
    const QPointF moved = origin() + place * m_scale - fixed;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
    viewport()->update();
    Q_EMIT scaleChanged();
}

void OrgChartView::zoomBy(qreal factor)
{
    const bool isCurrentInSight = m_current >= 0 && m_chart.isShown(m_current) &&
                                  placeOf(m_current).intersects(QRectF(viewport()->rect()));
    setScale(m_scale * factor,
             isCurrentInSight ? placeOf(m_current).center() : QRectF(viewport()->rect()).center());
}

void OrgChartView::fit()
{
    const QSizeF content = m_chart.area().size();
    if (content.isEmpty()) {
        return;
    }
    // Bars that will not be there take no room.
    const QSizeF room = QSizeF(size()) - QSizeF(2, 2) * ChartMargin;
    setScale(qMin(1.0, qMin(room.width() / content.width(), room.height() / content.height())),
             QPointF());
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(0);
}

void OrgChartView::paintEvent(QPaintEvent *event)
{
    // Which names there is room for hangs on all that is shown.
    const QRect wanted =
        OrgChartPainter::namesStandBeside(m_scale) ? viewport()->rect() : event->rect();
    QPainter painter(viewport());
    painter.translate(origin());
    painter.scale(m_scale, m_scale);
    const QRectF part(toChart(wanted.topLeft()), QSizeF(wanted.size()) / m_scale);
    m_marks.current = m_current;
    m_marks.hasFocus = hasFocus();
    m_painter->paint(painter, m_chart, *m_people, part, m_scale, m_marks);
}

void OrgChartView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange) {
        m_painter = std::make_unique<OrgChartPainter>(coloursOf(palette()));
        viewport()->update();
    } else if (event->type() == QEvent::LanguageChange) {
        tell();
    }
}

// By keyboard
// ----------------------------------------------------------------------------------------

int OrgChartView::neighbour(int key) const
{
    const int report = m_chart.firstReportOf(m_current);
    switch (key) {
    case Qt::Key_Up:
        return m_chart.managerOf(m_current);
    case Qt::Key_Down:
        return report;
    case Qt::Key_Left:
        return m_chart.previousSiblingOf(m_current);
    case Qt::Key_Right:
        return m_chart.nextSiblingOf(m_current);
    case Qt::Key_Home:
        return 0;
    default:
        return -1;
    }
}

void OrgChartView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool isPlain =
        (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    const bool isZoom = isPlain || event->modifiers().testFlag(Qt::ControlModifier);
    if (isZoom && (key == Qt::Key_Plus || key == Qt::Key_Equal)) {
        zoomBy(ScaleStep);
    } else if (isZoom && key == Qt::Key_Minus) {
        zoomBy(1 / ScaleStep);
    } else if (isZoom && key == Qt::Key_0) {
        fit();
    } else if (m_current < 0 || !isPlain) {
        QAbstractScrollArea::keyPressEvent(event);
    } else if (key == Qt::Key_Space) {
        setFolded(m_current, !m_chart.isFolded(m_current));
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        Q_EMIT opened(m_chart.uuidAt(m_current));
    } else if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left ||
               key == Qt::Key_Right || key == Qt::Key_Home) {
        const int next = neighbour(key);
        if (next >= 0) {
            setFolded(m_chart.managerOf(next), false); // Down into who is folded away.
            setCurrent(next);
            bringIntoSight(next);
        }
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void OrgChartView::setCurrent(int person)
{
    if (person == m_current) {
        return;
    }
    m_current = person;
    tell();
    viewport()->update();
    Q_EMIT currentChanged();
}

void OrgChartView::bringIntoSight(int person)
{
    if (person < 0) {
        return;
    }
    const QRectF place =
        placeOf(person).adjusted(-ChartMargin, -ChartMargin, ChartMargin, ChartMargin);
    const QRectF view(viewport()->rect());
    const auto move = [](QScrollBar &bar, qreal begin, qreal end, qreal length) {
        if (begin < 0) {
            bar.setValue(bar.value() + static_cast<int>(std::floor(begin)));
        } else if (end > length) {
            bar.setValue(bar.value() + static_cast<int>(std::ceil(end - length)));
        }
    };
    move(*horizontalScrollBar(), place.left(), place.right(), view.width());
    move(*verticalScrollBar(), place.top(), place.bottom(), view.height());
}

// What a screen reader says: who it is and how to go on from there.
void OrgChartView::tell()
{
    const qsizetype index = m_current < 0 ? -1 : m_people->indexOf(m_chart.uuidAt(m_current));
    QStringList words;
    if (index >= 0) {
        words.append(m_people->text(index, PeopleSnapshot::Text::Name));
        if (const QString job = m_people->text(index, PeopleSnapshot::Text::JobTitle);
            !job.isEmpty()) {
            words.append(job);
        }
        const int manager = m_chart.managerOf(m_current);
        const qsizetype above = manager < 0 ? -1 : m_people->indexOf(m_chart.uuidAt(manager));
        words.append(
            above < 0 ? tr("no manager")
                      : tr("reports to %1").arg(m_people->text(above, PeopleSnapshot::Text::Name)));
        if (const int reports = m_chart.reportCount(m_current); reports > 0) {
            words.append(tr("%n report(s)", nullptr, reports));
            words.append(m_chart.isFolded(m_current) ? tr("folded") : tr("unfolded"));
        }
    }
    setAccessibleDescription(words.join(u", "_qs));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void OrgChartView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void OrgChartView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

// By mouse
// -------------------------------------------------------------------------------------------

void OrgChartView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        constexpr qreal AngleOfAStep = 120;
        setScale(m_scale * std::pow(ScaleStep, event->angleDelta().y() / AngleOfAStep),
                 event->position());
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void OrgChartView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    m_isPressed = true;
    m_isPanning = false;
    m_pressedAt = event->pos();
    m_barsAtPress = {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

void OrgChartView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isPressed) {
        return;
    }
    const QPoint moved = event->pos() - m_pressedAt;
    if (!m_isPanning && moved.manhattanLength() < QApplication::startDragDistance()) {
        return;
    }
    m_isPanning = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    horizontalScrollBar()->setValue(m_barsAtPress.x() - moved.x());
    verticalScrollBar()->setValue(m_barsAtPress.y() - moved.y());
}

void OrgChartView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_isPressed) {
        return;
    }
    m_isPressed = false;
    viewport()->setCursor(Qt::OpenHandCursor);
    if (m_isPanning) {
        return;
    }
    const QPointF place = toChart(event->position());
    int person = m_chart.at(place);
    if (person < 0) {
        // The lower half of a badge is below its box.
        person = m_chart.at(place - QPointF(0, OrgChart::StackGap));
    }
    if (person < 0) {
        return;
    }
    const bool isOnBadge = OrgChartPainter::badgeOf(m_chart, person).contains(place);
    if (!isOnBadge && !m_chart.boxOf(person).contains(place)) {
        return;
    }
    setCurrent(person);
    if (isOnBadge) {
        setFolded(person, !m_chart.isFolded(person));
    }
}

void OrgChartView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPointF place = toChart(event->position());
    const int person = m_chart.at(place);
    if (event->button() == Qt::LeftButton && person >= 0 &&
        !OrgChartPainter::badgeOf(m_chart, person).contains(place)) {
        Q_EMIT opened(m_chart.uuidAt(person));
    }
}

} // namespace EvalTrack
