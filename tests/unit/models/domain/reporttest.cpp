// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/report.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp Now{
    std::chrono::milliseconds{1'796'000'000'000}}; // 30 November 2026, 04:53 UTC

class ReportTest : public testing::Test
{
protected:
    [[nodiscard]] static Event event(int number, Timestamp date)
    {
        Event made;
        made.uuid = EventUuid(QUuid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, static_cast<uchar>(number)));
        made.title = QStringLiteral("Evento %1").arg(number);
        made.date = date;
        made.duration = 60min;
        made.zone = QStringLiteral("UTC");
        return made;
    }
    [[nodiscard]] static ReportBuilder::Person person(int number, int department)
    {
        Employee whole;
        whole.uuid = UserUuid(QUuid(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, static_cast<uchar>(number)));
        whole.name = QStringLiteral("Persona %1").arg(number);
        whole.nationalId = QStringLiteral("V-%1").arg(number);
        if (department > 0) {
            whole.departmentId = DepartmentId(department);
            whole.department = QStringLiteral("Departamento %1").arg(department);
        }
        return {whole.uuid, whole.departmentId, [whole] {
                    return whole;
                }};
    }
    [[nodiscard]] static Attendance attendance(AttendanceStatus status)
    {
        Attendance made;
        made.status = status;
        return made;
    }
    [[nodiscard]] static Evaluation evaluation(EvaluationStatus status, std::optional<int> score)
    {
        Evaluation made;
        made.status = status;
        made.score = score;
        return made;
    }
    [[nodiscard]] static ReportBuilder builder(ReportKind kind,
                                               std::optional<DepartmentId> department = {})
    {
        return ReportBuilder(kind, {QDate(2026, 11, 1), QDate(2026, 11, 30), department},
                             {Now, QStringLiteral("UTC")});
    }
    /// Two events, two departments: of the first event 2 of 3 came and one was cancelled, of the
    /// second 1 of 1.
    static void fill(ReportBuilder &report)
    {
        const Event first = event(1, Now - 72h);
        const Event second = event(2, Now - 48h);
        report.add(first, person(1, 1), attendance(AttendanceStatus::Confirmed));
        report.add(first, person(2, 1), attendance(AttendanceStatus::Pending));
        report.add(first, person(3, 2), attendance(AttendanceStatus::Confirmed));
        report.add(first, person(4, 2), attendance(AttendanceStatus::Cancelled));
        report.add(second, person(1, 1), attendance(AttendanceStatus::Confirmed));
    }
};

} // namespace

TEST_F(ReportTest, CountsWhoCameAndWhoWasAbsentByEvent)
{
    ReportBuilder report = builder(ReportKind::AttendanceByEvent);
    fill(report);

    const Report built = report.build({});

    ASSERT_EQ(built.rows.size(), 2);
    EXPECT_EQ(built.rows.at(0).cells,
              (QList<ReportCell>{QStringLiteral("Evento 1"), QDate(2026, 11, 27), qint64{3},
                                 qint64{2}, qint64{1}, 2.0 / 3}));
    EXPECT_EQ(built.rows.at(0).subject, event(1, Now).uuid.value());
    EXPECT_EQ(built.totals, (QList<ReportCell>{{}, {}, qint64{4}, qint64{3}, qint64{1}, 0.75}));
}

TEST_F(ReportTest, CountsByPersonDepartmentAndMonth)
{
    ReportBuilder people = builder(ReportKind::AttendanceByPerson);
    ReportBuilder departments = builder(ReportKind::AttendanceByDepartment);
    ReportBuilder months = builder(ReportKind::AttendanceByMonth);
    for (ReportBuilder *each : {&people, &departments, &months}) {
        fill(*each);
    }

    const Report byPerson = people.build({});
    ASSERT_EQ(byPerson.rows.size(), 3) << "who cancelled everything is not in it";
    EXPECT_EQ(byPerson.rows.at(0).cells,
              (QList<ReportCell>{QStringLiteral("Persona 1"), QStringLiteral("V-1"),
                                 QStringLiteral("Departamento 1"), qint64{2}, qint64{2}, qint64{0},
                                 1.0}));
    const Report byDepartment = departments.build({});
    ASSERT_EQ(byDepartment.rows.size(), 2);
    EXPECT_EQ(byDepartment.rows.at(1).cells,
              (QList<ReportCell>{QStringLiteral("Departamento 2"), qint64{1}, qint64{1}, qint64{0},
                                 1.0}));
    const Report byMonth = months.build({});
    ASSERT_EQ(byMonth.rows.size(), 1);
    EXPECT_EQ(byMonth.rows.at(0).cells, (QList<ReportCell>{QDate(2026, 11, 1), qint64{2}, qint64{4},
                                                           qint64{3}, qint64{1}, 0.75}));
    for (const Report &report : {byPerson, byDepartment, byMonth}) {
        const qsizetype registered = report.fields.indexOf(ReportField::Registered);
        EXPECT_EQ(report.totals.at(registered), ReportCell(qint64{4}));
    }
}

