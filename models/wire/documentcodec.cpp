// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/documentcodec.h"

#include "wire/keys.h"
#include "wire/namedperson.h"
#include "wire/names.h"

namespace EvalTrack::Wire {

void write(JsonWriter &json, const PersonDocument &document)
{
    json.beginObject();
    json.field(Key::id, document.id.value());
    json.field(Key::userId, document.userId.value());
    json.field(Key::kind, name(document.kind));
    json.field(Key::title, document.title);
    json.field(Key::fileName, document.fileName);
    json.field(Key::mediaType, QByteArrayView(document.mediaType));
    json.field(Key::size, document.size);
    json.field(Key::sha256, QByteArrayView(document.sha256));
    json.field(Key::validUntil, document.validUntil);
    writePerson(json, Key::createdBy, document.createdBy);
    json.field(Key::createdAt, document.createdAt);
    json.field(Key::updatedAt, document.updatedAt);
    json.field(Key::uuid, document.uuid.value());
    json.field(Key::revision, document.revision);
    json.endObject();
}

Result<PersonDocument> parseDocument(const QJsonObject &object)
{
    FieldReader reader(object);
    PersonDocument document;
    document.id = DocumentId(reader.integer(Key::id, Presence::Required, 1).value_or(0));
    document.userId = UserId(reader.integer(Key::userId, Presence::Required, 1).value_or(0));
    document.kind = reader.enumeration<DocumentKind>(Key::kind, Presence::Required)
                        .value_or(DocumentKind::Other);
    document.title = reader.text(Key::title, Presence::Required).value_or(QString());
    document.fileName = reader.text(Key::fileName, Presence::Required).value_or(QString());
    document.mediaType =
        reader.text(Key::mediaType, Presence::Required).value_or(QString()).toLatin1();
    document.size = reader.integer(Key::size, Presence::Required, 0).value_or(0);
    document.sha256 = reader.text(Key::sha256, Presence::Required).value_or(QString()).toLatin1();
    document.validUntil = reader.date(Key::validUntil, Presence::Optional);
    document.createdBy =
        personIn(reader, Key::createdBy, Presence::Required).value_or(NamedPerson());
    document.createdAt = reader.timestamp(Key::createdAt, Presence::Required).value_or(Timestamp());
    document.updatedAt = reader.timestamp(Key::updatedAt, Presence::Required).value_or(Timestamp());
    document.uuid = DocumentUuid(reader.uuid(Key::uuid, Presence::Required).value_or(QUuid()));
    document.revision = reader.integer(Key::revision, Presence::Required).value_or(0);
    const auto ok = reader.finish();
    return ok ? Result<PersonDocument>(document) : std::unexpected(ok.error());
}

} // namespace EvalTrack::Wire
