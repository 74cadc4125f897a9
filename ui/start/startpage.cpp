// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startpage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/errorpresenter.h"
#include "common/formfield.h"
#include "common/textlabel.h"
#include "start/choicebutton.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>

namespace EvalTrack {

namespace {

constexpr int StartCardWidth = 520;
constexpr auto AddressPause = std::chrono::milliseconds(450);

bool isLocal(const QString &host)
{
    return host == u"localhost" || host == u"127.0.0.1" || host == u"::1";
}

} // namespace

StartPage::StartPage(ServerConnection &connection, QWidget *parent)
    : CentredCard(StartCardWidth, parent)
    , m_connection(connection)
    , m_steps(new QStackedWidget(this))
    , m_banner(new Banner(this))
{
    setObjectName(u"startPage"_qs);
    body()->addWidget(m_banner);
    body()->addWidget(m_steps);
    m_steps->addWidget(makeChoices());
    m_steps->addWidget(makeAddress());
    m_steps->addWidget(makeBusy());
    m_typing.setSingleShot(true);
    m_typing.setInterval(AddressPause);

    connect(&m_typing, &QTimer::timeout, this, &StartPage::check);
    connect(&m_connection, &ServerConnection::progress, this, [this](const QString &step) {
        // A server that was chosen before starts without being asked to.
        m_progress->setText(progressText(step));
        showStep(Busy);
    });
    connect(&m_connection, &ServerConnection::failed, this, [this](const Error &error) {
        m_banner->showError(error);
        showStep(Choice);
    });
    retranslate();
    showStep(Choice);
}

void StartPage::activate()
{
    m_banner->clear();
    m_isForStation = false;
    showStep(Choice);
    m_thisComputer->setFocus();
}

QUrl StartPage::addressOf(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty() || typed.contains(u' ')) {
        return {};
    }
    QUrl url(typed.contains(u"://") ? typed : QString(u"https://"_qs % typed), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != u"https" && url.scheme() != u"http")) {
        return {};
    }
    if (!typed.contains(u"://") && isLocal(url.host())) {
        url.setScheme(u"http"_qs);
    }
    if (url.path() == u"/") {
        url.setPath(QString());
    }
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment |
                        QUrl::StripTrailingSlash);
}

void StartPage::changeEvent(QEvent *event)
{
    CentredCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

QWidget *StartPage::makeChoices()
{
    auto *step = new QWidget(this);
    auto *layout = new QVBoxLayout(step);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::OneAndHalf);
    m_thisComputer = new ChoiceButton(Icon::Computer, step);
    m_thisComputer->setObjectName(u"thisComputerButton"_qs);
    m_server = new ChoiceButton(Icon::Server, step);
    m_server->setObjectName(u"connectServerButton"_qs);
    m_station = new ChoiceButton(Icon::Scan, step);
    m_station->setObjectName(u"captureStationButton"_qs);
    layout->addWidget(m_thisComputer);
    layout->addWidget(m_server);
    layout->addWidget(m_station);
    connect(m_thisComputer, &QAbstractButton::clicked, this, &StartPage::useThisComputer);
    connect(m_server, &QAbstractButton::clicked, this, [this] { askForAddress(false); });
    connect(m_station, &QAbstractButton::clicked, this, &StartPage::askForStation);
    return step;
}

void StartPage::askForStation()
{
    askForAddress(true);
}

void StartPage::askForServer(const QUrl &url, For purpose)
{
    askForAddress(m_isForStation);
    m_address->setText(url.toString());
    m_purpose = purpose;
    m_back->setVisible(purpose != For::TrustAgain);
    m_address->setReadOnly(purpose == For::TrustAgain);
    showHeading();
    check();
}

void StartPage::askForAddress(bool isForStation)
{
    m_isForStation = isForStation;
    m_purpose = For::Choice;
    m_banner->clear();
    showStep(Address);
    m_address->setFocus();
}

