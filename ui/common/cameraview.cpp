// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/cameraview.h"

#include "common/frames.h"

#include "common/tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace EvalTrack {

namespace {

constexpr QSize Hint(320, 240);
constexpr QSize Smallest(200, 150);

} // namespace

CameraView::CameraView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CameraView::setPicture(const QImage &picture)
{
    m_picture = picture;
    update();
}

void CameraView::setWaitingText(const QString &text)
{
    m_waiting = text;
    update();
}

QSize CameraView::sizeHint() const
{
    return Hint;
}

QSize CameraView::minimumSizeHint() const
{
    return Smallest;
}

void CameraView::paintEvent(QPaintEvent * /*event*/)
{
    const Colours &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath frame;
    frame.addRoundedRect(rect(), Space::CardRadius, Space::CardRadius);
    painter.setClipPath(frame);
    painter.fillPath(frame, colours.neutralSoft);
    painter.setPen(QPen(softFrameOf(colours), 2)); // The outer half of it is clipped.
    painter.drawPath(frame);
    if (m_picture.isNull()) {
        painter.setPen(colours.textMuted);
        painter.setFont(fontOf(TextStyle::Body));
        painter.drawText(rect().adjusted(Space::Two, Space::Two, -Space::Two, -Space::Two),
                         static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, m_waiting);
        return;
    }
    QRect area(QPoint(), m_picture.size().scaled(size(), Qt::KeepAspectRatio));
    area.moveCenter(rect().center());
    painter.drawImage(area, m_picture);
}

} // namespace EvalTrack
