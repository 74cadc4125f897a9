// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/qrcode.h"

#include "common/tokens.h"

#include <QPainter>

// ZXing's own switch to std::string, which later versions have alone.
#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <qrencode.h>

#include <cmath>
#include <memory>

namespace EvalTrack {

namespace {

constexpr int HintSize = 320;

struct FreeCode
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};

} // namespace

QrCode::QrCode(QByteArray darkness, int modules)
    : m_dark(std::move(darkness))
    , m_modules(modules)
{}

std::optional<QrCode> QrCode::of(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeData(
        static_cast<int>(utf8.size()), reinterpret_cast<const unsigned char *>(utf8.constData()), 0,
        QR_ECLEVEL_M));
    if (!code) {
        return std::nullopt;
    }
    const qsizetype size = qsizetype{code->width} * code->width;
    QByteArray dark(size, '\0');
    for (qsizetype i = 0; i < size; ++i) {
        dark[i] = static_cast<char>(code->data[i] & 1U);
    }
    return QrCode(dark, code->width);
}

bool QrCode::isDark(int row, int column) const
{
    return m_dark.at(qsizetype{row} * m_modules + column) != 0;
}

void QrCode::paint(QPainter &painter, const QRectF &area) const
{
    const int across = m_modules + 2 * QuietZone;
    const double scale = painter.device()->devicePixelRatioF();
    double module = std::min(area.width(), area.height()) / across;
    if (module * scale >= 1) {
        module = std::floor(module * scale) / scale;
    }
    const double side = module * across;
    const QPointF corner(area.center().x() - side / 2, area.center().y() - side / 2);
    const QPointF aligned(std::round(corner.x() * scale) / scale,
                          std::round(corner.y() * scale) / scale);
    painter.fillRect(QRectF(aligned, QSizeF(side, side)), Qt::white);
    for (int row = 0; row < m_modules; ++row) {
        for (int column = 0; column < m_modules; ++column) {
            if (isDark(row, column)) {
                painter.fillRect(QRectF(aligned.x() + (column + QuietZone) * module,
                                        aligned.y() + (row + QuietZone) * module, module, module),
                                 Qt::black);
            }
        }
    }
}

std::optional<QString> readQrCode(const QImage &picture)
{
    if (picture.isNull()) {
        return std::nullopt;
    }
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(),
                                ZXing::ImageFormat::Lum, static_cast<int>(grey.bytesPerLine()));
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder(true);
    hints.setTryRotate(true);
    const ZXing::Result result = ZXing::ReadBarcode(view, hints);
    return result.isValid() ? std::optional(QString::fromStdString(result.text())) : std::nullopt;
}

QrView::QrView(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void QrView::setText(const QString &text)
{
    if (text == m_text) {
        return;
    }
    m_text = text;
    m_code = QrCode::of(text);
    setAccessibleDescription(text);
    update();
}

QSize QrView::sizeHint() const
{
    return {HintSize, HintSize};
}

void QrView::paintEvent(QPaintEvent * /*event*/)
{
    if (!m_code) {
        return;
    }
    QPainter painter(this);
    const int side = std::min(width(), height());
    const QRect square((width() - side) / 2, (height() - side) / 2, side, side);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(square, Space::Radius, Space::Radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
    m_code->paint(painter, square);
}

} // namespace EvalTrack
