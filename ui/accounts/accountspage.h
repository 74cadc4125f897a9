// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/accounttablemodel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
class QTimer;
QT_END_NAMESPACE

namespace EvalTrack {

class AccountForm;
class EmptyState;
class ListFrame;
class ServerList;
class SearchField;
class TableView;

/// The administrator's list of accounts, page by page from the server, and the form of one.
class AccountsPage final : public Page
{
    Q_OBJECT
public:
    explicit AccountsPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void connectAll();
    void filter();
    void setFilters(std::optional<Role> role, std::optional<AccountState> state);
    void showLoaded();
    void sayNothingFound();
    /// The row of what the panel shows, also when it has just been made.
    void selectShown();
    void showFailure(const Error &error);
    void openNew();
    void requestOpen(const QModelIndex &index);
    void leaveForm(const std::function<void()> &next);
    void closePanel();

    AccountTableModel *m_model;
    ListFrame *m_frame;
    SearchField *m_search;
    QComboBox *m_role;
    QComboBox *m_state;
    ServerList *m_list;
    QPushButton *m_new;
    TableView *m_table;
    EmptyState *m_empty;
    AccountForm *m_form;
    QTimer *m_typing;
    std::optional<Timestamp> m_listOf; ///< When the server gave what is shown.
};

} // namespace EvalTrack
