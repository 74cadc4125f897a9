// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democompany.h"

#include "base/foldedtext.h"
#include "security/passwordhasher.h"
#include "storage/bulkload.h"
#include "storage/copywriter.h"
#include "storage/database.h"
#include "storage/migrator.h"
#include "wire/names.h"

#include <QDateTime>

#include <array>

namespace EvalTrack::Server {

namespace {

constexpr qint64 ReportEvery = 50'000;
/// Of the people at the event at the door, whom a device read; the others were confirmed by hand.
constexpr qint64 MostCaptured = 400;

template <typename Enum>
QByteArray nameOf(Enum value)
{
    return Wire::name(value).toByteArray();
}

Result<void> done(SqlResult<qint64> copied)
{
    if (!copied) {
        return std::unexpected(copied.error());
    }
    return {};
}

} // namespace

DemoCompany::DemoCompany(Database &database, Progress progress)
    : m_database(database)
    , m_progress(std::move(progress))
{}

void DemoCompany::report(const char *what, qint64 done, qint64 total) const
{
    if (m_progress) {
        m_progress(what, done, total);
    }
}

Result<bool> DemoCompany::says(const char *condition) const
{
    const auto rows = m_database.runText(QByteArray("select ").append(condition));
    if (!rows) {
        return std::unexpected(rows.error());
    }
    return rows->at(0).boolean(0);
}

// A database that is new, empty or a demo. Asked step by step: a table that is not there cannot
// even be named in a statement.
Result<bool> DemoCompany::mayBeThrownAway() const
{
    const auto hasSchema = says("to_regclass('public.users') is not null");
    if (!hasSchema || !*hasSchema) {
        return hasSchema ? Result<bool>(true) : hasSchema;
    }
    const auto hasPeople = says("exists (select from public.users)");
    if (!hasPeople || !*hasPeople) {
        return hasPeople ? Result<bool>(true) : hasPeople;
    }
    const auto knowsMark = says("to_regclass('public.demo_company') is not null");
    if (!knowsMark || !*knowsMark) {
        return knowsMark;
    }
    return says("exists (select from public.demo_company)");
}

Result<void> DemoCompany::reset()
{
    const auto mayGo = mayBeThrownAway();
    if (!mayGo) {
        return std::unexpected(mayGo.error());
    }
    if (!*mayGo) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("The database holds a company that is not the demo; nothing "
                                      "was deleted. Give the demo another database (--data or "
                                      "DATABASE_URL)."));
    }
    // The ledger refuses DELETE and TRUNCATE, so the schema goes as a whole.
    auto transaction = m_database.begin();
    if (!transaction) {
        return std::unexpected(transaction.error());
    }
    auto dropped = m_database.runScript(
        QByteArrayLiteral("set local statement_timeout = 0; set local lock_timeout = '15s'; "
                          "drop schema public cascade; create schema public"));
    if (dropped) {
        dropped = transaction->commit();
    }
    if (!dropped) {
        return std::unexpected(dropped.error());
    }
    const auto migrated = Migrator(m_database).migrate();
    if (!migrated) {
        return std::unexpected(migrated.error());
    }
    return {};
}

Result<DemoCompany::Summary> DemoCompany::fill(const Options &options)
{
    Options complete = options;
    complete.people = std::max<qint64>(complete.people, DemoPlan::Employee);
    if (complete.now == Timestamp{}) {
        complete.now = SystemClock().now();
    }
    const DemoPlan plan(complete, DemoVocabulary::compiledIn());
    m_summary = {};

    auto transaction = m_database.begin();
    if (!transaction) {
        return std::unexpected(transaction.error());
    }
    const auto locked =
        m_database.runScript(QByteArrayLiteral("lock table users in exclusive mode"));
    if (!locked) {
        return std::unexpected(locked.error());
    }
    const auto people = m_database.runText(QByteArrayLiteral("select exists (select from users)"));
    if (!people) {
        return std::unexpected(people.error());
    }
    if (people->at(0).boolean(0)) {
        return failure(
            ErrorCode::Conflict,
            QStringLiteral(
                "The database has people already; the demo company needs an empty one."));
    }
    BulkLoad load(m_database, "{users,employees,attendances,evaluations,answers}");
    if (const auto begun = load.begin(); !begun) {
        return std::unexpected(begun.error());
    }
    if (const auto hashed = hashPasswords(); !hashed) {
        return std::unexpected(hashed.error());
    }
    for (const auto step :
         {&DemoCompany::writeDepartments, &DemoCompany::writeUsers, &DemoCompany::writeEmployees,
          &DemoCompany::writeEvents, &DemoCompany::writeAttendances, &DemoCompany::writeEvaluations,
          &DemoCompany::writeAnswers, &DemoCompany::writeReviewCaptures,
          &DemoCompany::writeDocuments, &DemoCompany::writeLegacyTray, &DemoCompany::finish}) {
        if (const auto written = (this->*step)(plan); !written) {
            return std::unexpected(written.error());
        }
    }
    report("indexes and figures", 0, 1);
    if (const auto finished = load.finish(); !finished) {
        return std::unexpected(finished.error());
    }
    if (const auto written = writeArrivals(plan); !written) {
        return std::unexpected(written.error());
    }
    if (const auto written = writeActivity(plan); !written) {
        return std::unexpected(written.error());
    }
    if (const auto marked =
            m_database.runScript(QByteArrayLiteral("insert into demo_company default values"));
        !marked) {
        return std::unexpected(marked.error());
    }
    if (const auto committed = transaction->commit(); !committed) {
        return std::unexpected(committed.error());
    }
    report("indexes and figures", 1, 1);
    return m_summary;
}

