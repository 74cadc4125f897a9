// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/persondocument.h"
#include "storage/repositories/repository.h"

namespace EvalTrack::Server {

/// Files that are kept about people.
class DocumentRepository : public Repository
{
public:
    using Repository::Repository;

    [[nodiscard]] Result<QList<PersonDocument>> page(UserId person, qint64 afterId,
                                                     int limit) const;
    [[nodiscard]] Result<qint64> count(UserId person) const;
    [[nodiscard]] Result<std::optional<PersonDocument>> byId(DocumentId id) const;
    [[nodiscard]] Result<std::optional<PersonDocument>> photo(UserId person) const;
    /// The row stays as it is until the transaction ends.
    [[nodiscard]] Result<std::optional<PersonDocument>> lock(DocumentId id) const;
    [[nodiscard]] Result<std::optional<QByteArray>> content(DocumentId id) const;
    [[nodiscard]] Result<DocumentId> insert(const PersonDocument &document,
                                            const QByteArray &content, UserId by) const;
    /// Title, kind and date.
    [[nodiscard]] Result<void> update(const PersonDocument &document) const;
    [[nodiscard]] Result<void> remove(DocumentId id, Timestamp at) const;
    [[nodiscard]] Result<void> removePhoto(UserId person, Timestamp at) const;
};

} // namespace EvalTrack::Server
