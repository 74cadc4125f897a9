// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/recordmapping.h"

#include "legacyrows.h"

#include <gtest/gtest.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace EvalTrack::Test;
using namespace std::chrono;

namespace {

Timestamp at(int year, unsigned month, unsigned day, int hour, int minute = 0)
{
    return sys_days(std::chrono::year(year) / month / day) + hours(hour) + minutes(minute);
}

class RecordMappingTest : public testing::Test
{
protected:
    LegacyMapped<EventContent> event(const LegacyRow &row) const
    {
        return mapEvent(row, m_index, m_questions, m_reading, m_clock);
    }
    LegacyMapped<AttendanceContent> attendance(const LegacyRow &row) const
    {
        return mapAttendance(row, m_index, m_reading, m_clock);
    }
    LegacyMapped<EvaluationContent> evaluation(const LegacyRow &row) const
    {
        return mapEvaluation(row, m_index, m_reading, m_clock);
    }

    LegacyIndex m_index = legacyIndex();
    LegacyReading m_reading = legacyReading();
    LegacyClock m_clock{m_reading.zone};
    QStringList m_questions;
};

using EventMappingTest = RecordMappingTest;
using AttendanceMappingTest = RecordMappingTest;
using EvaluationMappingTest = RecordMappingTest;

LegacyRow with(LegacyRow row, std::initializer_list<std::pair<int, QByteArray>> changes)
{
    for (const auto &[column, value] : changes) {
        row.values[column] = value;
    }
    return row;
}

/// What one change of a good row leads to.
struct Spoilt
{
    const char *name;
    std::initializer_list<std::pair<int, QByteArray>> changes;
    LegacyRule rule;
    bool waits;
};

} // namespace

TEST_F(EventMappingTest, ReadsAGoodOne)
{
    const auto mapped = event(legacyEvent(7));

    ASSERT_TRUE(mapped.content);
    EXPECT_TRUE(mapped.findings.isEmpty()) << rulesOf(mapped.findings).join(' ').data();
    EXPECT_EQ(mapped.content->date, at(2024, 3, 10, 13)) << "nine in Caracas";
    EXPECT_EQ(mapped.content->minutes, 180);
    EXPECT_EQ(mapped.content->zone, QStringLiteral("America/Caracas"));
    EXPECT_EQ(mapped.content->creator, 10);
    EXPECT_TRUE(mapped.content->isActive);
    EXPECT_EQ(mapped.content->questions, legacyQuestions());
    EXPECT_EQ(mapped.content->createdAt, at(2024, 2, 1, 12));
}

TEST_F(EventMappingTest, HasARuleForEachKindOfDirt)
{
    using namespace EventColumn;
    for (const Spoilt &each : {
             Spoilt{"no day", {{Date, "0000-00-00"}}, LegacyRule::NoEventDay, true},
             Spoilt{"no such day", {{Date, "2024-02-31"}}, LegacyRule::NoEventDay, true},
             Spoilt{"no name", {{Name, " "}}, LegacyRule::NoEventName, false},
             Spoilt{"long name", {{Name, QByteArray(300, 'x')}}, LegacyRule::TooLong, false},
             Spoilt{"no time", {{Begins, "25:00:00"}}, LegacyRule::EventTime, false},
             Spoilt{"no length", {{Ends, "09:00:00"}}, LegacyRule::EventLength, false},
             Spoilt{"no type", {{Type, ""}}, LegacyRule::EventType, false},
             Spoilt{"older state", {{State, "En Curso"}}, LegacyRule::EventState, false},
             Spoilt{"no creator", {{CreatedBy, "99"}}, LegacyRule::EventCreator, false},
             Spoilt{"other bytes", {{Place, "Sal\xF3n"}}, LegacyRule::Encoding, false},
             Spoilt{"written in UTC",
                    {{CreatedAt, "2024-02-01 12:00:00"}},
                    LegacyRule::OtherZone,
                    false},
             Spoilt{"ahead", {{CreatedAt, "2030-01-01 00:00:00"}}, LegacyRule::Ahead, false},
         }) {
        const auto mapped = event(with(legacyEvent(7), each.changes));
        EXPECT_TRUE(has(mapped.findings, each.rule))
            << each.name << ": " << rulesOf(mapped.findings).join(' ').data();
        EXPECT_EQ(!mapped.content, each.waits) << each.name;
    }
}

TEST_F(EventMappingTest, ReadsStatesOfOlderSchemas)
{
    for (const auto &[state, isActive] :
         {std::pair("Borrador", false), std::pair("Programado", true), std::pair("En Curso", true),
          std::pair("Completado", true), std::pair("Cancelado", false), std::pair("", false)}) {
        EXPECT_EQ(event(with(legacyEvent(7), {{EventColumn::State, state}})).content->isActive,
                  isActive)
            << state;
    }
}