Result<void> DemoCompany::hashPasswords()
{
    // One hash a role: a million of them would take hours, and the passwords are no secret.
    for (const auto &[role, password] : {std::pair(Role::Admin, AdminPassword),
                                         std::pair(Role::HumanResources, HumanResourcesPassword),
                                         std::pair(Role::Employee, EmployeePassword)}) {
        const auto hash = PasswordHasher::hashNow(QString::fromLatin1(password));
        if (!hash) {
            return std::unexpected(hash.error());
        }
        m_passwordHashes.insert(role, hash->toUtf8());
    }
    return {};
}

Result<void> DemoCompany::writeDepartments(const DemoPlan &plan)
{
    auto copy = CopyWriter::begin(
        m_database,
        QByteArrayLiteral("departments (id, uuid, name, parent_id, created_at, updated_at)"));
    if (!copy) {
        return std::unexpected(copy.error());
    }
    const Timestamp founded = plan.options().now - std::chrono::hours(24 * 760);
    DemoRandom random(plan.options().seed);
    qint64 id = 0;
    QHash<QString, qint64> known;
    for (const DemoDepartment &department : plan.vocabulary().departments) {
        const auto above = known.constFind(department.under);
        copy->row({++id, random.uuid(founded), department.name,
                   above == known.constEnd() ? std::nullopt : std::optional(*above), founded,
                   founded});
        known.insert(department.name, id);
    }
    return done(copy->finish());
}

Result<void> DemoCompany::writeUsers(const DemoPlan &plan)
{
    auto copy = CopyWriter::begin(m_database,
                                  QByteArrayLiteral("users (id, uuid, name, email, password_hash, "
                                                    "role, is_active, created_at, updated_at)"));
    if (!copy) {
        return std::unexpected(copy.error());
    }
    for (qint64 id = 1; id <= plan.options().people; ++id) {
        const DemoPerson person = plan.person(id);
        const Role role = person.traits.role;
        const std::optional<QByteArray> hash =
            person.traits.hasLogin ? std::optional(m_passwordHashes.value(role)) : std::nullopt;
        copy->row({id, person.uuid, person.name(), person.email, hash, nameOf(role),
                   person.traits.isActive, person.createdAt, person.createdAt});
        if (id % ReportEvery == 0) {
            report("people", id, plan.options().people);
        }
    }
    m_summary.people = plan.options().people;
    return done(copy->finish());
}

Result<void> DemoCompany::writeEmployees(const DemoPlan &plan)
{
    auto copy = CopyWriter::begin(
        m_database,
        QByteArrayLiteral(
            "employees (user_id, first_name, last_name, national_id, badge_code, phone, "
            "birth_date, job_title, "
            "department_id, manager_id, hire_date, contract_until, left_on, search_text, "
            "created_at, "
            "updated_at)"));
    if (!copy) {
        return std::unexpected(copy.error());
    }
    for (qint64 id = 1; id <= plan.options().people; ++id) {
        const DemoPerson person = plan.person(id);
        const QStringList searched = {
            person.name(),     person.email,
            person.firstName,  person.lastName,
            person.nationalId, person.badgeCode,
            person.jobTitle,   plan.vocabulary().departments.at(person.traits.department).name};
        copy->row({id, person.firstName, person.lastName, person.nationalId, person.badgeCode,
                   person.phone, person.birthDate, person.jobTitle, person.traits.department + 1,
                   person.traits.manager, person.hireDate, person.contractUntil, person.leftOn,
                   foldedForSearch(searched.join(u' ')), person.createdAt, person.createdAt});
        if (id % ReportEvery == 0) {
            report("profiles", id, plan.options().people);
        }
    }
    if (const auto written = copy->finish(); !written) {
        return std::unexpected(written.error());
    }
    for (int department = 0; department < plan.vocabulary().departments.size(); ++department) {
        const auto led = m_database.runText(
            QByteArrayLiteral("update departments set head_id = $2 where id = $1"),
            {department + 1, plan.headOf(department)});
        if (!led) {
            return std::unexpected(led.error());
        }
    }
    return {};
}

