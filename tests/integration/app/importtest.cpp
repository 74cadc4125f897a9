// SPDX-License-Identifier: GPL-3.0-or-later
// Tables out of EvalTrack and into it again, with the server itself.
#include "export/csvwriter.h"
#include "export/xlsxwriter.h"
#include "realdesktop.h"

#include <QFile>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

ExportWords spanishWords(ImportKind kind)
{
    static const QHash<ImportField, QString> headings{
        {ImportField::RecordId, u"Id de EvalTrack"_qs},
        {ImportField::FullName, u"Nombre completo"_qs},
        {ImportField::FirstName, u"Nombre"_qs},
        {ImportField::LastName, u"Apellido"_qs},
        {ImportField::Email, u"Correo electrónico"_qs},
        {ImportField::NationalId, u"Cédula"_qs},
        {ImportField::BadgeCode, u"Código de carnet"_qs},
        {ImportField::Phone, u"Teléfono"_qs},
        {ImportField::BirthDate, u"Fecha de nacimiento"_qs},
        {ImportField::JobTitle, u"Cargo"_qs},
        {ImportField::DepartmentName, u"Departamento"_qs},
        {ImportField::Manager, u"Jefe"_qs},
        {ImportField::HireDate, u"Fecha de ingreso"_qs},
        {ImportField::ContractUntil, u"Contrato hasta"_qs},
        {ImportField::LeftOn, u"Fecha de egreso"_qs},
        {ImportField::IsActive, u"Activo"_qs},
        {ImportField::Title, u"Título"_qs},
        {ImportField::Description, u"Descripción"_qs},
        {ImportField::StartDate, u"Fecha"_qs},
        {ImportField::StartTime, u"Hora"_qs},
        {ImportField::Duration, u"Duración"_qs},
        {ImportField::Location, u"Lugar"_qs},
        {ImportField::EventType, u"Tipo"_qs},
        {ImportField::Seats, u"Cupos"_qs},
        {ImportField::Zone, u"Zona horaria"_qs},
        {ImportField::RegistrationKind, u"Inscripción"_qs},
        {ImportField::Questions, u"Preguntas"_qs},
        {ImportField::EventTitle, u"Evento"_qs},
        {ImportField::Person, u"Persona"_qs},
        {ImportField::Status, u"Estado"_qs},
        {ImportField::AttendedDate, u"Día de asistencia"_qs},
        {ImportField::AttendedTime, u"Hora de asistencia"_qs},
        {ImportField::Notes, u"Notas"_qs},
        {ImportField::Role, u"Rol"_qs},
        {ImportField::Password, u"Primera contraseña"_qs},
        {ImportField::ParentDepartment, u"Departamento superior"_qs},
        {ImportField::Head, u"Responsable"_qs}};
    ExportWords words{{},
                      u"Sí"_qs,
                      u"No"_qs,
                      u"Todos"_qs,
                      u"Abierta"_qs,
                      u"Pendiente"_qs,
                      u"Confirmada"_qs,
                      u"Cancelada"_qs,
                      u"Administrador"_qs,
                      u"Recursos humanos"_qs,
                      u"Empleado"_qs};
    for (const ImportField field : fieldsOf(kind)) {
        words.headings.append(headings.value(field));
    }
    return words;
}

/// A file of rows of text.
QString csvFile(const QTemporaryDir &folder, const QByteArray &content)
{
    const QString name = folder.filePath(u"import-%1.csv"_qs.arg(qHash(content)));
    QFile file(name);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(content);
    return name;
}

class ImportTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_server = new ServerProgram(60, 6); }
    static void TearDownTestSuite()
    {
        delete s_server;
        s_server = nullptr;
    }

    std::unique_ptr<Desktop> admin()
    {
        return std::make_unique<Desktop>(*s_server, u"admin@empresa.com"_qs, u"admin123"_qs);
    }
    Imports::PlanPtr dryRun(Desktop &desktop, ImportKind kind, const QString &file,
                            const QUuid &import)
    {
        Imports &imports = desktop.engine().imports();
        const QFuture<Imports::SheetResult> read = imports.read(file, {});
        EXPECT_TRUE(waitFor([&] { return read.isFinished(); }));
        const Imports::SheetResult sheet = read.result();
        if (!sheet) {
            ADD_FAILURE() << "not a table: " << static_cast<int>(sheet.error());
            return {};
        }
        m_headings = sheet->sheet->headings;
        const auto plan = valueOf(
            imports.dryRun(sheet->sheet, {kind, proposedMapping(kind, sheet->sheet->headings),
                                          import, std::nullopt}));
        EXPECT_TRUE(plan);
        return plan.value_or(nullptr);
    }
    std::optional<ImportOutcome> carryOut(Desktop &desktop, const Imports::PlanPtr &plan,
                                          const QUuid &import)
    {
        const auto outcome =
            valueOf(desktop.engine().imports().carryOut(plan, import, u"personas.csv"_qs));
        EXPECT_TRUE(outcome);
        return outcome ? std::optional(*outcome) : std::nullopt;
    }
    static std::optional<Employee> personWith(Desktop &desktop, const QString &nationalId)
    {
        return desktop.engine().people().people()->byCode(nationalId);
    }
    static QString troublesOf(const ImportPlan &plan)
    {
        QString text;
        for (const ImportRow &row : plan.rows) {
            for (const ImportIssue &issue : row.issues) {
                text += u"line %1 column %2: %3 %4\n"_qs.arg(row.line)
                            .arg(issue.column)
                            .arg(static_cast<int>(issue.trouble))
                            .arg(issue.detail);
            }
        }
        return text;
    }

    QTemporaryDir m_folder;
    QStringList m_headings;
    static ServerProgram *s_server;
};

ServerProgram *ImportTest::s_server = nullptr;

} // namespace

TEST_F(ImportTest, WhatIsExportedComesBackWithoutAChange)
{
    const auto desktop = admin();
    for (const ImportKind kind : {ImportKind::People, ImportKind::Departments, ImportKind::Events,
                                  ImportKind::Attendances, ImportKind::Accounts}) {
        const ExportWords words = spanishWords(kind);
        const auto rows = valueOf(desktop->engine().imports().exported(kind, words));
        ASSERT_TRUE(rows);
        ASSERT_GT(rows->size(), 3);
        ReportDocument document;
        document.headings = words.headings;
        for (const ImportField field : fieldsOf(kind)) {
            document.formats.append(formatOf(field));
        }
        document.rows = *rows;
        for (const ReportFile format : {ReportFile::Csv, ReportFile::Xlsx}) {
            const QString file =
                m_folder.filePath(u"export-%1.%2"_qs.arg(static_cast<int>(kind))
                                      .arg(format == ReportFile::Csv ? u"csv"_qs : u"xlsx"_qs));
            const auto written = valueOf(desktop->engine().reports().write(document, format, file));
            ASSERT_TRUE(written);
            const auto plan = dryRun(*desktop, kind, file, makeUuidV7());
            ASSERT_TRUE(plan);
            EXPECT_EQ(m_headings, words.headings);
            EXPECT_FALSE(plan->mapping.contains(std::nullopt)) << "each of our own is known";
            EXPECT_EQ(plan->rows.size(), rows->size());
            EXPECT_EQ(plan->creations, 0);
            EXPECT_EQ(plan->changes, 0);
            EXPECT_EQ(plan->wrong, 0) << troublesOf(*plan).toStdString();
            EXPECT_EQ(plan->same, rows->size());
        }
    }
}

