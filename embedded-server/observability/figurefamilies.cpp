// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/figurefamilies.h"

#include "wire/names.h"

#include <prometheus/metric_type.h>

#include <algorithm>
#include <string>

namespace EvalTrack::Server {

namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<prometheus::ClientMetric::Label>;

MetricFamily &append(MetricFamilies &families, const char *name, const char *help,
                     MetricType type = MetricType::Gauge)
{
    MetricFamily family;
    family.name = name;
    family.help = help;
    family.type = type;
    families.push_back(std::move(family));
    return families.back();
}

void addValue(MetricFamily &family, double value, Labels labels = {})
{
    prometheus::ClientMetric metric;
    metric.label = std::move(labels);
    (family.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    family.metric.push_back(std::move(metric));
}

void appendOptional(MetricFamilies &families, const char *name, const char *help,
                    const std::optional<double> &value, MetricType type = MetricType::Gauge)
{
    if (value) {
        addValue(append(families, name, help, type), *value);
    }
}

double secondsOf(Timestamp time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

double secondsOf(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

std::optional<double> known(qint64 value)
{
    return value < 0 ? std::nullopt : std::optional(static_cast<double>(value));
}

void appendDatabase(MetricFamilies &families, const DatabaseFigures &figures)
{
    addValue(append(families, "evaltrack_postgresql_connections",
                    "Connections of clients to PostgreSQL, of whatever program"),
             static_cast<double>(figures.connections));
    addValue(append(families, "evaltrack_postgresql_max_connections",
                    "Connections that PostgreSQL's configuration allows"),
             static_cast<double>(figures.maxConnections));
    addValue(append(families, "evaltrack_postgresql_size_bytes", "Size of EvalTrack's database"),
             static_cast<double>(figures.sizeBytes));
    addValue(append(families, "evaltrack_postgresql_oldest_transaction_seconds",
                    "Age of the oldest open transaction"),
             secondsOf(figures.oldestTransaction));
}

const char *companyHelp(const QByteArray &kind)
{
    static const QHash<QByteArray, const char *> texts{
        {"people", "People, switched on and off"},
        {"events", "Events by where they stand in time"},
        {"attendances", "Attendances by status"},
        {"evaluations", "Evaluations by status"},
        {"captures_to_review", "Captures that wait for somebody to decide"},
    };
    return texts.value(kind, "Records by state");
}

void appendCompany(MetricFamilies &families, const QList<CompanyFigure> &figures)
{
    for (const CompanyFigure &figure : figures) {
        const std::string name = "evaltrack_" + figure.kind.toStdString();
        auto family = std::ranges::find(families, name, &MetricFamily::name);
        MetricFamily &target = family != families.end()
                                   ? *family
                                   : append(families, name.c_str(), companyHelp(figure.kind));
        addValue(target, static_cast<double>(figure.count),
                 figure.state.isEmpty() ? Labels() : Labels{{"state", figure.state.toStdString()}});
    }
}

void appendStations(MetricFamilies &families, const WatchedFigures &figures)
{
    if (figures.stations.isEmpty()) {
        return;
    }
    MetricFamily contact;
    contact.name = "evaltrack_station_last_contact_timestamp_seconds";
    contact.help = "When a capture station was last heard, by its id; to the minute";
    contact.type = MetricType::Gauge;
    MetricFamily unsent;
    unsent.name = "evaltrack_station_oldest_unsent_seconds";
    unsent.help =
        "How long the oldest capture has waited at a station, as the station told it last; "
        "it goes on growing while the station is silent; 0: nothing waits";
    unsent.type = MetricType::Gauge;
    for (const StationFigures &station : figures.stations) {
        const Labels labels{{"station", std::to_string(station.id)}};
        addValue(contact, secondsOf(station.lastContact), labels);
        addValue(unsent,
                 station.unsentSince
                     ? std::max(0.0, secondsOf(figures.at) - secondsOf(*station.unsentSince))
                     : 0.0,
                 labels);
    }
    families.push_back(std::move(contact));
    families.push_back(std::move(unsent));
}

} // namespace

void appendFamilies(MetricFamilies &families, const WatchedFigures &figures)
{
    if (figures.at == Timestamp{}) {
        return; // Nobody has looked yet.
    }
    addValue(append(families, "evaltrack_watch_timestamp_seconds",
                    "When the server last looked at the database, its disk and its backup"),
             secondsOf(figures.at));
    addValue(append(families, "evaltrack_postgresql_up", "Whether PostgreSQL answered then"),
             figures.isDatabaseUp ? 1 : 0);
    if (figures.database) {
        appendDatabase(families, *figures.database);
    }
    appendCompany(families, figures.company);
    appendStations(families, figures);
    appendOptional(families, "evaltrack_data_disk_free_bytes",
                   "What is free for the server's user on the disk of the data folder",
                   known(figures.diskFreeBytes));
    appendOptional(families, "evaltrack_data_disk_size_bytes", "Size of the data folder's disk",
                   known(figures.diskSizeBytes));
    if (figures.isBackupWatched) {
        addValue(append(families, "evaltrack_backup_last_success_timestamp_seconds",
                        "When a backup last ended well; 0: never"),
                 figures.lastBackup ? secondsOf(*figures.lastBackup) : 0);
    }
}

void appendFamilies(MetricFamilies &families, const ProcessFigures &figures)
{
    appendOptional(families, "process_cpu_seconds_total", "User and system CPU time in seconds",
                   figures.cpuSeconds, MetricType::Counter);
    appendOptional(families, "process_resident_memory_bytes", "Resident memory in bytes",
                   figures.residentBytes);
    appendOptional(families, "process_open_fds", "Open file descriptors", figures.openFiles);
    appendOptional(families, "process_max_fds", "Most file descriptors that may be open",
                   figures.maxFiles);
    appendOptional(families, "process_start_time_seconds",
                   "When the process started, in seconds since 1970", figures.startedAt);
}

void appendFamilies(MetricFamilies &families, const QHash<Role, int> &activeUsers)
{
    MetricFamily &family =
        append(families, "evaltrack_active_users",
               "People who called this server within the last quarter of an hour, by role");
    for (const Role role : PersonRoles) {
        const QByteArrayView name = Wire::name(role);
        addValue(family, activeUsers.value(role),
                 {{"role", std::string(name.data(), static_cast<size_t>(name.size()))}});
    }
}

} // namespace EvalTrack::Server
