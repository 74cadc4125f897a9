// SPDX-License-Identifier: GPL-3.0-or-later
#include "embeddedserver.h"

#include "base/deliver.h"
#include "dailybackup.h"
#include "postgres/privatecluster.h"
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
    SystemClock clock;
    std::unique_ptr<DailyBackup> backup; // from started() on
    LocalBackupState backupState;        // when there is none

    [[nodiscard]] ServerProcess::Options processOptions(EmbeddedServer *server) const;
    [[nodiscard]] QString backupFolder() const { return options.dataFolder + u"/backups"_qs; }
    [[nodiscard]] QString backupStamp() const { return options.dataFolder + u"/last-backup"_qs; }
    /// In the thread: serves what the cluster holds now, at the same address where that is free.
    [[nodiscard]] Result<void> serveAgain(EmbeddedServer *server,
                                          std::unique_ptr<PrivateCluster> cluster, quint16 port);
    [[nodiscard]] Result<void> exchange(EmbeddedServer *server, bool isReturn);
};

ServerProcess::Options EmbeddedServer::Private::processOptions(EmbeddedServer *server) const
{
    ServerProcess::Options made;
    made.configuration.host = QHostAddress(QHostAddress::LocalHost);
    made.configuration.port = 0;
    made.configuration.dataFolder = options.dataFolder;
    made.configuration.environment = QStringLiteral("embedded");
    made.configuration.eventLoops = std::clamp(QThread::idealThreadCount(), 1, MostLoops);
    made.configuration.backupStamp = backupStamp();
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

Result<void> EmbeddedServer::Private::serveAgain(EmbeddedServer *server,
                                                 std::unique_ptr<PrivateCluster> cluster,
                                                 quint16 port)
{
    Result<void> started = failure(ErrorCode::Unavailable);
    for (const quint16 wanted : {port, quint16(0)}) {
        ServerProcess::Options fresh = processOptions(server);
        fresh.configuration.port = wanted;
        process = std::make_unique<ServerProcess>(std::move(fresh));
        process->takeCluster(std::move(cluster));
        started = process->start();
        if (started) {
            needsFirstAdministrator = process->needsFirstAdministrator();
            return started;
        }
        cluster = process->stopServing();
        process.reset();
    }
    // Whoever tries again finds it running and takes it from here.
    process = std::make_unique<ServerProcess>(processOptions(server));
    process->takeCluster(std::move(cluster));
    return started;
}

Result<void> EmbeddedServer::Private::exchange(EmbeddedServer *server, bool isReturn)
{
    if (!process) {
        return failure(ErrorCode::Unavailable, u"The server on this computer is not running"_qs);
    }
    const auto tools = ClusterTools::of(process->configuration().clusterFolder());
    if (!tools) {
        return std::unexpected(tools.error());
    }
    const ClusterBackup databases(*tools);
    const quint16 port = process->port();
    auto cluster = process->stopServing();
    process.reset();
    const auto exchanged = databases.swapIn(
        isReturn ? ClusterBackup::Source::Aside : ClusterBackup::Source::Filled, clock.now());
    auto served = serveAgain(server, std::move(cluster), port);
    if (!exchanged) {
        return std::unexpected(exchanged.error());
    }
    if (served) {
        (void)databases.settle(*exchanged); // the next restore does otherwise
        return served;
    }
    cluster = process->stopServing();
    process.reset();
    if (const auto back = databases.swapBack(*exchanged); !back) {
        return back;
    }
    (void)serveAgain(server, std::move(cluster), port);
    return served;
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
                    startBackups();
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
    d->backup.reset(); // while PostgreSQL runs
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

void EmbeddedServer::startBackups()
{
    DailyBackup::Options wanted;
    wanted.clusterFolder = d->options.dataFolder + u"/postgres"_qs;
    wanted.defaultFolder = d->backupFolder();
    wanted.folder = d->options.backupFolder;
    wanted.stamp = d->backupStamp();
    d->backup = std::make_unique<DailyBackup>(wanted, d->clock);
    connect(d->backup.get(), &DailyBackup::changed, this, &EmbeddedServer::backupsChanged);
    d->backup->start();
}

const LocalBackupState &EmbeddedServer::backups() const
{
    return d->backup ? d->backup->state() : d->backupState;
}

void EmbeddedServer::refreshBackups()
{
    if (d->backup) {
        d->backup->refresh();
    }
}

QFuture<Result<void>> EmbeddedServer::setBackupFolder(const QString &folder)
{
    return d->backup ? d->backup->setFolder(folder)
                     : readyFuture(Result<void>(failure(ErrorCode::Unavailable)));
}

QFuture<Result<void>> EmbeddedServer::backUpNow()
{
    return d->backup ? d->backup->backUpNow()
                     : readyFuture(Result<void>(failure(ErrorCode::Unavailable)));
}

QFuture<Result<void>> EmbeddedServer::restoreBackup(const QString &file)
{
    return d->backup ? putInPlace(d->backup->prepare(file), false)
                     : readyFuture(Result<void>(failure(ErrorCode::Unavailable)));
}

QFuture<Result<void>> EmbeddedServer::bringBack()
{
    return d->backup ? putInPlace(d->backup->prepareReturn(), true)
                     : readyFuture(Result<void>(failure(ErrorCode::Unavailable)));
}

QFuture<Result<void>> EmbeddedServer::putInPlace(const QFuture<Result<void>> &prepared,
                                                 bool isReturn)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto answer = [promise](const Result<void> &result) {
        promise->addResult(result);
        promise->finish();
    };
    deliver(prepared, this, [this, answer, isReturn](const Result<void> &ready) {
        if (!ready) {
            answer(ready);
            return;
        }
        QMetaObject::invokeMethod(
            &d->context,
            [this, answer, isReturn] {
                const Result<void> result = d->exchange(this, isReturn);
                const QUrl url = d->process && d->process->port() != 0
                                     ? QUrl(u"http://127.0.0.1:%1"_qs.arg(d->process->port()))
                                     : QUrl();
                QMetaObject::invokeMethod(
                    this,
                    [this, answer, result, url] {
                        if (d->backup) {
                            d->backup->endSwitching();
                        }
                        if (!url.isEmpty() && url != d->url) {
                            d->url = url;
                            Q_EMIT started(url);
                        }
                        answer(result);
                    },
                    Qt::QueuedConnection);
            },
            Qt::QueuedConnection);
    });
    return promise->future();
}

} // namespace EvalTrack::Server
