// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/documentsservice.h"

#include "net/erroranswer.h"
#include "net/pagedanswer.h"
#include "wire/documentcodec.h"
#include "wire/keys.h"
#include "wire/names.h"

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

constexpr int DocumentsPerPage = 100;
/// Eleven megabytes over a line that gives half a megabit.
constexpr auto TransferTime = std::chrono::minutes(3);

Result<PersonDocument> documentOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    auto document = Wire::parseDocument(*object);
    return document
               ? document
               : failure(ErrorCode::ProtocolMismatch, QStringLiteral("a document is malformed"));
}

Result<QByteArray> bytesOf(const Result<HttpAnswer> &answer)
{
    if (!answer) {
        return std::unexpected(answer.error());
    }
    return answer->isSuccess() ? Result<QByteArray>(answer->body)
                               : std::unexpected(errorOf(*answer));
}

Result<QByteArray> bytesOrNone(const Result<HttpAnswer> &answer)
{
    return answer && answer->status == 404 ? Result<QByteArray>(QByteArray()) : bytesOf(answer);
}

Result<void> nothingButSuccess(const Result<HttpAnswer> &answer)
{
    const auto bytes = bytesOf(answer);
    return bytes ? Result<void>() : std::unexpected(bytes.error());
}

QByteArray bodyOf(const NewDocument &document)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::kind, Wire::name(document.kind));
    json.field(Key::title, document.title);
    json.field(Key::fileName, document.fileName);
    if (!document.mediaType.isEmpty()) {
        json.field(Key::mediaType, QByteArrayView(document.mediaType));
    }
    json.field(Key::validUntil, document.validUntil);
    json.field(Key::uuid, document.uuid.value());
    const QByteArray content = document.content.toBase64();
    json.field(Key::content, QByteArrayView(content));
    json.endObject();
    return json.take();
}

} // namespace

DocumentsService::DocumentsService(ApiClient &api, QObject *parent)
    : Documents(parent)
    , m_api(api)
{}

QFuture<Result<Paged<PersonDocument>>> DocumentsService::page(UserId person, const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/employees/%1/documents").arg(person.value());
    addPage(request, DocumentsPerPage, cursor);
    return m_api.send(request).then(pagedOf<PersonDocument>(Wire::parseDocument));
}

QFuture<Result<PersonDocument>> DocumentsService::add(UserId person, const NewDocument &document)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/employees/%1/documents").arg(person.value());
    request.body = bodyOf(document);
    request.timeout = TransferTime;
    // Of the document and not of the attempt: whoever did not see the answer sends it again.
    request.setIdempotencyKey(document.uuid.value());
    return m_api.send(request).then(documentOf);
}

QFuture<Result<PersonDocument>> DocumentsService::change(DocumentId document, qint64 revision,
                                                         const DocumentChange &change)
{
    Wire::JsonWriter json;
    json.beginObject();
    if (change.title) {
        json.field(Key::title, *change.title);
    }
    if (change.kind) {
        json.field(Key::kind, Wire::name(*change.kind));
    }
    if (change.validUntil) {
        json.field(Key::validUntil, *change.validUntil);
    }
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("PATCH");
    request.path = QStringLiteral("/documents/%1").arg(document.value());
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    request.setIfMatch(revision);
    return m_api.send(request).then(documentOf);
}

QFuture<Result<void>> DocumentsService::remove(DocumentId document)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("DELETE");
    request.path = QStringLiteral("/documents/%1").arg(document.value());
    request.setIdempotencyKey(makeUuidV7());
    return m_api.send(request).then(nothingButSuccess);
}

QFuture<Result<QByteArray>> DocumentsService::content(DocumentId document)
{
    ApiRequest request;
    request.path = QStringLiteral("/documents/%1/content").arg(document.value());
    request.timeout = TransferTime;
    return m_api.send(request).then(bytesOf);
}

QFuture<Result<QByteArray>> DocumentsService::photo(UserId person)
{
    ApiRequest request;
    request.path = QStringLiteral("/employees/%1/photo").arg(person.value());
    return m_api.send(request).then(bytesOrNone);
}

} // namespace EvalTrack
