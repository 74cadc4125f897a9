// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtablemodel.h"
#include "ports/peoplesearch.h"

#include <QCollator>

#include <array>
#include <memory>
#include <vector>

namespace EvalTrack {

/// Everybody in a PeopleSnapshot who matches search and filters, sorted by any columns. Made for
/// 100,000 rows: a row is one number, a cell is read when it is painted, and the order of a column
/// is worked out once and carried over to the next snapshot, where only who changed is compared
/// anew.
class PeopleTableModel final : public ItemTableModel
{
    Q_OBJECT
public:
    enum Column {
        Name,
        NationalId,
        BadgeCode,
        Email,
        JobTitle,
        Department,
        Phone,
        HireDate,
        ContractUntil,
        LeftOn,
        State,
        ColumnCount
    };
    Q_ENUM(Column)

    /// ContractEnding: active people whose contract ends by a day, or has ended.
    enum class Show { Active, Inactive, All, ContractEnding };

    struct Words
    {
        QString active;
        QString inactive;
    };

    explicit PeopleTableModel(QObject *parent = nullptr);

    void setWords(const Words &words);
    /// The same people some time later: rows come, go and change in place.
    void setSnapshot(std::shared_ptr<const PeopleSnapshot> snapshot);
    /// Another question: the table starts again. `endsBy` is the day of Show::ContractEnding.
    void setQuery(const QString &search, Show show,
                  std::optional<DepartmentId> department = std::nullopt, QDate endsBy = {});

    [[nodiscard]] const PeopleSnapshot &snapshot() const { return *m_snapshot; }
    [[nodiscard]] Employee at(int row) const;
    [[nodiscard]] UserUuid personAt(int row) const;
    [[nodiscard]] QUuid uuidAt(int row) const override;
    [[nodiscard]] int rowOf(const QUuid &uuid) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] CellValue valueAt(int row, int column) const override;
    [[nodiscard]] ColumnKind kindOf(int column) const override;
    [[nodiscard]] QList<ColumnValue> choicesOf(int column) const override;
    [[nodiscard]] QList<ColumnValue> valuesOf(int column) const override;
    [[nodiscard]] qsizetype countUnfiltered() const override;

protected:
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;
    void rearrange() override;
    void refilter() override;

private:
    /// The order of everybody by one column, worked out for one snapshot.
    struct Order
    {
        std::shared_ptr<const PeopleSnapshot> of;
        QList<qint32> sorted; ///< Indexes of the snapshot, ascending by the column.
        QList<qint32> rank;   ///< Position in `sorted` by index.
    };

    /// Where everybody of one snapshot is in the next.
    struct Passage
    {
        const PeopleSnapshot &from;
        QList<qint32> indexes;  ///< In the next snapshot, by index of `from`; -1 when gone.
        QList<bool> areTouched; ///< By index of `from`: gone, or not as before.
    };

    [[nodiscard]] static Passage passage(const PeopleSnapshot &from, const PeopleSnapshot &to);
    [[nodiscard]] QList<qint32> matching();
    [[nodiscard]] QList<qint32> patched(const Passage &way, const QSet<UserUuid> &changed);
    [[nodiscard]] bool isShown(qint32 index) const;
    /// By the lists above the table, whatever the columns' filters say.
    [[nodiscard]] bool isAskedFor(qint32 index) const;
    /// Whoever is asked for, matches the search and passes all filters but that of a column.
    [[nodiscard]] QList<qint32> passingOthers(int column) const;
    [[nodiscard]] bool passes(const CellTest &test, int column, qint32 index) const;
    /// Those of `rows` that pass.
    void keepPassing(QList<qint32> &rows, const CellTest &test, int column) const;
    [[nodiscard]] CellValue valueOf(qint32 index, int column) const;
    [[nodiscard]] QString wordsOf(qint32 index, int column) const;
    /// Everybody whom the filters show, as sorted; worked out once for many searches.
    [[nodiscard]] const QList<qint32> &shown();
    [[nodiscard]] const Order &orderOf(int column);
    /// The order by all sort keys, ascending if the first one is.
    [[nodiscard]] const Order &order();
    [[nodiscard]] Order orderOfKeys();
    [[nodiscard]] bool isDescending() const;
    /// Sorts the present snapshot by a column; who did not change since `passage.from`, which the
    /// order is of, keeps the place.
    void carryOver(Order &order, int column, const Passage &passage) const;
    /// In UTF-8; good as long as the snapshot.
    [[nodiscard]] static QByteArray sortText(const PeopleSnapshot &snapshot, qsizetype index,
                                             int column);

    std::shared_ptr<const PeopleSnapshot> m_snapshot;
    QList<qint32> m_rows; ///< Indexes of the snapshot, as shown.
    Words m_words;
    QString m_search;
    Show m_show = Show::All;
    qint64 m_endsBy = 0; ///< Julian day.
    std::optional<DepartmentId> m_department;
    PeopleSearch m_typed;
    std::optional<QList<qint32>> m_shown;
    QCollator m_collator;
    std::vector<std::pair<int, CellTest>> m_tests; ///< One a filter.
    std::array<Order, ColumnCount> m_orders;
    Order m_orderOfKeys; ///< While there are several.
};

} // namespace EvalTrack
