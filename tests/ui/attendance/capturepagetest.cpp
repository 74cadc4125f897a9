// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepages.h"
#include "attendance/capturefeedback.h"
#include "common/formats.h"
#include "support/fakesounds.h"
#include "support/screentest.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTableWidget>
#include <QTest>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class CapturePageTest : public ScreenTest
{
protected:
    void start(bool isOnline = true)
    {
        prepare(Role::HumanResources);
        fake->setOnline(isOnline);
        sounds = &heard;
        open(attendancePages(), PageIds::Capture);
    }
    /// As a scanner does it: all at once, to whatever has the keyboard.
    void scan(const QString &code)
    {
        QTest::keyClicks(QApplication::focusWidget(), code);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }
    QString badgeOf(AttendanceStatus status)
    {
        for (const Attendance &attendance : fake->company.attendances) {
            if (attendance.eventUuid == fake->company.events.at(3).uuid &&
                attendance.status == status) {
                return *fake->company.person(attendance.userUuid)->badgeCode;
            }
        }
        return {};
    }
    QString headline() { return text(u"feedbackHeadlineLabel"_qs); }
    QString said() { return text(u"feedbackTextLabel"_qs); }
    QString foot() { return text(u"feedbackFootLabel"_qs); }

    FakeSounds heard;
};

} // namespace

TEST_F(CapturePageTest, SaysWhoCameAndCounts)
{
    start();
    const QString badge = badgeOf(AttendanceStatus::Pending);
    const int before = text(u"runningCountLabel"_qs).toInt();

    scan(badge);
    settle();

    EXPECT_EQ(headline(), fake->company.personByCode(badge)->name);
    EXPECT_TRUE(said().startsWith(u"In at"));
    EXPECT_TRUE(foot().endsWith(u"Recorded."));
    EXPECT_EQ(text(u"runningCountLabel"_qs).toInt(), before + 1);
    EXPECT_TRUE(find<QLineEdit>(u"codeLineEdit"_qs)->text().isEmpty());
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"codeLineEdit"_qs);
}

TEST_F(CapturePageTest, SaysThatAnEventIsNotNow)
{
    start();
    EXPECT_FALSE(isShown(u"otherTimeLabel"_qs)) << "it is in progress";
    auto *events = find<QComboBox>(u"eventComboBox"_qs);

    const int ahead = events->findText(u"Taller de comunicación asertiva"_qs, Qt::MatchStartsWith);
    ASSERT_GE(ahead, 0);
    events->setCurrentIndex(ahead);
    settle();

    EXPECT_TRUE(text(u"otherTimeLabel"_qs).startsWith(u"This event begins "));
    scan(badgeOf(AttendanceStatus::Pending));
    settle();
    EXPECT_TRUE(foot().endsWith(u"Recorded.")) << "nothing is refused for its time";
}

TEST_F(CapturePageTest, SaysSinceWhenSomebodyIsInToTheSecond)
{
    start();
    const QString badge = badgeOf(AttendanceStatus::Pending);
    scan(badge);
    settle();
    const QString firstTime = said().section(u' ', 2);
    fake->clock.advance(95s);

    scan(badge);
    settle();

    EXPECT_EQ(said(), u"Already in at "_qs + firstTime);
    EXPECT_TRUE(firstTime.contains(u":00:00")); // hours, minutes and seconds
}

TEST_F(CapturePageTest, WhoeverShowsABadgeGoesOutOnceToldSoByKey)
{
    start();
    const QString badge = badgeOf(AttendanceStatus::Confirmed);
    const int before = text(u"runningCountLabel"_qs).toInt();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F9);
    EXPECT_EQ(headline(), u"Who is leaving?"_qs);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"codeLineEdit"_qs);

    scan(badge);
    settle();

    EXPECT_EQ(fake->captures.directions.value(0), Direction::Leaving);
    EXPECT_TRUE(said().startsWith(u"Out at"));
    EXPECT_EQ(text(u"runningCountLabel"_qs).toInt(), before - 1);
    scan(badge);
    settle();
    EXPECT_TRUE(said().startsWith(u"Already out at"));
    scan(badgeOf(AttendanceStatus::Pending));
    settle();
    EXPECT_EQ(said(), u"Left without a recorded arrival; kept, to be reviewed"_qs);

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F9);
    scan(badgeOf(AttendanceStatus::Pending));
    settle();
    EXPECT_EQ(fake->captures.directions.last(), Direction::Arriving);
}

