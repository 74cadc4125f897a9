// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class FormBinder;
class FormField;
class ScoreBar;
class StatusChip;

/// An evaluation to read, and to grade where that is due: the questions with their answers, the
/// score from 1 to 10 and a comment. A graded one is closed and only shown.
class GradeForm final : public QWidget
{
    Q_OBJECT
public:
    GradeForm(const PageContext &context, bool mayGrade, QWidget *parent = nullptr);

    void open(const EvaluationRow &row);
    [[nodiscard]] const EvaluationRow &row() const { return m_row; }
    [[nodiscard]] bool isDirty() const;
    void save();
    void focusFirst();

Q_SIGNALS:
    void graded(EvalTrack::EvaluationUuid evaluation);
    void closeRequested();
    void dirtyChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showAnswers();
    void refresh();
    [[nodiscard]] bool canGrade() const;
    void retranslate();

    const PageContext m_context;
    bool m_mayGrade;
    EvaluationRow m_row;
    EditorPanel *m_panel;
    StatusChip *m_chip;
    QVBoxLayout *m_answers;
    FormBinder *m_binder;
    ScoreBar *m_score;
    FormField *m_scoreField;
    QPlainTextEdit *m_feedback;
    FormField *m_feedbackField;
    QPushButton *m_save;
    QPushButton *m_close;
    bool m_isSaving = false;
};

} // namespace EvalTrack
