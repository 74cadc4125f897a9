// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/clientengine.h"

#include "export/reportsservice.h"
#include "import/importsservice.h"
#include "net/accountsservice.h"
#include "net/activityservice.h"
#include "net/apiclient.h"
#include "net/checkinservice.h"
#include "net/devicesservice.h"
#include "net/documentsservice.h"
#include "net/legacymoveservice.h"
#include "net/reviewsservice.h"
#include "net/systemwatchservice.h"
#include "session/sessionservice.h"
#include "session/stationservice.h"
#include "store/localattendancestore.h"
#include "store/localdashboardstore.h"
#include "store/localevaluationstore.h"
#include "store/localeventstore.h"
#include "store/localpeoplestore.h"
#include "store/localsharedviews.h"
#include "store/storehost.h"
#include "sync/localcapturerecorder.h"
#include "sync/localcommandsink.h"
#include "sync/localhistory.h"
#include "sync/localoutboxtray.h"
#include "sync/syncengine.h"

#include <QNetworkInformation>

#include <algorithm>
#include <utility>

namespace EvalTrack {

struct ClientEngine::Parts
{
    Parts(const QString &dataFolder, const Clock &clock, std::unique_ptr<SecretStore> secretStore)
        : secrets(std::move(secretStore))
        , api(clock)
        , host(clock)
        , session(api, *secrets, host, dataFolder)
        , people(host)
        , events(host)
        , attendances(host)
        , evaluations(host)
        , dashboard(host, api)
        , history(host, api)
        , sync(host, api, clock)
        , commands(host)
        , tray(host)
        , captures(host)
        , accounts(api)
        , activity(api)
        , reports(host)
        , imports(host, api)
        , reviews(api)
        , devices(api)
        , documents(api)
        , legacy(api)
        , station(api, session, clock)
        , checkIn(api, clock)
        , views(host, api)
        , system(api)
    {}

    // In the order in which they need each other; they go in the reverse order.
    std::unique_ptr<SecretStore> secrets;
    ApiClient api;
    StoreHost host;
    SessionService session;
    LocalPeopleStore people;
    LocalEventStore events;
    LocalAttendanceStore attendances;
    LocalEvaluationStore evaluations;
    LocalDashboardStore dashboard;
    LocalHistory history;
    SyncEngine sync;
    LocalCommandSink commands;
    LocalOutboxTray tray;
    LocalCaptureRecorder captures;
    AccountsService accounts;
    ActivityService activity;
    ReportsService reports;
    ImportsService imports;
    ReviewsService reviews;
    DevicesService devices;
    DocumentsService documents;
    LegacyMoveService legacy;
    StationService station;
    CheckInService checkIn;
    LocalSharedViews views;
    SystemWatchService system;
};

ClientEngine::ClientEngine(const QString &dataFolder, const Clock &clock,
                           std::unique_ptr<SecretStore> secrets, QObject *parent)
    : QObject(parent)
    , m_parts(std::make_unique<Parts>(dataFolder, clock, std::move(secrets)))
{
    SyncEngine *sync = &m_parts->sync;
    connect(&m_parts->commands, &LocalCommandSink::submitted, sync, &SyncEngine::edited);
    connect(&m_parts->captures, &LocalCaptureRecorder::recorded, sync, &SyncEngine::edited);
    connect(&m_parts->captures, &LocalCaptureRecorder::doorOpened, sync, &SyncEngine::edited);
    connect(&m_parts->tray, &LocalOutboxTray::queued, sync, &SyncEngine::edited);
    connect(sync, &SyncStatus::changed, this, [this, read = sync->lastSync()]() mutable {
        if (m_parts->sync.isOnline() &&
            std::exchange(read, m_parts->sync.lastSync()) != m_parts->sync.lastSync()) {
            m_parts->dashboard.catchUp();
        }
    });
    connect(&m_parts->host, &StoreHost::damaged, &m_parts->session,
            &SessionService::setStoreDamage);
    connect(&m_parts->session, &Session::stateChanged, this, [this] {
        if (m_parts->session.state() == SessionState::SignedIn) {
            m_parts->sync.reconnected();
        }
    });
    connect(&m_parts->station, &Station::changed, this, [this] {
        const auto settings = m_parts->station.settings();
        m_parts->captures.setDoubleTap(settings ? settings->doubleTap : DefaultDoubleTap);
    });
    if (QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) {
        connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, sync,
                [sync](QNetworkInformation::Reachability reachability) {
                    if (reachability != QNetworkInformation::Reachability::Disconnected) {
                        sync->reconnected();
                    }
                });
    }
}