Result<void> DemoCompany::writeEvents(const DemoPlan &plan)
{
    auto copy = CopyWriter::begin(
        m_database,
        QByteArrayLiteral("events (id, uuid, title, description, date, duration, location, type, "
                          "max_attendees, status, "
                          "is_active, registration, creator_id, created_at, updated_at, zone)"));
    if (!copy) {
        return std::unexpected(copy.error());
    }
    for (const DemoEvent &planned : plan.events()) {
        const Event &event = planned.event;
        copy->row({event.id, event.uuid, event.title, event.description, event.date,
                   qint64(event.duration.count()), event.location, event.type, event.maxAttendees,
                   nameOf(event.status), event.isActive, nameOf(event.registration),
                   event.creatorId, event.createdAt, event.updatedAt, event.zone});
    }
    m_summary.events = plan.events().size();
    if (const auto finished = done(copy->finish()); !finished) {
        return finished;
    }

    auto questions = CopyWriter::begin(
        m_database, QByteArrayLiteral("questions (id, event_id, text, created_at, updated_at)"));
    if (!questions) {
        return std::unexpected(questions.error());
    }
    qint64 id = 0;
    for (const DemoEvent &planned : plan.events()) {
        for (const QString &text : plan.vocabulary().questions) {
            questions->row(
                {++id, planned.event.id, text, planned.event.createdAt, planned.event.createdAt});
        }
    }
    return done(questions->finish());
}

Result<void> DemoCompany::writeAttendances(const DemoPlan &plan)
{
    auto copy = CopyWriter::begin(
        m_database, QByteArrayLiteral("attendances (id, uuid, event_id, user_id, status, "
                                      "attended_at, notes, created_at, updated_at, hand_at)"));
    if (!copy) {
        return std::unexpected(copy.error());
    }
    const DemoEvent *door = eventAtTheDoor(plan);
    qint64 id = 0;
    for (qsizetype event = 0; event < plan.events().size(); ++event) {
        const bool isAtTheDoor = door && &plan.events().at(event) == door;
        for (qint64 person = 1; person <= plan.options().people; ++person) {
            if (const auto attendance = plan.attendance(event, person)) {
                const bool isCaptured =
                    person == DemoPlan::Employee || (isAtTheDoor && person <= MostCaptured);
                copy->row({++id, attendance->uuid, event + 1, person, nameOf(attendance->status),
                           attendance->attendedAt, attendance->notes, attendance->createdAt,
                           attendance->updatedAt,
                           isCaptured ? std::nullopt : attendance->attendedAt});
            }
        }
        report("attendances of events", event + 1, plan.events().size());
    }
    m_summary.attendances = id;
    return done(copy->finish());
}

Result<void> DemoCompany::writeEvaluations(const DemoPlan &plan)
{
    auto copy = CopyWriter::begin(
        m_database, QByteArrayLiteral("evaluations (id, uuid, event_id, user_id, grader_id, "
                                      "status, score, feedback, submitted_at, "
                                      "graded_at, created_at, updated_at)"));
    if (!copy) {
        return std::unexpected(copy.error());
    }
    qint64 id = 0;
    for (qsizetype event = 0; event < plan.events().size(); ++event) {
        for (qint64 person = 1; person <= plan.options().people; ++person) {
            const auto attendance = plan.attendance(event, person);
            const auto evaluation =
                attendance ? plan.evaluation(event, person, *attendance) : std::nullopt;
            if (evaluation) {
                copy->row({++id, evaluation->uuid, event + 1, person, evaluation->grader,
                           nameOf(evaluation->status), evaluation->score, evaluation->feedback,
                           evaluation->submittedAt, evaluation->gradedAt, evaluation->createdAt,
                           evaluation->updatedAt});
            }
        }
        report("evaluations of events", event + 1, plan.events().size());
    }
    m_summary.evaluations = id;
    return done(copy->finish());
}

