// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/legacymove.h"

namespace EvalTrack {

/// The move from v1 over the /legacy routes: online only, nothing is kept. Lives in the UI thread.
class LegacyMoveService final : public LegacyMove
{
    Q_OBJECT
public:
    explicit LegacyMoveService(ApiClient &api, QObject *parent = nullptr);

    QFuture<Result<LegacySources>> sources() override;
    QFuture<Result<QList<LegacyTally>>> look(const LegacyPlace &place) override;
    QFuture<Result<Paged<LegacyRun>>> runs(const QString &cursor) override;
    QFuture<Result<LegacyRun>> run(qint64 id) override;
    QFuture<Result<LegacyRun>> start(LegacyRunKind kind, const LegacyPlace &place) override;
    QFuture<Result<LegacyRun>> cancel(qint64 id) override;
    QFuture<Result<QByteArray>> report(qint64 id, Report report) override;
    QFuture<Result<Paged<LegacyTrayRow>>> tray(Which which, const QString &cursor) override;
    QFuture<Result<LegacyTrayRow>> decide(qint64 row, bool isDecided, const QString &note) override;

private:
    ApiClient &m_api;
};

} // namespace EvalTrack
