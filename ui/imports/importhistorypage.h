// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/importrecordmodel.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class ServerList;
class TableView;

/// What was imported, by whom and when; each can be taken back from here. The server's list: it
/// needs a connection and says so.
class ImportHistoryPage final : public Page
{
    Q_OBJECT
public:
    explicit ImportHistoryPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void connectAll();
    void showLoaded();
    void updateUndo();
    void undo();

    ImportRecordModel *m_model;
    ListFrame *m_frame;
    ServerList *m_list;
    QToolButton *m_back;
    QPushButton *m_move; ///< To the move from v1, for who may do it.
    QPushButton *m_tray; ///< To the rows of v1 that wait.
    QPushButton *m_undo;
    TableView *m_table;
    EmptyState *m_empty;
    bool m_isUndoing = false;
};

} // namespace EvalTrack