TEST_F(EventMappingTest, ReckonsHowLongItTakes)
{
    using namespace EventColumn;
    for (const auto &[begins, ends, minutes] :
         {std::tuple("22:00:00", "01:00:00", 180), std::tuple("09:00:00", "09:05:00", 15),
          std::tuple("06:00:00", "20:00:00", 480), std::tuple("12:00:00", "11:00:00", 60)}) {
        EXPECT_EQ(event(with(legacyEvent(7), {{Begins, begins}, {Ends, ends}})).content->minutes,
                  minutes)
            << begins << " to " << ends;
    }
}

TEST_F(EventMappingTest, WaitsWhereNobodyCouldHaveMadeIt)
{
    m_index.administrator.reset();

    const auto mapped = event(with(legacyEvent(7), {{EventColumn::CreatedBy, "99"}}));

    EXPECT_FALSE(mapped.content);
    EXPECT_EQ(mapped.reason, LegacyRule::NoCreator);
}

TEST_F(EventMappingTest, ReadsOlderTimeStampsInTheOlderZone)
{
    m_reading.olderZone = QTimeZone("UTC");
    m_reading.olderZoneUntil = QDate(2024, 2, 15);

    const auto mapped = event(legacyEvent(7));

    EXPECT_EQ(mapped.content->createdAt, at(2024, 2, 1, 8));
    EXPECT_TRUE(has(mapped.findings, LegacyRule::OlderZone));
    EXPECT_EQ(mapped.content->date, at(2024, 3, 10, 13)) << "what people typed was never in UTC";
}

TEST_F(AttendanceMappingTest, ReadsAGoodOne)
{
    const auto mapped = attendance(legacyAttendance(1));

    ASSERT_TRUE(mapped.content);
    EXPECT_TRUE(mapped.findings.isEmpty()) << rulesOf(mapped.findings).join(' ').data();
    EXPECT_EQ(mapped.content->event, 70);
    EXPECT_EQ(mapped.content->user, 50);
    EXPECT_EQ(mapped.content->status, AttendanceStatus::Confirmed);
    EXPECT_EQ(mapped.content->attendedAt, at(2024, 3, 10, 13, 5));
    EXPECT_EQ(mapped.content->notes, std::nullopt);
}

TEST_F(AttendanceMappingTest, HasARuleForEachKindOfDirt)
{
    using namespace AttendanceColumn;
    for (const Spoilt &each : {
             Spoilt{"no event", {{AttendanceColumn::EventId, "99"}}, LegacyRule::Orphan, true},
             Spoilt{"no employee", {{EmployeeId, QByteArray()}}, LegacyRule::Orphan, true},
             Spoilt{"event waits", {{AttendanceColumn::EventId, "8"}}, LegacyRule::Waits, true},
             Spoilt{"employee waits", {{EmployeeId, "6"}}, LegacyRule::Waits, true},
             Spoilt{"unknown state", {{Status, ""}}, LegacyRule::UnknownValue, true},
             Spoilt{"unknown coming", {{Came, "?"}}, LegacyRule::UnknownValue, true},
             Spoilt{"did not come", {{Came, "No"}}, LegacyRule::Contradiction, true},
             Spoilt{"came, cancelled", {{Status, "Cancelada"}}, LegacyRule::Contradiction, true},
             Spoilt{"came, registered", {{Status, "Registrada"}}, LegacyRule::Came, false},
             Spoilt{"stayed away",
                    {{Status, "Registrada"}, {Came, "No"}},
                    LegacyRule::StayedAway,
                    false},
             Spoilt{"no arrival", {{Date, "0000-00-00"}}, LegacyRule::NoArrival, false},
             Spoilt{"no created_at", {{CreatedAt, QByteArray()}}, LegacyRule::NoTimestamp, false},
         }) {
        const auto mapped = attendance(with(legacyAttendance(1), each.changes));
        EXPECT_TRUE(has(mapped.findings, each.rule))
            << each.name << ": " << rulesOf(mapped.findings).join(' ').data();
        EXPECT_EQ(!mapped.content, each.waits) << each.name;
        EXPECT_TRUE(mapped.content || mapped.reason == each.rule) << each.name;
    }
}

TEST_F(AttendanceMappingTest, ReadsEachStateWhateverItsAccents)
{
    using namespace AttendanceColumn;
    for (const auto &[status, came, expected] :
         {std::tuple("Registrada", "Pendiente", AttendanceStatus::Pending),
          std::tuple("CONFIRMADA", "Si", AttendanceStatus::Confirmed),
          std::tuple("Confirmada", "S\xED", AttendanceStatus::Confirmed),
          std::tuple("Cancelada", "No", AttendanceStatus::Cancelled)}) {
        const auto mapped = attendance(with(legacyAttendance(1), {{Status, status}, {Came, came}}));
        ASSERT_TRUE(mapped.content) << status << ' ' << came;
        EXPECT_EQ(mapped.content->status, expected) << status << ' ' << came;
        EXPECT_EQ(mapped.content->attendedAt.has_value(), expected == AttendanceStatus::Confirmed);
    }
}

