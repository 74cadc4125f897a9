// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/legacytraymodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

LegacyTrayModel::LegacyTrayModel(LegacyMove &move, QObject *parent)
    : PagedTableModel(parent)
    , m_move(move)
{}

void LegacyTrayModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void LegacyTrayModel::setWhich(LegacyMove::Which which)
{
    m_which = which;
    restart();
}

QFuture<Result<Paged<LegacyTrayRow>>> LegacyTrayModel::request(const QString &cursor)
{
    return m_move.tray(m_which, cursor);
}

// Rows have no UUID on the wire; one that is theirs alone within this list.
QUuid LegacyTrayModel::uuidOf(const LegacyTrayRow &row) const
{
    return QUuid(static_cast<uint>(row.id >> 32), static_cast<ushort>(row.id >> 16),
                 static_cast<ushort>(row.id), 0, 0, 0, 0, 0, 0, 0, 2);
}

int LegacyTrayModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LegacyTrayModel::text(int row, int column) const
{
    const LegacyTrayRow &entry = at(row);
    const auto said = [&entry](const std::function<QString(const LegacyTrayRow &)> &word) {
        return word ? word(entry) : QString();
    };
    switch (static_cast<Column>(column)) {
    case At:
        return ItemText::dateTime(entry.at);
    case Kind:
        return said(m_words.kind);
    case What:
        return said(m_words.what);
    case Why:
        return said(m_words.why);
    case By:
        return entry.decidedBy ? entry.decidedBy->name : QString();
    case Note:
        return entry.note;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant LegacyTrayModel::raw(int row, int column) const
{
    if (column == At) {
        return QDateTime::fromMSecsSinceEpoch(at(row).at.time_since_epoch().count());
    }
    return text(row, column);
}

} // namespace EvalTrack
