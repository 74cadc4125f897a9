// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/windowactions.h"

#include "shell/pageregistry.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace EvalTrack {

WindowActions::WindowActions(QMainWindow &window, const QList<PageEntry> &pages, Theme &theme,
                             Language &language)
    : QObject(&window)
    , m_pages(pages)
    , m_theme(theme)
    , m_language(language)
    , m_fileMenu(window.menuBar()->addMenu(QString()))
    , m_editMenu(window.menuBar()->addMenu(QString()))
    , m_goMenu(window.menuBar()->addMenu(QString()))
    , m_viewMenu(window.menuBar()->addMenu(QString()))
    , m_helpMenu(window.menuBar()->addMenu(QString()))
    , m_accountMenu(new QMenu(&window))
    , m_themeMenu(new QMenu(&window))
    , m_languageMenu(new QMenu(&window))
    , m_sync(m_fileMenu->addAction(Icons::get(Icon::Sync, IconTone::Muted), QString()))
    , m_signOut(m_fileMenu->addAction(Icons::get(Icon::SignOut, IconTone::Muted), QString()))
    , m_quit(new QAction(this))
    , m_palette(m_goMenu->addAction(Icons::get(Icon::Search, IconTone::Muted), QString()))
    , m_search(m_viewMenu->addAction(Icons::get(Icon::Search, IconTone::Muted), QString()))
    , m_notices(m_viewMenu->addAction(Icons::get(Icon::Bell, IconTone::Muted), QString()))
    , m_help(m_helpMenu->addAction(Icons::get(Icon::Question, IconTone::Muted), QString()))
    , m_shortcuts(m_helpMenu->addAction(QString()))
    , m_tour(m_helpMenu->addAction(QString()))
    , m_about(m_helpMenu->addAction(QString()))
{
    m_fileMenu->addSeparator();
    m_fileMenu->addAction(m_quit);
    m_sync->setShortcut(QKeySequence(Qt::Key_F5));
    m_quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    m_quit->setMenuRole(QAction::QuitRole);
    m_palette->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    m_goMenu->addSeparator();
    m_search->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
    m_notices->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    m_help->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F1));
    m_shortcuts->setShortcut(QKeySequence(Qt::Key_F1));
    m_about->setMenuRole(QAction::AboutRole);

    for (const PageEntry &page : pages) {
        if (!page.isInNavigation) {
            continue;
        }
        QAction *action = m_goMenu->addAction(Icons::get(page.icon, IconTone::Muted), QString());
        action->setShortcut(PageRegistry::keysOf(page.id, pages));
        action->setData(page.id);
        connect(action, &QAction::triggered, this,
                [this, id = page.id] { Q_EMIT pageRequested(id); });
        m_pageActions.append(action);
    }

    fillChoices();
    m_viewMenu->addSeparator();
    m_viewMenu->addMenu(m_themeMenu);
    m_viewMenu->addMenu(m_languageMenu);
    m_accountMenu->addMenu(m_themeMenu);
    m_accountMenu->addMenu(m_languageMenu);
    m_accountMenu->addSeparator();
    m_accountMenu->addAction(m_signOut);

    m_tour->setObjectName(u"tourAction"_qs);
    m_help->setObjectName(u"helpAction"_qs);
    connect(m_sync, &QAction::triggered, this, &WindowActions::syncRequested);
    connect(m_signOut, &QAction::triggered, this, &WindowActions::signOutRequested);
    connect(m_quit, &QAction::triggered, &window, &QWidget::close);
    connect(m_palette, &QAction::triggered, this, &WindowActions::paletteRequested);
    connect(m_search, &QAction::triggered, this, &WindowActions::searchRequested);
    connect(m_notices, &QAction::triggered, this, &WindowActions::noticesRequested);
    connect(m_tour, &QAction::triggered, this, &WindowActions::tourRequested);
    connect(m_help, &QAction::triggered, this, &WindowActions::helpRequested);
    connect(m_shortcuts, &QAction::triggered, this, &WindowActions::shortcutsRequested);
    connect(m_about, &QAction::triggered, this, &WindowActions::aboutRequested);
    retranslate();
}

