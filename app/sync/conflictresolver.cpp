// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/conflictresolver.h"

#include <QJsonArray>
#include <QStringList>

namespace EvalTrack::ConflictResolver {

QString textOf(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList lines;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &line : array) {
            lines.append(line.toString());
        }
        return lines.join(u'\n');
    }
    return value.toVariant().toString();
}

Outcome resolve(const QJsonObject &base, const QJsonObject &mine, const QJsonObject &theirs)
{
    Outcome outcome;
    for (auto it = mine.begin(); it != mine.end(); ++it) {
        const QString field = it.key();
        const QJsonValue was = base.value(field);
        const QJsonValue now = theirs.value(field);
        if (it.value() == was || it.value() == now) {
            continue; // Not changed by us, or to the same value by both.
        }
        if (now == was) {
            outcome.mine.insert(field, it.value());
        } else {
            outcome.conflicts.append({field, textOf(was), textOf(it.value()), textOf(now)});
        }
    }
    return outcome;
}

QJsonObject decided(const Outcome &outcome, const QJsonObject &mine,
                    const QHash<QString, OutboxTray::Side> &choices)
{
    QJsonObject send = outcome.mine;
    for (const FieldConflict &conflict : outcome.conflicts) {
        if (choices.value(conflict.field, OutboxTray::Side::Theirs) == OutboxTray::Side::Mine) {
            send.insert(conflict.field, mine.value(conflict.field));
        }
    }
    return send;
}

} // namespace EvalTrack::ConflictResolver
