// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <functional>
#include <vector>

namespace EvalTrack {

class ItemTableModel;

/// Roles of a heading; of a row they say nothing.
enum GroupRole {
    IsHeadingRole = Qt::UserRole + 100,
    IsFoldedRole, ///< Of a heading.
};

/// The rows of an ItemTableModel below a heading for each value of one of its columns, in the order
/// of those values; dates go by their month. Groups fold. The rows of a group are in the order of
/// the model, and nothing of it changes. What takes longer than a moment is done a little at a
/// time; until then the rows are shown without headings. Lives in the UI thread.
class GroupedRows final : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Words
    {
        QString nothing;  ///< Of rows that say nothing in the column.
        QString heading;  ///< %1 is the value, %2 how many rows.
        QString folded;   ///< The same, spoken.
        QString unfolded; ///< The same, spoken.
    };
    /// What a group comes to in a column; empty for nothing.
    using TotalText = std::function<QString(int group, int column)>;

    GroupedRows(ItemTableModel &source, int column, QObject *parent = nullptr);

    void setWords(const Words &words);
    /// Where headings are written.
    void setHeadingColumn(int column);
    void setTotals(const TotalText &totals);
    /// The totals are others now.
    void noteTotals();

    [[nodiscard]] int column() const { return m_column; }
    [[nodiscard]] int groupCount() const { return static_cast<int>(m_folded.size()); }
    /// Of a row of the source; -1 while there are no headings.
    [[nodiscard]] int groupOf(int sourceRow) const;
    [[nodiscard]] bool isHeading(int row) const;
    /// -1 for a heading.
    [[nodiscard]] int sourceRow(int row) const;
    /// -1 for a row that is folded away.
    [[nodiscard]] int rowOf(int sourceRow) const;
    /// The heading of a group, or -1.
    [[nodiscard]] int headingOf(int group) const;
    /// The group of a row or heading here; -1 while there are no headings.
    [[nodiscard]] int groupAt(int row) const;
    [[nodiscard]] bool isFolded(int group) const;
    void setFolded(int group, bool isFolded);
    void setAllFolded(bool areFolded);

    /// Follows what the source did since; to be called before anybody looks or clicks.
    void settle();
    /// Whether headings are still to come.
    [[nodiscard]] bool isBusy() const { return m_isPlain; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    /// The source is about to change: what is selected has to be kept by other means than rows.
    void aboutToRegroup();
    void regrouped();

private:
    void noteChange();
    void noteData(const QModelIndex &first, const QModelIndex &last);
    void begin();
    /// Whether all rows are in their groups now.
    bool goOn(qint64 milliseconds);
    void finish();
    void placeHeadings();
    /// A number for what a row is grouped by.
    [[nodiscard]] int keyOf(int sourceRow);
    [[nodiscard]] QString textOf(int group) const;
    [[nodiscard]] QVariant headingData(int group, int column, int role) const;

    ItemTableModel *m_source; ///< Nothing once it is gone.
    int m_column;
    Words m_words;
    int m_headingColumn = 0;
    TotalText m_totals;
    bool m_isDirty = false;
    bool m_isPlain = false; ///< Rows without headings, as the source has them.
    int m_plainRows = 0;
    QTimer m_later;
    QTimer m_turn;

    // While it is worked out: the number of each row's value, in the order of their first rows.
    QHash<QString, int> m_byName;
    std::vector<int> m_firstRow;
    std::vector<int> m_keyOf;

    std::vector<int> m_groupOfKey;
    std::vector<int> m_order;   ///< Rows of the source, group after group.
    std::vector<int> m_place;   ///< Of each row of the source in m_order.
    std::vector<int> m_begin;   ///< Of each group in m_order; one more than there are.
    std::vector<int> m_heading; ///< Of each group; the last one is how many rows there are here.
    std::vector<char> m_folded;
    QSet<QString> m_foldedNames;
};

} // namespace EvalTrack
