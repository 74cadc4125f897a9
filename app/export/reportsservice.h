// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/reports.h"
#include "store/storehost.h"

#include <memory>

namespace EvalTrack {

/// The Reports port over the local store: events are read a few at a time behind everything else
/// that wants the store, and files are written in a thread of the pool. Lives in the UI thread.
class ReportsService final : public Reports
{
    Q_OBJECT
public:
    explicit ReportsService(StoreHost &host, QObject *parent = nullptr);

    QFuture<Result<Report>> build(ReportKind kind, const ReportFilter &filter) override;
    QFuture<Result<void>> write(const ReportDocument &document, ReportFile format,
                                const QString &file) override;

private:
    struct Building;
    using BuildingPtr = std::shared_ptr<Building>;

    void goOn(const BuildingPtr &building);

    StoreHost &m_host;
};

} // namespace EvalTrack
