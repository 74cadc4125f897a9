// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakecompany.h"

#include "wire/dashboardkeys.h"
#include "wire/isotime.h"
#include "wire/names.h"

#include <algorithm>
#include <array>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
namespace Keys = Wire::DashboardKeys;

const QUuid Namespace(u"6f1c2a52-8d1f-4a53-9a37-64f2ab0d6d11"_s);

struct PersonSeed
{
    QStringView first;
    QStringView last;
    QStringView job;
    int department;
};

constexpr std::array<PersonSeed, 30> PersonSeeds = {{
    {u"Gabriela", u"Márquez Rondón", u"Administradora del sistema", 3},
    {u"Luis Alberto", u"Herrera Díaz", u"Gerente de Talento Humano", 0},
    {u"María José", u"Núñez Peña", u"Analista de operaciones", 2},
    {u"José Gregorio", u"Ramírez Soto", u"Supervisor de planta", 2},
    {u"Ana Karina", u"Ibáñez Mora", u"Contadora", 1},
    {u"Carlos Eduardo", u"Peñalver Ruiz", u"Ejecutivo de ventas", 4},
    {u"Valentina", u"Órtiz Salazar", u"Desarrolladora", 3},
    {u"Pedro Luis", u"Zambrano Vera", u"Chofer", 5},
    {u"Yolanda", u"Álvarez Quintero", u"Asistente administrativa", 1},
    {u"Ricardo", u"Colmenares Paz", u"Jefe de almacén", 5},
    {u"Beatriz", u"Figueroa León", u"Coordinadora de capacitación", 0},
    {u"Andrés", u"Gómez Villalobos", u"Soporte técnico", 3},
    {u"Daniela", u"Hernández Prieto", u"Ejecutiva de cuentas", 4},
    {u"Simón", u"Urdaneta Gil", u"Operador de máquinas", 2},
    {u"Patricia", u"Contreras Blanco", u"Analista de nómina", 0},
    {u"Héctor", u"Marín Escalona", u"Auditor interno", 1},
    {u"Rosa Elena", u"Suárez Medina", u"Analista de compras", 5},
    {u"Francisco", u"Toro Alvarado", u"Gerente de ventas", 4},
    {u"Lucía", u"Bravo Castellanos", u"Diseñadora", 3},
    {u"Manuel", u"Rivas Ochoa", u"Mecánico", 2},
    {u"Carmen Teresa", u"Delgado Rangel", u"Tesorera", 1},
    {u"Iván", u"Cárdenas Molina", u"Despachador", 5},
    {u"Mónica", u"Palacios Franco", u"Atención al cliente", 4},
    {u"Óscar", u"Lozada Briceño", u"Técnico de mantenimiento", 2},
    {u"Sofía", u"Guerrero Landaeta", u"Reclutadora", 0},
    {u"Tomás", u"Villegas Arocha", u"Administrador de redes", 3},
    {u"Elena", u"Navarro Pinto", u"Analista financiera", 1},
    {u"Javier", u"Muñoz Carrasco", u"Vendedor", 4},
    {u"Nelly", u"Araujo Benítez", u"Inspectora de calidad", 2},
    {u"Wilmer", u"Castillo Fernández de la Concepción", u"Coordinador de transporte y flota", 5},
}};

constexpr std::array<QStringView, 6> DepartmentNames = {
    u"Talento Humano", u"Finanzas", u"Operaciones", u"Tecnología", u"Ventas", u"Logística"};

constexpr std::array<QStringView, 4> Questions = {
    u"¿Qué aprendió en este evento?", u"¿Cómo aplicará lo aprendido en su trabajo?",
    u"¿Recomendaría este evento a sus compañeros?", u"¿Qué mejoraría del evento?"};

constexpr std::array<QStringView, 8> Responses = {
    u"A organizar mejor la jornada y a pedir ayuda a tiempo.",
    u"Revisaré con mi equipo los pasos que vimos antes de cada turno.",
    u"Sí, sin duda: fue práctico y ameno.",
    u"Le daría más tiempo a los ejercicios.",
    u"Conocí herramientas que no sabía que teníamos.",
    u"Las usaré en los informes de cierre de mes.",
    u"Sí, sobre todo a quienes empiezan.",
    u"Un salón más grande y menos láminas."};

