// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/metrics.h"

#include "base/clock.h"
#include "observability/figurefamilies.h"
#include "wire/names.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <QHash>
#include <QMutex>
#include <QReadWriteLock>

#include <algorithm>
#include <array>
#include <atomic>
#include <string>

namespace EvalTrack::Server {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;

/// 0.5, 2 and 3 are what the alert rules ask about (packaging/monitoring): a quantile is only
/// known to the bucket.
const prometheus::Histogram::BucketBoundaries &latencyBuckets()
{
    static const prometheus::Histogram::BucketBoundaries Buckets{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10};
    return Buckets;
}

std::string labelText(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<size_t>(bytes.size())};
}

} // namespace

struct Metrics::Private
{
    /// One route and verb: its histogram, and a counter for each status it has answered with.
    struct RouteMetrics
    {
        prometheus::Histogram *latency = nullptr;
        QHash<int, prometheus::Counter *> byStatus;
    };
    using RouteKey = QPair<const char *, int>; // literals are told apart by their address

    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter> &requests =
        BuildCounter()
            .Name("evaltrack_http_requests_total")
            .Help("Requests by route template, method and status")
            .Register(registry);
    // There from the start: of a status that is answered for the first time rate() sees nothing.
    prometheus::Counter &answers =
        BuildCounter()
            .Name("evaltrack_http_answers_total")
            .Help("Answers to clients; those to health checks and to Prometheus do not count")
            .Register(registry)
            .Add({});
    prometheus::Counter &errors = BuildCounter()
                                      .Name("evaltrack_http_errors_total")
                                      .Help("Of these, answers with a status of 500 and above")
                                      .Register(registry)
                                      .Add({});
    prometheus::Family<prometheus::Histogram> &latency =
        BuildHistogram()
            .Name("evaltrack_http_request_duration_seconds")
            .Help("Time from a read request to its answer")
            .Register(registry);
    prometheus::Counter &refusedConnections =
        BuildCounter()
            .Name("evaltrack_http_refused_connections_total")
            .Help("Connections turned away by the connection limits")
            .Register(registry)
            .Add({});
    prometheus::Family<prometheus::Counter> &logins =
        BuildCounter().Name("evaltrack_logins_total").Help("Sign-ins by result").Register(registry);
    prometheus::Family<prometheus::Counter> &captures = BuildCounter()
                                                            .Name("evaltrack_sync_captures_total")
                                                            .Help("Captures received by outcome")
                                                            .Register(registry);
    prometheus::Counter &clientStalls =
        BuildCounter()
            .Name("evaltrack_sync_client_stalls_total")
            .Help("Times that a client reached the server and sent nothing for a minute")
            .Register(registry)
            .Add({});
    prometheus::Counter &reconnects = BuildCounter()
                                          .Name("evaltrack_database_reconnects_total")
                                          .Help("Database connections made again after a loss")
                                          .Register(registry)
                                          .Add({});
    prometheus::Gauge &connections = BuildGauge()
                                         .Name("evaltrack_http_connections")
                                         .Help("Open connections")
                                         .Register(registry)
                                         .Add({});
    prometheus::Gauge &webSockets = BuildGauge()
                                        .Name("evaltrack_websockets")
                                        .Help("Open notification sockets")
                                        .Register(registry)
                                        .Add({});
    prometheus::Family<prometheus::Gauge> &pool =
        BuildGauge()
            .Name("evaltrack_database_connections")
            .Help("Database connections of the event loops by state")
            .Register(registry);
    prometheus::Gauge &connectionsInUse =
        BuildGauge()
            .Name("evaltrack_database_connections_in_use")
            .Help("Database connections of the event loops that run a statement or a transaction")
            .Register(registry)
            .Add({});
    prometheus::Counter &connectionsBusy =
        BuildCounter()
            .Name("evaltrack_database_connections_busy_seconds_total")
            .Help("Time that database connections of the event loops were in use, all together")
            .Register(registry)
            .Add({});
    prometheus::Family<prometheus::Gauge> &build = BuildGauge()
                                                       .Name("evaltrack_build_info")
                                                       .Help("The version that runs, and where")
                                                       .Register(registry);
    prometheus::Counter &loginsGood = logins.Add({{"result", "ok"}});
    prometheus::Counter &loginsBad = logins.Add({{"result", "refused"}});
    prometheus::Gauge &poolAvailable = pool.Add({{"state", "available"}});
    prometheus::Gauge &poolAway = pool.Add({{"state", "away"}});

