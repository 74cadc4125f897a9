// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columnfilter.h"
#include "items/itemtablemodel.h"

#include <QFrame>

#include <optional>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDateEdit;
class QLineEdit;
class QListView;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;
class ValueListModel;

/// The filter of one column, below its head: what fits the kind of the column. Return applies it,
/// Escape leaves it as it was. Deletes itself when it is closed.
class ColumnFilterPopup final : public QFrame
{
    Q_OBJECT
public:
    /// Reads the values from `model`, which outlives it.
    ColumnFilterPopup(const ItemTableModel &model, int column, QWidget *parent);

    /// At `at` of the screen, or as near as the screen lets it.
    void popup(const QPoint &at);

    /// What a filter leaves, in words: "Sales, Stores", "contains “ana”", "from 1 Jan 2026".
    [[nodiscard]] static QString wordsOf(const ItemTableModel &model, int column,
                                         const ColumnFilter &filter);

Q_SIGNALS:
    /// Nothing: the column is not to be filtered.
    void chosen(int column, const std::optional<EvalTrack::ColumnFilter> &filter);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class How { Asked, Empty, NotEmpty };

    [[nodiscard]] static QString nothingWord(); ///< Of a cell without a value.
    void buildValues(bool isSearched);
    void buildNumbers();
    void buildDays();
    void addDayButton(const QString &name, const QString &text, QDate from, QDate to);
    void take(const ColumnFilter &filter);
    void updateSentence();
    void apply();
    [[nodiscard]] How how() const;
    /// As it is set now.
    [[nodiscard]] std::optional<ColumnFilter> filter() const;
    [[nodiscard]] QWidget *first() const;

    const ItemTableModel &m_model;
    const int m_column;
    const ColumnKind m_kind;
    QWidget *m_body;
    QComboBox *m_how = nullptr; ///< Not for states.
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    ValueListModel *m_values = nullptr;
    QLineEdit *m_least = nullptr;
    QLineEdit *m_most = nullptr;
    QCheckBox *m_hasFrom = nullptr;
    QCheckBox *m_hasTo = nullptr;
    QDateEdit *m_from = nullptr;
    QDateEdit *m_to = nullptr;
    TextLabel *m_sentence;
    QPushButton *m_apply;
    QPushButton *m_clear;
    bool m_wasToggled = false; ///< By the box itself, before the click is told.
};

} // namespace EvalTrack
