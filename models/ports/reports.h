// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/report.h"

#include <QFuture>
#include <QObject>

namespace EvalTrack {

/// A report as it is written to a file: every word of it in the language of whoever asked, numbers
/// and days still what they are. Rows in the order in which the screen shows them.
struct ReportDocument
{
    QString title;     ///< Empty: the headings and rows alone, for programs that read them again.
    QStringList stamp; ///< Filter, zone, as of when, how many rows: a line each.
    QStringList headings;
    QList<ReportFormat> formats; ///< One a column.
    QList<QList<ReportCell>> rows;
    QList<ReportCell> totals;
    QString totalsHeading; ///< Stands in the first column of the totals.
};

enum class ReportFile { Csv, Xlsx };

/// Reports out of the local store, and files of them. Lives in the UI thread.
class Reports : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Whether the records of some events are still being read is told by the future's progress;
    /// cancelling it ends the reading, and it then gives Cancelled.
    virtual QFuture<Result<Report>> build(ReportKind kind, const ReportFilter &filter) = 0;
    /// Replaces the file as a whole or leaves it as it was. StorageFull when the disk is.
    virtual QFuture<Result<void>> write(const ReportDocument &document, ReportFile format,
                                        const QString &file) = 0;
};

} // namespace EvalTrack
