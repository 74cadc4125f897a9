// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/anniversarytablemodel.h"

#include "domain/anniversary.h"

namespace EvalTrack {

void AnniversaryTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void AnniversaryTableModel::setPeople(const PeopleSnapshot &people, QDate today, int days)
{
    const QDate last = today.addDays(days);
    QList<AnniversaryRow> rows;
    const auto add = [&](qsizetype person, AnniversaryKind kind,
                         const std::optional<QDate> &first) {
        if (!first) {
            return;
        }
        const Anniversary next = nextAnniversary(*first, today);
        if (next.years > 0 && next.on <= last) {
            rows.append({people.uuidAt(person), kind, next.on, next.years,
                         people.text(person, PeopleSnapshot::Text::Name),
                         people.text(person, PeopleSnapshot::Text::Department)});
        }
    };
    for (qsizetype i = 0; i < people.size(); ++i) {
        if (people.isActive(i)) {
            add(i, AnniversaryKind::Birthday, people.birthDateAt(i));
            add(i, AnniversaryKind::Hiring, people.hireDateAt(i));
        }
    }
    const QCollator collator = ItemText::collator();
    std::sort(rows.begin(), rows.end(),
              [&collator](const AnniversaryRow &a, const AnniversaryRow &b) {
                  return a.on != b.on ? a.on < b.on : collator.compare(a.name, b.name) < 0;
              });
    setRows(rows);
}

int AnniversaryTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

// A person may have both.
QUuid AnniversaryTableModel::uuidOf(const AnniversaryRow &row) const
{
    return row.kind == AnniversaryKind::Birthday
               ? row.person.value()
               : QUuid::createUuidV5(row.person.value(), QStringLiteral("hiring"));
}

QString AnniversaryTableModel::textOf(const AnniversaryRow &row, int column) const
{
    switch (static_cast<Column>(column)) {
    case Day:
        return ItemText::date(row.on);
    case Name:
        return row.name;
    case Occasion:
        return row.kind == AnniversaryKind::Birthday ? m_words.birthday : m_words.hiring;
    case Years:
        return ItemText::number(row.years);
    case Department:
        return row.department;
    case ColumnCount:
        break;
    }
    return {};
}

CellValue AnniversaryTableModel::valueOf(const AnniversaryRow &row, int column) const
{
    switch (column) {
    case Day:
        return row.on;
    case Years:
        return static_cast<double>(row.years);
    case Occasion:
        return static_cast<double>(row.kind);
    default:
        return textOf(row, column);
    }
}

ColumnKind AnniversaryTableModel::kindOf(int column) const
{
    switch (column) {
    case Day:
        return ColumnKind::Date;
    case Years:
        return ColumnKind::Number;
    case Occasion:
        return ColumnKind::Choice;
    default:
        return ColumnKind::Text;
    }
}

} // namespace EvalTrack