ClientEngine::~ClientEngine()
{
    shutDown();
}

void ClientEngine::setServer(const ServerAddress &address)
{
    m_parts->api.setServer(address.url, CertificateTrust(address.trustedCertificate));
    m_parts->session.setServerKey(address.key.isEmpty() ? address.url.toString(QUrl::FullyEncoded)
                                                        : address.key);
}

Session &ClientEngine::session()
{
    return m_parts->session;
}

SyncStatus &ClientEngine::sync()
{
    return m_parts->sync;
}

PeopleStore &ClientEngine::people()
{
    return m_parts->people;
}

EventStore &ClientEngine::events()
{
    return m_parts->events;
}

AttendanceStore &ClientEngine::attendances()
{
    return m_parts->attendances;
}

EvaluationStore &ClientEngine::evaluations()
{
    return m_parts->evaluations;
}

DashboardStore &ClientEngine::dashboard()
{
    return m_parts->dashboard;
}

History &ClientEngine::history()
{
    return m_parts->history;
}

CommandSink &ClientEngine::commands()
{
    return m_parts->commands;
}

OutboxTray &ClientEngine::tray()
{
    return m_parts->tray;
}

CaptureRecorder &ClientEngine::captures()
{
    return m_parts->captures;
}

Imports &ClientEngine::imports()
{
    return m_parts->imports;
}

Reports &ClientEngine::reports()
{
    return m_parts->reports;
}

Reviews &ClientEngine::reviews()
{
    return m_parts->reviews;
}

Desk ClientEngine::desk(ServerConnection &connection, LocalBackups &backups)
{
    return {connection,    session(),
            sync(),        people(),
            events(),      attendances(),
            evaluations(), dashboard(),
            history(),     commands(),
            tray(),        captures(),
            accounts(),    activity(),
            reports(),     imports(),
            reviews(),     devices(),
            documents(),   legacy(),
            station(),     checkIn(),
            views(),       system(),
            backups,       m_parts->host.clock()};
}

SharedViews &ClientEngine::views()
{
    return m_parts->views;
}

Activity &ClientEngine::activity()
{
    return m_parts->activity;
}

SystemWatch &ClientEngine::system()
{
    return m_parts->system;
}

Accounts &ClientEngine::accounts()
{
    return m_parts->accounts;
}

Devices &ClientEngine::devices()
{
    return m_parts->devices;
}

Documents &ClientEngine::documents()
{
    return m_parts->documents;
}

LegacyMove &ClientEngine::legacy()
{
    return m_parts->legacy;
}

Station &ClientEngine::station()
{
    return m_parts->station;
}

CheckIn &ClientEngine::checkIn()
{
    return m_parts->checkIn;
}

void ClientEngine::shutDown()
{
    m_parts->api.reset();
    static_cast<void>(m_parts->host.close());
    m_parts->host.shutDown();
}

std::optional<EventUuid> ClientEngine::eventWithId(EventId id) const
{
    const auto events = m_parts->events.events();
    const auto found = std::ranges::find_if(
        *events, [id](const EventSummary &summary) { return summary.event.id == id; });
    return found == events->end() ? std::nullopt : std::optional(found->event.uuid);
}

QFuture<Result<int>> ClientEngine::unsentCount()
{
    return m_parts->host.run(StoreHost::Priority::Normal, [](LocalStore &store) -> Result<int> {
        const auto captures = store.captures().counts();
        if (!captures) {
            return std::unexpected(captures.error());
        }
        const auto commands =
            std::ranges::count_if(store.outbox().commands(), [](const StoredCommand &stored) {
                return stored.state == OutboxState::Queued || stored.state == OutboxState::Sent;
            });
        return captures->waiting + static_cast<int>(commands);
    });
}

} // namespace EvalTrack
