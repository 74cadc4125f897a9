// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyverification.h"

#include "legacy/recordmapping.h"
#include "storage/database.h"
#include "wire/names.h"

#include <algorithm>
#include <array>
#include <limits>

namespace EvalTrack::Server {

namespace {

constexpr int RowsChecked = 20'000;

QString nameOfRow(LegacySource source, qint64 row)
{
    return QString::fromLatin1(tableOf(source)) + u' ' + QString::number(row);
}

QByteArray orNullField(const Row &row, int column)
{
    if (row.isNull(column)) {
        return {};
    }
    const QByteArray value = row.utf8(column).toByteArray();
    return value.isNull() ? QByteArray("") : value;
}

std::optional<QString> optionalOf(const Row &row, int column)
{
    return row.optionalText(column);
}

AttendanceStatus attendanceStatus(const Row &row, int column)
{
    return Wire::fromName<AttendanceStatus>(row.text(column)).value_or(AttendanceStatus::Pending);
}

EvaluationStatus evaluationStatus(const Row &row, int column)
{
    return Wire::fromName<EvaluationStatus>(row.text(column)).value_or(EvaluationStatus::Pending);
}

/// Of several rows of one person at one event: which of them is here, as what, and what became of
/// the others.
template <typename Content>
struct Foremost
{
    qint64 row = 0;
    Content content;
    QByteArray stateOfOthers;
};

Foremost<AttendanceContent> foremostOf(const QList<LegacyTwin<AttendanceContent>> &twins,
                                       const LegacyKnownRows &known)
{
    std::optional<qint64> here;
    for (const auto &twin : twins) {
        if (!here && known.value(twin.row).state == "PLACED") {
            here = twin.row;
        }
    }
    const MergedAttendance merged = mergeAttendances(twins, here);
    return {merged.row, merged.content, "MERGED"};
}

Foremost<EvaluationContent> foremostOf(const QList<LegacyTwin<EvaluationContent>> &twins,
                                       const LegacyKnownRows & /*known*/)
{
    const qint64 row = foremostEvaluation(twins);
    const auto found =
        std::ranges::find_if(twins, [row](const auto &twin) { return twin.row == row; });
    return {row, found->content, "TRAY"};
}

} // namespace

LegacyVerification::LegacyVerification(Database &database, LegacyDatabases &v1,
                                       const LegacyOptions &options, LegacyProgress &progress)
    : m_database(database)
    , m_v1(v1)
    , m_options(options)
    , m_progress(progress)
    , m_store(database)
    , m_reading{options.zone, v1.snapshotAt(), options.olderZone, options.olderZoneUntil}
    , m_clock(options.zone)
{}

Result<LegacyVerification::Outcome> LegacyVerification::verify()
{
    const auto hasTables = m_store.hasTables();
    if (!hasTables) {
        return std::unexpected(hasTables.error());
    }
    if (!*hasTables) {
        return failure(ErrorCode::Conflict, QStringLiteral("Nothing was imported here yet"));
    }
    for (const auto step :
         {&LegacyVerification::verifyPeople, &LegacyVerification::verifyEvents,
          &LegacyVerification::verifyAttendances, &LegacyVerification::verifyEvaluations,
          &LegacyVerification::verifySums, &LegacyVerification::verifyReferences}) {
        if (const auto done = (this->*step)(); !done) {
            return std::unexpected(done.error());
        }
    }
    return std::move(m_outcome);
}

/// The sum of the rows' hashes: it does not depend on their order, and a single bit changes it.
void LegacyVerification::mix(QByteArray &digest, const LegacyFields &fields) const
{
    const QByteArray hash = fingerprintOf(canonical(fields));
    if (digest.isEmpty()) {
        digest = QByteArray(hash.size(), '\0');
    }
    unsigned carry = 0;
    for (qsizetype i = hash.size() - 1; i >= 0; --i) {
        carry += static_cast<unsigned char>(hash.at(i)) + static_cast<unsigned char>(digest.at(i));
        digest[i] = static_cast<char>(carry & 0xFFU);
        carry >>= 8U;
    }
}

void LegacyVerification::expectState(LegacySource source, qint64 row, const LegacyKnownRow &known,
                                     const QByteArray &state)
{
    if (known.state == state) {
        return;
    }
    m_outcome.changed.append(nameOfRow(source, row) +
                             (known.state.isEmpty() ? QStringLiteral(": not imported yet")
                                                    : QStringLiteral(": is %1, should be %2")
                                                          .arg(QString::fromLatin1(known.state),
                                                               QString::fromLatin1(state))));
}

// What v1 says now against what was imported, and what was imported against what is here.
void LegacyVerification::compare(const LegacyRow &compared, const LegacyFields &expected,
                                 const Actuals &actuals, const LegacyKnownRow &known)
{
    const LegacySource source = compared.source;
    const qint64 row = compared.id;
    if (known.state != "PLACED") {
        const bool isRefused =
            std::ranges::any_of(std::array{LegacyRule::PairTaken, LegacyRule::NoAttendance,
                                           LegacyRule::ChangedHere, LegacyRule::Moved},
                                [&](LegacyRule rule) {
                                    return known.fingerprint == waitingFingerprint(compared, rule);
                                });
        if (known.state != "TRAY" || !isRefused) { // Else somebody has to decide on it.
            expectState(source, row, known, "PLACED");
        }
        return;
    }
    Outcome::Side &side = m_outcome.sides[source];
    const auto actual = actuals.constFind(row);
    if (actual == actuals.constEnd() || actual->fields.isEmpty()) {
        tell(nameOfRow(source, row) + QStringLiteral(": is not here any more"));
        return;
    }
    if (!actual->isOurs) {
        return;
    }
    mix(side.expected, expected);
    mix(side.found, actual->fields);
    if (canonical(expected) == canonical(actual->fields)) {
        return;
    }
    if (known.fingerprint != fingerprintOf(canonical(expected))) {
        m_outcome.changed.append(nameOfRow(source, row) + QStringLiteral(": changed in v1"));
        return;
    }
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QByteArray &want = expected.at(i).second;
        const QByteArray &have = actual->fields.at(i).second;
        if (want.isNull() == have.isNull() && want == have) {
            continue;
        }
        // Values are personal: which row and column is enough to look at it.
        tell(QStringLiteral("%1 (%2 %3 here): %4 differs")
                 .arg(nameOfRow(source, row), QString::fromLatin1(nameOf(source)))
                 .arg(actual->target)
                 .arg(QString::fromLatin1(expected.at(i).first)));
    }
}

