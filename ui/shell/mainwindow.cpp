// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "common/prompter.h"
#include "common/wording.h"
#include "imports/importspage.h"
#include "shell/commandpalette.h"
#include "shell/desktopnotices.h"
#include "shell/helpwindow.h"
#include "shell/navigationrail.h"
#include "shell/noticeboard.h"
#include "shell/noticepanel.h"
#include "shell/sessionnotice.h"
#include "shell/shortcutsheet.h"
#include "shell/signout.h"
#include "shell/statusline.h"
#include "shell/toasthost.h"
#include "shell/undoactions.h"
#include "shell/undohistory.h"
#include "shell/welcome.h"
#include "shell/windowactions.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>

namespace EvalTrack {

MainWindow::MainWindow(Desk &desk, Prompter &prompter, QSettings &settings, Theme &theme,
                       Language &language, PageRegistry registry, Cameras *cameras)
    : m_history(std::make_unique<UndoHistory>(desk, this))
    , m_desk(m_history->desk())
    , m_prompter(prompter)
    , m_settings(settings)
    , m_memory(settings, desk.session.person().value_or(SignedInPerson{}))
    , m_cameras(cameras)
    , m_registry(std::move(registry))
    , m_person(desk.session.person().value_or(SignedInPerson{}))
    , m_rail(new NavigationRail(m_registry.entriesFor(m_person.role), this))
    , m_actions(new WindowActions(*this, m_registry.entriesFor(m_person.role), theme, language))
    , m_statusLine(new StatusLine(desk.sync, desk.clock, this))
    , m_notice(new SessionNotice(desk.session, desk.sync, m_person.role, this))
    , m_stack(new QStackedWidget(this))
    , m_content(new QWidget(this))
    , m_toasts(new ToastHost(m_content))
    , m_signOut(new SignOut(m_desk, prompter, *m_toasts, *this))
    , m_palette(
          new CommandPalette(context(), m_registry.entriesFor(m_person.role), *m_actions, this))
    , m_undo(new UndoActions(*m_history, *m_toasts, *m_actions->editMenu(), *this))
    , m_board(new NoticeBoard(m_desk, settings, this))
    , m_notices(new NoticePanel(*m_board, m_desk.clock, m_content))
    , m_welcome(new Welcome(*this, *m_actions, settings, m_person))
{
    setObjectName(u"mainWindow"_qs);
    buildLayout();
    connectParts();
    retranslate();
    showSessionNotice();

    m_memory.restoreWindow(*this);
    const QString last = m_memory.lastPage();
    showPage(m_registry.find(last, m_person.role) ? last : PageIds::Dashboard, {});
}

MainWindow::~MainWindow()
{
    if (!m_isLeaving) { // Another window has taken over, and its layout counts.
        saveLayout();
    }
    // What works on the desk goes before it.
    m_pages.clear();
    delete takeCentralWidget();
}

void MainWindow::saveLayout()
{
    m_memory.keepWindow(*this);
    m_memory.keepLastPage(m_currentId);
    if (!m_desk.session.person()) { // Signed out.
        m_memory.forgetPages();
        return;
    }
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page) {
        m_memory.keepPage(page.key(), *page.value());
    }
}

void MainWindow::buildLayout()
{
    auto *central = new QWidget(this);
    auto *columns = new QHBoxLayout(central);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_rail);
    columns->addWidget(m_content, 1);

    auto *rows = new QVBoxLayout(m_content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_notice);
    rows->addWidget(m_stack, 1);

    setCentralWidget(central);
    setStatusBar(m_statusLine);
    m_statusLine->addPermanentWidget(m_notices->bell());
    m_rail->accountButton()->setMenu(m_actions->accountMenu());
}

