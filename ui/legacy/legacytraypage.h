// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/legacytraymodel.h"

QT_BEGIN_NAMESPACE
class QGridLayout;
class QPlainTextEdit;
class QPushButton;
class QTabBar;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class EmptyState;
class FormField;
class ListFrame;
class ServerList;
class TableView;
class TextLabel;

/// Rows of v1 that could not be placed, for human resources: what v1 has of them, why they wait,
/// and that somebody looked at them. A decision places nothing: it says that the row was entered by
/// hand, or is to stay away; it can be taken back, and ends when the row says something else.
class LegacyTrayPage final : public Page
{
    Q_OBJECT
public:
    explicit LegacyTrayPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void connectAll();
    void showLoaded();
    void sayNothingHere();
    void showFailure(const Error &error);
    void open(const QModelIndex &index);
    void showCurrent();
    void closePanel();
    void decide();
    void put(qint64 row, bool isDecided, const QString &note);
    void updateDeeds();

    LegacyTrayModel *m_model;
    ListFrame *m_frame;
    QToolButton *m_back;
    QTabBar *m_tabs;
    ServerList *m_list;
    TableView *m_table;
    EmptyState *m_empty;
    EditorPanel *m_panel;
    TextLabel *m_why;
    QWidget *m_facts;
    QGridLayout *m_grid;
    QPlainTextEdit *m_note;
    FormField *m_noteField;
    QPushButton *m_decide;
    LegacyTrayRow m_current; ///< Its id is 0 while the panel is closed.
    bool m_isDeciding = false;
};

} // namespace EvalTrack