Result<void> LegacyVerification::verifyPeople()
{
    const auto rows = m_v1.people();
    const auto known = m_store.knownPeople();
    if (!rows || !known) {
        return std::unexpected(rows ? known.error() : rows.error());
    }
    const MappedPeople mapped = mapPeople(*rows, *known, m_reading);
    QHash<LegacySource, LegacyKnownRows> before;
    for (const LegacySource source :
         {LegacySource::Role, LegacySource::User, LegacySource::Employee}) {
        auto seen = m_store.rows(source, 0, std::numeric_limits<qint64>::max());
        if (!seen) {
            return std::unexpected(seen.error());
        }
        before.insert(source, *std::move(seen));
    }
    const auto found = m_database.run("legacy.verifyPeople");
    if (!found) {
        return std::unexpected(found.error());
    }
    QHash<LegacySource, Actuals> actuals;
    for (const Row row : *found) {
        PersonContent content;
        content.name = row.text(3);
        content.firstName = row.text(4);
        content.lastName = row.text(5);
        content.email = row.text(6);
        content.passwordHash = orNullField(row, 7);
        content.role = Wire::fromName<Role>(row.text(8)).value_or(Role::Station);
        content.isActive = row.boolean(9);
        content.nationalId = optionalOf(row, 10);
        content.phone = optionalOf(row, 11);
        content.birthDate = row.optionalDate(12);
        content.jobTitle = optionalOf(row, 13);
        content.createdAt = row.timestamp(14);
        const LegacySource source =
            row.utf8(0) == nameOf(LegacySource::User) ? LegacySource::User : LegacySource::Employee;
        actuals[source].insert(row.integer(1), {row.integer(2), content.fields(), !row.boolean(16),
                                                content.passwordHash});
    }
    m_progress.begin(LegacySource::User, rows->users.size() + rows->employees.size());
    m_outcome.sides[LegacySource::Role].rows = rows->roles.size();
    m_outcome.sides[LegacySource::User].rows = rows->users.size();
    m_outcome.sides[LegacySource::Employee].rows = rows->employees.size();
    for (const qint64 role : mapped.roles) {
        expectState(LegacySource::Role, role, before.value(LegacySource::Role).value(role),
                    "PLACED");
    }
    for (const LegacyTrayItem &item : mapped.tray) {
        expectState(item.source, item.row, before.value(item.source).value(item.row), "TRAY");
    }
    QHash<std::pair<LegacySource, qint64>, LegacyRow> byName;
    for (const auto *list : {&rows->users, &rows->employees}) {
        for (const LegacyRow &row : *list) {
            byName.insert({row.source, row.id}, row);
        }
    }
    for (const LegacyPerson &person : mapped.people) {
        m_progress.advance((person.account ? 1 : 0) + (person.employee ? 1 : 0));
        if (const auto goesOn = m_progress.goOn(); !goesOn) {
            return goesOn;
        }
        for (const auto &[source, id] : {std::pair(LegacySource::User, person.account),
                                         std::pair(LegacySource::Employee, person.employee)}) {
            if (!id) {
                continue;
            }
            const LegacyKnownRow seen = before.value(source).value(*id);
            PersonContent expected = person.content;
            // Whoever signed in here has a hash of here for the same password.
            const QByteArray hash = actuals.value(source).value(*id).passwordHash;
            if (hash.startsWith("$argon2")) {
                expected.passwordHash = hash;
            }
            compare(byName.value({source, *id}), expected.fields(), actuals.value(source), seen);
        }
        if (!person.known) {
            ++m_people[{Wire::name(person.content.role).toByteArray(), person.content.isActive}];
        }
    }
    auto accounts = m_store.targets(LegacySource::User);
    auto employees = m_store.targets(LegacySource::Employee);
    const auto administrator = m_store.administrator();
    if (!accounts || !employees || !administrator) {
        return std::unexpected(!accounts    ? accounts.error()
                               : !employees ? employees.error()
                                            : administrator.error());
    }
    m_index.accounts = *std::move(accounts);
    m_index.people = *std::move(employees);
    m_index.administrator = *administrator;
    for (auto each = mapped.sameMailbox.cbegin(); each != mapped.sameMailbox.cend(); ++each) {
        if (m_index.accounts.contains(*each)) {
            m_index.accounts.insert(each.key(), m_index.accounts.value(*each));
        }
    }
    for (const LegacyTrayItem &item : mapped.tray) {
        if (item.source == LegacySource::Employee && !m_index.people.contains(item.row)) {
            m_index.waitingPeople.insert(item.row);
        }
    }
    m_progress.end();
    return {};
}