void MainWindow::connectParts()
{
    const auto open = [this](const QString &pageId) {
        openPage(pageId);
    };
    connect(m_rail, &NavigationRail::pageRequested, this, open);
    connect(m_actions, &WindowActions::pageRequested, this, open);
    connect(m_actions, &WindowActions::searchRequested, this, [this] {
        if (Page *page = currentPage()) {
            page->focusSearch();
        }
    });
    connect(m_actions, &WindowActions::syncRequested, this, [this] {
        m_desk.sync.syncNow();
        if (Page *page = currentPage()) {
            page->askAgain();
        }
    });
    connect(m_actions, &WindowActions::signOutRequested, this,
            [this] { leavePage([this] { m_signOut->ask(*currentPage()); }); });
    connect(m_actions, &WindowActions::shortcutsRequested, this, &MainWindow::showShortcuts);
    connect(m_actions, &WindowActions::helpRequested, this, &MainWindow::showHelp);
    connect(m_actions, &WindowActions::tourRequested, m_welcome, &Welcome::show);
    connect(m_actions, &WindowActions::aboutRequested, this, &MainWindow::showAbout);
    connect(m_statusLine, &StatusLine::trayRequested, this, [this] { openPage(PageIds::Tray); });
    connect(&m_desk.session, &Session::stateChanged, this, &MainWindow::showSessionNotice);
    connect(m_actions, &WindowActions::noticesRequested, m_notices, &NoticePanel::open);
    connect(m_notices, &NoticePanel::openRequested, this, &MainWindow::openNotice);
    connect(m_history.get(), &UndoHistory::submitting, m_board, [this](const Command &command) {
        if (const auto *own = std::get_if<RegisterSelf>(&command)) {
            m_board->expectRegistration(own->event);
        } else if (const auto *changed = std::get_if<UpdateEvent>(&command)) {
            m_board->expectEvent(changed->after);
        } else if (const auto *switched = std::get_if<SetEventActive>(&command)) {
            m_board->expectActive(switched->event, switched->isActive);
        }
    });
    m_board->setLookedAt(
        [this](const QString &pageId) { return m_currentId == pageId && isActiveWindow(); });
    const auto *desktop =
        new DesktopNotices(*m_board, *m_notices->desktopChoice(), m_settings, *this);
    connect(desktop, &DesktopNotices::openRequested, m_notices, &NoticePanel::open);
    connect(m_actions, &WindowActions::paletteRequested, m_palette, &CommandPalette::openUp);
    connect(m_palette, &CommandPalette::pageRequested, this, &MainWindow::openPage);
    connect(m_notice, &SessionNotice::roleChangeRequested, this,
            [this] { leavePage([this] { keepThenReplace(); }); });
    connect(m_notice, &SessionNotice::signInRequested, this, &MainWindow::signInRequested);
    connect(m_notice, &SessionNotice::trustRequested, this, &MainWindow::trustRequested);
}

PageContext MainWindow::context()
{
    return {m_desk, m_prompter, *m_toasts, m_settings, m_cameras};
}

void MainWindow::openPage(const QString &pageId, const QString &argument)
{
    if (m_registry.find(pageId, m_person.role) == nullptr) {
        return;
    }
    // The rail checked the button that was pressed; until the page changes it is the wrong one.
    if (const PageEntry *current = m_registry.find(m_currentId, m_person.role)) {
        m_rail->setCurrent(m_registry.placeOf(*current, m_person.role));
    }
    leavePage([this, pageId, argument] { showPage(pageId, argument); });
}

Page *MainWindow::currentPage() const
{
    return m_pages.value(m_currentId);
}

QStringList MainWindow::pageIds() const
{
    QStringList ids;
    for (const PageEntry &entry : m_registry.entriesFor(m_person.role)) {
        ids.append(entry.id);
    }
    return ids;
}

Toaster &MainWindow::toaster()
{
    return *m_toasts;
}

void MainWindow::welcome()
{
    m_welcome->offer();
}

void MainWindow::showPage(const QString &pageId, const QString &argument)
{
    const PageEntry *entry = m_registry.find(pageId, m_person.role);
    if (entry == nullptr) {
        return;
    }
    Page *page = pageFor(*entry, argument.isEmpty());
    m_currentId = pageId;
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(m_registry.placeOf(*entry, m_person.role));
    showTitle();
    page->activate(argument);
    page->focusFirst();
    Q_EMIT pageOpened(pageId);
}

