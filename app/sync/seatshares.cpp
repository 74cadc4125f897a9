// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/seatshares.h"

#include "base/deliver.h"
#include "net/erroranswer.h"
#include "wire/fieldreader.h"
#include "wire/jsonwriter.h"
#include "wire/keys.h"
#include "wire/syncprotocol.h"

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

Result<std::optional<qint64>> seatsOf(const QJsonObject &answer)
{
    Wire::FieldReader fields(answer);
    const auto seats = fields.integer(Key::seats, Wire::Presence::Optional, 0, Wire::SeatsMax);
    if (!fields.finish() || !answer.contains(Key::seats)) {
        return failure(ErrorCode::ProtocolMismatch, QStringLiteral("no share in the answer"));
    }
    return seats;
}

} // namespace

SeatShares::SeatShares(StoreHost &host, ApiClient &api, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_api(api)
{
    connect(&m_host, &StoreHost::closed, this, [this] { m_isAborted = true; });
}

QFuture<Result<void>> SeatShares::run()
{
    m_promise = std::make_unique<QPromise<Result<void>>>();
    m_promise->start();
    m_isAborted = false;
    const auto read = [](LocalStore &store) -> Result<QList<Question>> {
        return store.ledger().shareQuestions();
    };
    deliver(m_host.run(StoreHost::Priority::Normal, read), this,
            [this](const Result<QList<Question>> &questions) {
                if (!questions) {
                    finish(std::unexpected(questions.error()));
                    return;
                }
                m_questions = *questions;
                askNext();
            });
    return m_promise->future();
}

void SeatShares::askNext()
{
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    if (m_questions.isEmpty()) {
        finish({});
        return;
    }
    const Question question = m_questions.takeFirst();
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::eventUuid, question.event.value());
    json.field(Key::deviceId, question.device);
    json.field(Key::held, question.held);
    json.field(Key::lastSequence, question.lastSequence);
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/sync/seats");
    request.body = json.take();
    deliver(m_api.send(request), this,
            [this, question](const Result<HttpAnswer> &answer) { take(question, answer); });
}

void SeatShares::take(const Question &asked, const Result<HttpAnswer> &answer)
{
    if (m_isAborted) {
        // The store that is open now may be another, and has given away nothing since the question.
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    const auto object = objectOf(answer);
    const auto seats = object ? seatsOf(*object) : std::unexpected(object.error());
    if (!seats) {
        // What it held before it still holds, as far as the server knows too.
        if (isTransient(seats.error().code)) {
            finish(std::unexpected(seats.error()));
        } else {
            askNext();
        }
        return;
    }
    const auto keep = [asked, seats = *seats](LocalStore &store) {
        return store.ledger().takeShare(asked, seats);
    };
    deliver(m_host.run(StoreHost::Priority::Normal, keep), this,
            [this](const Result<std::optional<Question>> &next) {
                if (!next) {
                    finish(std::unexpected(next.error()));
                    return;
                }
                if (*next) {
                    m_questions.prepend(**next);
                }
                askNext();
            });
}

void SeatShares::finish(Result<void> result)
{
    m_promise->addResult(std::move(result));
    m_promise->finish();
}

} // namespace EvalTrack
