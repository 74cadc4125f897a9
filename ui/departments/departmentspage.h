// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/departmenttablemodel.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class DepartmentForm;
class EmptyState;
class ListFrame;
class SearchField;
class TableView;

/// The tree of departments as a list, and the form of one beside it. Works without a network, as
/// people do: what is changed waits in the outbox.
class DepartmentsPage final : public Page
{
    Q_OBJECT
public:
    explicit DepartmentsPage(const PageContext &context, QWidget *parent = nullptr);

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
    void takeDepartments();
    void updateCount();
    void open(DepartmentUuid department);
    void openNew();
    void requestOpen(const QModelIndex &index);
    void leaveForm(const std::function<void()> &next);
    void closePanel();

    DepartmentTableModel *m_model;
    ListFrame *m_frame;
    SearchField *m_search;
    QPushButton *m_jobs;
    QPushButton *m_new;
    TableView *m_table;
    EmptyState *m_empty;
    DepartmentForm *m_form;
};

} // namespace EvalTrack
