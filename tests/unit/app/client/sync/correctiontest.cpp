// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/correction.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

Employee pedro()
{
    Employee employee;
    employee.uuid = UserUuid(makeUuidV7());
    employee.name = QStringLiteral("Pedro Pérez");
    employee.email = QStringLiteral("pedro@empresa.com");
    employee.phone = QStringLiteral("111");
    return employee;
}

UpdateEmployee withEmail(const Employee &before, const QString &email)
{
    UpdateEmployee update{before, before};
    update.after.email = email;
    return update;
}

} // namespace

TEST(CorrectionTest, AnEditOfARefusedCreationGoesIntoTheCreation)
{
    const Employee refused = pedro();
    const auto corrected =
        correctedBy(CreateEmployee{refused}, withEmail(refused, QStringLiteral("otro@x.com")));

    ASSERT_TRUE(corrected);
    const auto *creation = std::get_if<CreateEmployee>(&*corrected);
    ASSERT_NE(creation, nullptr);
    EXPECT_EQ(creation->after.email, QStringLiteral("otro@x.com"));
    EXPECT_EQ(creation->after.name, refused.name);
    EXPECT_EQ(creation->after.uuid, refused.uuid);
}

TEST(CorrectionTest, AnEditOfARefusedFieldCarriesTheWholeChangeOn)
{
    const Employee server = pedro();
    UpdateEmployee refused = withEmail(server, QStringLiteral("ana@empresa.com"));
    refused.after.phone = QStringLiteral("222");

    const auto corrected =
        correctedBy(refused, withEmail(refused.after, QStringLiteral("pedro.perez@empresa.com")));

    ASSERT_TRUE(corrected);
    const auto *update = std::get_if<UpdateEmployee>(&*corrected);
    ASSERT_NE(update, nullptr);
    EXPECT_EQ(update->before, server) << "judged against what the server had";
    EXPECT_EQ(update->after.email, QStringLiteral("pedro.perez@empresa.com"));
    EXPECT_EQ(update->after.phone, QStringLiteral("222"));
}

TEST(CorrectionTest, AnEditOfOtherFieldsIsAnotherMatter)
{
    const UpdateEmployee refused = withEmail(pedro(), QStringLiteral("ana@empresa.com"));
    UpdateEmployee other{refused.after, refused.after};
    other.after.phone = QStringLiteral("333");

    EXPECT_FALSE(correctedBy(refused, other));
    EXPECT_FALSE(correctedBy(refused, withEmail(pedro(), QStringLiteral("x@x.com"))))
        << "somebody else";
    EXPECT_FALSE(correctedBy(refused, SetEmployeeActive{refused.after.uuid, false}));
}

TEST(CorrectionTest, TheLaterAnswerToAQuestionCounts)
{
    const EvaluationUuid evaluation(makeUuidV7());
    const AnswerEvaluation refused{
        evaluation,
        {{QuestionId(1), QStringLiteral("uno")}, {QuestionId(2), QStringLiteral("dos")}}};

    const auto corrected = correctedBy(
        refused, AnswerEvaluation{evaluation, {{QuestionId(1), QStringLiteral("otro")}}});

    ASSERT_TRUE(corrected);
    const QList<QuestionResponse> expected = {{QuestionId(2), QStringLiteral("dos")},
                                              {QuestionId(1), QStringLiteral("otro")}};
    EXPECT_EQ(std::get<AnswerEvaluation>(*corrected).answers, expected);
}

TEST(CorrectionTest, AGradeReplacesARefusedGrade)
{
    const EvaluationUuid evaluation(makeUuidV7());

    const auto corrected = correctedBy(GradeEvaluation{evaluation, 3, std::nullopt},
                                       GradeEvaluation{evaluation, 8, std::nullopt});

    ASSERT_TRUE(corrected);
    EXPECT_EQ(std::get<GradeEvaluation>(*corrected).score, 8);
    EXPECT_FALSE(correctedBy(GradeEvaluation{evaluation, 3, std::nullopt},
                             CommentEvaluation{evaluation, QStringLiteral("hola")}));
}
