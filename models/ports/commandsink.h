// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/command.h"
#include "domain/outboxitem.h"

#include <QFuture>
#include <QHash>
#include <QObject>

namespace EvalTrack {

/// Where every edit goes: one local transaction changes the store and appends the command to the
/// outbox. The future is ready when both are durable on this disk; the server hears of it whenever
/// it can. Lives in the UI thread.
class CommandSink : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Validation when a field breaks a rule of domain/validation.h (field named as on the wire),
    /// Storage or StorageFull when nothing was recorded.
    virtual QFuture<Result<CommandUuid>> submit(const Command &command) = 0;

    /// What is submitted from here to endTogether() is one edit to whoever takes edits back,
    /// however long it takes; the commands are sent one by one all the same.
    virtual void beginTogether() {}
    virtual void endTogether() {}
};

/// What was recorded here and is not settled with the server. Lives in the UI thread.
class OutboxTray : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    enum class Side { Mine, Theirs };

    /// Everything not acknowledged, oldest first.
    [[nodiscard]] virtual QList<OutboxItem> items() const = 0;

    /// Queues a rejected item again as it is.
    virtual QFuture<Result<void>> retry(const QUuid &item) = 0;
    /// Gives up an item; it is kept with the reason, and sent no more. The local store goes back to
    /// the server's state.
    virtual QFuture<Result<void>> discard(const QUuid &item, const QString &reason) = 0;
    /// What was given up on this computer, oldest first; `reason` carries why in its detail.
    [[nodiscard]] virtual QList<OutboxItem> givenUp() const = 0;
    /// Queues what was given up as it was.
    virtual QFuture<Result<void>> putBack(const QUuid &item) = 0;
    /// Decides a conflict field by field and queues the merged command.
    virtual QFuture<Result<void>> resolve(const QUuid &item,
                                          const QHash<QString, Side> &choices) = 0;

Q_SIGNALS:
    void itemsChanged();
};

} // namespace EvalTrack