QUuid named(const QString &name)
{
    return QUuid::createUuidV5(Namespace, name);
}

// The same spread at every run, without a random generator.
int spread(int a, int b)
{
    return (a * 37 + b * 61 + (a * b) % 17 * 23) % 100;
}

QString emailOf(const PersonSeed &seed)
{
    const QString folded = (seed.first.toString().section(u' ', 0, 0) + u'.' +
                            seed.last.toString().section(u' ', 0, 0))
                               .toLower()
                               .normalized(QString::NormalizationForm_KD);
    QString plain;
    for (const QChar c : folded) {
        if (c.unicode() < 0x80) {
            plain.append(c);
        }
    }
    return plain + u"@empresa.com"_s;
}

template <typename List, typename Predicate>
auto *found(List &list, Predicate predicate)
{
    const auto at = std::find_if(list.begin(), list.end(), predicate);
    return at == list.end() ? nullptr : &*at;
}

} // namespace

FakeCompany FakeCompany::small(Timestamp now)
{
    FakeCompany company;
    company.addDepartments();
    company.addPeople(now);
    company.addEvents(now);
    company.addHistory(now);
    return company;
}

FakeCompany FakeCompany::crowd(int people, Timestamp now)
{
    FakeCompany company;
    company.addDepartments();
    company.people.reserve(people);
    for (int i = 0; i < people; ++i) {
        const PersonSeed &seed = PersonSeeds[static_cast<size_t>(spread(i, 3) % 30)];
        const PersonSeed &other = PersonSeeds[static_cast<size_t>((i / 30) % 30)];
        Employee employee;
        employee.id = UserId(i + 1);
        employee.uuid = UserUuid(named(u"user-"_s + QString::number(i + 1)));
        employee.firstName = seed.first.toString();
        employee.lastName = other.last.toString();
        employee.name = employee.firstName + u' ' + employee.lastName;
        employee.email = u"persona"_s + QString::number(i + 1) + u"@empresa.com"_s;
        employee.nationalId = u"V-"_s + QString::number(5'000'000 + i);
        employee.badgeCode = u"B"_s + QString::number(i + 1).rightJustified(6, u'0');
        employee.jobTitle = other.job.toString();
        const Department &department = company.departments.at(spread(i, 5) % 6);
        employee.departmentId = department.id;
        employee.department = department.name;
        employee.createdAt = employee.updatedAt = now;
        employee.revision = 1;
        company.people.append(employee);
    }
    return company;
}

void FakeCompany::addDepartments()
{
    for (size_t i = 0; i < DepartmentNames.size(); ++i) {
        Department department;
        department.id = DepartmentId(static_cast<qint64>(i) + 1);
        department.name = DepartmentNames[i].toString();
        department.uuid = DepartmentUuid(named(department.name));
        department.revision = 1;
        departments.append(department);
    }
}

void FakeCompany::addPeople(Timestamp now)
{
    for (size_t i = 0; i < PersonSeeds.size(); ++i) {
        const PersonSeed &seed = PersonSeeds[i];
        const int number = static_cast<int>(i) + 1;
        Employee employee;
        employee.id = UserId(number);
        employee.uuid = UserUuid(named(u"user-"_s + QString::number(number)));
        employee.firstName = seed.first.toString();
        employee.lastName = seed.last.toString();
        employee.name = employee.firstName + u' ' + employee.lastName;
        employee.email = number == 1   ? u"admin@empresa.com"_s
                         : number == 2 ? u"hr@empresa.com"_s
                         : number == 3 ? u"empleado1@empresa.com"_s
                                       : emailOf(seed);
        employee.nationalId = u"V-"_s + QString::number(9'100'000 + number * 312'457 % 9'000'000);
        employee.badgeCode = u"B"_s + QString::number(number).rightJustified(4, u'0');
        employee.phone =
            u"+58 412 555 "_s + QString::number(1000 + number * 37).rightJustified(4, u'0');
        employee.birthDate = QDate(1966 + spread(number, 2) % 35, 1 + number % 12, 1 + number % 28);
        employee.hireDate =
            QDate(2010 + spread(number, 9) % 15, 1 + number * 5 % 12, 1 + number * 3 % 28);
        employee.jobTitle = seed.job.toString();
        employee.departmentId = departments.at(seed.department).id;
        employee.department = departments.at(seed.department).name;
        if (number > 3) {
            employee.managerId = UserId(seed.department == 2 && number != 4 ? 4 : 2);
        }
        employee.isActive = number != 20 && number != 29;
        const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).date();
        if (number == 20) {
            employee.leftOn = today.addDays(-25);
        } else if (number == 7 || number == 13) {
            employee.contractUntil = today.addDays(number == 7 ? 45 : -3);
        } else if (number == 18) {
            employee.contractUntil = today.addDays(200);
            employee.notes = u"Contrato de la obra de Guarenas; hablar en marzo."_s;
        }
        employee.createdAt = now - 24h * 400;
        employee.updatedAt = now - 24h * (number * 3);
        employee.revision = 1 + number % 4;
        people.append(employee);

        if (number != 8 && number != 14 && number != 22) {
            accounts.append({employee.id, employee.name, employee.email,
                             number == 1                   ? Role::Admin
                             : number == 2 || number == 11 ? Role::HumanResources
                                                           : Role::Employee,
                             employee.isActive, employee.createdAt, employee.updatedAt,
                             employee.uuid, employee.revision});
        }
    }
}

