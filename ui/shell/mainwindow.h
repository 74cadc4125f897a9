// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "shell/pageregistry.h"
#include "shell/windowmemory.h"

#include <QHash>
#include <QMainWindow>

#include <memory>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class CommandPalette;
class Language;
class NavigationRail;
class NoticeBoard;
class NoticePanel;
struct Notice;
class SessionNotice;
class SignOut;
class StatusLine;
class Theme;
class ToastHost;
class UndoActions;
class UndoHistory;
class Welcome;
class WindowActions;

/// The window of somebody who is signed in: navigation by role, one page at a time, the status
/// bar. Pages are made when they are first opened. It asks before typed input is lost, and keeps
/// its size and the last page between starts. It does not sign anybody in: DesktopUi makes it after
/// that and deletes it at sign-out.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Desk &desk, Prompter &prompter, QSettings &settings, Theme &theme,
               Language &language, PageRegistry registry, Cameras *cameras = nullptr);
    ~MainWindow() override;

    /// Opens a page the role may open; asks first when the present one has unsaved input.
    void openPage(const QString &pageId, const QString &argument = {});
    [[nodiscard]] QString currentPageId() const { return m_currentId; }
    [[nodiscard]] Page *currentPage() const;
    /// What the role may open, in the order of the navigation.
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] Toaster &toaster();
    /// Shows somebody around who signed in in this role for the first time.
    void welcome();

Q_SIGNALS:
    /// The password is wanted again, or is not remembered.
    void signInRequested();
    /// The server's certificate is to be looked at.
    void trustRequested();
    /// The person has another role now, and nothing typed would be lost: another window is needed.
    void roleChanged();
    void pageOpened(const QString &pageId);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] PageContext context();
    void buildLayout();
    void connectParts();
    void showPage(const QString &pageId, const QString &argument);
    [[nodiscard]] Page *pageFor(const PageEntry &entry, bool isAsLeft);
    void keepThenReplace();
    void saveLayout();
    void showSessionNotice();
    void retranslate();
    void showTitle();
    void showShortcuts();
    void showHelp();
    void showAbout();
    void openNotice(const Notice &notice);
    /// Calls `go` at once, or after the person agreed to lose what was typed.
    void leavePage(const std::function<void()> &go);

    const std::unique_ptr<UndoHistory> m_history;
    Desk &m_desk; ///< With the history before its commands.
    Prompter &m_prompter;
    QSettings &m_settings;
    WindowMemory m_memory;
    Cameras *const m_cameras;
    PageRegistry m_registry;
    SignedInPerson m_person;
    QHash<QString, Page *> m_pages;
    QString m_currentId;
    NavigationRail *m_rail;
    WindowActions *m_actions;
    StatusLine *m_statusLine;
    SessionNotice *m_notice;
    bool m_isLeaving = false; ///< For a window of another role.
    QStackedWidget *m_stack;
    QWidget *m_content;
    ToastHost *m_toasts;
    SignOut *m_signOut;
    CommandPalette *m_palette;
    UndoActions *m_undo;
    NoticeBoard *m_board;
    NoticePanel *m_notices;
    Welcome *m_welcome;
    bool m_isClosing = false;
};

} // namespace EvalTrack
