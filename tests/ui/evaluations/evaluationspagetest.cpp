// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluations/evaluationspages.h"
#include "items/evaluationtablemodel.h"
#include "support/screentest.h"

#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class EvaluationsPageTest : public ScreenTest
{
protected:
    void start(Role role, const QString &argument = {})
    {
        prepare(role);
        open(evaluationsPages(), PageIds::Evaluations, argument);
    }
};

} // namespace

TEST_F(EvaluationsPageTest, OpensWithWhatIsToGrade)
{
    start(Role::HumanResources);

    const auto *model = find<QTableView>(u"evaluationsTable"_qs)->model();
    ASSERT_GT(model->rowCount(), 0);
    for (int row = 0; row < model->rowCount(); ++row) {
        EXPECT_EQ(model->index(row, EvaluationTableModel::Status).data().toString(),
                  u"To grade"_qs);
    }
    const auto *table = find<QTableView>(u"evaluationsTable"_qs);
    EXPECT_TRUE(table->isColumnHidden(EvaluationTableModel::Status)) << "the tab says it";
    settle();
    EXPECT_TRUE(table->isColumnHidden(EvaluationTableModel::Score)) << "nobody has one here";
    find<QTabBar>(u"statusTabBar"_qs)->setCurrentIndex(3);
    settle();
    EXPECT_FALSE(table->isColumnHidden(EvaluationTableModel::Status));
    EXPECT_FALSE(table->isColumnHidden(EvaluationTableModel::Score));
}

TEST_F(EvaluationsPageTest, WhatIsUnderTheTabIsThereBeforeTheRestIsRead)
{
    prepare(Role::HumanResources);
    fake->setSlow(true);
    open(evaluationsPages(), PageIds::Evaluations);
    const auto *tabs = find<QTabBar>(u"statusTabBar"_qs);

    fake->releaseOldestAnswer();
    settle();
    const int toGrade = rows(u"evaluationsTable"_qs);
    EXPECT_GT(toGrade, 0);
    EXPECT_FALSE(tabs->tabText(1).contains(u'(')) << "how many there are of each is not known yet";

    fake->setSlow(false);
    fake->releaseAnswers();
    settle();
    EXPECT_EQ(rows(u"evaluationsTable"_qs), toGrade);
    EXPECT_TRUE(tabs->tabText(1).contains(u"(%1)"_qs.arg(toGrade)));
    EXPECT_FALSE(tabs->tabText(2).contains(u"(0)"_qs));
}

// Qt lets a screen reader toggle a button that stays down, which is no click.
TEST_F(EvaluationsPageTest, AScreenReaderChoosesAScore)
{
    start(Role::HumanResources);
    QTest::keyClick(find<QTableView>(u"evaluationsTable"_qs), Qt::Key_Return);
    settle();

    for (const int score : {3, 7}) {
        find<QAbstractButton>(u"score%1Button"_qs.arg(score))->toggle();
        EXPECT_EQ(find<>(u"scoreBar"_qs)->property("value").toInt(), score);
    }
    EXPECT_FALSE(find<QAbstractButton>(u"score3Button"_qs)->isChecked());
    EXPECT_TRUE(find<QAbstractButton>(u"score7Button"_qs)->isChecked());
}

TEST_F(EvaluationsPageTest, GradesByKeyboard)
{
    start(Role::HumanResources);
    auto *table = find<QTableView>(u"evaluationsTable"_qs);
    const int before = table->model()->rowCount();
    const QUuid uuid = table->model()->index(0, 0).data(UuidRole).toUuid();
    QTest::keyClick(table, Qt::Key_Return);
    settle();
    QWidget *bar = QApplication::focusWidget();
    ASSERT_EQ(bar->objectName(), u"scoreBar"_qs);
    const QImage withKeyboard = bar->grab().toImage();
    bar->clearFocus();
    EXPECT_NE(bar->grab().toImage(), withKeyboard) << "where the keyboard is must be seen";
    bar->setFocus();

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_8);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"Well done"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    settle();

    const auto *command = lastCommand<GradeEvaluation>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->evaluation.value(), uuid);
    EXPECT_EQ(command->score, 9);
    EXPECT_EQ(command->feedback, u"Well done"_qs);
    EXPECT_EQ(table->model()->rowCount(), before - 1);
    EXPECT_FALSE(isShown(u"gradePanel"_qs));
}

