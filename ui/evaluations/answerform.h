// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

#include <QHash>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class FormField;
class TextLabel;

/// The questions of an own evaluation, to answer. What is typed is never lost: it is kept for each
/// evaluation while the page lives, and incomplete answers can be saved as a draft, which stays on
/// this computer and on the server until all questions are answered. Complete answers are sent only
/// on purpose, because sending closes the form.
class AnswerForm final : public QWidget
{
    Q_OBJECT
public:
    explicit AnswerForm(const PageContext &context, QWidget *parent = nullptr);

    void open(const EvaluationRow &row);
    [[nodiscard]] const EvaluationRow &row() const { return m_row; }
    /// Whether there are typed answers that leaving would not save: complete and not sent.
    [[nodiscard]] bool hasUnsavedDrafts() const;
    void forgetDrafts();
    /// Records what is typed, if it is not complete. Calls `then` when that is done, or was not
    /// needed; with false when it was refused.
    void saveDraft(const std::function<void(bool isKept)> &then = {});
    void focusFirst();

Q_SIGNALS:
    void sent(EvalTrack::EvaluationUuid evaluation);
    void closeRequested();
    void draftsChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Save { Draft, All };
    struct Line
    {
        QuestionId question;
        FormField *field;
        QPlainTextEdit *text;
    };

    void build();
    void noteTyping();
    void submit(Save save);
    void submitAnswers(Save save, const AnswerEvaluation &command);
    void takeRefusal(const Error &error);
    void saved(bool isKept);
    void refresh();
    void retranslate();
    [[nodiscard]] QString recorded(QuestionId question) const;
    [[nodiscard]] bool isComplete() const;

    const PageContext m_context;
    EvaluationRow m_row;
    EditorPanel *m_panel;
    TextLabel *m_progress;
    QVBoxLayout *m_lines;
    QList<Line> m_fields;
    FormField *m_commentField;
    QPlainTextEdit *m_comment;
    QPushButton *m_send;
    QPushButton *m_draft;
    /// Typed and not recorded, by evaluation.
    QHash<QUuid, QHash<QuestionId, QString>> m_drafts;
    std::function<void(bool isKept)> m_whenSaved;
    bool m_isFilling = false;
    bool m_isSaving = false;
};

} // namespace EvalTrack
