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
    return open({folder, key, person}, StoreRescue::Belief::Sound);
}

QFuture<Result<void>> StoreHost::open(const Account &account, StoreRescue::Belief belief)
{
    // The screens' first news come with it, so that "signed in" means "something to see".
    auto opened = std::make_shared<QPromise<Result<void>>>();
    opened->start();
    struct First
    {
        StoreNews news;
        std::optional<StoreDamage> damage;
    };
    const auto openStore = [this, account, belief]() -> Result<First> {
        m_store.reset();
        auto rescued =
            StoreRescue::open(account.folder, account.key, account.person, m_clock, belief);
        if (!rescued) {
            return std::unexpected(rescued.error());
        }
        m_store = std::move(rescued->store);
        m_isDamageTold = false;
        auto news = m_store->news(~StoreParts());
        return news ? Result<First>(First{std::move(*news), rescued->damage})
                    : std::unexpected(news.error());
    };
    m_account = account;
    deliver(m_thread.run(Priority::Normal, openStore), this,
            [this, opened, generation = ++m_generation](const Result<First> &first) {
                if (generation != m_generation) {
                    opened->addResult(failure(ErrorCode::Cancelled));
                    opened->finish();
                    return;
                }
                m_isOpen = first.has_value();
                if (first) {
                    tell(first->news);
                    if (first->damage) {
                        Q_EMIT damaged(*first->damage);
                    }
                    Q_EMIT this->opened();
                }
                opened->addResult(first ? Result<void>() : std::unexpected(first.error()));
                opened->finish();
            });
    return opened->future();
}

// In the store thread. What is under way meets a closed store, then another one.
void StoreHost::tellOfDamage()
{
    if (!m_isDamageTold.exchange(true)) {
        QMetaObject::invokeMethod(this, &StoreHost::makeAnew, Qt::QueuedConnection);
    }
}

void StoreHost::makeAnew()
{
    if (!m_isOpen || !m_account) {
        return;
    }
    m_newsTimer.stop();
    m_isOpen = false;
    Q_EMIT closed();
    deliver(open(Account(*m_account), StoreRescue::Belief::Damaged), this,
            [this](const Result<void> &opened) {
                if (!opened) {
                    Q_EMIT failed(opened.error());
                }
            });
}

QFuture<Result<void>> StoreHost::close()
{
    ++m_generation;
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
    ++m_generation;
    m_newsTimer.stop();
    if (std::exchange(m_isOpen, false)) {
        Q_EMIT closed();
    }
    const QString folder = m_account ? m_account->folder : QString();
    return m_thread.run(Priority::Bulk, [this, folder]() -> Result<Wiped> {
        if (!m_store) {
            return Wiped::UnsentKept; // Not known to be empty, so nothing is deleted.
        }
        const auto isEmpty = m_store->wipe();
        m_store.reset();
        if (!isEmpty) {
            return std::unexpected(isEmpty.error());
        }
        return *isEmpty && !StoreRescue::hasUnread(folder) ? Wiped::Everything : Wiped::UnsentKept;
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
