// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/reviewtablemodel.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QTabBar;
QT_END_NAMESPACE

namespace EvalTrack {

class CaptureFacts;
class EditorPanel;
class EmptyState;
class FormField;
class ListFrame;
class ServerList;
class PersonPicker;
class TableView;
class TextLabel;

/// The review tray of HR: captures that the rules hold back or flag. Each is accepted, attached to
/// a person or rejected with a reason, one by one or many at once, and every decision can be taken
/// back. The list comes from the server, page by page.
class ReviewsPage final : public Page
{
    Q_OBJECT
public:
    explicit ReviewsPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void connectAll();
    void showLoaded();
    void sayNothingHere();
    void showFailure(const Error &error);
    void updateDeeds();
    void open(const QModelIndex &index);
    void closePanel();
    [[nodiscard]] QList<CaptureUuid> chosen() const;
    void accept();
    void attach();
    void reject();
    void reopen();
    void decide(const ReviewOrder &order);
    void takeResults(const ReviewOrder &order, const QList<ReviewResult> &results);
    [[nodiscard]] static QString doneText(ReviewDecision decision, int count);

    ReviewTableModel *m_model;
    ListFrame *m_frame;
    QTabBar *m_tabs;
    ServerList *m_list;
    QPushButton *m_accept;
    QPushButton *m_reject;
    QPushButton *m_reopen;
    TextLabel *m_selection;
    TableView *m_table;
    EmptyState *m_empty;
    EditorPanel *m_panel;
    TextLabel *m_reasons;
    CaptureFacts *m_facts;
    PersonPicker *m_person;
    FormField *m_personField;
    QPushButton *m_attach;
    QPushButton *m_explain;
    CaptureRecord m_current;
    QString m_notice; ///< What an order could not do; stays above the list that follows it.
    bool m_isDeciding = false;
};

} // namespace EvalTrack