TEST_F(ImportTest, NewPeopleComeWithTheirDepartmentAndTheirManagerAndGoAgain)
{
    const auto desktop = admin();
    const QUuid import = makeUuidV7();
    const QString file =
        csvFile(m_folder, "Nombre;Apellido;C\xE9"
                          "dula;Correo;Departamento;Jefe;Ingreso\r\n"
                          "Ana;Mu\xF1oz;V-900001;ana.munoz@empresa.com;Laboratorio;;01/02/2020\r\n"
                          "Luis;Pe\xF1"
                          "a;V-900002;luis.pena@empresa.com;laboratorio;V-900001;13/02/2021\r\n");
    const auto plan = dryRun(*desktop, ImportKind::People, file, import);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->creations, 2) << troublesOf(*plan).toStdString();
    EXPECT_EQ(plan->newDepartments, QStringList{u"Laboratorio"_qs});
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->refused.isEmpty());
    EXPECT_EQ(outcome->record.created, 2);
    ASSERT_TRUE(desktop->settle());
    ASSERT_TRUE(waitFor([&] { return personWith(*desktop, u"V-900002"_qs).has_value(); }));
    const Employee ana = *personWith(*desktop, u"V-900001"_qs);
    const Employee luis = *personWith(*desktop, u"V-900002"_qs);
    EXPECT_EQ(ana.name, u"Ana Muñoz"_qs);
    EXPECT_EQ(luis.department, u"Laboratorio"_qs);
    EXPECT_EQ(luis.departmentId, ana.departmentId) << "one department, however it is spelled";
    EXPECT_EQ(luis.managerId, ana.id);
    EXPECT_EQ(luis.hireDate, QDate(2021, 2, 13));
    EXPECT_EQ(ana.hireDate, QDate(2020, 2, 1)) << "13/02 shows that days come first";

    // A lost answer: asked again, nothing happens twice.
    const auto again = carryOut(*desktop, plan, import);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->record.id, outcome->record.id);
    EXPECT_EQ(again->record.created, 2);

    const auto undone = valueOf(desktop->engine().imports().undo(outcome->record.id));
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->record.leftAsIs, 0);
    EXPECT_TRUE(undone->record.undoneAt);
    ASSERT_TRUE(desktop->settle());
    EXPECT_TRUE(waitFor([&] { return !personWith(*desktop, u"V-900001"_qs); }));
    EXPECT_TRUE(waitFor([&] {
        return std::ranges::none_of(
            desktop->engine().people().departments(),
            [](const Department &each) { return each.name == u"Laboratorio"; });
    }));
    // The same people may come again, as new ones.
    const QUuid second = makeUuidV7();
    const auto secondPlan = dryRun(*desktop, ImportKind::People, file, second);
    ASSERT_TRUE(secondPlan);
    EXPECT_EQ(secondPlan->creations, 2);
    const auto secondOutcome = carryOut(*desktop, secondPlan, second);
    ASSERT_TRUE(secondOutcome);
    EXPECT_EQ(secondOutcome->record.created, 2);
    ASSERT_TRUE(valueOf(desktop->engine().imports().undo(secondOutcome->record.id)));
    ASSERT_TRUE(desktop->settle());
}

TEST_F(ImportTest, UndoingLeavesWhatSomebodyChangedSince)
{
    const auto desktop = admin();
    const auto people = desktop->engine().people().people();
    QList<Employee> some;
    for (qsizetype i = 0; i < people->size() && some.size() < 2; ++i) {
        if (people->at(i).nationalId && people->at(i).phone) {
            some.append(people->at(i));
        }
    }
    ASSERT_EQ(some.size(), 2);
    QByteArray content = "Cedula,Telefono,Cargo\n";
    for (const Employee &each : some) {
        content += each.nationalId->toUtf8() + ",+58 212 7654321,Probador\n";
    }
    const QUuid import = makeUuidV7();
    const auto plan = dryRun(*desktop, ImportKind::People, csvFile(m_folder, content), import);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->changes, 2) << troublesOf(*plan).toStdString();
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->record.changed, 2);
    ASSERT_TRUE(desktop->settle());
    ASSERT_TRUE(waitFor([&] {
        return personWith(*desktop, *some.at(0).nationalId)->phone == u"+58 212 7654321" &&
               personWith(*desktop, *some.at(1).nationalId)->phone == u"+58 212 7654321";
    }));
    UpdateEmployee by{*personWith(*desktop, *some.at(1).nationalId),
                      *personWith(*desktop, *some.at(1).nationalId)};
    by.after.phone = u"+58 212 1111111"_qs;
    desktop->perform(by);

    const auto undone = valueOf(desktop->engine().imports().undo(outcome->record.id));
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->record.leftAsIs, 1);
    ASSERT_TRUE(desktop->settle());
    ASSERT_TRUE(waitFor(
        [&] { return personWith(*desktop, *some.at(0).nationalId)->phone == some.at(0).phone; }));
    EXPECT_EQ(personWith(*desktop, *some.at(0).nationalId)->jobTitle, some.at(0).jobTitle);
    EXPECT_EQ(personWith(*desktop, *some.at(1).nationalId)->phone, u"+58 212 1111111"_qs);
    EXPECT_EQ(personWith(*desktop, *some.at(1).nationalId)->jobTitle, u"Probador"_qs);
}

