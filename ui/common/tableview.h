// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

QT_BEGIN_NAMESPACE
class QMenu;
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;

/// The table of every list: sorted by a click on its head, columns to choose, move and widen, kept
/// between starts, worked by keyboard (Return opens, Ctrl+C copies the rows as text), a sentence
/// where there are no rows. Rows are selected as wholes.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

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

private:
    void saveState();
    void updateEmptyState();
    void copySelection() const;
    void fillColumnMenu();
    /// Until the person widened a column, those that overflow a little give way instead of making
    /// the table scroll sideways.
    void fitColumns();

    QSettings *m_settings = nullptr;
    QString m_key;
    QList<int> m_fixedColumns{0};
    QList<int> m_naturalWidths;
    bool m_isFitting = false;
    EmptyState *m_emptyState = nullptr;
    QMenu *m_columnMenu = nullptr;
    QList<QMetaObject::Connection> m_modelConnections;
};

} // namespace EvalTrack
