// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/peoplemapping.h"
#include "legacy/recordmapping.h"
#include "property/generators.h"

#include <map>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace EvalTrack::Test;

namespace {

// Few values, so that everything meets everything.
QByteArray anyOf(std::initializer_list<QByteArray> values)
{
    return *rc::gen::elementOf(std::vector<QByteArray>(values));
}

QByteArray anyId()
{
    return anyOf({QByteArray(), "0", "1", "2", "3", "99"});
}

QByteArray anyText()
{
    return anyOf({QByteArray(), "", "Ana", "Jos\xE9", "MarÃ­a", QByteArray("a\0b", 3),
                  QByteArray(20'000, 'x')});
}

QByteArray anyEmail()
{
    return anyOf({QByteArray(), "", "ana@x.com", "ANA@x.com", " ana@X.com", "beto@x.com", "nada"});
}

QByteArray anyNationalId()
{
    return anyOf({QByteArray(), "V-1", "1", "V 1", "V-2", "E-1"});
}

QByteArray anyDay()
{
    return anyOf({QByteArray(), "0000-00-00", "2024-02-31", "2024-03-10", "x"});
}

QByteArray anyStamp()
{
    return anyOf({QByteArray(), "0000-00-00 00:00:00", "2024-03-10 09:00:00", "2024-03-10 12:00:00",
                  "2099-01-01 00:00:00", "2024-03-10 25:00:00"});
}

QByteArray anyTime()
{
    return anyOf({QByteArray(), "09:00:00", "23:59:59", "25:00:00", "-01:00:00", ""});
}

LegacyReading reading()
{
    return {QTimeZone("America/Caracas"),
            Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 6 / 1)),
            std::nullopt,
            {}};
}

LegacyPeople anyPeople()
{
    LegacyPeople people;
    for (qint64 id = 1; id <= *rc::gen::inRange(0, 5); ++id) {
        people.roles.append(
            {LegacySource::Role,
             id,
             {anyOf({"Administrador", "Empleado", "Otro"}), "web",
              anyOf({QByteArray(), "2025-01-01 00:00:00"}), anyOf({QByteArray(), "ver eventos"})}});
    }
    for (qint64 id = 1; id <= *rc::gen::inRange(0, 6); ++id) {
        people.users.append(
            {LegacySource::User,
             id,
             {anyText(), anyEmail(), anyOf({QByteArray(), "$2y$12$x", "x"}), anyText(), anyText(),
              anyNationalId(), anyText(), anyDay(), anyText(), anyStamp(), anyStamp(),
              anyOf({QByteArray(), "1", "1,2", "4"}), anyOf({QByteArray(), "ver eventos"})}});
    }
    for (qint64 id = 1; id <= *rc::gen::inRange(0, 6); ++id) {
        people.employees.append(
            {LegacySource::Employee,
             id,
             {anyId(), anyText(), anyText(), anyNationalId(), anyEmail(), anyText(), anyDay(),
              anyText(), anyOf({"activo", "inactivo", ""}), anyStamp(), anyStamp()}});
    }
    return people;
}

LegacyIndex index()
{
    LegacyIndex index;
    index.people = {{1, 11}, {2, 12}};
    index.waitingPeople = {3};
    index.events = {{1, {21, Timestamp{}, {}}}, {2, {22, Timestamp{}, {}}}};
    index.waitingEvents = {3};
    index.attended = {{1, 1}, {2, 2}};
    return index;
}

LegacyRow anyAttendance(qint64 id)
{
    return {LegacySource::Attendance,
            id,
            {anyId(), anyId(), anyDay(), anyTime(), anyOf({"Sí", "No", "Pendiente", "", "S\xED"}),
             anyOf({"Registrada", "Confirmada", "Cancelada", ""}), anyText(), anyStamp(),
             anyStamp()}};
}

LegacyRow anyEvaluation(qint64 id)
{
    return {
        LegacySource::Evaluation,
        id,
        {anyId(), anyId(),
         anyOf({"Pendiente", "Disponible", "Completada", "Calificada", "Respondida", ""}),
         anyOf({QByteArray(), "[\"Uno\"]", "{\"0\":\"Uno\"}", "[rota", "\"[\\\"Uno\\\"]\"", "7"}),
         anyOf({QByteArray(), "[\"a\",\"b\"]", "{\"0\":\"a\"}", "{\"Uno\":\"a\"}", "rota",
                "[[1],{\"x\":2},null,true]", "\"\\\"a\\\"\"", "{}"}),
         anyOf({QByteArray(), "0.0", "55.5", "120", "-3", "x"}), anyText(), anyDay(), anyStamp(),
         anyStamp()}};
}

} // namespace

RC_GTEST_PROP(LegacyProperties, EveryRowOfPeopleIsInExactlyOnePlace, ())
{
    const LegacyPeople rows = anyPeople();
    const MappedPeople mapped = mapPeople(rows, {}, reading());

    std::map<std::pair<LegacySource, qint64>, int> places;
    for (const LegacyPerson &person : mapped.people) {
        RC_ASSERT(person.account || person.employee);
        if (person.account) {
            ++places[{LegacySource::User, *person.account}];
        }
        if (person.employee) {
            ++places[{LegacySource::Employee, *person.employee}];
        }
    }
    for (const qint64 role : mapped.roles) {
        ++places[{LegacySource::Role, role}];
    }
    for (const LegacyTrayItem &item : mapped.tray) {
        ++places[{item.source, item.row}];
        RC_ASSERT(textOf(item.reason).waits);
    }
    size_t read = 0;
    for (const auto *list : {&rows.roles, &rows.users, &rows.employees}) {
        read += static_cast<size_t>(list->size());
        for (const LegacyRow &row : *list) {
            const int count = places[{row.source, row.id}];
            RC_ASSERT(count == 1);
        }
    }
    RC_ASSERT(places.size() == read);
}

// What the schema refuses would stop the whole migration.
RC_GTEST_PROP(LegacyProperties, PeopleFitTheSchema, ())
{
    const MappedPeople mapped = mapPeople(anyPeople(), {}, reading());

    QSet<QString> emails;
    QSet<QString> nationalIds;
    for (const LegacyPerson &person : mapped.people) {
        const PersonContent &content = person.content;
        RC_ASSERT(!content.name.isEmpty() && content.name.size() <= 200);
        RC_ASSERT(!content.name.contains(QChar(0)));
        RC_ASSERT(content.email.isEmpty() || !emails.contains(content.email));
        RC_ASSERT(content.email == content.email.toLower());
        emails.insert(content.email);
        if (content.nationalId) {
            RC_ASSERT(!nationalIds.contains(*content.nationalId));
            nationalIds.insert(*content.nationalId);
        }
        RC_ASSERT(content.passwordHash.isNull() || !content.email.isEmpty());
    }
}

RC_GTEST_PROP(LegacyProperties, AnAttendanceIsHereOrWaitsAndIsToldOf, ())
{
    const LegacyRow row = anyAttendance(1);
    const LegacyReading how = reading();
    const auto mapped = mapAttendance(row, index(), how, LegacyClock(how.zone));

    if (!mapped.content) {
        RC_ASSERT(textOf(mapped.reason).waits);
        RC_ASSERT(!mapped.findings.isEmpty());
    } else {
        RC_ASSERT(mapped.content->event > 20 && mapped.content->user > 10);
        RC_ASSERT(mapped.content->attendedAt.has_value() ==
                  (mapped.content->status == AttendanceStatus::Confirmed));
    }
    const auto again = mapAttendance(row, index(), how, LegacyClock(how.zone));
    RC_ASSERT(again.findings == mapped.findings);
}

RC_GTEST_PROP(LegacyProperties, TwinsAreTheSameInEveryOrder, ())
{
    const LegacyReading how = reading();
    const LegacyClock clock(how.zone);
    QList<LegacyTwin<AttendanceContent>> twins;
    for (qint64 id = 1; id <= *rc::gen::inRange(2, 8); ++id) {
        LegacyRow row = anyAttendance(id);
        row.values[AttendanceColumn::EventId] = "1";
        row.values[AttendanceColumn::EmployeeId] = "1";
        if (const auto mapped = mapAttendance(row, index(), how, clock); mapped.content) {
            twins.append({id, *mapped.content, mapped.findings});
        }
    }
    RC_PRE(!twins.isEmpty());

    const MergedAttendance merged = mergeAttendances(twins);
    const MergedAttendance other = mergeAttendances(shuffled(twins));

    RC_ASSERT(merged.row == other.row);
    RC_ASSERT(canonical(merged.content.fields()) == canonical(other.content.fields()));
    QSet<qint64> told;
    for (const LegacyFinding &each : merged.findings) {
        if (each.rule == LegacyRule::Doubled) {
            told.insert(each.row);
        }
    }
    RC_ASSERT(told.size() == twins.size());
}

RC_GTEST_PROP(LegacyProperties, AnEvaluationFitsTheSchema, ())
{
    const LegacyReading how = reading();
    const auto mapped = mapEvaluation(anyEvaluation(1), index(), how, LegacyClock(how.zone));

    if (!mapped.content) {
        RC_ASSERT(textOf(mapped.reason).waits);
        RC_ASSERT(!mapped.findings.isEmpty());
        return;
    }
    const EvaluationContent &content = *mapped.content;
    RC_ASSERT(content.score.has_value() == (content.status == EvaluationStatus::Graded));
    RC_ASSERT(!content.score || (*content.score >= 1 && *content.score <= 10));
    QSet<QString> questions;
    for (const EvaluationContent::Answer &answer : content.answers) {
        RC_ASSERT(!answer.response.isEmpty() && !questions.contains(answer.question));
        questions.insert(answer.question);
    }
}
