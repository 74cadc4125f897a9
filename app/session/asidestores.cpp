// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/asidestores.h"

#include "base/deliver.h"

#include <QtConcurrent>

#include <numeric>

namespace EvalTrack {

struct AsideStores::Opening
{
    QList<Aside> rest;
    Redacted<QString> password;
    QPromise<Result<int>> promise;
    int taken = 0;
    bool isAnyOpened = false;
};

AsideStores::AsideStores(SecretStore &secrets, AccountStore &store, const AccountFolders &folders,
                         QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_store(store)
    , m_folders(folders)
{}

int AsideStores::records() const
{
    return std::accumulate(m_asides.begin(), m_asides.end(), 0,
                           [](int sum, const Aside &aside) { return sum + aside.records; });
}

void AsideStores::forget()
{
    ++m_generation;
    if (!m_asides.isEmpty()) {
        m_asides.clear();
        Q_EMIT changed();
    }
}

void AsideStores::look(const QString &openFolder)
{
    forget();
    const QStringList folders = m_folders.asideOf(openFolder);
    for (const QString &folder : folders) {
        const auto record = m_folders.load(folder);
        if (!record) {
            continue;
        }
        deliver(m_store.countUnsent(folder), this,
                [this, folder, record, generation = m_generation](const Result<int> &unsent) {
                    if (generation == m_generation && unsent) {
                        counted(folder, *record, *unsent);
                    }
                });
    }
}

void AsideStores::counted(const QString &folder, const AccountRecord &record, int records)
{
    if (records == 0) {
        return; // Nothing in it that the server does not have.
    }
    m_asides.append({folder, record, records});
    Q_EMIT changed();
    tryKept(m_asides.last());
}

void AsideStores::tryKept(const Aside &aside)
{
    deliver(m_secrets.read(aside.record.keyName), this,
            [this, aside, generation = m_generation](const Result<Redacted<QByteArray>> &key) {
                if (generation == m_generation && key && key->reveal().size() == Sealer::KeyBytes) {
                    takeOver(aside, *key, [](const Result<int> & /*tried again later*/) {});
                }
            });
}

template <typename Done>
void AsideStores::takeOver(const Aside &aside, const Redacted<QByteArray> &key, Done done)
{
    deliver(m_store.takeOver(aside.folder, key), this,
            [this, aside, done, generation = m_generation](const Result<int> &taken) {
                if (taken) {
                    // All of it is in the open store, durably.
                    m_folders.remove(aside.folder);
                    static_cast<void>(m_secrets.remove(aside.record.keyName));
                }
                if (taken && generation == m_generation) {
                    m_asides.removeIf(
                        [&aside](const Aside &other) { return other.folder == aside.folder; });
                    Q_EMIT changed();
                }
                done(taken);
            });
}

QFuture<Result<int>> AsideStores::open(const Redacted<QString> &password)
{
    auto opening = std::make_shared<Opening>();
    opening->rest = m_asides;
    opening->password = password;
    opening->promise.start();
    QFuture<Result<int>> future = opening->promise.future();
    tryNext(opening);
    return future;
}

void AsideStores::tryNext(const std::shared_ptr<Opening> &opening)
{
    if (opening->rest.isEmpty()) {
        opening->promise.addResult(opening->isAnyOpened ? Result<int>(opening->taken)
                                                        : failure(ErrorCode::Unauthorized));
        opening->promise.finish();
        return;
    }
    const Aside aside = opening->rest.takeFirst();
    const auto unwrap = [key = aside.record.passwordKey, password = opening->password] {
        return key.unwrap(password);
    };
    deliver(QtConcurrent::run(unwrap), this,
            [this, aside, opening](const Result<Redacted<QByteArray>> &key) {
                if (!key) {
                    tryNext(opening);
                    return;
                }
                takeOver(aside, *key, [this, opening](const Result<int> &taken) {
                    opening->isAnyOpened = opening->isAnyOpened || taken.has_value();
                    opening->taken += taken.value_or(0);
                    tryNext(opening);
                });
            });
}

} // namespace EvalTrack
