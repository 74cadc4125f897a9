// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/localhistory.h"

#include "base/deliver.h"
#include "domain/localwindow.h"
#include "net/erroranswer.h"
#include "sync/feedpage.h"
#include "wire/fieldreader.h"
#include "wire/isotime.h"
#include "wire/keys.h"

#include <QJsonArray>
#include <QtConcurrent>

namespace EvalTrack {

namespace Key = Wire::Key;
using namespace std::chrono_literals;

namespace {

constexpr int FirstSpanMonths = 12;
constexpr auto HistoryPageTime = 60s;

} // namespace

LocalHistory::LocalHistory(StoreHost &host, ApiClient &api, QObject *parent)
    : History(parent)
    , m_host(host)
    , m_api(api)
{
    connect(&host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.shownSince != m_shownSince) {
            m_shownSince = news.shownSince;
            Q_EMIT changed();
        }
    });
    connect(&host, &StoreHost::closed, this, &LocalHistory::reset);
}

bool LocalHistory::hasOlder() const
{
    return m_shownSince && (!m_oldest || *m_oldest < *m_shownSince);
}

void LocalHistory::reset()
{
    ++m_generation;
    m_shownSince.reset();
    m_oldest.reset();
    if (m_promise) {
        finish(failure(ErrorCode::Cancelled));
    } else {
        Q_EMIT changed();
    }
}

QFuture<Result<void>> LocalHistory::fetchOlder()
{
    if (m_promise || !m_shownSince) {
        return readyFuture<Result<void>>(
            failure(ErrorCode::Conflict, QStringLiteral("the store is being filled")));
    }
    m_promise = std::make_unique<QPromise<Result<void>>>();
    m_promise->start();
    QFuture<Result<void>> future = m_promise->future();
    m_months = FirstSpanMonths;
    Q_EMIT changed();
    askForOldest();
    return future;
}

// Lists of events go by date, so the first one says whether there is anything older at all.
void LocalHistory::askForOldest()
{
    ApiRequest request;
    request.path = QStringLiteral("/events");
    request.query.addQueryItem(QString(Key::limit), QStringLiteral("1"));
    deliver(m_api.send(request), this,
            [this, generation = m_generation](const Result<HttpAnswer> &answer) {
                if (generation != m_generation) {
                    return;
                }
                const auto object = objectOf(answer);
                if (!object) {
                    finish(std::unexpected(object.error()));
                    return;
                }
                const QJsonObject first = object->value(Key::items).toArray().first().toObject();
                m_oldest = Wire::fromIso(first.value(Key::date).toString()).value_or(*m_shownSince);
                if (hasOlder()) {
                    fetchSpan();
                } else {
                    finish({});
                }
            });
}

void LocalHistory::fetchSpan()
{
    m_from = monthsBefore(*m_shownSince, m_months);
    m_cursor.clear();
    m_epoch.clear();
    m_hasFound = false;
    const auto hold = [from = m_from](LocalStore &store) -> Result<void> {
        store.holdHistory(from);
        return {};
    };
    deliver(m_host.run(StoreHost::Priority::Normal, hold), this,
            [this, generation = m_generation](const Result<void> &held) {
                if (generation != m_generation) {
                    return;
                }
                if (held) {
                    fetchPage();
                } else {
                    finish(held);
                }
            });
}

void LocalHistory::fetchPage()
{
    const auto iso = [](Timestamp time) {
        return QString::fromLatin1(Wire::toIso(time));
    };
    ApiRequest request;
    request.path = QStringLiteral("/sync/changes");
    request.timeout = HistoryPageTime;
    request.query.addQueryItem(QString(Key::limit), QString::number(Wire::ChangesPerPageDefault));
    request.query.addQueryItem(QString(Wire::SinceParameter), iso(m_from));
    request.query.addQueryItem(QString(Wire::UntilParameter), iso(*m_shownSince));
    if (!m_cursor.isEmpty()) {
        request.query.addQueryItem(QString(Key::cursor),
                                   QString::fromLatin1(QUrl::toPercentEncoding(m_cursor)));
    }
    deliver(m_api.send(request), this,
            [this, generation = m_generation](const Result<HttpAnswer> &answer) {
                if (generation == m_generation) {
                    received(answer);
                }
            });
}

void LocalHistory::received(const Result<HttpAnswer> &answer)
{
    if (!answer || answer->status != 200) {
        finish(std::unexpected(answer ? errorOf(*answer) : answer.error()));
        return;
    }
    deliver(QtConcurrent::run(parseFeedPage, answer->body), this,
            [this, generation = m_generation](const Result<Wire::ChangePage> &page) {
                if (generation != m_generation) {
                    return;
                }
                if (!page) {
                    finish(std::unexpected(page.error()));
                    return;
                }
                if (!m_epoch.isEmpty() && m_epoch != page->epoch) {
                    finish(failure(ErrorCode::Unavailable,
                                   QStringLiteral("what may be seen has changed")));
                    return;
                }
                m_epoch = page->epoch;
                m_hasFound = m_hasFound || !page->changes.isEmpty();
                applyFrom(std::make_shared<const Wire::ChangePage>(*page), 0);
            });
}

void LocalHistory::applyFrom(const std::shared_ptr<const Wire::ChangePage> &page, qsizetype start)
{
    const auto apply = [page, start](LocalStore &store) {
        return store.apply(page->changes.mid(start, FeedPieceSize));
    };
    deliver(m_host.run(StoreHost::Priority::Bulk, apply), this,
            [this, page, start, generation = m_generation](const Result<void> &applied) {
                if (generation != m_generation) {
                    return;
                }
                if (!applied) {
                    finish(applied);
                } else if (start + FeedPieceSize < page->changes.size()) {
                    applyFrom(page, start + FeedPieceSize);
                } else if (page->hasMore) {
                    m_cursor = page->cursor;
                    fetchPage();
                } else {
                    spanFetched();
                }
            });
}

void LocalHistory::spanFetched()
{
    const auto keep = [from = m_from](LocalStore &store) {
        return store.keepHistory(from);
    };
    deliver(m_host.run(StoreHost::Priority::Normal, keep), this,
            [this, generation = m_generation](const Result<void> &kept) {
                if (generation != m_generation) {
                    return;
                }
                if (!kept) {
                    finish(kept);
                    return;
                }
                // "Shown" means that the screens have it.
                deliver(m_host.flush(), this, [this, generation](const Result<void> &told) {
                    if (generation != m_generation) {
                        return;
                    }
                    if (told && !m_hasFound && hasOlder()) {
                        m_months *= 2; // Nothing in that time: a longer stride.
                        fetchSpan();
                    } else {
                        finish(told);
                    }
                });
            });
}

void LocalHistory::finish(const Result<void> &result)
{
    if (!result) {
        static_cast<void>(
            m_host.run(StoreHost::Priority::Normal, [](LocalStore &store) -> Result<void> {
                store.holdHistory(std::nullopt);
                return {};
            }));
    }
    const auto promise = std::exchange(m_promise, nullptr);
    promise->addResult(result);
    promise->finish();
    Q_EMIT changed();
}

} // namespace EvalTrack
