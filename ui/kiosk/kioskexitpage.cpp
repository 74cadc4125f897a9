// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/kioskexitpage.h"

#include "base/deliver.h"
#include "common/errorpresenter.h"
#include "common/formfield.h"
#include "common/tokens.h"
#include "domain/validation.h"
#include "start/choicebutton.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;

constexpr int ExitCardWidth = 480;
constexpr auto ExitPatience = 60s;

QString waitText(std::chrono::seconds wait)
{
    return wait < 90s ? KioskExitPage::tr("Too many wrong PINs. Try again in %n second(s).",
                                          nullptr, static_cast<int>(wait.count()))
                      : KioskExitPage::tr("Too many wrong PINs. Try again in %n minute(s).",
                                          nullptr, static_cast<int>((wait + 59s) / 1min));
}

} // namespace

KioskExitPage::KioskExitPage(Station &station, QWidget *parent)
    : CentredCard(ExitCardWidth, parent)
    , m_station(station)
{
    setObjectName(u"kioskExitPage"_qs);
    m_pinStep = makePin();
    m_choiceStep = makeChoices();
    body()->addWidget(m_pinStep);
    body()->addWidget(m_choiceStep);
    m_patience.setSingleShot(true);
    m_patience.setInterval(ExitPatience);
    connect(&m_patience, &QTimer::timeout, this, &KioskExitPage::backRequested);
    m_countdown.setInterval(1s);
    connect(&m_countdown, &QTimer::timeout, this, &KioskExitPage::showWait);
    showStep(m_pinStep);
}

// Of two widgets one is hidden: a stack would be as high as the higher one.
void KioskExitPage::showStep(QWidget *step)
{
    m_pinStep->setVisible(step == m_pinStep);
    m_choiceStep->setVisible(step == m_choiceStep);
    retranslate();
}

QWidget *KioskExitPage::makePin()
{
    auto *step = new QWidget(this);
    auto *layout = new QVBoxLayout(step);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Two);
    m_pin = new QLineEdit(step);
    m_pin->setObjectName(u"exitPinLineEdit"_qs);
    m_pin->setEchoMode(QLineEdit::Password);
    m_pin->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData);
    m_pin->setMaxLength(Limits::PinMax);
    m_pinField = new FormField({}, m_pin, step);
    layout->addWidget(m_pinField);
    auto *buttons = new QHBoxLayout;
    m_back = new QPushButton(step);
    m_back->setObjectName(u"exitBackButton"_qs);
    m_continue = new QPushButton(step);
    m_continue->setObjectName(u"exitContinueButton"_qs);
    m_continue->setProperty("kind", u"primary"_qs);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_continue);
    layout->addLayout(buttons);
    layout->addStretch();
    connect(m_pin, &QLineEdit::returnPressed, this, &KioskExitPage::submit);
    connect(m_pin, &QLineEdit::textEdited, &m_patience, qOverload<>(&QTimer::start));
    connect(m_continue, &QPushButton::clicked, this, &KioskExitPage::submit);
    connect(m_back, &QPushButton::clicked, this, &KioskExitPage::backRequested);
    return step;
}

QWidget *KioskExitPage::makeChoices()
{
    auto *step = new QWidget(this);
    auto *layout = new QVBoxLayout(step);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::OneAndHalf);
    m_otherEvent = new ChoiceButton(Icon::Events, step);
    m_otherEvent->setObjectName(u"otherEventButton"_qs);
    m_signOff = new ChoiceButton(Icon::SignOut, step);
    m_signOff->setObjectName(u"signOffButton"_qs);
    m_quit = new ChoiceButton(Icon::Close, step);
    m_quit->setObjectName(u"quitButton"_qs);
    m_stay = new QPushButton(step);
    m_stay->setObjectName(u"stayButton"_qs);
    for (QWidget *each : {static_cast<QWidget *>(m_otherEvent), static_cast<QWidget *>(m_signOff),
                          static_cast<QWidget *>(m_quit)}) {
        layout->addWidget(each);
    }
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_stay);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(m_otherEvent, &QAbstractButton::clicked, this, &KioskExitPage::otherEventRequested);
    connect(m_signOff, &QAbstractButton::clicked, this, &KioskExitPage::signOffRequested);
    connect(m_quit, &QAbstractButton::clicked, this, &KioskExitPage::quitRequested);
    connect(m_stay, &QPushButton::clicked, this, &KioskExitPage::backRequested);
    return step;
}

void KioskExitPage::activate()
{
    ++m_attempt;
    m_isChecking = false;
    m_pin->clear();
    m_pinField->setError({});
    m_patience.start();
    m_countdown.start();
    showStep(m_pinStep);
    showWait();
    m_pin->setFocus(Qt::OtherFocusReason);
}

void KioskExitPage::hideEvent(QHideEvent *event)
{
    CentredCard::hideEvent(event);
    ++m_attempt; // What is being checked opens nothing any more.
    m_patience.stop();
    m_countdown.stop();
    m_pin->clear();
}

void KioskExitPage::showWait()
{
    const auto wait = m_station.exitWait();
    const bool isWaiting = wait > 0s;
    if (isWaiting) {
        m_patience.start();
        m_pinField->setError(waitText(wait));
    } else if (!m_pin->isEnabled() && !m_isChecking) {
        m_pinField->setError({});
    }
    const bool hadToWait = !m_pin->isEnabled();
    m_pin->setEnabled(!isWaiting);
    m_continue->setEnabled(!isWaiting && !m_isChecking);
    if (hadToWait && !isWaiting && m_pinStep->isVisibleTo(this)) {
        m_pin->setFocus(Qt::OtherFocusReason);
    }
}

void KioskExitPage::submit()
{
    if (m_isChecking || !m_pin->isEnabled()) {
        return;
    }
    if (m_pin->text().isEmpty()) {
        m_pinField->setError(ErrorPresenter::ruleText(RuleBroken::Required));
        return;
    }
    const Redacted<QString> pin(m_pin->text());
    m_pin->clear();
    m_isChecking = true;
    m_continue->setEnabled(false);
    const int attempt = ++m_attempt;
    deliver(m_station.checkExitPin(pin), this, [this, attempt](const Result<void> &checked) {
        if (attempt != m_attempt) {
            return;
        }
        m_isChecking = false;
        m_patience.start();
        if (checked) {
            m_countdown.stop();
            m_pinField->setError({});
            showStep(m_choiceStep);
            m_otherEvent->setFocus(Qt::OtherFocusReason);
            return;
        }
        m_pinField->setError(checked.error().code == ErrorCode::Unauthorized
                                 ? tr("This is not the PIN.")
                                 : ErrorPresenter::sentence(checked.error()));
        showWait();
    });
}

void KioskExitPage::changeEvent(QEvent *event)
{
    CentredCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void KioskExitPage::retranslate()
{
    if (m_pinStep->isVisibleTo(this)) {
        setHeading(tr("Leave the capture station"),
                   tr("Type the PIN that an administrator chose for this station."));
    } else {
        setHeading(tr("What do you want to do?"), {});
    }
    m_pinField->setLabel(tr("PIN"));
    m_continue->setText(tr("Continue"));
    m_back->setText(tr("Back to capture"));
    m_stay->setText(tr("Back to capture"));
    m_otherEvent->setTexts(tr("Choose another event"),
                           tr("The station goes on with another of today's events."));
    m_signOff->setTexts(tr("Sign this station off"),
                        tr("This computer is no longer a capture station. A new code from an "
                           "administrator makes it one again."));
    m_quit->setTexts(tr("Close EvalTrack"), tr("At the next start it is a capture station again."));
}

} // namespace EvalTrack
