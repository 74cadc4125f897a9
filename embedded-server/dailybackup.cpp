// SPDX-License-Identifier: GPL-3.0-or-later
#include "dailybackup.h"

#include "base/deliver.h"
#include "postgres/backupretention.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMetaObject>
#include <QPromise>
#include <QStorageInfo>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

/// The folder, or the one above it that there is: where it would be made.
QString whatIsThereOf(QString folder)
{
    while (!QFileInfo::exists(folder) && folder != QFileInfo(folder).path()) {
        folder = QFileInfo(folder).path();
    }
    return folder;
}

} // namespace

DailyBackup::DailyBackup(Options options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_worker(std::make_unique<QObject>())
{
    m_state.folder = m_options.folder.isEmpty() ? m_options.defaultFolder : m_options.folder;
    m_thread.setObjectName(QStringLiteral("DailyBackup"));
    connect(&m_looks, &QTimer::timeout, this, &DailyBackup::lookWhetherDue);
}

DailyBackup::~DailyBackup()
{
    stop();
}

void DailyBackup::start()
{
    if (m_isStarted) {
        return;
    }
    m_isStarted = true;
    m_earliest = m_clock.now() + m_options.firstLook;
    m_worker->moveToThread(&m_thread);
    m_thread.start(QThread::LowPriority);
    m_looks.start(m_options.lookInterval);
    QMetaObject::invokeMethod(
        m_worker.get(),
        [folder = m_options.clusterFolder] {
            // What a crash left of a restore takes as much room as the data.
            if (const auto tools = ClusterTools::of(folder)) {
                (void)ClusterBackup(*tools).dropUnfinished();
            }
        },
        Qt::QueuedConnection);
    refresh();
}

void DailyBackup::stop()
{
    m_looks.stop();
    m_isCancelled = true;
    if (m_thread.isRunning()) {
        m_thread.quit();
        m_thread.wait();
    }
}

BackupFolder::WhenMissing DailyBackup::whenMissing() const
{
    return m_state.folder == m_options.defaultFolder ? BackupFolder::WhenMissing::Make
                                                     : BackupFolder::WhenMissing::Refuse;
}

void DailyBackup::setActivity(LocalBackupActivity activity)
{
    if (m_state.activity != activity) {
        m_state.activity = activity;
        Q_EMIT changed();
    }
}

void DailyBackup::endSwitching()
{
    setActivity(LocalBackupActivity::None);
    refresh();
}

/// What was prepared is put in place at once, and nothing else may begin before.
void DailyBackup::switchAfter(const QFuture<Result<void>> &prepared)
{
    deliver(prepared, this, [this](const Result<void> &result) {
        setActivity(result ? LocalBackupActivity::Switching : LocalBackupActivity::None);
    });
}

DailyBackup::Seen DailyBackup::look(const QString &folder, const Result<ClusterTools> &tools)
{
    Seen seen;
    if (tools) {
        const ClusterBackup backup(*tools);
        seen.cluster = backup.cluster().value_or(QString());
        seen.setAsideAt = backup.setAsideAt().value_or(std::nullopt);
        const QStorageInfo data(tools->access.root);
        const QStorageInfo disk(whatIsThereOf(folder));
        seen.isOnSameDisk = data.isValid() && disk.isValid() && data.device() == disk.device();
    }
    for (const BackupFile &file : BackupFolder(folder).backups()) {
        seen.backups.append({file.path, file.manifest.takenAt, file.manifest.size,
                             file.manifest.version, file.manifest.cluster == seen.cluster,
                             file.isWhole()});
    }
    return seen;
}

void DailyBackup::take(const Seen &seen)
{
    m_state.isRead = true;
    m_state.backups = seen.backups;
    m_state.setAsideAt = seen.setAsideAt;
    m_state.isOnSameDisk = seen.isOnSameDisk;
    planNext();
    Q_EMIT changed();
}

void DailyBackup::planNext()
{
    std::optional<Timestamp> last;
    for (const LocalBackup &backup : std::as_const(m_state.backups)) {
        if (backup.isOurs && backup.isWhole && backup.takenAt <= m_clock.now()) {
            last = last ? std::max(*last, backup.takenAt) : backup.takenAt;
        }
    }
    m_state.nextAt = BackupRetention::nextAt(last, m_failedAt, m_earliest, m_clock.now());
}

void DailyBackup::refresh()
{
    if (!m_thread.isRunning()) {
        return;
    }
    ++m_looksUnderWay;
    QMetaObject::invokeMethod(
        m_worker.get(),
        [this, folder = m_state.folder, cluster = m_options.clusterFolder] {
            const Seen seen = look(folder, ClusterTools::of(cluster));
            QMetaObject::invokeMethod(
                this,
                [this, seen, folder] {
                    --m_looksUnderWay;
                    if (folder == m_state.folder) {
                        take(seen);
                    }
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void DailyBackup::lookWhetherDue()
{
    if (m_looksUnderWay > 0) {
        return; // A backup just made is not known before the folder was read again.
    }
    if (!m_state.isRead) {
        refresh();
        return;
    }
    planNext();
    if (m_state.activity == LocalBackupActivity::None && *m_state.nextAt <= m_clock.now()) {
        (void)backUpNow();
    }
}

std::optional<Error> DailyBackup::whyNotNow() const
{
    if (!m_thread.isRunning()) {
        return Error{ErrorCode::Unavailable, u"The server on this computer is not running"_qs, {}};
    }
    if (m_state.activity != LocalBackupActivity::None) {
        return Error{ErrorCode::Conflict, u"Another backup or restore goes on"_qs, {}};
    }
    return std::nullopt;
}

QFuture<Result<void>> DailyBackup::run(LocalBackupActivity activity, Work work)
{
    setActivity(activity);
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QMetaObject::invokeMethod(
        m_worker.get(),
        [this, promise, work = std::move(work), folder = m_options.clusterFolder] {
            const auto tools = ClusterTools::of(folder);
            promise->addResult(tools ? work(ClusterBackup(*tools, &m_isCancelled))
                                     : Result<void>(std::unexpected(tools.error())));
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

QFuture<Result<void>> DailyBackup::backUpNow()
{
    if (const auto reason = whyNotNow()) {
        return readyFuture(Result<void>(std::unexpected(*reason)));
    }
    auto future = run(LocalBackupActivity::BackingUp,
                      [this, path = m_state.folder, stamp = m_options.stamp,
                       missing = whenMissing()](const ClusterBackup &backup) -> Result<void> {
                          const BackupFolder folder(path);
                          if (const auto prepared = folder.prepare(missing); !prepared) {
                              return prepared;
                          }
                          const auto made = backup.backUp(folder, m_clock.now());
                          if (!made) {
                              return std::unexpected(made.error());
                          }
                          QFile touched(stamp);
                          if (!stamp.isEmpty() && touched.open(QIODevice::WriteOnly)) {
                              touched.write(made->path.toUtf8());
                          }
                          return {};
                      });
    deliver(future, this, [this](const Result<void> &result) {
        if (result) {
            m_failedAt.reset();
            m_state.lastFailure.reset();
        } else if (result.error().code != ErrorCode::Cancelled) {
            m_failedAt = m_clock.now();
            m_state.lastFailure = LocalBackupState::Failure{result.error(), *m_failedAt};
        }
        setActivity(LocalBackupActivity::None);
        refresh();
    });
    return future;
}

QFuture<Result<void>> DailyBackup::setFolder(const QString &chosen)
{
    const QString path = BackupFolder(chosen).path();
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    if (!m_thread.isRunning()) {
        promise->addResult(Result<void>(
            failure(ErrorCode::Unavailable, u"The server on this computer is not running"_qs)));
        promise->finish();
        return promise->future();
    }
    QMetaObject::invokeMethod(
        m_worker.get(),
        [this, promise, path] {
            const Result<void> usable = BackupFolder(path).prepare(BackupFolder::WhenMissing::Make);
            QMetaObject::invokeMethod(
                this,
                [this, promise, path, usable] {
                    if (usable) {
                        m_state.folder = path;
                        m_state.isRead = false;
                        m_state.backups.clear();
                        m_state.lastFailure.reset();
                        m_failedAt.reset();
                        refresh();
                        Q_EMIT changed();
                    }
                    promise->addResult(usable);
                    promise->finish();
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
    return promise->future();
}

QFuture<Result<void>> DailyBackup::prepare(const QString &file)
{
    if (const auto reason = whyNotNow()) {
        return readyFuture(Result<void>(std::unexpected(*reason)));
    }
    auto future = run(
        LocalBackupActivity::Checking, [this, file](const ClusterBackup &backup) -> Result<void> {
            const auto checked = backup.check(file);
            if (!checked) {
                return std::unexpected(checked.error());
            }
            QMetaObject::invokeMethod(
                this, [this] { setActivity(LocalBackupActivity::Filling); }, Qt::QueuedConnection);
            return backup.fill(*checked);
        });
    switchAfter(future);
    return future;
}

QFuture<Result<void>> DailyBackup::prepareReturn()
{
    if (const auto reason = whyNotNow()) {
        return readyFuture(Result<void>(std::unexpected(*reason)));
    }
    auto future = run(LocalBackupActivity::Filling,
                      [](const ClusterBackup &backup) { return backup.fillFromAside(); });
    switchAfter(future);
    return future;
}

} // namespace EvalTrack::Server
