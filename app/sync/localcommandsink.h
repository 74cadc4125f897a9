// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/commandsink.h"
#include "store/storehost.h"

namespace EvalTrack {

/// Takes edits into the outbox. What screens see follows from the outbox, so writing the command is
/// the whole change; a command that changes nothing is not kept. Lives in the UI thread.
class LocalCommandSink final : public CommandSink
{
    Q_OBJECT
public:
    explicit LocalCommandSink(StoreHost &host, QObject *parent = nullptr);

    QFuture<Result<CommandUuid>> submit(const Command &command) override;

Q_SIGNALS:
    void submitted();

private:
    StoreHost &m_host;
};

/// The rules of domain/validation.h held against a command.
[[nodiscard]] Result<void> checkCommand(const Command &command);

} // namespace EvalTrack