TEST_F(EvaluationsPageTest, ARefusedGradeCanBeGivenAgain)
{
    start(Role::HumanResources);
    const auto *model = find<QTableView>(u"evaluationsTable"_qs)->model();
    const QUuid uuid = model->index(0, 0).data(UuidRole).toUuid();
    static_cast<void>(fake->apply(GradeEvaluation{EvaluationUuid(uuid), 4, u"Too short"_qs}));
    OutboxItem refused;
    refused.uuid = makeUuidV7();
    refused.command = CommandKind::GradeEvaluation;
    refused.state = OutboxState::Rejected;
    refused.entity = uuid;
    fake->tray.put(refused);

    page->activate(PageArgument::make(u"evaluation"_qs, toText(uuid)));
    settle();

    EXPECT_EQ(find<QPlainTextEdit>(u"feedbackTextEdit"_qs)->toPlainText(), u"Too short"_qs);
    click(u"score7Button"_qs);
    click(u"gradeButton"_qs);
    const auto *command = lastCommand<GradeEvaluation>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->score, 7);
}

TEST_F(EvaluationsPageTest, AScoreIsNeeded)
{
    start(Role::HumanResources);
    clickRow(u"evaluationsTable"_qs, 0);
    EXPECT_FALSE(find<QAbstractButton>(u"gradeButton"_qs)->isEnabled());

    QTest::keyClick(page.get(), Qt::Key_S, Qt::ControlModifier);

    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"scoreBar"_qs);
}

TEST_F(EvaluationsPageTest, AsksBeforeAGradeIsLost)
{
    start(Role::HumanResources);
    clickRow(u"evaluationsTable"_qs, 0);
    click(u"score7Button"_qs);

    clickRow(u"evaluationsTable"_qs, 1);

    EXPECT_EQ(prompter.asked.size(), 1);
    EXPECT_TRUE(page->hasUnsavedInput());
}

TEST_F(EvaluationsPageTest, AnEmployeeIsNotOfferedAColumnOfPeople)
{
    start(Role::Employee);
    QStringList offered;
    for (const QAction *action : find<TableView>(u"evaluationsTable"_qs)->columnMenu()->actions()) {
        offered.append(action->text());
    }
    EXPECT_FALSE(offered.contains(u"Person"_qs));
    EXPECT_TRUE(offered.contains(u"Event"_qs));
}

TEST_F(EvaluationsPageTest, AnEmployeeAnswersAll)
{
    start(Role::Employee);
    ASSERT_EQ(rows(u"evaluationsTable"_qs), 1);
    clickRow(u"evaluationsTable"_qs, 0);

    for (int question = 1; question <= 4; ++question) {
        type(u"answer%1TextEdit"_qs.arg(question), u"Respuesta número %1"_qs.arg(question));
    }
    EXPECT_EQ(text(u"answerProgressLabel"_qs), u"4 of 4 questions answered · not saved yet"_qs);
    EXPECT_TRUE(page->hasUnsavedInput());
    click(u"sendAnswersButton"_qs);

    const auto *command = lastCommand<AnswerEvaluation>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->answers.size(), 4);
    EXPECT_EQ(command->answers.at(2).response, u"Respuesta número 3"_qs);
    EXPECT_EQ(rows(u"evaluationsTable"_qs), 0);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(EvaluationsPageTest, HalfAnAnswerIsKeptBeforeSigningOut)
{
    start(Role::Employee);
    clickRow(u"evaluationsTable"_qs, 0);
    type(u"answer1TextEdit"_qs, u"Respuesta"_qs);
    std::optional<bool> kept;

    page->keepDrafts([&kept](bool isKept) { kept = isKept; });
    settle();

    EXPECT_EQ(kept, true);
    const auto *command = lastCommand<AnswerEvaluation>();
    ASSERT_NE(command, nullptr);
    EXPECT_EQ(command->answers.first().response, u"Respuesta"_qs);

    type(u"answer2TextEdit"_qs, u"Otra"_qs);
    fake->failNext({ErrorCode::StorageFull, {}, {}});
    page->keepDrafts([&kept](bool isKept) { kept = isKept; });
    settle();
    EXPECT_EQ(kept, false);
}

