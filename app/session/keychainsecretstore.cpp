// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keychainsecretstore.h"

#include "base/deliver.h"

#include <QDeadlineTimer>
#include <QPromise>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <memory>

namespace EvalTrack {

struct KeychainSecretStore::State
{
    QDeadlineTimer rest{0}; ///< Until it expires the keychain is not asked: it hung.
};

namespace {

Error errorOf(const QKeychain::Job *job)
{
    if (job->error() == QKeychain::EntryNotFound) {
        return {ErrorCode::NotFound, QStringLiteral("no such secret"), {}};
    }
    return {ErrorCode::KeychainUnavailable, job->errorString(), {}};
}

Error hung()
{
    return {ErrorCode::KeychainUnavailable, QStringLiteral("the keychain does not answer"), {}};
}

/// Starts a job and gives `result(job)` when it finishes, or KeychainUnavailable when it does not
/// in time. The job deletes itself if it ever finishes.
template <typename T, typename State, typename Finish>
QFuture<Result<T>> run(QKeychain::Job *job, const QString &name,
                       const std::shared_ptr<State> &state, Finish finish)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto *patience = new QTimer;
    patience->setSingleShot(true);
    const auto settle = [promise, patience](Result<T> result) {
        if (!promise->future().isFinished()) {
            promise->addResult(std::move(result));
            promise->finish();
            patience->deleteLater();
        }
    };
    QObject::connect(patience, &QTimer::timeout, patience, [settle, state] {
        state->rest = QDeadlineTimer(KeychainSecretStore::RestAfterHang);
        settle(std::unexpected(hung()));
    });
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [settle, finish, state](QKeychain::Job *done) {
                         state->rest = QDeadlineTimer(0);
                         settle(finish(done));
                     });
    patience->start(KeychainSecretStore::Patience);
    job->start();
    return promise->future();
}

} // namespace

KeychainSecretStore::KeychainSecretStore(const QString &service)
    : m_service(service)
    , m_state(std::make_shared<State>())
{}

KeychainSecretStore::~KeychainSecretStore() = default;

QFuture<Result<Redacted<QByteArray>>> KeychainSecretStore::read(const QString &name)
{
    if (!m_state->rest.hasExpired()) {
        return readyFuture<Result<Redacted<QByteArray>>>(std::unexpected(hung()));
    }
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    return run<Redacted<QByteArray>>(
        job, name, m_state, [job](const QKeychain::Job *done) -> Result<Redacted<QByteArray>> {
            if (done->error() != QKeychain::NoError) {
                return std::unexpected(errorOf(done));
            }
            return Redacted(job->binaryData());
        });
}

QFuture<Result<void>> KeychainSecretStore::write(const QString &name,
                                                 const Redacted<QByteArray> &secret)
{
    if (!m_state->rest.hasExpired()) {
        return readyFuture<Result<void>>(std::unexpected(hung()));
    }
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setBinaryData(secret.reveal());
    return run<void>(job, name, m_state, [](const QKeychain::Job *done) -> Result<void> {
        return done->error() == QKeychain::NoError ? Result<void>()
                                                   : std::unexpected(errorOf(done));
    });
}

QFuture<Result<void>> KeychainSecretStore::remove(const QString &name)
{
    if (!m_state->rest.hasExpired()) {
        return readyFuture<Result<void>>(std::unexpected(hung()));
    }
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    return run<void>(job, name, m_state, [](const QKeychain::Job *done) -> Result<void> {
        const bool isGone =
            done->error() == QKeychain::NoError || done->error() == QKeychain::EntryNotFound;
        return isGone ? Result<void>() : std::unexpected(errorOf(done));
    });
}

} // namespace EvalTrack