TEST_F(AttendanceMappingTest, KeepsThatSomebodyStayedAway)
{
    using namespace AttendanceColumn;
    const auto mapped = attendance(
        with(legacyAttendance(1), {{Status, "Registrada"}, {Came, "No"}, {Comment, "Enfermo"}}));

    EXPECT_EQ(mapped.content->status, AttendanceStatus::Pending);
    EXPECT_EQ(mapped.content->notes, QStringLiteral("Enfermo\nNo asistió"));
}

TEST_F(AttendanceMappingTest, MakesOneOfTwins)
{
    using namespace AttendanceColumn;
    QList<LegacyTwin<AttendanceContent>> twins;
    const QList<LegacyRow> rows{
        with(legacyAttendance(1),
             {{Status, "Registrada"}, {Came, "Pendiente"}, {Comment, "primera"}}),
        with(legacyAttendance(2), {{Comment, "segunda"}}),
        with(legacyAttendance(3), {{Time, "08:55:00"}, {Comment, "segunda"}})};
    for (const LegacyRow &row : rows) {
        const auto mapped = attendance(row);
        twins.append({row.id, *mapped.content, mapped.findings});
    }

    const MergedAttendance merged = mergeAttendances(twins);

    EXPECT_EQ(merged.row, 2);
    EXPECT_EQ(merged.content.status, AttendanceStatus::Confirmed);
    EXPECT_EQ(merged.content.attendedAt, at(2024, 3, 10, 12, 55));
    EXPECT_EQ(merged.content.notes, QStringLiteral("segunda\nprimera"));
    EXPECT_EQ(std::ranges::count(merged.findings, LegacyRule::Doubled, &LegacyFinding::rule), 3)
        << "each of them is told";
    EXPECT_EQ(mergeAttendances(twins, 1).row, 1) << "what is here already stays the one";
    EXPECT_EQ(mergeAttendances(twins, 1).content.status, AttendanceStatus::Confirmed);
}

TEST_F(EvaluationMappingTest, ReadsAGoodOne)
{
    const auto mapped = evaluation(legacyEvaluation(1));

    ASSERT_TRUE(mapped.content);
    EXPECT_TRUE(mapped.findings.isEmpty()) << rulesOf(mapped.findings).join(' ').data();
    EXPECT_EQ(mapped.content->status, EvaluationStatus::Submitted);
    EXPECT_EQ(mapped.content->submittedAt, at(2024, 3, 11, 4));
    EXPECT_EQ(mapped.content->answers,
              (QList<EvaluationContent::Answer>{{QStringLiteral("Uno"), QStringLiteral("a")},
                                                {QStringLiteral("Dos"), QStringLiteral("b")}}));
}

TEST_F(EvaluationMappingTest, HasARuleForEachKindOfDirt)
{
    using namespace EvaluationColumn;
    m_index.people.insert(9, 90);
    for (const Spoilt &each : {
             Spoilt{"no event", {{EvaluationColumn::EventId, "99"}}, LegacyRule::Orphan, true},
             Spoilt{"no employee", {{EmployeeId, "99"}}, LegacyRule::Orphan, true},
             Spoilt{"event waits", {{EvaluationColumn::EventId, "8"}}, LegacyRule::Waits, true},
             Spoilt{"no attendance", {{EmployeeId, "9"}}, LegacyRule::NoAttendance, true},
             Spoilt{"unknown state", {{Status, ""}}, LegacyRule::UnknownValue, true},
             Spoilt{"older state", {{Status, "Respondida"}}, LegacyRule::EvaluationState, false},
             Spoilt{"no JSON", {{Answers, "mucho"}}, LegacyRule::JsonUnreadable, false},
             Spoilt{"no questions", {{Questions, "[rota"}}, LegacyRule::JsonUnreadable, false},
             Spoilt{
                 "more answers", {{Answers, R"(["a","b","c"])"}}, LegacyRule::MoreAnswers, false},
             Spoilt{"no grade", {{Status, "Calificada"}}, LegacyRule::ScoreMissing, false},
             Spoilt{"too good",
                    {{Status, "Calificada"}, {Score, "120.0"}},
                    LegacyRule::ScoreRange,
                    false},
             Spoilt{
                 "too bad", {{Status, "Calificada"}, {Score, "-1"}}, LegacyRule::ScoreRange, false},
             Spoilt{"no number",
                    {{Status, "Calificada"}, {Score, "nan"}},
                    LegacyRule::ScoreRange,
                    false},
             Spoilt{"graded early", {{Score, "50"}}, LegacyRule::ScoreEarly, false},
         }) {
        const auto mapped = evaluation(with(legacyEvaluation(1), each.changes));
        EXPECT_TRUE(has(mapped.findings, each.rule))
            << each.name << ": " << rulesOf(mapped.findings).join(' ').data();
        EXPECT_EQ(!mapped.content, each.waits) << each.name;
        EXPECT_TRUE(mapped.content || mapped.reason == each.rule) << each.name;
    }
}

