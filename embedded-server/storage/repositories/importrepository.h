// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"
#include "domain/importrecord.h"
#include "storage/repositories/repository.h"

#include <QJsonObject>

namespace EvalTrack::Server {

/// Imports, their waiting lines, and the statements that carry all lines of one out at once. Those
/// have the kind in their names ("imports.people.insertUsers").
class ImportRepository : public Repository
{
public:
    using Repository::Repository;

    struct Kept
    {
        ImportRecord record;
        UserId creator;
    };
    struct Line
    {
        ImportLine line;
        QJsonObject fields;
        QJsonObject before;
    };

    [[nodiscard]] Result<void> open(const ImportRecord &record, UserId creator) const;
    [[nodiscard]] Result<void> forgetOld() const;
    [[nodiscard]] Result<std::optional<Kept>> byUuid(const QUuid &uuid) const;
    [[nodiscard]] Result<std::optional<Kept>> lock(qint64 id) const;
    /// Carried out ones, newest first.
    [[nodiscard]] Result<QList<ImportRecord>> page(qint64 beforeId, int limit) const;

    /// `lines`: a JSON array of {line, uuid, revision, fields}.
    [[nodiscard]] Result<void> addLines(qint64 id, const QByteArray &lines) const;
    [[nodiscard]] Result<qint64> countLines(qint64 id) const;
    [[nodiscard]] Result<QList<Line>> lines(qint64 id, int after, int limit) const;
    [[nodiscard]] Result<void> noteBefore(qint64 id, int line, const QJsonObject &before) const;
    [[nodiscard]] Result<void> noteRevision(qint64 id, int line, qint64 revision) const;

    /// Until the transaction ends, no other import is carried out.
    [[nodiscard]] Result<void> takeTurn() const;
    [[nodiscard]] Result<void> finish(qint64 id) const;
    [[nodiscard]] Result<void> finishUndo(qint64 id, qint64 leftAsIs) const;

    /// One of the statements over all lines.
    [[nodiscard]] Result<void> carryOut(const char *query, qint64 id) const;
    /// Over some of the lines.
    [[nodiscard]] Result<void> carryOut(const char *query, qint64 id,
                                        const QList<int> &lines) const;
    [[nodiscard]] Result<QList<RefusedLine>> problems(const char *query, qint64 id) const;
    [[nodiscard]] Result<QList<RefusedLine>> problemsOfPeople(qint64 id,
                                                              bool managesAccounts) const;
    /// Departments that an import made and that are there.
    [[nodiscard]] Result<qint64> departmentsLeft(qint64 id) const;
    [[nodiscard]] Result<QList<int>> untouched(const char *query, qint64 id) const;

    template <typename Id>
    struct Found
    {
        Id id;
        qint64 revision = 0;
    };
    [[nodiscard]] Result<std::optional<Found<EventId>>> event(const QUuid &uuid) const;
    /// Of a person.
    [[nodiscard]] Result<std::optional<Found<UserId>>> account(const QUuid &uuid) const;
};

} // namespace EvalTrack::Server
