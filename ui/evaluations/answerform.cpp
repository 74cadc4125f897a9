// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluations/answerform.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "domain/validation.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int AnswerHeight = 64;
constexpr QuestionId Comment; // The comment on the whole has its place among the drafts.

} // namespace

AnswerForm::AnswerForm(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_panel(new EditorPanel(this))
    , m_progress(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_panel))
    , m_lines(new QVBoxLayout)
    , m_comment(new QPlainTextEdit(m_panel))
    , m_send(m_panel->addButton(u"sendAnswersButton"_qs, u"primary"_qs))
    , m_draft(m_panel->addButton(u"saveDraftButton"_qs))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"answerPanel"_qs);
    m_progress->setObjectName(u"answerProgressLabel"_qs);
    m_panel->chips()->addWidget(m_progress);
    m_panel->chips()->addStretch(1);
    m_lines->setSpacing(Space::OneAndHalf);
    m_panel->body()->addLayout(m_lines);
    m_comment->setObjectName(u"commentTextEdit"_qs);
    m_comment->setTabChangesFocus(true);
    m_comment->setFixedHeight(AnswerHeight);
    m_commentField = new FormField({}, m_comment, m_panel);
    m_panel->body()->addWidget(m_commentField);
    connect(m_comment, &QPlainTextEdit::textChanged, this, &AnswerForm::noteTyping);
    m_panel->body()->addStretch(1);
    connect(m_panel, &EditorPanel::closeRequested, this, &AnswerForm::closeRequested);
    connect(m_send, &QPushButton::clicked, this, [this] { submit(Save::All); });
    connect(m_draft, &QPushButton::clicked, this, [this] { saveDraft(); });
    retranslate();
}

void AnswerForm::open(const EvaluationRow &row)
{
    const bool isSame =
        row.evaluation.uuid == m_row.evaluation.uuid && row.questions == m_row.questions;
    m_row = row;
    if (!isSame) {
        m_panel->banner()->clear();
        build();
        m_panel->scrollToTop();
    }
    m_isFilling = true;
    const auto draft = m_drafts.value(row.evaluation.uuid.value());
    for (const Line &line : std::as_const(m_fields)) {
        const QString text =
            draft.contains(line.question) ? draft.value(line.question) : recorded(line.question);
        // A field that somebody types in keeps its cursor.
        if (line.text->toPlainText() != text) {
            line.text->setPlainText(text);
        }
    }
    const QString comment = draft.contains(Comment) ? draft.value(Comment) : recorded(Comment);
    if (m_comment->toPlainText() != comment) {
        m_comment->setPlainText(comment);
    }
    m_isFilling = false;
    refresh();
}

void AnswerForm::build()
{
    for (const Line &line : std::as_const(m_fields)) {
        line.field->hide();
        line.field->deleteLater();
    }
    m_fields.clear();
    int number = 0;
    for (const Question &question : std::as_const(m_row.questions)) {
        auto *text = new QPlainTextEdit(m_panel);
        text->setObjectName(u"answer"_qs + QString::number(++number) + u"TextEdit"_qs);
        text->setTabChangesFocus(true);
        text->setFixedHeight(AnswerHeight);
        auto *field =
            new FormField(QString(QString::number(number) % u". " % question.text), text, m_panel);
        for (QLabel *label : field->findChildren<QLabel *>()) {
            label->setWordWrap(true);
        }
        m_lines->addWidget(field);
        m_fields.append({question.id, field, text});
        connect(text, &QPlainTextEdit::textChanged, this, &AnswerForm::noteTyping);
    }
    QWidget *before = nullptr;
    for (const Line &line : std::as_const(m_fields)) {
        if (before != nullptr) {
            setTabOrder(before, line.text);
        }
        before = line.text;
    }
    if (before != nullptr) {
        setTabOrder(before, m_comment);
        setTabOrder(m_comment, m_draft);
        setTabOrder(m_draft, m_send);
    }
}

QString AnswerForm::recorded(QuestionId question) const
{
    if (question == Comment) {
        return m_row.evaluation.feedback.value_or(QString());
    }
    const auto &answers = m_row.evaluation.answers;
    const auto found = std::find_if(answers.begin(), answers.end(), [question](const Answer &each) {
        return each.questionId == question;
    });
    return found == answers.end() ? QString() : found->response;
}

void AnswerForm::noteTyping()
{
    if (m_isFilling) {
        return;
    }
    QHash<QuestionId, QString> draft;
    for (const Line &line : std::as_const(m_fields)) {
        const QString text = line.text->toPlainText();
        if (text != recorded(line.question)) {
            draft.insert(line.question, text);
        }
        const auto broken = checkText(text, Limits::TextMax);
        line.field->setError(broken ? ErrorPresenter::ruleText(*broken, 0, Limits::TextMax)
                                    : QString());
    }
    if (m_comment->toPlainText() != recorded(Comment)) {
        draft.insert(Comment, m_comment->toPlainText());
    }
    const auto broken = checkText(m_comment->toPlainText(), Limits::TextMax);
    m_commentField->setError(broken ? ErrorPresenter::ruleText(*broken, 0, Limits::TextMax)
                                    : QString());
    const QUuid key = m_row.evaluation.uuid.value();
    if (draft.isEmpty()) {
        m_drafts.remove(key);
    } else {
        m_drafts.insert(key, draft);
    }
    refresh();
    Q_EMIT draftsChanged();
}

