// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkin/checkinpages.h"
#include "common/cameraview.h"
#include "support/fakecameras.h"
#include "support/printers.h"
#include "support/screentest.h"
#include "wire/messages.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class CheckInCameraTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::Employee);
        cameras = &camera;
        open(checkInPages(), PageIds::CheckIn);
    }
    void startWithCamera()
    {
        camera.plugIn();
        start();
        pressCameraButton();
    }
    /// By its letter, from wherever the keyboard is.
    void pressCameraButton()
    {
        const bool before = camera.isOn();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_M, Qt::AltModifier);
        ASSERT_TRUE(waitFor([&] { return camera.isOn() != before; }));
        settle();
    }
    /// Until it was looked at.
    void hold(const QImage &picture)
    {
        const qint64 before = shown();
        camera.show(picture);
        ASSERT_TRUE(waitFor([&] { return shown() != before || !camera.isOn(); }));
        settle();
    }
    [[nodiscard]] qint64 shown()
    {
        return find<CameraView>(u"cameraView"_qs)->picture().cacheKey();
    }
    [[nodiscard]] const Event &event() const { return fake->company.events.at(3); }
    [[nodiscard]] QString code() const { return fake->checkIn.screen(event()).code(fake->clock); }
    [[nodiscard]] QString headline() { return text(u"feedbackHeadlineLabel"_qs); }
    [[nodiscard]] QString said() { return text(u"feedbackTextLabel"_qs); }
    [[nodiscard]] QString problem() { return text(u"cameraProblemLabel"_qs); }

    FakeCameras camera;
};

} // namespace

TEST_F(CheckInCameraTest, WithoutACameraNothingSpeaksOfOne)
{
    start();
    EXPECT_FALSE(isShown(u"useCameraButton"_qs));
    camera.plugIn();
    settle();
    EXPECT_TRUE(isShown(u"useCameraButton"_qs)) << "it was plugged in";
    EXPECT_FALSE(camera.isOn()) << "nobody asked for it";
    camera.unplug();
    settle();
    EXPECT_FALSE(isShown(u"useCameraButton"_qs));
}

TEST_F(CheckInCameraTest, AProgramBuiltWithoutThemHasNoButton)
{
    prepare(Role::Employee);
    open(checkInPages(), PageIds::CheckIn);
    EXPECT_FALSE(isShown(u"useCameraButton"_qs));
    EXPECT_FALSE(isShown(u"cameraView"_qs));
}

TEST_F(CheckInCameraTest, WhoeverHoldsTheCodeBeforeTheCameraIsInAndItGoesOff)
{
    startWithCamera();
    EXPECT_TRUE(camera.isOn());
    EXPECT_EQ(find<QAbstractButton>(u"useCameraButton"_qs)->text(), u"Stop ca&mera"_qs);
    EXPECT_LE(page->minimumSizeHint().height(), 690) << "it fits a small display";
    hold(sight({}));
    EXPECT_EQ(headline(), u"Waiting for the code"_qs);

    hold(blurred(sight(code(), 300, 12)));
    ASSERT_TRUE(waitFor([this] { return headline() == u"You are in"_qs; }));

    EXPECT_EQ(said(), event().title);
    EXPECT_EQ(fake->checkIn.recorded.size(), 1);
    EXPECT_FALSE(camera.isOn());
    EXPECT_FALSE(isShown(u"cameraView"_qs));
    EXPECT_EQ(find<QAbstractButton>(u"useCameraButton"_qs)->text(), u"Use ca&mera"_qs);
}

TEST_F(CheckInCameraTest, TheServerIsAskedOnceWhileTheCodeIsInSight)
{
    startWithCamera();
    fake->setSlow(true);
    const QImage seen = sight(code(), 300);
    for (int i = 0; i < 50; ++i) {
        hold(seen.copy());
    }
    EXPECT_EQ(headline(), u"One moment"_qs);
    fake->setSlow(false);
    fake->releaseAnswers();
    settle();
    EXPECT_EQ(fake->checkIn.recorded.size(), 1);
    EXPECT_EQ(headline(), u"You are in"_qs);
}

