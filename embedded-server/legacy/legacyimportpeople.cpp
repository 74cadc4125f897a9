// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LegacyImport that brings roles, accounts and employees.
#include "legacy/legacyimport.h"

#include "storage/database.h"

#include <limits>

namespace EvalTrack::Server {

namespace {

constexpr qsizetype PeopleAtOnce = 5'000;

QByteArray fingerprintOfPerson(const LegacyPerson &person)
{
    return fingerprintOf(person.known ? "known:" + QByteArray::number(*person.known)
                                      : canonical(person.content.fields()));
}

using RowName = std::pair<LegacySource, qint64>;

/// The rows of v1 that a person is.
QList<RowName> namesOfRows(const LegacyPerson &person)
{
    QList<RowName> rows;
    if (person.account) {
        rows.append({LegacySource::User, *person.account});
    }
    if (person.employee) {
        rows.append({LegacySource::Employee, *person.employee});
    }
    return rows;
}

} // namespace

/// All that is known of people while they are brought.
struct LegacyImport::People
{
    LegacyPeople rows;
    MappedPeople mapped;
    QHash<RowName, LegacyFindings> findings;
    QHash<RowName, LegacyRow> byName;
    QHash<LegacySource, LegacyKnownRows> before;
};

Result<LegacyImport::People> LegacyImport::readPeople()
{
    People people;
    auto rows = m_v1.people();
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto known = m_store.knownPeople();
    if (!known) {
        return std::unexpected(known.error());
    }
    people.rows = *std::move(rows);
    people.mapped = mapPeople(people.rows, *known, m_reading);
    for (const LegacyFinding &each : std::as_const(people.mapped.findings)) {
        people.findings[{each.source, each.row}].append(each);
    }
    for (const auto *list : {&people.rows.roles, &people.rows.users, &people.rows.employees}) {
        for (const LegacyRow &row : *list) {
            people.byName.insert({row.source, row.id}, row);
            ++tally(row.source).read;
        }
    }
    for (const LegacySource source :
         {LegacySource::Role, LegacySource::User, LegacySource::Employee}) {
        auto before = knownRows(source, 0, std::numeric_limits<qint64>::max());
        if (!before) {
            return std::unexpected(before.error());
        }
        people.before.insert(source, *std::move(before));
    }
    return people;
}

Result<void> LegacyImport::settleRoles(const People &people)
{
    for (const qint64 role : people.mapped.roles) {
        if (const auto done = m_store.putPlaced(LegacySource::Role, role, fingerprintOf("role"));
            !done) {
            return done;
        }
    }
    return m_store.clearTray(LegacySource::Role, people.mapped.roles);
}

Result<void> LegacyImport::settleWaiting(const People &people)
{
    tally(LegacySource::Role).unchanged = people.mapped.roles.size();
    QList<LegacyWaiting> waiting;
    for (const LegacyTrayItem &item : people.mapped.tray) {
        const LegacyRow row = people.byName.value({item.source, item.row});
        const LegacyWaiting each{row, item.reason, waitingFingerprint(row, item.reason)};
        noteWaiting(each);
        note(people.findings.value({item.source, item.row}));
        const LegacyKnownRow before = people.before.value(item.source).value(item.row);
        if (before.state != "TRAY" || before.fingerprint != each.fingerprint) {
            waiting.append(each);
        }
    }
    if (m_options.isDryRun) {
        return {};
    }
    return m_database.inTransaction([&]() -> Result<void> {
        if (const auto done = settleRoles(people); !done) {
            return done;
        }
        for (const LegacyWaiting &each : std::as_const(waiting)) {
            auto done = m_store.clearFindings(each.row.source, {each.row.id});
            if (done) {
                done = m_store.putFindings(people.findings.value({each.row.source, each.row.id}));
            }
            if (!done) {
                return done;
            }
        }
        return m_store.putWaiting(waiting);
    });
}

Result<void> LegacyImport::settleGone(const People &people)
{
    for (const LegacySource source :
         {LegacySource::Role, LegacySource::User, LegacySource::Employee}) {
        LegacyKnownRows gone = people.before.value(source);
        gone.removeIf([&](const auto &each) {
            return each.value().state == "GONE" || people.byName.contains({source, each.key()});
        });
        tally(source).gone += gone.size();
        if (m_options.isDryRun || gone.isEmpty()) {
            continue;
        }
        const auto done = m_database.inTransaction([&] { return m_store.putGone(source, gone); });
        if (!done) {
            return done;
        }
    }
    return {};
}

std::optional<LegacyPersonWork> LegacyImport::workOf(const People &people,
                                                     const LegacyPerson &person)
{
    LegacyPersonWork work{person, fingerprintOfPerson(person), std::nullopt, std::nullopt};
    bool isUnchanged = true;
    bool isTorn = false;
    const QList<RowName> rows = namesOfRows(person);
    for (const RowName &name : rows) {
        note(people.findings.value(name));
        const LegacyKnownRow before = people.before.value(name.first).value(name.second);
        isUnchanged =
            isUnchanged && before.state == "PLACED" && before.fingerprint == work.fingerprint;
        if (!before.target) {
            continue;
        }
        isTorn = isTorn || (work.target && work.target != before.target);
        if (!work.target) {
            work.target = before.target;
            work.revision = before.revision;
        }
    }
    if (isTorn) {
        work.revision = -1; // Two people here: nothing is written to either of them.
    }
    for (const auto &[source, id] : rows) {
        ++(isUnchanged ? tally(source).unchanged : tally(source).written);
    }
    if (m_options.isDryRun) {
        const qint64 target = person.known  ? *person.known
                              : work.target ? *work.target
                                            : --m_madeUp;
        for (const auto &[source, id] : rows) {
            (source == LegacySource::User ? m_index.accounts : m_index.people).insert(id, target);
        }
        if (person.content.role == Role::Admin && !m_index.administrator) {
            m_index.administrator = target;
        }
    }
    return isUnchanged ? std::nullopt : std::optional(work);
}

Result<void> LegacyImport::writePeople(const People &people, const QList<LegacyPersonWork> &works)
{
    if (works.isEmpty() || m_options.isDryRun) {
        return {};
    }
    QList<LegacyWaiting> waiting;
    const auto done = m_database.inTransaction([&]() -> Result<void> {
        waiting.clear();
        LegacyFindings findings;
        QHash<LegacySource, QList<qint64>> ids;
        for (const LegacyPersonWork &work : works) {
            const QList<RowName> rows = namesOfRows(work.person);
            for (const RowName &name : rows) {
                ids[name.first].append(name.second);
                findings += people.findings.value(name);
            }
        }
        for (auto each = ids.cbegin(); each != ids.cend(); ++each) {
            auto cleared = m_store.clearFindings(each.key(), *each);
            if (cleared) {
                cleared = m_store.clearTray(each.key(), *each);
            }
            if (!cleared) {
                return cleared;
            }
        }
        const auto refused = m_store.writePeople(works);
        if (!refused) {
            return std::unexpected(refused.error());
        }
        for (const LegacyPersonWork &work : *refused) {
            const LegacyRule reason = !work.target          ? LegacyRule::PairTaken
                                      : work.revision == -1 ? LegacyRule::Moved
                                                            : LegacyRule::ChangedHere;
            const QList<RowName> rows = namesOfRows(work.person);
            for (const RowName &name : rows) {
                const LegacyRow row = people.byName.value(name);
                waiting.append({row, reason, waitingFingerprint(row, reason)});
                findings.append({name.first, name.second, reason, {}, {}, {}});
            }
        }
        if (const auto put = m_store.putWaiting(waiting); !put) {
            return put;
        }
        return m_store.putFindings(findings);
    });
    if (!done) {
        return done;
    }
    for (const LegacyWaiting &each : std::as_const(waiting)) {
        --tally(each.row.source).written;
        noteWaiting(each);
        note({{each.row.source, each.row.id, each.reason, {}, {}, {}}});
    }
    return {};
}

Result<void> LegacyImport::importPeople()
{
    const auto people = readPeople();
    if (!people) {
        return std::unexpected(people.error());
    }
    m_progress.begin(LegacySource::User, people->rows.users.size() + people->rows.employees.size());
    auto done = settleWaiting(*people);
    if (done) {
        done = settleGone(*people);
    }
    QList<LegacyPersonWork> works;
    for (const LegacyPerson &person : people->mapped.people) {
        if (!done) {
            return done;
        }
        m_progress.advance(namesOfRows(person).size());
        if (done = m_progress.goOn(); !done) {
            return done;
        }
        if (const auto work = workOf(*people, person)) {
            works.append(*work);
        }
        if (works.size() >= PeopleAtOnce) {
            done = writePeople(*people, works);
            works.clear();
        }
    }
    if (done) {
        done = writePeople(*people, works);
    }
    if (!done) {
        return done;
    }
    m_progress.end();
    return readIndexOfPeople(*people);
}

Result<void> LegacyImport::readIndexOfPeople(const People &people)
{
    if (!m_options.isDryRun) {
        auto accounts = m_store.targets(LegacySource::User);
        auto employees = m_store.targets(LegacySource::Employee);
        if (!accounts || !employees) {
            return std::unexpected(accounts ? employees.error() : accounts.error());
        }
        m_index.accounts = *std::move(accounts);
        m_index.people = *std::move(employees);
    }
    const auto administrator = m_store.administrator();
    if (!administrator) {
        return std::unexpected(administrator.error());
    }
    if (*administrator) {
        m_index.administrator = *administrator;
    }
    const auto &sameMailbox = people.mapped.sameMailbox;
    for (auto each = sameMailbox.cbegin(); each != sameMailbox.cend(); ++each) {
        if (const auto kept = m_index.accounts.constFind(*each);
            kept != m_index.accounts.constEnd()) {
            m_index.accounts.insert(each.key(), *kept);
        }
    }
    for (const LegacyTrayItem &item : people.mapped.tray) {
        if (item.source == LegacySource::Employee && !m_index.people.contains(item.row)) {
            m_index.waitingPeople.insert(item.row);
        }
    }
    return {};
}

} // namespace EvalTrack::Server
