// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/backuptablemodel.h"

#include <QLocale>

namespace EvalTrack {

void BackupTableModel::setWords(const QStringList &standings)
{
    m_standings = standings;
    noteAllChanged();
}

BackupTableModel::Standing BackupTableModel::standingOf(const LocalBackup &backup)
{
    if (!backup.isWhole) {
        return Standing::Damaged;
    }
    return backup.isOurs ? Standing::Good : Standing::OfAnotherComputer;
}

int BackupTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

ColumnKind BackupTableModel::kindOf(int column) const
{
    switch (static_cast<Column>(column)) {
    case TakenAt:
        return ColumnKind::Date;
    case Size:
        return ColumnKind::Number;
    case State:
        return ColumnKind::Choice;
    case Version:
    case ColumnCount:
        break;
    }
    return ColumnKind::Text;
}

QList<ColumnValue> BackupTableModel::choicesOf(int column) const
{
    return column == State ? choices(m_standings) : QList<ColumnValue>();
}

QUuid BackupTableModel::uuidOf(const LocalBackup &row) const
{
    static const QUuid files(QStringLiteral("0d0d8b2e-6f0b-4d55-9c35-2a1f4b7e1c90"));
    return QUuid::createUuidV5(files, row.file);
}

QString BackupTableModel::textOf(const LocalBackup &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case TakenAt:
        return ItemText::dateTime(row.takenAt);
    case Size:
        return QLocale().formattedDataSize(row.size, 1, QLocale::DataSizeTraditionalFormat);
    case State:
        return m_standings.value(static_cast<int>(standingOf(row)));
    case Version:
        return row.version;
    case ColumnCount:
        break;
    }
    return {};
}

CellValue BackupTableModel::valueOf(const LocalBackup &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case TakenAt:
        return cellOf(row.takenAt);
    case Size:
        return static_cast<double>(row.size);
    case State:
        return static_cast<double>(standingOf(row));
    case Version:
        return row.version;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace EvalTrack
