// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/kioskwindow.h"

#include "common/cameraview.h"
#include "common/qrcode.h"
#include "domain/localday.h"
#include "kiosk/kioskeventpage.h"
#include "shell/desktopui.h"
#include "support/fakecameras.h"
#include "support/screentest.h"

#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

/// The whole way of a capture station, by keyboard, from DesktopUi on.
class KioskWindowTest : public testing::Test
{
protected:
    void start()
    {
        ui = std::make_unique<DesktopUi>(desk, prompter, settings, &cameras);
        ui->language().setChoice(Language::Choice::English);
        ui->show();
        ASSERT_TRUE(waitFor([this] { return ui->kioskWindow() != nullptr; }));
        QApplication::setActiveWindow(ui->kioskWindow());
        settle();
    }
    void settle()
    {
        for (int i = 0; i < 5; ++i) {
            QApplication::processEvents();
        }
    }
    [[nodiscard]] QString shownPage() const
    {
        return ui->kioskWindow()->findChild<QStackedWidget *>()->currentWidget()->objectName();
    }
    template <typename T = QWidget>
    [[nodiscard]] T *find(const QString &name) const
    {
        for (T *each : ui->kioskWindow()->findChildren<T *>(name)) {
            if (each->isVisible()) {
                return each;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QString text(const QString &name) const
    {
        const auto *widget = find<>(name);
        return widget ? widget->property("text").toString() : QString();
    }
    void keys(const QString &typed)
    {
        QTest::keyClicks(QApplication::focusWidget(), typed);
        settle();
    }
    void key(Qt::Key key)
    {
        QTest::keyClick(QApplication::focusWidget(), key);
        settle();
    }
    void chooseEvent()
    {
        ASSERT_EQ(shownPage(), u"kioskEventPage"_qs);
        ASSERT_NE(find<>(u"eventButton"_qs), nullptr);
        find<QAbstractButton>(u"eventButton"_qs)->setFocus();
        key(Qt::Key_Space);
    }
    void tryPin(const QString &pin)
    {
        keys(pin);
        key(Qt::Key_Return);
    }
    /// Before the camera, until it was looked at.
    void hold(const QImage &picture)
    {
        const auto *view = find<CameraView>(u"cameraView"_qs);
        ASSERT_NE(view, nullptr);
        const qint64 before = view->picture().cacheKey();
        cameras.show(picture);
        ASSERT_TRUE(waitFor([&] { return view->picture().cacheKey() != before; }));
        settle();
    }
    void switchCameraOn()
    {
        cameras.plugIn();
        settle();
        ASSERT_NE(find<>(u"useCameraButton"_qs), nullptr);
        find<>(u"useCameraButton"_qs)->setFocus();
        key(Qt::Key_Space);
        ASSERT_TRUE(cameras.isOn());
    }
    [[nodiscard]] bool isCapturing() const { return find<>(u"codeLineEdit"_qs) != nullptr; }
    [[nodiscard]] bool isOpenToLeave() const { return find<>(u"quitButton"_qs) != nullptr; }
    [[nodiscard]] QString badge() const
    {
        for (const Employee &person : fake.company.people) {
            if (person.isActive && person.badgeCode) {
                return *person.badgeCode;
            }
        }
        return {};
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    FakeCameras cameras;
    FakeDesk fake{Role::Station};
    Desk desk = fake.desk();
    ScriptedPrompter prompter;
    std::unique_ptr<DesktopUi> ui;
};

/// As tests/ui/shell/tourtest.cpp does: kept in the folder that EVALTRACK_PICTURES names.
void takePicture(QWidget &window, const QString &name)
{
    const QString folder = qEnvironmentVariable("EVALTRACK_PICTURES");
    if (folder.isEmpty()) {
        return;
    }
    const double scale = qEnvironmentVariable("EVALTRACK_SCALE", u"1"_qs).toDouble();
    QImage image(window.size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(window.palette().color(QPalette::Window));
    window.render(&image);
    EXPECT_TRUE(image.save(folder + u"/kiosk-"_qs + name + u".png"_qs));
}

} // namespace

TEST_F(KioskWindowTest, EveryScreenFitsASmallDisplay)
{
    start();
    ui->language().setChoice(
        Language::fromName(qEnvironmentVariable("EVALTRACK_LANGUAGE", u"es"_qs)));
    ui->theme().setChoice(Theme::fromName(qEnvironmentVariable("EVALTRACK_THEME", u"light"_qs)));
    KioskWindow &window = *ui->kioskWindow();
    const auto look = [&](const QString &name) {
        window.resize(1366, 768);
        settle();
        EXPECT_LE(window.minimumSizeHint().width(), 1366) << name.toStdString();
        EXPECT_LE(window.minimumSizeHint().height(), 768) << name.toStdString();
        takePicture(window, name);
    };
    look(u"01-events"_qs);
    chooseEvent();
    look(u"02-ready"_qs);
    if (ui->language().choice() == Language::Choice::Spanish) {
        EXPECT_EQ(text(u"feedbackHeadlineLabel"_qs), u"Listo para escanear"_qs);
    }
    keys(badge());
    key(Qt::Key_Return);
    look(u"03-recorded"_qs);
    fake.clock.advance(17s);
    fake.captures.finding = RecordedCapture::Finding::ReadTwice;
    fake.setOnline(false);
    fake.sync.fixedLastSync = fake.clock.now() - 40min;
    keys(badge());
    key(Qt::Key_Return);
    look(u"04-read-twice-offline"_qs);
    fake.clock.advance(6min);
    fake.captures.finding.reset();
    switchCameraOn();
    hold(sight(*fake.company.people.at(8).badgeCode, 250, 8));
    look(u"04-camera"_qs);
    cameras.plugIn("usb", u"USB camera"_qs);
    cameras.fail(CameraProblem::NoPicture);
    settle();
    look(u"04-camera-problem"_qs);
    find<QAbstractButton>(u"useCameraButton"_qs)->click();
    fake.sync.fixedLastSync.reset();
    fake.setOnline(true);
    fake.station.setStanding(StationStanding::CodeNeeded);
    OutboxItem waiting;
    waiting.uuid = makeUuidV7();
    fake.tray.put(waiting);
    look(u"05-code-needed"_qs);
    fake.station.setStanding(StationStanding::Revoked);
    look(u"06-revoked"_qs);
    fake.station.setStanding(StationStanding::Admitted);
    key(Qt::Key_Escape);
    for (int i = 0; i < 5; ++i) {
        tryPin(u"0000"_qs);
    }
    look(u"07-pin-wait"_qs);
    fake.clock.advance(31s);
    ASSERT_TRUE(waitFor([this] { return find<>(u"exitPinLineEdit"_qs)->isEnabled(); }));
    settle();
    look(u"08-pin"_qs);
    tryPin(u"2468"_qs);
    look(u"09-choices"_qs);
    ui->theme().setChoice(Theme::Choice::Light);
}

TEST_F(KioskWindowTest, ShowsTheCaptureScreenAloneOverTheWholeScreen)
{
    start();

    EXPECT_EQ(ui->mainWindow(), nullptr);
    EXPECT_EQ(ui->startWindow(), nullptr);
    EXPECT_TRUE(ui->kioskWindow()->isFullScreen());
    EXPECT_EQ(text(u"stationNameLabel"_qs), u"Puerta norte"_qs);
    chooseEvent();
    ASSERT_TRUE(isCapturing());
    EXPECT_EQ(find<>(u"eventComboBox"_qs), nullptr) << "the event is not to be changed at the door";
    EXPECT_EQ(find<>(u"fullScreenButton"_qs), nullptr);

    keys(badge());
    key(Qt::Key_Return);
    EXPECT_EQ(fake.captures.recorded, QStringList{badge()});
}

// At a place 14 hours ahead a day ends at ten in the morning of UTC.
TEST_F(KioskWindowTest, TodayIsTheDayOfTheEventsPlace)
{
    Event event;
    event.zone = u"Pacific/Kiritimati"_qs;
    event.duration = std::chrono::minutes(30);
    const Timestamp midnight = startOfDay(QDate(2026, 11, 28), QTimeZone("Pacific/Kiritimati"));
    const Timestamp morning = midnight + std::chrono::hours(8);
    event.date = midnight - std::chrono::minutes(31);
    EXPECT_FALSE(KioskEventPage::isTodays(event, morning));
    event.date = midnight - std::chrono::minutes(30);
    EXPECT_TRUE(KioskEventPage::isTodays(event, morning)) << "it ends on that day";
    event.date = midnight + std::chrono::hours(24) - std::chrono::minutes(1);
    EXPECT_TRUE(KioskEventPage::isTodays(event, morning));
    event.date = midnight + std::chrono::hours(24);
    EXPECT_FALSE(KioskEventPage::isTodays(event, morning));
}

TEST_F(KioskWindowTest, OnlyTodaysActiveEventsAreOffered)
{
    start();
    const Timestamp now = fake.clock.now();
    int todays = 0;
    for (const Event &event : fake.company.events) {
        todays += KioskEventPage::isTodays(event, now) ? 1 : 0;
    }
    ASSERT_GT(todays, 0);
    ASSERT_LT(todays, fake.company.events.size());

    EXPECT_EQ(ui->kioskWindow()->findChildren<QAbstractButton *>(u"eventButton"_qs).size(), todays);
}

TEST_F(KioskWindowTest, TheEventIsRememberedOverARestartAndGivenUpWithItsDay)
{
    start();
    chooseEvent();
    ASSERT_TRUE(isCapturing());
    const QString title = text(u"kioskEventLabel"_qs);

    ui.reset();
    start();
    EXPECT_TRUE(isCapturing());
    EXPECT_EQ(text(u"kioskEventLabel"_qs), title);

    fake.clock.advance(48h);
    Q_EMIT fake.events.eventsChanged();
    settle();
    EXPECT_EQ(shownPage(), u"kioskEventPage"_qs);
}

TEST_F(KioskWindowTest, ADoorThatIsMutedStaysSoOverARestart)
{
    start();
    chooseEvent();
    ASSERT_NE(find<>(u"muteButton"_qs), nullptr);
    find<>(u"muteButton"_qs)->setFocus();
    key(Qt::Key_Space);

    ui.reset();
    start();

    ASSERT_NE(find<>(u"muteButton"_qs), nullptr);
    EXPECT_TRUE(find<QAbstractButton>(u"muteButton"_qs)->isChecked());
}

TEST_F(KioskWindowTest, AnEventThatIsTakenOffTheListIsNotReplacedByAnother)
{
    start();
    chooseEvent();
    for (Event &event : fake.company.events) {
        if (event.uuid.value() == QUuid::fromString(settings.value(u"kiosk/event"_qs).toString())) {
            event.isActive = false;
        }
    }

    Q_EMIT fake.events.eventsChanged();
    settle();

    EXPECT_FALSE(isCapturing());
    EXPECT_EQ(shownPage(), u"kioskEventPage"_qs);
}

TEST_F(KioskWindowTest, DoesNotCloseWithoutThePin)
{
    start();
    chooseEvent();

    EXPECT_FALSE(ui->kioskWindow()->close());
    settle();
    EXPECT_TRUE(ui->kioskWindow()->isVisible());
    ASSERT_EQ(shownPage(), u"kioskExitPage"_qs);
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"exitPinLineEdit"_qs);

    tryPin(u"1111"_qs);
    EXPECT_FALSE(isOpenToLeave());
    EXPECT_EQ(find<>(u"exitPinLineEdit"_qs)->accessibleDescription(), u"This is not the PIN."_qs);
    key(Qt::Key_Escape);
    EXPECT_TRUE(isCapturing()) << "back at the door";
    EXPECT_FALSE(ui->kioskWindow()->close());
}

TEST_F(KioskWindowTest, EscapeAsksForThePinAndTheRightOneOpens)
{
    start();
    chooseEvent();

    key(Qt::Key_Escape);
    ASSERT_EQ(shownPage(), u"kioskExitPage"_qs);
    tryPin(u"2468"_qs);
    ASSERT_TRUE(isOpenToLeave());

    find<QAbstractButton>(u"quitButton"_qs)->setFocus();
    key(Qt::Key_Space);
    EXPECT_FALSE(ui->kioskWindow()->isVisible());
}

TEST_F(KioskWindowTest, AfterThePinAnotherEventMayBeChosen)
{
    start();
    chooseEvent();
    key(Qt::Key_Escape);
    tryPin(u"2468"_qs);

    find<QAbstractButton>(u"otherEventButton"_qs)->setFocus();
    key(Qt::Key_Space);

    EXPECT_EQ(shownPage(), u"kioskEventPage"_qs);
}

TEST_F(KioskWindowTest, FiveWrongPinsWait)
{
    start();
    chooseEvent();
    key(Qt::Key_Escape);
    for (int i = 0; i < 5; ++i) {
        tryPin(u"000%1"_qs.arg(i));
    }

    auto *field = find<QLineEdit>(u"exitPinLineEdit"_qs);
    ASSERT_NE(field, nullptr);
    EXPECT_FALSE(field->isEnabled());
    EXPECT_EQ(field->accessibleDescription(), u"Too many wrong PINs. Try again in 30 seconds."_qs);

    fake.clock.advance(31s);
    ASSERT_TRUE(waitFor([field] { return field->isEnabled(); }));
    settle();
    tryPin(u"2468"_qs);
    EXPECT_TRUE(isOpenToLeave());
}

TEST_F(KioskWindowTest, WhoTypesAPinAndLeavesOpensNothing)
{
    start();
    chooseEvent();
    key(Qt::Key_Escape);
    fake.setSlow(true);
    tryPin(u"2468"_qs);
    key(Qt::Key_Escape);
    ASSERT_TRUE(isCapturing());

    fake.releaseAnswers();
    settle();
    fake.setSlow(false);

    key(Qt::Key_Escape);
    EXPECT_FALSE(isOpenToLeave());
    EXPECT_NE(find<>(u"exitPinLineEdit"_qs), nullptr);
}

TEST_F(KioskWindowTest, SigningOffWithUnsentCapturesIsAskedAbout)
{
    start();
    chooseEvent();
    fake.setOnline(false);
    keys(badge());
    key(Qt::Key_Return);
    ASSERT_EQ(fake.sync.waitingCount(), 1);
    const auto askToSignOff = [this] {
        key(Qt::Key_Escape);
        tryPin(u"2468"_qs);
        find<QAbstractButton>(u"signOffButton"_qs)->setFocus();
        key(Qt::Key_Space);
    };

    askToSignOff();
    EXPECT_NE(ui->kioskWindow(), nullptr) << "nobody said yes";
    EXPECT_TRUE(prompter.textsAsked.last().contains(u"1 capture is not sent yet"));
    key(Qt::Key_Escape);
    prompter.answerNext(true);
    askToSignOff();

    EXPECT_TRUE(waitFor([this] { return ui->kioskWindow() == nullptr; }));
    ASSERT_NE(ui->startWindow(), nullptr);
    EXPECT_EQ(fake.session.state(), SessionState::SignedOut);
}

TEST_F(KioskWindowTest, ARevokedStationSaysSoAndRecordsNothingMore)
{
    start();
    chooseEvent();
    fake.setOnline(false);
    keys(badge());
    key(Qt::Key_Return);

    fake.station.setStanding(StationStanding::Revoked);
    settle();

    EXPECT_EQ(text(u"feedbackHeadlineLabel"_qs), u"Nothing is recorded"_qs);
    EXPECT_FALSE(find<QLineEdit>(u"codeLineEdit"_qs)->isEnabled());
    EXPECT_FALSE(find<>(u"leavingButton"_qs)->isEnabled()) << "nobody is captured either way";
    QTest::keyClicks(ui->kioskWindow(), badge());
    QTest::keyClick(ui->kioskWindow(), Qt::Key_Return);
    settle();
    EXPECT_EQ(fake.captures.recorded.size(), 1);
    EXPECT_EQ(fake.sync.waitingCount(), 1) << "what was recorded is kept";
    EXPECT_NE(find<>(u"standingBanner"_qs), nullptr);
}

TEST_F(KioskWindowTest, AStationThatNeedsANewCodeGoesOnAndTakesOne)
{
    start();
    chooseEvent();
    fake.station.setStanding(StationStanding::CodeNeeded);
    settle();
    ASSERT_NE(find<>(u"standingBanner"_qs), nullptr);
    keys(badge());
    key(Qt::Key_Return);
    EXPECT_EQ(fake.captures.recorded.size(), 1);

    auto *banner = find<>(u"standingBanner"_qs);
    for (QPushButton *action : banner->findChildren<QPushButton *>()) {
        QTest::mouseClick(action, Qt::LeftButton);
    }
    settle();
    ASSERT_EQ(shownPage(), u"enrolPage"_qs);
    keys(u"7h3kp0qwxy"_qs);
    key(Qt::Key_Return);
    EXPECT_FALSE(find<>(u"enrolmentCodeLineEdit"_qs)->accessibleDescription().isEmpty());
    keys(u"7h3kp0qwxz"_qs);
    key(Qt::Key_Return);

    EXPECT_TRUE(isCapturing());
    EXPECT_EQ(find<>(u"standingBanner"_qs), nullptr);
}

TEST_F(KioskWindowTest, ShowsTheCheckInCodeAndAScanIsStillAScan)
{
    start();
    chooseEvent();
    ASSERT_TRUE(isCapturing());

    find<QAbstractButton>(u"showCodeButton"_qs)->setFocus();
    key(Qt::Key_Space);
    EXPECT_TRUE(
        waitFor([this] { return readQrCode(ui->kioskWindow()->grab().toImage()).has_value(); }));
    EXPECT_EQ(find<>(u"fullScreenButton"_qs), nullptr);

    for (const QString &each : {u"B"_qs, u"-"_qs, u"1"_qs}) {
        keys(each);
    }
    EXPECT_TRUE(isCapturing());
    EXPECT_EQ(text(u"codeLineEdit"_qs), u"B-1"_qs) << "no key is lost";

    find<QAbstractButton>(u"showCodeButton"_qs)->setFocus();
    key(Qt::Key_Space);
    key(Qt::Key_Escape);
    EXPECT_TRUE(isCapturing()) << "Escape leads back, without the PIN";
}

TEST_F(KioskWindowTest, ABadgeHeldToTheCameraIsCapturedAlsoAfterARestart)
{
    start();
    chooseEvent();
    EXPECT_EQ(find<>(u"useCameraButton"_qs), nullptr) << "there is no camera";
    switchCameraOn();

    for (int i = 0; i < 10; ++i) {
        hold(sight(badge(), 240, i));
    }
    EXPECT_EQ(fake.captures.recorded, QStringList{badge()});
    EXPECT_EQ(fake.captures.methods, QList<CaptureMethod>{CaptureMethod::Qr});

    key(Qt::Key_Escape);
    ASSERT_EQ(shownPage(), u"kioskExitPage"_qs);
    EXPECT_FALSE(cameras.isOn()) << "the page was left";
    key(Qt::Key_Escape);
    EXPECT_TRUE(cameras.isOn());
    fake.station.setStanding(StationStanding::Revoked);
    settle();
    EXPECT_FALSE(cameras.isOn()) << "nothing more is recorded";
    fake.station.setStanding(StationStanding::Admitted);
    settle();

    ui.reset();
    EXPECT_FALSE(cameras.isOn());
    start();
    EXPECT_TRUE(cameras.isOn());
}

/// A station that asks for PINs, and somebody who has one.
class KioskPinTest : public KioskWindowTest
{
protected:
    void SetUp() override
    {
        fake.station.known->asksPin = true;
        Employee &person = fake.company.people[4];
        person.pinHash = u"4711"_qs;
        m_badge = *person.badgeCode;
        m_name = person.name;
        m_other = *fake.company.people[5].badgeCode;
        fake.people.reload();
        start();
        chooseEvent();
    }
    void scan(const QString &text)
    {
        keys(text);
        key(Qt::Key_Return);
    }
    [[nodiscard]] QString headline() const { return text(u"feedbackHeadlineLabel"_qs); }
    [[nodiscard]] QString said() const { return text(u"feedbackTextLabel"_qs); }

    QString m_badge;
    QString m_name;
    QString m_other;
};

TEST_F(KioskPinTest, WhoeverHasAPinIsInWithItAndNotBefore)
{
    scan(m_badge);
    EXPECT_EQ(headline(), m_name);
    EXPECT_EQ(said(), u"Type your PIN and press Enter."_qs);
    EXPECT_EQ(find<QLineEdit>(u"codeLineEdit"_qs)->echoMode(), QLineEdit::Password);
    EXPECT_TRUE(fake.captures.recorded.isEmpty());

    scan(u"4711"_qs);

    ASSERT_EQ(fake.captures.recorded.size(), 1);
    EXPECT_EQ(fake.captures.methods.first(), CaptureMethod::Pin);
    EXPECT_TRUE(said().startsWith(u"In at"_qs)) << qPrintable(said());
    EXPECT_EQ(find<QLineEdit>(u"codeLineEdit"_qs)->echoMode(), QLineEdit::Normal);
}

TEST_F(KioskPinTest, ABadgeBeforeTheCameraAsksForThePinTooAndMayStayThere)
{
    switchCameraOn();
    hold(sight(m_badge));
    EXPECT_EQ(said(), u"Type your PIN and press Enter."_qs);
    find<>(u"codeLineEdit"_qs)->setFocus();
    keys(u"47"_qs);
    fake.clock.advance(4s); // Away for a while and back.
    hold(sight(m_badge, 241));
    keys(u"11"_qs);
    key(Qt::Key_Return);
    EXPECT_EQ(fake.captures.recorded, QStringList{m_badge});
    EXPECT_EQ(fake.captures.methods.first(), CaptureMethod::Pin);

    hold(sight(m_other));
    EXPECT_EQ(fake.captures.methods.last(), CaptureMethod::Qr) << "who has no PIN";
}

TEST_F(KioskPinTest, AWrongPinRecordsNothingAndThreeOfThemWait)
{
    scan(m_badge);
    for (int attempt = 0; attempt < 2; ++attempt) {
        scan(u"0000"_qs);
        EXPECT_EQ(headline(), u"NOT RECORDED"_qs);
        EXPECT_EQ(said(), u"The PIN is wrong. Type it again."_qs);
    }
    scan(u"0000"_qs);
    EXPECT_EQ(said(), u"Too many wrong PINs. Try again in 30 seconds."_qs);
    scan(m_badge);
    EXPECT_EQ(said(), u"Too many wrong PINs. Try again in 30 seconds."_qs);
    EXPECT_TRUE(fake.captures.recorded.isEmpty());
}

TEST_F(KioskPinTest, TheNextBadgeTakesThePlaceOfWhoeverDidNotType)
{
    scan(m_badge);
    scan(m_other);
    ASSERT_EQ(fake.captures.recorded.size(), 1) << "who has no PIN is not asked";
    EXPECT_EQ(fake.captures.methods.first(), CaptureMethod::Badge);
}

TEST_F(KioskPinTest, EscapeGivesUpThePinAndNotTheStation)
{
    scan(m_badge);
    key(Qt::Key_Escape);
    EXPECT_TRUE(isCapturing());
    EXPECT_FALSE(isOpenToLeave());
    EXPECT_EQ(headline(), u"Ready"_qs);
    EXPECT_TRUE(fake.captures.recorded.isEmpty());
}

} // namespace EvalTrack::Test
