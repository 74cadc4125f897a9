// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepages.h"
#include "common/banner.h"
#include "common/formats.h"
#include "domain/localday.h"
#include "samplecapture.h"
#include "support/screentest.h"

#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class ExplanationPageTest : public ScreenTest
{
protected:
    void start(Role role = Role::HumanResources, const std::optional<QString> &zone = {})
    {
        prepare(role);
        fake->company.events[0].zone = zone;
        AttendanceExplanation explanation;
        explanation.attendance.id = AttendanceId(7);
        explanation.attendance.eventId = EventId(1);
        explanation.attendance.userId = UserId(5);
        explanation.attendance.status = AttendanceStatus::Confirmed;
        explanation.attendance.revision = 3;
        CaptureRecord capture = sampleCapture(*fake, u"B-5"_qs);
        capture.outcome = CaptureOutcome::Accepted;
        capture.reason.reset();
        capture.state.reset();
        explanation.attendance.attendedAt = capture.countedAt;
        explanation.rule = AttendanceRule::EarliestCapture;
        explanation.captures = {capture};
        explanation.steps = {
            {capture.countedAt, u"attendance.create"_qs, NamedPerson{UserId(5), u"Beto Díaz"_qs}}};
        fake->reviews.explanations.insert(AttendanceId(7), explanation);
        open(attendancePages(), PageIds::Explanation, u"attendance=7"_qs);
    }
    [[nodiscard]] QString everything() const
    {
        QStringList texts;
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible()) {
                texts.append(label->text());
            }
        }
        return texts.join(u'\n');
    }
    void setTime(QDate date, QTime time)
    {
        auto *field = find<QDateTimeEdit>(u"correctedTimeEdit"_qs);
        field->setDate(date);
        field->setTime(time);
    }
    /// Turns the hours by the keyboard.
    void turnHour(Qt::Key key)
    {
        auto *field = find<QDateTimeEdit>(u"correctedTimeEdit"_qs);
        field->setFocus();
        field->setCurrentSection(QDateTimeEdit::HourSection);
        QTest::keyClick(field, key);
    }
    const AttendanceExplanation &explanation()
    {
        return fake->reviews.explanations[AttendanceId(7)];
    }
};

} // namespace

TEST_F(ExplanationPageTest, SaysRuleCapturesAndWhoInTheSameWordsForBoth)
{
    start(Role::HumanResources);
    const QString hr = everything();
    start(Role::Employee);
    const QString employee = everything();

    EXPECT_TRUE(hr.contains(u"The earliest capture that counts decides.")) << qPrintable(hr);
    EXPECT_TRUE(hr.contains(u"UTC−04:00"));
    EXPECT_TRUE(hr.contains(u"Beto Díaz"));
    // The person's own name beside the title is all that differs.
    EXPECT_EQ(hr.section(u"Captures"_qs, 1), employee.section(u"Captures"_qs, 1));
}

TEST_F(ExplanationPageTest, OnlyHrCorrects)
{
    start(Role::Employee);

    EXPECT_FALSE(isShown(u"correctButton"_qs));
}