Result<LegacyVerification::Actuals>
LegacyVerification::actualEvents(const QHash<qint64, QStringList> &asked)
{
    const auto found = m_database.run("legacy.verifyEvents");
    if (!found) {
        return std::unexpected(found.error());
    }
    QHash<qint64, EventContent> contents;
    QHash<qint64, qint64> targets;
    for (const Row row : *found) {
        const qint64 id = row.integer(0);
        EventContent &content = contents[id];
        if (!targets.contains(id)) {
            targets.insert(id, row.integer(1));
            content.title = row.text(2);
            content.description = optionalOf(row, 3);
            content.date = row.timestamp(4);
            content.minutes = row.number(5);
            content.location = optionalOf(row, 6);
            content.type = optionalOf(row, 7);
            content.isActive = row.boolean(8);
            content.creator = row.integer(9);
            content.zone = row.text(10);
            content.createdAt = row.timestamp(11);
        }
        // Questions that were added here, or by answers of v1, are no fault.
        const QString question = row.text(12);
        const QStringList questions = asked.value(id);
        if ((questions.isEmpty() ? legacyQuestions() : questions).contains(question)) {
            content.questions.append(question);
        }
    }
    Actuals actuals;
    for (auto each = contents.cbegin(); each != contents.cend(); ++each) {
        actuals.insert(each.key(), {targets.value(each.key()), each->fields(), true, {}});
    }
    return actuals;
}

