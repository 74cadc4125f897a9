// SPDX-License-Identifier: GPL-3.0-or-later
// The client engine against the server itself: every command is understood, and what the server
// made of it comes back.
#include "realdesktop.h"
#include "support/printers.h"
#include "support/serverprogram.h"
#include "support/tcprelay.h"
#include "support/waitfor.h"
#include "wire/legacycodec.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class RealServerTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_server = new ServerProgram(40, 6); }
    static void TearDownTestSuite()
    {
        delete s_server;
        s_server = nullptr;
    }
    static ServerProgram *s_server;
};

ServerProgram *RealServerTest::s_server = nullptr;

} // namespace

TEST_F(RealServerTest, AnEventIsPlannedAttendedAnsweredAndGraded)
{
    Desktop admin(*s_server, QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    Desktop employee(*s_server, QStringLiteral("empleado1@empresa.com"),
                     QStringLiteral("empleado123"));
    EXPECT_EQ(employee.engine().people().people()->size(), 1) << "an employee sees oneself";
    EXPECT_GT(hr.engine().people().people()->size(), 30);

    Event planned;
    planned.uuid = EventUuid(makeUuidV7());
    planned.title = QStringLiteral("Jornada de prueba");
    planned.date = SystemClock().now() - std::chrono::minutes(5);
    planned.duration = std::chrono::minutes(60);
    planned.questions = {Question{{}, {}, QStringLiteral("¿Qué aprendiste?"), {}, {}}};
    admin.perform(CreateEvent{planned});
    ASSERT_TRUE(waitFor([&] {
        const auto event = admin.event(planned.uuid);
        return event && !event->id.isNull() && event->questions.size() == 1;
    }));

    ASSERT_TRUE(hr.settle());
    ASSERT_TRUE(waitFor([&] { return hr.event(planned.uuid).has_value(); }));
    UpdateEvent update{*hr.event(planned.uuid), *hr.event(planned.uuid)};
    update.after.location = QStringLiteral("Sala 3");
    hr.perform(update);

    ASSERT_TRUE(employee.settle());
    ASSERT_TRUE(waitFor([&] {
        const auto event = employee.event(planned.uuid);
        return event && event->location == QStringLiteral("Sala 3");
    }));
    const AttendanceUuid attendance(makeUuidV7());
    employee.perform(RegisterSelf{planned.uuid, attendance, QStringLiteral("con gusto")});
    employee.perform(ConfirmOwnAttendance{attendance});
    const QList<AttendanceRow> rows = employee.mine();
    const auto row = std::ranges::find_if(rows, [&](const AttendanceRow &candidate) {
        return candidate.attendance.uuid == attendance;
    });
    ASSERT_NE(row, rows.end());
    EXPECT_EQ(row->attendance.status, AttendanceStatus::Confirmed);
    EXPECT_FALSE(row->isPendingSync);
    EXPECT_FALSE(row->attendance.id.isNull());

    ASSERT_TRUE(employee.settle());
    EvaluationFilter filter;
    filter.event = planned.uuid;
    const auto toAnswer = valueOf(employee.engine().evaluations().find(filter));
    ASSERT_TRUE(toAnswer);
    ASSERT_EQ(toAnswer->size(), 1) << "confirming made the evaluation";
    ASSERT_EQ(toAnswer->first().questions.size(), 1);
    const EvaluationUuid evaluation = toAnswer->first().evaluation.uuid;
    employee.perform(AnswerEvaluation{
        evaluation, {{toAnswer->first().questions.first().id, QStringLiteral("Mucho")}}});
    employee.perform(CommentEvaluation{evaluation, QStringLiteral("Gracias")});

    ASSERT_TRUE(hr.settle());
    const auto submitted = valueOf(hr.engine().evaluations().one(evaluation));
    ASSERT_TRUE(submitted);
    EXPECT_EQ(submitted->evaluation.status, EvaluationStatus::Submitted);
    ASSERT_EQ(submitted->evaluation.answers.size(), 1);
    EXPECT_EQ(submitted->evaluation.answers.first().response, QStringLiteral("Mucho"));
    hr.perform(GradeEvaluation{evaluation, 9, QStringLiteral("Bien")});
    const auto graded = valueOf(hr.engine().evaluations().one(evaluation));
    ASSERT_TRUE(graded);
    EXPECT_EQ(graded->evaluation.status, EvaluationStatus::Graded);
    EXPECT_EQ(graded->evaluation.score, 9);
    EXPECT_EQ(graded->evaluation.answers.size(), 1) << "the grade does not lose the answers";

    admin.perform(SetEventActive{planned.uuid, false});
    ASSERT_TRUE(employee.settle());
    EXPECT_TRUE(waitFor([&] { return !employee.event(planned.uuid).has_value(); }))
        << "no longer visible is gone";
}

TEST_F(RealServerTest, ProfilesAreKept)
{
    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    Employee person;
    person.uuid = UserUuid(makeUuidV7());
    person.name = QStringLiteral("Zoila Prueba");
    person.email = QStringLiteral("zoila.prueba@empresa.com");
    person.badgeCode = QStringLiteral("ZZ-1");
    person.hireDate = QDate(2026, 1, 15);
    hr.perform(CreateEmployee{person});
    const auto find = [&] {
        const auto people = hr.engine().people().people();
        const qsizetype index = people->indexOf(person.uuid);
        return index < 0 ? std::optional<Employee>() : std::optional(people->at(index));
    };
    ASSERT_TRUE(waitFor([&] { return find() && !find()->id.isNull(); }));

    UpdateEmployee update{*find(), *find()};
    update.after.phone = QStringLiteral("0991234567");
    update.after.badgeCode.reset();
    hr.perform(update);
    ASSERT_TRUE(waitFor([&] { return find()->phone == QStringLiteral("0991234567"); }));
    EXPECT_FALSE(find()->badgeCode);
    EXPECT_EQ(find()->hireDate, QDate(2026, 1, 15));

    UpdateEmployee contract{*find(), *find()};
    contract.after.contractUntil = QDate(2027, 1, 14);
    contract.after.notes = QStringLiteral("Renueva en enero");
    hr.perform(contract);
    ASSERT_TRUE(waitFor([&] { return find()->revision > contract.before.revision; }));
    EXPECT_EQ(find()->contractUntil, QDate(2027, 1, 14));
    EXPECT_EQ(find()->notes, QStringLiteral("Renueva en enero"));

    hr.perform(SetEmployeeActive{person.uuid, false});
    EXPECT_TRUE(waitFor([&] { return !find()->isActive; }));
}

TEST_F(RealServerTest, DepartmentsAreKept)
{
    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    const auto find = [&](DepartmentUuid uuid) {
        const QList<Department> all = hr.engine().people().departments();
        const auto found = std::ranges::find(all, uuid, &Department::uuid);
        return found == all.end() ? std::optional<Department>() : std::optional(*found);
    };
    const QList<Department> before = hr.engine().people().departments();
    ASSERT_GE(before.size(), 2);
    Department made;
    made.uuid = DepartmentUuid(makeUuidV7());
    made.name = QStringLiteral("Laboratorio");
    made.parentId = before.first().id;
    hr.perform(CreateDepartment{made});
    ASSERT_TRUE(waitFor([&] { return find(made.uuid) && !find(made.uuid)->id.isNull(); }));

    UpdateDepartment update{*find(made.uuid), *find(made.uuid)};
    update.after.name = QStringLiteral("Laboratorios");
    update.after.parentId.reset();
    hr.perform(update);
    ASSERT_TRUE(waitFor([&] { return find(made.uuid)->revision == 2; }));
    EXPECT_EQ(find(made.uuid)->name, QStringLiteral("Laboratorios"));
    EXPECT_FALSE(find(made.uuid)->parentId);

    // Who is in it comes along, in the profile and for the search.
    Employee person;
    person.uuid = UserUuid(makeUuidV7());
    person.name = QStringLiteral("Lara Toria");
    person.departmentId = find(made.uuid)->id;
    person.department = find(made.uuid)->name;
    hr.perform(CreateEmployee{person});
    const auto department = [&] {
        const auto people = hr.engine().people().people();
        const qsizetype index = people->indexOf(person.uuid);
        return index < 0 ? QString() : people->text(index, PeopleSnapshot::Text::Department);
    };
    ASSERT_EQ(department(), QStringLiteral("Laboratorios"));

    hr.perform(RemoveDepartment{made.uuid, before.first().id});
    EXPECT_TRUE(waitFor([&] { return department() == before.first().name; }));
    EXPECT_FALSE(find(made.uuid));
}

TEST_F(RealServerTest, AViewThatHrSharesIsOnTheEmployeesComputer)
{
    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    Desktop employee(*s_server, QStringLiteral("empleado1@empresa.com"),
                     QStringLiteral("empleado123"));
    SharedViews &theirs = employee.engine().views();
    SharedView view;
    view.list = QStringLiteral("ownAttendance");
    view.name = QStringLiteral("Confirmadas");
    view.roles = {Role::Employee};
    view.state = {{QStringLiteral("frozen"), 1}};
    const auto shared = valueOf(hr.engine().views().share(view));
    ASSERT_TRUE(shared);
    EXPECT_TRUE(waitFor(
        [&] { return hr.engine().views().ofList(view.list) == QList<SharedView>{*shared}; }));

    theirs.refresh();
    ASSERT_TRUE(waitFor([&] { return theirs.ofList(view.list).size() == 1; }));
    EXPECT_EQ(theirs.ofList(view.list).first().state, view.state);
    EXPECT_EQ(valueOf(theirs.withdraw(shared->id)).error().code, ErrorCode::Forbidden);

    ASSERT_TRUE(valueOf(hr.engine().views().withdraw(shared->id)));
    theirs.refresh();
    EXPECT_TRUE(waitFor([&] { return theirs.ofList(view.list).isEmpty(); }));
}

TEST_F(RealServerTest, AttendancesAreKeptByHr)
{
    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    std::optional<AttendanceRow> pending;
    const auto events = hr.engine().events().events();
    for (const EventSummary &summary : *events) {
        const auto rows = valueOf(hr.engine().attendances().ofEvent(summary.event.uuid));
        ASSERT_TRUE(rows);
        for (const AttendanceRow &row : *rows) {
            pending = row.attendance.status == AttendanceStatus::Pending ? row : pending;
        }
    }
    ASSERT_TRUE(pending);
    UpdateAttendance update{pending->attendance, pending->attendance};
    update.after.status = AttendanceStatus::Confirmed;
    update.after.notes = QStringLiteral("llegó tarde");
    hr.perform(update);
    const auto rows = valueOf(hr.engine().attendances().ofEvent(pending->attendance.eventUuid));
    ASSERT_TRUE(rows);
    const auto now = std::ranges::find_if(*rows, [&](const AttendanceRow &row) {
        return row.attendance.uuid == pending->attendance.uuid;
    });
    ASSERT_NE(now, rows->end());
    EXPECT_EQ(now->attendance.status, AttendanceStatus::Confirmed);
    EXPECT_EQ(now->attendance.notes, QStringLiteral("llegó tarde"));
    EXPECT_GT(now->attendance.revision, pending->attendance.revision);
    EXPECT_FALSE(now->personName.isEmpty());
}

// The server counts by SQL what a report counts here out of the local store.
TEST_F(RealServerTest, ReportsSayWhatTheServersDashboardSays)
{
    // An administrator: events that were switched off are not on others' computers.
    Desktop admin(*s_server, QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    admin.engine().dashboard().refresh();
    ASSERT_TRUE(waitFor([&] { return admin.engine().dashboard().dashboard().has_value(); }));
    const Dashboard board = *admin.engine().dashboard().dashboard();
    const auto since = admin.engine().history().shownSince();
    ASSERT_TRUE(since);
    const ReportFilter all{QDateTime::fromMSecsSinceEpoch(since->time_since_epoch().count()).date(),
                           QDate::currentDate(),
                           {}};
    const auto build = [&](ReportKind kind) {
        const auto report = valueOf(admin.engine().reports().build(kind, all));
        EXPECT_TRUE(report);
        return report.value_or(Report{});
    };
    const auto expectSeries = [&](ReportKind kind, ReportField field, const char *series) {
        const Report report = build(kind);
        const qsizetype column = report.fields.indexOf(field);
        QHash<QString, double> mine;
        for (const ReportRow &row : report.rows) {
            if (const auto *value = std::get_if<double>(&row.cells.at(column))) {
                mine.insert(std::get<QString>(row.cells.first()), *value);
            }
        }
        QHash<QString, double> theirs;
        for (const SeriesPoint &point : board.series.value(QLatin1String(series))) {
            theirs.insert(point.label, point.value);
        }
        ASSERT_FALSE(theirs.isEmpty()) << series;
        EXPECT_EQ(QSet<QString>(mine.keyBegin(), mine.keyEnd()),
                  QSet<QString>(theirs.keyBegin(), theirs.keyEnd()));
        for (auto point = theirs.begin(); point != theirs.end(); ++point) {
            EXPECT_NEAR(mine.value(point.key()), *point, 0.006) << point.key().toStdString();
        }
    };

    expectSeries(ReportKind::AttendanceByDepartment, ReportField::AttendanceRate,
                 "attendanceRateByDepartment");
    expectSeries(ReportKind::ScoresByDepartment, ReportField::AverageScore, "scoresByDepartment");
    const Report events = build(ReportKind::AttendanceByEvent);
    const ReportCell rate = events.totals.at(events.fields.indexOf(ReportField::AttendanceRate));
    EXPECT_NEAR(std::get<double>(rate), board.figures.value(QStringLiteral("attendanceRate")),
                0.0001);
}

TEST_F(RealServerTest, AccountsAndFiguresComeFromTheServer)
{
    Desktop admin(*s_server, QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    const auto page = valueOf(admin.engine().accounts().page({QStringLiteral("hr@empresa")}, {}));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->items.size(), 1);
    EXPECT_EQ(page->items.first().role, Role::HumanResources);

    const NewAccount wanted{QStringLiteral("Cuenta Nueva"), QStringLiteral("nueva@empresa.com"),
                            Redacted(QStringLiteral("secreto-largo")), Role::Employee};
    const auto created = valueOf(admin.engine().accounts().create(wanted));
    ASSERT_TRUE(created);
    EXPECT_EQ(valueOf(admin.engine().accounts().create(wanted)).error().code, ErrorCode::Conflict);
    AccountChange change;
    change.role = Role::HumanResources;
    const auto changed =
        valueOf(admin.engine().accounts().change(created->id, created->revision, change));
    ASSERT_TRUE(changed);
    EXPECT_EQ(valueOf(admin.engine().accounts().change(created->id, created->revision, change))
                  .error()
                  .code,
              ErrorCode::Stale);
    EXPECT_TRUE(valueOf(admin.engine().accounts().remove(created->id)));

    admin.engine().dashboard().refresh();
    ASSERT_TRUE(waitFor([&] { return admin.engine().dashboard().dashboard().has_value(); }));
    EXPECT_FALSE(admin.engine().dashboard().dashboard()->figures.isEmpty());
}

namespace {

/// An event of today to which somebody came unregistered; who came is in the desktop's store only.
EventUuid eventWithAWalkIn(Desktop &desktop, const QString &title)
{
    Event planned;
    planned.uuid = EventUuid(makeUuidV7());
    planned.title = title;
    planned.date = SystemClock().now() - std::chrono::minutes(5);
    planned.duration = std::chrono::minutes(60);
    planned.isActive = true;
    desktop.perform(CreateEvent{planned});
    const auto people = desktop.engine().people().people();
    // The last one is none of the accounts here: one's own attendances stay, however old.
    qsizetype somebody = people->size() - 1;
    while (!people->isActive(somebody) || !people->at(somebody).badgeCode) {
        --somebody;
    }
    EXPECT_TRUE(valueOf(desktop.engine().captures().record(
        planned.uuid, *people->at(somebody).badgeCode, CaptureMethod::Badge, Direction::Arriving)));
    return planned.uuid;
}

} // namespace

TEST_F(RealServerTest, TwoDoorsWithoutANetworkLetInNoMoreThanThereAreSeats)
{
    TcpRelay northLine(s_server->url());
    TcpRelay southLine(s_server->url());
    Desktop north(northLine.url(), QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    Desktop south(southLine.url(), QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    Event planned;
    planned.uuid = EventUuid(makeUuidV7());
    planned.title = QStringLiteral("Sala pequeña");
    planned.date = SystemClock().now() - std::chrono::minutes(5);
    planned.duration = std::chrono::minutes(60);
    planned.isActive = true;
    planned.maxAttendees = 6;
    north.perform(CreateEvent{planned});
    ASSERT_TRUE(south.settle());
    for (Desktop *door : {&north, &south}) {
        door->engine().captures().openDoor(planned.uuid);
    }
    ASSERT_TRUE(waitFor([&] {
        return north.settle() && south.settle() &&
               s_server->sql("select string_agg(held || ' ' || granted, ', ') from seat_shares") ==
                   "3 3, 3 3";
    })) << "each has half of the seats";

    northLine.cut();
    southLine.cut();
    QStringList badges;
    const auto people = north.engine().people().people();
    for (qsizetype i = people->size() - 1; badges.size() < 10 && i >= 0; --i) {
        if (people->isActive(i) && people->at(i).badgeCode) {
            badges.append(*people->at(i).badgeCode);
        }
    }
    ASSERT_EQ(badges.size(), 10);
    QList<RecordedCapture::Finding> findings;
    for (int i = 0; i < 10; ++i) {
        Desktop &door = i % 2 == 0 ? north : south;
        const auto recorded = valueOf(door.engine().captures().record(
            planned.uuid, badges.at(i), CaptureMethod::Badge, Direction::Arriving));
        ASSERT_TRUE(recorded);
        findings.append(recorded->finding);
    }
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(findings.at(i),
                  i < 6 ? RecordedCapture::Finding::WalkIn : RecordedCapture::Finding::EventFull)
            << i;
    }
    EXPECT_TRUE(waitFor(
        [&] { return !north.engine().sync().isOnline() && !south.engine().sync().isOnline(); }));

    southLine.restore();
    ASSERT_TRUE(south.settle());
    northLine.restore();
    ASSERT_TRUE(north.settle());

    EXPECT_EQ(
        s_server->sql("select count(*) filter (where a.status = 'CONFIRMED') || ' ' || count(*) "
                      "filter (where a.status = 'CANCELLED') from attendances a join events e "
                      "on e.id = a.event_id where e.title = 'Sala pequeña'"),
        "6 4")
        << "whoever was let in has a seat, whichever door was heard first";
    EXPECT_EQ(s_server->sql("select count(*) from capture_outcomes where reason = 'event full'"),
              "0");
    EXPECT_EQ(
        s_server->sql("select count(*) from capture_outcomes where reason = 'waiting for a seat'"),
        "4");
}

TEST_F(RealServerTest, AWalkInIsCancelledBeforeTheServerKnows)
{
    Desktop hr(*s_server, QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    const EventUuid event = eventWithAWalkIn(hr, QStringLiteral("Puerta abierta"));
    const auto walkIn = valueOf(hr.engine().attendances().ofEvent(event));
    ASSERT_TRUE(walkIn);
    ASSERT_EQ(walkIn->size(), 1);
    UpdateAttendance cancel{walkIn->first().attendance, walkIn->first().attendance};
    cancel.after.status = AttendanceStatus::Cancelled;
    hr.perform(cancel);

    const auto after = valueOf(hr.engine().attendances().ofEvent(event));
    ASSERT_TRUE(after);
    ASSERT_EQ(after->size(), 1);
    EXPECT_EQ(after->first().attendance.status, AttendanceStatus::Cancelled);
    EXPECT_FALSE(after->first().attendance.id.isNull()) << "as the server has it";
    EXPECT_EQ(after->first().attendance.uuid, walkIn->first().attendance.uuid)
        << "client and server make the same name";
}

TEST_F(RealServerTest, WhatIsOlderThanTheWindowIsFetchedWhenAskedFor)
{
    Desktop admin(*s_server, QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    const EventUuid event = eventWithAWalkIn(admin, QStringLiteral("De hace tiempo"));
    ASSERT_TRUE(admin.settle());
    s_server->sql("update evaluations set status = 'GRADED', score = 8 where event_id = (select id "
                  "from events where title = 'De hace tiempo')");
    s_server->sql("update events set date = now() - interval '20 months' where title = 'De hace "
                  "tiempo'");

    Desktop later(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    EXPECT_FALSE(later.event(event));
    ASSERT_TRUE(valueOf(later.engine().history().fetchOlder()));
    EXPECT_TRUE(later.event(event));
    EXPECT_EQ(valueOf(later.engine().attendances().ofEvent(event)).value().size(), 1);
    EXPECT_EQ(valueOf(later.engine().evaluations().find({{}, event, {}})).value().size(), 1);
    ASSERT_TRUE(later.settle());
    EXPECT_TRUE(later.event(event)) << "kept";
}

TEST_F(RealServerTest, ADocumentIsKeptReadChangedAndTakenAway)
{
    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    Desktop employee(*s_server, QStringLiteral("empleado1@empresa.com"),
                     QStringLiteral("empleado123"));
    const Employee self = employee.engine().people().people()->at(0);
    Documents &kept = hr.engine().documents();

    NewDocument document;
    document.uuid = DocumentUuid(makeUuidV7());
    document.kind = DocumentKind::Contract;
    document.title = QStringLiteral("Contrato");
    document.fileName = QStringLiteral("contrato \"2026\".pdf");
    document.mediaType = "application/pdf";
    document.validUntil = QDate(2031, 5, 20);
    document.content = QByteArray("%PDF-1.7\n\0\xff", 11);
    const auto added = valueOf(kept.add(self.id, document));
    ASSERT_TRUE(added) << added.error().detail.toStdString();
    EXPECT_EQ(added->title, document.title);
    EXPECT_EQ(added->fileName, document.fileName);
    EXPECT_EQ(added->validUntil, document.validUntil);
    EXPECT_EQ(added->createdBy.id, hr.engine().session().person()->id);
    const auto again = valueOf(kept.add(self.id, document));
    EXPECT_EQ(again, added) << "sent again because the answer was lost";

    const auto page = valueOf(employee.engine().documents().page(self.id, {}));
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->items.contains(*added)) << "beside those that the demo gave them";
    EXPECT_EQ(valueOf(employee.engine().documents().content(added->id)), document.content);

    DocumentChange edit;
    edit.title = QStringLiteral("Anexo");
    edit.validUntil.emplace(std::nullopt);
    const auto changed = valueOf(kept.change(added->id, added->revision, edit));
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->title, *edit.title);
    EXPECT_EQ(changed->validUntil, std::nullopt);
    const auto stale = valueOf(kept.change(added->id, added->revision, edit));
    EXPECT_EQ(stale.error().code, ErrorCode::Stale);

    EXPECT_EQ(valueOf(kept.photo(self.id)), QByteArray());
    NewDocument photo = document;
    photo.uuid = DocumentUuid(makeUuidV7());
    photo.kind = DocumentKind::Photo;
    const auto refused = valueOf(kept.add(self.id, photo));
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().fieldErrors.size(), 1);
    EXPECT_EQ(refused.error().fieldErrors.first().field, QStringLiteral("content"));
    photo.mediaType = "image/jpeg";
    photo.content = QByteArray("\xff\xd8\xff picture");
    ASSERT_TRUE(valueOf(kept.add(self.id, photo)));
    EXPECT_EQ(valueOf(employee.engine().documents().photo(self.id)), photo.content);

    ASSERT_TRUE(valueOf(kept.remove(added->id)));
    EXPECT_EQ(valueOf(kept.content(added->id)).error().code, ErrorCode::NotFound);

    const auto history = valueOf(hr.engine().activity().ofPerson(self.id, {}));
    ASSERT_TRUE(history);
    ASSERT_FALSE(history->items.isEmpty());
    EXPECT_EQ(history->items.first().action, QStringLiteral("employee.document.remove"));
    EXPECT_EQ(history->items.first().actor->id, hr.engine().session().person()->id);
}

TEST_F(RealServerTest, HowTheServerIsComesFromItForAdministratorsAlone)
{
    Desktop admin(*s_server, QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    const auto status = valueOf(admin.engine().system().status());
    ASSERT_TRUE(status) << status.error().detail.toStdString();
    EXPECT_TRUE(status->database.isReachable);
    EXPECT_GE(status->schemaVersion.value_or(0), 34);
    EXPECT_GT(status->requests.answered, 0);
    EXPECT_LE(status->startedAt, status->at);
    const auto faults = valueOf(admin.engine().system().faults({}));
    ASSERT_TRUE(faults) << faults.error().detail.toStdString();
    EXPECT_EQ(faults->total, std::optional<qint64>(faults->items.size()));

    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    EXPECT_EQ(valueOf(hr.engine().system().status()).error().code, ErrorCode::Forbidden);
    EXPECT_EQ(valueOf(hr.engine().system().faults({})).error().code, ErrorCode::Forbidden);
}

TEST_F(RealServerTest, TheMoveFromV1IsAskedForAndRefusedWithTheFieldThatIsWrong)
{
    Desktop admin(*s_server, QStringLiteral("admin@empresa.com"), QStringLiteral("admin123"));
    LegacyMove &move = admin.engine().legacy();
    const auto sources = valueOf(move.sources());
    ASSERT_TRUE(sources) << sources.error().detail.toStdString();
    EXPECT_FALSE(sources->hasAccounts);
    EXPECT_EQ(sources->zone, QStringLiteral("America/Caracas"));

    LegacyPlace place;
    place.accountsUrl = Redacted(QStringLiteral("postgresql://a:b@127.0.0.1:1/v1"));
    for (const Error &error : {valueOf(move.look(place)).error(),
                               valueOf(move.start(LegacyRunKind::DryRun, place)).error()}) {
        ASSERT_EQ(error.code, ErrorCode::Validation);
        ASSERT_EQ(error.fieldErrors.size(), 1);
        EXPECT_EQ(error.fieldErrors.first().field, QStringLiteral("businessUrl"));
        EXPECT_EQ(Wire::legacyFaultIn(error.fieldErrors.first()), LegacyFault::NotSet);
    }
    const auto runs = valueOf(move.runs({}));
    ASSERT_TRUE(runs);
    EXPECT_TRUE(runs->items.isEmpty()) << "what cannot be read is no run";
    EXPECT_EQ(valueOf(move.run(1)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(valueOf(move.cancel(1)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(valueOf(move.report(1, LegacyMove::Report::Page)).error().code, ErrorCode::NotFound);

    Desktop hr(*s_server, QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456"));
    EXPECT_EQ(valueOf(hr.engine().legacy().runs({})).error().code, ErrorCode::Forbidden);
    const auto tray = valueOf(hr.engine().legacy().tray(LegacyMove::Which::Open, {}));
    ASSERT_TRUE(tray);
    EXPECT_EQ(tray->total, 5) << "of the demo company";
    constexpr qint64 Unknown = 999;
    const auto decided = valueOf(hr.engine().legacy().decide(Unknown, true, {}));
    ASSERT_FALSE(decided);
    EXPECT_EQ(decided.error().code, ErrorCode::NotFound);
}
