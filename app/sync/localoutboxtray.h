// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/commandsink.h"
#include "store/storehost.h"

namespace EvalTrack {

/// The tray over the local outbox. It lists at most two hundred captures of each state (all of them
/// are counted); what a person gives up is kept with its reason. Lives in the UI thread.
class LocalOutboxTray final : public OutboxTray
{
    Q_OBJECT
public:
    explicit LocalOutboxTray(StoreHost &host, QObject *parent = nullptr);

    [[nodiscard]] QList<OutboxItem> items() const override { return m_items; }
    QFuture<Result<void>> retry(const QUuid &item) override;
    QFuture<Result<void>> discard(const QUuid &item, const QString &reason) override;
    [[nodiscard]] QList<OutboxItem> givenUp() const override { return m_givenUp; }
    QFuture<Result<void>> putBack(const QUuid &item) override;
    QFuture<Result<void>> resolve(const QUuid &item, const QHash<QString, Side> &choices) override;

Q_SIGNALS:
    /// Something may be sent again.
    void queued();

private:
    [[nodiscard]] QFuture<Result<void>> announced(const QFuture<Result<void>> &future);

    StoreHost &m_host;
    QList<OutboxItem> m_items;
    QList<OutboxItem> m_givenUp;
};

} // namespace EvalTrack
