// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/jobtablemodel.h"

#include "base/foldedtext.h"

namespace EvalTrack {

QUuid JobTableModel::uuidOfTitle(const QString &title)
{
    static const QUuid jobs(QStringLiteral("2f1be2b1-6c0e-4a8c-9d2d-6f0c7a3f9a55"));
    return QUuid::createUuidV5(jobs, title);
}

void JobTableModel::setPeople(const PeopleSnapshot &people)
{
    QHash<QByteArrayView, int> counts;
    for (qsizetype i = 0; i < people.size(); ++i) {
        if (const QByteArrayView title = people.utf8(i, PeopleSnapshot::Text::JobTitle);
            !title.isEmpty()) {
            ++counts[title];
        }
    }
    m_all.clear();
    m_all.reserve(counts.size());
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const QString title = QString::fromUtf8(it.key());
        m_all.append({title, it.value(), uuidOfTitle(title)});
    }
    // Where nothing is sorted by, and for equal numbers.
    std::sort(m_all.begin(), m_all.end(),
              [collator = ItemText::collator()](const JobRow &a, const JobRow &b) {
                  return collator.compare(a.title, b.title) < 0;
              });
    show();
}

void JobTableModel::setSearch(const QString &text)
{
    m_search = foldedForSearch(text.simplified());
    show();
}

void JobTableModel::show()
{
    QList<JobRow> shown = m_all;
    if (!m_search.isEmpty()) {
        shown.removeIf(
            [this](const JobRow &row) { return !foldedForSearch(row.title).contains(m_search); });
    }
    setRows(shown);
}

int JobTableModel::peopleWith(const QString &title) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&title](const JobRow &row) { return row.title == title; });
    return found == m_all.end() ? 0 : found->people;
}

int JobTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QUuid JobTableModel::uuidOf(const JobRow &row) const
{
    return row.uuid;
}

QString JobTableModel::textOf(const JobRow &row, int column) const
{
    return column == People ? ItemText::number(row.people) : row.title;
}

CellValue JobTableModel::valueOf(const JobRow &row, int column) const
{
    return column == People ? CellValue(static_cast<double>(row.people)) : CellValue(row.title);
}

ColumnKind JobTableModel::kindOf(int column) const
{
    return column == People ? ColumnKind::Number : ColumnKind::Text;
}

} // namespace EvalTrack
