// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/gatherattendances.h"

#include "base/deliver.h"

#include <algorithm>
#include <memory>

namespace EvalTrack {

namespace {

struct Gathered
{
    QList<QList<AttendanceRow>> ofEvents;
    qsizetype left = 0;
    std::optional<Error> error;
};

} // namespace

void gatherAttendances(AttendanceStore &store, const QList<EventUuid> &events, QObject *context,
                       const std::function<void(const Result<QList<AttendanceRow>> &)> &done)
{
    if (events.isEmpty()) {
        deliver(readyFuture(Result<QList<AttendanceRow>>()), context, done);
        return;
    }
    const auto gathered = std::make_shared<Gathered>();
    gathered->ofEvents.resize(events.size());
    gathered->left = events.size();
    for (qsizetype i = 0; i < events.size(); ++i) {
        deliver(store.ofEvent(events.at(i)), context,
                [gathered, done, i](const Result<QList<AttendanceRow>> &rows) {
                    if (rows) {
                        gathered->ofEvents[i] = *rows;
                    } else if (!gathered->error) {
                        gathered->error = rows.error();
                    }
                    if (--gathered->left > 0) {
                        return;
                    }
                    if (gathered->error) {
                        done(std::unexpected(*gathered->error));
                        return;
                    }
                    QList<AttendanceRow> all;
                    for (const QList<AttendanceRow> &each : std::as_const(gathered->ofEvents)) {
                        all.append(each);
                    }
                    done(all);
                });
    }
}

QList<EventUuid> nearestEvents(const EventStore &store, Timestamp now)
{
    QList<EventSummary> events = *store.events();
    std::ranges::stable_sort(events, {}, [now](const EventSummary &each) {
        return std::chrono::abs(each.event.date - now);
    });
    QList<EventUuid> uuids;
    for (const EventSummary &each : std::as_const(events)) {
        uuids.append(each.event.uuid);
    }
    return uuids;
}

void seekAttendance(AttendanceStore &store, QList<EventUuid> events, AttendanceUuid attendance,
                    QObject *context,
                    const std::function<void(const std::optional<EventUuid> &)> &done)
{
    if (events.isEmpty()) {
        done(std::nullopt);
        return;
    }
    const EventUuid event = events.takeFirst();
    deliver(store.ofEvent(event), context,
            [&store, events, attendance, context, done,
             event](const Result<QList<AttendanceRow>> &rows) {
                const bool isHere =
                    rows && std::ranges::any_of(*rows, [attendance](const AttendanceRow &row) {
                        return row.attendance.uuid == attendance;
                    });
                if (isHere) {
                    done(event);
                } else {
                    seekAttendance(store, events, attendance, context, done);
                }
            });
}

} // namespace EvalTrack