TEST_F(ImportTest, WhatChangedMeanwhileIsRefusedAndNothingElseIsChanged)
{
    const auto desktop = admin();
    const auto people = desktop->engine().people().people();
    QList<Employee> some;
    for (qsizetype i = 0; i < people->size() && some.size() < 2; ++i) {
        if (people->at(i).nationalId) {
            some.append(people->at(i));
        }
    }
    QByteArray content = "Cedula\tCargo\n";
    for (const Employee &each : some) {
        content += each.nationalId->toUtf8() + "\tOtro cargo\n";
    }
    const QUuid import = makeUuidV7();
    const auto plan = dryRun(*desktop, ImportKind::People, csvFile(m_folder, content), import);
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->changes, 2);
    UpdateEmployee by{some.at(1), some.at(1)};
    by.after.phone = u"+58 212 2222222"_qs;
    desktop->perform(by);
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    ASSERT_EQ(outcome->refused.size(), 1);
    EXPECT_EQ(outcome->refused.first().line, 3);
    EXPECT_FALSE(outcome->record.appliedAt);
    ASSERT_TRUE(desktop->settle());
    EXPECT_EQ(personWith(*desktop, *some.at(0).nationalId)->jobTitle, some.at(0).jobTitle);
}

TEST_F(ImportTest, EventsAndAttendancesComeAndGo)
{
    const auto desktop = admin();
    const QUuid import = makeUuidV7();
    const auto plan = dryRun(
        *desktop, ImportKind::Events,
        csvFile(m_folder, "Title,Date,Time,Duration,Time zone,Questions\n"
                          "Safety drill,2026-11-02,14:30,1:30,America/Lima,What went well?|And?\n"),
        import);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->creations, 1) << troublesOf(*plan).toStdString();
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->refused.isEmpty());
    ASSERT_TRUE(desktop->settle());
    const EventUuid uuid(plan->rows.first().uuid);
    ASSERT_TRUE(waitFor([&] { return desktop->event(uuid).has_value(); }));
    const Event event = *desktop->event(uuid);
    EXPECT_FALSE(event.isActive) << "nobody is told before somebody activates it";
    EXPECT_EQ(event.duration, std::chrono::minutes(90));
    EXPECT_EQ(event.questions.size(), 2);
    EXPECT_EQ(QDateTime::fromMSecsSinceEpoch(event.date.time_since_epoch().count(), Qt::UTC),
              QDateTime(QDate(2026, 11, 2), QTime(19, 30), Qt::UTC));

    const auto people = desktop->engine().people().people();
    const Employee first = people->at(5);
    const Employee second = people->at(6);
    const QUuid attended = makeUuidV7();
    const auto attendancePlan =
        dryRun(*desktop, ImportKind::Attendances,
               csvFile(m_folder, "Event,Person,Status,Time of attendance,Notes\nSafety drill," +
                                     first.email.toUtf8() + ",Confirmed,14:41,late\nSafety drill," +
                                     second.email.toUtf8() + ",Pending,,\n"),
               attended);
    ASSERT_TRUE(attendancePlan);
    EXPECT_EQ(attendancePlan->creations, 2) << troublesOf(*attendancePlan).toStdString();
    const auto attendanceOutcome = carryOut(*desktop, attendancePlan, attended);
    ASSERT_TRUE(attendanceOutcome);
    EXPECT_TRUE(attendanceOutcome->refused.isEmpty());
    ASSERT_TRUE(desktop->settle());
    QList<AttendanceRow> rows;
    ASSERT_TRUE(waitFor([&] {
        rows = valueOf(desktop->engine().attendances().ofEvent(uuid)).value_or(rows);
        return rows.size() == 2;
    }));
    const auto came = std::ranges::find_if(rows, [](const AttendanceRow &row) {
        return row.attendance.status == AttendanceStatus::Confirmed;
    });
    ASSERT_NE(came, rows.end());
    EXPECT_EQ(came->personName, first.name);
    EXPECT_EQ(came->attendance.notes, u"late"_qs);
    EXPECT_EQ(came->attendance.attendedAt, event.date + std::chrono::minutes(11));

    const auto undone = valueOf(desktop->engine().imports().undo(attendanceOutcome->record.id));
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->record.leftAsIs, 0);
    ASSERT_TRUE(desktop->settle());
    EXPECT_TRUE(waitFor([&] {
        const auto now = valueOf(desktop->engine().attendances().ofEvent(uuid));
        return now && now->isEmpty();
    }));
    // Events are never deleted: it stays, as the draft it was.
    const auto kept = valueOf(desktop->engine().imports().undo(outcome->record.id));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->record.leftAsIs, 1);
    EXPECT_FALSE(desktop->event(uuid)->isActive);
}

