// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/photoscaler.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

namespace EvalTrack::PhotoScaler {

namespace {

constexpr int Quality = 85;

} // namespace

Result<QByteArray> fromFile(const QString &file)
{
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid() && qMax(size.width(), size.height()) > LongestSide) {
        // A JPEG is made smaller while it is read.
        reader.setScaledSize(
            size.scaled(LongestSide, LongestSide, Qt::KeepAspectRatio).expandedTo({1, 1}));
    }
    QImage read = reader.read();
    if (read.isNull()) {
        return failure(ErrorCode::Validation, reader.errorString());
    }
    if (qMax(read.width(), read.height()) > LongestSide) {
        read = read.scaled(LongestSide, LongestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    // JPEG knows nothing of what one can see through, and what the camera wrote about place and
    // time is nobody's business.
    QImage flat(read.size(), QImage::Format_RGB32);
    flat.fill(Qt::white);
    QPainter painter(&flat);
    painter.drawImage(flat.rect(), read);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return flat.save(&buffer, "JPEG", Quality)
               ? Result<QByteArray>(bytes)
               : failure(ErrorCode::Internal, QStringLiteral("no JPEG could be written"));
}

} // namespace EvalTrack::PhotoScaler