TEST_F(ReportTest, AbsencesNameWhoDidNotComeToWhat)
{
    ReportBuilder report = builder(ReportKind::Absences);
    fill(report);

    const Report built = report.build({});

    ASSERT_EQ(built.rows.size(), 1);
    EXPECT_EQ(built.rows.at(0).cells,
              (QList<ReportCell>{QStringLiteral("Persona 2"), QStringLiteral("V-2"),
                                 QStringLiteral("Departamento 1"), QStringLiteral("Evento 1"),
                                 QDate(2026, 11, 27)}));
}

TEST_F(ReportTest, AveragesOnlyWhatIsGraded)
{
    ReportBuilder report = builder(ReportKind::ScoresByEvent);
    const Event graded = event(1, Now - 72h);
    report.add(graded, person(1, 1), evaluation(EvaluationStatus::Graded, 9));
    report.add(graded, person(2, 1), evaluation(EvaluationStatus::Graded, 6));
    report.add(graded, person(3, 1), evaluation(EvaluationStatus::Submitted, {}));
    report.add(event(2, Now - 48h), person(1, 1), evaluation(EvaluationStatus::Pending, {}));

    const Report built = report.build({});

    ASSERT_EQ(built.rows.size(), 2);
    EXPECT_EQ(built.rows.at(0).cells,
              (QList<ReportCell>{QStringLiteral("Evento 1"), QDate(2026, 11, 27), qint64{3},
                                 qint64{3}, qint64{2}, 7.5}));
    EXPECT_EQ(built.rows.at(1).cells.last(), ReportCell()) << "nothing, not zero";
    EXPECT_EQ(built.totals.last(), ReportCell(7.5));
}

TEST_F(ReportTest, TakesEventsByTheDayOfTheirPlaceThatAreActiveAndOver)
{
    const ReportBuilder report = builder(ReportKind::AttendanceByEvent);
    const Timestamp midnight{std::chrono::milliseconds{1'793'491'200'000}}; // 1 November, UTC

    EXPECT_TRUE(report.wantsAttendancesOf(event(1, midnight)));
    EXPECT_FALSE(report.wantsAttendancesOf(event(1, midnight - 1min)));
    Event elsewhere = event(1, midnight - 1min);
    elsewhere.zone = QStringLiteral("Asia/Tokyo"); // November since nine hours.
    EXPECT_TRUE(report.wantsAttendancesOf(elsewhere));

    Event inactive = event(1, Now - 72h);
    inactive.isActive = false;
    EXPECT_FALSE(report.wantsAttendancesOf(inactive));
    EXPECT_TRUE(report.wantsAttendancesOf(event(1, Now - 60min))) << "over this moment";
    EXPECT_FALSE(report.wantsAttendancesOf(event(1, Now - 59min))) << "still going on";
    EXPECT_FALSE(report.wantsEvaluationsOf(event(1, Now - 72h))) << "not what it is about";

    const ReportBuilder scores = builder(ReportKind::ScoresByEvent);
    EXPECT_TRUE(scores.wantsEvaluationsOf(inactive)) << "what was said of it stays said";
    EXPECT_FALSE(scores.wantsEvaluationsOf(event(1, midnight - 1min)));
    EXPECT_FALSE(scores.wantsAttendancesOf(event(1, Now - 72h)));
}

TEST_F(ReportTest, ADepartmentIsOnlyItsOwn)
{
    ReportBuilder report = builder(ReportKind::AttendanceByEvent, DepartmentId(2));
    fill(report);
    report.add(event(1, Now - 72h), person(9, 0), attendance(AttendanceStatus::Confirmed));

    const Report built = report.build(QStringLiteral("Departamento 2"));

    ASSERT_EQ(built.rows.size(), 1);
    EXPECT_EQ(built.rows.at(0).cells.at(2), ReportCell(qint64{1}));
    EXPECT_EQ(built.departmentName, QStringLiteral("Departamento 2"));
}

