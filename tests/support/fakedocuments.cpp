// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

#include <algorithm>

namespace EvalTrack::Test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

FakeDocuments::FakeDocuments(FakeDesk &desk)
    : m_desk(desk)
{
    const Timestamp now = desk.clock.now();
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).date();
    const auto add = [&](DocumentKind kind, const QString &title, const QString &file,
                         const QByteArray &type, qint64 size,
                         const std::optional<QDate> &validUntil) {
        PersonDocument document;
        document.id = DocumentId(list.size() + 1);
        document.userId = desk.company.people.at(2).id;
        document.kind = kind;
        document.title = title;
        document.fileName = file;
        document.mediaType = type;
        document.size = size;
        document.validUntil = validUntil;
        document.createdBy = {desk.company.people.at(1).id, desk.company.people.at(1).name};
        document.createdAt = document.updatedAt = now - 24h * 30;
        document.uuid = DocumentUuid(makeUuidV7());
        document.revision = 1;
        list.append(document);
        contents.insert(document.id.value(), "bytes of " + file.toUtf8());
    };
    add(DocumentKind::Contract, u"Contrato de trabajo"_s, u"contrato-2025.pdf"_s, "application/pdf",
        482'113, today.addDays(12));
    add(DocumentKind::Identity, u"Cédula de identidad"_s, u"cedula.jpg"_s, "image/jpeg", 1'310'720,
        today.addDays(-3));
    add(DocumentKind::Certificate, u"Primeros auxilios"_s, u"certificado.pdf"_s, "application/pdf",
        96'400, today.addDays(400));
    add(DocumentKind::Other, u"Notas de la entrevista"_s, u"entrevista.txt"_s, "text/plain", 2'204,
        std::nullopt);
}

std::optional<Error> FakeDocuments::refusal()
{
    return m_desk.isOnline() ? m_desk.takeError() : Error{ErrorCode::Network, {}, {}};
}

QFuture<Result<Paged<PersonDocument>>> FakeDocuments::page(UserId person,
                                                           const QString & /*cursor*/)
{
    if (const auto error = refusal()) {
        return m_desk.answer(Result<Paged<PersonDocument>>(std::unexpected(*error)));
    }
    Paged<PersonDocument> page;
    std::copy_if(list.begin(), list.end(), std::back_inserter(page.items),
                 [&](const PersonDocument &each) { return each.userId == person; });
    page.total = page.items.size();
    return m_desk.answer(Result<Paged<PersonDocument>>(page));
}

QFuture<Result<PersonDocument>> FakeDocuments::add(UserId person, const NewDocument &document)
{
    sent.append(document);
    if (const auto error = refusal()) {
        return m_desk.answer(Result<PersonDocument>(std::unexpected(*error)));
    }
    added.append(document);
    PersonDocument made;
    made.id = DocumentId(100 + added.size());
    made.userId = person;
    made.kind = document.kind;
    made.title = document.title;
    made.fileName = document.fileName;
    made.mediaType = document.mediaType;
    made.size = document.content.size();
    made.validUntil = document.validUntil;
    made.createdBy = {m_desk.signedIn().id, m_desk.signedIn().name};
    made.createdAt = made.updatedAt = m_desk.clock.now();
    made.uuid = document.uuid;
    made.revision = 1;
    if (document.kind == DocumentKind::Photo) {
        photos.insert(person.value(), document.content);
    } else {
        list.append(made);
        contents.insert(made.id.value(), document.content);
    }
    return m_desk.answer(Result<PersonDocument>(made));
}

QFuture<Result<PersonDocument>> FakeDocuments::change(DocumentId id, qint64 revision,
                                                      const DocumentChange &change)
{
    if (const auto error = refusal()) {
        return m_desk.answer(Result<PersonDocument>(std::unexpected(*error)));
    }
    for (PersonDocument &document : list) {
        if (document.id != id) {
            continue;
        }
        if (document.revision != revision) {
            return m_desk.answer(Result<PersonDocument>(failure(ErrorCode::Stale)));
        }
        document.title = change.title.value_or(document.title);
        document.kind = change.kind.value_or(document.kind);
        document.validUntil = change.validUntil.value_or(document.validUntil);
        ++document.revision;
        return m_desk.answer(Result<PersonDocument>(document));
    }
    return m_desk.answer(Result<PersonDocument>(failure(ErrorCode::NotFound)));
}

QFuture<Result<void>> FakeDocuments::remove(DocumentId id)
{
    if (const auto error = refusal()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    const auto removed = list.removeIf([id](const PersonDocument &each) { return each.id == id; });
    return m_desk.answer(removed > 0 ? Result<void>() : failure(ErrorCode::NotFound));
}

QFuture<Result<QByteArray>> FakeDocuments::content(DocumentId id)
{
    if (const auto error = refusal()) {
        return m_desk.answer(Result<QByteArray>(std::unexpected(*error)));
    }
    return m_desk.answer(Result<QByteArray>(contents.value(id.value())));
}

QFuture<Result<QByteArray>> FakeDocuments::photo(UserId person)
{
    // What a test lets fail next is what somebody does, not what a page looks up on the way.
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<QByteArray>(failure(ErrorCode::Network)));
    }
    return m_desk.answer(Result<QByteArray>(photos.value(person.value())));
}

} // namespace EvalTrack::Test
