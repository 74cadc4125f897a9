// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/importservice.h"

#include <QJsonArray>
#include <QThreadPool>

#include <memory>

namespace EvalTrack::Server {

/// The routes below /imports. Carrying one out and taking it back may take many seconds, so both
/// leave the event loop: a thread of their own, with a connection to the database of its own.
class ImportController
{
public:
    ImportController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response open(const Request &request) const;
    /// Passwords of new accounts become hashes first, off the event loop.
    [[nodiscard]] Reply addLines(const Request &request) const;
    [[nodiscard]] Reply carryOut(const Request &request) const;
    [[nodiscard]] Reply undo(const Request &request) const;

private:
    using Step = Result<ImportOutcome> (ImportService::*)(UnitOfWork &, qint64) const;

    [[nodiscard]] Response keepLines(const Request &request, const QJsonArray &lines) const;
    [[nodiscard]] Reply later(const Request &request, Step step) const;

    LoopContext m_context;
    Mutations m_mutations;
    /// Of one thread; waits for what is under way when the loop ends. Shared, because a controller
    /// is copied into its routes.
    std::shared_ptr<QThreadPool> m_pool;
};

} // namespace EvalTrack::Server