TEST_F(ReportTest, HeadCountIsOfActivePeopleAndWhoWasHiredInThePeriod)
{
    ReportBuilder report = builder(ReportKind::HeadCount);
    for (int number = 1; number <= 4; ++number) {
        Employee each = person(number, number <= 3 ? 1 : 0).whole();
        each.isActive = number != 3;
        each.hireDate = number == 1 ? QDate(2026, 11, 30) : QDate(2026, 12, 1);
        report.add(each);
    }

    const Report built = report.build({});

    ASSERT_EQ(built.rows.size(), 2);
    EXPECT_EQ(built.rows.at(0).cells, (QList<ReportCell>{{}, qint64{1}, qint64{0}}))
        << "of no department";
    EXPECT_EQ(built.rows.at(1).cells,
              (QList<ReportCell>{QStringLiteral("Departamento 1"), qint64{2}, qint64{1}}));
    EXPECT_EQ(built.totals, (QList<ReportCell>{{}, qint64{3}, qint64{1}}));
}

namespace {

struct Stay
{
    int department = 1;
    std::optional<QDate> hired;
    std::optional<QDate> left;
    bool isActive = true;
};

} // namespace

class TurnoverTest : public ReportTest
{
protected:
    [[nodiscard]] static Report built(ReportKind kind, const QList<Stay> &stays, QDate from,
                                      QDate to)
    {
        ReportBuilder report(kind, {from, to, {}}, {Now, QStringLiteral("UTC")});
        for (qsizetype i = 0; i < stays.size(); ++i) {
            Employee each = person(static_cast<int>(i), stays.at(i).department).whole();
            each.hireDate = stays.at(i).hired;
            each.leftOn = stays.at(i).left;
            each.isActive = stays.at(i).isActive;
            report.add(each);
        }
        return report.build({});
    }
    [[nodiscard]] static QList<ReportCell> figures(qint64 start, qint64 joined, qint64 left,
                                                   qint64 end, ReportCell rate)
    {
        return {start, joined, left, end, rate};
    }
};

TEST_F(TurnoverTest, CountsWhoJoinedAndLeftMonthByMonth)
{
    const QDate september(2026, 9, 1);
    const Report report = built(ReportKind::TurnoverByMonth,
                                {{1, QDate(2020, 1, 1), {}},
                                 {1, {}, QDate(2026, 9, 30), false}, // hired on an unknown day
                                 {1, QDate(2026, 9, 1), {}},
                                 {2, QDate(2026, 10, 15), QDate(2026, 10, 20), false},
                                 {2, QDate(2010, 5, 5), QDate(2026, 8, 31), false},
                                 {2, QDate(2026, 12, 1), {}}},
                                september, QDate(2026, 10, 31));

    ASSERT_EQ(report.rows.size(), 2);
    EXPECT_EQ(report.rows.at(0).cells,
              QList<ReportCell>{september} + figures(2, 1, 1, 2, ReportCell(0.5)));
    EXPECT_EQ(report.rows.at(1).cells,
              QList<ReportCell>{QDate(2026, 10, 1)} + figures(2, 1, 1, 2, ReportCell(0.5)));
    EXPECT_EQ(report.totals, QList<ReportCell>{{}} + figures(2, 2, 2, 2, ReportCell(1.0)))
        << "who is there at two starts is not two";
    EXPECT_EQ(report.leftOut, 0);
}

TEST_F(TurnoverTest, TheLeavingDateIsTheLastDayThere)
{
    const QList<Stay> stays{{1, QDate(2020, 1, 1), QDate(2026, 9, 30), false}};
    const auto inMonth = [&](int month) {
        const QDate first(2026, month, 1);
        return built(ReportKind::TurnoverByDepartment, stays, first,
                     first.addMonths(1).addDays(-1));
    };
    EXPECT_EQ(inMonth(8).totals.mid(1), figures(1, 0, 0, 1, ReportCell(0.0)));
    EXPECT_EQ(inMonth(9).totals.mid(1), figures(1, 0, 1, 0, ReportCell(2.0)));
    EXPECT_TRUE(inMonth(10).rows.isEmpty());
}

TEST_F(TurnoverTest, DaysAheadAreNotCounted)
{
    const QList<Stay> stays{{1, QDate(2020, 1, 1), QDate(2026, 12, 15)},
                            {1, QDate(2026, 12, 1), {}}};
    const Report report =
        built(ReportKind::TurnoverByMonth, stays, QDate(2026, 11, 1), QDate(2027, 3, 31));

    ASSERT_EQ(report.rows.size(), 1) << "it is November";
    EXPECT_EQ(report.totals.mid(1), figures(1, 0, 0, 1, ReportCell(0.0)));
    EXPECT_TRUE(built(ReportKind::TurnoverByMonth, stays, QDate(2026, 12, 1), QDate(2026, 12, 31))
                    .rows.isEmpty());
}