Page *MainWindow::pageFor(const PageEntry &entry, bool isAsLeft)
{
    if (Page *made = m_pages.value(entry.id)) {
        return made;
    }
    Page *page = entry.make(context(), m_stack);
    page->setObjectName(entry.id % u"Page");
    connect(page, &Page::navigate, this, &MainWindow::openPage);
    connect(page, &Page::stateChanged, this, &MainWindow::showTitle);
    if (const auto *imports = qobject_cast<ImportsPage *>(page)) { // It may end behind others.
        connect(imports, &ImportsPage::ended, m_board, &NoticeBoard::noteImport);
    }
    m_stack->addWidget(page);
    m_pages.insert(entry.id, page);
    if (isAsLeft) { // Who comes with something to look for finds that, and nothing else.
        m_memory.restorePage(entry.id, *page);
    }
    return page;
}

void MainWindow::openNotice(const Notice &notice)
{
    switch (notice.opens) {
    case Notice::Opens::SignIn:
        Q_EMIT signInRequested();
        break;
    case Notice::Opens::Trust:
        Q_EMIT trustRequested();
        break;
    case Notice::Opens::Page:
        openPage(notice.pageId, notice.argument);
        break;
    }
}

void MainWindow::leavePage(const std::function<void()> &go)
{
    Page *page = currentPage();
    if (page == nullptr || !page->hasUnsavedInput()) {
        go();
        return;
    }
    m_prompter.askToDiscard(this, [page, go] {
        page->discardInput();
        go();
    });
}

void MainWindow::keepThenReplace()
{
    m_isLeaving = true;
    const auto replace = [this](bool isKept) {
        m_isLeaving = isKept;
        if (isKept) {
            saveLayout();
            Q_EMIT roleChanged();
        }
    };
    if (Page *page = currentPage()) {
        page->keepDrafts(replace);
    } else {
        replace(true);
    }
}

void MainWindow::showSessionNotice()
{
    if (m_notice->hasOtherRole() && !m_isLeaving) {
        const Page *page = currentPage();
        if (page == nullptr || !page->hasUnsavedInput()) {
            keepThenReplace();
            return;
        }
    }
    if (m_isLeaving) {
        return;
    }
    m_notice->refresh();
    const std::optional<SignedInPerson> person = m_desk.session.person();
    if (person && *person != m_person && !m_notice->hasOtherRole()) {
        m_person = *person;
        retranslate();
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Page *page = currentPage();
    if (m_isClosing || page == nullptr || !page->hasUnsavedInput()) {
        event->accept();
        return;
    }
    event->ignore();
    leavePage([this] {
        m_isClosing = true;
        // The answer may come within this very event; Qt ignores a close() inside a close().
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void MainWindow::retranslate()
{
    m_actions->retranslate();
    m_undo->retranslate();
    m_palette->retranslate();
    m_rail->setPerson(m_person.name, Wording::role(m_person.role));
    showTitle();
    showSessionNotice();
}

void MainWindow::showTitle()
{
    const PageEntry *entry = m_registry.find(m_currentId, m_person.role);
    const QString title = entry ? entry->title() : QString();
    setWindowTitle(title.isEmpty() ? u"EvalTrack"_qs : QString(title % u" — EvalTrack"));
}

void MainWindow::showShortcuts()
{
    if (auto *open = findChild<ShortcutSheet *>()) {
        open->activateWindow();
        return;
    }
    (new ShortcutSheet(m_registry.entriesFor(m_person.role), m_person.role, this))->show();
}

void MainWindow::showHelp()
{
    auto *help = findChild<HelpWindow *>();
    if (help == nullptr) {
        help = new HelpWindow(m_registry.entriesFor(m_person.role), this);
    }
    help->showTopic(m_currentId);
    help->show();
    help->activateWindow();
}

void MainWindow::showAbout()
{
    m_prompter.inform(this, tr("About EvalTrack"),
                      tr("EvalTrack %1: the desk of an HR team. Free software under the GNU "
                         "General Public License, version 3 or later.")
                          .arg(QCoreApplication::applicationVersion()));
}

} // namespace EvalTrack
