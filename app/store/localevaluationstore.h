// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/stores.h"
#include "store/storehost.h"

namespace EvalTrack {

/// Evaluations, opened when they are asked for. Lives in the UI thread.
class LocalEvaluationStore final : public EvaluationStore
{
    Q_OBJECT
public:
    explicit LocalEvaluationStore(StoreHost &host, QObject *parent = nullptr);

    QFuture<Result<QList<EvaluationRow>>> find(const EvaluationFilter &filter) override;
    QFuture<Result<EvaluationRow>> one(EvaluationUuid evaluation) override;

private:
    StoreHost &m_host;
};

} // namespace EvalTrack