TEST_F(TurnoverTest, WhoIsInactiveAndNeverSaidToHaveLeftIsLeftOutAndSaidToBe)
{
    const Report report = built(ReportKind::TurnoverByDepartment,
                                {{1, QDate(2020, 1, 1), {}, false},
                                 {1, QDate(2020, 1, 1), {}},
                                 {0, QDate(2026, 11, 2), {}}},
                                QDate(2026, 11, 1), QDate(2026, 11, 30));
    EXPECT_EQ(report.leftOut, 1);
    ASSERT_EQ(report.rows.size(), 2);
    EXPECT_EQ(report.rows.at(0).cells,
              QList<ReportCell>{{}} + figures(0, 1, 0, 1, ReportCell(0.0)));
    EXPECT_EQ(report.totals.mid(1), figures(1, 1, 0, 2, ReportCell(0.0)));
}

class AnswersTest : public ReportTest
{
protected:
    [[nodiscard]] static Event asking(int number)
    {
        Event made = event(number, Now - 72h);
        for (int i = 1; i <= 2; ++i) {
            made.questions.append({QuestionId(number * 10 + i),
                                   made.id,
                                   QStringLiteral("Pregunta %1").arg(i),
                                   {},
                                   {}});
        }
        return made;
    }
    [[nodiscard]] static Evaluation answered(const Event &event, const QStringList &responses)
    {
        Evaluation made;
        for (qsizetype i = 0; i < responses.size(); ++i) {
            Answer answer;
            answer.questionId = event.questions.at(i).id;
            answer.response = responses.at(i);
            made.answers.append(answer);
        }
        return made;
    }
};

TEST_F(AnswersTest, CountsByQuestionAndAveragesNoFewerThanFour)
{
    ReportBuilder report = builder(ReportKind::AnswersByQuestion);
    const Event first = asking(1);
    const Event second = asking(2);
    ASSERT_TRUE(report.wantsEvaluationsOf(first));
    EXPECT_FALSE(report.wantsEvaluationsOf(event(3, Now - 72h))) << "asks nothing";
    const QStringList ratings{u"8"_s, u" 9,5 "_s, u"7"_s, u"10"_s};
    for (int i = 0; i < 4; ++i) {
        report.add(first, person(i, 1),
                   answered(first, {ratings.at(i), i < 3 ? QStringLiteral("6") : u"muy bien"_s}));
        report.add(second, person(i, 1), answered(second, {i == 0 ? u"  "_s : u"11"_s}));
    }

    const Report built = report.build({});

    ASSERT_EQ(built.rows.size(), 4);
    const QDate day(2026, 11, 27);
    EXPECT_EQ(built.rows.at(0).cells, (QList<ReportCell>{u"Evento 1"_s, u"Pregunta 1"_s, day,
                                                         qint64{4}, qint64{4}, qint64{4}, 8.625}));
    EXPECT_EQ(built.rows.at(1).cells,
              (QList<ReportCell>{
                  u"Evento 1"_s, u"Pregunta 2"_s, day, qint64{4}, qint64{4}, qint64{3}, {}}))
        << "three say too much of each";
    EXPECT_EQ(built.rows.at(2).cells,
              (QList<ReportCell>{
                  u"Evento 2"_s, u"Pregunta 1"_s, day, qint64{4}, qint64{3}, qint64{0}, {}}));
    EXPECT_EQ(built.rows.at(0).subject, first.uuid.value());
    EXPECT_EQ(built.totals.last(), ReportCell(8.625)) << "of what is shown";
}

TEST_F(AnswersTest, ListsWhatWasAnsweredWithoutNames)
{
    ReportBuilder report = builder(ReportKind::Answers, DepartmentId(1));
    const Event first = asking(1);
    report.add(first, person(1, 1), answered(first, {u"Bien"_s, {}}));
    report.add(first, person(2, 1), answered(first, {u"Bien"_s, u"Más\ntiempo"_s}));
    report.add(first, person(3, 2), answered(first, {u"Otra área"_s}));

    const Report built = report.build({});

    ASSERT_EQ(built.rows.size(), 3) << "the same words twice are two answers";
    EXPECT_EQ(built.rows.at(0).cells, built.rows.at(1).cells);
    EXPECT_EQ(built.rows.at(2).cells, (QList<ReportCell>{u"Evento 1"_s, u"Pregunta 2"_s,
                                                         u"Más\ntiempo"_s, QDate(2026, 11, 27)}));
    for (const ReportRow &row : built.rows) {
        EXPECT_EQ(row.subject, first.uuid.value()) << "of the event, not of who said it";
    }
}
