// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ports/desk.h"
#include "session/secretstore.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

namespace EvalTrack {

/// Which server a client works with. `key` names it in the data folder: the embedded server's port
/// may change from start to start, its accounts' stores must not ("this-computer"). Empty means the
/// URL itself.
struct ServerAddress
{
    QUrl url;
    QString key;
    /// SHA-256 of a certificate that a person trusted, in hex with colons; empty for none.
    QString trustedCertificate;
};

/// Everything below the screens, put together: network, session, local store, outbox and sync, for
/// one server at a time. `evaltrack` and `evaltrack-agent` use it alike. It is responsible for the
/// order in which the parts come up and go down, not for what they do. Lives in the UI thread and
/// owns the store thread; the ports it hands out live as long as it does, whatever the server is
/// and whoever is signed in.
class ClientEngine final : public QObject
{
    Q_OBJECT
public:
    /// Accounts' folders lie below `dataFolder`, which is created when it is missing.
    ClientEngine(const QString &dataFolder, const Clock &clock,
                 std::unique_ptr<SecretStore> secrets, QObject *parent = nullptr);
    ~ClientEngine() override;

    /// Takes up a server; allowed while nobody is signed in. Cheap: nothing is asked of it yet.
    void setServer(const ServerAddress &address);

    [[nodiscard]] Session &session();
    [[nodiscard]] SyncStatus &sync();
    [[nodiscard]] PeopleStore &people();
    [[nodiscard]] EventStore &events();
    [[nodiscard]] AttendanceStore &attendances();
    [[nodiscard]] EvaluationStore &evaluations();
    [[nodiscard]] DashboardStore &dashboard();
    [[nodiscard]] History &history();
    [[nodiscard]] CommandSink &commands();
    [[nodiscard]] OutboxTray &tray();
    [[nodiscard]] CaptureRecorder &captures();
    /// Everything the screens need; `connection` and `backups` are what the engine does not have.
    [[nodiscard]] Desk desk(ServerConnection &connection, LocalBackups &backups);
    [[nodiscard]] Accounts &accounts();
    [[nodiscard]] Activity &activity();
    [[nodiscard]] Reports &reports();
    [[nodiscard]] Imports &imports();
    [[nodiscard]] Reviews &reviews();
    [[nodiscard]] Devices &devices();
    [[nodiscard]] Documents &documents();
    [[nodiscard]] LegacyMove &legacy();
    [[nodiscard]] Station &station();
    [[nodiscard]] CheckIn &checkIn();
    [[nodiscard]] SharedViews &views();
    [[nodiscard]] SystemWatch &system();

    /// Stops what is under way, closes the store and joins its thread; what was recorded is on the
    /// disk already. The destructor does it too; call it before the event loop ends.
    void shutDown();

    /// The integer id of the REST contract as an event's UUID, as far as the local store knows it;
    /// for the command line of a capture station.
    [[nodiscard]] std::optional<EventUuid> eventWithId(EventId id) const;
    /// Commands and captures that are still to be sent, counted in the store now; what needs a
    /// person's decision is not among them.
    [[nodiscard]] QFuture<Result<int>> unsentCount();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace EvalTrack
