// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/chartpanel.h"

#include "common/formats.h"
#include "common/icons.h"
#include "common/spokenrole.h"
#include "common/textlabel.h"

#include <QApplication>
#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QBoxLayout>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QHeaderView>
#include <QHorizontalBarSeries>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QPieLegendMarker>
#include <QPieSeries>
#include <QPointer>
#include <QScatterSeries>
#include <QStackedWidget>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace EvalTrack {

namespace {

constexpr int ChartHeight = 240;
constexpr int DonutHeight = 280; // Beside a tall chart it stays where people look first.
constexpr int BarRoom = 34;      // Qt Charts drops the names of a denser axis.
constexpr int AxisRoom = 40;
constexpr int LabelLength = 30;
constexpr int LongLabelLength = 44;
constexpr int RoomForLongLabels = 760;
constexpr int RoomOfValues = 70; ///< Beside the plot.
constexpr int MostLabelledBars = 16;
constexpr int SmallestNumberColumn = 120;
constexpr int MostRowsWhole = 16; // A longer table scrolls inside its card.

// The next number above `value` whose fifth is round, so that every label of the axis is true.
double roundedUp(double value)
{
    if (value <= 5) {
        return 5;
    }
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5, 10.0}) {
        const double top = step * power;
        if (value <= top && std::fmod(top, 5.0) == 0.0) {
            return top;
        }
    }
    return 10 * power;
}

// As the figures beside the charts are written: "84%" in English, "84 %" in Spanish.
QString percentOf(const QString &placeholder)
{
    const QString zero = Formats::percent(0);
    return placeholder % zero.last(zero.size() - 1);
}

bool isFraction(const SeriesPoint &point)
{
    return std::round(point.value * 10) != std::round(point.value) * 10;
}

} // namespace

ChartPanel::ChartPanel(ChartKind kind, ValueFormat format, QWidget *parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_format(format)
    , m_title(new TextLabel(TextStyle::Subtitle, this))
    , m_toggle(new QToolButton(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
{
    setProperty("kind", u"card"_qs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::OneAndHalf, Space::OneAndHalf, Space::One);
    layout->setSpacing(Space::Half);

    auto *head = new QHBoxLayout;
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    m_toggle->setObjectName(u"chartTableButton"_qs);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setIcon(Icons::get(Icon::Table, IconTone::Muted));
    head->addWidget(m_toggle, 0, Qt::AlignTop);
    layout->addLayout(head);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMinimumHeight(ChartHeight);
    // Nothing is said of the points before they are drawn.
    auto *blank = new QWidget(m_stack);
    blank->setMinimumHeight(ChartHeight);
    m_stack->addWidget(blank);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack, 1);

    connect(m_toggle, &QToolButton::toggled, this, &ChartPanel::setTableShown);
    connect(m_toggle, &QToolButton::clicked, this, [this] {
        // Whoever asks for the rows can open one at once.
        if (m_table != nullptr && m_stack->currentWidget() == m_table) {
            m_table->setFocus(Qt::OtherFocusReason);
            m_table->setCurrentCell(0, 0);
        }
    });
}

void ChartPanel::makeParts()
{
    if (m_view != nullptr) {
        return;
    }
    m_view = new QChartView(this);
    m_table = new QTableWidget(this);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setMinimumHeight(ChartHeight);
    // What it would like to have grows with each size it once had, and never shrinks.
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    if (m_kind == ChartKind::Donut) {
        m_view->setMaximumHeight(DonutHeight);
    }
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setFocusPolicy(Qt::NoFocus); // A view of a scene gives it the keyboard.
    setSpokenRole(*m_view, QAccessible::Chart);
    m_table->setColumnCount(2);
    m_table->setProperty("kind", u"plain"_qs);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setMinimumSectionSize(SmallestNumberColumn);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setObjectName(u"chartTable"_qs);
    m_table->setTabKeyNavigation(false);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { activate(row); });
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row) { activate(row); });
    retitleParts();
}

void ChartPanel::retitleParts()
{
    m_table->setHorizontalHeaderLabels({m_keyTitle, m_valueTitle});
    m_table->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setAccessibleName(m_title->text());
    m_view->setAccessibleName(m_title->text());
}

void ChartPanel::setTexts(const QString &title, const QString &keyTitle, const QString &valueTitle)
{
    m_title->setText(title);
    m_keyTitle = keyTitle;
    m_valueTitle = valueTitle;
    setAccessibleName(title);
    if (m_view != nullptr) {
        retitleParts();
    }
    updateButton();
}