TEST_F(CapturePageTest, TakesScansFasterThanTheDiskAndInOrder)
{
    start();
    fake->setSlow(true);
    QStringList codes;
    for (int i = 3; i <= 28; ++i) {
        codes.append(u"B"_qs + QString::number(i).rightJustified(4, u'0'));
    }

    for (const QString &code : codes) {
        scan(code);
    }
    EXPECT_TRUE(page->hasUnsavedInput());
    EXPECT_EQ(headline(), u"Ready"_qs); // nobody is told anything before it is durable
    fake->setSlow(false);
    fake->releaseAnswers();
    settle();

    EXPECT_EQ(fake->captures.recorded, codes);
    EXPECT_EQ(find<QTableWidget>(u"lastCapturesTable"_qs)->rowCount(), codes.size());
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(CapturePageTest, AScanIsTakenWhereverTheKeyboardIs)
{
    start();
    const QString badge = badgeOf(AttendanceStatus::Pending);
    find<>(u"eventComboBox"_qs)->setFocus();

    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(badge.at(0).unicode()));
    scan(badge.mid(1));
    settle();

    ASSERT_EQ(fake->captures.recorded.size(), 1);
    EXPECT_EQ(fake->captures.recorded.first().toUpper(), badge);
}

TEST_F(CapturePageTest, WorksTheSameWithoutANetworkAndSaysWhere)
{
    start(false);
    const QString badge = badgeOf(AttendanceStatus::Pending);

    scan(badge);
    settle();

    EXPECT_EQ(headline(), fake->company.personByCode(badge)->name);
    EXPECT_TRUE(foot().endsWith(u"Recorded on this computer."));
    EXPECT_TRUE(text(u"captureConnectionLabel"_qs).startsWith(u"No connection"));
    EXPECT_EQ(fake->tray.waiting.size(), 1);
}

TEST_F(CapturePageTest, KeepsAnUnknownCodeForHumanResources)
{
    start();

    scan(u"ZZ-777"_qs);
    settle();

    EXPECT_EQ(headline(), u"ZZ-777"_qs);
    EXPECT_TRUE(said().startsWith(u"Nobody has this code"));
}

TEST_F(CapturePageTest, SaysWhyAKnownPersonIsNotInYet)
{
    start();
    const QString badge = badgeOf(AttendanceStatus::Pending);
    const QList<std::pair<RecordedCapture::Finding, QString>> findings = {
        {RecordedCapture::Finding::PersonInactive, u"This person is not active"_qs},
        {RecordedCapture::Finding::RegistrationCancelled, u"The registration was cancelled"_qs}};
    for (const auto &[finding, words] : findings) {
        fake->captures.finding = finding;

        scan(badge);
        settle();

        EXPECT_EQ(headline(), fake->company.personByCode(badge)->name);
        EXPECT_TRUE(said().startsWith(words)) << said().toStdString();
        EXPECT_TRUE(said().endsWith(u"kept, to be reviewed"));
        EXPECT_EQ(CaptureFeedback::toneOf(finding), Tone::Warning);
        EXPECT_EQ(heard.take(), QList{FeedbackSound::Look}); // Whoever looks away has to look.
    }
    fake->captures.finding = RecordedCapture::Finding::EventFull;
    scan(badge);
    settle();
    EXPECT_EQ(said(), u"No seat is left at this door; on the waiting list"_qs);
    EXPECT_EQ(heard.take(), QList{FeedbackSound::Look});
}

TEST_F(CapturePageTest, ShowsTheWholeTimeOfACapture)
{
    start();
    auto *last = find<QTableWidget>(u"lastCapturesTable"_qs);
    QFont large = last->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    last->setFont(large);
    scan(badgeOf(AttendanceStatus::Pending));
    settle();
    ASSERT_GT(last->rowCount(), 0);
    EXPECT_GE(last->columnWidth(0), last->sizeHintForIndex(last->model()->index(0, 0)).width())
        << last->item(0, 0)->text().toStdString();
}

TEST_F(CapturePageTest, OpensTheDoorOfTheEventItCapturesFor)
{
    start();
    ASSERT_FALSE(fake->captures.doors.isEmpty());
    const QString badge = badgeOf(AttendanceStatus::Pending);
    scan(badge);
    settle();
    EXPECT_EQ(fake->captures.doors.size(), 1) << "once for each event that is chosen";
}

TEST_F(CapturePageTest, SaysNotRecordedAndKeepsTheCode)
{
    start();
    const int before = text(u"runningCountLabel"_qs).toInt();
    fake->failNext({ErrorCode::StorageFull, {}, {}});

    scan(u"B0012"_qs);
    settle();

    EXPECT_EQ(headline(), u"NOT RECORDED"_qs);
    EXPECT_TRUE(said().contains(u"disk"));
    EXPECT_EQ(text(u"runningCountLabel"_qs).toInt(), before);
    EXPECT_EQ(find<QLineEdit>(u"codeLineEdit"_qs)->selectedText(), u"B0012"_qs);

    scan(u"B0013"_qs); // the next scan replaces it
    settle();
    EXPECT_EQ(fake->captures.recorded, QStringList{u"B0013"_qs});
}

TEST_F(CapturePageTest, FindsSomebodyByNationalId)
{
    start();

    scan(*fake->company.people.at(6).nationalId);
    settle();

    EXPECT_EQ(headline(), fake->company.people.at(6).name);
}