void FakeCompany::addEvents(Timestamp now)
{
    struct Seed
    {
        QStringView title;
        QStringView type;
        QStringView location;
        std::chrono::minutes from;
        int minutes;
        int seats;
        Registration registration;
        bool isActive;
    };
    const std::array<Seed, 8> seeds = {{
        {u"Inducción a la empresa", u"Capacitación", u"Sala Ávila", -24h * 61, 240, 0,
         Registration::Everyone, true},
        {u"Taller de primeros auxilios", u"Taller", u"Patio central", -24h * 23, 180, 25,
         Registration::Open, true},
        {u"Excel avanzado para informes", u"Capacitación", u"Laboratorio 2", -24h * 7, 120, 20,
         Registration::Open, true},
        {u"Reunión general de mayo", u"Reunión", u"Auditorio", -20min, 120, 0,
         Registration::Everyone, true},
        {u"Seguridad y salud en el trabajo", u"Capacitación", u"Auditorio", 4h, 90, 20,
         Registration::Open, true},
        {u"Conferencia: liderazgo y trabajo en equipo", u"Conferencia", u"Hotel Tamanaco, salón B",
         24h * 6, 150, 100, Registration::Open, true},
        {u"Taller de comunicación asertiva", u"Taller", u"Sala Ávila", 24h * 15, 240, 12,
         Registration::Open, true},
        {u"Jornada de integración familiar", u"Otro", u"Parque del Este", 24h * 40, 480, 0,
         Registration::Everyone, false},
    }};
    for (size_t i = 0; i < seeds.size(); ++i) {
        const Seed &seed = seeds[i];
        const auto number = static_cast<qint64>(i) + 1;
        Event event;
        event.id = EventId(number);
        event.uuid = EventUuid(named(u"event-"_s + QString::number(number)));
        event.title = seed.title.toString();
        event.type = seed.type.toString();
        event.location = seed.location.toString();
        event.description =
            u"Una actividad para todo el personal. Traiga su carnet y llegue diez minutos antes."_s;
        event.date = now + seed.from;
        event.duration = std::chrono::minutes(seed.minutes);
        if (seed.seats > 0) {
            event.maxAttendees = seed.seats;
        }
        event.isActive = seed.isActive;
        event.status = seed.isActive ? EventStatus::Active : EventStatus::Inactive;
        event.registration = seed.registration;
        event.creatorId = UserId(1);
        event.createdAt = now - 24h * 90;
        event.updatedAt = now - 24h * 9;
        event.revision = 1;
        for (size_t q = 0; q < Questions.size(); ++q) {
            event.questions.append({QuestionId(number * 10 + static_cast<qint64>(q)), event.id,
                                    Questions[q].toString(), event.createdAt, event.createdAt});
        }
        events.append(event);
    }
}

