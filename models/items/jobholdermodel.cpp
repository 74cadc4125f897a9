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

int JobHolderModel::compare(const JobHolderRow &a, const JobHolderRow &b, int column) const
{
    return column == Department ? compareText(a.department, b.department)
                                : compareText(a.name, b.name);
}

QString JobHolderModel::text(int row, int column) const
{
    return column == Department ? at(row).department : at(row).name;
}

QVariant JobHolderModel::raw(int row, int column) const
{
    return text(row, column);
}

bool JobHolderModel::isNumber(int /*column*/) const
{
    return false;
}

} // namespace EvalTrack