Result<void> LegacyVerification::verifyEvents()
{
    const LegacySource source = LegacySource::Event;
    const auto total = m_v1.count(source);
    const auto asked = m_v1.questions();
    const auto known = m_store.rows(source, 0, std::numeric_limits<qint64>::max());
    if (!total || !asked || !known) {
        return std::unexpected(!total ? total.error() : !asked ? asked.error() : known.error());
    }
    m_progress.begin(source, *total);
    const auto actuals = actualEvents(*asked);
    if (!actuals) {
        return std::unexpected(actuals.error());
    }
    qint64 last = 0;
    while (true) {
        const auto rows = m_v1.page(source, last, RowsChecked);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        for (const LegacyRow &row : *rows) {
            last = row.id;
            ++m_outcome.sides[source].rows;
            const auto mapped = mapEvent(row, m_index, asked->value(row.id), m_reading, m_clock);
            const LegacyKnownRow seen = known->value(row.id);
            if (!mapped.content) {
                expectState(source, row.id, seen, "TRAY");
                m_index.waitingEvents.insert(row.id);
                continue;
            }
            compare(row, mapped.content->fields(), *actuals, seen);
            if (seen.target) {
                m_index.events.insert(
                    row.id, {*seen.target, mapped.content->date, mapped.content->questions});
            } else {
                m_index.waitingEvents.insert(row.id);
            }
        }
        m_progress.advance(rows->size());
        if (const auto goesOn = m_progress.goOn(); !goesOn) {
            return goesOn;
        }
        if (rows->size() < RowsChecked) {
            m_progress.end();
            return {};
        }
    }
}

Result<LegacyVerification::Actuals> LegacyVerification::actualAttendances(qint64 after, qint64 upTo)
{
    const auto found = m_database.run("legacy.verifyAttendances", {after, upTo});
    if (!found) {
        return std::unexpected(found.error());
    }
    Actuals actuals;
    actuals.reserve(found->count());
    for (const Row row : *found) {
        if (row.isNull(1)) {
            actuals.insert(row.integer(0), {});
            continue;
        }
        AttendanceContent content;
        content.event = row.integer(2);
        content.user = row.integer(3);
        content.status = attendanceStatus(row, 4);
        content.attendedAt = row.optionalTimestamp(5);
        content.notes = optionalOf(row, 6);
        content.createdAt = row.timestamp(7);
        actuals.insert(row.integer(0), {row.integer(1), content.fields(), true, {}});
    }
    return actuals;
}

Result<LegacyVerification::Actuals> LegacyVerification::actualEvaluations(qint64 after, qint64 upTo)
{
    const auto found = m_database.run("legacy.verifyEvaluations", {after, upTo});
    if (!found) {
        return std::unexpected(found.error());
    }
    Actuals actuals;
    for (const Row row : *found) {
        if (row.isNull(1)) {
            actuals.insert(row.integer(0), {});
            continue;
        }
        EvaluationContent content;
        content.event = row.integer(2);
        content.user = row.integer(3);
        content.status = evaluationStatus(row, 4);
        content.score = row.optionalNumber(5);
        content.feedback = optionalOf(row, 6);
        if (!row.isNull(7)) {
            content.respuestas = row.utf8(7).toByteArray();
        }
        content.submittedAt = row.optionalTimestamp(8);
        content.gradedAt = row.optionalTimestamp(9);
        content.createdAt = row.timestamp(10);
        LegacyFields fields = content.fields();
        for (auto &[name, value] : fields) {
            if (name == "answers") {
                value = row.isNull(11) ? QByteArray("") : row.utf8(11).toByteArray();
            }
        }
        actuals.insert(row.integer(0), {row.integer(1), fields, true, {}});
    }
    return actuals;
}

