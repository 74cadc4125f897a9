// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluations/gradeform.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/statuschip.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "domain/validation.h"
#include "evaluations/scorebar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int FeedbackHeight = 64;

} // namespace

GradeForm::GradeForm(const PageContext &context, bool mayGrade, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_mayGrade(mayGrade)
    , m_panel(new EditorPanel(this))
    , m_chip(new StatusChip(m_panel))
    , m_answers(new QVBoxLayout)
    , m_binder(new FormBinder(this))
    , m_score(new ScoreBar(m_panel))
    , m_scoreField(new FormField({}, m_score, m_panel))
    , m_feedback(new QPlainTextEdit(m_panel))
    , m_feedbackField(new FormField({}, m_feedback, m_panel))
    , m_save(m_panel->addButton(u"gradeButton"_qs, u"primary"_qs))
    , m_close(m_panel->addButton(u"cancelButton"_qs))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"gradePanel"_qs);
    m_panel->chips()->addWidget(m_chip);
    m_panel->chips()->addStretch(1);
    m_answers->setSpacing(Space::Half);
    m_panel->body()->addLayout(m_answers);
    m_score->setObjectName(u"scoreBar"_qs);
    m_feedback->setObjectName(u"feedbackTextEdit"_qs);
    m_feedback->setTabChangesFocus(true);
    m_feedback->setFixedHeight(FeedbackHeight);
    m_panel->body()->addSpacing(Space::One);
    m_panel->body()->addWidget(m_scoreField);
    m_panel->body()->addWidget(m_feedbackField);
    m_panel->body()->addStretch(1);

    m_binder->add(u"score"_qs, m_scoreField, [this] {
        return checkScore(m_score->score()) ? tr("Choose a score from 1 to 10.") : QString();
    });
    m_binder->add(u"feedback"_qs, m_feedbackField, [this] {
        const auto broken = checkText(m_feedback->toPlainText(), Limits::TextMax);
        return broken ? ErrorPresenter::ruleText(*broken, 0, Limits::TextMax) : QString();
    });
    connect(m_score, &ScoreBar::scoreChanged, this, [this] {
        m_scoreField->setError({});
        refresh();
        m_binder->noteChange();
    });
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        refresh();
        Q_EMIT dirtyChanged();
    });
    connect(m_save, &QPushButton::clicked, this, &GradeForm::save);
    connect(m_close, &QPushButton::clicked, this, &GradeForm::closeRequested);
    connect(m_panel, &EditorPanel::closeRequested, this, &GradeForm::closeRequested);
    retranslate();
}

bool GradeForm::canGrade() const
{
    return m_mayGrade && m_row.evaluation.status == EvaluationStatus::Submitted;
}

bool GradeForm::isDirty() const
{
    return canGrade() && m_binder->isDirty();
}

void GradeForm::focusFirst()
{
    if (canGrade()) {
        m_score->setFocus(Qt::OtherFocusReason);
    } else {
        m_close->setFocus(Qt::OtherFocusReason);
    }
}

void GradeForm::open(const EvaluationRow &row)
{
    m_row = row;
    m_score->setScore(row.evaluation.score.value_or(0));
    m_feedback->setPlainText(row.evaluation.feedback.value_or(QString()));
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    showAnswers();
    refresh();
}

