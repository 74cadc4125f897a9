// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/legacymove.h"
#include "ports/paged.h"

#include <QFuture>
#include <QObject>

namespace EvalTrack {

/// The move from v1, which the server does: runs are its own and go on when this program is closed.
/// Every call needs the server and says Network when it is away. Runs are for administrators, what
/// waits for HR too. What is wrong with one of v1's databases is a Validation error whose fields
/// are accountsUrl and businessUrl (Wire::legacyFaultIn). Lives in the UI thread.
class LegacyMove : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<LegacySources>> sources() = 0;
    /// How many rows each table of v1 has (`read`); changes nothing.
    virtual QFuture<Result<QList<LegacyTally>>> look(const LegacyPlace &place) = 0;

    /// The newest first.
    virtual QFuture<Result<Paged<LegacyRun>>> runs(const QString &cursor) = 0;
    virtual QFuture<Result<LegacyRun>> run(qint64 id) = 0;
    /// Conflict while another one runs. What was interrupted is gone on with.
    virtual QFuture<Result<LegacyRun>> start(LegacyRunKind kind, const LegacyPlace &place) = 0;
    /// It stops after the piece at hand; what is done stays done.
    virtual QFuture<Result<LegacyRun>> cancel(qint64 id) = 0;
    enum class Report { Page, Findings, Tray };
    /// HTML, else CSV. Holds personal data. NotFound when a later run has taken its place.
    virtual QFuture<Result<QByteArray>> report(qint64 id, Report report) = 0;

    enum class Which { Open, Decided };
    virtual QFuture<Result<Paged<LegacyTrayRow>>> tray(Which which, const QString &cursor) = 0;
    /// Says that somebody looked at the row, or that it is open again. Places nothing.
    virtual QFuture<Result<LegacyTrayRow>> decide(qint64 row, bool isDecided,
                                                  const QString &note) = 0;
};

} // namespace EvalTrack