void LegacyVerification::expect(const AttendanceContent &content)
{
    ++m_attendances[{content.event, Wire::name(content.status).toByteArray()}];
}

void LegacyVerification::expect(const EvaluationContent &content)
{
    auto &sum = m_evaluations[{content.event, Wire::name(content.status).toByteArray()}];
    ++sum.first;
    sum.second += content.score.value_or(0);
}

template <typename Content>
void LegacyVerification::compareRecord(const LegacyRow &row, const Content &content,
                                       const Actuals &actuals, const LegacyKnownRow &seen)
{
    if (seen.state == "PLACED") {
        expect(content);
    }
    compare(row, content.fields(), actuals, seen);
}

template <typename Content>
Result<void> LegacyVerification::verifyRecords(LegacySource source, Mapping<Content> map,
                                               AskActuals askActuals)
{
    const auto total = m_v1.count(source);
    const auto pairs = m_v1.twins(source);
    if (!total || !pairs) {
        return std::unexpected(total ? pairs.error() : total.error());
    }
    m_progress.begin(source, *total);
    QHash<std::pair<qint64, qint64>, QList<LegacyTwin<Content>>> groups;
    Actuals actualsOfTwins;
    LegacyKnownRows knownOfTwins;
    QHash<qint64, LegacyRow> rowsOfTwins;
    qint64 last = 0;
    while (true) {
        if (const auto goesOn = m_progress.goOn(); !goesOn) {
            return goesOn;
        }
        const auto rows = m_v1.page(source, last, RowsChecked);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        if (rows->isEmpty()) {
            break;
        }
        const auto known = m_store.rows(source, last, rows->last().id);
        const auto actuals = (this->*askActuals)(last, rows->last().id);
        if (!known || !actuals) {
            return std::unexpected(known ? actuals.error() : known.error());
        }
        for (const LegacyRow &row : *rows) {
            ++m_outcome.sides[source].rows;
            const auto mapped = map(row, m_index, m_reading, m_clock);
            const LegacyKnownRow seen = known->value(row.id);
            if (!mapped.content) {
                expectState(source, row.id, seen, "TRAY");
                continue;
            }
            // Both tables begin with event and employee.
            const std::pair pair(row.at(AttendanceColumn::EventId).toLongLong(),
                                 row.at(AttendanceColumn::EmployeeId).toLongLong());
            if (source == LegacySource::Attendance) {
                m_index.attended.insert(pair);
            }
            if (!pairs->contains(pair)) {
                compareRecord(row, *mapped.content, *actuals, seen);
                continue;
            }
            groups[pair].append({row.id, *mapped.content, {}});
            knownOfTwins.insert(row.id, seen);
            rowsOfTwins.insert(row.id, row);
            if (const auto found = actuals->constFind(row.id); found != actuals->constEnd()) {
                actualsOfTwins.insert(row.id, *found);
            }
        }
        last = rows->last().id;
        m_progress.advance(rows->size());
    }
    for (const auto &twins : std::as_const(groups)) {
        const auto [foremost, content, stateOfOthers] = foremostOf(twins, knownOfTwins);
        for (const auto &twin : twins) {
            const LegacyKnownRow seen = knownOfTwins.value(twin.row);
            if (twin.row == foremost) {
                compareRecord(rowsOfTwins.value(twin.row), content, actualsOfTwins, seen);
            } else {
                expectState(source, twin.row, seen, stateOfOthers);
            }
        }
    }
    m_progress.end();
    return {};
}

Result<void> LegacyVerification::verifyAttendances()
{
    return verifyRecords<AttendanceContent>(LegacySource::Attendance, mapAttendance,
                                            &LegacyVerification::actualAttendances);
}

