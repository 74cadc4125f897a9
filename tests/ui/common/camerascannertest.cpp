// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/camerascanner.h"

#include "support/fakecameras.h"
#include "support/fakeclock.h"
#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QSemaphore>
#include <QStringList>

#include <atomic>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

const QString Badge = u"B-00042"_qs;

class CameraScannerTest : public testing::Test
{
protected:
    void SetUp() override
    {
        QObject::connect(&scanner, &CameraScanner::codeRead, &scanner,
                         [this](const QString &code) { read.append(code); });
        QObject::connect(&scanner, &CameraScanner::pictureTaken, &scanner, [this] { ++pictures; });
        QObject::connect(&scanner, &CameraScanner::failed, &scanner,
                         [this](CameraProblem problem) { problems.append(problem); });
        cameras.plugIn();
        scanner.start(FakeCameras::BuiltIn);
    }
    /// Holds it until the scanner has looked at it.
    void hold(const QImage &picture)
    {
        const int before = pictures;
        cameras.show(picture);
        ASSERT_TRUE(waitFor([&] { return pictures > before; }));
    }

    FakeCameras cameras;
    FakeClock clock;
    CameraScanner scanner{cameras, clock};
    QStringList read;
    QList<CameraProblem> problems;
    int pictures = 0;
};

} // namespace

TEST_F(CameraScannerTest, ReadsACodeHoweverItIsHeld)
{
    int number = 0;
    const auto next = [&number] {
        return u"B-0%1"_qs.arg(++number, 4, 10, QChar(u'0'));
    };
    QStringList held;
    for (const int degrees : {0, 17, 90, 180, 243}) {
        held.append(next());
        hold(sight(held.last(), 260, degrees));
        EXPECT_EQ(read, held) << degrees << " degrees";
    }
    held.append(next());
    hold(sight(held.last(), 70));
    EXPECT_EQ(read, held) << "small";
    held.append(next());
    hold(blurred(sight(held.last())));
    EXPECT_EQ(read, held) << "blurred";
    held.append(next());
    hold(sight(held.last(), 200)
             .scaled(2'560, 1'920, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    EXPECT_EQ(read, held) << "of many pixels";
}

TEST_F(CameraScannerTest, ACodeThatStaysInSightIsReadOnce)
{
    for (int i = 0; i < 50; ++i) {
        hold(sight(Badge, 240 + i % 7, i));
        clock.advance(200ms); // Ten seconds in all.
    }
    EXPECT_EQ(read, QStringList{Badge});
}

TEST_F(CameraScannerTest, ACodeIsANewOneAfterItWasAwayForAWhile)
{
    hold(sight(Badge));
    clock.advance(CameraScanner::SameCode - 1ms);
    hold(sight(Badge));
    EXPECT_EQ(read.size(), 1) << "held unsteadily";

    hold(sight({}));
    clock.advance(CameraScanner::SameCode);
    hold(sight(Badge));
    EXPECT_EQ(read.size(), 2);

    scanner.forgetCodes();
    hold(sight(Badge));
    EXPECT_EQ(read.size(), 3);
}

TEST_F(CameraScannerTest, TwoCodesInTurnAreReadOnceEach)
{
    for (int i = 0; i < 6; ++i) {
        hold(sight(i % 2 == 0 ? Badge : u"B-00043"_qs));
        clock.advance(100ms);
    }
    EXPECT_EQ(read, (QStringList{Badge, u"B-00043"_qs}));
}

TEST_F(CameraScannerTest, WithoutACodeThereIsAPictureAndNothingElse)
{
    for (int i = 0; i < 5; ++i) {
        hold(sight({}));
    }
    cameras.show(QImage()); // A frame that cannot be converted.
    ASSERT_TRUE(waitFor([this] {
        cameras.show(sight({}));
        return pictures > 5;
    }));
    EXPECT_TRUE(read.isEmpty());
    EXPECT_TRUE(problems.isEmpty());
}

TEST_F(CameraScannerTest, WhileOneFrameIsReadTheOthersAreDropped)
{
    QSemaphore mayGoOn;
    std::atomic<int> converted = 0;
    cameras.show([&] {
        ++converted;
        mayGoOn.acquire();
        return sight(Badge);
    });
    const auto payload = std::make_shared<int>();
    for (int i = 0; i < 500; ++i) {
        cameras.show([&converted, payload] {
            ++converted;
            return sight(u"B-00043"_qs);
        });
    }
    EXPECT_EQ(payload.use_count(), 1) << "frames wait";

    mayGoOn.release();
    ASSERT_TRUE(waitFor([&] { return pictures == 1; }));

    EXPECT_EQ(converted, 1);
    EXPECT_EQ(read, QStringList{Badge});
    hold(sight(u"B-00043"_qs)); // And the next one is looked at.
    EXPECT_EQ(read.size(), 2);
}

TEST_F(CameraScannerTest, WhatIsStillReadWhenItStopsIsForgotten)
{
    QSemaphore mayGoOn;
    cameras.show([&] {
        mayGoOn.acquire();
        return sight(Badge);
    });
    scanner.stop();
    EXPECT_FALSE(cameras.isOn());
    scanner.start(FakeCameras::BuiltIn);
    mayGoOn.release();
    // The one in flight ends before the next is taken.
    ASSERT_TRUE(waitFor([&] {
        cameras.show(sight(u"B-00043"_qs));
        return pictures > 0;
    }));
    EXPECT_EQ(read, QStringList{u"B-00043"_qs});
}

TEST_F(CameraScannerTest, ShowsPicturesOnlyWhileNobodyCanTakeACode)
{
    scanner.setReading(false);
    hold(sight(Badge));
    EXPECT_TRUE(read.isEmpty());
    scanner.setReading(true);
    hold(sight(Badge));
    EXPECT_EQ(read, QStringList{Badge});
}

TEST_F(CameraScannerTest, TellsWhatIsWrongAndLetsGoOfTheCamera)
{
    cameras.fail(CameraProblem::Busy);
    EXPECT_FALSE(cameras.isOn());
    EXPECT_FALSE(scanner.isRunning());

    scanner.start(FakeCameras::BuiltIn);
    cameras.plugIn("other");
    EXPECT_TRUE(scanner.isRunning());
    cameras.unplug();
    EXPECT_FALSE(scanner.isRunning());

    scanner.start(FakeCameras::BuiltIn);
    EXPECT_FALSE(scanner.isRunning());
    EXPECT_EQ(problems, (QList<CameraProblem>{CameraProblem::Busy, CameraProblem::Unplugged,
                                              CameraProblem::NotThere}));
}

TEST_F(CameraScannerTest, ACameraWhoseFramesCannotBeReadIsAProblem)
{
    scanner.stop();
    scanner.setPatience(20ms);
    scanner.start(FakeCameras::BuiltIn);
    ASSERT_TRUE(waitFor([this] {
        cameras.show(QImage());
        return !problems.isEmpty();
    }));
    EXPECT_EQ(problems, QList<CameraProblem>{CameraProblem::NoPicture});
}

TEST_F(CameraScannerTest, ACameraThatSendsNothingIsAProblem)
{
    scanner.stop();
    scanner.setPatience(20ms);
    scanner.start(FakeCameras::BuiltIn);
    ASSERT_TRUE(waitFor([&] { return !problems.isEmpty(); }));
    EXPECT_EQ(problems, QList<CameraProblem>{CameraProblem::NoPicture});
    EXPECT_FALSE(cameras.isOn());
}

} // namespace EvalTrack::Test
