// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/qrcode.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QPainter>
#include <QTransform>

using namespace EvalTrack;

namespace {

QImage rendered(const QString &text, int side, QColor around = Qt::white)
{
    QImage picture(side * 2, side * 3 / 2, QImage::Format_RGB32);
    picture.fill(around);
    QPainter painter(&picture);
    const auto code = QrCode::of(text);
    if (code) {
        code->paint(painter, QRectF(side / 3.0, side / 5.0, side, side));
    }
    return picture;
}

} // namespace

TEST(QrCodeTest, IsReadAsItWasPainted)
{
    for (const QString &text :
         {u"B-00042"_qs, u"V-12.345.678"_qs, u"José Núñez, ñandú"_qs,
          u"EVT1-AQIDBAUGBwgJCgsMDQ4PEAAAAABk3qvN7wEjRWeJq83vASNFZ4k"_qs, QString(1'000, u'x')}) {
        EXPECT_EQ(readQrCode(rendered(text, 420)), text);
    }
}

TEST(QrCodeTest, IsReadSmallLargeTurnedAndInTheDark)
{
    const QString text = u"B-00042"_qs;
    EXPECT_EQ(readQrCode(rendered(text, 64)), text);
    EXPECT_EQ(readQrCode(rendered(text, 1'400)), text);
    EXPECT_EQ(readQrCode(rendered(text, 420, QColor(24, 26, 32))), text);
    for (const int degrees : {17, 90, 180, 243}) {
        const QImage turned =
            rendered(text, 420).transformed(QTransform().rotate(degrees), Qt::SmoothTransformation);
        EXPECT_EQ(readQrCode(turned), text) << degrees << " degrees";
    }
}

TEST(QrCodeTest, IsReadThoughSomethingCoversAPart)
{
    QImage picture = rendered(u"B-00042"_qs, 420);
    QPainter(&picture).fillRect(QRect(340, 260, 30, 30), Qt::darkRed);
    EXPECT_EQ(readQrCode(picture), u"B-00042"_qs);
}

TEST(QrCodeTest, APictureWithoutACodeHasNone)
{
    QImage empty(300, 200, QImage::Format_RGB32);
    empty.fill(Qt::white);
    EXPECT_FALSE(readQrCode(empty));
    EXPECT_FALSE(readQrCode(QImage()));
    EXPECT_FALSE(readQrCode(QImage(1, 1, QImage::Format_Mono)));
}

TEST(QrCodeTest, WhatNoCodeCanHoldIsNone)
{
    EXPECT_FALSE(QrCode::of({}));
    EXPECT_FALSE(QrCode::of(QString(4'000, u'x')));
}
