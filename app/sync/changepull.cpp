// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/changepull.h"

#include "base/deliver.h"
#include "domain/localwindow.h"
#include "net/erroranswer.h"
#include "sync/feedpage.h"
#include "wire/isotime.h"
#include "wire/keys.h"

#include <QtConcurrent>

namespace EvalTrack {

namespace Key = Wire::Key;
using namespace std::chrono_literals;

namespace {

constexpr auto ChangesPageTime = 60s;
constexpr int RestartsMax = 2; // a server that says "start over" for ever is not obeyed for ever

} // namespace

ChangePull::ChangePull(StoreHost &host, ApiClient &api, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_api(api)
    , m_clock(clock)
{
    connect(&m_host, &StoreHost::closed, this, [this] { m_isAborted = true; });
}

QFuture<Result<void>> ChangePull::run()
{
    m_promise = std::make_unique<QPromise<Result<void>>>();
    m_promise->start();
    m_isAborted = false;
    m_startedAt = m_clock.now();
    m_retryAfter = {};
    m_hasChanged = false;
    m_restarts = 0;
    m_stallsAsked = 0;
    readPosition();
    return m_promise->future();
}

void ChangePull::readPosition()
{
    const auto read = [](LocalStore &store) -> Result<Position> {
        const auto cursor = store.meta().bytes(MetaKey::Cursor);
        const auto epoch = store.meta().bytes(MetaKey::Epoch);
        const auto isComplete = store.meta().number(MetaKey::IsComplete);
        const auto unsentSince = store.captures().oldestWaiting();
        if (!cursor || !epoch || !isComplete || !unsentSince) {
            return failure(ErrorCode::Storage, QStringLiteral("the feed's position is unreadable"));
        }
        return Position{QString::fromUtf8(*cursor), QString::fromUtf8(*epoch), *isComplete != 0,
                        *unsentSince};
    };
    deliver(m_host.run(StoreHost::Priority::Normal, read), this,
            [this](const Result<Position> &position) {
                if (!position) {
                    finish(std::unexpected(position.error()));
                    return;
                }
                m_position = *position;
                if (!m_position.isComplete) {
                    Q_EMIT firstCopyStarted();
                }
                fetch();
            });
}

void ChangePull::fetch()
{
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    const Asked asked = m_ahead ? *m_ahead : ask(m_position.cursor);
    m_ahead.reset();
    m_sentAt = asked.sentAt;
    m_stallsAsked = asked.stalls;
    deliver(asked.answer, this, [this](const Result<HttpAnswer> &answer) { received(answer); });
}

ChangePull::Asked ChangePull::ask(const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/sync/changes");
    request.timeout = ChangesPageTime;
    request.query.addQueryItem(QString(Key::limit), QString::number(Wire::ChangesPerPageDefault));
    if (cursor.isEmpty()) {
        request.query.addQueryItem(QString(Wire::SinceParameter),
                                   QString::fromLatin1(Wire::toIso(windowStart(m_clock.now()))));
    } else {
        request.query.addQueryItem(QString(Key::cursor),
                                   QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    }
    // Of two requests at once only one tells.
    const int stalls = std::min(m_stalls - m_stallsAsked, Wire::StallsMax);
    if (stalls > 0) {
        request.query.addQueryItem(QString(Wire::StallsParameter), QString::number(stalls));
    }
    if (m_position.unsentSince) {
        const auto age =
            std::chrono::floor<std::chrono::seconds>(m_clock.now() - *m_position.unsentSince);
        request.query.addQueryItem(
            QString(Wire::UnsentParameter),
            QString::number(std::clamp<qint64>(age.count(), 1, Wire::UnsentMax)));
    }
    const auto sentAt = m_clock.monotonic();
    return {m_api.send(request), sentAt, stalls};
}

void ChangePull::received(const Result<HttpAnswer> &answer)
{
    m_retryAfter = answer && answer->retryAfter ? *answer->retryAfter : m_retryAfter;
    if (answer && answer->status == 410) {
        startOver();
        return;
    }
    if (!answer || answer->status != 200) {
        finish(std::unexpected(answer ? errorOf(*answer) : answer.error()));
        return;
    }
    deliver(QtConcurrent::run(parseFeedPage, answer->body), this,
            [this](const Result<Wire::ChangePage> &page) { parsed(page); });
}

void ChangePull::parsed(const Result<Wire::ChangePage> &page)
{
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    if (!page) {
        finish(std::unexpected(page.error()));
        return;
    }
    if (!m_position.epoch.isEmpty() && page->epoch != m_position.epoch) {
        startOver();
        return;
    }
    m_stalls -= std::exchange(m_stallsAsked, 0);
    m_serverTime = page->serverTime;
    m_hasChanged = m_hasChanged || !page->changes.isEmpty();
    if (page->hasMore) {
        m_ahead = ask(page->cursor);
    }
    // The server looked at its clock somewhere between sending and now; in the middle, as far as
    // anybody knows.
    const auto uncertainty = (m_clock.monotonic() - m_sentAt + 1ms) / 2;
    static_cast<void>(
        m_host.run(StoreHost::Priority::Normal,
                   [serverTime = m_serverTime, uncertainty,
                    middle = m_sentAt + uncertainty](LocalStore &store) -> Result<void> {
                       // The first is kept at once: what is captured before the feed was read to
                       // its end, and the program killed, has no other witness of its time.
                       const bool isFirst = !store.ledger().isAnchored();
                       store.ledger().setAnchor(serverTime, uncertainty, middle);
                       return isFirst ? store.database().inTransaction(
                                            [&store] { return store.ledger().saveAnchor(); })
                                      : Result<void>();
                   }));
    applyFrom(std::make_shared<const Wire::ChangePage>(*page), 0);
}

void ChangePull::applyFrom(const std::shared_ptr<const Wire::ChangePage> &page, qsizetype start)
{
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    const bool isLast = start + FeedPieceSize >= page->changes.size();
    const auto apply = [page, start, isLast](LocalStore &store) -> Result<void> {
        auto ok = store.apply(page->changes.mid(start, FeedPieceSize));
        if (ok && isLast && page->unreadable > 0) {
            ok = store.leaveOut({}, {});
        }
        if (!ok || !isLast) {
            return ok;
        }
        return store.database().inLightTransaction([&]() -> Result<void> {
            auto set = store.meta().setBytes(MetaKey::Cursor, page->cursor.toUtf8());
            return set ? store.meta().setBytes(MetaKey::Epoch, page->epoch.toUtf8()) : set;
        });
    };
    deliver(m_host.run(StoreHost::Priority::Bulk, apply), this,
            [this, page, start, isLast](const Result<void> &applied) {
                if (!applied) {
                    finish(applied);
                } else if (!isLast) {
                    applyFrom(page, start + FeedPieceSize);
                } else {
                    m_position.cursor = page->cursor;
                    m_position.epoch = page->epoch;
                    if (page->hasMore) {
                        fetch();
                    } else {
                        complete();
                    }
                }
            });
}

void ChangePull::startOver()
{
    m_ahead.reset();
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    if (++m_restarts > RestartsMax) {
        finish(failure(ErrorCode::Unavailable,
                       QStringLiteral("the server's records change faster than they are read")));
        return;
    }
    deliver(
        m_host.run(StoreHost::Priority::Bulk, [](LocalStore &store) { return store.startOver(); }),
        this, [this](const Result<void> &cleared) {
            if (!cleared) {
                finish(cleared);
                return;
            }
            m_position = Position{{}, {}, false, m_position.unsentSince};
            Q_EMIT firstCopyStarted();
            fetch();
        });
}

void ChangePull::complete()
{
    if (m_isAborted) {
        finish(failure(ErrorCode::Cancelled));
        return;
    }
    const bool isFirst = !m_position.isComplete;
    const auto settle = [started = m_startedAt, now = m_clock.now(), serverTime = m_serverTime,
                         isFirst](LocalStore &store) -> Result<void> {
        auto ok = store.settleAcknowledged(started);
        if (!ok) {
            return ok;
        }
        return store.database().inTransaction([&]() -> Result<void> {
            auto set = store.ledger().saveAnchor();
            set = set ? store.meta().setNumber(MetaKey::LastSync, now.time_since_epoch().count())
                      : set;
            set = set && isFirst ? store.meta().setNumber(MetaKey::IsComplete, 1) : set;
            return set ? store.moveWindow(windowStart(serverTime)) : set;
        });
    };
    deliver(m_host.run(StoreHost::Priority::Normal, settle), this,
            [this](const Result<void> &settled) { finish(settled); });
}

void ChangePull::finish(Result<void> result)
{
    m_ahead.reset();
    m_promise->addResult(std::move(result));
    m_promise->finish();
}

} // namespace EvalTrack