TEST_F(ExplanationPageTest, CorrectsTheTimeWithAReason)
{
    start();
    click(u"correctButton"_qs);
    const QDateTime right =
        Formats::toLocal(explanation().captures.first().countedAt).addSecs(-600);
    setTime(right.date(), right.time());

    click(u"saveCorrectionButton"_qs);
    EXPECT_TRUE(explanation().corrections.isEmpty()) << "no reason, no correction";
    EXPECT_FALSE(errorAt(u"correctionReasonLineEdit"_qs).isEmpty());

    type(u"correctionReasonLineEdit"_qs, u"El lector estaba apagado"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    click(u"saveCorrectionButton"_qs);

    ASSERT_EQ(explanation().corrections.size(), 1);
    EXPECT_EQ(explanation().corrections.first().corrected, Formats::fromLocal(right));
    EXPECT_FALSE(page->hasUnsavedInput());
    EXPECT_TRUE(everything().contains(u"El lector estaba apagado"));
    EXPECT_TRUE(everything().contains(u"A person corrected the time."));
}

TEST_F(ExplanationPageTest, ATimeToComeIsRefusedAtTheField)
{
    start();
    click(u"correctButton"_qs);
    const QDateTime tomorrow = Formats::toLocal(fake->clock.now()).addDays(1);
    setTime(tomorrow.date(), tomorrow.time());
    type(u"correctionReasonLineEdit"_qs, u"x"_qs);

    click(u"saveCorrectionButton"_qs);

    EXPECT_TRUE(explanation().corrections.isEmpty());
    EXPECT_FALSE(errorAt(u"correctedTimeEdit"_qs).isEmpty());
}

TEST_F(ExplanationPageTest, WhatWasTypedStaysWhenTheServerIsAway)
{
    start();
    click(u"correctButton"_qs);
    type(u"correctionReasonLineEdit"_qs, u"El lector estaba apagado"_qs);
    fake->setOnline(false);

    click(u"saveCorrectionButton"_qs);

    EXPECT_EQ(find<QLineEdit>(u"correctionReasonLineEdit"_qs)->text(), u"El lector estaba apagado");
    EXPECT_TRUE(page->findChild<Banner *>()->isVisible());
}

TEST_F(ExplanationPageTest, ACorrectionIsTakenBackWithAReason)
{
    start();
    click(u"correctButton"_qs);
    type(u"correctionReasonLineEdit"_qs, u"apagado"_qs);
    click(u"saveCorrectionButton"_qs);
    prompter.answerNextText(u"me equivoqué"_qs);

    click(u"takeBackButton"_qs);

    ASSERT_EQ(explanation().corrections.size(), 2);
    EXPECT_FALSE(explanation().corrections.last().corrected);
    EXPECT_FALSE(isShown(u"takeBackButton"_qs));
}

TEST_F(ExplanationPageTest, WithoutAConnectionItSaysWhy)
{
    prepare(Role::Employee);
    fake->setOnline(false);
    open(attendancePages(), PageIds::Explanation, u"attendance=7"_qs);

    EXPECT_TRUE(everything().contains(u"comes from the server"));
}

TEST_F(ExplanationPageTest, WhoeverReadsItWhereverReadsTheFiguresOfTheEventsPlace)
{
    const std::optional<QString> far = u"Pacific/Kiritimati"_qs; // No computer of ours is there.
    start(Role::HumanResources, far);
    const QString hr = everything();
    start(Role::Employee, far);
    const QString employee = everything();

    const QString arrived = Formats::exactTime(explanation().captures.first().countedAt, far);
    ASSERT_TRUE(arrived.contains(u"(Kiritimati, UTC+14)")) << qPrintable(arrived);
    // In the head, over the capture, as what counts, and beside who changed it.
    EXPECT_GE(hr.count(arrived), 4) << qPrintable(hr);
    EXPECT_EQ(employee.count(arrived), hr.count(arrived));
    EXPECT_TRUE(hr.contains(u"America/Caracas, UTC−04:00")) << "the device's clock stays its own";
}

TEST_F(ExplanationPageTest, ATimeIsCorrectedByTheClocksOfTheEventsPlace)
{
    start(Role::HumanResources, u"Pacific/Kiritimati"_qs);
    const Timestamp before = explanation().captures.first().countedAt;
    click(u"correctButton"_qs);
    EXPECT_EQ(find<QDateTimeEdit>(u"correctedTimeEdit"_qs)->time(),
              wallTime(before, QTimeZone("Pacific/Kiritimati")).time);
    EXPECT_TRUE(everything().contains(u"Right time (Kiritimati, UTC+14)"));

    turnHour(Qt::Key_Down);
    type(u"correctionReasonLineEdit"_qs, u"El lector estaba apagado"_qs);
    click(u"saveCorrectionButton"_qs);

    ASSERT_EQ(explanation().corrections.size(), 1);
    EXPECT_EQ(explanation().corrections.first().corrected, before - std::chrono::hours(1));
}

TEST_F(ExplanationPageTest, AnHourThatClocksLeaveOutIsToldAtTheField)
{
    start(Role::HumanResources, u"Europe/Madrid"_qs);
    click(u"correctButton"_qs);
    type(u"correctionReasonLineEdit"_qs, u"El lector estaba apagado"_qs);
    setTime(QDate(2026, 3, 29), QTime(1, 30));
    turnHour(Qt::Key_Up);

    click(u"saveCorrectionButton"_qs);
    EXPECT_TRUE(explanation().corrections.isEmpty());
    EXPECT_TRUE(errorAt(u"correctedTimeEdit"_qs).contains(u"There is no such time"));

    turnHour(Qt::Key_Up);
    click(u"saveCorrectionButton"_qs);
    ASSERT_EQ(explanation().corrections.size(), 1);
    const Timestamp right =
        std::chrono::sys_days(std::chrono::year(2026) / 3 / 29) + std::chrono::minutes(90);
    EXPECT_EQ(explanation().corrections.first().corrected, right);
}

} // namespace EvalTrack::Test