Result<void> DemoCompany::writeAnswers(const DemoPlan &plan)
{
    auto copy = CopyWriter::begin(
        m_database,
        QByteArrayLiteral(
            "answers (id, evaluation_id, question_id, response, created_at, updated_at)"));
    if (!copy) {
        return std::unexpected(copy.error());
    }
    // Counts the evaluations as writeEvaluations() does, so the ids agree.
    qint64 evaluationId = 0;
    qint64 id = 0;
    for (qsizetype event = 0; event < plan.events().size(); ++event) {
        for (qint64 person = 1; person <= plan.options().people; ++person) {
            const auto attendance = plan.attendance(event, person);
            const auto evaluation =
                attendance ? plan.evaluation(event, person, *attendance) : std::nullopt;
            if (!evaluation) {
                continue;
            }
            ++evaluationId;
            if (!evaluation->submittedAt) {
                continue;
            }
            for (int question = 0; question < DemoVocabulary::Questions; ++question) {
                copy->row({++id, evaluationId, event * DemoVocabulary::Questions + question + 1,
                           plan.answer(event, person, question, evaluation->tone),
                           *evaluation->submittedAt, *evaluation->submittedAt});
            }
        }
        report("answers of events", event + 1, plan.events().size());
    }
    m_summary.answers = id;
    return done(copy->finish());
}

const DemoEvent *DemoCompany::eventAtTheDoor(const DemoPlan &plan)
{
    const DemoEvent *event = nullptr;
    for (const DemoEvent &planned : plan.events()) {
        if (planned.phase == DemoPhase::Ongoing || (!event && planned.pastRank == 0)) {
            event = &planned;
        }
    }
    return event;
}

