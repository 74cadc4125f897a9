// SPDX-License-Identifier: GPL-3.0-or-later
#include "orgchart/orgchartpainter.h"

#include "common/formats.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace EvalTrack {

namespace {

constexpr qreal BadgeWidth = 52;
constexpr qreal BadgeHeight = 20;
// Below these heights of a box on the screen its texts are not read but only slow.
constexpr qreal JobsFrom = 34;
constexpr qreal NamesFrom = 17;
// More names than that are not read on one screen; looking for their room would take its time.
constexpr qsizetype MostTried = 120;

/// In the units of the chart, whatever it is drawn on.
QFont inPixels(QFont font)
{
    font.setPixelSize(QFontInfo(font).pixelSize());
    return font;
}

} // namespace

OrgChartPainter::OrgChartPainter(const Colours &colours)
    : m_colours(colours)
    , m_name(inPixels(fontOf(TextStyle::Strong)))
    , m_job(inPixels(fontOf(TextStyle::Caption)))
    , m_count(inPixels(fontOf(TextStyle::Caption)))
{}

QRectF OrgChartPainter::badgeOf(const OrgChart &chart, int person)
{
    if (chart.reportCount(person) == 0) {
        return {};
    }
    const QRectF box = chart.boxOf(person);
    return {box.center().x() - BadgeWidth / 2, box.bottom() - BadgeHeight / 2, BadgeWidth,
            BadgeHeight};
}

bool OrgChartPainter::namesStandBeside(qreal scale)
{
    return scale * OrgChart::BoxHeight < NamesFrom;
}

void OrgChartPainter::paint(QPainter &painter, const OrgChart &chart, const PeopleSnapshot &people,
                            const QRectF &part, qreal scale, const Marks &marks) const
{
    // A line stays a line however small the chart is.
    QPen line(m_colours.borderStrong, 1);
    line.setCosmetic(true);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(line);
    QList<int> shown;
    QList<QLineF> lines;
    chart.visit(part, [&](int person) {
        shown.append(person);
        lines += chart.linesBelow(person);
        if (const QLineF to = chart.lineTo(person); !to.isNull()) {
            lines.append(to);
        }
    });
    painter.drawLines(lines);
    painter.setRenderHint(QPainter::Antialiasing, scale * OrgChart::BoxHeight >= NamesFrom);
    const QRectF near = part.adjusted(0, -BadgeHeight, 0, 0);
    for (const int person : std::as_const(shown)) {
        if (chart.boxOf(person).intersects(near)) {
            drawBox(painter, chart, people, person, scale, marks);
        }
    }
    if (namesStandBeside(scale)) {
        drawNames(painter, chart, people, shown, painter.worldTransform().mapRect(part), marks);
    }
}

// As the countries of a map: each name within its own branch, so that it covers nobody else's box.
void OrgChartPainter::drawNames(QPainter &painter, const OrgChart &chart,
                                const PeopleSnapshot &people, const QList<int> &shown,
                                const QRectF &room, const Marks &marks) const
{
    const auto rank = [&](int person) {
        const bool isMarked = person == marks.current || marks.found.contains(person);
        return std::pair(isMarked, chart.belowCount(person));
    };
    QList<int> named;
    std::ranges::copy_if(shown, std::back_inserter(named),
                         [&rank](int person) { return rank(person) > std::pair(false, 0); });
    const auto most = named.begin() + std::min(named.size(), MostTried);
    std::partial_sort(named.begin(), most, named.end(),
                      [&rank](int one, int other) { return rank(one) > rank(other); });
    named.erase(most, named.end());

    const QTransform onScreen = painter.worldTransform();
    painter.save();
    painter.setWorldTransform(QTransform());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_job);
    const QFontMetricsF metrics(m_job);
    QList<QRectF> taken;
    for (const int person : std::as_const(named)) {
        const qsizetype index = people.indexOf(chart.uuidAt(person));
        if (index < 0) {
            continue;
        }
        const QString name = people.text(index, PeopleSnapshot::Text::Name);
        QRectF label(QPointF(), QSizeF(metrics.horizontalAdvance(name) + 2 * Space::One,
                                       metrics.height() + Space::Half));
        const bool isMarked = rank(person).first;
        const QRectF branch = onScreen.mapRect(chart.branchOf(person));
        label.moveCenter(onScreen.map(chart.boxOf(person).center()));
        label.moveRight(std::min(label.right(), room.right() - Space::Half));
        label.moveLeft(std::max(label.left(), room.left() + Space::Half));
        const bool isWithin = label.left() >= branch.left() && label.right() <= branch.right();
        if ((!isWithin && !isMarked) || std::ranges::any_of(taken, [&label](const QRectF &each) {
                return each.intersects(label);
            })) {
            continue;
        }
        taken.append(label);
        painter.setPen(isMarked ? m_colours.accent : m_colours.borderStrong);
        painter.setBrush(m_colours.surface);
        painter.drawRoundedRect(label, Space::Half, Space::Half);
        painter.setPen(m_colours.text);
        painter.drawText(label, Qt::AlignCenter, name);
    }
    painter.restore();
}