TEST_F(ImportTest, ADepartmentThatSomebodyIsInStays)
{
    const auto desktop = admin();
    const QUuid import = makeUuidV7();
    const auto plan = dryRun(*desktop, ImportKind::Departments,
                             csvFile(m_folder, "Departamento\nTaller Norte\nTaller Sur\n"), import);
    ASSERT_TRUE(plan);
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->record.created, 2);
    const QUuid people = makeUuidV7();
    ASSERT_TRUE(desktop->settle());
    const auto peoplePlan = dryRun(
        *desktop, ImportKind::People,
        csvFile(m_folder, "Nombre,Cedula,Departamento\nOlga Ruiz,V-900077,Taller Sur\n"), people);
    ASSERT_TRUE(peoplePlan);
    ASSERT_TRUE(carryOut(*desktop, peoplePlan, people));
    const auto undone = valueOf(desktop->engine().imports().undo(outcome->record.id));
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->record.leftAsIs, 1);
    ASSERT_TRUE(desktop->settle());
    EXPECT_TRUE(waitFor([&] {
        QStringList names;
        for (const Department &each : desktop->engine().people().departments()) {
            names.append(each.name);
        }
        return names.contains(u"Taller Sur"_qs) && !names.contains(u"Taller Norte"_qs);
    }));
}

TEST_F(ImportTest, ATreeOfDepartmentsComesAndGoesAsAWhole)
{
    const auto desktop = admin();
    const auto named = [&](const QString &name) -> std::optional<Department> {
        for (const Department &each : desktop->engine().people().departments()) {
            if (each.name == name) {
                return each;
            }
        }
        return std::nullopt;
    };
    const QUuid import = makeUuidV7();
    const Department before = desktop->engine().people().departments().first();
    const QByteArray old = before.name.toUtf8();
    const auto plan =
        dryRun(*desktop, ImportKind::Departments,
               csvFile(m_folder, "Departamento;Superior;Responsable\nBrigada;Zona "
                                 "Norte;hr@empresa.com\nZona Norte;Región;\nRegión;;\n" +
                                     old + ";Brigada;\n"),
               import);
    ASSERT_TRUE(plan);
    ASSERT_TRUE(plan->isClean()) << troublesOf(*plan).toStdString();
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    ASSERT_TRUE(outcome->refused.isEmpty())
        << (outcome->refused.isEmpty() ? "" : outcome->refused.first().message.toStdString());
    EXPECT_EQ(outcome->record.created, 3);
    EXPECT_EQ(outcome->record.changed, 1);
    ASSERT_TRUE(desktop->settle());
    ASSERT_TRUE(waitFor([&] {
        const auto brigade = named(u"Brigada"_qs);
        const auto zone = named(u"Zona Norte"_qs);
        const auto region = named(u"Región"_qs);
        const auto moved = named(before.name);
        return brigade && zone && region && moved && brigade->parentId == zone->id &&
               zone->parentId == region->id && moved->parentId == brigade->id && brigade->headId;
    }));

    const auto undone = valueOf(desktop->engine().imports().undo(outcome->record.id));
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->record.leftAsIs, 0);
    ASSERT_TRUE(desktop->settle());
    EXPECT_TRUE(waitFor([&] {
        const auto moved = named(before.name);
        return !named(u"Brigada"_qs) && !named(u"Zona Norte"_qs) && !named(u"Región"_qs) && moved &&
               moved->parentId == before.parentId;
    }));
}

