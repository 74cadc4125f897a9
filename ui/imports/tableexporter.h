// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "domain/importfields.h"
#include "ports/reports.h"

namespace EvalTrack {

/// Writes every record of a kind as a file that an import reads again without finding a change:
/// asks where to, and says what became of it. Lives as long as the page it is for.
class TableExporter final : public QObject
{
    Q_OBJECT
public:
    TableExporter(const PageContext &context, QWidget *page);

    void start(ImportKind kind, ReportFile format);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    void busyChanged();

private:
    void write(ImportKind kind, ReportFile format, const QString &file);
    void setBusy(bool isBusy);

    const PageContext m_context;
    QWidget *m_page;
    bool m_isBusy = false;
};

} // namespace EvalTrack
