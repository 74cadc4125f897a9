// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/certificatepaper.h"

#include "common/formats.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int Resolution = 300;
constexpr double MarginInMillimetres = 14;
constexpr double Millimetre = Resolution / 25.4;
const QColor Faint(90, 90, 90);

QFont fontOfPoints(double points, QFont::Weight weight)
{
    QFont font;
    font.setPointSizeF(points);
    font.setWeight(weight);
    return font;
}

/// A line, or what must be several, in the middle of the page. Texts get smaller before they take
/// more than `lines`, and are cut last.
class Column
{
public:
    Column(QPainter &painter, const QRectF &area)
        : m_painter(painter)
        , m_area(area)
    {}

    void add(const QString &text, double points, QFont::Weight weight, int lines,
             QColor ink = Qt::black)
    {
        if (text.isEmpty()) {
            return;
        }
        constexpr double Smallest = 9;
        double size = points;
        while (size > Smallest && !fits(text, fontOfPoints(size, weight), lines)) {
            size -= 1;
        }
        const QFont font = fontOfPoints(size, weight);
        const QFontMetricsF metrics(font, m_painter.device());
        const QRectF box(m_area.left(), m_y + m_area.top(), m_area.width(),
                         metrics.lineSpacing() * lines);
        const QString shown =
            lines > 1 ? text : metrics.elidedText(text, Qt::ElideRight, m_area.width());
        const double height =
            std::min(box.height(), metrics.boundingRect(box, Flags, shown).height());
        m_painter.save();
        m_painter.setClipRect(box);
        m_painter.setFont(font);
        m_painter.setPen(ink);
        m_painter.drawText(box, Flags, shown);
        m_painter.restore();
        m_y += height;
    }
    void skip(double millimetres) { m_y += millimetres * Millimetre; }
    [[nodiscard]] double bottom() const { return m_area.top() + m_y; }

private:
    static constexpr int Flags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;

    [[nodiscard]] bool fits(const QString &text, const QFont &font, int lines) const
    {
        const QFontMetricsF metrics(font, m_painter.device());
        const QRectF wanted = metrics.boundingRect(QRectF(0, 0, m_area.width(), 1e6), Flags, text);
        return wanted.height() <= metrics.lineSpacing() * lines * 1.02 &&
               wanted.width() <= m_area.width();
    }

    QPainter &m_painter;
    QRectF m_area;
    double m_y = 0;
};

} // namespace

Result<void> CertificatePaper::writePdf(const QList<Certificate> &certificates, const QString &file)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return failure(ErrorCode::Storage, out.errorString());
    }
    QPdfWriter writer(&out);
    writer.setResolution(Resolution);
    writer.setTitle(tr("Certificate of attendance"));
    writer.setCreator(QStringLiteral("EvalTrack"));
    writer.setPageLayout(QPageLayout(Formats::pageSize(), QPageLayout::Landscape,
                                     QMarginsF(MarginInMillimetres, MarginInMillimetres,
                                               MarginInMillimetres, MarginInMillimetres),
                                     QPageLayout::Millimeter));
    QPainter painter;
    bool isPainted = painter.begin(&writer);
    for (qsizetype i = 0; i < certificates.size() && isPainted; ++i) {
        isPainted = i == 0 || writer.newPage();
        if (isPainted) {
            draw(painter, QRectF(0, 0, writer.width(), writer.height()), certificates.at(i));
        }
    }
    isPainted = painter.end() && isPainted;
    if (!isPainted || !out.commit()) {
        return failure(out.error() == QFileDevice::ResourceError ? ErrorCode::StorageFull
                                                                 : ErrorCode::Storage,
                       out.errorString());
    }
    return {};
}

void CertificatePaper::draw(QPainter &painter, const QRectF &page, const Certificate &certificate)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, 0.6 * Millimetre));
    painter.drawRect(page);
    painter.setPen(QPen(Qt::black, 0.15 * Millimetre));
    const double gap = 1.6 * Millimetre;
    painter.drawRect(page.adjusted(gap, gap, -gap, -gap));

    const double inset = 18 * Millimetre;
    Column column(painter, page.adjusted(inset, inset * 0.9, -inset, -inset));
    column.add(certificate.organisation, 15, QFont::DemiBold, 2);
    column.skip(certificate.organisation.isEmpty() ? 10 : 6);
    column.add(tr("Certificate of attendance"), 30, QFont::Bold, 1);
    column.skip(8);
    column.add(tr("This certifies that", "certificate, before a name"), 13, QFont::Normal, 1,
               Faint);
    column.skip(3);
    column.add(certificate.person, 26, QFont::DemiBold, 2);
    if (!certificate.nationalId.isEmpty()) {
        column.skip(1);
        column.add(tr("National ID %1").arg(certificate.nationalId), 13, QFont::Normal, 1);
    }
    column.skip(5);
    column.add(tr("attended", "certificate, between a name and an event"), 13, QFont::Normal, 1,
               Faint);
    column.skip(3);
    column.add(certificate.event, 20, QFont::DemiBold, 3);
    column.skip(4);
    column.add(tr("on %1, at %2", "certificate: day and hour of an event")
                   .arg(Formats::fullDate(certificate.begin, certificate.zone),
                        Formats::time(certificate.begin, certificate.zone)),
               13, QFont::Normal, 1);
    QStringList more;
    if (certificate.duration.count() > 0) {
        more.append(tr("Duration: %1").arg(Formats::duration(certificate.duration)));
    }
    if (!certificate.place.isEmpty()) {
        more.append(certificate.place.simplified());
    }
    column.skip(1);
    column.add(more.join(QStringLiteral(" · ")), 13, QFont::Normal, 2);

    // Where somebody signs.
    const double line = page.bottom() - 20 * Millimetre;
    const double half = 36 * Millimetre;
    painter.setPen(QPen(Qt::black, 0.2 * Millimetre));
    painter.drawLine(QPointF(page.center().x() - half, line),
                     QPointF(page.center().x() + half, line));
    Column foot(painter, QRectF(page.left() + inset, line + 1.5 * Millimetre,
                                page.width() - 2 * inset, 20 * Millimetre));
    foot.add(tr("Human resources"), 10, QFont::Normal, 1);
    foot.skip(3);
    foot.add(tr("Issued on %1 · EvalTrack").arg(Formats::fullDate(certificate.issued, {})), 9,
             QFont::Normal, 1, Faint);
}

} // namespace EvalTrack
