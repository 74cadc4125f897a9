// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"

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

Q_SIGNALS:
    void started(const QUrl &url);
    void failed(const EvalTrack::Error &error);
    /// What is being done, in English, for the first-start page ("Creating the database").
    void progress(const QString &step);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace EvalTrack::Server