    const SystemClock clock;
    ActiveUsers activeUsers;
    QMutex watchedLock;
    WatchedFigures watched;

    QReadWriteLock lock;
    QHash<RouteKey, RouteMetrics> routes;

    // Requests of the last minute, one cell a second; a cell's stamp says which second it holds.
    struct Second
    {
        std::atomic<qint64> stamp = 0;
        std::atomic<qint64> count = 0;
    };
    mutable std::array<Second, 60> seconds;

    // The same of minutes, for what people met.
    struct Minute
    {
        std::atomic<qint64> stamp = -1;
        std::atomic<qint64> answered = 0;
        std::atomic<qint64> errors = 0;
    };
    std::array<Minute, RecentMinutes> minutes;

    [[nodiscard]] static qint64 currentSecond()
    {
        return std::chrono::floor<std::chrono::seconds>(
                   std::chrono::steady_clock::now().time_since_epoch())
            .count();
    }

    void countSecond()
    {
        const qint64 now = currentSecond();
        Second &cell = seconds[static_cast<size_t>(now % 60)];
        if (cell.stamp.exchange(now) != now) {
            cell.count = 0;
        }
        ++cell.count;
    }

    void countMinute(bool isError)
    {
        const qint64 now = currentSecond() / 60;
        Minute &cell = minutes[static_cast<size_t>(now % RecentMinutes)];
        if (cell.stamp.exchange(now) != now) {
            cell.answered = 0;
            cell.errors = 0;
        }
        ++cell.answered;
        cell.errors += isError ? 1 : 0;
    }

    [[nodiscard]] qint64 captureCount(CaptureOutcome outcome)
    {
        return static_cast<qint64>(
            captures.Add({{"outcome", labelText(Wire::name(outcome))}}).Value());
    }
};

Metrics::Metrics()
    : d(std::make_unique<Private>())
{
    // A counter that appears with its first event hides that event from rate().
    for (const CaptureOutcome outcome :
         {CaptureOutcome::Accepted, CaptureOutcome::Duplicate, CaptureOutcome::Review}) {
        d->captures.Add({{"outcome", labelText(Wire::name(outcome))}});
    }
}

Metrics::~Metrics() = default;

bool Metrics::isProbe(QByteArrayView route)
{
    return route.startsWith("/health") || route == "/ready" || route == "/metrics";
}

void Metrics::countRequest(Verb verb, const char *routeTemplate, int status,
                           std::chrono::nanoseconds duration)
{
    const Private::RouteKey key(routeTemplate, static_cast<int>(verb));
    prometheus::Counter *counter = nullptr;
    prometheus::Histogram *latency = nullptr;
    {
        const QReadLocker locker(&d->lock);
        const auto route = d->routes.constFind(key);
        if (route != d->routes.constEnd()) {
            latency = route->latency;
            counter = route->byStatus.value(status);
        }
    }
    if (counter == nullptr) {
        const QWriteLocker locker(&d->lock);
        Private::RouteMetrics &route = d->routes[key];
        const prometheus::Labels labels{{"method", labelText(name(verb))},
                                        {"route", routeTemplate}};
        if (route.latency == nullptr) {
            route.latency = &d->latency.Add(labels, latencyBuckets());
        }
        prometheus::Labels withStatus = labels;
        withStatus.emplace("status", std::to_string(status));
        route.byStatus[status] = &d->requests.Add(withStatus);
        latency = route.latency;
        counter = route.byStatus.value(status);
    }
    counter->Increment();
    if (!isProbe(routeTemplate)) {
        d->answers.Increment();
        d->errors.Increment(status >= 500 ? 1 : 0);
        d->countMinute(status >= 500);
    }
    latency->Observe(std::chrono::duration<double>(duration).count());
    d->countSecond();
}