QWidget *StartPage::makeAddress()
{
    auto *step = new QWidget(this);
    auto *layout = new QVBoxLayout(step);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::Two);
    m_address = new QLineEdit(step);
    m_address->setObjectName(u"addressLineEdit"_qs);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_addressField = new FormField(QString(), m_address, step);
    layout->addWidget(m_addressField);
    m_found = new Banner(step);
    m_found->setObjectName(u"foundBanner"_qs);
    layout->addWidget(m_found);

    m_certificate = new QWidget(step);
    auto *certificate = new QVBoxLayout(m_certificate);
    certificate->setContentsMargins(0, 0, 0, 0);
    certificate->setSpacing(Space::OneAndHalf);
    m_certificateText = new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_certificate);
    m_certificateText->setWordWrap(true);
    m_fingerprint = new QLineEdit(m_certificate);
    m_fingerprint->setObjectName(u"fingerprintLineEdit"_qs);
    m_fingerprint->setReadOnly(true);
    m_fingerprintField = new FormField(QString(), m_fingerprint, m_certificate);
    m_trust = new QCheckBox(m_certificate);
    m_trust->setObjectName(u"trustCheckBox"_qs);
    certificate->addWidget(m_certificateText);
    certificate->addWidget(m_fingerprintField);
    certificate->addWidget(m_trust);
    layout->addWidget(m_certificate);
    m_certificate->hide();

    auto *buttons = new QHBoxLayout;
    m_back = new QPushButton(step);
    m_back->setObjectName(u"backButton"_qs);
    m_connect = new QPushButton(step);
    m_connect->setObjectName(u"connectButton"_qs);
    m_connect->setProperty("kind", u"primary"_qs);
    m_connect->setEnabled(false);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_connect);
    layout->addLayout(buttons);
    layout->addStretch();

    connect(m_address, &QLineEdit::textChanged, this, &StartPage::noteAddress);
    connect(m_address, &QLineEdit::returnPressed, this, [this] {
        if (m_connect->isEnabled()) {
            connectToServer();
        } else {
            check();
        }
    });
    connect(m_trust, &QCheckBox::toggled, this, &StartPage::updateConnect);
    connect(m_connect, &QPushButton::clicked, this, &StartPage::connectToServer);
    connect(m_back, &QPushButton::clicked, this, &StartPage::activate);
    return step;
}

QWidget *StartPage::makeBusy()
{
    auto *step = new QWidget(this);
    auto *layout = new QVBoxLayout(step);
    layout->setContentsMargins(0, Space::Two, 0, Space::Two);
    layout->setSpacing(Space::Two);
    auto *bar = new QProgressBar(step);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedHeight(8);
    m_progress = new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, step);
    m_progress->setObjectName(u"progressLabel"_qs);
    m_progress->setAlignment(Qt::AlignCenter);
    m_progress->setWordWrap(true);
    layout->addStretch();
    layout->addWidget(bar);
    layout->addWidget(m_progress);
    layout->addStretch();
    return step;
}

void StartPage::showStep(Step step)
{
    m_steps->setCurrentIndex(step);
    showHeading();
    // The card is as high as what it shows.
    for (int i = 0; i < m_steps->count(); ++i) {
        m_steps->widget(i)->setSizePolicy(QSizePolicy::Preferred, i == step ? QSizePolicy::Preferred
                                                                            : QSizePolicy::Ignored);
    }
    m_steps->adjustSize();
}

void StartPage::useThisComputer()
{
    m_banner->clear();
    m_progress->setText(tr("Starting the server on this computer…"));
    showStep(Busy);
    deliver(m_connection.useThisComputer(), this,
            [this](const Result<void> &result) { finish(result, Choice); });
}

void StartPage::noteAddress()
{
    if (m_purpose == For::Wanted) {
        m_purpose = For::Choice; // Another one than was named.
    }
    ++m_request;
    m_checked.reset();
    m_found->clear();
    m_certificate->hide();
    m_trust->setChecked(false);
    m_addressField->setError({});
    updateConnect();
    m_typing.start();
}

void StartPage::check()
{
    m_typing.stop();
    const QUrl url = addressOf(m_address->text());
    if (url.isEmpty()) {
        if (!m_address->text().trimmed().isEmpty()) {
            m_addressField->setError(tr("This is not an address, such as hr.example.com."));
        }
        return;
    }
    m_found->showMessage(Tone::Neutral, tr("Looking at %1…").arg(url.authority()));
    const int request = ++m_request;
    deliver(m_connection.check(url), this, [this, request](const Result<ServerCheck> &found) {
        if (request == m_request) {
            showFound(found);
        }
    });
}

