// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/localcapturerecorder.h"

#include "base/deliver.h"

namespace EvalTrack {

LocalCaptureRecorder::LocalCaptureRecorder(StoreHost &host, QObject *parent)
    : CaptureRecorder(parent)
    , m_host(host)
{}

void LocalCaptureRecorder::openDoor(EventUuid event)
{
    const auto open = [event](LocalStore &store) -> Result<bool> {
        const qsizetype before = store.ledger().shareQuestions().size();
        store.ledger().openDoor(event);
        return store.ledger().shareQuestions().size() > before;
    };
    deliver(m_host.run(StoreHost::Priority::Normal, open), this, [this](const Result<bool> &isNew) {
        if (isNew && *isNew) {
            Q_EMIT doorOpened();
        }
    });
}

QFuture<Result<RecordedCapture>> LocalCaptureRecorder::record(EventUuid event, const QString &code,
                                                              CaptureMethod method,
                                                              Direction direction)
{
    const auto write = [event, code, method, direction,
                        doubleTap = m_doubleTap](LocalStore &store) {
        store.ledger().setDoubleTap(doubleTap);
        auto recorded = store.ledger().record(event, code, method, direction);
        if (recorded) {
            store.touch(StorePart::Outbox | StorePart::Attendances | StorePart::Events);
        }
        return recorded;
    };
    const auto future = m_host.run(StoreHost::Priority::Urgent, write);
    deliver(future, this, [this](const Result<RecordedCapture> &capture) {
        if (capture) {
            Q_EMIT recorded();
        }
    });
    return future;
}

} // namespace EvalTrack