/// That attendances can be explained: those that nobody confirmed by hand were read by a device.
Result<void> DemoCompany::writeArrivals(const DemoPlan &plan)
{
    const DemoEvent *event = eventAtTheDoor(plan);
    if (!event) {
        return {};
    }
    DemoRandom random(plan.options().seed, 1'001);
    const auto written = m_database.runText(
        QByteArrayLiteral(
            "with came as (select a.id, a.event_id, e.uuid as event_uuid, a.user_id, p.badge_code, "
            "a.attended_at, md5($3 || a.event_id::text)::uuid as boot, "
            "3600000 + (extract(epoch from a.attended_at - e.date) * 1000)::bigint as monotonic, "
            "row_number() over (order by a.attended_at, a.id) as number, "
            "md5($3 || a.id::text || 'capture')::uuid as capture "
            "from attendances a join events e on e.id = a.event_id "
            "join employees p on p.user_id = a.user_id "
            "where a.attended_at is not null and a.hand_at is null), "
            "captured as (insert into attendance_captures (uuid, event_uuid, event_id, code, "
            "device_id, device_sequence, boot_id, captured_at, utc_offset_minutes, zone, "
            "monotonic_ms, anchor_at, anchor_uncertainty_ms, anchor_boot_id, anchor_monotonic_ms, "
            "method, recorded_by, received_at) "
            "select capture, event_uuid, event_id, badge_code, $3::uuid, number, boot, "
            "attended_at, "
            "$1, $2, monotonic, attended_at - interval '4 minutes', 20, boot, monotonic - 240000, "
            "'BADGE', $4, attended_at + interval '2 seconds' from came order by number) "
            "insert into capture_outcomes (capture_uuid, outcome, event_id, user_id, "
            "found_user_id, attendance_id, counted_at, best_at, uncertainty_ms, created_at, "
            "updated_at) "
            "select capture, 'accepted', event_id, user_id, user_id, id, attended_at, attended_at, "
            "20, attended_at, attended_at from came"),
        {qint64(plan.options().utcOffset.count()), plan.options().zone,
         random.uuid(event->event.createdAt), DemoPlan::HumanResources});
    return written ? Result<void>() : std::unexpected(written.error());
}

Result<void> DemoCompany::writeReviewCaptures(const DemoPlan &plan)
{
    // A few badges nobody knows, so that the review tray has something to show.
    const DemoEvent *event = eventAtTheDoor(plan);
    if (!event) {
        return {};
    }
    DemoRandom random(plan.options().seed, 1'000);
    const QUuid device = random.uuid(event->event.createdAt);
    const QUuid boot = random.uuid(event->event.date);
    for (int sequence = 1; sequence <= 3; ++sequence) {
        const Timestamp at =
            std::min(event->event.date + std::chrono::minutes(sequence), plan.options().now);
        const QUuid uuid = random.uuid(at);
        const auto kept = m_database.runText(
            QByteArrayLiteral("insert into attendance_captures (uuid, event_uuid, event_id, code, "
                              "device_id, device_sequence, "
                              "boot_id, captured_at, utc_offset_minutes, zone, monotonic_ms, "
                              "method, recorded_by, received_at) "
                              "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $12, $10, "
                              "'BADGE', $11, $8)"),
            {uuid, event->event.uuid, event->event.id,
             QString(QStringLiteral("XX9") + QString::number(10'000 + random.below(90'000))),
             device, sequence, boot, at, qint64(plan.options().utcOffset.count()),
             3'600'000 + sequence * 60'000, DemoPlan::HumanResources, plan.options().zone});
        if (!kept) {
            return std::unexpected(kept.error());
        }
        const auto judged = m_database.runText(
            QByteArrayLiteral(
                "insert into capture_outcomes (capture_uuid, outcome, reason, hold_reason, "
                "event_id, "
                "counted_at, review_state, created_at, updated_at) "
                "values ($1, 'review', 'unknown code', 'unknown code', $2, $3, 'OPEN', $3, $3)"),
            {uuid, event->event.id, at});
        if (!judged) {
            return std::unexpected(judged.error());
        }
    }
    return {};
}

/// Of some people: a contract, an identity document that runs out soon or has run out, a
/// certificate without an end. Plain texts, which say that they are no real ones.
Result<void> DemoCompany::writeDocuments(const DemoPlan &plan)
{
    struct Kind
    {
        const char *kind;
        QString title;
        QString file;
        std::optional<int> validDays; ///< From now.
    };
    const QList<Kind> kinds{
        {"CONTRACT", QStringLiteral("Contrato de trabajo"), QStringLiteral("contrato.txt"), 400},
        {"ID", QStringLiteral("Cédula de identidad"), QStringLiteral("cedula.txt"), 18},
        {"CERTIFICATE", QStringLiteral("Curso de primeros auxilios"),
         QStringLiteral("primeros auxilios.txt"), -12},
        {"CERTIFICATE", QStringLiteral("Título universitario"), QStringLiteral("titulo.txt"), {}},
    };
    constexpr qint64 MostPeople = 120;
    constexpr qint64 EachOf = 3; // The employee who signs in is one of them.
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(plan.options().now.time_since_epoch().count(), Qt::UTC)
            .date();
    DemoRandom random(plan.options().seed, 2'000);
    for (qint64 id = EachOf; id <= std::min(plan.options().people, MostPeople); id += EachOf) {
        const DemoPerson person = plan.person(id);
        for (const Kind &each : kinds) {
            const QString text = each.title % u"\n" % person.name() %
                                 QStringLiteral("\nDocumento de ejemplo, sin validez.\n");
            const std::optional<QString> until =
                each.validDays
                    ? std::optional(today.addDays(*each.validDays + id % 11).toString(Qt::ISODate))
                    : std::nullopt;
            const auto kept = m_database.runText(
                QByteArrayLiteral(
                    "insert into person_documents (uuid, user_id, kind, title, file_name, "
                    "media_type, size, sha256, content, valid_until, created_by, created_at, "
                    "updated_at) "
                    "select $1::uuid, $2::bigint, $3, $4, $5, 'text/plain', length(c), sha256(c), "
                    "c, $7::date, $8::bigint, $9::timestamptz, $9::timestamptz "
                    "from convert_to($6::text, 'UTF8') as c"),
                {random.uuid(person.createdAt), id, QString::fromLatin1(each.kind), each.title,
                 each.file, text, until, DemoPlan::HumanResources, person.createdAt});
            if (!kept) {
                return std::unexpected(kept.error());
            }
        }
    }
    return {};
}

/// What a move from v1 would have left for somebody to decide.
Result<void> DemoCompany::writeLegacyTray(const DemoPlan &plan)
{
    struct Waiting
    {
        const char *source;
        qint64 id;
        const char *reason;
        const char *content;
    };
    constexpr std::array Rows{
        Waiting{"employee", 418, "person.unclear",
                R"({"id": 418, "user_id": 377, "nombre": "Yelitza", "apellido": "Montilla",
                "email": "y.montilla@empresa.com", "cedula": "V-14882310", "cargo": "Analista",
                "estado": "Activo"})"},
        Waiting{"event", 93, "event.noDay",
                R"({"id": 93, "nombre": "Taller de inducción", "fecha_evento": "0000-00-00",
                "hora_inicio": "08:00:00", "hora_fin": "12:00:00", "lugar": "Sala 2",
                "estado": "Completado"})"},
        Waiting{"attendance", 20417, "record.orphan",
                R"({"id": 20417, "evento_id": 58, "empleado_id": 1290, "asistio": "Si",
                "fecha_asistencia": "2023-03-14", "hora_asistencia": "09:12:00"})"},
        Waiting{"attendance", 20533, "record.unknownValue",
                R"({"id": 20533, "evento_id": 61, "empleado_id": 204, "asistio": "Tal vez",
                "comentario": "avisó por teléfono"})"},
        Waiting{"evaluation", 3310, "record.waits",
                R"({"id": 3310, "evento_id": 93, "empleado_id": 88, "nota": "17",
                "status": "Completada"})"},
    };
    for (const Waiting &row : Rows) {
        const auto kept = m_database.runText(
            QByteArrayLiteral(
                "insert into legacy_tray (source, source_id, reason, content, noted_at) "
                "values ($1, $2, $3, $4::jsonb, $5)"),
            {QString::fromLatin1(row.source), row.id, QString::fromLatin1(row.reason),
             QString::fromUtf8(row.content), plan.options().now - std::chrono::days(3)});
        if (!kept) {
            return std::unexpected(kept.error());
        }
    }
    return {};
}

