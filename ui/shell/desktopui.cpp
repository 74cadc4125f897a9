// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/desktopui.h"

#include "base/deliver.h"
#include "common/spokenrole.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "kiosk/kioskwindow.h"
#include "shell/pagelink.h"
#include "start/administratorpage.h"
#include "start/centredcard.h"
#include "start/enrolpage.h"
#include "start/signinpage.h"
#include "start/startpage.h"

#include <QBoxLayout>
#include <QDialog>
#include <QProgressBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>

namespace EvalTrack {

namespace {

const QString ThemeKey = u"ui/theme"_qs;
const QString LanguageKey = u"ui/language"_qs;

// What stands there while the keychain is asked for the last session.
class OpeningPage final : public CentredCard
{
public:
    explicit OpeningPage(QWidget *parent)
        : CentredCard(320, parent)
    {
        auto *bar = new QProgressBar(this);
        bar->setRange(0, 0);
        bar->setTextVisible(false);
        bar->setFixedHeight(8);
        body()->addWidget(bar);
        setHeading(u"EvalTrack"_qs, {});
    }
};

} // namespace

DesktopUi::DesktopUi(Desk &desk, Prompter &prompter, QSettings &settings, Cameras *cameras,
                     QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_prompter(prompter)
    , m_settings(settings)
    , m_cameras(cameras)
    , m_theme(*qApp)
{
    m_theme.setChoice(Theme::fromName(settings.value(ThemeKey).toString()));
    m_language.setChoice(Language::fromName(settings.value(LanguageKey).toString()));
    QApplication::setWindowIcon(QIcon(u":/icons/evaltrack.svg"_qs));
    connect(&m_theme, &Theme::changed, this,
            [this] { m_settings.setValue(ThemeKey, Theme::name(m_theme.choice())); });
    connect(&m_language, &Language::changed, this,
            [this] { m_settings.setValue(LanguageKey, Language::name(m_language.choice())); });
    connect(&desk.connection, &ServerConnection::chosen, this, &DesktopUi::refresh);
    connect(&desk.session, &Session::stateChanged, this, &DesktopUi::refresh);
}

DesktopUi::~DesktopUi() = default;

void DesktopUi::show()
{
    m_isShown = true;
    refresh();
}

QWidget *DesktopUi::startWindow() const
{
    return m_startWindow.get();
}

void DesktopUi::refresh()
{
    if (!m_isShown) {
        return;
    }
    const SessionState state = m_desk.session.state();
    if (state == SessionState::SignedIn || state == SessionState::Expired) {
        const auto person = m_desk.session.person();
        if (person && person->may(Permission::ActAsStation)) {
            showKiosk();
        } else {
            showMain();
        }
        return;
    }
    std::unique_ptr<MainWindow> leaving = std::move(m_mainWindow);
    std::unique_ptr<KioskWindow> leavingKiosk = std::move(m_kioskWindow);
    buildStartWindow();
    if (!m_desk.connection.isChosen()) {
        showStart(m_startPage);
        m_startPage->activate();
        if (m_isKioskWanted) {
            m_startPage->askForStation();
        }
        if (!m_serverWanted.isEmpty()) {
            m_startPage->askForServer(std::exchange(m_serverWanted, QUrl()),
                                      StartPage::For::Wanted);
        }
    } else if (m_desk.connection.needsFirstAdministrator()) {
        showStart(m_administratorPage);
        m_administratorPage->activate();
    } else if (state == SessionState::SignedOut) {
        resumeOrSignIn();
    } else if (!m_startWindow->isVisible()) {
        showStart(m_openingPage);
    }
    if (leaving) {
        // Only now, or it would be the last window and its closing the end of the program.
        retire(std::move(leaving));
        Q_EMIT mainWindowChanged();
    }
    if (leavingKiosk) {
        retire(std::move(leavingKiosk));
    }
}

void DesktopUi::showStart(QWidget *page)
{
    m_startWindow->setCurrentWidget(page);
    m_startWindow->setWindowTitle(u"EvalTrack"_qs);
    m_startWindow->show();
}

void DesktopUi::showMain()
{
    if (m_mainWindow) {
        if (m_desk.session.state() == SessionState::SignedIn && m_passwordDialog) {
            m_passwordDialog->close();
        }
        return;
    }
    PageRegistry pages = PageRegistry::standard();
    if (!m_desk.connection.isThisComputer()) {
        pages.leaveOutThisComputers();
    }
    m_mainWindow = std::make_unique<MainWindow>(m_desk, m_prompter, m_settings, m_theme, m_language,
                                                std::move(pages), m_cameras);
    connect(m_mainWindow.get(), &MainWindow::signInRequested, this, &DesktopUi::askForPassword);
    connect(m_mainWindow.get(), &MainWindow::trustRequested, this, &DesktopUi::askForTrust);
    // Queued: the window that is replaced is the one that says so.
    connect(m_mainWindow.get(), &MainWindow::roleChanged, this, &DesktopUi::replaceMainWindow,
            Qt::QueuedConnection);
    m_mainWindow->show();
    openLinkWanted();
    if (m_isWelcoming) {
        m_mainWindow->welcome();
    }
    if (m_startWindow) {
        retire(std::move(m_startWindow));
    }
    Q_EMIT mainWindowChanged();
}

void DesktopUi::comeForward(const QUrl &link)
{
    QWidget *window = m_mainWindow    ? static_cast<QWidget *>(m_mainWindow.get())
                      : m_kioskWindow ? static_cast<QWidget *>(m_kioskWindow.get())
                                      : m_startWindow.get();
    if (window == nullptr) {
        return;
    }
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    window->activateWindow();
    if (!link.isEmpty() && !m_kioskWindow) {
        m_linkWanted = link;
        openLinkWanted();
    }
}

void DesktopUi::openLinkWanted()
{
    if (!m_mainWindow || m_linkWanted.isEmpty()) {
        return;
    }
    const auto link = PageLink::fromUrl(std::exchange(m_linkWanted, QUrl()));
    if (link && m_mainWindow->pageIds().contains(link->pageId)) {
        m_mainWindow->openPage(link->pageId, link->argument);
    } else {
        m_mainWindow->toaster().toast(link
                                          ? tr("Your account does not open what the link leads to.")
                                          : tr("The link leads nowhere in EvalTrack."),
                                      Tone::Warning);
    }
}

void DesktopUi::replaceMainWindow()
{
    const SessionState state = m_desk.session.state();
    if (!m_mainWindow || (state != SessionState::SignedIn && state != SessionState::Expired)) {
        return;
    }
    std::unique_ptr<MainWindow> leaving = std::move(m_mainWindow);
    refresh();
    retire(std::move(leaving));
}

void DesktopUi::showKiosk()
{
    if (m_kioskWindow) {
        return;
    }
    m_kioskWindow = std::make_unique<KioskWindow>(m_desk, m_prompter, m_settings, m_cameras);
    m_kioskWindow->showFullScreen();
    if (m_startWindow) {
        retire(std::move(m_startWindow));
    }
}

void DesktopUi::showEnrol()
{
    showStart(m_enrolPage);
    m_enrolPage->activate();
}

void DesktopUi::retire(std::unique_ptr<QWidget> window)
{
    window->hide();
    m_retired.push_back(std::move(window));
    QTimer::singleShot(0, this, [this] { m_retired.clear(); });
}

void DesktopUi::resumeOrSignIn()
{
    if (m_isResuming) {
        return;
    }
    if (m_wasResumeTried) {
        // A failed attempt reports itself on the page that is open; only an arrival starts afresh.
        if (m_startWindow->currentWidget() == m_enrolPage) {
            return;
        }
        if (m_isKioskWanted || m_startPage->isForStation()) {
            showEnrol();
            return;
        }
        if (m_startWindow->currentWidget() != m_signInPage) {
            showStart(m_signInPage);
            m_signInPage->activate();
        }
        return;
    }
    m_wasResumeTried = true;
    m_isResuming = true;
    showStart(m_openingPage);
    deliver(m_desk.session.resume(), this, [this](const Result<SignedInPerson> & /*person*/) {
        m_isResuming = false;
        refresh();
    });
}

void DesktopUi::askForPassword()
{
    if (m_passwordDialog || !m_mainWindow) {
        return;
    }
    auto *dialog = new QDialog(m_mainWindow.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setObjectName(u"passwordDialog"_qs);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *page = new SignInPage(m_desk.session, m_desk.connection, dialog);
    layout->addWidget(page);
    dialog->setWindowTitle(tr("Sign in again"));
    dialog->resize(480, 520);
    connect(page, &SignInPage::signedIn, dialog, &QDialog::accept);
    m_passwordDialog = dialog;
    if (const auto person = m_desk.session.person()) {
        page->setFixedEmail(person->email);
    }
    dialog->open();
    page->activate();
}

void DesktopUi::askForTrust()
{
    if (m_trustDialog || !m_mainWindow) {
        return;
    }
    auto *dialog = new QDialog(m_mainWindow.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setObjectName(u"trustDialog"_qs);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *page = new StartPage(m_desk.connection, dialog);
    layout->addWidget(page);
    dialog->setWindowTitle(tr("Certificate of the server"));
    dialog->resize(600, 560);
    connect(&m_desk.connection, &ServerConnection::chosen, dialog, [this, dialog] {
        dialog->accept();
        m_desk.sync.syncNow();
    });
    m_trustDialog = dialog;
    dialog->open();
    page->askForServer(m_desk.connection.url(), StartPage::For::TrustAgain);
}

void DesktopUi::buildStartWindow()
{
    if (m_startWindow) {
        return;
    }
    m_startWindow = std::make_unique<QStackedWidget>();
    m_startWindow->setObjectName(u"startWindow"_qs);
    setSpokenRole(*m_startWindow, QAccessible::Window);
    m_startWindow->resize(960, 720);
    m_openingPage = new OpeningPage(m_startWindow.get());
    m_startPage = new StartPage(m_desk.connection, m_startWindow.get());
    m_administratorPage = new AdministratorPage(m_desk.connection, m_startWindow.get());
    m_signInPage = new SignInPage(m_desk.session, m_desk.connection, m_startWindow.get());
    m_enrolPage = new EnrolPage(m_desk.station, m_desk.connection, m_startWindow.get());
    for (QWidget *page : std::initializer_list<QWidget *>{
             m_openingPage, m_startPage, m_administratorPage, m_signInPage, m_enrolPage}) {
        m_startWindow->addWidget(page);
    }
    connect(m_administratorPage, &AdministratorPage::administratorCreated, this,
            &DesktopUi::refresh);
    const auto changeServer = [this] {
        m_desk.connection.forget();
        m_wasResumeTried = false;
        refresh();
    };
    connect(m_signInPage, &SignInPage::changeServerRequested, this, changeServer);
    connect(m_signInPage, &SignInPage::stationRequested, this, &DesktopUi::showEnrol);
    connect(m_enrolPage, &EnrolPage::backRequested, this, [this, changeServer] {
        m_isKioskWanted = false;
        if (m_startPage->isForStation()) {
            changeServer();
        } else {
            showStart(m_signInPage);
            m_signInPage->activate();
        }
    });
}

} // namespace EvalTrack