bool AnswerForm::isComplete() const
{
    return !m_fields.isEmpty() &&
           std::all_of(m_fields.begin(), m_fields.end(), [](const Line &line) {
               return !line.text->toPlainText().trimmed().isEmpty();
           });
}

bool AnswerForm::hasUnsavedDrafts() const
{
    // Incomplete answers are saved as a draft on leaving; complete ones are sent only on purpose.
    const QUuid current = m_row.evaluation.uuid.value();
    return std::any_of(m_drafts.keyBegin(), m_drafts.keyEnd(), [&](const QUuid &evaluation) {
        return evaluation != current || isComplete();
    });
}

void AnswerForm::forgetDrafts()
{
    m_drafts.clear();
    Q_EMIT draftsChanged();
    if (!m_row.evaluation.uuid.isNull()) {
        open(m_row);
    }
}

void AnswerForm::saveDraft(const std::function<void(bool isKept)> &then)
{
    const bool hasDraft = m_drafts.contains(m_row.evaluation.uuid.value());
    if (then && (m_isSaving || (hasDraft && !isComplete()))) {
        m_whenSaved = then;
    } else if (then) {
        then(true);
    }
    if (hasDraft && !isComplete() && !m_isSaving) {
        submit(Save::Draft);
    }
}

void AnswerForm::saved(bool isKept)
{
    m_isSaving = false;
    if (const auto then = std::exchange(m_whenSaved, {})) {
        then(isKept);
    }
}

void AnswerForm::submit(Save save)
{
    if (save == Save::All && !isComplete()) {
        for (const Line &line : std::as_const(m_fields)) {
            if (line.text->toPlainText().trimmed().isEmpty()) {
                line.field->setError(tr("Please answer this question."));
            }
        }
        const auto first = std::find_if(m_fields.begin(), m_fields.end(), [](const Line &line) {
            return line.text->toPlainText().trimmed().isEmpty();
        });
        first->text->setFocus(Qt::OtherFocusReason);
        m_panel->showFocused();
        return;
    }
    AnswerEvaluation command{m_row.evaluation.uuid, {}};
    for (const Line &line : std::as_const(m_fields)) {
        const QString text = line.text->toPlainText();
        if (text != recorded(line.question) || save == Save::All) {
            command.answers.append({line.question, text});
        }
    }
    m_isSaving = true;
    refresh();
    const QString comment = m_comment->toPlainText();
    if (comment == recorded(Comment)) {
        submitAnswers(save, command);
        return;
    }
    // The comment first: sent answers close the form.
    deliver(m_context.desk.commands.submit(CommentEvaluation{command.evaluation, comment}), this,
            [this, save, command](const Result<CommandUuid> &result) {
                if (result) {
                    submitAnswers(save, command);
                } else {
                    takeRefusal(result.error());
                }
            });
}

void AnswerForm::takeRefusal(const Error &error)
{
    m_panel->banner()->showError(error);
    saved(false);
    refresh();
}

void AnswerForm::submitAnswers(Save save, const AnswerEvaluation &command)
{
    const auto done = command.answers.isEmpty() ? readyFuture(Result<CommandUuid>(CommandUuid()))
                                                : m_context.desk.commands.submit(command);
    deliver(done, this,
            [this, save, uuid = command.evaluation,
             title = m_row.eventTitle](const Result<CommandUuid> &result) {
                if (!result) {
                    takeRefusal(result.error());
                    return;
                }
                m_panel->banner()->clear();
                m_drafts.remove(uuid.value());
                saved(true);
                Q_EMIT draftsChanged();
                if (save == Save::Draft) {
                    m_context.toaster.toast(tr("Your draft is saved."));
                    refresh();
                    return;
                }
                m_context.toaster.toast(
                    QString(tr("Thank you: your answers about “%1” are recorded.").arg(title) %
                            u' ' % Wording::saved(m_context.desk.sync)),
                    Tone::Success);
                Q_EMIT sent(uuid);
            });
}

void AnswerForm::focusFirst()
{
    for (const Line &line : std::as_const(m_fields)) {
        if (line.text->toPlainText().trimmed().isEmpty()) {
            line.text->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    if (!m_fields.isEmpty()) {
        m_fields.first().text->setFocus(Qt::OtherFocusReason);
    }
}

void AnswerForm::refresh()
{
    m_panel->setTitle(m_row.eventTitle);
    m_panel->setSubtitle(Formats::date(m_row.eventDate, m_row.eventZone));
    const auto answered = std::count_if(m_fields.begin(), m_fields.end(), [](const Line &line) {
        return !line.text->toPlainText().trimmed().isEmpty();
    });
    const bool hasDraft = m_drafts.contains(m_row.evaluation.uuid.value());
    QString progress = tr("%1 of %2 questions answered").arg(answered).arg(m_fields.size());
    if (hasDraft) {
        progress += u" · "_qs + tr("not saved yet");
    }
    m_progress->setText(progress);
    m_draft->setEnabled(hasDraft && !isComplete() && !m_isSaving);
    m_send->setEnabled(answered > 0 && !m_isSaving);
}

void AnswerForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void AnswerForm::retranslate()
{
    m_send->setText(tr("S&end answers"));
    m_draft->setText(tr("Save &draft"));
    m_commentField->setLabel(tr("Comment (optional)"));
    refresh();
}

} // namespace EvalTrack
