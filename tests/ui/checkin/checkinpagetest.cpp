// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkin/checkinpages.h"
#include "common/qrcode.h"
#include "support/screentest.h"
#include "wire/messages.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QTest>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class CheckInPageTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::Employee);
        open(checkInPages(), PageIds::CheckIn);
    }
    [[nodiscard]] const Event &event() const { return fake->company.events.at(3); }
    [[nodiscard]] QString code() const { return fake->checkIn.screen(event()).code(fake->clock); }
    void scan(const QString &text)
    {
        QTest::keyClicks(QApplication::focusWidget(), text);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        settle();
    }
    void paste(const QImage &picture)
    {
        QGuiApplication::clipboard()->setImage(picture);
        QTest::keySequence(QApplication::focusWidget(), QKeySequence::Paste);
        ASSERT_TRUE(waitFor([this] { return find<QWidget>(u"checkInButton"_qs)->isEnabled(); }));
        settle();
    }
    [[nodiscard]] static QImage pictureOf(const QString &text)
    {
        QImage picture(500, 400, QImage::Format_RGB32);
        picture.fill(Qt::lightGray);
        QPainter painter(&picture);
        QrCode::of(text)->paint(painter, QRectF(120, 60, 280, 280));
        return picture;
    }
    QString headline() { return text(u"feedbackHeadlineLabel"_qs); }
    QString said() { return text(u"feedbackTextLabel"_qs); }
};

class CheckInCodePageTest : public ScreenTest
{
protected:
    void start()
    {
        prepare(Role::HumanResources);
        show();
    }
    void show()
    {
        open(checkInPages(), PageIds::CheckInCode,
             PageArgument::make(u"event"_qs, toText(event().uuid.value())));
    }
    [[nodiscard]] const Event &event() const { return fake->company.events.at(3); }
    /// As somebody's camera sees it.
    [[nodiscard]] std::optional<QString> seen() { return readQrCode(page->grab().toImage()); }
    [[nodiscard]] bool isNow(const QString &text)
    {
        const auto code = Wire::readCheckInCode(text);
        return code && code->event == event().uuid &&
               code->step == Wire::checkInStepAt(fake->clock.now()) &&
               Wire::isSignedWith(*code, fake->checkIn.screen(event()).key.key);
    }
};

} // namespace

TEST_F(CheckInPageTest, WhoeverScansTheCodeIsInWhenTheServerSaysSo)
{
    start();
    fake->setSlow(true);
    scan(code());
    EXPECT_EQ(headline(), u"One moment"_qs) << "nobody is told before it is recorded";

    fake->releaseAnswers();
    settle();

    EXPECT_EQ(headline(), u"You are in"_qs);
    EXPECT_EQ(said(), event().title);
    EXPECT_EQ(fake->checkIn.recorded.size(), 1);
    EXPECT_TRUE(find<QLineEdit>(u"checkInCodeLineEdit"_qs)->text().isEmpty());
}

TEST_F(CheckInPageTest, ReadsTheCodeOutOfAPictureThatIsPasted)
{
    start();
    paste(pictureOf(code()));
    EXPECT_TRUE(waitFor([this] { return headline() == u"You are in"_qs; }))
        << qPrintable(headline());
}

TEST_F(CheckInPageTest, TextThatIsPastedGoesIntoTheField)
{
    start();
    QGuiApplication::clipboard()->setText(code());
    QTest::keySequence(QApplication::focusWidget(), QKeySequence::Paste);
    settle();
    EXPECT_EQ(find<QLineEdit>(u"checkInCodeLineEdit"_qs)->text(), code());
    click(u"checkInButton"_qs);
    EXPECT_EQ(headline(), u"You are in"_qs);
}

TEST_F(CheckInPageTest, APictureWithoutACodeSaysSo)
{
    start();
    QImage empty(200, 200, QImage::Format_RGB32);
    empty.fill(Qt::white);
    paste(empty);
    EXPECT_TRUE(waitFor([this] { return headline() == u"NOT RECORDED"_qs; }));
    EXPECT_TRUE(said().startsWith(u"No code can be read"_qs));
}