TEST_F(CheckInCameraTest, ACodeThatCameLateIsRefusedAndTheNextOneIsRead)
{
    startWithCamera();
    const QString late = code();
    fake->clock.advance(31s);
    hold(sight(late, 300));
    EXPECT_EQ(headline(), u"NOT RECORDED"_qs);
    EXPECT_TRUE(camera.isOn());

    hold(sight(code(), 300));
    EXPECT_EQ(headline(), u"You are in"_qs);
}

TEST_F(CheckInCameraTest, ABadgeIsRefusedOnce)
{
    startWithCamera();
    hold(sight(u"B-00042"_qs));
    EXPECT_EQ(said(), u"This is not the check-in code of an event."_qs);
    EXPECT_TRUE(fake->checkIn.recorded.isEmpty());
}

TEST_F(CheckInCameraTest, ItIsOffWhenThePageIsLeftAndStaysOff)
{
    startWithCamera();
    page->hide();
    EXPECT_FALSE(camera.isOn());
    page->show();
    settle();
    EXPECT_FALSE(camera.isOn());
    EXPECT_FALSE(isShown(u"cameraView"_qs));
}

TEST_F(CheckInCameraTest, ItIsOffWhileTheWindowIsMinimised)
{
    startWithCamera();
    page->showMinimized();
    settle();
    EXPECT_FALSE(camera.isOn());
    page->showNormal();
    settle();
    EXPECT_TRUE(camera.isOn());
}

TEST_F(CheckInCameraTest, ItsButtonSwitchesItOffAgain)
{
    startWithCamera();
    pressCameraButton();
    EXPECT_FALSE(camera.isOn());
    EXPECT_FALSE(isShown(u"cameraView"_qs));
}

TEST_F(CheckInCameraTest, SaysWhatIsWrongAndWhatToDo)
{
    const QList<std::pair<CameraProblem, QString>> problems = {
        {CameraProblem::NotThere, u"Plug one in."_qs},
        {CameraProblem::Denied, u"Allow it in the privacy settings of this computer"_qs},
        {CameraProblem::Busy, u"Another program is using the camera. Close it"_qs},
        {CameraProblem::Unplugged, u"Plug it in again."_qs},
        {CameraProblem::NoPicture, u"Close other programs that may use it"_qs},
        {CameraProblem::Failed, u"use another one, then try again."_qs}};
    startWithCamera();
    for (const auto &[what, words] : problems) {
        camera.fail(what);
        settle();
        EXPECT_FALSE(camera.isOn());
        EXPECT_FALSE(isShown(u"cameraView"_qs));
        ASSERT_TRUE(isShown(u"cameraProblemLabel"_qs));
        EXPECT_TRUE(problem().contains(words)) << qPrintable(problem());
        find<>(u"cameraAgainButton"_qs)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        settle();
        EXPECT_TRUE(camera.isOn());
        EXPECT_TRUE(isShown(u"cameraView"_qs));
    }
}

TEST_F(CheckInCameraTest, ACameraThatIsPulledOutIsToldAndGoesOnWhenItIsBack)
{
    startWithCamera();
    camera.unplug();
    settle();
    EXPECT_EQ(problem(), u"The camera was unplugged. Plug it in again."_qs);
    EXPECT_FALSE(isShown(u"cameraAgainButton"_qs)) << "there is nothing to try";
    EXPECT_TRUE(isShown(u"useCameraButton"_qs)) << "the way out";
    camera.plugIn();
    settle();
    EXPECT_TRUE(camera.isOn());
    EXPECT_FALSE(isShown(u"cameraProblemLabel"_qs));
}

TEST_F(CheckInCameraTest, OneOfSeveralIsChosenAndRemembered)
{
    startWithCamera();
    EXPECT_FALSE(isShown(u"cameraComboBox"_qs)) << "there is nothing to choose";
    camera.plugIn("usb", u"USB camera"_qs);
    settle();
    ASSERT_TRUE(isShown(u"cameraComboBox"_qs));
    EXPECT_EQ(camera.current(), FakeCameras::BuiltIn) << "the system's own choice";

    find<>(u"cameraComboBox"_qs)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    settle();
    EXPECT_EQ(camera.current(), "usb");

    start();
    pressCameraButton();
    EXPECT_EQ(camera.current(), "usb");
}

} // namespace EvalTrack::Test
