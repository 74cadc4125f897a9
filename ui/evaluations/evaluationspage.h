// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/wordsearch.h"
#include "common/page.h"
#include "items/evaluationtablemodel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QStackedWidget;
class QTabBar;
QT_END_NAMESPACE

namespace EvalTrack {

class AnswerForm;
class EmptyState;
class GradeForm;
class ListFrame;
class SearchField;
class TableView;

/// Evaluations by state. HR reads and grades; an employee answers the own ones and reads the
/// results.
class EvaluationsPage final : public Page
{
    Q_OBJECT
public:
    explicit EvaluationsPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void keepDrafts(const std::function<void(bool isKept)> &then) override;
    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void connectAll();
    void load(RowsAre kind);
    void offerEvents();
    void show(RowsAre kind);
    void updateEmpty();
    void open(const EvaluationRow &row);
    void focusForm();
    void leaveForm(const std::function<void()> &next);
    void closePanel();
    [[nodiscard]] std::optional<EvaluationStatus> status() const;
    [[nodiscard]] QString wordOf(EvaluationStatus status) const;
    /// The same of many: languages other than English tell one from many.
    [[nodiscard]] QString tabOf(EvaluationStatus status) const;

    bool m_mayGrade;
    EvaluationTableModel *m_model;
    ListFrame *m_frame;
    QTabBar *m_tabs;
    SearchField *m_search;
    WordSearch m_words; ///< What is searched for.
    QComboBox *m_event;
    TableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_panel;
    GradeForm *m_grade;
    AnswerForm *m_answer;
    QList<EvaluationRow> m_rows; ///< All that may be seen, before filters.
    EvaluationUuid m_current;
    EvaluationUuid m_wanted;
    int m_score = 0;      ///< Only this score, when a chart led here.
    QString m_department; ///< Only this department, likewise.
    quint64 m_token = 0;
    bool m_isRead = false; ///< There is an answer, if only that there is nothing.
};

} // namespace EvalTrack
