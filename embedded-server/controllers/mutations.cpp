// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/mutations.h"

#include "base/failpoint.h"
#include "observability/tracescope.h"
#include "security/accountcache.h"
#include "security/answerseal.h"
#include "storage/database.h"
#include "storage/repositories/idempotencyrepository.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

constexpr qsizetype LongestKey = 255;
constexpr qsizetype LongestStoredBody = 64 * 1024;

bool isAcceptableKey(const QByteArray &key)
{
    return key.size() <= LongestKey &&
           std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// Tells a request from any other. Keyed, because a body may hold a password: whoever reads the
/// table has nothing to try passwords against.
QByteArray fingerprintOf(const Request &request, const QByteArray &key)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key);
    code.addData(
        QByteArray(QByteArray::number(static_cast<int>(request.verb)) + ' ' + request.path + '\n'));
    for (const auto &[name, value] : request.query) {
        code.addData(QString(u'?' + name + u'=' + value + u'\n').toUtf8());
    }
    code.addData(request.body);
    return code.result();
}

/// The body to keep for a repeated request; a stream is read to its end for it. Nothing when it is
/// long and GET shows the same.
Result<std::optional<QByteArray>> storableBody(Response &response, bool isShownByGet)
{
    while (response.source && (!isShownByGet || response.body.size() <= LongestStoredBody)) {
        auto piece = response.source->next();
        if (!piece) {
            return std::unexpected(piece.error());
        }
        if (*piece) {
            response.body += **piece;
        } else {
            response.source.reset();
        }
    }
    const bool isLong = response.source || response.body.size() > LongestStoredBody;
    return isLong && isShownByGet ? std::nullopt : std::optional(response.body);
}

} // namespace

Mutations::Mutations(const LoopContext &context)
    : m_context(context)
{}

Response Mutations::perform(const Request &request, const Work &work, const Current &current,
                            Keep keep) const
{
    const TraceScope scope(request.trace); // It may come later, from a pool.
    const auto given = keyOf(request, keep);
    if (!given) {
        return errorResponse(given.error());
    }
    const Key &key = *given;

    std::optional<UnitOfWork> unit;
    // shared_ptr because inTransaction() moves results about and Response owns a stream.
    auto done = m_context.database.inTransaction([&]() -> Result<std::shared_ptr<Response>> {
        unit.emplace(m_context.database, request, m_context.clock.now());
        auto response = attempt(*unit, key, work, current);
        if (!response) {
            return std::unexpected(response.error());
        }
        return std::make_shared<Response>(std::move(*response));
    });
    if (!done) {
        if (done.error().code == ErrorCode::Stale && current) {
            return stale(current);
        }
        return errorResponse(done.error());
    }
    failpoint("server-committed");
    afterCommit(*unit);
    return std::move(**done);
}

std::optional<Response> Mutations::answeredBefore(const Request &request) const
{
    const TraceScope scope(request.trace);
    const auto key = keyOf(request, Keep::Plain);
    if (!key || !key->isThere()) {
        return std::nullopt; // perform() says what is wrong with it.
    }
    const auto stored = IdempotencyRepository(m_context.database).find(key->user, key->text);
    if (!stored || !*stored) {
        return std::nullopt;
    }
    auto answer = replay(*key, {});
    return answer ? std::move(*answer) : errorResponse(answer.error());
}

Result<Mutations::Key> Mutations::keyOf(const Request &request, Keep keep) const
{
    Key key;
    key.keep = keep;
    if (!request.caller.isNull()) {
        key.user = request.caller.id;
    }
    if (key.user || keep == Keep::Sealed) {
        key.text = request.header("idempotency-key");
    }
    if (!isAcceptableKey(key.text)) {
        return failure(ErrorCode::BadRequest,
                       u"Idempotency-Key must be at most 255 visible ASCII characters"_qs);
    }
    if (key.isThere()) {
        key.fingerprint = fingerprintOf(request, m_context.fingerprintKey);
    }
    return key;
}

Result<Response> Mutations::attempt(UnitOfWork &unit, const Key &key, const Work &work,
                                    const Current &current) const
{
    const IdempotencyRepository keys(m_context.database);
    if (key.isThere()) {
        const auto claimed = keys.claim(key.user, key.text, key.fingerprint);
        if (!claimed) {
            return std::unexpected(claimed.error());
        }
        if (!*claimed) {
            return replay(key, current);
        }
    }
    auto response = work(unit);
    if (!response) {
        return response;
    }
    if (key.isThere()) {
        auto body = storableBody(*response, current != nullptr);
        if (!body) {
            return std::unexpected(body.error());
        }
        if (*body && key.keep == Keep::Sealed) {
            **body = AnswerSeal::seal(**body, key.fingerprint, m_context.fingerprintKey);
        }
        if (auto ok = keys.store(key.user, key.text, response->status, *body); !ok) {
            return std::unexpected(ok.error());
        }
        if (response->source && current) {
            response = current(); // the stream is half read
        }
    }
    if (auto ok = unit.writeAudit(); !ok) {
        return std::unexpected(ok.error());
    }
    return response;
}

Result<Response> Mutations::replay(const Key &key, const Current &current) const
{
    auto stored = IdempotencyRepository(m_context.database).find(key.user, key.text);
    if (!stored) {
        return std::unexpected(stored.error());
    }
    if (!*stored || (*stored)->fingerprint != key.fingerprint) {
        return errorResponse(422, "Idempotency-Key ya fue usada con otra petición");
    }
    if ((*stored)->body && key.keep == Keep::Sealed) {
        auto opened = AnswerSeal::open(*(*stored)->body, key.fingerprint, m_context.fingerprintKey);
        if (!opened) {
            return failure(ErrorCode::Internal, QStringLiteral("a kept answer does not open"));
        }
        (*stored)->body = std::move(opened);
    }
    Response response = json((*stored)->status, (*stored)->body.value_or(QByteArray()));
    if (!(*stored)->body && current) {
        auto now = current();
        if (!now) {
            return now;
        }
        response = std::move(*now);
    }
    response.headers.append({QByteArrayLiteral("Idempotency-Replayed"), QByteArrayLiteral("true")});
    return response;
}

Response Mutations::stale(const Current &current) const
{
    auto response = current();
    if (!response) {
        return errorResponse(response.error());
    }
    response->status = 412;
    return std::move(*response);
}

void Mutations::afterCommit(const UnitOfWork &unit) const
{
    for (const UserId user : unit.forgottenAccounts()) {
        m_context.accounts.invalidate(user);
    }
    for (const ChangeNotifier::MaySee &maySee : unit.announcements()) {
        m_context.changes.notify(maySee);
    }
}

} // namespace EvalTrack::Server