void ChartPanel::setPoints(const QList<SeriesPoint> &points)
{
    const bool isSame =
        std::equal(m_points.begin(), m_points.end(), points.begin(), points.end(),
                   [](const SeriesPoint &a, const SeriesPoint &b) {
                       return a == b || (std::isnan(a.value) && std::isnan(b.value) &&
                                         a.key == b.key && a.label == b.label);
                   });
    if (isSame && m_view != nullptr && !m_view->chart()->series().isEmpty()) {
        return;
    }
    m_points = points;
    rebuildInTime();
}

void ChartPanel::setToneOf(ToneOf toneOf)
{
    m_toneOf = std::move(toneOf);
}

void ChartPanel::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void ChartPanel::setTableShown(bool shown)
{
    m_toggle->setChecked(shown);
    if (m_isOutdated) {
        rebuild();
    }
    fitTable(); // While it is shown: what becomes of a hidden widget's height is told to no layout.
    if (!m_points.isEmpty()) {
        m_stack->setCurrentWidget(shown ? static_cast<QWidget *>(m_table) : m_view);
    }
    updateButton();
}

bool ChartPanel::isTableShown() const
{
    return m_toggle->isChecked();
}

void ChartPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LocaleChange ||
        event->type() == QEvent::LanguageChange) {
        rebuildInTime();
    }
}

void ChartPanel::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    if (m_isOutdated) {
        drawInTurn(this);
    }
}

// The window first, and each chart in a turn of the event loop of its own: none holds up a key.
void ChartPanel::drawInTurn(ChartPanel *panel)
{
    static QList<QPointer<ChartPanel>> waiting;
    struct Turn
    {
        void operator()() const
        {
            const QPointer<ChartPanel> next = waiting.first();
            if (next && next->m_isOutdated && next->isVisible()) {
                next->rebuild();
            }
            waiting.removeFirst(); // Only now: who comes meanwhile waits behind this one.
            if (!waiting.isEmpty()) {
                QTimer::singleShot(0, qApp, Turn());
            }
        }
    };
    waiting.append(panel);
    if (waiting.size() == 1) {
        QTimer::singleShot(0, qApp, Turn());
    }
}

void ChartPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (labelLength() != m_labelLength || labelStep() != m_labelStep) {
        rebuildInTime();
    }
}

// A window on its way to be shown is given its palette, language and size several times over.
void ChartPanel::rebuildInTime()
{
    m_isOutdated = true;
    if (isVisible()) {
        rebuild();
    }
}

void ChartPanel::updateButton()
{
    const QString text = m_toggle->isChecked() ? tr("Show the chart") : tr("Show the numbers");
    m_toggle->setIcon(
        Icons::get(m_toggle->isChecked() ? Icon::Chart : Icon::Table, IconTone::Muted));
    m_toggle->setToolTip(text);
    m_toggle->setAccessibleName(text % u": " % m_title->text());
}

