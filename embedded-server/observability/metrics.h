// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"
#include "http/request.h"
#include "observability/figures.h"

#include <QByteArray>

#include <chrono>
#include <memory>

namespace EvalTrack::Server {

/// The server's counters and histograms, in Prometheus' text format for GET /metrics. Labels are
/// route templates, statuses, outcomes, roles and the ids of capture stations, never a person's id
/// or name: there are as many series as the company has stations, and otherwise a number that the
/// program knows. Safe to call from every thread.
class Metrics
{
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics &) = delete;
    Metrics &operator=(const Metrics &) = delete;

    /// `routeTemplate` must be a literal (Route::path), or "unmatched", "guard".
    void countRequest(Verb verb, const char *routeTemplate, int status,
                      std::chrono::nanoseconds duration);
    void countRefusedConnection();
    void countLogin(bool succeeded);
    void countCapture(CaptureOutcome outcome);
    /// As often as clients say that they could reach the server and sent nothing for a minute.
    void countClientStalls(int count);
    void countDatabaseReconnect();
    void setConnections(int open);
    void setWebSockets(int open);
    /// Of the database connections of the event loops: how many there are and how many are open.
    void setDatabasePool(int size, int available);
    /// Of these: how many run a statement or a transaction just now, and for how long all of them
    /// have done so since the start.
    void setDatabaseUse(int inUse, std::chrono::nanoseconds busy);
    /// Somebody called, to be counted among the active users: by role, never by name.
    void noteCaller(UserId id, Role role);
    /// Takes the place of what was found the last time.
    void setWatched(const WatchedFigures &figures);
    /// As GET /health says them; a constant series that others can be joined with.
    void setBuild(const QString &version, const QString &environment);
    [[nodiscard]] qint64 requestsInLastMinute() const;
    [[nodiscard]] ServerFigures figures() const;
    /// What asks after the server and is asked by nobody: many, quick and good, they would hide
    /// what people meet.
    [[nodiscard]] static bool isProbe(QByteArrayView route);

    /// What `figures()` looks back on.
    static constexpr int RecentMinutes = 15;

    [[nodiscard]] QByteArray text() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace EvalTrack::Server