void FakeCompany::addHistory(Timestamp now)
{
    for (qsizetype e = 0; e < events.size(); ++e) {
        const Event event = events.at(e);
        if (!event.isActive) {
            continue;
        }
        for (qsizetype p = 0; p < people.size(); ++p) {
            const Employee &who = people.at(p);
            const int chance = spread(static_cast<int>(p), static_cast<int>(e));
            const bool isOwn = p == EmployeeIndex;
            const bool everyone = event.registration == Registration::Everyone;
            const bool isRegistered =
                isOwn ? e < 5 : everyone || chance < (event.date > now + 24h ? 30 : 62);
            if (!isRegistered || (!who.isActive && e > 1)) {
                continue;
            }
            Attendance &attendance =
                addAttendance(AttendanceUuid(named(u"attendance-"_s + QString::number(e) + u'-' +
                                                   QString::number(p))),
                              event, who, event.date - 24h * 5);
            const bool isPast = event.end() <= now;
            if (isPast && !isOwn && chance % 9 == 0) {
                attendance.status = AttendanceStatus::Cancelled;
                attendance.notes = u"Permiso médico"_s;
            } else if ((isPast && (isOwn || chance % 7 != 0)) ||
                       (event.date <= now && !isOwn && chance % 3 == 0)) {
                confirm(attendance, event.date + std::chrono::seconds(chance * 11 - 300));
            }
            Evaluation *evaluation = this->evaluation(event.uuid, who.uuid);
            if (!evaluation || !isPast) {
                continue;
            }
            const bool isGraded = isOwn ? e == 0 : chance % 3 != 0 && e < 2;
            const bool isAnswered = isOwn ? e < 2 : chance % 4 != 1;
            if (isAnswered || isGraded) {
                answer(*evaluation, chance, event.end() + 24h);
            }
            if (isGraded) {
                evaluation->status = EvaluationStatus::Graded;
                evaluation->score = isOwn ? 9 : 5 + chance % 6;
                evaluation->graderId = UserId(2);
                evaluation->gradedAt = event.end() + 24h * 3;
                evaluation->feedback = u"Buen aprovechamiento; se nota la participación."_s;
            }
        }
    }
}

Attendance &FakeCompany::addAttendance(AttendanceUuid uuid, const Event &event,
                                       const Employee &person, Timestamp at)
{
    Attendance attendance;
    attendance.id = AttendanceId(attendances.size() + 1);
    attendance.uuid = uuid;
    attendance.eventId = event.id;
    attendance.eventUuid = event.uuid;
    attendance.userId = person.id;
    attendance.userUuid = person.uuid;
    attendance.createdAt = attendance.updatedAt = at;
    attendance.revision = 1;
    attendances.append(attendance);
    return attendances.last();
}

void FakeCompany::confirm(Attendance &attendance, Timestamp at)
{
    attendance.status = AttendanceStatus::Confirmed;
    attendance.attendedAt = at;
    attendance.updatedAt = at;
    ++attendance.revision;
    if (!evaluation(attendance.eventUuid, attendance.userUuid)) {
        addEvaluation(attendance, at);
    }
}

void FakeCompany::addEvaluation(const Attendance &attendance, Timestamp at)
{
    Evaluation evaluation;
    evaluation.id = EvaluationId(evaluations.size() + 1);
    evaluation.uuid =
        EvaluationUuid(named(u"evaluation-"_s + QString::number(evaluations.size() + 1)));
    evaluation.eventId = attendance.eventId;
    evaluation.eventUuid = attendance.eventUuid;
    evaluation.userId = attendance.userId;
    evaluation.userUuid = attendance.userUuid;
    evaluation.createdAt = evaluation.updatedAt = at;
    evaluation.revision = 1;
    evaluations.append(evaluation);
}

void FakeCompany::answer(Evaluation &evaluation, int variant, Timestamp at)
{
    const Event *of = event(evaluation.eventUuid);
    for (qsizetype q = 0; q < of->questions.size(); ++q) {
        evaluation.answers.append(
            {AnswerId(evaluation.id.value() * 10 + q), evaluation.id, of->questions.at(q).id,
             Responses[static_cast<size_t>((q % 4) + (variant % 2) * 4)].toString(), at, at});
    }
    evaluation.status = EvaluationStatus::Submitted;
    evaluation.submittedAt = at;
}

Department *FakeCompany::department(DepartmentUuid uuid)
{
    const auto at = std::ranges::find(departments, uuid, &Department::uuid);
    return at == departments.end() ? nullptr : &*at;
}

