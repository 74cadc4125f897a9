// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/formfield.h"

#include "common/textlabel.h"
#include "common/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QVariant>

namespace EvalTrack {

FormField::FormField(const QString &label, QWidget *editor, QWidget *parent)
    : QWidget(parent)
    , m_label(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_editor(editor)
    , m_below(new TextLabel(TextStyle::Caption, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Half);
    m_label->setBuddy(editor);
    layout->addWidget(m_label);
    layout->addWidget(editor);
    m_below->setWordWrap(true);
    m_below->setObjectName(u"fieldErrorLabel"_qs);
    layout->addWidget(m_below);
    setLabel(label);
    showBelow();
}

void FormField::setLabel(const QString &label)
{
    m_text = label;
    showLabel();
    m_label->setVisible(!label.isEmpty());
    m_editor->setAccessibleName(label);
    // A box to type in is two to a screen reader: the box, and the field in it.
    if (const auto *box = qobject_cast<QComboBox *>(m_editor); box && box->lineEdit()) {
        box->lineEdit()->setAccessibleName(label);
    }
}

void FormField::setRequired(bool required)
{
    m_isRequired = required;
    showLabel();
    showBelow();
}

void FormField::showLabel()
{
    m_label->setText(m_isRequired ? QString(m_text % u" *") : m_text);
    m_label->setToolTip(m_isRequired ? tr("Required") : QString());
}

void FormField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showLabel();
        showBelow();
    }
}

void FormField::setHint(const QString &hint)
{
    m_hint = hint;
    showBelow();
}

void FormField::setError(const QString &text)
{
    if (m_error == text) {
        return;
    }
    m_error = text;
    showBelow();
    // The style sheet draws the frame of a field with an error in the colour of danger.
    setStyleProperty(*m_editor, "hasError", !text.isEmpty());
}

void FormField::showBelow()
{
    const QString &text = m_error.isEmpty() ? m_hint : m_error;
    static_cast<TextLabel *>(m_below)->setInk(m_error.isEmpty() ? TextLabel::Ink::Muted
                                                                : TextLabel::Ink::Danger);
    m_below->setText(text);
    m_below->setVisible(!text.isEmpty());
    // What is wrong says itself that it is needed.
    m_editor->setAccessibleDescription(!m_isRequired || !m_error.isEmpty() ? text
                                       : text.isEmpty()                    ? tr("Required")
                                                        : tr("Required. %1").arg(text));
}

} // namespace EvalTrack