Result<void> DemoCompany::finish(const DemoPlan & /*plan*/)
{
    // The ids were given; the sequences go on after them.
    const auto counted = m_database.runScript(QByteArrayLiteral(
        "select setval(pg_get_serial_sequence(t, 'id'), greatest(m, 1), m > 0) from ("
        " select 'departments' as t, coalesce(max(id), 0) as m from departments"
        " union all select 'users', coalesce(max(id), 0) from users"
        " union all select 'events', coalesce(max(id), 0) from events"
        " union all select 'questions', coalesce(max(id), 0) from questions"
        " union all select 'attendances', coalesce(max(id), 0) from attendances"
        " union all select 'evaluations', coalesce(max(id), 0) from evaluations"
        " union all select 'answers', coalesce(max(id), 0) from answers) as last"));
    if (!counted) {
        return std::unexpected(counted.error());
    }
    return {};
}

/// What the audit log would have of the last two months, had people done all this themselves: the
/// three of the README sign in on every working day.
Result<void> DemoCompany::writeActivity(const DemoPlan &plan)
{
    const auto written = m_database.runText(
        QByteArrayLiteral(
            "insert into audit_log (at, actor_id, action, entity, entity_id, entity_uuid, detail) "
            "select at, actor, action, entity, id, uuid, detail from ("
            "select created_at as at, creator_id as actor, 'event.create' as action, 'event' as "
            "entity, id, uuid, null::jsonb as detail from events "
            "union all select created_at, user_id, 'attendance.create', 'attendance', id, uuid, "
            "null from attendances "
            "union all select hand_at, $2, 'attendance.update', 'attendance', id, uuid, null "
            "from attendances "
            "union all select date_trunc('minute', received_at) + interval '1 minute', "
            "recorded_by, 'capture.record', 'capture', null, null, "
            "jsonb_build_object('captures', count(*)) from attendance_captures group by 1, 2 "
            "union all select submitted_at, user_id, 'evaluation.answer', 'evaluation', id, uuid, "
            "null from evaluations "
            "union all select graded_at, grader_id, 'evaluation.grade', 'evaluation', id, uuid, "
            "null from evaluations "
            "union all select day + (u.id * 11 + extract(day from day)::int % 17) * interval '1 "
            "minute', u.id, 'auth.login', 'user', u.id, u.uuid, null from users u, "
            "generate_series(date_trunc('day', $1::timestamptz at time zone $3) - interval '60 "
            "days' + interval '8 hours', $1::timestamptz at time zone $3, interval '1 day') as d "
            "(local), lateral (select local at time zone $3) as z (day) "
            "where u.id <= 3 and extract(isodow from local) < 6"
            ") as deeds "
            "where at between $1::timestamptz - interval '60 days' and $1::timestamptz "
            "order by at, entity, id"),
        {plan.options().now, DemoPlan::HumanResources, plan.options().zone});
    return written ? Result<void>() : std::unexpected(written.error());
}

} // namespace EvalTrack::Server
