// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "domain/employee.h"
#include "items/documenttablemodel.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class DocumentForm;
class EmptyState;
class ListFrame;
class ServerList;
class TableView;

/// What is kept about one person in files, from the server: HR adds, changes and removes; everybody
/// may read one's own.
class DocumentsPage final : public Page
{
    Q_OBJECT
public:
    explicit DocumentsPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void connectAll();
    void showPerson(UserUuid uuid);
    void showLoaded();
    void showFailure(const Error &error);
    void choose();
    void read(const QString &file);
    void requestOpen(const QModelIndex &index);
    void leaveForm(const std::function<void()> &next);
    void closePanel();
    [[nodiscard]] bool isOwn() const;

    DocumentTableModel *m_model;
    ListFrame *m_frame;
    ServerList *m_list;
    QToolButton *m_back;
    QPushButton *m_new;
    TableView *m_table;
    EmptyState *m_empty;
    DocumentForm *m_form;
    UserId m_person;
    UserUuid m_uuid;
    QString m_name;
};

} // namespace EvalTrack