TEST_F(CapturePageTest, StartsWithTheEventItWasOpenedFor)
{
    prepare(Role::HumanResources);
    const Event &event = fake->company.events.at(5);
    open(attendancePages(), PageIds::Capture,
         PageArgument::make(u"event"_qs, toText(event.uuid.value())));

    EXPECT_TRUE(find<QComboBox>(u"eventComboBox"_qs)->currentText().startsWith(event.title));
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"codeLineEdit"_qs);
}

TEST_F(CapturePageTest, SaysHowOldTheListIsOnceItIs)
{
    start();
    EXPECT_FALSE(isShown(u"rosterAgeLabel"_qs));

    const auto lastSync = fake->sync.lastSync();
    ASSERT_TRUE(lastSync);
    fake->sync.fixedLastSync = fake->clock.now() - 14min;
    Q_EMIT fake->sync.changed();
    settle();
    EXPECT_FALSE(isShown(u"rosterAgeLabel"_qs));

    fake->sync.fixedLastSync = fake->clock.now() - 16min;
    Q_EMIT fake->sync.changed();
    settle();
    ASSERT_TRUE(isShown(u"rosterAgeLabel"_qs));
    EXPECT_EQ(text(u"rosterAgeLabel"_qs),
              u"List as of %1."_qs.arg(Formats::time(*fake->sync.fixedLastSync)));

    fake->sync.fixedLastSync = fake->clock.now() - 24h;
    Q_EMIT fake->sync.changed();
    settle();
    EXPECT_EQ(text(u"rosterAgeLabel"_qs),
              u"List as of %1."_qs.arg(Formats::dateTime(*fake->sync.fixedLastSync)))
        << "with its date";
}

TEST_F(CapturePageTest, SaysNothingOfSendingWhileTheServerTakesNothing)
{
    start();
    OutboxItem item;
    item.uuid = makeUuidV7();
    fake->tray.put(item);
    EXPECT_TRUE(text(u"captureConnectionLabel"_qs).contains(u"being sent"_qs));

    fake->session.setState(SessionState::Expired);
    settle();
    EXPECT_TRUE(text(u"captureConnectionLabel"_qs).startsWith(u"The server takes nothing"_qs));

    fake->session.setState(SessionState::SignedIn);
    settle();
    EXPECT_TRUE(text(u"captureConnectionLabel"_qs).contains(u"being sent"_qs));
}

TEST_F(CapturePageTest, ADoubleTapIsToldApartFromBeingInAlready)
{
    start();
    const QString badge = badgeOf(AttendanceStatus::Pending);
    fake->captures.finding = RecordedCapture::Finding::ReadTwice;

    scan(badge);
    settle();

    EXPECT_TRUE(said().startsWith(u"Read twice"));
    EXPECT_EQ(heard.take(), QList{FeedbackSound::Look});
    EXPECT_EQ(fake->captures.recorded, QStringList{badge}) << "recorded all the same";
}

TEST_F(CapturePageTest, EachAnswerHasItsSound)
{
    start();
    const QString badge = badgeOf(AttendanceStatus::Pending);

    scan(badge);
    settle();
    EXPECT_EQ(heard.take(), QList{FeedbackSound::Recorded});
    fake->clock.advance(95s);
    scan(badge);
    settle();
    EXPECT_EQ(heard.take(), QList{FeedbackSound::Look}) << "in already";
    scan(u"ZZ-777"_qs);
    settle();
    EXPECT_EQ(heard.take(), QList{FeedbackSound::Look}) << "nobody's";
    fake->failNext({ErrorCode::StorageFull, {}, {}});
    scan(u"B0012"_qs);
    settle();
    EXPECT_EQ(heard.take(), QList{FeedbackSound::Failed});
}

TEST_F(CapturePageTest, AMutedPageIsSilentAlsoAtTheNextStart)
{
    start();
    find<>(u"muteButton"_qs)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    find<>(u"codeLineEdit"_qs)->setFocus();
    scan(badgeOf(AttendanceStatus::Pending));
    settle();
    EXPECT_TRUE(said().startsWith(u"In at"));
    EXPECT_TRUE(heard.played.isEmpty());

    open(attendancePages(), PageIds::Capture);
    EXPECT_TRUE(find<QAbstractButton>(u"muteButton"_qs)->isChecked());
    EXPECT_EQ(find<>(u"muteButton"_qs)->accessibleName(), u"Mute sounds"_qs);
    scan(badgeOf(AttendanceStatus::Pending));
    settle();
    EXPECT_TRUE(heard.played.isEmpty());

    click(u"muteButton"_qs);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"codeLineEdit"_qs);
    fake->failNext({ErrorCode::StorageFull, {}, {}});
    scan(u"B0012"_qs);
    settle();
    EXPECT_EQ(heard.take(), QList{FeedbackSound::Failed});
}

} // namespace EvalTrack::Test