void GradeForm::showAnswers()
{
    while (QLayoutItem *item = m_answers->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    int number = 0;
    for (const Question &question : std::as_const(m_row.questions)) {
        const auto &answers = m_row.evaluation.answers;
        const auto answer = std::find_if(answers.begin(), answers.end(), [&](const Answer &each) {
            return each.questionId == question.id;
        });
        auto *text = new TextLabel(TextStyle::Strong, m_panel);
        text->setText(QString(QString::number(++number) % u". " % question.text));
        text->setWordWrap(true);
        m_answers->addWidget(text);
        const bool isAnswered = answer != answers.end() && !answer->response.trimmed().isEmpty();
        auto *response = new TextLabel(
            TextStyle::Body, isAnswered ? TextLabel::Ink::Normal : TextLabel::Ink::Faint, m_panel);
        response->setObjectName(u"answer"_qs + QString::number(number) + u"Label"_qs);
        response->setText(isAnswered ? answer->response : tr("Not answered"));
        response->setWordWrap(true);
        response->setTextInteractionFlags(Qt::TextSelectableByMouse);
        response->setContentsMargins(0, 0, 0, Space::One);
        m_answers->addWidget(response);
    }
}

void GradeForm::save()
{
    if (!canGrade() || !m_binder->validate()) {
        m_panel->showFocused();
        return;
    }
    const QString feedback = m_feedback->toPlainText().trimmed();
    const GradeEvaluation command{m_row.evaluation.uuid, m_score->score(),
                                  feedback.isEmpty() ? std::nullopt : std::optional(feedback)};
    m_isSaving = true;
    refresh();
    deliver(m_context.desk.commands.submit(command), this,
            [this, name = m_row.personName,
             uuid = m_row.evaluation.uuid](const Result<CommandUuid> &result) {
                m_isSaving = false;
                if (!result) {
                    const auto homeless = m_binder->showErrors(result.error());
                    if (result.error().fieldErrors.isEmpty() || !homeless.isEmpty()) {
                        m_panel->banner()->showError(result.error());
                    }
                    refresh();
                    return;
                }
                m_binder->markClean();
                m_context.toaster.toast(QString(tr("The evaluation of %1 is graded.").arg(name) %
                                                u' ' % Wording::saved(m_context.desk.sync)),
                                        Tone::Success);
                Q_EMIT graded(uuid);
            });
}

void GradeForm::refresh()
{
    const Evaluation &evaluation = m_row.evaluation;
    m_panel->setTitle(m_mayGrade ? m_row.personName : m_row.eventTitle);
    QStringList about;
    if (m_mayGrade) {
        about.append(m_row.eventTitle.isEmpty() ? Wording::inactiveEvent() : m_row.eventTitle);
    }
    about.append(Formats::date(m_row.eventDate, m_row.eventZone));
    QString subtitle = about.join(u" · "_qs);
    if (evaluation.submittedAt) {
        subtitle += u'\n' % tr("Answered %1").arg(Formats::date(*evaluation.submittedAt));
    }
    m_panel->setSubtitle(subtitle);
    m_chip->setStatus(Wording::evaluation(evaluation.status), Wording::tone(evaluation.status));
    const bool isGraded = evaluation.status == EvaluationStatus::Graded;
    m_scoreField->setVisible(canGrade() || isGraded);
    m_feedbackField->setVisible(canGrade() || (isGraded && evaluation.feedback.has_value()));
    m_score->setReadOnly(!canGrade());
    m_feedback->setReadOnly(!canGrade());
    m_save->setVisible(canGrade());
    m_save->setEnabled(m_score->score() > 0 && !m_isSaving);
    m_close->setText(isDirty() ? tr("Cancel") : tr("Close"));
    if (m_mayGrade && evaluation.status == EvaluationStatus::Pending) {
        m_panel->banner()->showMessage(
            Tone::Info, tr("This waits for the answers of %1.").arg(m_row.personName));
    } else if (isGraded && evaluation.gradedAt) {
        m_scoreField->setHint(tr("Graded on %1").arg(Formats::date(*evaluation.gradedAt)));
    }
    if (!isGraded) {
        m_scoreField->setHint({});
    }
}

void GradeForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showAnswers();
    }
}

void GradeForm::retranslate()
{
    m_scoreField->setLabel(tr("Score, 1 to 10"));
    m_feedbackField->setLabel(m_mayGrade ? tr("Comment for the person")
                                         : tr("Comment of human resources"));
    m_save->setText(tr("&Grade"));
    refresh();
}

} // namespace EvalTrack
