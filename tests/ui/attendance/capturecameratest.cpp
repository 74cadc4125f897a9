// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepages.h"
#include "common/cameraview.h"
#include "support/fakecameras.h"
#include "support/printers.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class CaptureCameraTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::HumanResources);
        cameras = &camera;
        open(attendancePages(), PageIds::Capture);
    }
    void startWithCamera()
    {
        camera.plugIn();
        start();
        switchOver();
    }
    void switchOver()
    {
        find<>(u"useCameraButton"_qs)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        settle();
    }
    /// Until it was looked at.
    void hold(const QImage &picture)
    {
        const qint64 before = shown();
        camera.show(picture);
        ASSERT_TRUE(waitFor([&] { return shown() != before; }));
        settle();
    }
    [[nodiscard]] qint64 shown()
    {
        return find<CameraView>(u"cameraView"_qs)->picture().cacheKey();
    }
    [[nodiscard]] QString badge(int person) const
    {
        return fake->company.people.at(person).badgeCode.value_or(QString());
    }
    [[nodiscard]] QString headline() { return text(u"feedbackHeadlineLabel"_qs); }

    FakeCameras camera;
};

} // namespace

TEST_F(CaptureCameraTest, ABadgeBeforeTheCameraIsOneCaptureByQr)
{
    startWithCamera();
    EXPECT_TRUE(camera.isOn());
    for (int i = 0; i < 50; ++i) {
        hold(sight(badge(6), 250, i));
        fake->clock.advance(100ms);
    }
    EXPECT_EQ(fake->captures.recorded, QStringList{badge(6)});
    EXPECT_EQ(fake->captures.methods, QList<CaptureMethod>{CaptureMethod::Qr});
    EXPECT_EQ(headline(), fake->company.people.at(6).name);
    EXPECT_TRUE(camera.isOn()) << "for the next one";

    hold(blurred(sight(badge(7), 250)));
    EXPECT_EQ(fake->captures.recorded, (QStringList{badge(6), badge(7)}));
}

TEST_F(CaptureCameraTest, WithoutACodeInSightNothingIsRecorded)
{
    startWithCamera();
    for (int i = 0; i < 5; ++i) {
        hold(sight({}));
    }
    EXPECT_TRUE(fake->captures.recorded.isEmpty());
    EXPECT_EQ(headline(), u"Ready"_qs);
}

TEST_F(CaptureCameraTest, TheScannerAndTheFieldWorkBesides)
{
    startWithCamera();
    find<>(u"codeLineEdit"_qs)->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), u"B00"_qs);
    hold(sight(badge(6)));
    EXPECT_EQ(find<QLineEdit>(u"codeLineEdit"_qs)->text(), u"B00"_qs) << "what is typed stays";
    QTest::keyClicks(QApplication::focusWidget(), u"12"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    settle();
    EXPECT_EQ(fake->captures.recorded, (QStringList{badge(6), u"B0012"_qs}));
    EXPECT_EQ(fake->captures.methods,
              (QList<CaptureMethod>{CaptureMethod::Qr, CaptureMethod::Badge}));
}

TEST_F(CaptureCameraTest, AScanIsTakenWhileTheChoiceOfCamerasHasTheKeyboard)
{
    camera.plugIn("usb", u"B camera"_qs);
    startWithCamera();
    find<>(u"cameraComboBox"_qs)->setFocus();
    for (const QChar letter : u"B0012"_qs) {
        QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    settle();
    EXPECT_EQ(fake->captures.recorded, QStringList{u"B0012"_qs});
}

TEST_F(CaptureCameraTest, WhatIsTooLongForABadgeIsNotRecorded)
{
    startWithCamera();
    hold(sight(QString(200, u'x'), 400));
    EXPECT_EQ(headline(), u"NOT RECORDED"_qs);
    EXPECT_TRUE(fake->captures.recorded.isEmpty());
    EXPECT_TRUE(find<QLineEdit>(u"codeLineEdit"_qs)->text().isEmpty());
}

TEST_F(CaptureCameraTest, TheSwitchIsRememberedAndHiddenWithoutACamera)
{
    start();
    EXPECT_FALSE(isShown(u"useCameraButton"_qs));
    camera.plugIn();
    settle();
    ASSERT_TRUE(isShown(u"useCameraButton"_qs));
    EXPECT_FALSE(camera.isOn());
    switchOver();
    EXPECT_TRUE(camera.isOn());

    start();
    EXPECT_TRUE(camera.isOn()) << "without being asked again";
    switchOver();
    EXPECT_FALSE(camera.isOn());
    start();
    EXPECT_FALSE(camera.isOn());
}

TEST_F(CaptureCameraTest, ItIsOffWhileThePageIsNotSeen)
{
    startWithCamera();
    page->hide();
    EXPECT_FALSE(camera.isOn());
    page->show();
    settle();
    EXPECT_TRUE(camera.isOn());
    page->showMinimized();
    settle();
    EXPECT_FALSE(camera.isOn());
    page->showNormal();
    settle();
    EXPECT_TRUE(camera.isOn());
    page.reset();
    EXPECT_FALSE(camera.isOn());
}

TEST_F(CaptureCameraTest, ItIsOffWhereNothingIsRecorded)
{
    startWithCamera();
    for (Event &event : fake->company.events) {
        event.isActive = false;
    }
    Q_EMIT fake->events.eventsChanged();
    settle();
    EXPECT_FALSE(find<>(u"codeLineEdit"_qs)->isEnabled());
    EXPECT_FALSE(camera.isOn());
}

TEST_F(CaptureCameraTest, WhoeverWasAtOneEventIsReadAtTheNext)
{
    startWithCamera();
    hold(sight(badge(6)));
    auto *events = find<QComboBox>(u"eventComboBox"_qs);
    ASSERT_GT(events->count(), 1);
    events->setFocus();
    QTest::keyClick(events, events->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
    settle();
    hold(sight(badge(6), 251));
    EXPECT_EQ(fake->captures.recorded.size(), 2);
}

TEST_F(CaptureCameraTest, AProblemIsSaidAndTheScannerGoesOn)
{
    startWithCamera();
    camera.fail(CameraProblem::Busy);
    settle();
    EXPECT_EQ(text(u"cameraProblemLabel"_qs),
              u"Another program is using the camera. Close it, then try again."_qs);
    find<>(u"codeLineEdit"_qs)->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), badge(6));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    settle();
    EXPECT_EQ(fake->captures.recorded, QStringList{badge(6)});
    click(u"cameraAgainButton"_qs);
    EXPECT_TRUE(camera.isOn());
}

} // namespace EvalTrack::Test
