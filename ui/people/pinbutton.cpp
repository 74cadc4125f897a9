// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/pinbutton.h"

#include "base/deliver.h"
#include "common/errorpresenter.h"
#include "common/prompter.h"
#include "common/toaster.h"

#include <QEvent>

namespace EvalTrack {

PinButton::PinButton(const PageContext &context, QWidget *parent)
    : QPushButton(parent)
    , m_context(context)
{
    setObjectName(u"pinButton"_qs);
    setProperty("kind", u"link"_qs);
    connect(this, &QPushButton::clicked, this, &PinButton::ask);
    connect(&m_context.desk.sync, &SyncStatus::changed, this, [this] {
        if (!m_hasPin && isVisible() && m_context.desk.sync.isOnline()) {
            look();
        }
    });
    retranslate();
    hide();
}

void PinButton::setPerson(UserId person, const QString &name)
{
    m_name = name;
    setVisible(!person.isNull());
    if (person == m_person && m_hasPin) {
        return;
    }
    m_person = person;
    m_hasPin.reset();
    retranslate();
    if (!person.isNull()) {
        look();
    }
}

void PinButton::look()
{
    const quint64 token = ++m_token;
    deliver(m_context.desk.accounts.hasPin(m_person), this,
            [this, token](const Result<bool> &hasPin) {
                if (token == m_token && hasPin) {
                    m_hasPin = *hasPin;
                    retranslate();
                }
            });
}

void PinButton::ask()
{
    const bool hasPin = m_hasPin.value_or(false);
    TextQuestion question;
    question.title =
        hasPin ? tr("Change the PIN of %1").arg(m_name) : tr("A PIN for %1").arg(m_name);
    question.text = tr("Capture stations that ask for it want it after the badge. %1 to %2 digits.")
                        .arg(Limits::PinMin)
                        .arg(Limits::PinMax);
    if (hasPin) {
        question.text += u' ' + tr("Leave it empty to take the present one away.");
    }
    question.label = tr("PIN");
    question.accept = tr("Save the PIN");
    question.isRequired = !hasPin;
    question.isSecret = true;
    m_context.prompter.askText(this, question, [this](const std::optional<QString> &pin) {
        if (pin) {
            set(*pin);
        }
    });
}

void PinButton::set(const QString &pin)
{
    if (!pin.isEmpty()) {
        if (const auto broken = checkPin(pin)) {
            m_context.prompter.inform(
                this, tr("The PIN was not saved"),
                ErrorPresenter::ruleText(*broken, Limits::PinMin, Limits::PinMax));
            return;
        }
    }
    setEnabled(false);
    const auto wanted = pin.isEmpty() ? std::nullopt : std::optional(Redacted(pin));
    deliver(m_context.desk.accounts.setPin(m_person, wanted), this,
            [this, isSet = !pin.isEmpty(), name = m_name](const Result<void> &done) {
                setEnabled(true);
                if (!done) {
                    m_context.prompter.showError(this, done.error());
                    return;
                }
                m_hasPin = isSet;
                retranslate();
                m_context.toaster.toast(isSet ? tr("The PIN of %1 was saved.").arg(name)
                                              : tr("%1 has no PIN any more.").arg(name),
                                        Tone::Success);
            });
}

void PinButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void PinButton::retranslate()
{
    setText(m_hasPin.value_or(false) ? tr("Change PIN…") : tr("Set a PIN…"));
    setEnabled(m_hasPin.has_value());
    setToolTip(m_hasPin ? tr("For capture stations that ask for it after the badge")
                        : tr("The server is needed for this"));
}

} // namespace EvalTrack
