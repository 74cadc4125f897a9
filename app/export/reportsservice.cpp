// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/reportsservice.h"

#include "base/deliver.h"
#include "export/csvwriter.h"
#include "export/xlsxwriter.h"
#include "session/promise.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QTemporaryFile>
#include <QTimeZone>
#include <QtConcurrent>

#include <filesystem>
#include <system_error>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;

/// As long a job keeps the store before it lets others have it.
constexpr auto TurnOfReading = 20ms;

/// Writes beside the file and puts it in its place when it is whole.
template <typename Write>
Result<void> replaceFile(const QString &file, Write write)
{
    const QFileInfo target(file);
    QTemporaryFile scratch(target.dir().filePath(u".%1.XXXXXX"_qs.arg(target.fileName())));
    if (!scratch.open()) {
        return failure(ErrorCode::Storage, scratch.errorString());
    }
    if (auto written = write(scratch); !written) {
        return written;
    }
    scratch.setPermissions(target.exists() ? target.permissions()
                                           : QFile::ReadOwner | QFile::WriteOwner |
                                                 QFile::ReadGroup | QFile::ReadOther);
    std::error_code error;
    std::filesystem::rename(scratch.fileName().toStdU16String(), file.toStdU16String(), error);
    if (error) {
        return failure(ErrorCode::Storage, QString::fromLocal8Bit(error.message()));
    }
    scratch.setAutoRemove(false);
    return {};
}

Error errorOf(const QFileDevice &file)
{
    return {file.error() == QFileDevice::ResourceError ? ErrorCode::StorageFull
                                                       : ErrorCode::Storage,
            file.errorString(),
            {}};
}

} // namespace

/// What is read for a report. The store's jobs have it in turn, one at a time.
struct ReportsService::Building
{
    std::shared_ptr<ReportBuilder> builder; ///< Until there is a report.
    std::shared_ptr<QPromise<Result<Report>>> promise;
    ReportFilter filter;
    bool isBegun = false;
    QList<Event> events = {};
    qsizetype next = 0;
    QString departmentName = {};

    [[nodiscard]] Result<void> begin(LocalStore &store);
    [[nodiscard]] Result<void> readTurn(LocalStore &store);
    [[nodiscard]] Result<void> read(LocalReader &reader, const Event &event);
};

Result<void> ReportsService::Building::begin(LocalStore &store)
{
    isBegun = true;
    if (filter.department) {
        const auto departments = store.entities().departments();
        if (!departments) {
            return std::unexpected(departments.error());
        }
        for (const Department &each : *departments) {
            departmentName = each.id == *filter.department ? each.name : departmentName;
        }
    }
    if (builder->wantsPeople()) {
        const auto people = store.reader().people();
        for (qsizetype i = 0; i < people->size(); ++i) {
            builder->add(people->at(i));
        }
        return {};
    }
    const auto summaries = store.reader().eventSummaries();
    if (!summaries) {
        return std::unexpected(summaries.error());
    }
    for (const EventSummary &each : *summaries) {
        if (builder->wantsAttendancesOf(each.event) || builder->wantsEvaluationsOf(each.event)) {
            events.append(each.event);
        }
    }
    return {};
}

Result<void> ReportsService::Building::readTurn(LocalStore &store)
{
    QElapsedTimer turn;
    turn.start();
    while (next < events.size() && turn.elapsed() < TurnOfReading.count()) {
        if (auto ok = read(store.reader(), events.at(next)); !ok) {
            return ok;
        }
        ++next;
    }
    return {};
}

Result<void> ReportsService::Building::read(LocalReader &reader, const Event &event)
{
    const auto people = reader.people();
    const auto personOf = [&people](UserUuid uuid) {
        const qsizetype index = people->indexOf(uuid);
        return ReportBuilder::Person{uuid,
                                     index >= 0 && !people->departmentAt(index).isNull()
                                         ? std::optional(people->departmentAt(index))
                                         : std::nullopt,
                                     [people = people.get(), index] {
                                         return index >= 0 ? people->at(index) : Employee();
                                     }};
    };
    if (builder->wantsAttendancesOf(event)) {
        const auto attendances = reader.bareAttendancesOf(event.uuid);
        if (!attendances) {
            return std::unexpected(attendances.error());
        }
        for (const Attendance &each : *attendances) {
            builder->add(event, personOf(each.userUuid), each);
        }
    }
    if (builder->wantsEvaluationsOf(event)) {
        EvaluationFilter wanted;
        wanted.event = event.uuid;
        const auto evaluations = reader.evaluations(wanted);
        if (!evaluations) {
            return std::unexpected(evaluations.error());
        }
        for (const EvaluationRow &each : *evaluations) {
            builder->add(event, personOf(each.evaluation.userUuid), each.evaluation);
        }
    }
    return {};
}

ReportsService::ReportsService(StoreHost &host, QObject *parent)
    : Reports(parent)
    , m_host(host)
{}

QFuture<Result<Report>> ReportsService::build(ReportKind kind, const ReportFilter &filter)
{
    const ReportBuilder::Place place{m_host.clock().now(),
                                     QString::fromLatin1(QTimeZone::systemTimeZoneId())};
    auto building =
        std::make_shared<Building>(Building{std::make_shared<ReportBuilder>(kind, filter, place),
                                            startedPromise<Result<Report>>(), filter});
    goOn(building);
    return building->promise->future();
}

void ReportsService::goOn(const BuildingPtr &building)
{
    const auto turn = [building](LocalStore &store) -> Result<void> {
        return building->isBegun ? building->readTurn(store) : building->begin(store);
    };
    deliver(m_host.run(StoreHost::Priority::Bulk, turn), this,
            [this, building](const Result<void> &read) {
                if (building->promise->isCanceled() || !read) {
                    // What was read until then is as much as a report.
                    takeApartElsewhere(std::exchange(building->builder, nullptr));
                }
                if (building->promise->isCanceled()) {
                    building->promise->finish();
                    return;
                }
                if (!read) {
                    settle(building->promise, Result<Report>(std::unexpected(read.error())));
                    return;
                }
                building->promise->setProgressRange(0, static_cast<int>(building->events.size()));
                building->promise->setProgressValue(static_cast<int>(building->next));
                if (building->next < building->events.size()) {
                    goOn(building);
                    return;
                }
                // Of a hundred thousand people it takes a quarter of a second to sort the rows.
                // What it was made of takes as long again to be taken apart.
                deliver(QtConcurrent::run([building] {
                            Report report = building->builder->build(building->departmentName);
                            building->builder.reset();
                            return report;
                        }),
                        this, [building](const Report &report) {
                            settle(building->promise, Result<Report>(report));
                        });
            });
}

QFuture<Result<void>> ReportsService::write(const ReportDocument &document, ReportFile format,
                                            const QString &file)
{
    const CsvWriter::Dialect dialect = CsvWriter::Dialect::ofLocale();
    return QtConcurrent::run([document, format, file, dialect]() -> Result<void> {
        return replaceFile(file, [&](QTemporaryFile &scratch) -> Result<void> {
            if (format == ReportFile::Xlsx) {
                scratch.close(); // The library opens it by its name.
                return XlsxWriter::write(document, scratch.fileName());
            }
            const bool isWritten = CsvWriter::write(document, dialect, scratch) && scratch.flush();
            return isWritten ? Result<void>() : std::unexpected(errorOf(scratch));
        });
    });
}

} // namespace EvalTrack