void ChartPanel::rebuild()
{
    m_isOutdated = false;
    if (m_points.isEmpty() && m_view == nullptr) {
        m_stack->setCurrentWidget(m_empty);
        m_toggle->setEnabled(false);
        return;
    }
    makeParts();
    fillTable();
    m_labelLength = labelLength();
    m_labelStep = labelStep();
    const Colours &colours = coloursOf(palette());
    auto *chart = new QChart;
    chart->setLocale(QLocale());
    chart->setLocalizeNumbers(true);
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setMargins(QMargins(0, 0, Space::Two, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    chart->legend()->setLabelColor(colours.text);
    chart->legend()->setFont(fontOf(TextStyle::Body));

    // A bar keeps room for its name however many there are.
    const bool growsDown = m_kind == ChartKind::HorizontalBars;
    const int barsHeight = static_cast<int>(m_points.size()) * BarRoom + AxisRoom;
    m_view->setMinimumHeight(growsDown ? std::max(ChartHeight, barsHeight) : ChartHeight);

    if (!m_points.isEmpty()) {
        switch (m_kind) {
        case ChartKind::Bars:
        case ChartKind::HorizontalBars:
            drawBars(*chart);
            break;
        case ChartKind::Line:
            drawLine(*chart);
            break;
        case ChartKind::Donut:
            drawDonut(*chart);
            break;
        }
    }
    const QFont small = fontOf(TextStyle::Caption);
    for (QAbstractAxis *axis : chart->axes()) {
        axis->setLabelsFont(small);
        axis->setLabelsColor(colours.textMuted);
        axis->setLinePen(QPen(colours.border, 1));
        axis->setGridLinePen(QPen(colours.border, 1));
    }
    QChart *old = m_view->chart();
    m_view->setChart(chart);
    delete old;

    QStringList spoken;
    for (const SeriesPoint &point : std::as_const(m_points)) {
        spoken.append(point.label % u": " % text(point.value));
    }
    m_view->setAccessibleDescription(spoken.join(u", "_qs));
    m_stack->setCurrentWidget(m_points.isEmpty()      ? static_cast<QWidget *>(m_empty)
                              : m_toggle->isChecked() ? static_cast<QWidget *>(m_table)
                                                      : m_view);
    m_toggle->setEnabled(!m_points.isEmpty());
}

void ChartPanel::fillTable()
{
    m_table->setRowCount(static_cast<int>(m_points.size()));
    for (int row = 0; row < m_points.size(); ++row) {
        const SeriesPoint &point = m_points.at(row);
        auto *label = new QTableWidgetItem(point.label);
        label->setToolTip(point.label);
        auto *value = new QTableWidgetItem(text(point.value));
        value->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, 0, label);
        m_table->setItem(row, 1, value);
    }
    fitTable();
}

// Two bars to scroll by, one in the other, are one too many.
void ChartPanel::fitTable()
{
    if (m_table == nullptr) {
        return;
    }
    const int rows = std::min(m_table->rowCount(), MostRowsWhole);
    const int height = m_table->horizontalHeader()->sizeHint().height() +
                       rows * m_table->verticalHeader()->defaultSectionSize() + Space::Half;
    m_table->setMinimumHeight(m_toggle->isChecked() ? height : 0);
}

void ChartPanel::drawBars(QChart &chart)
{
    const Colours &colours = coloursOf(palette());
    const bool isHorizontal = m_kind == ChartKind::HorizontalBars;
    const double scale = m_format == ValueFormat::Percent ? 100.0 : 1.0;
    const int count = static_cast<int>(m_points.size());
    // A horizontal axis counts from below; people read from above.
    const auto indexAt = [isHorizontal, count](int bar) {
        return isHorizontal ? count - 1 - bar : bar;
    };

    auto *set = new QBarSet(m_title->text());
    set->setColor(colours.series.first());
    set->setBorderColor(Qt::transparent);
    QStringList labels;
    double largest = 0;
    for (int bar = 0; bar < count; ++bar) {
        const SeriesPoint &point = m_points.at(indexAt(bar));
        set->append(m_format == ValueFormat::Percent ? qRound(point.value * scale)
                                                     : std::round(point.value * 10) / 10);
        largest = std::max(largest, point.value * scale);
        // Category axes drop a label that they have already.
        QString label = shortLabel(point.label);
        while (labels.contains(label)) {
            label += QChar(0x200B);
        }
        labels.append(label);
    }
    QAbstractBarSeries *series = isHorizontal
                                     ? static_cast<QAbstractBarSeries *>(new QHorizontalBarSeries)
                                     : static_cast<QAbstractBarSeries *>(new QBarSeries);
    series->append(set);
    series->setBarWidth(std::min(0.62, 0.1 + 0.1 * count));
    if (isHorizontal || count <= MostLabelledBars) {
        set->setLabelColor(isHorizontal ? colours.onAccent : colours.textMuted);
        set->setLabelFont(fontOf(TextStyle::Caption));
        series->setLabelsPosition(isHorizontal ? QAbstractBarSeries::LabelsInsideEnd
                                               : QAbstractBarSeries::LabelsOutsideEnd);
        series->setLabelsFormat(m_format == ValueFormat::Percent ? percentOf(u"@value"_qs)
                                                                 : u"@value"_qs);
        series->setLabelsVisible(true);
    }
    chart.addSeries(series);

    QAbstractAxis *categories = nullptr;
    if (isHorizontal) {
        auto *names = new QBarCategoryAxis;
        names->append(labels);
        categories = names;
    } else {
        QCategoryAxis *below = labelsBelow();
        below->setRange(-0.5, count - 0.5);
        categories = below;
    }
    categories->setGridLineVisible(false);
    auto *values = new QValueAxis;
    const double top = m_format == ValueFormat::Percent ? 100
                       : m_format == ValueFormat::Score ? 10
                                                        : roundedUp(largest);
    values->setRange(0, top);
    values->setTickCount(m_format == ValueFormat::Percent ? 5 : 6);
    values->setLabelFormat(m_format == ValueFormat::Percent ? percentOf(u"%.0f"_qs) : u"%.0f"_qs);
    values->setLineVisible(false);
    chart.addAxis(categories, isHorizontal ? Qt::AlignLeft : Qt::AlignBottom);
    chart.addAxis(values, isHorizontal ? Qt::AlignBottom : Qt::AlignLeft);
    series->attachAxis(categories);
    series->attachAxis(values);

    connect(series, &QAbstractBarSeries::clicked, this,
            [this, indexAt](int bar) { activate(indexAt(bar)); });
    connect(series, &QAbstractBarSeries::hovered, this, [this, indexAt](bool isOver, int bar) {
        const int index = indexAt(bar);
        if (isOver && index >= 0 && index < m_points.size()) {
            const SeriesPoint &point = m_points.at(index);
            QToolTip::showText(QCursor::pos(), point.label % u": " % text(point.value), m_view);
        } else {
            QToolTip::hideText();
        }
    });
}

/// As many labels as have room: an axis cuts those that have not.
QCategoryAxis *ChartPanel::labelsBelow() const
{
    auto *labels = new QCategoryAxis;
    labels->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    labels->setGridLineVisible(false);
    const int count = static_cast<int>(m_points.size());
    // The last point is the one people look for, so labels are counted from it.
    for (int i = (count - 1) % m_labelStep; i < count; i += m_labelStep) {
        QString label = shortLabel(m_points.at(i).label);
        while (labels->categoriesLabels().contains(label)) {
            label += QChar(0x200B);
        }
        labels->append(label, i);
    }
    return labels;
}

int ChartPanel::labelStep() const
{
    const QFontMetrics metrics(fontOf(TextStyle::Caption));
    int widest = 0;
    for (const SeriesPoint &point : m_points) {
        widest = std::max(widest, metrics.horizontalAdvance(shortLabel(point.label)));
    }
    const int room = std::max(1, m_stack->width() - RoomOfValues);
    // An axis cuts a label that comes as near to its neighbour as a third of its own width.
    const auto needed = static_cast<int>(m_points.size()) * (widest * 4 / 3 + Space::Two);
    return std::max(1, (needed + room - 1) / room);
}

void ChartPanel::drawLine(QChart &chart)
{
    const Colours &colours = coloursOf(palette());
    const double scale = m_format == ValueFormat::Percent ? 100.0 : 1.0;
    const int count = static_cast<int>(m_points.size());

    // A gap ends a line; the next value begins another one.
    QList<QLineSeries *> lines;
    auto *dots = new QScatterSeries;
    dots->setMarkerSize(count > 14 ? 6 : 9);
    dots->setColor(colours.series.first());
    dots->setBorderColor(colours.surface);
    double largest = 0;
    for (int i = 0; i < count; ++i) {
        const double value = m_points.at(i).value * scale;
        if (std::isnan(value)) {
            continue;
        }
        if (i == 0 || lines.isEmpty() || std::isnan(m_points.at(i - 1).value)) {
            lines.append(new QLineSeries);
        }
        lines.last()->append(i, value);
        dots->append(i, value);
        largest = std::max(largest, value);
    }
    // What joins two lines says that nothing is known between them.
    for (qsizetype i = 1; i < lines.size(); ++i) {
        auto *bridge = new QLineSeries;
        bridge->append(lines.at(i - 1)->points().last());
        bridge->append(lines.at(i)->points().first());
        bridge->setPen(QPen(colours.series.first(), 1.5, Qt::DotLine, Qt::RoundCap));
        chart.addSeries(bridge);
    }
    for (QLineSeries *line : std::as_const(lines)) {
        line->setPen(QPen(colours.series.first(), 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        chart.addSeries(line);
    }
    chart.addSeries(dots);

    QCategoryAxis *labels = labelsBelow();
    labels->setRange(-0.3, count - 0.7);
    auto *values = new QValueAxis;
    values->setRange(0, m_format == ValueFormat::Percent ? 100
                        : m_format == ValueFormat::Score ? 10
                                                         : roundedUp(largest));
    values->setTickCount(m_format == ValueFormat::Percent ? 5 : 6);
    values->setLabelFormat(m_format == ValueFormat::Percent ? percentOf(u"%.0f"_qs) : u"%.0f"_qs);
    values->setLineVisible(false);
    chart.addAxis(labels, Qt::AlignBottom);
    chart.addAxis(values, Qt::AlignLeft);
    for (QAbstractSeries *series : chart.series()) {
        series->attachAxis(labels);
        series->attachAxis(values);
    }

    const auto clicked = [this](const QPointF &at) {
        activate(qRound(at.x()));
    };
    for (QLineSeries *line : std::as_const(lines)) {
        connect(line, &QXYSeries::clicked, this, clicked);
    }
    connect(dots, &QXYSeries::clicked, this, clicked);
    connect(dots, &QXYSeries::hovered, this, [this](const QPointF &at, bool isOver) {
        const int index = qRound(at.x());
        if (isOver && index >= 0 && index < m_points.size()) {
            const SeriesPoint &point = m_points.at(index);
            QToolTip::showText(QCursor::pos(), point.label % u": " % text(point.value), m_view);
        } else {
            QToolTip::hideText();
        }
    });
}

void ChartPanel::drawDonut(QChart &chart)
{
    const Colours &colours = coloursOf(palette());
    auto *pie = new QPieSeries;
    pie->setHoleSize(0.58);
    pie->setPieSize(0.92);
    int colour = 0;
    for (const SeriesPoint &point : std::as_const(m_points)) {
        QPieSlice *slice = pie->append(point.label, point.value);
        const std::optional<Tone> tone = m_toneOf ? m_toneOf(point) : std::nullopt;
        slice->setColor(tone ? colours.seriesOf(*tone)
                             : colours.series.at(colour++ % colours.series.size()));
        slice->setBorderColor(colours.surface);
        slice->setBorderWidth(2);
        slice->setLabelVisible(false);
    }
    chart.addSeries(pie);
    chart.legend()->setAlignment(Qt::AlignRight);
    chart.legend()->setMarkerShape(QLegend::MarkerShapeCircle);
    chart.legend()->show();
    const QList<QLegendMarker *> markers = chart.legend()->markers(pie);
    for (int i = 0; i < markers.size() && i < m_points.size(); ++i) {
        markers.at(i)->setLabel(shortLabel(m_points.at(i).label) % u"  " %
                                text(m_points.at(i).value));
        markers.at(i)->setPen(Qt::NoPen);
        connect(markers.at(i), &QLegendMarker::clicked, this, [this, i] { activate(i); });
    }
    connect(pie, &QPieSeries::clicked, this, [this, pie](QPieSlice *slice) {
        activate(static_cast<int>(pie->slices().indexOf(slice)));
    });
    connect(pie, &QPieSeries::hovered, this, [this](QPieSlice *slice, bool isOver) {
        slice->setExploded(isOver);
        slice->setExplodeDistanceFactor(0.04);
        if (isOver) {
            QToolTip::showText(QCursor::pos(), slice->label() % u": " % text(slice->value()),
                               m_view);
        } else {
            QToolTip::hideText();
        }
    });
}

void ChartPanel::activate(int index)
{
    if (index >= 0 && index < m_points.size() && !std::isnan(m_points.at(index).value)) {
        const SeriesPoint point = m_points.at(index);
        Q_EMIT pointActivated(point.key, point.id);
    }
}

QString ChartPanel::text(double value) const
{
    if (std::isnan(value)) {
        return u"—"_qs;
    }
    switch (m_format) {
    case ValueFormat::Count:
        return Formats::number(qRound64(value));
    case ValueFormat::Percent:
        return Formats::percent(value);
    case ValueFormat::Score:
        // As the bars say it.
        // Averages have a decimal, all of a chart or none.
        return Formats::decimal(value, std::ranges::any_of(m_points, isFraction) ? 1 : 0);
    }
    return {};
}

qsizetype ChartPanel::labelLength() const
{
    return m_kind == ChartKind::HorizontalBars && width() >= RoomForLongLabels ? LongLabelLength
                                                                               : LabelLength;
}

QString ChartPanel::shortLabel(const QString &label) const
{
    const qsizetype most = labelLength();
    return label.size() <= most ? label : QString(label.left(most - 1) % u'…');
}

} // namespace EvalTrack
