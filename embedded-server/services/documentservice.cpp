// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/documentservice.h"

#include "services/documenttype.h"
#include "services/employeeservice.h"
#include "storage/repositories/documentrepository.h"
#include "storage/repositories/employeerepository.h"
#include "wire/keys.h"

namespace EvalTrack::Server {

namespace {

std::unexpected<Error> documentNotFound(DocumentId id)
{
    return failure(ErrorCode::NotFound,
                   u"Documento con ID "_qs + QString::number(id.value()) + u" no encontrado");
}

std::unexpected<Error> refusedField(QLatin1StringView field, const char *rule)
{
    const QString message = field + u' ' + QLatin1StringView(rule);
    return std::unexpected(Error{ErrorCode::Validation, message, {{QString(field), message}}});
}

} // namespace

DocumentService::DocumentService(Database &database)
    : m_database(database)
{}

Result<void> DocumentService::requireMayRead(const Caller &caller, UserId person) const
{
    const auto employee = EmployeeService(m_database).byId(caller, person);
    return employee ? Result<void>() : std::unexpected(employee.error());
}

Result<QList<PersonDocument>> DocumentService::page(const Caller &caller, UserId person,
                                                    qint64 afterId, int limit) const
{
    if (auto ok = requireMayRead(caller, person); !ok) {
        return std::unexpected(ok.error());
    }
    return DocumentRepository(m_database).page(person, afterId, limit);
}

Result<qint64> DocumentService::count(UserId person) const
{
    return DocumentRepository(m_database).count(person);
}

Result<PersonDocument> DocumentService::byId(const Caller &caller, DocumentId id) const
{
    auto document = DocumentRepository(m_database).byId(id);
    if (!document) {
        return std::unexpected(document.error());
    }
    // Whoever may not read it is not told that there is one.
    if (!*document || (!caller.may(Permission::ViewPeople) && (*document)->userId != caller.id)) {
        return documentNotFound(id);
    }
    if (auto ok = requireMayRead(caller, (*document)->userId); !ok) {
        return std::unexpected(ok.error());
    }
    return **std::move(document);
}

Result<DocumentService::Opened> DocumentService::open(const Caller &caller, DocumentId id) const
{
    auto about = byId(caller, id);
    if (!about) {
        return std::unexpected(about.error());
    }
    auto content = DocumentRepository(m_database).content(id);
    if (!content) {
        return std::unexpected(content.error());
    }
    if (!*content) {
        return documentNotFound(id);
    }
    return Opened{*std::move(about), **std::move(content)};
}

Result<DocumentService::Opened> DocumentService::openPhoto(const Caller &caller,
                                                           UserId person) const
{
    if (auto ok = requireMayRead(caller, person); !ok) {
        return std::unexpected(ok.error());
    }
    const auto photo = DocumentRepository(m_database).photo(person);
    if (!photo) {
        return std::unexpected(photo.error());
    }
    return *photo ? open(caller, (*photo)->id)
                  : failure(ErrorCode::NotFound, QStringLiteral("La persona no tiene foto"));
}

Result<PersonDocument> DocumentService::add(UnitOfWork &unit, UserId person,
                                            const New &document) const
{
    // Two photos that come at once wait for each other here.
    const auto employee = EmployeeRepository(m_database).lock(person);
    if (!employee) {
        return std::unexpected(employee.error());
    }
    if (!*employee) {
        return std::unexpected(requireMayRead(unit.caller(), person).error());
    }
    PersonDocument about = document.about;
    about.userId = person;
    about.mediaType = DocumentType::of(document.content);
    if (about.mediaType.isEmpty()) {
        return refusedField(Wire::Key::content,
                            "must be a PDF, PNG, JPEG, WebP, DOCX, XLSX or plain text in UTF-8");
    }
    if (!document.mediaType.isEmpty() && document.mediaType != about.mediaType) {
        return refusedField(Wire::Key::mediaType, "must be what the content is");
    }
    const DocumentRepository documents(m_database);
    const bool isPhoto = about.kind == DocumentKind::Photo;
    if (isPhoto) {
        if (!DocumentType::isPhoto(about.mediaType)) {
            return refusedField(Wire::Key::content, "must be a PNG or JPEG for a photo");
        }
        if (auto ok = documents.removePhoto(person, unit.now()); !ok) {
            return std::unexpected(ok.error());
        }
    }
    const auto id = documents.insert(about, document.content, unit.caller().id);
    if (!id) {
        return std::unexpected(id.error());
    }
    auto added = byId(unit.caller(), *id);
    if (!added) {
        return added;
    }
    if (auto ok = tell(unit, isPhoto ? "employee.photo.set" : "employee.document.add", *added);
        !ok) {
        return std::unexpected(ok.error());
    }
    return added;
}

Result<PersonDocument> DocumentService::change(UnitOfWork &unit, DocumentId id,
                                               const Change &change) const
{
    auto document = lock(unit, id);
    if (!document) {
        return document;
    }
    const bool wasPhoto = document->kind == DocumentKind::Photo;
    applyPatch(change.title, document->title);
    applyPatch(change.kind, document->kind);
    applyPatch(change.validUntil, document->validUntil);
    if (wasPhoto != (document->kind == DocumentKind::Photo)) {
        return refusedField(Wire::Key::kind, "must not become PHOTO, or stop being it");
    }
    if (auto ok = DocumentRepository(m_database).update(*document); !ok) {
        return std::unexpected(ok.error());
    }
    if (auto ok = tell(unit, "employee.document.change", *document); !ok) {
        return std::unexpected(ok.error());
    }
    return byId(unit.caller(), id);
}

Result<void> DocumentService::remove(UnitOfWork &unit, DocumentId id) const
{
    const auto document = lock(unit, id);
    if (!document) {
        return std::unexpected(document.error());
    }
    if (auto ok = DocumentRepository(m_database).remove(id, unit.now()); !ok) {
        return ok;
    }
    return tell(unit,
                document->kind == DocumentKind::Photo ? "employee.photo.remove"
                                                      : "employee.document.remove",
                *document);
}

Result<PersonDocument> DocumentService::lock(const UnitOfWork &unit, DocumentId id) const
{
    auto document = DocumentRepository(m_database).lock(id);
    if (!document) {
        return std::unexpected(document.error());
    }
    if (!*document) {
        return documentNotFound(id);
    }
    if (auto ok = unit.requireRevision((*document)->revision); !ok) {
        return std::unexpected(ok.error());
    }
    return **std::move(document);
}

Result<void> DocumentService::tell(UnitOfWork &unit, const char *action,
                                   const PersonDocument &document) const
{
    const auto employee = EmployeeService(m_database).byId(unit.caller(), document.userId);
    if (!employee) {
        return std::unexpected(employee.error());
    }
    // It is something that was done to the person. What it is called may be a secret.
    unit.audit(action, "employee", document.userId.value(), employee->uuid.value(),
               "{\"document\":" + QByteArray::number(document.id.value()) + '}');
    return {};
}

} // namespace EvalTrack::Server