TEST_F(EvaluationsPageTest, AnEmployeeCommentsOnTheWhole)
{
    start(Role::Employee);
    clickRow(u"evaluationsTable"_qs, 0);

    type(u"commentTextEdit"_qs, u"Muy útil"_qs);
    click(u"saveDraftButton"_qs);

    ASSERT_EQ(fake->commands.submitted.size(), 1);
    const auto *draft = lastCommand<CommentEvaluation>();
    ASSERT_NE(draft, nullptr);
    EXPECT_EQ(draft->feedback, u"Muy útil"_qs);
    EXPECT_EQ(find<QPlainTextEdit>(u"commentTextEdit"_qs)->toPlainText(), u"Muy útil"_qs);

    for (int question = 1; question <= 4; ++question) {
        type(u"answer%1TextEdit"_qs.arg(question), u"Respuesta"_qs);
    }
    type(u"commentTextEdit"_qs, u"Muy útil, gracias"_qs);
    click(u"sendAnswersButton"_qs);

    ASSERT_EQ(fake->commands.submitted.size(), 3);
    const auto *comment = std::get_if<CommentEvaluation>(&fake->commands.submitted.at(1));
    ASSERT_NE(comment, nullptr);
    EXPECT_EQ(comment->feedback, u"Muy útil, gracias"_qs);
    EXPECT_NE(lastCommand<AnswerEvaluation>(), nullptr);
    EXPECT_FALSE(page->hasUnsavedInput());
}

TEST_F(EvaluationsPageTest, ACommentThatWasNotRecordedStaysTyped)
{
    start(Role::Employee);
    clickRow(u"evaluationsTable"_qs, 0);
    type(u"commentTextEdit"_qs, u"Muy útil"_qs);
    fake->failNext({ErrorCode::StorageFull, {}, {}});

    click(u"saveDraftButton"_qs);

    EXPECT_TRUE(isShown(u"banner"_qs));
    EXPECT_EQ(find<QPlainTextEdit>(u"commentTextEdit"_qs)->toPlainText(), u"Muy útil"_qs);
    EXPECT_TRUE(find<QAbstractButton>(u"saveDraftButton"_qs)->isEnabled());
}

TEST_F(EvaluationsPageTest, SendingNeedsEveryAnswer)
{
    start(Role::Employee);
    clickRow(u"evaluationsTable"_qs, 0);
    EXPECT_FALSE(find<QAbstractButton>(u"sendAnswersButton"_qs)->isEnabled());
    type(u"answer1TextEdit"_qs, u"Mucho"_qs);

    click(u"sendAnswersButton"_qs);

    EXPECT_TRUE(fake->commands.submitted.isEmpty());
    EXPECT_EQ(errorAt(u"answer2TextEdit"_qs), u"Please answer this question."_qs);
    EXPECT_EQ(QApplication::focusWidget()->objectName(), u"answer2TextEdit"_qs);
}

TEST_F(EvaluationsPageTest, LeavingSavesAnIncompleteDraft)
{
    start(Role::Employee);
    clickRow(u"evaluationsTable"_qs, 0);
    type(u"answer2TextEdit"_qs, u"En los informes"_qs);
    EXPECT_FALSE(page->hasUnsavedInput()); // nothing would be lost

    page->hide();
    settle();

    const auto *command = lastCommand<AnswerEvaluation>();
    ASSERT_NE(command, nullptr);
    ASSERT_EQ(command->answers.size(), 1);
    EXPECT_EQ(command->answers.first().response, u"En los informes"_qs);

    page->show();
    settle();
    EXPECT_EQ(find<QPlainTextEdit>(u"answer2TextEdit"_qs)->toPlainText(), u"En los informes"_qs);
}

TEST_F(EvaluationsPageTest, TypedAnswersStayWhenTheStoreChanges)
{
    start(Role::Employee);
    clickRow(u"evaluationsTable"_qs, 0);
    type(u"answer1TextEdit"_qs, u"Mucho"_qs);

    fake->announce();
    settle();

    EXPECT_EQ(find<QPlainTextEdit>(u"answer1TextEdit"_qs)->toPlainText(), u"Mucho"_qs);
}

TEST_F(EvaluationsPageTest, AnEmployeeReadsTheResult)
{
    start(Role::Employee, u"status=GRADED"_qs);
    ASSERT_EQ(rows(u"evaluationsTable"_qs), 1);

    clickRow(u"evaluationsTable"_qs, 0);

    EXPECT_FALSE(isShown(u"gradeButton"_qs));
    EXPECT_EQ(find<>(u"scoreBar"_qs)->property("value").toInt(), 9);
    EXPECT_TRUE(find<QPlainTextEdit>(u"feedbackTextEdit"_qs)->isReadOnly());
}

TEST_F(EvaluationsPageTest, BehindAnotherPageChangesAreReadOnceAndWhenItIsShown)
{
    start(Role::HumanResources);
    page->hide();
    fake->setSlow(true);

    Q_EMIT fake->evaluations.evaluationsChanged();
    Q_EMIT fake->evaluations.evaluationsChanged();
    settle();
    EXPECT_EQ(fake->heldAnswers(), 0);

    page->show();
    settle();
    EXPECT_EQ(fake->heldAnswers(), 1);
    fake->releaseAnswers();
}

} // namespace EvalTrack::Test
