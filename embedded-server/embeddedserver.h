// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "domain/localbackup.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

namespace EvalTrack::Server {

struct EmbeddedServerOptions
{
    QString dataFolder; ///< The private PostgreSQL, the token secret and the log live below it.
    bool withDemoCompany = false; ///< Fills an empty database with the demo company.
    int demoPeople = 250;
    int demoEvents = 24;
    QString backupFolder = {}; ///< Where somebody wants backups; empty: dataFolder/backups.
};

/// The whole server inside the desktop program: the same ServerProcess that evaltrack-server runs,
/// in threads of its own, on 127.0.0.1 and a free port. The only header of embedded-server/ that
/// the desktop program includes. Lives in the UI thread and never blocks it but in stop(), which
/// waits for the threads and for PostgreSQL to end (some tenths of a second).
class EmbeddedServer final : public QObject
{
    Q_OBJECT
public:
    explicit EmbeddedServer(EmbeddedServerOptions options, QObject *parent = nullptr);
    ~EmbeddedServer() override; ///< stop()

    /// Makes or starts the private PostgreSQL, migrates, listens; started() or failed() follows.
    /// Once.
    void start();
    void stop();

    [[nodiscard]] QUrl url() const; ///< Empty until started().
    /// Whether nobody can sign in yet; valid from started() on, false once the first administrator
    /// was made.
    [[nodiscard]] bool needsFirstAdministrator() const;
    /// Validation with the wire's field names; Conflict when there is one already.
    [[nodiscard]] QFuture<Result<void>> createFirstAdministrator(const QString &name,
                                                                 const QString &email,
                                                                 const Redacted<QString> &password);

    // Backups of the private PostgreSQL: once a day by themselves, and when asked. Their errors are
    // those of LocalBackups; Unavailable until started().
    [[nodiscard]] const LocalBackupState &backups() const;
    void refreshBackups();
    [[nodiscard]] QFuture<Result<void>> setBackupFolder(const QString &folder);
    [[nodiscard]] QFuture<Result<void>> backUpNow();
    /// Serves on while the backup is read, and then for a moment nobody: PostgreSQL runs on, the
    /// address stays. When it fails the database of before is served.
    [[nodiscard]] QFuture<Result<void>> restoreBackup(const QString &file);
    /// The same with what the last restore set aside.
    [[nodiscard]] QFuture<Result<void>> bringBack();

Q_SIGNALS:
    void started(const QUrl &url);
    void failed(const EvalTrack::Error &error);
    /// What is being done, in English, for the first-start page ("Creating the database").
    void progress(const QString &step);
    void backupsChanged();

private:
    struct Private;

    void startBackups();
    [[nodiscard]] QFuture<Result<void>> putInPlace(const QFuture<Result<void>> &prepared,
                                                   bool isReturn);
    std::unique_ptr<Private> d;
};

} // namespace EvalTrack::Server
