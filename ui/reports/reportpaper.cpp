// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/reportpaper.h"

#include "common/formats.h"
#include "reports/reportwords.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int Resolution = 300;
constexpr double MarginInMillimetres = 15;
constexpr double PointsOfTitle = 15;
constexpr double PointsOfText = 9;
constexpr qsizetype UprightColumns = 6;
constexpr qsizetype SampledRows = 500;
constexpr double Gap = 1.2; ///< Between columns, in heights of a line.

/// Lays a document out on the pages of a device, and paints it.
class Painting
{
public:
    Painting(const ReportDocument &document, QPainter &painter)
        : m_document(document)
        , m_painter(painter)
        , m_page(0, 0, painter.device()->width(), painter.device()->height())
        , m_title(fontOfPoints(PointsOfTitle, QFont::Bold))
        , m_text(fontOfPoints(PointsOfText, QFont::Normal))
        , m_bold(fontOfPoints(PointsOfText, QFont::Bold))
        , m_line(QFontMetricsF(m_text, painter.device()).lineSpacing() * 1.45)
    {
        measure();
    }

    [[nodiscard]] bool paint(QPagedPaintDevice &device)
    {
        qsizetype row = 0;
        const qsizetype lines = m_document.rows.size() + 1;
        for (int page = 1; page <= pageCount(); ++page) {
            if (page > 1 && !device.newPage()) {
                return false;
            }
            double y = page == 1 ? paintHead() : 0;
            paintHeadings(y);
            y += m_line;
            for (; row < lines && y + m_line <= bottom(); ++row, y += m_line) {
                paintRow(row, y);
            }
            paintFoot(page);
        }
        return true;
    }

private:
    [[nodiscard]] QFont fontOfPoints(double points, QFont::Weight weight) const
    {
        QFont font;
        font.setPointSizeF(points);
        font.setWeight(weight);
        return font;
    }
    [[nodiscard]] double bottom() const { return m_page.height() - 1.5 * m_line; }
    [[nodiscard]] double headHeight() const
    {
        double height = QFontMetricsF(m_title, m_painter.device()).lineSpacing() * 1.3;
        for (const QString &line : m_document.stamp) {
            height += stampHeight(line);
        }
        return height + m_line * 0.8;
    }
    /// What is wider than the page goes on in the next line.
    [[nodiscard]] double stampHeight(const QString &line) const
    {
        const QFontMetricsF metrics(m_text, m_painter.device());
        return metrics
                   .boundingRect(QRectF(0, 0, m_page.width(), m_page.height()), Qt::TextWordWrap,
                                 line)
                   .height() +
               m_line * 0.08;
    }
    [[nodiscard]] int rowsOn(double top) const
    {
        return std::max(1, static_cast<int>((bottom() - top) / m_line) - 1);
    }
    [[nodiscard]] int pageCount() const
    {
        const qsizetype lines = m_document.rows.size() + 1;
        const qsizetype rest = std::max<qsizetype>(0, lines - rowsOn(headHeight()));
        const int onFurther = rowsOn(0);
        return 1 + static_cast<int>((rest + onFurther - 1) / onFurther);
    }
    [[nodiscard]] bool isNumber(qsizetype column) const
    {
        const ReportFormat format = m_document.formats.at(column);
        return format == ReportFormat::Count || format == ReportFormat::Percent ||
               format == ReportFormat::Score;
    }