void OrgChartPainter::drawBox(QPainter &painter, const OrgChart &chart,
                              const PeopleSnapshot &people, int person, qreal scale,
                              const Marks &marks) const
{
    const QRectF box = chart.boxOf(person);
    const bool isCurrent = person == marks.current;
    const bool isFound = marks.found.contains(person);
    const bool isInCircle = chart.isInCircle(person);
    const QColor fill = isCurrent    ? m_colours.selection
                        : isInCircle ? m_colours.warningSoft
                                     : m_colours.surface;
    const qsizetype index = people.indexOf(chart.uuidAt(person));
    const bool isActive = index >= 0 && people.isActive(index);
    if (scale * box.height() < NamesFrom) {
        painter.fillRect(box, isCurrent || isFound ? m_colours.accent
                              : isInCircle         ? m_colours.warning
                                                   : m_colours.textFaint);
        return;
    }
    QPen edge(isCurrent || isFound ? m_colours.accent
              : isInCircle         ? m_colours.warning
                                   : m_colours.borderStrong,
              isCurrent               ? (marks.hasFocus ? 4 : 3)
              : isFound || isInCircle ? 2
                                      : 1,
              isActive ? Qt::SolidLine : Qt::DashLine);
    painter.setPen(edge);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, Space::Radius, Space::Radius);
    if (index >= 0) {
        drawTexts(painter, people, index, box, scale);
    }
    if (chart.reportCount(person) > 0) {
        drawBadge(painter, chart, person);
    }
}

void OrgChartPainter::drawTexts(QPainter &painter, const PeopleSnapshot &people, qsizetype index,
                                const QRectF &box, qreal scale) const
{
    const QRectF inside = box.adjusted(Space::OneAndHalf, Space::One, -Space::OneAndHalf, 0);
    const bool isActive = people.isActive(index);
    const QFontMetricsF nameMetrics(m_name);
    painter.setFont(m_name);
    painter.setPen(isActive ? m_colours.text : m_colours.textMuted);
    const bool hasJob = scale * box.height() >= JobsFrom;
    const QRectF nameArea(inside.left(), inside.top(), inside.width(),
                          hasJob ? nameMetrics.height() : box.height() - 2 * Space::One);
    painter.drawText(nameArea, Qt::AlignLeft | Qt::AlignVCenter,
                     nameMetrics.elidedText(people.text(index, PeopleSnapshot::Text::Name),
                                            Qt::ElideRight, inside.width()));
    if (!hasJob) {
        return;
    }
    QString about = people.text(index, PeopleSnapshot::Text::JobTitle);
    if (about.isEmpty()) {
        about = people.text(index, PeopleSnapshot::Text::Department);
    }
    const QFontMetricsF jobMetrics(m_job);
    painter.setFont(m_job);
    painter.setPen(m_colours.textMuted);
    painter.drawText(QRectF(inside.left(), nameArea.bottom(), inside.width(), jobMetrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     jobMetrics.elidedText(about, Qt::ElideRight, inside.width()));
}

void OrgChartPainter::drawBadge(QPainter &painter, const OrgChart &chart, int person) const
{
    const QRectF badge = badgeOf(chart, person);
    const bool isFolded = chart.isFolded(person);
    painter.setPen(QPen(isFolded ? m_colours.accent : m_colours.borderStrong, 1));
    painter.setBrush(isFolded ? m_colours.accent : m_colours.surface);
    painter.drawRoundedRect(badge, BadgeHeight / 2, BadgeHeight / 2);
    painter.setFont(m_count);
    painter.setPen(isFolded ? m_colours.onAccent : m_colours.textMuted);
    const int count = isFolded ? chart.belowCount(person) : chart.reportCount(person);
    painter.drawText(badge, Qt::AlignCenter,
                     QString((isFolded ? u"+ "_qs : u"− "_qs) % Formats::number(count)));
}

Result<void> OrgChartPainter::writePdf(const QString &file, const OrgChart &chart,
                                       const PeopleSnapshot &people, const QString &title) const
{
    constexpr qreal Margin = 32;
    constexpr qreal UnitsAnInch = 96;
    constexpr qreal MostInches = 199; // A page of a PDF is 200 at most.
    constexpr int Resolution = 300;
    const QRectF area = chart.area().adjusted(-Margin, -Margin, Margin, Margin);
    const qreal largest = qMax(area.width(), area.height()) / UnitsAnInch;
    const qreal shrink = qMin(1.0, MostInches / largest);
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return failure(ErrorCode::Storage, out.errorString());
    }
    QPdfWriter writer(&out);
    writer.setResolution(Resolution);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("EvalTrack"));
    writer.setPageSize(QPageSize(area.size() * shrink / UnitsAnInch, QPageSize::Inch, title));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    const qreal scale = Resolution / UnitsAnInch * shrink;
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    paint(painter, chart, people, area, qMax(1.0, scale), {});
    const bool isPainted = painter.end();
    if (!isPainted || !out.commit()) {
        return failure(out.error() == QFileDevice::ResourceError ? ErrorCode::StorageFull
                                                                 : ErrorCode::Storage,
                       out.errorString());
    }
    return {};
}

} // namespace EvalTrack
