// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/documenttablemodel.h"

#include "items/itemtext.h"

#include <QLocale>

namespace EvalTrack {

DocumentTableModel::DocumentTableModel(Documents &documents, QObject *parent)
    : PagedTableModel(parent)
    , m_source(documents)
{}

void DocumentTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void DocumentTableModel::setToday(const QDate &today)
{
    if (today != m_today) {
        m_today = today;
        noteAllChanged();
    }
}

void DocumentTableModel::setPerson(UserId person)
{
    m_person = person;
    restart();
}

void DocumentTableModel::put(const PersonDocument &document)
{
    PagedTableModel::put(document, rowCount());
}

void DocumentTableModel::remove(const QUuid &uuid)
{
    const int row = rowOf(uuid);
    if (row >= 0) {
        removeAt(row);
    }
}

std::optional<qint64> DocumentTableModel::daysLeft(const PersonDocument &document) const
{
    return document.validUntil ? std::optional(m_today.daysTo(*document.validUntil)) : std::nullopt;
}

QFuture<Result<Paged<PersonDocument>>> DocumentTableModel::request(const QString &cursor)
{
    return m_person.isNull() ? readyFuture(Result<Paged<PersonDocument>>())
                             : m_source.page(m_person, cursor);
}

QUuid DocumentTableModel::uuidOf(const PersonDocument &row) const
{
    return row.uuid.value();
}

int DocumentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DocumentTableModel::text(int row, int column) const
{
    const PersonDocument &document = at(row);
    switch (static_cast<Column>(column)) {
    case Title:
        return document.title;
    case Kind:
        return m_words.kind ? m_words.kind(document.kind) : QString();
    case ValidUntil:
        return ItemText::date(document.validUntil);
    case Validity:
        return m_words.validity ? m_words.validity(daysLeft(document)) : QString();
    case Size:
        return QLocale().formattedDataSize(document.size, 1, QLocale::DataSizeTraditionalFormat);
    case AddedOn:
        return ItemText::dateTime(document.createdAt);
    case AddedBy:
        return document.createdBy.name;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DocumentTableModel::raw(int row, int column) const
{
    const PersonDocument &document = at(row);
    switch (static_cast<Column>(column)) {
    case Validity: {
        const auto days = daysLeft(document);
        return days ? QVariant(*days) : QVariant();
    }
    case Size:
        return document.size;
    default:
        return text(row, column);
    }
}

} // namespace EvalTrack
