// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class JobPanel;
class JobTableModel;
class ListFrame;
class SearchField;
class TableView;

/// The job titles in use, how many people have each, and renaming one for all of them.
class JobsPage final : public Page
{
    Q_OBJECT
public:
    explicit JobsPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void connectAll();
    void takePeople();
    void updateCount();
    void open(const QString &title);
    void openWhenThere(const QString &title);
    void requestOpen(const QModelIndex &index);
    void leaveForm(const std::function<void()> &next);
    void closePanel();

    JobTableModel *m_model;
    ListFrame *m_frame;
    QToolButton *m_back;
    SearchField *m_search;
    TableView *m_table;
    EmptyState *m_empty;
    JobPanel *m_panel;
    QString m_awaited; ///< To be opened as soon as somebody has it.
};

} // namespace EvalTrack
