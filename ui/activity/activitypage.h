// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/activitytablemodel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QDateEdit;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class ServerList;
class TableView;

/// Who did what, for administrators: the rows behind a day of the dashboard's activity. Opening one
/// leads to the record that it was done on.
class ActivityPage final : public Page
{
    Q_OBJECT
public:
    explicit ActivityPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    enum class Period { Always, Today, Week, Month, OneDay };

    void build();
    void connectAll();
    void ask();
    [[nodiscard]] ActivityFilter filter() const;
    void showLoaded();
    void sayNothingFound();
    void showUnavailable(const Error &error);
    void openRecord(const QModelIndex &index);

    ActivityTableModel *m_model;
    ListFrame *m_frame;
    ServerList *m_list;
    QComboBox *m_period;
    QDateEdit *m_day;
    TableView *m_table;
    EmptyState *m_empty;
    std::optional<Timestamp> m_listOf; ///< When it was read.
};

} // namespace EvalTrack
