// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/jobholdermodel.h"

namespace EvalTrack {

void JobHolderModel::show(const PeopleSnapshot &people, const QString &title)
{
    const QByteArray wanted = title.toUtf8();
    QList<JobHolderRow> rows;
    for (qsizetype i = 0; i < people.size() && !wanted.isEmpty(); ++i) {
        if (people.utf8(i, PeopleSnapshot::Text::JobTitle) == wanted) {
            rows.append({people.uuidAt(i), people.text(i, PeopleSnapshot::Text::Name),
                         people.text(i, PeopleSnapshot::Text::Department)});
        }
    }
    std::sort(rows.begin(), rows.end(),
              [collator = ItemText::collator()](const JobHolderRow &a, const JobHolderRow &b) {
                  return collator.compare(a.name, b.name) < 0;
              });
    setRows(rows);
}

int JobHolderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QUuid JobHolderModel::uuidOf(const JobHolderRow &row) const
{
    return row.person.value();
}

QString JobHolderModel::textOf(const JobHolderRow &row, int column) const
{
    return column == Department ? row.department : row.name;
}

CellValue JobHolderModel::valueOf(const JobHolderRow &row, int column) const
{
    return textOf(row, column);
}

ColumnKind JobHolderModel::kindOf(int column) const
{
    return column < ColumnCount ? ColumnKind::Text : ColumnKind::None;
}

} // namespace EvalTrack