void StartPage::showFound(const Result<ServerCheck> &found)
{
    if (!found) {
        m_found->showError(found.error());
        return;
    }
    m_checked = *found;
    if (found->unknownCertificate) {
        m_found->showMessage(Tone::Warning,
                             tr("There is an EvalTrack server (version %1), but this computer does "
                                "not know its certificate.")
                                 .arg(found->version));
        m_certificateText->setText(tr("Issued to %1 by %2. Compare the fingerprint with the one "
                                      "your administrator gave you.")
                                       .arg(found->certificateSubject, found->certificateIssuer));
        m_fingerprint->setText(*found->unknownCertificate);
        m_fingerprint->setCursorPosition(0);
        m_certificate->show();
    } else {
        m_found->showMessage(Tone::Success,
                             tr("EvalTrack server, version %1.").arg(found->version));
    }
    if (m_purpose == For::Wanted && !found->unknownCertificate) {
        connectToServer(); // Somebody has said so already.
        return;
    }
    updateConnect();
}

void StartPage::updateConnect()
{
    m_connect->setEnabled(m_checked && (!m_checked->unknownCertificate || m_trust->isChecked()));
}

void StartPage::connectToServer()
{
    if (!m_checked) {
        return;
    }
    m_progress->setText(tr("Connecting…"));
    showStep(Busy);
    deliver(m_connection.useServer(*m_checked), this,
            [this](const Result<void> &result) { finish(result, Address); });
}

void StartPage::finish(const Result<void> &result, Step back)
{
    if (!result) {
        m_banner->showError(result.error());
        showStep(back);
    }
}

void StartPage::retranslate()
{
    showHeading();
    m_thisComputer->setTexts(
        tr("Work on this computer"),
        tr("EvalTrack keeps everything here. No other computer can connect to it."));
    m_server->setTexts(tr("Connect to a server"),
                       tr("Your organization has an EvalTrack server and gave you its address."));
    m_station->setTexts(tr("Use this computer as a capture station"),
                        tr("It stands at a door and records who arrives; nobody signs in. An "
                           "administrator gives you a code."));
    m_addressField->setLabel(tr("Address of the server"));
    m_address->setPlaceholderText(u"hr.example.com"_qs);
    m_fingerprintField->setLabel(tr("Fingerprint (SHA-256)"));
    m_trust->setText(tr("The fingerprint is right: trust this server"));
    m_connect->setText(tr("Connect"));
    m_back->setText(tr("Back"));
}

void StartPage::showHeading()
{
    switch (static_cast<Step>(m_steps->currentIndex())) {
    case Choice:
        setHeading(tr("Welcome to EvalTrack"), tr("How do you want to use EvalTrack?"));
        break;
    case Address:
        if (m_purpose == For::TrustAgain) {
            setHeading(tr("Certificate of the server"),
                       tr("It is not the one that this computer knew."));
            break;
        }
        setHeading(m_isForStation ? tr("Server of the capture station") : tr("Connect to a server"),
                   tr("Its administrator knows the address."));
        break;
    case Busy:
        setHeading(tr("EvalTrack is starting"), tr("The first time takes a little longer."));
        break;
    }
}

QString StartPage::progressText(const QString &englishStep)
{
    // The steps that the embedded server names; an unknown one is better shown than hidden.
    static const QHash<QString, const char *> steps = {
        {u"Connecting to PostgreSQL"_qs, QT_TR_NOOP("Connecting to the database")},
        {u"Starting PostgreSQL"_qs, QT_TR_NOOP("Starting the database")},
        {u"Bringing the database up to date"_qs, QT_TR_NOOP("Bringing the database up to date")},
        {u"Making the demo company"_qs, QT_TR_NOOP("Making the demo company")},
        {u"Starting the server"_qs, QT_TR_NOOP("Starting the server")},
    };
    QString key = englishStep;
    while (key.endsWith(u'.') || key.endsWith(u'…')) {
        key.chop(1);
    }
    const char *known = steps.value(key, nullptr);
    return (known ? tr(known) : key) + u'…';
}

} // namespace EvalTrack
