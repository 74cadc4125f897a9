// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/imports.h"
#include "store/storehost.h"

#include <functional>
#include <memory>

namespace EvalTrack {

/// The Imports port: files are read, and dry runs made, in threads of the pool against what the
/// local store knows, but for accounts, which only the server knows; carried out they are by the
/// server. Lives in the UI thread.
class ImportsService final : public Imports
{
    Q_OBJECT
public:
    ImportsService(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    QFuture<SheetResult> read(const QString &file, const SheetOptions &options) override;
    QFuture<Result<PlanPtr>> dryRun(std::shared_ptr<const ImportSheet> sheet,
                                    const Setting &setting) override;
    QFuture<Result<ImportOutcome>> carryOut(PlanPtr plan, const QUuid &import,
                                            const QString &fileName) override;
    QFuture<Result<ImportOutcome>> undo(qint64 id) override;
    QFuture<Result<Paged<ImportRecord>>> page(const QString &cursor) override;
    QFuture<Result<QList<QList<ReportCell>>>> exported(ImportKind kind,
                                                       const ExportWords &words) override;

private:
    struct DryRun;
    struct Sending;
    using DryRunPtr = std::shared_ptr<DryRun>;
    using SendingPtr = std::shared_ptr<Sending>;

    /// Every account: only the server has them. Given to `done`, or why they could not be had.
    using AccountsDone = std::function<void(const Result<QList<User>> &)>;
    struct AccountsRead;
    void readAccounts(const std::shared_ptr<AccountsRead> &reading);
    void begin(const DryRunPtr &run);
    void readAttendances(const DryRunPtr &run);
    void plan(const DryRunPtr &run);
    void sendLines(const SendingPtr &sending);
    void finish(const SendingPtr &sending);

    StoreHost &m_host;
    ApiClient &m_api;
};

} // namespace EvalTrack
