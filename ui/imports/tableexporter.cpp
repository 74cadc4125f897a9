// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/tableexporter.h"

#include "base/deliver.h"
#include "common/formats.h"
#include "common/prompter.h"
#include "common/toaster.h"
#include "imports/importwords.h"

#include <QFileInfo>

namespace EvalTrack {

TableExporter::TableExporter(const PageContext &context, QWidget *page)
    : QObject(page)
    , m_context(context)
    , m_page(page)
{}

void TableExporter::start(ImportKind kind, ReportFile format)
{
    const bool isWorkbook = format == ReportFile::Xlsx;
    FileQuestion question;
    question.title = tr("Export %1").arg(ImportWords::kind(kind));
    question.suggestedName = u"%1 %2.%3"_qs.arg(
        ImportWords::kind(kind),
        Formats::toLocal(m_context.desk.clock.now()).date().toString(Qt::ISODate),
        isWorkbook ? u"xlsx"_qs : u"csv"_qs);
    question.mimeTypes = QStringList{isWorkbook ? FileQuestion::Xlsx : u"text/csv"_qs};
    m_context.prompter.askSaveFile(
        m_page, question, [this, kind, format](const QString &file) { write(kind, format, file); });
}

void TableExporter::write(ImportKind kind, ReportFile format, const QString &file)
{
    const ExportWords words = ImportWords::exported(kind);
    setBusy(true);
    const auto failed = [this](const Error &error) {
        setBusy(false);
        m_context.prompter.showError(m_page, error);
    };
    deliver(
        m_context.desk.imports.exported(kind, words), this,
        [this, kind, format, file, words, failed](const Result<QList<QList<ReportCell>>> &rows) {
            if (!rows) {
                failed(rows.error());
                return;
            }
            ReportDocument document;
            document.headings = words.headings;
            for (const ImportField each : fieldsOf(kind)) {
                document.formats.append(formatOf(each));
            }
            document.rows = *rows;
            deliver(m_context.desk.reports.write(document, format, file), this,
                    [this, file, failed, count = rows->size()](const Result<void> &done) {
                        if (!done) {
                            failed(done.error());
                            return;
                        }
                        setBusy(false);
                        m_context.toaster.toast(
                            tr("%1 is written, with %n row(s).", nullptr, static_cast<int>(count))
                                .arg(QFileInfo(file).fileName()),
                            Tone::Success);
                    });
        });
}

void TableExporter::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    Q_EMIT busyChanged();
}

} // namespace EvalTrack