TEST_F(CheckInPageTest, ACodeThatCameLateIsRefusedInWords)
{
    start();
    const QString shown = code();
    fake->clock.advance(31s);
    scan(shown);
    EXPECT_EQ(headline(), u"NOT RECORDED"_qs);
    EXPECT_EQ(said(), u"This code is no longer good. Read the one that is shown now."_qs);
    EXPECT_TRUE(fake->checkIn.recorded.isEmpty());
}

TEST_F(CheckInPageTest, ABadgeIsNoCheckInCode)
{
    start();
    scan(u"B-00042"_qs);
    EXPECT_EQ(headline(), u"NOT RECORDED"_qs);
    EXPECT_EQ(said(), u"This is not the check-in code of an event."_qs);
}

TEST_F(CheckInPageTest, WithoutAServerNothingIsRecordedAndTheCodeStays)
{
    start();
    fake->setOnline(false);
    scan(code());
    EXPECT_EQ(headline(), u"NOT RECORDED"_qs);
    EXPECT_FALSE(said().isEmpty());
    EXPECT_EQ(find<QLineEdit>(u"checkInCodeLineEdit"_qs)->text(), code());
}

TEST_F(CheckInPageTest, SaysBeforehandThatItNeedsAConnection)
{
    start();
    EXPECT_EQ(headline(), u"Waiting for the code"_qs);
    fake->setOnline(false);
    settle();
    EXPECT_EQ(headline(), u"Only with a connection"_qs);
    EXPECT_FALSE(find<QAbstractButton>(u"checkInButton"_qs)->isEnabled());
    fake->setOnline(true);
    settle();
    EXPECT_EQ(headline(), u"Waiting for the code"_qs);
    EXPECT_TRUE(find<QAbstractButton>(u"checkInButton"_qs)->isEnabled());

    scan(u"B-00042"_qs);
    fake->setOnline(false);
    settle();
    EXPECT_EQ(headline(), u"NOT RECORDED"_qs) << "what became of a code stays to be read";
}

TEST_F(CheckInPageTest, SaysWhoDecidesWhenNoSeatIsLeft)
{
    start();
    fake->checkIn.outcome = CaptureOutcome::Review;
    fake->checkIn.reason = u"waiting for a seat"_qs;
    scan(code());
    EXPECT_EQ(headline(), u"Human resources decide"_qs);
    EXPECT_TRUE(
        text(u"feedbackFootLabel"_qs).startsWith(u"On the waiting list: no seat was left."_qs));
}

TEST_F(CheckInCodePageTest, ShowsACodeThatChangesEveryFifteenSeconds)
{
    start();
    const auto first = seen();
    ASSERT_TRUE(first);
    EXPECT_TRUE(isNow(*first));

    fake->clock.advance(15s);
    ASSERT_TRUE(waitFor([&] { return seen() != first; }));

    EXPECT_TRUE(isNow(seen().value_or(QString())));
}

TEST_F(CheckInCodePageTest, GoesOnWithoutANetworkWhateverTheWallClockSays)
{
    start();
    fake->setOnline(false);
    const Timestamp before = fake->clock.now();
    fake->clock.advance(60s);
    const Timestamp real = fake->clock.now();
    fake->clock.setWallClock(before - 24h);

    ASSERT_TRUE(waitFor([&] {
        const auto code = Wire::readCheckInCode(seen().value_or(QString()));
        return code && code->step == Wire::checkInStepAt(real);
    }));
}

TEST_F(CheckInCodePageTest, WithoutTheServerItSaysWhatIsMissingAndTriesAgain)
{
    prepare(Role::HumanResources);
    fake->setOnline(false);
    show();
    EXPECT_FALSE(seen());
    fake->setOnline(true);
    ASSERT_TRUE(waitFor([&] { return seen().has_value(); }));
}

TEST_F(CheckInCodePageTest, ShowsNothingBeforeItsTimeAndAfter)
{
    start();
    ASSERT_TRUE(seen());
    fake->clock.advance(event().end() - fake->clock.now() + 1s);
    EXPECT_TRUE(waitFor([&] { return !seen(); }));
}

TEST_F(CheckInCodePageTest, LeadsBackToCaptureByKey)
{
    start();
    ASSERT_EQ(QApplication::focusWidget()->objectName(), u"backToCaptureButton"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_EQ(wentTo, PageIds::Capture);
    EXPECT_EQ(wentWith, PageArgument::make(u"event"_qs, toText(event().uuid.value())));
}

} // namespace EvalTrack::Test
