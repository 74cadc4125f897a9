// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/cameras.h"
#include "common/qrcode.h"

#include <QPainter>
#include <QPointer>
#include <QTransform>

#include <algorithm>
#include <optional>

namespace EvalTrack::Test {

/// Cameras that see what a test holds before them. Nothing is in sight until show().
class FakeCameras final : public Cameras
{
public:
    static inline const QByteArray BuiltIn = "built-in";

    int opened = 0;
    /// What the next camera that is opened says at once.
    std::optional<CameraProblem> problem;

    [[nodiscard]] QList<CameraInfo> list() override { return m_connected; }
    [[nodiscard]] std::unique_ptr<CameraFeed> open(const QByteArray &id) override
    {
        if (!isConnected(id)) {
            return nullptr;
        }
        ++opened;
        auto feed = std::make_unique<Feed>(id);
        m_feed = feed.get();
        if (problem) {
            QMetaObject::invokeMethod(
                feed.get(), [feed = feed.get(), what = *problem] { Q_EMIT feed->failed(what); },
                Qt::QueuedConnection);
            problem.reset();
        }
        return feed;
    }

    void plugIn(const QByteArray &id = BuiltIn, const QString &name = QStringLiteral("Camera"))
    {
        m_connected.append({id, name});
        Q_EMIT changed();
    }
    void unplug(const QByteArray &id = BuiltIn)
    {
        m_connected.removeIf([&id](const CameraInfo &each) { return each.id == id; });
        Q_EMIT changed();
    }
    [[nodiscard]] bool isConnected(const QByteArray &id) const
    {
        return std::ranges::find(m_connected, id, &CameraInfo::id) != m_connected.end();
    }

    [[nodiscard]] bool isOn() const { return m_feed && m_feed->isOpen; }
    /// Of the camera that is on.
    [[nodiscard]] QByteArray current() const { return isOn() ? m_feed->id : QByteArray(); }
    void show(const CameraPicture &picture)
    {
        if (isOn()) {
            Q_EMIT m_feed->pictureArrived(picture);
        }
    }
    void show(const QImage &picture)
    {
        show([picture] { return picture; });
    }
    void fail(CameraProblem what)
    {
        if (isOn()) {
            Q_EMIT m_feed->failed(what);
        }
    }

private:
    struct Feed final : CameraFeed
    {
        explicit Feed(QByteArray which)
            : id(std::move(which))
        {}
        void close() override { isOpen = false; }

        const QByteArray id;
        bool isOpen = true;
    };

    QList<CameraInfo> m_connected;
    QPointer<Feed> m_feed;
};

/// A room with a QR code held into it, as large as that, and turned.
[[nodiscard]] inline QImage sight(const QString &text, int side = 260, int degrees = 0)
{
    QImage picture(640, 480, QImage::Format_RGB32);
    picture.fill(Qt::darkCyan);
    QPainter painter(&picture);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.translate(330, 230);
    painter.rotate(degrees);
    if (const auto code = QrCode::of(text)) {
        code->paint(painter, QRectF(-side / 2.0, -side / 2.0, side, side));
    }
    return picture;
}

/// Out of focus: what is left of it at a third of the size.
[[nodiscard]] inline QImage blurred(const QImage &picture)
{
    return picture.scaled(picture.size() / 3, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(picture.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace EvalTrack::Test
