// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/exportcells.h"
#include "domain/importplan.h"
#include "domain/importrecord.h"
#include "ports/paged.h"

#include <QFuture>
#include <QObject>

#include <expected>
#include <memory>

namespace EvalTrack {

/// How a file is to be read; what is not said is found out.
struct SheetOptions
{
    QString encoding; ///< A name that ICU knows: "UTF-8", "windows-1252".
    std::optional<QChar> separator;
    int sheet = 0; ///< Of a workbook.

    bool operator==(const SheetOptions &) const = default;
};

/// A file as it was read.
struct SheetFile
{
    std::shared_ptr<const ImportSheet> sheet;
    bool isWorkbook = false;
    QString encoding; ///< Of a text file.
    /// Some of its lines are in UTF-8 and some are not; each was read as it is.
    bool isEncodingMixed = false;
    QChar separator;
    QStringList sheets; ///< Names, of a workbook.
};

/// Why a file is no table.
enum class SheetFlaw {
    Unreadable,     ///< It is not there, or may not be read.
    TooLarge,       ///< ImportLimits::FileSize.
    TooManyRows,    ///< ImportLimits::Rows.
    TooManyColumns, ///< ImportLimits::Columns.
    Empty,          ///< It has no row under its head.
    NotATable,      ///< Neither text nor workbook.
    OldWorkbook,    ///< Excel's format before 2007, or a workbook under a password.
    Damaged,        ///< A workbook that breaks its own rules, or unpacks to far more than it is.
    Cancelled,
};

/// Tables into EvalTrack and out of it. Reading a file and the dry run need no network; carrying it
/// out does, as it is one transaction on the server. Lives in the UI thread.
class Imports : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    using SheetResult = std::expected<SheetFile, SheetFlaw>;
    using PlanPtr = std::shared_ptr<const ImportPlan>;

    /// Cancelling the future ends the reading.
    virtual QFuture<SheetResult> read(const QString &file, const SheetOptions &options) = 0;

    struct Setting
    {
        ImportKind kind = ImportKind::People;
        ImportMapping mapping;
        QUuid import; ///< Made once for a file; new records' UUIDs follow from it.
        std::optional<ImportValues::DayOrder> order;
    };
    /// Against what this computer knows, with what waits in the outbox.
    virtual QFuture<Result<PlanPtr>> dryRun(std::shared_ptr<const ImportSheet> sheet,
                                            const Setting &setting) = 0;

    /// All of a clean plan or nothing. The progress is of lines sent; cancelling works until the
    /// last of them. Asking again for the same import changes nothing twice.
    virtual QFuture<Result<ImportOutcome>> carryOut(PlanPtr plan, const QUuid &import,
                                                    const QString &fileName) = 0;
    /// Takes back what the import did; what somebody changed since stays and is counted.
    virtual QFuture<Result<ImportOutcome>> undo(qint64 id) = 0;
    /// Those that were carried out, newest first.
    virtual QFuture<Result<Paged<ImportRecord>>> page(const QString &cursor) = 0;

    /// Every record of a kind that this computer knows, as an import reads it again.
    virtual QFuture<Result<QList<QList<ReportCell>>>> exported(ImportKind kind,
                                                               const ExportWords &words) = 0;
};

} // namespace EvalTrack
