// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/importservice.h"

#include "storage/repositories/departmentrepository.h"
#include "wire/editablefields.h"
#include "wire/keys.h"
#include "wire/names.h"

namespace EvalTrack::Server {

namespace {

constexpr int LinesAtOnce = 500;

std::unexpected<Error> importNotFound()
{
    return failure(ErrorCode::NotFound, QStringLiteral("Importación no encontrada"));
}

} // namespace

ImportService::ImportService(Database &database, Readers readers)
    : m_database(database)
    , m_imports(database)
    , m_readers(std::move(readers))
{}

Result<void> ImportService::mayImport(const Caller &caller, ImportKind kind)
{
    const auto permission = [kind] {
        switch (kind) {
        case ImportKind::People:
        case ImportKind::Departments:
            return Permission::EditPeople;
        case ImportKind::Events:
            return Permission::ManageEvents;
        case ImportKind::Attendances:
            return Permission::ManageAttendance;
        case ImportKind::Accounts:
            break;
        }
        return Permission::ManageAccounts;
    }();
    return caller.may(permission) ? Result<void>() : failure(ErrorCode::Forbidden);
}

Result<ImportRecord> ImportService::open(UnitOfWork &unit, const ImportRecord &record) const
{
    if (auto ok = mayImport(unit.caller(), record.kind); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = m_imports.forgetOld(); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = m_imports.open(record, unit.caller().id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto kept = m_imports.byUuid(record.uuid);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (!*kept || (*kept)->creator != unit.caller().id || (*kept)->record.kind != record.kind) {
        return failure(ErrorCode::Conflict, QStringLiteral("Otra importación tiene ese uuid"));
    }
    return (*kept)->record;
}

Result<ImportRepository::Kept> ImportService::locked(UnitOfWork &unit, qint64 id) const
{
    const auto kept = m_imports.lock(id);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (!*kept) {
        return importNotFound();
    }
    if (auto ok = mayImport(unit.caller(), (*kept)->record.kind); !ok) {
        return std::unexpected(ok.error());
    }
    return **kept;
}

Result<ImportRecord> ImportService::waiting(UnitOfWork &unit, qint64 id) const
{
    const auto kept = locked(unit, id);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (kept->creator != unit.caller().id) {
        return importNotFound();
    }
    if (kept->record.appliedAt) {
        return failure(ErrorCode::Conflict, QStringLiteral("La importación ya fue realizada"));
    }
    return kept->record;
}

Result<void> ImportService::addLines(qint64 id, const QByteArray &lines) const
{
    if (auto ok = m_imports.addLines(id, lines); !ok) {
        return ok;
    }
    const auto count = m_imports.countLines(id);
    if (!count) {
        return std::unexpected(count.error());
    }
    return *count > ImportLimits::Rows
               ? failure(ErrorCode::PayloadTooLarge,
                         QStringLiteral("an import has at most 200000 lines"))
               : Result<void>();
}

Result<void> ImportService::inTurn(std::initializer_list<const char *> queries, qint64 id) const
{
    for (const char *query : queries) {
        if (auto ok = m_imports.carryOut(query, id); !ok) {
            return ok;
        }
    }
    return {};
}

Result<void> ImportService::inTurn(std::initializer_list<const char *> queries, qint64 id,
                                   const QList<int> &lines) const
{
    for (const char *query : queries) {
        if (auto ok = m_imports.carryOut(query, id, lines); !ok) {
            return ok;
        }
    }
    return {};
}

Result<ImportOutcome> ImportService::carryOut(UnitOfWork &unit, qint64 id) const
{
    if (auto ok = m_imports.takeTurn(); !ok) {
        return std::unexpected(ok.error());
    }
    const auto kept = locked(unit, id);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (kept->creator != unit.caller().id) {
        return importNotFound();
    }
    ImportOutcome outcome{kept->record, {}};
    if (kept->record.appliedAt) {
        return outcome;
    }
    const auto refused = [&]() -> Result<QList<RefusedLine>> {
        switch (kept->record.kind) {
        case ImportKind::People:
            return carryOutPeople(unit, id);
        case ImportKind::Departments:
            return carryOutDepartments(id);
        case ImportKind::Attendances:
            return carryOutAttendances(id);
        case ImportKind::Events:
            return carryOutEvents(unit, id);
        case ImportKind::Accounts:
            break;
        }
        return carryOutAccounts(unit, id);
    }();
    if (!refused) {
        return std::unexpected(refused.error());
    }
    if (!refused->isEmpty()) {
        outcome.refused = *refused;
        return outcome;
    }
    if (auto ok = m_imports.finish(id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto done = m_imports.lock(id);
    if (!done || !*done) {
        return done ? importNotFound() : std::unexpected(done.error());
    }
    outcome.record = (*done)->record;
    unit.audit("import.carryOut", "import", id, outcome.record.uuid);
    unit.announceToEverybody();
    return outcome;
}

Result<QList<RefusedLine>> ImportService::carryOutPeople(UnitOfWork &unit, qint64 id) const
{
    if (auto ok = m_imports.carryOut("imports.people.lock", id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto problems =
        m_imports.problemsOfPeople(id, unit.caller().may(Permission::ManageAccounts));
    if (!problems || !problems->isEmpty()) {
        return problems;
    }
    // The profiles last: a change of department holds the figures until the commit.
    const auto done = inTurn({"imports.people.makeDepartments", "imports.people.keepBefore",
                              "imports.people.insertUsers", "imports.people.insertEmployees",
                              "imports.people.updateUsers", "imports.people.endSessions",
                              "imports.people.updateEmployees", "imports.people.keepRevisions"},
                             id);
    return done ? Result<QList<RefusedLine>>(QList<RefusedLine>()) : std::unexpected(done.error());
}

Result<QList<RefusedLine>> ImportService::carryOutDepartments(qint64 id) const
{
    if (auto ok = DepartmentRepository(m_database).lockAll(); !ok) {
        return std::unexpected(ok.error());
    }
    const auto problems = m_imports.problems("imports.departments.problems", id);
    if (!problems || !problems->isEmpty()) {
        return problems;
    }
    const auto done = inTurn({"imports.departments.insert", "imports.departments.keepBefore",
                              "imports.departments.unhook", "imports.departments.update",
                              "imports.departments.keepRevisions"},
                             id);
    return done ? Result<QList<RefusedLine>>(QList<RefusedLine>()) : std::unexpected(done.error());
}

Result<QList<RefusedLine>> ImportService::carryOutAttendances(qint64 id) const
{
    if (auto ok = m_imports.carryOut("imports.attendances.lock", id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto problems = m_imports.problems("imports.attendances.problems", id);
    if (!problems || !problems->isEmpty()) {
        return problems;
    }
    const auto done = inTurn({"imports.attendances.keepBefore", "imports.attendances.update",
                              "imports.attendances.insert", "imports.attendances.openEvaluations",
                              "imports.attendances.keepRevisions"},
                             id);
    return done ? Result<QList<RefusedLine>>(QList<RefusedLine>()) : std::unexpected(done.error());
}

Result<QList<RefusedLine>> ImportService::lineByLine(qint64 id, const CarryOutLine &carryOut) const
{
    QList<RefusedLine> refused;
    for (int after = 0;;) {
        const auto lines = m_imports.lines(id, after, LinesAtOnce);
        if (!lines) {
            return std::unexpected(lines.error());
        }
        if (lines->isEmpty()) {
            return refused;
        }
        for (const ImportRepository::Line &line : *lines) {
            after = line.line.line;
            const auto done = carryOut(line);
            if (done) {
                continue;
            }
            const bool isOfLine = done.error().code == ErrorCode::Stale ||
                                  done.error().code == ErrorCode::NotFound ||
                                  done.error().code == ErrorCode::Conflict ||
                                  done.error().code == ErrorCode::Validation;
            if (!isOfLine) {
                return std::unexpected(done.error());
            }
            const FieldError first = done.error().fieldErrors.value(0);
            refused.append({after, first.field,
                            first.message.isEmpty() ? done.error().detail : first.message});
            if (done.error().code == ErrorCode::Conflict) {
                return refused; // A constraint's would have ended the transaction.
            }
        }
    }
}

Result<void> ImportService::eachOf(qint64 id, const QList<int> &wanted,
                                   const CarryOutLine &undo) const
{
    const QSet<int> numbers(wanted.begin(), wanted.end());
    for (int after = 0;;) {
        const auto lines = m_imports.lines(id, after, LinesAtOnce);
        if (!lines) {
            return std::unexpected(lines.error());
        }
        if (lines->isEmpty()) {
            return {};
        }
        for (const ImportRepository::Line &line : *lines) {
            after = line.line.line;
            if (!numbers.contains(after)) {
                continue;
            }
            if (auto ok = undo(line); !ok) {
                return ok;
            }
        }
    }
}

Result<QList<RefusedLine>> ImportService::carryOutEvents(UnitOfWork &unit, qint64 id) const
{
    return lineByLine(
        id, [&](const ImportRepository::Line &line) { return carryOutEvent(unit, id, line); });
}

Result<QList<RefusedLine>> ImportService::carryOutAccounts(UnitOfWork &unit, qint64 id) const
{
    if (auto ok = m_imports.carryOut("imports.people.lock", id); !ok) {
        return std::unexpected(ok.error());
    }
    // What a constraint would refuse would end the transaction, and hide the lines after it.
    const auto problems = m_imports.problems("imports.accounts.problems", id);
    if (!problems || !problems->isEmpty()) {
        return problems;
    }
    const auto refused = lineByLine(
        id, [&](const ImportRepository::Line &line) { return carryOutAccount(unit, id, line); });
    if (!refused || !refused->isEmpty()) {
        return refused;
    }
    const auto ok = m_imports.carryOut("imports.accounts.forgetHashes", id);
    return ok ? refused : std::unexpected(ok.error());
}

Result<void> ImportService::carryOutAccount(UnitOfWork &unit, qint64 id,
                                            const ImportRepository::Line &line) const
{
    const UserService users(m_database);
    const auto fields = m_readers.account(line.fields);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    if (!line.line.revision) {
        const QJsonValue hash = line.fields.value(Wire::Key::passwordHash);
        const auto created =
            users.create(unit,
                         {fields->name.value_or(QString()), fields->email.value_or(QString()),
                          fields->role.value_or(Role::Employee), UserUuid(line.line.uuid),
                          fields->isActive.value_or(true)},
                         hash.isString() ? std::optional(hash.toString()) : std::nullopt);
        return created ? m_imports.noteRevision(id, line.line.line, created->revision)
                       : std::unexpected(created.error());
    }
    const auto known = m_imports.account(line.line.uuid);
    if (!known || !*known) {
        return known ? importNotFound() : std::unexpected(known.error());
    }
    const auto before = users.byId(unit.caller(), (*known)->id);
    if (!before) {
        return std::unexpected(before.error());
    }
    const QJsonObject was{{Wire::Key::name, before->name},
                          {Wire::Key::email, before->email},
                          {Wire::Key::role, QString::fromLatin1(Wire::name(before->role))},
                          {Wire::Key::isActive, before->isActive}};
    if (auto ok = m_imports.noteBefore(id, line.line.line, was); !ok) {
        return ok;
    }
    const auto changed = users.change(unit, (*known)->id, *fields, std::nullopt);
    return changed ? m_imports.noteRevision(id, line.line.line, changed->revision)
                   : std::unexpected(changed.error());
}

Result<void> ImportService::carryOutEvent(UnitOfWork &unit, qint64 id,
                                          const ImportRepository::Line &line) const
{
    const EventService events(m_database);
    auto fields = m_readers.event(line.fields);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    auto known = m_imports.event(line.line.uuid);
    if (!known) {
        return std::unexpected(known.error());
    }
    if (!line.line.revision) {
        if (*known) {
            return failure(ErrorCode::NotFound, u"There is a record with this id already"_qs);
        }
        // A draft: nobody is registered or told before somebody activates it.
        fields->isActive = fields->isActive.value_or(false);
        const auto created = events.create(unit, EventUuid(line.line.uuid), *fields);
        if (!created) {
            return std::unexpected(created.error());
        }
    } else {
        if (!*known) {
            return failure(ErrorCode::NotFound, u"The record is gone"_qs);
        }
        if ((*known)->revision != *line.line.revision) {
            return failure(ErrorCode::Stale, u"The record was changed meanwhile"_qs);
        }
        auto before = events.byId(unit.caller(), (*known)->id);
        const auto questions = events.questions((*known)->id);
        if (!before || !questions) {
            return std::unexpected(before ? questions.error() : before.error());
        }
        before->event.questions = *questions;
        if (auto ok = m_imports.noteBefore(id, line.line.line, EditableFields::of(before->event));
            !ok) {
            return ok;
        }
        if (auto ok = events.change(unit, (*known)->id, *fields); !ok) {
            return ok;
        }
    }
    known = m_imports.event(line.line.uuid);
    if (!known || !*known) {
        return known ? importNotFound() : std::unexpected(known.error());
    }
    return m_imports.noteRevision(id, line.line.line, (*known)->revision);
}

Result<ImportOutcome> ImportService::undo(UnitOfWork &unit, qint64 id) const
{
    if (auto ok = m_imports.takeTurn(); !ok) {
        return std::unexpected(ok.error());
    }
    const auto kept = locked(unit, id);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (!kept->record.appliedAt) {
        return failure(ErrorCode::Conflict, QStringLiteral("La importación no fue realizada"));
    }
    if (kept->record.undoneAt) {
        return ImportOutcome{kept->record, {}};
    }
    const auto total = m_imports.countLines(id);
    if (!total) {
        return std::unexpected(total.error());
    }
    if (*total == 0 && kept->record.created + kept->record.changed > 0) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("Ya no se guarda lo que había antes de la importación"));
    }
    const auto undone = [&]() -> Result<qint64> {
        switch (kept->record.kind) {
        case ImportKind::People:
            return undoPeople(id);
        case ImportKind::Attendances:
            return undoAttendances(id);
        case ImportKind::Events:
            return undoEvents(unit, id);
        case ImportKind::Departments:
            return undoDepartments(id);
        case ImportKind::Accounts:
            break;
        }
        return undoAccounts(unit, id);
    }();
    if (!undone) {
        return std::unexpected(undone.error());
    }
    if (auto ok = m_imports.finishUndo(id, *total - *undone); !ok) {
        return std::unexpected(ok.error());
    }
    const auto done = m_imports.lock(id);
    if (!done || !*done) {
        return done ? importNotFound() : std::unexpected(done.error());
    }
    unit.audit("import.undo", "import", id, (*done)->record.uuid);
    unit.announceToEverybody();
    return ImportOutcome{(*done)->record, {}};
}

Result<qint64> ImportService::undoPeople(qint64 id) const
{
    if (auto ok = m_imports.carryOut("imports.people.lock", id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto lines = m_imports.untouched("imports.people.untouched", id);
    if (!lines) {
        return std::unexpected(lines.error());
    }
    auto done = inTurn({"imports.people.restoreUsers", "imports.people.restoreEmployees",
                        "imports.people.removeUsers"},
                       id, *lines);
    if (done) {
        done = dropDepartments(id);
    }
    return done ? Result<qint64>(lines->size()) : std::unexpected(done.error());
}

// One that is above another new one is empty only when that is gone.
Result<void> ImportService::dropDepartments(qint64 id) const
{
    auto left = m_imports.departmentsLeft(id);
    for (qint64 before = -1; left && *left > 0 && *left != before;) {
        before = *left;
        if (auto ok = m_imports.carryOut("imports.people.dropDepartments", id); !ok) {
            return ok;
        }
        left = m_imports.departmentsLeft(id);
    }
    return left ? Result<void>() : std::unexpected(left.error());
}

Result<qint64> ImportService::undoDepartments(qint64 id) const
{
    if (auto ok = DepartmentRepository(m_database).lockAll(); !ok) {
        return std::unexpected(ok.error());
    }
    const auto made = m_imports.departmentsLeft(id);
    const auto lines = m_imports.untouched("imports.departments.untouched", id);
    if (!made || !lines) {
        return std::unexpected(made ? lines.error() : made.error());
    }
    auto done =
        inTurn({"imports.departments.unhookAgain", "imports.departments.restore"}, id, *lines);
    if (done) {
        done = dropDepartments(id);
    }
    const auto left = m_imports.departmentsLeft(id);
    if (!done || !left) {
        return std::unexpected(done ? left.error() : done.error());
    }
    return lines->size() + *made - *left;
}

Result<qint64> ImportService::undoAccounts(UnitOfWork &unit, qint64 id) const
{
    if (auto ok = m_imports.carryOut("imports.people.lock", id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto untouched = m_imports.untouched("imports.accounts.untouched", id);
    if (!untouched) {
        return std::unexpected(untouched.error());
    }
    const UserService users(m_database);
    qint64 undone = 0;
    const auto ok = eachOf(id, *untouched, [&](const ImportRepository::Line &line) -> Result<void> {
        const auto known = m_imports.account(line.line.uuid);
        if (!known || !*known) {
            return known ? importNotFound() : std::unexpected(known.error());
        }
        Result<void> done;
        if (!line.line.revision) {
            done = users.remove(unit, (*known)->id);
        } else if (const auto fields = m_readers.account(line.before); !fields) {
            done = std::unexpected(fields.error());
        } else if (const auto back = users.change(unit, (*known)->id, *fields, std::nullopt);
                   !back) {
            done = std::unexpected(back.error());
        }
        // The last administrator stays one.
        const bool isLeft = !done && done.error().code == ErrorCode::Conflict;
        undone += done ? 1 : 0;
        return isLeft ? Result<void>() : done;
    });
    return ok ? Result<qint64>(undone) : std::unexpected(ok.error());
}

Result<qint64> ImportService::undoAttendances(qint64 id) const
{
    if (auto ok = m_imports.carryOut("imports.attendances.lock", id); !ok) {
        return std::unexpected(ok.error());
    }
    const auto lines = m_imports.untouched("imports.attendances.untouched", id);
    if (!lines) {
        return std::unexpected(lines.error());
    }
    const auto done = inTurn({"imports.attendances.dropEvaluations", "imports.attendances.remove",
                              "imports.attendances.restore"},
                             id, *lines);
    return done ? Result<qint64>(lines->size()) : std::unexpected(done.error());
}

Result<qint64> ImportService::undoEvents(UnitOfWork &unit, qint64 id) const
{
    const auto untouched = m_imports.untouched("imports.events.untouched", id);
    if (!untouched) {
        return std::unexpected(untouched.error());
    }
    const EventService events(m_database);
    const auto ok = eachOf(id, *untouched, [&](const ImportRepository::Line &line) -> Result<void> {
        const auto fields = m_readers.event(line.before);
        const auto known = m_imports.event(line.line.uuid);
        if (!fields || !known || !*known) {
            return std::unexpected(!fields ? fields.error()
                                   : known ? importNotFound().error()
                                           : known.error());
        }
        return events.change(unit, (*known)->id, *fields);
    });
    return ok ? Result<qint64>(untouched->size()) : std::unexpected(ok.error());
}

Result<QList<ImportRecord>> ImportService::page(qint64 beforeId, int limit) const
{
    return m_imports.page(beforeId, limit);
}

} // namespace EvalTrack::Server
