// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/localbackup.h"
#include "postgres/clusterbackup.h"

#include <QFuture>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>

namespace EvalTrack::Server {

/// Backs a private cluster up once a day, and when asked; prepares what is to be restored. The work
/// is done one thing at a time in a thread of its own, so that neither serving nor a window waits
/// for a disk. Lives in the thread that made it, which alone calls it. The cluster has to run until
/// stop(), which ends a dump under way.
class DailyBackup final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString clusterFolder;
        QString defaultFolder; ///< Made when it is missing.
        QString folder;        ///< Somebody chose it; empty: the default.
        QString stamp = {};    ///< A file that each good backup touches, as the server watches it.
        std::chrono::milliseconds firstLook = std::chrono::minutes(3);
        std::chrono::milliseconds lookInterval = std::chrono::minutes(1);
    };

    DailyBackup(Options options, const Clock &clock, QObject *parent = nullptr);
    ~DailyBackup() override; ///< stop()

    void start();
    void stop();

    [[nodiscard]] const LocalBackupState &state() const { return m_state; }
    void refresh();
    /// Storage when nothing can be written there; the folder stays then.
    [[nodiscard]] QFuture<Result<void>> setFolder(const QString &folder);
    [[nodiscard]] QFuture<Result<void>> backUpNow();
    /// Checks a file and restores it beside the database. When that went well nothing else begins
    /// until endSwitching(): the caller puts it in place.
    [[nodiscard]] QFuture<Result<void>> prepare(const QString &file);
    /// The same for what the last restore set aside.
    [[nodiscard]] QFuture<Result<void>> prepareReturn();
    void endSwitching();

Q_SIGNALS:
    void changed();

private:
    using Work = std::function<Result<void>(const ClusterBackup &backup)>;

    /// What looking into a folder finds.
    struct Seen
    {
        QList<LocalBackup> backups;
        QString cluster;
        std::optional<Timestamp> setAsideAt;
        bool isOnSameDisk = false;
    };

    [[nodiscard]] std::optional<Error> whyNotNow() const;
    [[nodiscard]] QFuture<Result<void>> run(LocalBackupActivity activity, Work work);
    [[nodiscard]] static Seen look(const QString &folder, const Result<ClusterTools> &tools);
    [[nodiscard]] BackupFolder::WhenMissing whenMissing() const;
    void take(const Seen &seen);
    void setActivity(LocalBackupActivity activity);
    void switchAfter(const QFuture<Result<void>> &prepared);
    void lookWhetherDue();
    void planNext();

    Options m_options;
    const Clock &m_clock;
    LocalBackupState m_state;
    QTimer m_looks;
    QThread m_thread;
    std::unique_ptr<QObject> m_worker; // in the thread: where work is delivered
    std::atomic<bool> m_isCancelled = false;
    Timestamp m_earliest{};
    std::optional<Timestamp> m_failedAt;
    int m_looksUnderWay = 0; // refresh() asked, the answer not yet taken
    bool m_isStarted = false;
};

} // namespace EvalTrack::Server
