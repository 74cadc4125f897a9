// SPDX-License-Identifier: GPL-3.0-or-later
#include "embeddedserver.h"

#include "serverprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMetaObject>
#include <QPromise>
#include <QThread>

#include <algorithm>
#include <atomic>

namespace EvalTrack::Server {

namespace {

constexpr qint64 LargestLog = 10 * 1024 * 1024;
constexpr int MostLoops = 2; // one person's desk

/// One log of before is kept.
QString logFile(const QString &folder)
{
    const QString path = folder + u"/server.log"_qs;
    if (QFileInfo(path).size() > LargestLog) {
        QFile::remove(path + u".1"_qs);
        QFile::rename(path, path + u".1"_qs);
    }
    return path;
}

} // namespace

/// The thread that the server's process lives in. The process is made and destroyed there; others
/// reach it by queued calls.
struct EmbeddedServer::Private
{
    EmbeddedServerOptions options;
    QThread thread;
    QObject context;                        // in the thread: where calls are delivered
    std::unique_ptr<ServerProcess> process; // touched in the thread only
    QUrl url;
    std::atomic<bool> needsFirstAdministrator = false;
    bool isStarted = false;

    [[nodiscard]] ServerProcess::Options processOptions(EmbeddedServer *server) const;
};

ServerProcess::Options EmbeddedServer::Private::processOptions(EmbeddedServer *server) const
{
    ServerProcess::Options made;
    made.configuration.host = QHostAddress(QHostAddress::LocalHost);
    made.configuration.port = 0;
    made.configuration.dataFolder = options.dataFolder;
    made.configuration.environment = QStringLiteral("embedded");
    made.configuration.eventLoops = std::clamp(QThread::idealThreadCount(), 1, MostLoops);
    made.configuration.logLevel = LogLevel::Warning;
    made.logFile = logFile(options.dataFolder);
    if (options.withDemoCompany) {
        made.demo.emplace();
        made.demo->people = options.demoPeople;
        made.demo->events = options.demoEvents;
    }
    made.onProgress = [server](const QString &step) {
        QMetaObject::invokeMethod(
            server, [server, step] { Q_EMIT server->progress(step); }, Qt::QueuedConnection);
    };
    return made;
}

EmbeddedServer::EmbeddedServer(EmbeddedServerOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->options = std::move(options);
    d->thread.setObjectName(QStringLiteral("EmbeddedServer"));
}

EmbeddedServer::~EmbeddedServer()
{
    stop();
}

void EmbeddedServer::start()
{
    if (d->isStarted) {
        return;
    }
    d->isStarted = true;
    QDir().mkpath(d->options.dataFolder);
    d->context.moveToThread(&d->thread);
    d->thread.start();
    QMetaObject::invokeMethod(
        &d->context,
        [this] {
            d->process = std::make_unique<ServerProcess>(d->processOptions(this));
            const Result<void> result = d->process->start();
            if (!result) {
                d->process.reset();
                QMetaObject::invokeMethod(
                    this, [this, error = result.error()] { Q_EMIT failed(error); },
                    Qt::QueuedConnection);
                return;
            }
            d->needsFirstAdministrator = d->process->needsFirstAdministrator();
            const QUrl url(u"http://127.0.0.1:%1"_qs.arg(d->process->port()));
            QMetaObject::invokeMethod(
                this,
                [this, url] {
                    d->url = url;
                    Q_EMIT started(url);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void EmbeddedServer::stop()
{
    if (!d->thread.isRunning()) {
        return;
    }
    // After start() when that is still under way: the thread does one thing at a time.
    QMetaObject::invokeMethod(
        &d->context,
        [this] {
            d->process.reset();
            d->context.moveToThread(thread()); // so that it can be destroyed here
            d->thread.quit();
        },
        Qt::QueuedConnection);
    d->thread.wait();
    d->url.clear();
}

QUrl EmbeddedServer::url() const
{
    return d->url;
}

bool EmbeddedServer::needsFirstAdministrator() const
{
    return d->needsFirstAdministrator;
}

QFuture<Result<void>> EmbeddedServer::createFirstAdministrator(const QString &name,
                                                               const QString &email,
                                                               const Redacted<QString> &password)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QFuture<Result<void>> future = promise->future();
    if (!d->thread.isRunning()) {
        promise->addResult(Result<void>(failure(ErrorCode::Unavailable)));
        promise->finish();
        return future;
    }
    QMetaObject::invokeMethod(
        &d->context,
        [this, promise, name, email, password] {
            const Result<void> result =
                d->process ? d->process->createFirstAdministrator(name, email, password)
                           : Result<void>(failure(ErrorCode::Unavailable));
            if (result) {
                d->needsFirstAdministrator = false;
            }
            promise->addResult(result);
            promise->finish();
        },
        Qt::QueuedConnection);
    return future;
}

} // namespace EvalTrack::Server
