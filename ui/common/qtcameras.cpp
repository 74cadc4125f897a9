// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/qtcameras.h"

#include <QCamera>
#include <QCameraDevice>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMediaCaptureSession>
#include <QVideoFrameFormat>
#include <QVideoSink>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QPermissions>
#endif

#include <algorithm>
#include <array>

namespace EvalTrack {

namespace {

using Pixels = QVideoFrameFormat::PixelFormat;

// A code at arm's length has enough of them, and each frame is read in a fraction of its time.
constexpr int EnoughPixels = 1'280 * 720;
constexpr float EnoughFrames = 15;

// Where the three parts of each pixel are: the first of each, the bytes to the next, and whether
// two pixels side by side, or one below the other, share their colour.
struct Planes
{
    const uchar *luma;
    const uchar *blue;
    const uchar *red;
    int lumaLine;
    int colourLine;
    int lumaStep = 1;
    int colourStep = 1;
    int linesShared = 0;
};

constexpr int Fraction = 8;

uchar clamped(int value)
{
    return static_cast<uchar>(std::clamp(value >> Fraction, 0, 255));
}

// ITU-R BT.601 with head and foot room, as cameras send it.
QImage fromYuv(const Planes &planes, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        const uchar *luma = planes.luma + qsizetype{y} * planes.lumaLine;
        const qsizetype shared = qsizetype{y >> planes.linesShared} * planes.colourLine;
        const uchar *blue = planes.blue + shared;
        const uchar *red = planes.red + shared;
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const int bright = 298 * (luma[qsizetype{x} * planes.lumaStep] - 16) + 128;
            const qsizetype colour = qsizetype{x / 2} * planes.colourStep;
            const int u = blue[colour] - 128;
            const int v = red[colour] - 128;
            line[x] = qRgb(clamped(bright + 409 * v), clamped(bright - 100 * u - 208 * v),
                           clamped(bright + 516 * u));
        }
    }
    return image;
}

// The colour in two planes, each with half of the lines or all of them.
QImage fromThreePlanes(const QVideoFrame &frame, int blue, int red, int linesShared)
{
    return fromYuv({frame.bits(0), frame.bits(blue), frame.bits(red), frame.bytesPerLine(0),
                    frame.bytesPerLine(1), 1, 1, linesShared},
                   frame.size());
}

// The colour in one plane, in pairs.
QImage fromTwoPlanes(const QVideoFrame &frame, int blue, int red)
{
    return fromYuv({frame.bits(0), frame.bits(1) + blue, frame.bits(1) + red, frame.bytesPerLine(0),
                    frame.bytesPerLine(1), 1, 2, 1},
                   frame.size());
}

// Two pixels in four bytes.
QImage fromOnePlane(const QVideoFrame &frame, int luma, int blue, int red)
{
    const uchar *bits = frame.bits(0);
    return fromYuv({bits + luma, bits + blue, bits + red, frame.bytesPerLine(0),
                    frame.bytesPerLine(0), 2, 4, 0},
                   frame.size());
}

QImage fromMapped(const QVideoFrame &frame)
{
    switch (frame.pixelFormat()) {
    case Pixels::Format_Jpeg:
        return QImage::fromData(frame.bits(0), frame.mappedBytes(0), "JPEG");
    case Pixels::Format_NV12:
        return fromTwoPlanes(frame, 0, 1);
    case Pixels::Format_NV21:
        return fromTwoPlanes(frame, 1, 0);
    case Pixels::Format_YUV420P:
        return fromThreePlanes(frame, 1, 2, 1);
    case Pixels::Format_YV12:
        return fromThreePlanes(frame, 2, 1, 1);
    case Pixels::Format_YUV422P:
        return fromThreePlanes(frame, 1, 2, 0);
    case Pixels::Format_YUYV:
        return fromOnePlane(frame, 0, 1, 3);
    case Pixels::Format_UYVY:
        return fromOnePlane(frame, 1, 0, 2);
    case Pixels::Format_Y8:
        return QImage(frame.bits(0), frame.width(), frame.height(), frame.bytesPerLine(0),
                      QImage::Format_Grayscale8)
            .copy();
    default:
        break;
    }
    const QImage::Format format =
        QVideoFrameFormat::imageFormatFromPixelFormat(frame.pixelFormat());
    if (format == QImage::Format_Invalid) {
        return {};
    }
    return QImage(frame.bits(0), frame.width(), frame.height(), frame.bytesPerLine(0), format)
        .copy();
}

bool isReadable(Pixels format)
{
    constexpr std::array readable = {
        Pixels::Format_Jpeg,     Pixels::Format_NV12,     Pixels::Format_NV21,
        Pixels::Format_YUV420P,  Pixels::Format_YV12,     Pixels::Format_YUV422P,
        Pixels::Format_YUYV,     Pixels::Format_UYVY,     Pixels::Format_Y8,
        Pixels::Format_XRGB8888, Pixels::Format_BGRX8888, Pixels::Format_BGRA8888};
    return std::ranges::find(readable, format) != readable.end();
}