bool FakeCompany::hasDepartment(const QString &name, DepartmentUuid except) const
{
    return std::ranges::any_of(departments, [&](const Department &each) {
        return each.uuid != except && each.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

DepartmentId FakeCompany::nextDepartmentId() const
{
    qint64 last = 0;
    for (const Department &each : departments) {
        last = std::max(last, each.id.value());
    }
    return DepartmentId(last + 1);
}

void FakeCompany::removeDepartment(const Department &department,
                                   const std::optional<DepartmentId> &moveTo)
{
    const Department gone = department;
    const auto target = std::ranges::find_if(
        departments, [&](const Department &each) { return moveTo && each.id == *moveTo; });
    for (Employee &who : people) {
        if (who.departmentId == gone.id && target != departments.end()) {
            who.departmentId = target->id;
            who.department = target->name;
        }
    }
    departments.removeIf([&](const Department &each) { return each.uuid == gone.uuid; });
    for (Department &each : departments) {
        if (each.parentId == gone.id) {
            each.parentId = gone.parentId;
        }
    }
}

Employee *FakeCompany::person(UserUuid uuid)
{
    return found(people, [uuid](const Employee &e) { return e.uuid == uuid; });
}

Employee *FakeCompany::person(UserId id)
{
    return found(people, [id](const Employee &e) { return e.id == id; });
}

Employee *FakeCompany::personByCode(const QString &code)
{
    Employee *byBadge = found(people, [&](const Employee &e) { return e.badgeCode == code; });
    return byBadge ? byBadge
                   : found(people, [&](const Employee &e) { return e.nationalId == code; });
}

Event *FakeCompany::event(EventUuid uuid)
{
    return found(events, [uuid](const Event &e) { return e.uuid == uuid; });
}

Event *FakeCompany::event(const QString &title)
{
    return found(events, [&](const Event &e) { return e.title == title; });
}

Attendance *FakeCompany::attendance(AttendanceUuid uuid)
{
    return found(attendances, [uuid](const Attendance &a) { return a.uuid == uuid; });
}

Attendance *FakeCompany::attendance(EventUuid event, UserUuid person)
{
    return found(attendances,
                 [&](const Attendance &a) { return a.eventUuid == event && a.userUuid == person; });
}

Evaluation *FakeCompany::evaluation(EvaluationUuid uuid)
{
    return found(evaluations, [uuid](const Evaluation &e) { return e.uuid == uuid; });
}

Evaluation *FakeCompany::evaluation(EventUuid event, UserUuid person)
{
    return found(evaluations,
                 [&](const Evaluation &e) { return e.eventUuid == event && e.userUuid == person; });
}

Dashboard FakeCompany::dashboard(Role role, UserUuid person, Timestamp now) const
{
    Dashboard dashboard;
    dashboard.role = role;
    dashboard.asOf = now - 90s;

    const auto countOf = [](const auto &list, auto predicate) {
        return static_cast<double>(std::count_if(list.begin(), list.end(), predicate));
    };
    const auto point = [](const QString &key, const QString &label, double value, qint64 id = 0) {
        return SeriesPoint{key, label, value, id};
    };
    QList<SeriesPoint> next;
    QList<SeriesPoint> ownNext;
    QList<SeriesPoint> rateByEvent;
    for (const Event &event : events) {
        const double registered =
            countOf(attendances, [&](const Attendance &a) { return a.eventUuid == event.uuid; });
        const double confirmed = countOf(attendances, [&](const Attendance &a) {
            return a.eventUuid == event.uuid && a.status == AttendanceStatus::Confirmed;
        });
        const QString start = QString::fromLatin1(Wire::toIso(event.date));
        if (event.isActive && event.end() > now) {
            next.append(point(start, event.title, registered, event.id.value()));
            if (std::any_of(attendances.begin(), attendances.end(), [&](const Attendance &a) {
                    return a.eventUuid == event.uuid && a.userUuid == person;
                })) {
                ownNext.append(point(start, event.title, registered, event.id.value()));
            }
        } else if (event.isActive && registered > 0) {
            rateByEvent.append(point(start, event.title, confirmed / registered, event.id.value()));
        }
    }
    const auto itsEvent = [this](EventUuid uuid) -> const Event & {
        return *std::find_if(events.begin(), events.end(),
                             [uuid](const Event &e) { return e.uuid == uuid; });
    };
    // As the server has it: confirmed of those expected, at active events that are over.
    const auto rateOf = [&](const auto &isMeant) {
        const auto isExpected = [&](const Attendance &a) {
            const Event &event = itsEvent(a.eventUuid);
            return event.isActive && event.end() <= now &&
                   a.status != AttendanceStatus::Cancelled && isMeant(a);
        };
        const double confirmed = countOf(attendances, [&](const Attendance &a) {
            return isExpected(a) && a.status == AttendanceStatus::Confirmed;
        });
        const double expected = countOf(attendances, isExpected);
        return expected > 0 ? confirmed / expected : 0;
    };
    const auto averageOf = [&](const auto &isMeant) {
        double sum = 0;
        for (const Evaluation &e : evaluations) {
            sum += e.score && isMeant(e) ? *e.score : 0;
        }
        const double graded =
            countOf(evaluations, [&](const Evaluation &e) { return e.score && isMeant(e); });
        return graded > 0 ? sum / graded : 0;
    };
    QList<SeriesPoint> byDepartment;
    QList<SeriesPoint> scoresByDepartment;
    const auto isOf = [this](UserUuid user, DepartmentId department) {
        return std::any_of(people.begin(), people.end(), [&](const Employee &each) {
            return each.uuid == user && each.departmentId == department;
        });
    };
    for (const Department &department : departments) {
        const QString key = QString::number(department.id.value());
        byDepartment.append(point(key, department.name, rateOf([&](const Attendance &a) {
                                      return isOf(a.userUuid, department.id);
                                  }),
                                  department.id.value()));
        scoresByDepartment.append(point(key, department.name, averageOf([&](const Evaluation &e) {
                                            return isOf(e.userUuid, department.id);
                                        }),
                                        department.id.value()));
    }
    QList<SeriesPoint> byMonth;
    QList<SeriesPoint> eventsByMonth;
    for (int month = 0; month < 12; ++month) {
        const QString key = month < 7
                                ? u"2025-"_s + QString::number(month + 6).rightJustified(2, u'0')
                                : u"2026-"_s + QString::number(month - 6).rightJustified(2, u'0');
        byMonth.append(point(key, key, 0.66 + spread(month, 7) % 28 / 100.0));
        eventsByMonth.append(point(key, key, 1 + spread(month, 11) % 6));
    }
    QList<SeriesPoint> byStatus;
    for (const EvaluationStatus status :
         {EvaluationStatus::Pending, EvaluationStatus::Submitted, EvaluationStatus::Graded}) {
        const QString key = QString::fromLatin1(Wire::name(status));
        byStatus.append(point(key, key, countOf(evaluations, [&](const Evaluation &e) {
                                  return e.status == status;
                              })));
    }
    QList<SeriesPoint> distribution;
    for (int score = 1; score <= 10; ++score) {
        distribution.append(
            point(QString::number(score), QString::number(score),
                  countOf(evaluations, [&](const Evaluation &e) { return e.score == score; })));
    }

    if (role == Role::Employee) {
        QList<SeriesPoint> scores;
        for (const Evaluation &e : evaluations) {
            if (e.userUuid == person && e.score) {
                scores.append(point(QString::fromLatin1(Wire::toIso(*e.gradedAt)),
                                    events.at(e.eventId.value() - 1).title, *e.score,
                                    e.eventId.value()));
            }
        }
        QList<SeriesPoint> own;
        for (const AttendanceStatus status :
             {AttendanceStatus::Pending, AttendanceStatus::Confirmed,
              AttendanceStatus::Cancelled}) {
            const QString key = QString::fromLatin1(Wire::name(status));
            own.append(point(key, key, countOf(attendances, [&](const Attendance &a) {
                                 return a.userUuid == person && a.status == status;
                             })));
        }
        dashboard.figures = {
            {Keys::OwnEventsUpcoming, countOf(attendances,
                                              [&](const Attendance &a) {
                                                  const Event &event = itsEvent(a.eventUuid);
                                                  return a.userUuid == person &&
                                                         a.status != AttendanceStatus::Cancelled &&
                                                         event.isActive && event.date > now;
                                              })},
            {Keys::OwnConfirmationsPending,
             countOf(attendances,
                     [&](const Attendance &a) {
                         const Event &event = itsEvent(a.eventUuid);
                         return a.userUuid == person && a.status == AttendanceStatus::Pending &&
                                event.isActive && event.date <= now && event.end() >= now;
                     })},
            {Keys::OwnEvaluationsToAnswer, countOf(evaluations,
                                                   [&](const Evaluation &e) {
                                                       return e.userUuid == person &&
                                                              e.status == EvaluationStatus::Pending;
                                                   })},
            {Keys::OwnAverageScore,
             averageOf([&](const Evaluation &e) { return e.userUuid == person; })},
            {Keys::OwnAttendanceRate,
             rateOf([&](const Attendance &a) { return a.userUuid == person; })}};
        dashboard.series = {{Keys::OwnScores, scores},
                            {Keys::OwnAttendanceByStatus, own},
                            {Keys::OwnNextEvents, ownNext}};
        return dashboard;
    }

    const auto dayOf = [](Timestamp at) {
        return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).date();
    };
    dashboard.figures = {
        {Keys::EventsToday,
         countOf(events,
                 [&](const Event &e) { return e.isActive && dayOf(e.date) == dayOf(now); })},
        {Keys::EventsUpcoming,
         countOf(events, [&](const Event &e) { return e.isActive && e.date > now; })},
        {Keys::ConfirmationsPending,
         countOf(attendances,
                 [&](const Attendance &a) {
                     const auto its =
                         std::find_if(events.begin(), events.end(),
                                      [&a](const Event &e) { return e.uuid == a.eventUuid; });
                     return a.status == AttendanceStatus::Pending && its != events.end() &&
                            its->isActive && its->date <= now;
                 })},
        {Keys::EvaluationsToGrade, byStatus.at(1).value},
        {Keys::AttendanceRate, rateOf([](const Attendance &) { return true; })},
        {Keys::AverageScore, averageOf([](const Evaluation &) { return true; })}};
    dashboard.series = {{Keys::AttendanceRateByMonth, byMonth},
                        {Keys::AttendanceRateByEvent, rateByEvent},
                        {Keys::AttendanceRateByDepartment, byDepartment},
                        {Keys::ScoresByDepartment, scoresByDepartment},
                        {Keys::ScoreDistribution, distribution},
                        {Keys::EvaluationsByStatus, byStatus},
                        {Keys::NextEvents, next}};
    if (role == Role::Admin) {
        const double active = countOf(accounts, [](const User &u) { return u.isActive; });
        const double all = static_cast<double>(accounts.size());
        const double withoutLogin = static_cast<double>(people.size()) - all;
        dashboard.figures.insert(Keys::AccountsTotal, all);
        dashboard.figures.insert(Keys::AccountsActive, active);
        dashboard.figures.insert(Keys::AccountsWithoutLogin, withoutLogin);
        dashboard.figures.insert(Keys::EventsTotal, static_cast<double>(events.size()));
        dashboard.figures.insert(Keys::EventsActive,
                                 countOf(events, [](const Event &e) { return e.isActive; }));
        dashboard.figures.insert(Keys::CapturesToReview, 1);
        QList<SeriesPoint> byRole;
        for (const Role each : {Role::Admin, Role::HumanResources, Role::Employee}) {
            const QString key = QString::fromLatin1(Wire::name(each));
            byRole.append(
                point(key, key, countOf(accounts, [&](const User &u) { return u.role == each; })));
        }
        QList<SeriesPoint> activity;
        for (int day = 1; day <= 28; ++day) {
            const QString key = u"2026-05-"_s + QString::number(day).rightJustified(2, u'0');
            activity.append(point(key, key, day % 7 < 2 ? 2 : 10 + spread(day, 3) % 60));
        }
        dashboard.series.insert(Keys::AccountsByRole, byRole);
        dashboard.series.insert(Keys::AccountsByState,
                                {point(u"active"_s, u"active"_s, active),
                                 point(u"inactive"_s, u"inactive"_s, all - active),
                                 point(u"withoutLogin"_s, u"withoutLogin"_s, withoutLogin)});
        dashboard.series.insert(Keys::ActivityByDay, activity);
        dashboard.series.insert(Keys::EventsByMonth, eventsByMonth);
    }
    return dashboard;
}

} // namespace EvalTrack::Test