    /// Columns are as wide as what stands in them; texts give way where that is too wide.
    void measure()
    {
        const QFontMetricsF bold(m_bold, m_painter.device());
        const QFontMetricsF text(m_text, m_painter.device());
        const qsizetype columns = m_document.headings.size();
        for (qsizetype column = 0; column < columns; ++column) {
            double width = bold.horizontalAdvance(m_document.headings.at(column));
            const auto fit = [&](const ReportCell &cell, const QFontMetricsF &metrics) {
                width = std::max(width, metrics.horizontalAdvance(ReportWords::cell(
                                            cell, m_document.formats.at(column))));
            };
            const qsizetype rows = std::min(m_document.rows.size(), SampledRows);
            for (qsizetype row = 0; row < rows; ++row) {
                fit(m_document.rows.at(row).at(column), text);
            }
            fit(m_document.totals.at(column), bold);
            m_widths.append(width);
        }
        shareRoom(m_page.width() - Gap * m_line * static_cast<double>(columns - 1));
    }
    /// The table is as wide as the page. Numbers and days are whole; of the texts, each that needs
    /// no more than its equal part is whole too, and what that leaves goes to the others.
    void shareRoom(double room)
    {
        QList<qsizetype> texts;
        for (qsizetype column = 0; column < m_widths.size(); ++column) {
            if (isText(column)) {
                texts.append(column);
            } else {
                room -= m_widths.at(column);
            }
        }
        std::sort(texts.begin(), texts.end(),
                  [this](qsizetype a, qsizetype b) { return m_widths.at(a) < m_widths.at(b); });
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const double part = std::max(0.0, room) / static_cast<double>(texts.size() - i);
            const bool isLast = i + 1 == texts.size();
            double &width = m_widths[texts.at(i)];
            width = isLast ? part : std::min(width, part);
            room -= width;
        }
    }
    [[nodiscard]] bool isText(qsizetype column) const
    {
        return m_document.formats.at(column) == ReportFormat::Text;
    }

    double paintHead()
    {
        m_painter.setPen(Qt::black);
        m_painter.setFont(m_title);
        const double height = QFontMetricsF(m_title, m_painter.device()).lineSpacing() * 1.3;
        m_painter.drawText(QRectF(0, 0, m_page.width(), height), Qt::AlignLeft | Qt::AlignTop,
                           m_document.title);
        double y = height;
        m_painter.setFont(m_text);
        m_painter.setPen(QColor(80, 80, 80));
        for (const QString &line : m_document.stamp) {
            const double lineHeight = stampHeight(line);
            m_painter.drawText(QRectF(0, y, m_page.width(), lineHeight),
                               Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, line);
            y += lineHeight;
        }
        return headHeight();
    }
    template <typename TextOf>
    void paintLine(double y, const QFont &font, TextOf textOf)
    {
        m_painter.setFont(font);
        m_painter.setPen(Qt::black);
        const QFontMetricsF metrics(font, m_painter.device());
        double x = 0;
        for (qsizetype column = 0; column < m_widths.size(); ++column) {
            const QRectF box(x, y, m_widths.at(column), m_line);
            m_painter.drawText(
                box, (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                metrics.elidedText(textOf(column).simplified(), Qt::ElideRight, box.width() + 1));
            x += m_widths.at(column) + Gap * m_line;
        }
    }
    void paintRule(double y, QColor colour)
    {
        m_painter.setPen(QPen(colour, m_line / 40));
        m_painter.drawLine(QPointF(0, y), QPointF(m_page.width(), y));
    }
    void paintHeadings(double y)
    {
        paintLine(y, m_bold, [this](qsizetype column) { return m_document.headings.at(column); });
        paintRule(y + m_line, Qt::black);
    }
    void paintRow(qsizetype row, double y)
    {
        if (row < m_document.rows.size()) {
            paintLine(y, m_text, [this, row](qsizetype column) {
                return ReportWords::cell(m_document.rows.at(row).at(column),
                                         m_document.formats.at(column));
            });
            paintRule(y + m_line, QColor(215, 215, 215));
            return;
        }
        paintRule(y, Qt::black);
        paintLine(y, m_bold, [this](qsizetype column) {
            return column == 0 ? m_document.totalsHeading
                               : ReportWords::cell(m_document.totals.at(column),
                                                   m_document.formats.at(column));
        });
    }
    void paintFoot(int page)
    {
        m_painter.setFont(m_text);
        m_painter.setPen(QColor(80, 80, 80));
        const QRectF foot(0, m_page.height() - m_line, m_page.width(), m_line);
        m_painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom,
                           u"EvalTrack · "_qs + m_document.title);
        m_painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom,
                           ReportPaper::tr("Page %1 of %2")
                               .arg(Formats::number(page), Formats::number(pageCount())));
    }

    const ReportDocument &m_document;
    QPainter &m_painter;
    QRectF m_page;
    QFont m_title;
    QFont m_text;
    QFont m_bold;
    double m_line;
    QList<double> m_widths;
};

} // namespace

QPageLayout ReportPaper::layoutFor(const ReportDocument &document)
{
    return QPageLayout(Formats::pageSize(),
                       document.headings.size() > UprightColumns ? QPageLayout::Landscape
                                                                 : QPageLayout::Portrait,
                       QMarginsF(MarginInMillimetres, MarginInMillimetres, MarginInMillimetres,
                                 MarginInMillimetres),
                       QPageLayout::Millimeter);
}

bool ReportPaper::paint(const ReportDocument &document, QPagedPaintDevice &device)
{
    QPainter painter;
    if (!painter.begin(&device)) {
        return false;
    }
    const bool isPainted = Painting(document, painter).paint(device);
    return painter.end() && isPainted;
}

Result<void> ReportPaper::writePdf(const ReportDocument &document, const QString &file)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return failure(ErrorCode::Storage, out.errorString());
    }
    QPdfWriter writer(&out);
    writer.setResolution(Resolution);
    writer.setTitle(document.title);
    writer.setCreator(u"EvalTrack"_qs);
    writer.setPageLayout(layoutFor(document));
    const bool isPainted = paint(document, writer);
    if (!isPainted || !out.commit()) {
        return failure(out.error() == QFileDevice::ResourceError ? ErrorCode::StorageFull
                                                                 : ErrorCode::Storage,
                       out.errorString());
    }
    return {};
}

} // namespace EvalTrack
