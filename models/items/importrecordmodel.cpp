// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/importrecordmodel.h"

#include "items/itemtext.h"

namespace EvalTrack {

ImportRecordModel::ImportRecordModel(Imports &imports, QObject *parent)
    : PagedTableModel(parent)
    , m_source(imports)
{}

void ImportRecordModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void ImportRecordModel::put(const ImportRecord &record)
{
    PagedTableModel::put(record, 0);
}

QFuture<Result<Paged<ImportRecord>>> ImportRecordModel::request(const QString &cursor)
{
    return m_source.page(cursor);
}

QUuid ImportRecordModel::uuidOf(const ImportRecord &row) const
{
    return row.uuid;
}

int ImportRecordModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ImportRecordModel::text(int row, int column) const
{
    const ImportRecord &record = at(row);
    switch (static_cast<Column>(column)) {
    case At:
        return ItemText::dateTime(record.appliedAt);
    case File:
        return record.fileName;
    case Kind:
        return m_words.kind ? m_words.kind(record.kind) : QString();
    case By:
        return record.byName;
    case Created:
        return QLocale().toString(record.created);
    case Changed:
        return QLocale().toString(record.changed);
    case State:
        return record.undoneAt ? m_words.takenBack : m_words.carriedOut;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ImportRecordModel::raw(int row, int column) const
{
    const ImportRecord &record = at(row);
    switch (static_cast<Column>(column)) {
    case Created:
        return record.created;
    case Changed:
        return record.changed;
    case State:
        return record.undoneAt.has_value();
    default:
        break;
    }
    return text(row, column);
}

bool ImportRecordModel::isNumber(int column) const
{
    return column == Created || column == Changed;
}

} // namespace EvalTrack
