// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/reports.h"

#include <QCoreApplication>
#include <QPageLayout>

QT_BEGIN_NAMESPACE
class QPagedPaintDevice;
QT_END_NAMESPACE

namespace EvalTrack {

/// A report on paper: title and stamp, headings on every page, rows, totals, and which page of how
/// many it is. A file and a printer get the same pages. Black on white whatever the theme.
class ReportPaper
{
    Q_DECLARE_TR_FUNCTIONS(ReportPaper)
public:
    /// Upright, or on its side where the columns need it.
    [[nodiscard]] static QPageLayout layoutFor(const ReportDocument &document);
    /// The device has its page layout already. False when it takes no more.
    [[nodiscard]] static bool paint(const ReportDocument &document, QPagedPaintDevice &device);
    /// Replaces the file as a whole or leaves it as it was. StorageFull when the disk is. Safe to
    /// call from any thread.
    [[nodiscard]] static Result<void> writePdf(const ReportDocument &document, const QString &file);
};

} // namespace EvalTrack