QList<WindowDeed> WindowActions::deeds() const
{
    QList<WindowDeed> deeds{{u"sync"_qs, m_sync->text(), m_sync}};
    for (qsizetype i = 0; i < m_themeActions.size(); ++i) {
        deeds.append({u"theme%1"_qs.arg(i), tr("Theme: %1").arg(m_themeActions.at(i)->text()),
                      m_themeActions.at(i)});
    }
    for (qsizetype i = 0; i < m_languageActions.size(); ++i) {
        deeds.append({u"language%1"_qs.arg(i),
                      tr("Language: %1").arg(m_languageActions.at(i)->text()),
                      m_languageActions.at(i)});
    }
    deeds.append({u"notices"_qs, m_notices->text(), m_notices});
    deeds.append({u"help"_qs, m_help->text(), m_help});
    deeds.append({u"shortcuts"_qs, m_shortcuts->text(), m_shortcuts});
    deeds.append({u"tour"_qs, m_tour->text(), m_tour});
    deeds.append({u"about"_qs, m_about->text(), m_about});
    deeds.append({u"signOut"_qs, m_signOut->text(), m_signOut});
    deeds.append({u"quit"_qs, m_quit->text(), m_quit});
    return deeds;
}

void WindowActions::fillChoices()
{
    auto *themes = new QActionGroup(this);
    for (const Theme::Choice choice : {Theme::Choice::System, Theme::Choice::Light,
                                       Theme::Choice::Dark, Theme::Choice::HighContrast}) {
        QAction *action = themes->addAction(m_themeMenu->addAction(QString()));
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        connect(action, &QAction::triggered, this, [this, choice] { m_theme.setChoice(choice); });
        connect(&m_theme, &Theme::changed, action,
                [this, action, choice] { action->setChecked(m_theme.choice() == choice); });
        m_themeActions.append(action);
    }
    auto *languages = new QActionGroup(this);
    for (const Language::Choice choice :
         {Language::Choice::System, Language::Choice::English, Language::Choice::Spanish}) {
        QAction *action = languages->addAction(m_languageMenu->addAction(QString()));
        action->setCheckable(true);
        action->setChecked(m_language.choice() == choice);
        connect(action, &QAction::triggered, this,
                [this, choice] { m_language.setChoice(choice); });
        connect(&m_language, &Language::changed, action,
                [this, action, choice] { action->setChecked(m_language.choice() == choice); });
        m_languageActions.append(action);
    }
}

void WindowActions::retranslate()
{
    m_fileMenu->setTitle(tr("&File"));
    m_editMenu->setTitle(tr("&Edit"));
    m_goMenu->setTitle(tr("&Go to"));
    m_viewMenu->setTitle(tr("&View"));
    m_helpMenu->setTitle(tr("&Help"));
    m_themeMenu->setTitle(tr("Theme"));
    m_languageMenu->setTitle(tr("Language"));
    m_themeMenu->setIcon(Icons::get(Icon::Sun, IconTone::Muted));
    m_languageMenu->setIcon(Icons::get(Icon::Language, IconTone::Muted));
    m_sync->setText(tr("Synchronize now"));
    m_signOut->setText(tr("Sign out…"));
    m_quit->setText(tr("Quit"));
    m_palette->setText(tr("Find and go…"));
    m_search->setText(tr("Search"));
    m_notices->setText(tr("Notifications"));
    m_help->setText(tr("Help for this page"));
    m_shortcuts->setText(tr("Keyboard shortcuts"));
    m_tour->setText(tr("Show me around"));
    m_about->setText(tr("About EvalTrack"));
    m_themeActions.at(0)->setText(tr("Like the system"));
    m_themeActions.at(1)->setText(tr("Light"));
    m_themeActions.at(2)->setText(tr("Dark"));
    m_themeActions.at(3)->setText(tr("High contrast"));
    m_languageActions.at(0)->setText(tr("Like the system"));
    // A language is named in itself, so that whoever is lost finds the way back.
    m_languageActions.at(1)->setText(u"English"_qs);
    m_languageActions.at(2)->setText(u"Español"_qs);
    for (QAction *action : std::as_const(m_pageActions)) {
        for (const PageEntry &page : std::as_const(m_pages)) {
            if (page.id == action->data().toString()) {
                action->setText(page.title());
            }
        }
    }
}

} // namespace EvalTrack
