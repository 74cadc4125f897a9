// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/repositories/documentrepository.h"

#include "wire/names.h"

namespace EvalTrack::Server {

namespace {

PersonDocument readDocument(const Row &row)
{
    PersonDocument document;
    document.id = row.id<DocumentId>(0);
    document.userId = row.id<UserId>(1);
    document.kind = Wire::fromName<DocumentKind>(row.text(2)).value_or(DocumentKind::Other);
    document.title = row.text(3);
    document.fileName = row.text(4);
    document.mediaType = row.utf8(5).toByteArray();
    document.size = row.integer(6);
    document.sha256 = row.utf8(7).toByteArray();
    document.validUntil = row.optionalDate(8);
    document.createdBy = {row.id<UserId>(9), row.text(10)};
    document.createdAt = row.timestamp(11);
    document.updatedAt = row.timestamp(12);
    document.uuid = row.id<DocumentUuid>(13);
    document.revision = row.integer(14);
    return document;
}

} // namespace

Result<QList<PersonDocument>> DocumentRepository::page(UserId person, qint64 afterId,
                                                       int limit) const
{
    return all("documents.page", {person, afterId, limit}, readDocument);
}

Result<qint64> DocumentRepository::count(UserId person) const
{
    return number("documents.count", {person});
}

Result<std::optional<PersonDocument>> DocumentRepository::byId(DocumentId id) const
{
    return first("documents.byId", {id}, readDocument);
}

Result<std::optional<PersonDocument>> DocumentRepository::photo(UserId person) const
{
    return first("documents.photo", {person}, readDocument);
}

Result<std::optional<PersonDocument>> DocumentRepository::lock(DocumentId id) const
{
    if (auto locked = execute("documents.lock", {id}); !locked) {
        return std::unexpected(locked.error());
    }
    return byId(id);
}

Result<std::optional<QByteArray>> DocumentRepository::content(DocumentId id) const
{
    return first("documents.content", {id}, [](const Row &row) { return row.bytes(0); });
}

Result<DocumentId> DocumentRepository::insert(const PersonDocument &document,
                                              const QByteArray &content, UserId by) const
{
    const auto uuid = document.uuid.isNull() ? std::nullopt : std::optional(document.uuid);
    const auto id =
        number("documents.insert", {uuid, document.userId, Wire::name(document.kind).toByteArray(),
                                    document.title, document.fileName, document.mediaType,
                                    SqlValue::bytes(content), document.validUntil, by});
    return id ? Result<DocumentId>(DocumentId(*id)) : std::unexpected(id.error());
}

Result<void> DocumentRepository::update(const PersonDocument &document) const
{
    return execute("documents.update",
                   {document.id, document.title, Wire::name(document.kind).toByteArray(),
                    document.validUntil});
}

Result<void> DocumentRepository::remove(DocumentId id, Timestamp at) const
{
    return execute("documents.remove", {id, at});
}

Result<void> DocumentRepository::removePhoto(UserId person, Timestamp at) const
{
    return execute("documents.removePhoto", {person, at});
}

} // namespace EvalTrack::Server
