// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/enrolpage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/formfield.h"
#include "common/textlabel.h"
#include "domain/enrolmentcode.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>

namespace EvalTrack {

namespace {

constexpr int EnrolCardWidth = 480;
constexpr int LongestTyped = 40;

} // namespace

EnrolPage::EnrolPage(Station &station, const ServerConnection &connection, QWidget *parent)
    : CentredCard(EnrolCardWidth, parent)
    , m_station(station)
    , m_connection(connection)
    , m_banner(new Banner(this))
    , m_code(new QLineEdit(this))
    , m_codeField(new FormField(QString(), m_code, this))
    , m_server(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_back(new QPushButton(this))
    , m_submit(new QPushButton(this))
{
    setObjectName(u"enrolPage"_qs);
    m_code->setObjectName(u"enrolmentCodeLineEdit"_qs);
    m_code->setMaxLength(LongestTyped);
    m_code->setFont(fontOf(TextStyle::Title));
    m_code->setInputMethodHints(Qt::ImhUppercaseOnly | Qt::ImhNoPredictiveText);
    m_back->setObjectName(u"enrolBackButton"_qs);
    m_submit->setObjectName(u"enrolButton"_qs);
    m_submit->setProperty("kind", u"primary"_qs);
    m_server->setWordWrap(true);
    body()->addWidget(m_banner);
    body()->addWidget(m_codeField);
    body()->addWidget(m_server);
    body()->addSpacing(Space::Half);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_submit);
    body()->addLayout(buttons);
    connect(m_code, &QLineEdit::returnPressed, this, &EnrolPage::submit);
    connect(m_code, &QLineEdit::textEdited, this, [this] { m_codeField->setError({}); });
    connect(m_submit, &QPushButton::clicked, this, &EnrolPage::submit);
    connect(m_back, &QPushButton::clicked, this, &EnrolPage::backRequested);
    retranslate();
}

void EnrolPage::activate()
{
    m_banner->clear();
    m_code->clear();
    m_codeField->setError({});
    retranslate();
    m_code->setFocus(Qt::OtherFocusReason);
}

void EnrolPage::submit()
{
    if (m_isBusy) {
        return;
    }
    const auto code = EnrolmentCode::fromTyped(m_code->text());
    if (!code) {
        m_codeField->setError(tr("A code has %n letters and digits, such as 7H3KP-0QWXZ.", nullptr,
                                 EnrolmentCode::Length));
        m_code->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_banner->clear();
    setBusy(true);
    deliver(m_station.enrol(EnrolmentCode::grouped(*code)), this,
            [this](const Result<SignedInPerson> &station) {
                setBusy(false);
                if (!station) {
                    showError(station.error());
                    m_code->setFocus(Qt::OtherFocusReason);
                    m_code->selectAll();
                    return;
                }
                m_code->clear();
                Q_EMIT enrolled();
            });
}

void EnrolPage::showError(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Unauthorized:
        m_codeField->setError(
            tr("This code is not right, was used already or is older than an hour."));
        break;
    case ErrorCode::Conflict:
        m_banner->showMessage(Tone::Danger,
                              tr("This code is of another station. Sign this one off first, or ask "
                                 "for a new code of this one."));
        break;
    case ErrorCode::KeychainUnavailable:
        m_banner->showMessage(
            Tone::Danger,
            tr("A capture station keeps its key in the keychain of this computer, and that does "
               "not answer. Unlock it, or set one up that opens with the computer. The code was "
               "not used."));
        break;
    default:
        m_banner->showError(error);
    }
}

void EnrolPage::setBusy(bool busy)
{
    m_isBusy = busy;
    m_codeField->setEnabled(!busy);
    m_back->setEnabled(!busy);
    m_submit->setEnabled(!busy);
    retranslate();
}

void EnrolPage::changeEvent(QEvent *event)
{
    CentredCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void EnrolPage::retranslate()
{
    setHeading(
        tr("Capture station"),
        tr("An administrator creates the station under “Capture stations” and gets the code. "
           "This computer then works without anybody signed in."));
    m_codeField->setLabel(tr("Enrollment code"));
    m_codeField->setHint(tr("Good for an hour, for one computer."));
    m_server->setText(m_connection.isThisComputer()
                          ? tr("Server: this computer")
                          : tr("Server: %1").arg(m_connection.url().authority()));
    m_back->setText(tr("Back"));
    m_submit->setText(m_isBusy ? tr("Setting up…") : tr("Set up this station"));
}

} // namespace EvalTrack