TEST_F(EvaluationMappingTest, ReadsEveryShapeOfAnswers)
{
    for (const char *shape :
         {R"({"0":"a","1":"b"})", R"({"1":"a","2":"b"})", R"({"Uno":"a","Dos":"b"})",
          R"("[\"a\",\"b\"]")",
          R"([{"pregunta":"Uno","respuesta":"a"},{"pregunta":"Dos","respuesta":"b"}])"}) {
        const auto mapped =
            evaluation(with(legacyEvaluation(1), {{EvaluationColumn::Answers, shape}}));
        ASSERT_TRUE(mapped.content) << shape;
        QHash<QString, QString> answers;
        for (const auto &[question, response] : std::as_const(mapped.content->answers)) {
            answers.insert(question, response);
        }
        EXPECT_EQ(answers, (QHash<QString, QString>{{QStringLiteral("Uno"), QStringLiteral("a")},
                                                    {QStringLiteral("Dos"), QStringLiteral("b")}}))
            << shape;
        EXPECT_EQ(rulesOf(mapped.findings), QByteArrayList{"evaluation.shape"}) << shape;
    }
}

TEST_F(EvaluationMappingTest, KeepsAnswersThatNobodyCanRead)
{
    const auto mapped =
        evaluation(with(legacyEvaluation(1), {{EvaluationColumn::Answers, "mucho \"y\" nada"}}));

    EXPECT_EQ(mapped.content->respuestas, QByteArray(R"("mucho \"y\" nada")"));
    EXPECT_TRUE(mapped.content->answers.isEmpty());
}

TEST_F(EvaluationMappingTest, ScalesGrades)
{
    using namespace EvaluationColumn;
    for (const auto &[grade, score, isExact] :
         {std::tuple("87.5", 9, false), std::tuple("99.9", 10, false), std::tuple("0.0", 1, false),
          std::tuple("14.9", 1, false), std::tuple("70.0", 7, true), std::tuple("100", 10, true)}) {
        const auto mapped =
            evaluation(with(legacyEvaluation(1), {{Status, "Calificada"}, {Score, grade}}));
        EXPECT_EQ(mapped.content->score, score) << grade;
        EXPECT_EQ(mapped.content->status, EvaluationStatus::Graded) << grade;
        EXPECT_EQ(has(mapped.findings, LegacyRule::ScoreScaled), !isExact) << grade;
    }
    EXPECT_EQ(evaluation(with(legacyEvaluation(1), {{Status, "Calificada"}, {Score, "120"}}))
                  .content->status,
              EvaluationStatus::Submitted);
}

TEST_F(EvaluationMappingTest, KeepsTheForemostOfTwins)
{
    using namespace EvaluationColumn;
    QList<LegacyTwin<EvaluationContent>> twins;
    for (const LegacyRow &row :
         {with(legacyEvaluation(1), {{Status, "Calificada"}, {Score, "70"}}), legacyEvaluation(2),
          with(legacyEvaluation(3), {{Status, "Pendiente"}})}) {
        twins.append({row.id, *evaluation(row).content, {}});
    }

    EXPECT_EQ(foremostEvaluation(twins), 1);
    EXPECT_EQ(foremostEvaluation(twins.mid(1)), 2);
}

TEST(LegacyQuestionsTest, AreReadInEveryShape)
{
    const QStringList both{QStringLiteral("Uno"), QStringLiteral("Dos")};
    EXPECT_EQ(questionsFrom(R"(["Uno","Dos"])"), both);
    EXPECT_EQ(questionsFrom(R"({"0":"Uno","1":"Dos"})"), both);
    EXPECT_EQ(questionsFrom(R"([{"pregunta":"Uno"},{"texto":"Dos"}])"), both);
    EXPECT_EQ(questionsFrom(R"(["Uno","Uno"])"),
              (QStringList{QStringLiteral("Uno"), QStringLiteral("Uno (2)")}));
    EXPECT_TRUE(questionsFrom("[rota").isEmpty());
    EXPECT_TRUE(questionsFrom(QByteArray()).isEmpty());
}
