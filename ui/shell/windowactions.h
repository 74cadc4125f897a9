// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "common/theme.h"
#include "shell/language.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
QT_END_NAMESPACE

namespace EvalTrack {

/// Something the window can do, named so that it is understood outside its menu.
struct WindowDeed
{
    QString id;
    QString title;
    QAction *action = nullptr;
};

/// The menu bar, the account menu and their keyboard shortcuts. It asks; the window does.
class WindowActions final : public QObject
{
    Q_OBJECT
public:
    WindowActions(QMainWindow &window, const QList<PageEntry> &pages, Theme &theme,
                  Language &language);

    [[nodiscard]] QMenu *accountMenu() const { return m_accountMenu; }
    [[nodiscard]] QMenu *editMenu() const { return m_editMenu; }
    [[nodiscard]] QMenu *goMenu() const { return m_goMenu; }
    [[nodiscard]] QMenu *helpMenu() const { return m_helpMenu; }
    /// What the palette offers besides pages, in the present language.
    [[nodiscard]] QList<WindowDeed> deeds() const;
    void retranslate();

Q_SIGNALS:
    void pageRequested(const QString &pageId);
    void searchRequested();
    void paletteRequested();
    void noticesRequested();
    void syncRequested();
    void signOutRequested();
    void shortcutsRequested();
    void tourRequested();
    void helpRequested();
    void aboutRequested();

private:
    void fillChoices();

    QList<PageEntry> m_pages;
    Theme &m_theme;
    Language &m_language;
    QMenu *m_fileMenu;
    QMenu *m_editMenu;
    QMenu *m_goMenu;
    QMenu *m_viewMenu;
    QMenu *m_helpMenu;
    QMenu *m_accountMenu;
    QMenu *m_themeMenu;
    QMenu *m_languageMenu;
    QAction *m_sync;
    QAction *m_signOut;
    QAction *m_quit;
    QAction *m_palette;
    QAction *m_search;
    QAction *m_notices;
    QAction *m_help;
    QAction *m_shortcuts;
    QAction *m_tour;
    QAction *m_about;
    QList<QAction *> m_pageActions;
    QList<QAction *> m_themeActions;
    QList<QAction *> m_languageActions;
};

} // namespace EvalTrack
