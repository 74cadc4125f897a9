// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivetotals.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace EvalTrack::Server {

void ArchiveTotals::add(const QString &group, const QString &name, qint64 value)
{
    m_groups[group][name] += value;
}

bool ArchiveTotals::addLine(const ArchiveKind &kind, const QByteArray &line)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(line, &fault);
    if (!document.isObject()) {
        return false;
    }
    if (kind.counted.isEmpty()) {
        return true;
    }
    const QJsonObject row = document.object();
    // A capture that nothing was made of yet has no outcome.
    add(kind.name, row.value(kind.counted).toString(QStringLiteral("none")), 1);
    const QJsonValue score = row.value(QLatin1StringView("score"));
    if (score.isDouble()) {
        add(QStringLiteral("scores"), QStringLiteral("count"), 1);
        add(QStringLiteral("scores"), QStringLiteral("sum"), score.toInteger());
    }
    return true;
}

} // namespace EvalTrack::Server
