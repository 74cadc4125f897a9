// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTableView>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QMenu;
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;

/// The table of every list: sorted by a click on its head, columns to choose, move and widen, kept
/// between starts, worked by keyboard (Return opens, Ctrl+C copies the rows as text), a sentence
/// where there are no rows. Rows are selected as wholes. Where there is little room, as beside an
/// open panel, columns give way instead of making the table scroll sideways.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    /// How wide each column is where there is room, and which columns are left out where there is
    /// not, first the first. `firm` ones are never narrower (chips). Call it after the model was
    /// set.
    void setWidths(const QList<int> &widths, const QList<int> &givingWay,
                   const QList<int> &firm = {});
    /// Whether a column belongs to the table now; use this instead of setColumnHidden().
    void setColumnWanted(int column, bool wanted);
    /// These are left out while no row has anything to say there; their room goes to the others.
    void setLeftOutWhenEmpty(const QList<int> &columns);
    /// Whether a filter above the table says already what each row would say there; the column is
    /// left out meanwhile, unless somebody has asked for it.
    void setSaidAbove(int column, bool isSaid);
    /// Restores columns and sorting, and keeps them under `key` from now on. Call it after the
    /// model was set and its first columns were sized; `hiddenAtFirst` are not shown until chosen.
    void keepState(QSettings &settings, const QString &key, const QList<int> &hiddenAtFirst = {});
    /// Columns that the person may not hide (the name).
    void setFixedColumns(const QList<int> &columns);
    /// Shown over the table while it has no rows. The table takes it over.
    void setEmptyState(EmptyState *state);
    /// A menu that chooses columns; the owner opens it with popup().
    [[nodiscard]] QMenu *columnMenu();

    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    /// Return, or a double click.
    void opened(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void saveState();
    void updateEmptyState();
    void noteRows();
    void leaveOutEmptyColumns();
    [[nodiscard]] bool isColumnEmpty(int column) const;
    void copySelection() const;
    void fillColumnMenu();
    void fitColumns();
    /// What is left goes to texts that are cut, before the last column takes it.
    void shareRoom();
    void giveRestToFirst(int last, int lastNeeds);
    [[nodiscard]] int leastWidth(int column) const;
    void noteWidth(int column, int width);

    QSettings *m_settings = nullptr;
    QString m_key;
    QList<int> m_fixedColumns{0};
    QList<int> m_widths;    ///< Where there is room; empty: as they come.
    QList<int> m_givingWay; ///< Columns, first to go first.
    QList<int> m_firm;
    QSet<int> m_unwanted; ///< Not in the table, whatever the room.
    QList<int> m_leftOutWhenEmpty;
    QSet<int> m_empty;     ///< Of these, the ones without a word.
    QSet<int> m_saidAbove; ///< By a filter.
    QSet<int> m_askedFor;  ///< By hand, in the menu.
    QTimer m_rowsChanged;
    bool m_hasRows = false;
    bool m_isToFit = false;
    bool m_isFitting = false;
    EmptyState *m_emptyState = nullptr;
    QMenu *m_columnMenu = nullptr;
    QList<QMetaObject::Connection> m_modelConnections;
};

} // namespace EvalTrack