TEST_F(ImportTest, WhoIsNewSignsInWithTheFirstPassword)
{
    const auto desktop = admin();
    const QUuid import = makeUuidV7();
    const auto employees = valueOf(desktop->engine().accounts().page({{}, Role::Employee, {}}, {}));
    ASSERT_TRUE(employees && !employees->items.isEmpty());
    // Not the one that other tests sign in with.
    const auto somebody = std::ranges::find_if(employees->items, [](const User &each) {
        return !each.email.isEmpty() && !each.email.startsWith(u"empleado1@"_qs);
    });
    ASSERT_NE(somebody, employees->items.end());
    const QString promoted = somebody->email;
    const QByteArray rows = "Nombre completo,Correo,Rol,Primera contraseña,Activo\n"
                            "Nora Luna,nora@empresa.com,Recursos humanos,una-clave-larga,sí\n"
                            "Raúl Sosa,raul@empresa.com,Empleado,,no\n"
                            "," +
                            promoted.toUtf8() + ",RRHH,,\n";
    const auto plan = dryRun(*desktop, ImportKind::Accounts, csvFile(m_folder, rows), import);
    ASSERT_TRUE(plan);
    ASSERT_TRUE(plan->isClean()) << troublesOf(*plan).toStdString();
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    ASSERT_TRUE(outcome->refused.isEmpty())
        << (outcome->refused.isEmpty() ? "" : outcome->refused.first().message.toStdString());
    EXPECT_EQ(outcome->record.created, 2);
    EXPECT_EQ(outcome->record.changed, 1);

    const auto accountOf = [&](const QString &email) -> std::optional<User> {
        const auto page = valueOf(desktop->engine().accounts().page({email, {}, {}}, {}));
        return page && !page->items.isEmpty() ? std::optional(page->items.first()) : std::nullopt;
    };
    EXPECT_EQ(accountOf(u"nora@empresa.com"_qs)->role, Role::HumanResources);
    EXPECT_FALSE(accountOf(u"raul@empresa.com"_qs)->isActive);
    EXPECT_EQ(accountOf(promoted)->role, Role::HumanResources);
    {
        Desktop nora(*s_server, u"nora@empresa.com"_qs, u"una-clave-larga"_qs);
        EXPECT_TRUE(nora.engine().session().person());
        // Accounts are an administrator's.
        const auto refused = valueOf(nora.engine().imports().carryOut(plan, makeUuidV7(), u"a"_qs));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::Forbidden);
    }

    // Whoever has signed in stays; the rest is as it was.
    const auto undone = valueOf(desktop->engine().imports().undo(outcome->record.id));
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->record.leftAsIs, 1);
    EXPECT_TRUE(accountOf(u"nora@empresa.com"_qs));
    EXPECT_FALSE(accountOf(u"raul@empresa.com"_qs));
    EXPECT_EQ(accountOf(promoted)->role, Role::Employee);
}

TEST_F(ImportTest, TheLastAdministratorIsNotImportedAway)
{
    const auto desktop = admin();
    const QUuid import = makeUuidV7();
    QByteArray rows = "Nombre completo,Correo,Rol\nSol Díaz,sol@empresa.com,Empleado\n";
    const auto admins = valueOf(desktop->engine().accounts().page({{}, Role::Admin, {}}, {}));
    ASSERT_TRUE(admins);
    for (const User &each : admins->items) {
        rows += "," + each.email.toUtf8() + ",Empleado\n";
    }
    const auto plan = dryRun(*desktop, ImportKind::Accounts, csvFile(m_folder, rows), import);
    ASSERT_TRUE(plan);
    const auto outcome = carryOut(*desktop, plan, import);
    ASSERT_TRUE(outcome);
    ASSERT_EQ(outcome->refused.size(), 1);
    EXPECT_EQ(outcome->refused.first().line, admins->items.size() + 2);
    const auto page =
        valueOf(desktop->engine().accounts().page({u"sol@empresa.com"_qs, {}, {}}, {}));
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->items.isEmpty()) << "all or nothing";
}

TEST_F(ImportTest, AnEmployeeMayNotAndSeesNone)
{
    Desktop employee(*s_server, u"empleado1@empresa.com"_qs, u"empleado123"_qs);
    const auto latest = valueOf(employee.engine().imports().page({}));
    ASSERT_FALSE(latest);
    EXPECT_EQ(latest.error().code, ErrorCode::Forbidden);
}
