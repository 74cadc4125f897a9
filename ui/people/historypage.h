// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/activitytablemodel.h"

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class ServerList;
class TableView;

/// What was done to one person's profile and account, by whom and when, from the server.
class HistoryPage final : public Page
{
    Q_OBJECT
public:
    explicit HistoryPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void showLoaded();
    void showFailure(const Error &error);

    ActivityTableModel *m_model;
    ListFrame *m_frame;
    ServerList *m_list;
    QToolButton *m_back;
    TableView *m_table;
    EmptyState *m_empty;
    UserUuid m_uuid;
    QString m_name;
};

} // namespace EvalTrack
