// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/outboxitem.h"
#include "ports/commandsink.h"

#include <QJsonObject>

/// What becomes of a change of ours when the record changed on the server meanwhile. Pure functions
/// of (base, mine, theirs), each the editable fields of the record in wire form.
namespace EvalTrack::ConflictResolver {

struct Outcome
{
    /// Ours that nobody else touched, to be sent upon theirs.
    QJsonObject mine;
    /// Fields that both changed, to different values: a person decides.
    QList<FieldConflict> conflicts;

    [[nodiscard]] bool isMerged() const { return conflicts.isEmpty(); }
};

[[nodiscard]] Outcome resolve(const QJsonObject &base, const QJsonObject &mine,
                              const QJsonObject &theirs);

/// What is to be sent after a person decided: `mine` without what was decided for theirs. A
/// conflict without a decision stays with theirs: nothing is overwritten by silence.
[[nodiscard]] QJsonObject decided(const Outcome &outcome, const QJsonObject &mine,
                                  const QHash<QString, OutboxTray::Side> &choices);

/// A value as people compare it.
[[nodiscard]] QString textOf(const QJsonValue &value);

} // namespace EvalTrack::ConflictResolver
