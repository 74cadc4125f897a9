// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacystore.h"

#include "storage/copywriter.h"
#include "wire/names.h"

namespace EvalTrack::Server {

namespace {

SqlValue orNull(const QByteArray &bytes)
{
    return bytes.isNull() ? SqlValue(std::nullopt) : SqlValue(bytes);
}

std::optional<LegacySource> sourceNamed(QByteArrayView name)
{
    for (const LegacySource source : LegacySources) {
        if (nameOf(source) == name) {
            return source;
        }
    }
    return std::nullopt;
}

Result<void> endOf(SqlResult<CopyWriter> &copy)
{
    if (const auto copied = copy->finish(); !copied) {
        return std::unexpected(copied.error());
    }
    return {};
}

template <typename Content>
std::pair<SqlValue, SqlValue> targetOf(const LegacyWork<Content> &work)
{
    if (!work.known || !work.known->target) {
        return {std::nullopt, std::nullopt};
    }
    return {*work.known->target, work.known->revision};
}

LegacyKnownRow knownRow(const Row &row)
{
    return {row.bytes(1), row.utf8(2).toByteArray(), row.optionalInteger(3),
            row.optionalInteger(4)};
}

} // namespace

QByteArray waitingFingerprint(const LegacyRow &row, LegacyRule reason)
{
    return fingerprintOf("waits:" + idOf(reason) + ':' + jsonOf(row));
}

QUuid legacyUuid(LegacySource source, qint64 row)
{
    static const QUuid space(QStringLiteral("{5f0f1b0e-6f1d-4b52-9d53-1f4a0a2c7e11}"));
    return QUuid::createUuidV5(space, nameOf(source) + ':' + QByteArray::number(row));
}

LegacyStore::LegacyStore(Database &database)
    : Repository(database)
    , m_database(database)
{}

Result<bool> LegacyStore::lock() const
{
    const auto rows = run("legacy.lock");
    return rows ? Result<bool>(rows->at(0).boolean(0)) : std::unexpected(rows.error());
}

Result<bool> LegacyStore::hasTables() const
{
    const auto rows = run("legacy.hasTables");
    return rows ? Result<bool>(rows->at(0).boolean(0)) : std::unexpected(rows.error());
}

Result<KnownPeople> LegacyStore::knownPeople() const
{
    const auto rows = run("legacy.knownPeople");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    KnownPeople known;
    for (const Row row : *rows) {
        if (const QString email = row.text(1); !email.isEmpty()) {
            known.byEmail.insert(email, row.integer(0));
        }
        if (const QString key = nationalIdKey(row.text(2)); !key.isEmpty()) {
            known.nationalIds.insert(key);
        }
    }
    return known;
}

Result<std::optional<qint64>> LegacyStore::administrator() const
{
    const auto rows = run("legacy.administrator");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    return rows->at(0).optionalInteger(0);
}

Result<qint64> LegacyStore::count(LegacySource source) const
{
    return number("legacy.count", {nameOf(source)});
}

Result<LegacyKnownRows> LegacyStore::rows(LegacySource source, qint64 after, qint64 upTo) const
{
    const auto rows = run("legacy.rows", {nameOf(source), after, upTo});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    LegacyKnownRows known;
    known.reserve(rows->count());
    for (const Row row : *rows) {
        known.insert(row.integer(0), knownRow(row));
    }
    return known;
}

Result<LegacyKnownRows> LegacyStore::rowsOf(LegacySource source, const QList<qint64> &ids) const
{
    const auto rows = run("legacy.rowsOf", {nameOf(source), ids});
    if (!rows) {
        return std::unexpected(rows.error());
    }
    LegacyKnownRows known;
    for (const Row row : *rows) {
        known.insert(row.integer(0), knownRow(row));
    }
    return known;
}

Result<QHash<qint64, qint64>> LegacyStore::targets(LegacySource source) const
{
    const auto rows = run(source == LegacySource::Event ? "legacy.events" : "legacy.people");
    if (!rows) {
        return std::unexpected(rows.error());
    }
    QHash<qint64, qint64> targets;
    for (const Row row : *rows) {
        if (source == LegacySource::Event) {
            targets.insert(row.integer(0), row.integer(1));
        } else if (row.utf8(0) == nameOf(source)) {
            targets.insert(row.integer(1), row.integer(2));
        }
    }
    return targets;
}

Result<QList<LegacyPersonWork>>
LegacyStore::writePeople(const QList<LegacyPersonWork> &people) const
{
    if (const auto cleared = m_database.runScript("truncate legacy_stage_people"); !cleared) {
        return std::unexpected(cleared.error());
    }
    auto copy = CopyWriter::begin(
        m_database, "legacy_stage_people (account, employee, uuid, target_id, known_revision, "
                    "is_known, fingerprint, name, first_name, last_name, email, password_hash, "
                    "role, is_active, national_id, phone, birth_date, job_title, created_at)");
    if (!copy) {
        return std::unexpected(copy.error());
    }
    for (const LegacyPersonWork &work : people) {
        const LegacyPerson &person = work.person;
        const PersonContent &content = person.content;
        const QUuid uuid = person.account ? legacyUuid(LegacySource::User, *person.account)
                                          : legacyUuid(LegacySource::Employee, *person.employee);
        copy->row({person.account, person.employee, uuid, person.known ? person.known : work.target,
                   work.revision, person.known.has_value(), SqlValue::bytes(work.fingerprint),
                   content.name, content.firstName, content.lastName, content.email,
                   orNull(content.passwordHash), Wire::name(content.role).toByteArray(),
                   content.isActive, content.nationalId, content.phone, content.birthDate,
                   content.jobTitle, content.createdAt});
    }
    if (const auto copied = endOf(copy); !copied) {
        return std::unexpected(copied.error());
    }
    for (const char *const query :
         {"legacy.insertUsers", "legacy.insertEmployees", "legacy.findUnchangedPeople",
          "legacy.updateUsers", "legacy.updateEmployees", "legacy.notePeople"}) {
        if (const auto done = execute(query); !done) {
            return std::unexpected(done.error());
        }
    }
    const auto refused = run("legacy.refusedPeople");
    if (!refused) {
        return std::unexpected(refused.error());
    }
    QList<LegacyPersonWork> refusals;
    for (const Row row : *refused) {
        for (const LegacyPersonWork &work : people) {
            if (work.person.account == row.optionalInteger(0) &&
                work.person.employee == row.optionalInteger(1)) {
                refusals.append(work);
            }
        }
    }
    return refusals;
}

Result<QList<LegacyRefusal>> LegacyStore::write(const QList<LegacyWork<EventContent>> &events) const
{
    if (const auto cleared = m_database.runScript("truncate legacy_stage_events"); !cleared) {
        return std::unexpected(cleared.error());
    }
    auto copy = CopyWriter::begin(
        m_database, "legacy_stage_events (source_id, uuid, target_id, known_revision, fingerprint, "
                    "title, description, date, duration, location, type, is_active, creator_id, "
                    "zone, questions, created_at)");
    if (!copy) {
        return std::unexpected(copy.error());
    }
    for (const auto &work : events) {
        const EventContent &content = work.content;
        const auto [target, revision] = targetOf(work);
        copy->row({work.row.id, legacyUuid(LegacySource::Event, work.row.id), target, revision,
                   SqlValue::bytes(work.fingerprint), content.title, content.description,
                   content.date, content.minutes, content.location, content.type, content.isActive,
                   content.creator, content.zone, content.questions, content.createdAt});
    }
    if (const auto copied = endOf(copy); !copied) {
        return std::unexpected(copied.error());
    }
    for (const char *const query : {"legacy.insertEvents", "legacy.updateEvents",
                                    "legacy.insertQuestions", "legacy.noteEvents"}) {
        if (const auto done = execute(query); !done) {
            return std::unexpected(done.error());
        }
    }
    const auto refused = run("legacy.refusedEvents");
    if (!refused) {
        return std::unexpected(refused.error());
    }
    QList<LegacyRefusal> refusals;
    for (const Row row : *refused) {
        refusals.append(
            {row.integer(0), row.isNull(1) ? LegacyRule::PairTaken : LegacyRule::ChangedHere});
    }
    return refusals;
}

Result<QList<LegacyRefusal>>
LegacyStore::write(const QList<LegacyWork<AttendanceContent>> &attendances) const
{
    if (const auto cleared = m_database.runScript("truncate legacy_stage_attendances"); !cleared) {
        return std::unexpected(cleared.error());
    }
    auto copy = CopyWriter::begin(
        m_database, "legacy_stage_attendances (source_id, uuid, target_id, known_revision, "
                    "fingerprint, event_id, user_id, status, attended_at, notes, created_at, "
                    "updated_at)");
    if (!copy) {
        return std::unexpected(copy.error());
    }
    qint64 known = 0;
    for (const auto &work : attendances) {
        const AttendanceContent &content = work.content;
        const auto [target, revision] = targetOf(work);
        known += target.isNull() ? 0 : 1;
        copy->row({work.row.id, legacyUuid(LegacySource::Attendance, work.row.id), target, revision,
                   SqlValue::bytes(work.fingerprint), content.event, content.user,
                   Wire::name(content.status).toByteArray(), content.attendedAt, content.notes,
                   content.createdAt, content.updatedAt});
    }
    if (const auto copied = endOf(copy); !copied) {
        return std::unexpected(copied.error());
    }
    const auto inserted = run("legacy.insertAttendances");
    if (!inserted) {
        return std::unexpected(inserted.error());
    }
    qint64 written = inserted->affected();
    if (known > 0) {
        const auto updated = run("legacy.updateAttendances");
        if (!updated) {
            return std::unexpected(updated.error());
        }
        written += updated->affected();
    }
    QList<LegacyRefusal> refusals;
    if (written == attendances.size()) {
        return refusals;
    }
    const auto refused = run("legacy.refusedAttendances");
    if (!refused) {
        return std::unexpected(refused.error());
    }
    for (const Row row : *refused) {
        refusals.append(
            {row.integer(0),
             legacyRuleNamed(row.utf8(1).toByteArray()).value_or(LegacyRule::ChangedHere)});
    }
    return refusals;
}

Result<QList<LegacyRefusal>>
LegacyStore::write(const QList<LegacyWork<EvaluationContent>> &evaluations) const
{
    if (const auto cleared =
            m_database.runScript("truncate legacy_stage_evaluations, legacy_stage_answers");
        !cleared) {
        return std::unexpected(cleared.error());
    }
    {
        auto copy = CopyWriter::begin(
            m_database, "legacy_stage_evaluations (source_id, uuid, target_id, known_revision, "
                        "fingerprint, event_id, user_id, status, score, feedback, respuestas, "
                        "submitted_at, graded_at, created_at, updated_at)");
        if (!copy) {
            return std::unexpected(copy.error());
        }
        for (const auto &work : evaluations) {
            const EvaluationContent &content = work.content;
            const auto [target, revision] = targetOf(work);
            copy->row({work.row.id, legacyUuid(LegacySource::Evaluation, work.row.id), target,
                       revision, SqlValue::bytes(work.fingerprint), content.event, content.user,
                       Wire::name(content.status).toByteArray(), content.score, content.feedback,
                       content.respuestas, content.submittedAt, content.gradedAt, content.createdAt,
                       content.updatedAt});
        }
        if (const auto copied = endOf(copy); !copied) {
            return std::unexpected(copied.error());
        }
    }
    auto copy = CopyWriter::begin(m_database,
                                  "legacy_stage_answers (source_id, place, question, response)");
    if (!copy) {
        return std::unexpected(copy.error());
    }
    for (const auto &work : evaluations) {
        int place = 0;
        for (const EvaluationContent::Answer &answer : work.content.answers) {
            copy->row({work.row.id, place++, answer.question, answer.response});
        }
    }
    if (const auto copied = endOf(copy); !copied) {
        return std::unexpected(copied.error());
    }
    // What was just loaded the planner takes for empty.
    if (const auto known =
            m_database.runScript("analyze legacy_stage_evaluations, legacy_stage_answers");
        !known) {
        return std::unexpected(known.error());
    }
    for (const char *const query :
         {"legacy.insertMoreQuestions", "legacy.noteMoreQuestions", "legacy.insertEvaluations",
          "legacy.updateEvaluations", "legacy.clearAnswers", "legacy.insertAnswers"}) {
        if (const auto done = execute(query); !done) {
            return std::unexpected(done.error());
        }
    }
    const auto refused = run("legacy.refusedEvaluations");
    if (!refused) {
        return std::unexpected(refused.error());
    }
    QList<LegacyRefusal> refusals;
    for (const Row row : *refused) {
        refusals.append(
            {row.integer(0),
             legacyRuleNamed(row.utf8(1).toByteArray()).value_or(LegacyRule::ChangedHere)});
    }
    return refusals;
}

Result<void> LegacyStore::putPlaced(LegacySource source, qint64 row,
                                    const QByteArray &fingerprint) const
{
    return execute("legacy.putRow", {nameOf(source), row, SqlValue::bytes(fingerprint),
                                     QByteArray("PLACED"), std::nullopt, std::nullopt});
}

Result<void> LegacyStore::putMerged(const QList<LegacyMerged> &merged) const
{
    if (merged.isEmpty()) {
        return {};
    }
    QList<qint64> rows;
    QList<qint64> others;
    QList<SqlValue> fingerprints;
    for (const LegacyMerged &each : merged) {
        rows.append(each.row);
        others.append(each.into);
        fingerprints.append(SqlValue::bytes(each.fingerprint));
    }
    return execute("legacy.mergeAttendances", {rows, others, SqlValue::array(fingerprints)});
}

Result<void> LegacyStore::putWaiting(const QList<LegacyWaiting> &waiting) const
{
    for (const LegacyWaiting &each : waiting) {
        const QByteArray source = nameOf(each.row.source);
        auto done =
            execute("legacy.putRow", {source, each.row.id, SqlValue::bytes(each.fingerprint),
                                      QByteArray("TRAY"), std::nullopt, std::nullopt});
        if (done) {
            done = execute("legacy.putTray",
                           {source, each.row.id, idOf(each.reason), jsonOf(each.row)});
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> LegacyStore::putGone(LegacySource source, const LegacyKnownRows &gone) const
{
    for (auto each = gone.cbegin(); each != gone.cend(); ++each) {
        const QByteArray name = nameOf(source);
        auto done = execute("legacy.putRow", {name, each.key(), SqlValue::bytes(each->fingerprint),
                                              QByteArray("GONE"), std::nullopt, std::nullopt});
        if (done && each->target) {
            done = execute("legacy.putTray",
                           {name, each.key(), idOf(LegacyRule::Gone),
                            QByteArray("{\"id\":" + QByteArray::number(each.key()) + '}')});
        } else if (done) {
            done = clearTray(source, {each.key()}); // It never was here: nothing is to be decided.
        }
        if (done) {
            done = putFindings({{source, each.key(), LegacyRule::Gone, {}, {}, {}}});
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> LegacyStore::clearTray(LegacySource source, const QList<qint64> &rows) const
{
    return rows.isEmpty() ? Result<void>() : execute("legacy.clearTray", {nameOf(source), rows});
}

Result<void> LegacyStore::clearFindings(LegacySource source, const QList<qint64> &rows) const
{
    return rows.isEmpty() ? Result<void>()
                          : execute("legacy.clearFindings", {nameOf(source), rows});
}

Result<void> LegacyStore::putFindings(const LegacyFindings &findings) const
{
    if (findings.isEmpty()) {
        return {};
    }
    auto copy = CopyWriter::begin(
        m_database, "legacy_findings (source, source_id, rule, field, before, after)");
    if (!copy) {
        return std::unexpected(copy.error());
    }
    for (const LegacyFinding &each : findings) {
        copy->row({nameOf(each.source), each.row, idOf(each.rule),
                   each.field.isEmpty() ? SqlValue(std::nullopt) : SqlValue(each.field),
                   each.before, each.after});
    }
    return endOf(copy);
}

Result<QList<LegacyStore::State>> LegacyStore::states() const
{
    return all("legacy.states", {}, [](const Row &row) {
        return State{row.utf8(0).toByteArray(), row.utf8(1).toByteArray(), row.integer(2)};
    });
}

Result<void> LegacyStore::eachFinding(const std::function<void(const LegacyFinding &)> &take) const
{
    constexpr int Page = 10'000;
    qint64 last = 0;
    while (true) {
        const auto rows = run("legacy.findings", {last, Page});
        if (!rows) {
            return std::unexpected(rows.error());
        }
        for (const Row row : *rows) {
            last = row.integer(0);
            const auto source = sourceNamed(row.utf8(1));
            const auto rule = legacyRuleNamed(row.utf8(3).toByteArray());
            if (source && rule) {
                take({*source, row.integer(2), *rule, row.utf8(4).toByteArray(), row.text(5),
                      row.text(6)});
            }
        }
        if (rows->count() < Page) {
            return {};
        }
    }
}

Result<void> LegacyStore::eachTrayItem(const std::function<void(const TrayItem &)> &take) const
{
    constexpr int Page = 5'000;
    QByteArray source("");
    qint64 last = 0;
    while (true) {
        const auto rows = run("legacy.tray", {source, last, Page});
        if (!rows) {
            return std::unexpected(rows.error());
        }
        for (const Row row : *rows) {
            source = row.utf8(0).toByteArray();
            last = row.integer(1);
            take({source, last, row.utf8(2).toByteArray(), row.utf8(3).toByteArray()});
        }
        if (rows->count() < Page) {
            return {};
        }
    }
}

} // namespace EvalTrack::Server