void Metrics::countRefusedConnection()
{
    d->refusedConnections.Increment();
}

void Metrics::countLogin(bool succeeded)
{
    (succeeded ? d->loginsGood : d->loginsBad).Increment();
}

void Metrics::countCapture(CaptureOutcome outcome)
{
    d->captures.Add({{"outcome", labelText(Wire::name(outcome))}}).Increment();
}

void Metrics::countClientStalls(int count)
{
    d->clientStalls.Increment(count);
}

void Metrics::countDatabaseReconnect()
{
    d->reconnects.Increment();
}

void Metrics::setConnections(int open)
{
    d->connections.Set(open);
}

void Metrics::setWebSockets(int open)
{
    d->webSockets.Set(open);
}

void Metrics::setDatabasePool(int size, int available)
{
    d->poolAvailable.Set(available);
    d->poolAway.Set(size - available);
}

void Metrics::setDatabaseUse(int inUse, std::chrono::nanoseconds busy)
{
    d->connectionsInUse.Set(inUse);
    const double total = std::chrono::duration<double>(busy).count();
    d->connectionsBusy.Increment(std::max(0.0, total - d->connectionsBusy.Value()));
}

void Metrics::noteCaller(UserId id, Role role)
{
    if (role != Role::Station) {
        d->activeUsers.note(id, role, d->clock.monotonic());
    }
}

void Metrics::setWatched(const WatchedFigures &figures)
{
    const QMutexLocker locker(&d->watchedLock);
    d->watched = figures;
}

void Metrics::setBuild(const QString &version, const QString &environment)
{
    d->build.Add({{"version", version.toStdString()}, {"environment", environment.toStdString()}})
        .Set(1);
}

qint64 Metrics::requestsInLastMinute() const
{
    const qint64 now = Private::currentSecond();
    qint64 sum = 0;
    for (const Private::Second &cell : d->seconds) {
        if (now - cell.stamp < 60) {
            sum += cell.count;
        }
    }
    return sum;
}

ServerFigures Metrics::figures() const
{
    ServerFigures figures;
    {
        const QMutexLocker locker(&d->watchedLock);
        figures.watched = d->watched;
    }
    figures.poolOpen = static_cast<int>(d->poolAvailable.Value());
    figures.poolSize = figures.poolOpen + static_cast<int>(d->poolAway.Value());
    figures.poolInUse = static_cast<int>(d->connectionsInUse.Value());
    figures.minutes = RecentMinutes;
    const qint64 now = Private::currentSecond() / 60;
    for (const Private::Minute &cell : d->minutes) {
        if (const qint64 age = now - cell.stamp; age >= 0 && age < RecentMinutes) {
            figures.answered += cell.answered;
            figures.errors += cell.errors;
        }
    }
    figures.capturesAccepted = d->captureCount(CaptureOutcome::Accepted);
    figures.capturesDuplicate = d->captureCount(CaptureOutcome::Duplicate);
    figures.capturesInReview = d->captureCount(CaptureOutcome::Review);
    return figures;
}

QByteArray Metrics::text() const
{
    MetricFamilies families = d->registry.Collect();
    appendFamilies(families, d->activeUsers.count(d->clock.monotonic()));
    appendFamilies(families, ProcessFigures::read());
    {
        const QMutexLocker locker(&d->watchedLock);
        appendFamilies(families, d->watched);
    }
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families));
}

} // namespace EvalTrack::Server
