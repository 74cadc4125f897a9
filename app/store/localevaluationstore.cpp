// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localevaluationstore.h"

namespace EvalTrack {

LocalEvaluationStore::LocalEvaluationStore(StoreHost &host, QObject *parent)
    : EvaluationStore(parent)
    , m_host(host)
{
    connect(&host, &StoreHost::newsArrived, this, [this](const StoreNews &news) {
        if (news.changed.testFlag(StorePart::Evaluations)) {
            Q_EMIT evaluationsChanged();
        }
    });
    connect(&host, &StoreHost::closed, this, &EvaluationStore::evaluationsChanged);
}

QFuture<Result<QList<EvaluationRow>>> LocalEvaluationStore::find(const EvaluationFilter &filter)
{
    return m_host.run(StoreHost::Priority::Normal,
                      [filter](LocalStore &store) { return store.reader().evaluations(filter); });
}

QFuture<Result<EvaluationRow>> LocalEvaluationStore::one(EvaluationUuid evaluation)
{
    return m_host.run(StoreHost::Priority::Normal, [evaluation](LocalStore &store) {
        return store.reader().evaluationRow(evaluation);
    });
}

} // namespace EvalTrack
