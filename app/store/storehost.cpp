// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storehost.h"

#include "base/deliver.h"
#include "store/asideoutbox.h"

namespace EvalTrack {

using namespace std::chrono_literals;

namespace {

/// Screens are told this often at most; less often while a first copy fills the store, because
/// each time everybody is copied for them once.
constexpr auto NewsInterval = 200ms;
constexpr auto NewsIntervalFilling = 2s;

} // namespace

StoreHost::StoreHost(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_newsInterval(NewsInterval)
{
    m_newsTimer.setSingleShot(true);
    connect(&m_newsTimer, &QTimer::timeout, this, &StoreHost::fetchNews);
}

StoreHost::~StoreHost()
{
    shutDown();
}

void StoreHost::shutDown()
{
    m_newsTimer.stop();
    m_isOpen = false;
    static_cast<void>(m_thread.run(Priority::Bulk, [this] { m_store.reset(); }));
    m_thread.stop();
}

QFuture<Result<void>> StoreHost::open(const QString &folder, const Redacted<QByteArray> &key,
                                      const SignedInPerson &person)
{
    // The screens' first news come with it, so that "signed in" means "something to see".
    auto opened = std::make_shared<QPromise<Result<void>>>();
    opened->start();
    const auto openStore = [this, folder, key, person]() -> Result<StoreNews> {
        m_store.reset();
        auto store = LocalStore::open(folder, key, person, m_clock);
        if (!store) {
            return std::unexpected(store.error());
        }
        m_store = std::move(*store);
        return m_store->news(~StoreParts());
    };
    deliver(m_thread.run(Priority::Normal, openStore), this,
            [this, opened](const Result<StoreNews> &news) {
                m_isOpen = news.has_value();
                if (news) {
                    tell(*news);
                    Q_EMIT this->opened();
                }
                opened->addResult(news ? Result<void>() : std::unexpected(news.error()));
                opened->finish();
            });
    return opened->future();
}

QFuture<Result<void>> StoreHost::close()
{
    m_newsTimer.stop();
    if (std::exchange(m_isOpen, false)) {
        Q_EMIT closed();
    }
    return m_thread.run(Priority::Bulk, [this]() -> Result<void> {
        m_store.reset();
        return {};
    });
}

QFuture<Result<AccountStore::Wiped>> StoreHost::wipe()
{
    m_newsTimer.stop();
    if (std::exchange(m_isOpen, false)) {
        Q_EMIT closed();
    }
    return m_thread.run(Priority::Bulk, [this]() -> Result<Wiped> {
        if (!m_store) {
            return Wiped::UnsentKept; // Not known to be empty, so nothing is deleted.
        }
        const auto isEmpty = m_store->wipe();
        m_store.reset();
        if (!isEmpty) {
            return std::unexpected(isEmpty.error());
        }
        return *isEmpty ? Wiped::Everything : Wiped::UnsentKept;
    });
}

QFuture<Result<int>> StoreHost::countUnsent(const QString &folder)
{
    return m_thread.run(Priority::Bulk, [folder] { return AsideOutbox::count(folder); });
}

QFuture<Result<int>> StoreHost::takeOver(const QString &folder, const Redacted<QByteArray> &key)
{
    return run(Priority::Bulk, [folder, key](LocalStore &store) {
        return AsideOutbox::takeOver(folder, key, store);
    });
}

// In the store thread.
void StoreHost::tellOfChange()
{
    if (m_store->isTouched() && !m_isChangeTold.exchange(true)) {
        QMetaObject::invokeMethod(this, &StoreHost::scheduleNews, Qt::QueuedConnection);
    }
}

void StoreHost::scheduleNews()
{
    if (!m_isOpen) {
        m_isChangeTold = false;
        return;
    }
    if (m_isFetching || m_newsTimer.isActive()) {
        return;
    }
    const auto since = std::chrono::milliseconds(m_sinceNews.elapsed());
    m_newsTimer.start(since >= m_newsInterval ? 0ms : m_newsInterval - since);
}

void StoreHost::hurry()
{
    if (m_isOpen && !m_isFetching) {
        m_newsTimer.start(0ms);
    }
}

void StoreHost::tell(const StoreNews &news)
{
    m_sinceNews.start();
    m_newsInterval = news.shownSince ? NewsInterval : NewsIntervalFilling;
    Q_EMIT newsArrived(news);
}

QFuture<Result<void>> StoreHost::flush()
{
    auto flushed = std::make_shared<QPromise<Result<void>>>();
    flushed->start();
    QFuture<Result<void>> future = flushed->future();
    flushNext(flushed);
    return future;
}

void StoreHost::flushNext(const std::shared_ptr<QPromise<Result<void>>> &flushed)
{
    deliver(run(Priority::Normal, [](LocalStore &store) { return store.nextNews(); }), this,
            [this, flushed](const Result<StoreNews> &news) {
                if (news && m_isOpen) {
                    tell(*news);
                }
                if (news && news->hasMore) {
                    flushNext(flushed);
                    return;
                }
                flushed->addResult(news ? Result<void>() : std::unexpected(news.error()));
                flushed->finish();
            });
}

void StoreHost::fetchNews()
{
    m_isFetching = true;
    m_isChangeTold = false;
    fetchNextNews();
}

void StoreHost::fetchNextNews()
{
    deliver(run(Priority::Normal, [](LocalStore &store) { return store.nextNews(); }), this,
            [this](const Result<StoreNews> &news) {
                m_isFetching = m_isOpen && news && news->hasMore;
                if (!m_isOpen) {
                    return;
                }
                if (!news) {
                    Q_EMIT failed(news.error());
                    return;
                }
                tell(*news);
                if (m_isFetching) {
                    fetchNextNews();
                } else if (m_isChangeTold) {
                    scheduleNews();
                }
            });
}

} // namespace EvalTrack
