// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluations/scorebar.h"

#include "common/theme.h"
#include "common/tokens.h"
#include "domain/validation.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace EvalTrack {

ScoreBar::ScoreBar(QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Half);
    m_buttons->setExclusive(false);
    for (int score = Limits::ScoreMin; score <= Limits::ScoreMax; ++score) {
        auto *button = new QPushButton(QLocale().toString(score), this);
        button->setObjectName(u"score"_qs + QString::number(score) + u"Button"_qs);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::NoFocus);
        button->setMinimumWidth(Space::Three);
        button->setStyleSheet(u"QPushButton { padding: 6px 0; } "
                              "QPushButton[isCurrent=\"true\"] { padding: 5px 0; }"_qs);
        layout->addWidget(button, 1);
        m_buttons->addButton(button, score);
    }
    setFocusProxy(nullptr);
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int score) {
        setFocus(Qt::MouseFocusReason);
        setScore(score);
    });
    // A screen reader toggles it, and nothing is clicked.
    connect(m_buttons, &QButtonGroup::idToggled, this, &ScoreBar::setScore);
    retranslate();
}

void ScoreBar::setScore(int score)
{
    const QSignalBlocker blocker(m_buttons);
    const int before = m_score;
    m_score = score;
    for (QAbstractButton *button : m_buttons->buttons()) {
        const bool isChosen = m_buttons->id(button) == score;
        button->setChecked(isChosen);
        setStyleProperty(*button, "kind", isChosen ? QVariant(u"primary"_qs) : QVariant());
    }
    markCurrent();
    setAccessibleDescription(score > 0 ? tr("%1 of 10").arg(score) : tr("Not chosen"));
    if (before != score) {
        Q_EMIT scoreChanged(score);
    }
}

// Where the keyboard is: on the chosen one, or where it begins.
void ScoreBar::markCurrent()
{
    const int current = hasFocus() ? std::max(m_score, Limits::ScoreMin) : 0;
    for (QAbstractButton *button : m_buttons->buttons()) {
        setStyleProperty(*button, "isCurrent", m_buttons->id(button) == current);
    }
}

void ScoreBar::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    markCurrent();
}

void ScoreBar::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    markCurrent();
}

void ScoreBar::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    for (QAbstractButton *button : m_buttons->buttons()) {
        button->setEnabled(!readOnly);
    }
}

void ScoreBar::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (!m_isReadOnly && key >= Qt::Key_0 && key <= Qt::Key_9) {
        setScore(key == Qt::Key_0 ? Limits::ScoreMax : key - Qt::Key_0);
        event->accept();
        return;
    }
    const int step = key == Qt::Key_Right || key == Qt::Key_Up    ? 1
                     : key == Qt::Key_Left || key == Qt::Key_Down ? -1
                                                                  : 0;
    if (!m_isReadOnly && step != 0) {
        setScore(qBound(Limits::ScoreMin, m_score + step, Limits::ScoreMax));
        event->accept();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ScoreBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void ScoreBar::retranslate()
{
    for (QAbstractButton *button : m_buttons->buttons()) {
        button->setAccessibleName(tr("Score %1").arg(m_buttons->id(button)));
    }
    setToolTip(tr("Press 1 to 9, or 0 for 10"));
}

} // namespace EvalTrack
