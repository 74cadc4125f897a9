// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepages.h"
#include "common/banner.h"
#include "common/formats.h"
#include "samplecapture.h"
#include "support/screentest.h"

#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>

namespace EvalTrack::Test {

namespace {

class ExplanationPageTest : public ScreenTest
{
protected:
    void start(Role role = Role::HumanResources)
    {
        prepare(role);
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
    find<QDateTimeEdit>(u"correctedTimeEdit"_qs)->setDateTime(right);

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
    find<QDateTimeEdit>(u"correctedTimeEdit"_qs)
        ->setDateTime(Formats::toLocal(fake->clock.now()).addDays(1));
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

} // namespace EvalTrack::Test
