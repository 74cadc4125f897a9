// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"
#include "http/request.h"

#include <QByteArray>

#include <chrono>
#include <memory>

namespace EvalTrack::Server {

/// The server's counters and histograms, in Prometheus' text format for GET /metrics. Labels are
/// route templates, statuses and outcomes, never ids or names. Safe to call from every thread.
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
    [[nodiscard]] qint64 requestsInLastMinute() const;

    [[nodiscard]] QByteArray text() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace EvalTrack::Server