// The largest of those that are large enough and no larger; none when the camera has others only.
QCameraFormat formatOf(const QCameraDevice &device)
{
    const auto pixels = [](const QCameraFormat &format) {
        return format.resolution().width() * format.resolution().height();
    };
    QCameraFormat best;
    const QList<QCameraFormat> formats = device.videoFormats();
    for (const QCameraFormat &each : formats) {
        const bool fits = isReadable(each.pixelFormat()) && pixels(each) <= EnoughPixels &&
                          each.maxFrameRate() >= EnoughFrames;
        if (fits && (best.isNull() || pixels(each) > pixels(best))) {
            best = each;
        }
    }
    return best;
}

// Qt has one kind of error and the system's words.
CameraProblem problemOf(const QString &words, const QCameraDevice &device)
{
    const auto says = [&words](QLatin1String what) {
        return words.contains(what, Qt::CaseInsensitive);
    };
    const QFileInfo file(QFile::decodeName(device.id())); // "/dev/video0" on Linux.
    const bool isClosed = file.isAbsolute() && file.exists() && !file.isReadable();
    if (isClosed || says(QLatin1String("permission")) || says(QLatin1String("denied")) ||
        says(QLatin1String("authori")) || says(QLatin1String("not granted"))) {
        return CameraProblem::Denied;
    }
    if (says(QLatin1String("busy")) || says(QLatin1String("in use"))) {
        return CameraProblem::Busy;
    }
    return CameraProblem::Failed;
}

class QtCameraFeed final : public CameraFeed
{
public:
    explicit QtCameraFeed(const QCameraDevice &device)
        : m_device(device)
        , m_camera(device)
    {
        if (const QCameraFormat format = formatOf(device); !format.isNull()) {
            m_camera.setCameraFormat(format);
        }
        m_session.setCamera(&m_camera);
        m_session.setVideoSink(&m_sink);
        // Some systems send from a thread of their own: the call is queued then.
        connect(&m_sink, &QVideoSink::videoFrameChanged, this, [this](const QVideoFrame &frame) {
            if (m_isOpen && frame.isValid()) {
                Q_EMIT pictureArrived([frame] { return QtCameras::imageOf(frame); });
            }
        });
        connect(&m_camera, &QCamera::errorOccurred, this,
                [this](QCamera::Error error, const QString &words) {
                    if (error != QCamera::NoError) {
                        fail(problemOf(words, m_device));
                    }
                });
        QMetaObject::invokeMethod(this, &QtCameraFeed::askThenStart, Qt::QueuedConnection);
    }

    void close() override
    {
        m_isOpen = false;
        m_camera.stop();
    }

private:
    // From Qt 6.5 on the system is asked first; it asks the person, once.
    void askThenStart()
    {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        qApp->requestPermission(QCameraPermission{}, this, [this](const QPermission &permission) {
            if (permission.status() == Qt::PermissionStatus::Granted) {
                start();
            } else {
                fail(CameraProblem::Denied);
            }
        });
#else
        start();
#endif
    }

    void start()
    {
        if (m_isOpen) {
            m_camera.start();
        }
    }

    void fail(CameraProblem problem)
    {
        if (std::exchange(m_isOpen, false)) {
            Q_EMIT failed(problem);
        }
    }

    const QCameraDevice m_device;
    QCamera m_camera;
    QVideoSink m_sink;
    QMediaCaptureSession m_session; ///< Goes before what it joins.
    bool m_isOpen = true;
};

} // namespace

QList<CameraInfo> QtCameras::list()
{
    if (!m_devices) {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::videoInputsChanged, this, &Cameras::changed);
    }
    QList<CameraInfo> cameras;
    const QByteArray preferred = QMediaDevices::defaultVideoInput().id();
    const QList<QCameraDevice> devices = QMediaDevices::videoInputs();
    for (const QCameraDevice &device : devices) {
        const CameraInfo camera{device.id(), device.description()};
        if (camera.id == preferred) {
            cameras.prepend(camera);
        } else {
            cameras.append(camera);
        }
    }
    return cameras;
}

std::unique_ptr<CameraFeed> QtCameras::open(const QByteArray &id)
{
    const QList<QCameraDevice> devices = QMediaDevices::videoInputs();
    const auto found = std::ranges::find(devices, id, &QCameraDevice::id);
    return found == devices.end() ? nullptr : std::make_unique<QtCameraFeed>(*found);
}

QImage QtCameras::imageOf(QVideoFrame frame)
{
    if (!frame.map(QVideoFrame::ReadOnly)) {
        return {};
    }
    QImage image = fromMapped(frame);
    frame.unmap();
    const bool isUpsideDown =
        frame.surfaceFormat().scanLineDirection() == QVideoFrameFormat::BottomToTop;
    return isUpsideDown ? image.mirrored() : image;
}

} // namespace EvalTrack
