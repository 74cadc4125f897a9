// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/badgesheet.h"

#include "common/formats.h"
#include "common/qrcode.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>

namespace EvalTrack {

namespace {

// Millimetres, as the painter is scaled.
constexpr double BadgeWidth = 85.6;
constexpr double BadgeHeight = 54;
constexpr double Inset = 5;
constexpr double CodeSide = 34;
constexpr double LineWidth = 0.15;
constexpr double PointInMillimetres = 25.4 / 72;
constexpr int Columns = 2;
constexpr int Rows = 5;
constexpr int NameLines = 3;
constexpr int Resolution = 300;

/// What is painted in millimetres has no sensible pixel sizes: fonts are made at this scale.
constexpr double FontScale = 20;

QFont fontOfPoints(double points, QFont::Weight weight)
{
    QFont font;
    font.setPixelSize(static_cast<int>(points * PointInMillimetres * FontScale));
    font.setWeight(weight);
    return font;
}

/// Draws a text from the top of `area` on, in as many lines as fit, and gives its height.
double drawText(QPainter &painter, const QRectF &area, const QFont &font, const QString &text,
                QColor ink, int lines)
{
    if (text.isEmpty()) {
        return 0;
    }
    painter.save();
    painter.translate(area.topLeft());
    painter.scale(1 / FontScale, 1 / FontScale);
    painter.setFont(font);
    painter.setPen(ink);
    const QFontMetricsF metrics(font);
    const double width = area.width() * FontScale;
    const QRectF box(0, 0, width, metrics.lineSpacing() * lines);
    const bool isOneLine = metrics.horizontalAdvance(text) <= width;
    const QString shown =
        isOneLine || lines > 1 ? text : metrics.elidedText(text, Qt::ElideRight, width);
    const int flags = Qt::AlignLeft | Qt::AlignTop | (lines > 1 ? Qt::TextWordWrap : 0);
    painter.drawText(box, flags, shown);
    const double used = std::min(metrics.boundingRect(box, flags, shown).height(), box.height());
    painter.restore();
    return used / FontScale;
}

/// The largest size at which a name is whole.
double pointsThatFit(const QString &name, double width)
{
    for (const double points : {13.0, 11.5, 10.0, 8.5}) {
        const QFontMetricsF metrics(fontOfPoints(points, QFont::DemiBold));
        const QRectF wanted =
            metrics.boundingRect(QRectF(0, 0, width * FontScale, 1e6), Qt::TextWordWrap, name);
        if (wanted.height() <= metrics.lineSpacing() * NameLines &&
            wanted.width() <= width * FontScale) {
            return points;
        }
    }
    return 7;
}

} // namespace

std::optional<QString> BadgeSheet::codeOf(const Employee &person)
{
    for (const auto &code : {person.badgeCode, person.nationalId}) {
        if (code && !code->trimmed().isEmpty()) {
            return code->trimmed();
        }
    }
    return std::nullopt;
}

Result<void> BadgeSheet::write(const QString &file, const QList<Employee> &people)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) {
        return failure(ErrorCode::Storage, out.errorString());
    }
    const QSizeF page = Formats::pageSize().size(QPageSize::Millimeter);
    QPdfWriter writer(&out);
    writer.setResolution(Resolution);
    writer.setTitle(tr("EvalTrack badges"));
    writer.setCreator(QStringLiteral("EvalTrack"));
    writer.setPageSize(Formats::pageSize());
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    const double left = (page.width() - Columns * BadgeWidth) / 2;
    const double top = (page.height() - Rows * BadgeHeight) / 2;
    const double scale = Resolution / 25.4;
    int place = 0;
    for (const Employee &person : people) {
        const auto code = codeOf(person);
        if (!code) {
            continue;
        }
        if (place == Columns * Rows) {
            writer.newPage();
            place = 0;
        }
        painter.save();
        painter.scale(scale, scale);
        drawBadge(painter,
                  QRectF(left + (place % Columns) * BadgeWidth,
                         top + (place / Columns) * BadgeHeight, BadgeWidth, BadgeHeight),
                  person, *code);
        painter.restore();
        ++place;
    }
    const bool isPainted = painter.end();
    if (!isPainted || !out.commit()) {
        return failure(out.error() == QFileDevice::ResourceError ? ErrorCode::StorageFull
                                                                 : ErrorCode::Storage,
                       out.errorString());
    }
    return {};
}

void BadgeSheet::drawBadge(QPainter &painter, const QRectF &area, const Employee &person,
                           const QString &code)
{
    painter.setPen(QPen(Qt::lightGray, LineWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area); // The line to cut along.

    const QRectF inside = area.adjusted(Inset, Inset, -Inset, -Inset);
    const QRectF codeArea(inside.right() - CodeSide, inside.center().y() - CodeSide / 2, CodeSide,
                          CodeSide);
    if (const auto qr = QrCode::of(code)) {
        painter.setPen(Qt::NoPen);
        qr->paint(painter, codeArea);
    }
    QRectF texts(inside.left(), inside.top(), inside.width() - CodeSide - Inset / 2,
                 inside.height());
    const auto add = [&](const QString &text, double points, QFont::Weight weight, QColor ink,
                         int lines) {
        const double used =
            drawText(painter, texts, fontOfPoints(points, weight), text, ink, lines);
        texts.setTop(texts.top() + used + (used > 0 ? 1 : 0));
    };
    add(person.name, pointsThatFit(person.name, texts.width()), QFont::DemiBold, Qt::black,
        NameLines);
    add(person.jobTitle.value_or(QString()), 8.5, QFont::Normal, Qt::black, 2);
    add(person.department.value_or(QString()), 8.5, QFont::Normal, QColor(90, 90, 90), 2);
    const QFont small = fontOfPoints(8.5, QFont::Normal);
    const double height = QFontMetricsF(small).lineSpacing() / FontScale;
    drawText(painter, QRectF(inside.left(), inside.bottom() - height, texts.width(), height), small,
             code, QColor(90, 90, 90), 1);
}

} // namespace EvalTrack
