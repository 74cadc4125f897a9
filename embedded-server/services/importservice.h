// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/eventservice.h"
#include "services/userservice.h"
#include "storage/repositories/importrepository.h"

#include <functional>

namespace EvalTrack::Server {

/// Whole tables into EvalTrack: lines are collected, carried out all together in one transaction or
/// not at all, and taken back by what was there before. People, departments and attendances go in a
/// few statements however many they are; events one after the other, as an event has consequences.
class ImportService
{
public:
    /// How the fields of a line are read; a body is no business of a service.
    struct Readers
    {
        std::function<Result<EventService::Change>(const QJsonObject &)> event;
        std::function<Result<UserService::Change>(const QJsonObject &)> account;
    };

    ImportService(Database &database, Readers readers);

    /// Forbidden where the caller may not keep records of that kind.
    [[nodiscard]] static Result<void> mayImport(const Caller &caller, ImportKind kind);

    /// Opening the same import again gives the one that is there.
    [[nodiscard]] Result<ImportRecord> open(UnitOfWork &unit, const ImportRecord &record) const;
    /// NotFound unless it is the caller's own and still waits.
    [[nodiscard]] Result<ImportRecord> waiting(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<void> addLines(qint64 id, const QByteArray &lines) const;
    /// Of an import that is carried out already it tells the outcome again. Refused lines mean that
    /// the transaction must not be committed: the outcome is in the error's place then.
    [[nodiscard]] Result<ImportOutcome> carryOut(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<ImportOutcome> undo(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<QList<ImportRecord>> page(qint64 beforeId, int limit) const;

private:
    [[nodiscard]] Result<ImportRepository::Kept> locked(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<QList<RefusedLine>> carryOutPeople(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<QList<RefusedLine>> carryOutDepartments(qint64 id) const;
    [[nodiscard]] Result<QList<RefusedLine>> carryOutAttendances(qint64 id) const;
    [[nodiscard]] Result<QList<RefusedLine>> carryOutEvents(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<QList<RefusedLine>> carryOutAccounts(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<void> carryOutEvent(UnitOfWork &unit, qint64 id,
                                             const ImportRepository::Line &line) const;
    [[nodiscard]] Result<void> carryOutAccount(UnitOfWork &unit, qint64 id,
                                               const ImportRepository::Line &line) const;
    /// Line after line; Conflict and the like are of the line, all else ends it.
    using CarryOutLine = std::function<Result<void>(const ImportRepository::Line &)>;
    [[nodiscard]] Result<QList<RefusedLine>> lineByLine(qint64 id,
                                                        const CarryOutLine &carryOut) const;
    /// Some of the lines.
    [[nodiscard]] Result<void> eachOf(qint64 id, const QList<int> &wanted,
                                      const CarryOutLine &undo) const;
    [[nodiscard]] Result<qint64> undoPeople(qint64 id) const;
    [[nodiscard]] Result<qint64> undoDepartments(qint64 id) const;
    [[nodiscard]] Result<void> dropDepartments(qint64 id) const;
    [[nodiscard]] Result<qint64> undoAccounts(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<qint64> undoAttendances(qint64 id) const;
    [[nodiscard]] Result<qint64> undoEvents(UnitOfWork &unit, qint64 id) const;
    [[nodiscard]] Result<void> inTurn(std::initializer_list<const char *> queries, qint64 id) const;
    [[nodiscard]] Result<void> inTurn(std::initializer_list<const char *> queries, qint64 id,
                                      const QList<int> &lines) const;

    Database &m_database;
    ImportRepository m_imports;
    Readers m_readers;
};

} // namespace EvalTrack::Server
