// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/qtcameras.h"

#include "common/qrcode.h"
#include "support/fakecameras.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QVideoFrameFormat>

#include <cstring>

namespace EvalTrack::Test {

namespace {

using Pixels = QVideoFrameFormat::PixelFormat;

const QString CodeOnBadge = u"B-00042"_qs;

struct Yuv
{
    int y;
    int u;
    int v;
};

// As a camera makes it (BT.601).
Yuv yuvOf(QRgb colour)
{
    const int r = qRed(colour);
    const int g = qGreen(colour);
    const int b = qBlue(colour);
    return {16 + (66 * r + 129 * g + 25 * b) / 256, 128 + (-38 * r - 74 * g + 112 * b) / 256,
            128 + (112 * r - 94 * g - 18 * b) / 256};
}

void put(QVideoFrame &frame, int plane, int line, int place, int value)
{
    frame.bits(plane)[line * frame.bytesPerLine(plane) + place] = static_cast<uchar>(value);
}

void putPixel(QVideoFrame &frame, int x, int y, const Yuv &colour)
{
    const bool isLeft = x % 2 == 0;
    switch (frame.pixelFormat()) {
    case Pixels::Format_NV12:
    case Pixels::Format_NV21: {
        const int first = frame.pixelFormat() == Pixels::Format_NV12 ? colour.u : colour.v;
        const int second = frame.pixelFormat() == Pixels::Format_NV12 ? colour.v : colour.u;
        put(frame, 0, y, x, colour.y);
        put(frame, 1, y / 2, x / 2 * 2, first);
        put(frame, 1, y / 2, x / 2 * 2 + 1, second);
        break;
    }
    case Pixels::Format_YUV420P:
    case Pixels::Format_YUV422P:
    case Pixels::Format_YV12: {
        const bool isBlueFirst = frame.pixelFormat() != Pixels::Format_YV12;
        const int line = frame.pixelFormat() == Pixels::Format_YUV422P ? y : y / 2;
        put(frame, 0, y, x, colour.y);
        put(frame, isBlueFirst ? 1 : 2, line, x / 2, colour.u);
        put(frame, isBlueFirst ? 2 : 1, line, x / 2, colour.v);
        break;
    }
    case Pixels::Format_YUYV:
        put(frame, 0, y, x * 2, colour.y);
        put(frame, 0, y, x * 2 + 1, isLeft ? colour.u : colour.v);
        break;
    case Pixels::Format_UYVY:
        put(frame, 0, y, x * 2 + 1, colour.y);
        put(frame, 0, y, x * 2, isLeft ? colour.u : colour.v);
        break;
    case Pixels::Format_Y8:
        put(frame, 0, y, x, colour.y);
        break;
    default:
        FAIL();
    }
}

QVideoFrame frameOf(const QImage &picture, Pixels format)
{
    QVideoFrame frame(QVideoFrameFormat(picture.size(), format));
    if (!frame.map(QVideoFrame::WriteOnly)) {
        return {};
    }
    for (int y = 0; y < picture.height(); ++y) {
        if (format == Pixels::Format_BGRX8888) {
            std::memcpy(frame.bits(0) + y * frame.bytesPerLine(0), picture.constScanLine(y),
                        static_cast<size_t>(picture.width()) * 4);
            continue;
        }
        for (int x = 0; x < picture.width(); ++x) {
            putPixel(frame, x, y, yuvOf(picture.pixel(x, y)));
        }
    }
    frame.unmap();
    return frame;
}

bool isNear(QRgb one, QRgb other)
{
    return std::abs(qRed(one) - qRed(other)) < 8 && std::abs(qGreen(one) - qGreen(other)) < 8 &&
           std::abs(qBlue(one) - qBlue(other)) < 8;
}

} // namespace

TEST(QtCamerasTest, ThePictureOfAFrameIsWhatTheCameraSaw)
{
    // Light colours beside dark ones; what two pixels share is the same in both.
    const QImage seen = sight(CodeOnBadge);
    for (const Pixels format :
         {Pixels::Format_NV12, Pixels::Format_NV21, Pixels::Format_YUV420P, Pixels::Format_YUV422P,
          Pixels::Format_YV12, Pixels::Format_YUYV, Pixels::Format_UYVY, Pixels::Format_BGRX8888}) {
        const QImage picture = QtCameras::imageOf(frameOf(seen, format));
        ASSERT_EQ(picture.size(), seen.size()) << "format " << format;
        EXPECT_TRUE(isNear(picture.pixel(2, 2), seen.pixel(2, 2)))
            << "format " << format << ": " << qPrintable(picture.pixelColor(2, 2).name());
        EXPECT_EQ(readQrCode(picture), CodeOnBadge) << "format " << format;
    }
    EXPECT_EQ(readQrCode(QtCameras::imageOf(frameOf(seen, Pixels::Format_Y8))), CodeOnBadge);
}

TEST(QtCamerasTest, EveryColourComesBack)
{
    for (const Qt::GlobalColor colour : {Qt::red, Qt::green, Qt::blue, Qt::white, Qt::black,
                                         Qt::yellow, Qt::cyan, Qt::magenta, Qt::gray}) {
        QImage plain(16, 8, QImage::Format_RGB32);
        plain.fill(colour);
        for (const Pixels format :
             {Pixels::Format_NV12, Pixels::Format_YV12, Pixels::Format_UYVY}) {
            const QImage picture = QtCameras::imageOf(frameOf(plain, format));
            EXPECT_TRUE(isNear(picture.pixel(7, 5), plain.pixel(7, 5)))
                << qPrintable(picture.pixelColor(7, 5).name()) << " for "
                << qPrintable(plain.pixelColor(7, 5).name());
        }
    }
}

TEST(QtCamerasTest, AFrameUpsideDownIsTurned)
{
    QImage seen(64, 48, QImage::Format_RGB32);
    seen.fill(Qt::white);
    seen.setPixelColor(3, 0, Qt::red);
    QVideoFrameFormat format(seen.size(), Pixels::Format_BGRX8888);
    format.setScanLineDirection(QVideoFrameFormat::BottomToTop);
    QVideoFrame frame(format);
    ASSERT_TRUE(frame.map(QVideoFrame::WriteOnly));
    for (int y = 0; y < seen.height(); ++y) {
        std::memcpy(frame.bits(0) + y * frame.bytesPerLine(0),
                    seen.constScanLine(seen.height() - 1 - y),
                    static_cast<size_t>(seen.bytesPerLine()));
    }
    frame.unmap();
    EXPECT_EQ(QtCameras::imageOf(frame).pixelColor(3, 0), QColor(Qt::red));
}

TEST(QtCamerasTest, AFrameThatCannotBeReadHasNoPicture)
{
    EXPECT_TRUE(QtCameras::imageOf({}).isNull());
    EXPECT_TRUE(QtCameras::imageOf(QVideoFrame({{64, 48}, Pixels::Format_P010})).isNull());
}

} // namespace EvalTrack::Test