Result<void> LegacyVerification::verifyEvaluations()
{
    return verifyRecords<EvaluationContent>(LegacySource::Evaluation, mapEvaluation,
                                            &LegacyVerification::actualEvaluations);
}

/// Counted by PostgreSQL, not by us: a row too many is seen as well.
Result<void> LegacyVerification::verifySums()
{
    const auto attendances = m_database.run("legacy.sumAttendances");
    const auto evaluations = m_database.run("legacy.sumEvaluations");
    const auto people = m_database.run("legacy.sumPeople");
    const auto states = m_store.states();
    if (!attendances || !evaluations || !people || !states) {
        return failure(ErrorCode::Unavailable, QStringLiteral("the sums could not be asked for"));
    }
    for (const Row row : *attendances) {
        const qint64 expected = m_attendances.take({row.integer(0), row.utf8(1).toByteArray()});
        if (expected != row.integer(2)) {
            tell(QStringLiteral("event %1 here has %2 attendances %3, should have %4")
                     .arg(row.integer(0))
                     .arg(row.integer(2))
                     .arg(row.text(1))
                     .arg(expected));
        }
    }
    for (auto each = m_attendances.cbegin(); each != m_attendances.cend(); ++each) {
        tell(QStringLiteral("event %1 here has no attendances %2, should have %3")
                 .arg(each.key().first)
                 .arg(QString::fromLatin1(each.key().second))
                 .arg(*each));
    }
    for (const Row row : *evaluations) {
        const auto expected = m_evaluations.take({row.integer(0), row.utf8(1).toByteArray()});
        if (expected.first != row.integer(2) || expected.second != row.integer(3)) {
            tell(QStringLiteral("event %1 here has %2 evaluations %3 with scores of %4, should "
                                "have %5 of %6")
                     .arg(row.integer(0))
                     .arg(row.integer(2))
                     .arg(row.text(1))
                     .arg(row.integer(3))
                     .arg(expected.first)
                     .arg(expected.second));
        }
    }
    for (auto each = m_evaluations.cbegin(); each != m_evaluations.cend(); ++each) {
        tell(QStringLiteral("event %1 here has no evaluations %2, should have %3")
                 .arg(each.key().first)
                 .arg(QString::fromLatin1(each.key().second))
                 .arg(each->first));
    }
    for (const Row row : *people) {
        const qint64 expected = m_people.take({row.utf8(0).toByteArray(), row.boolean(1)});
        if (expected != row.integer(2)) {
            tell(QStringLiteral("%1 people here with the role %2, %3; should be %4")
                     .arg(row.integer(2))
                     .arg(row.text(0),
                          row.boolean(1) ? QStringLiteral("active") : QStringLiteral("inactive"))
                     .arg(expected));
        }
    }
    QHash<QByteArray, qint64> counted;
    for (const LegacyStore::State &each : *states) {
        if (each.state != "GONE") {
            counted[each.source] += each.rows;
        }
    }
    for (const LegacySource source : LegacySources) {
        const qint64 here = counted.value(nameOf(source));
        const qint64 there = m_outcome.sides.value(source).rows;
        if (here != there) {
            m_outcome.changed.append(QStringLiteral("%1: %2 rows in v1, %3 known here")
                                         .arg(QString::fromLatin1(tableOf(source)))
                                         .arg(there)
                                         .arg(here));
        }
    }
    return {};
}

Result<void> LegacyVerification::verifyReferences()
{
    const auto broken = m_database.run("legacy.brokenReferences");
    const auto late = m_database.run("legacy.lateSequences");
    if (!broken || !late) {
        return std::unexpected(broken ? late.error() : broken.error());
    }
    for (const Row row : *broken) {
        tell(QStringLiteral("%1 %2 of v1: %3")
                 .arg(row.text(0))
                 .arg(row.integer(1))
                 .arg(row.text(2)));
    }
    for (const Row row : *late) {
        tell(QStringLiteral("the sequence of %1 would give an id again").arg(row.text(0)));
    }
    return {};
}

} // namespace EvalTrack::Server
