// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/documentcontroller.h"

#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "wire/documentcodec.h"

#include <QUrl>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

std::optional<QString> readTitle(FieldReader &fields, Presence presence)
{
    auto title = fields.text(Key::title, presence, Limits::TitleMax);
    if (title) {
        title = title->trimmed();
        fields.check(Key::title, checkTitle(*title), 1, Limits::TitleMax);
    }
    return title;
}

/// Without the folders that some senders put before it.
QString readFileName(FieldReader &fields)
{
    QString name = fields.text(Key::fileName, Presence::Required, Limits::ShortTextMax)
                       .value_or(QString())
                       .trimmed();
    name = name.sliced(qMax(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\')) + 1);
    if (name.isEmpty() && fields.isOk()) {
        fields.refuse(Key::fileName, u"must be the name of a file"_qs);
    }
    return name;
}

QByteArray readContent(FieldReader &fields)
{
    // Not by text(): it is long, and base64 is stricter than the rules for text.
    const auto decoded = QByteArray::fromBase64Encoding(
        fields.json(Key::content).toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty()) {
        fields.refuse(Key::content, u"must be the file in base64"_qs);
        return {};
    }
    if (decoded.decoded.size() > DocumentSizeMax) {
        fields.refuse(Key::content, u"must not be larger than %1 bytes"_qs.arg(DocumentSizeMax));
    }
    return decoded.decoded;
}

DocumentService::New readNewDocument(FieldReader &fields)
{
    DocumentService::New document;
    document.about.kind = fields.enumeration<DocumentKind>(Key::kind, Presence::Required)
                              .value_or(DocumentKind::Other);
    document.about.title = readTitle(fields, Presence::Required).value_or(QString());
    document.about.fileName = readFileName(fields);
    document.mediaType = BodyFields::text(fields, Key::mediaType, Limits::ShortTextMax)
                             .value_or(QString())
                             .toLatin1();
    document.content = readContent(fields);
    document.about.validUntil = fields.date(Key::validUntil, Presence::Optional);
    document.about.uuid = BodyFields::uuid<DocumentUuid>(fields);
    return document;
}

DocumentService::Change readDocumentChange(FieldReader &fields)
{
    DocumentService::Change change;
    change.title = readTitle(fields, Presence::Optional);
    change.kind = fields.enumeration<DocumentKind>(Key::kind, Presence::Optional);
    change.validUntil = BodyFields::datePatch(fields, Key::validUntil);
    return change;
}

Response answerDocument(int status, const PersonDocument &document)
{
    JsonWriter writer;
    write(writer, document);
    return json(status, writer.take());
}

/// The file itself: to be kept, never to be shown by a browser in our name.
Response answerFile(DocumentService::Opened file)
{
    Response response;
    response.body = std::move(file.content);
    response.contentType = file.about.mediaType == "text/plain"
                               ? QByteArray("text/plain; charset=utf-8")
                               : file.about.mediaType;
    const auto addHeader = [&response](const char *name, const QByteArray &value) {
        response.headers.append({QByteArray(name), value});
    };
    addHeader("Content-Disposition",
              "attachment; filename*=UTF-8''" + QUrl::toPercentEncoding(file.about.fileName));
    addHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    return response;
}

Response answerFile(Result<DocumentService::Opened> file)
{
    return file ? answerFile(*std::move(file)) : errorResponse(file.error());
}

} // namespace

DocumentController::DocumentController(const LoopContext &context, const Mutations &mutations)
    : m_mutations(mutations)
    , m_service(context.database)
{}

Response DocumentController::list(const Request &request) const
{
    const auto person = pathId<UserId>(request);
    Listing<PersonDocument> documents;
    documents.name = "documents";
    documents.fetch = [this, caller = request.caller, person](const auto &after, int limit) {
        return m_service.page(caller, person, after ? after->id : 0, limit);
    };
    documents.write = [](JsonWriter &writer, const PersonDocument &document) {
        write(writer, document);
    };
    documents.positionOf = [](const PersonDocument &document) {
        return Position{{}, document.id.value()};
    };
    documents.count = [this, person] {
        return m_service.count(person);
    };
    return answerOf(documents.answerPaged(request));
}

Response DocumentController::add(const Request &request) const
{
    const auto body = readBody(request, readNewDocument);
    if (!body) {
        return errorResponse(body.error());
    }
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto added = m_service.add(unit, pathId<UserId>(request), *body);
        if (!added) {
            return std::unexpected(added.error());
        }
        return answerDocument(201, *added);
    });
}

Response DocumentController::photo(const Request &request) const
{
    return answerFile(m_service.openPhoto(request.caller, pathId<UserId>(request)));
}

Result<Response> DocumentController::show(const Caller &caller, DocumentId id) const
{
    const auto document = m_service.byId(caller, id);
    if (!document) {
        return std::unexpected(document.error());
    }
    return answerDocument(200, *document);
}

Response DocumentController::get(const Request &request) const
{
    return answerOf(show(request.caller, pathId<DocumentId>(request)));
}

Response DocumentController::content(const Request &request) const
{
    return answerFile(m_service.open(request.caller, pathId<DocumentId>(request)));
}

Response DocumentController::change(const Request &request) const
{
    return m_mutations.performOn<DocumentId>(
        request, readDocumentChange,
        [&](UnitOfWork &unit, DocumentId id, const auto &change) -> Result<Response> {
            const auto changed = m_service.change(unit, id, change);
            if (!changed) {
                return std::unexpected(changed.error());
            }
            return answerDocument(200, *changed);
        },
        std::bind_front(&DocumentController::show, this));
}

Response DocumentController::remove(const Request &request) const
{
    return m_mutations.performOn<DocumentId>(
        request, [&](UnitOfWork &unit, DocumentId id) { return m_service.remove(unit, id); },
        std::bind_front(&DocumentController::show, this));
}

} // namespace EvalTrack::Server
