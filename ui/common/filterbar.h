// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class ItemTableModel;
class TextLabel;

/// The filters that are on, above their table: each with a cross, how many rows they leave, and a
/// way to be rid of all. It is not there while there is none.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);

    void showFiltersOf(const ItemTableModel &model);
    /// All of it in a sentence; empty while there is no filter.
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    /// A chip was pressed: its filter is to be changed.
    void editRequested(int column, QWidget *at);
    void removeRequested(int column);
    void clearRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Chip
    {
        int column = -1;
        QString name; ///< For object names.
        QString text;

        bool operator==(const Chip &) const = default;
    };

    void setChips(const QList<Chip> &chips);
    void retranslateUi();
    /// Cuts the texts so that all chips have room.
    void fit();

    QHBoxLayout *m_row;
    QList<Chip> m_chips;
    QList<QWidget *> m_frames; ///< One a chip.
    QList<QToolButton *> m_words;
    TextLabel *m_count;
    QPushButton *m_clear;
};

} // namespace EvalTrack
