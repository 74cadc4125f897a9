// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/theme.h"
#include "ports/desk.h"
#include "shell/language.h"
#include "shell/mainwindow.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QSettings;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class AdministratorPage;
class Cameras;
class EnrolPage;
class KioskWindow;
class Prompter;
class SignInPage;
class StartPage;

/// Everything with a window, over a Desk:
/// ```
///  no server chosen ─▶ StartPage ─chosen─▶ AdministratorPage (only a fresh server here)
///                          ▲                     │
///             change server│                     ▼
///                          └──────────── SignInPage ─signed in─▶ MainWindow
///                                                ▲───signed out────┘
/// ```
/// A capture station goes from either of the first pages over EnrolPage to KioskWindow, and from
/// the next start on straight to that.
/// It follows ServerConnection and Session and keeps theme and language in the settings. Made by
/// the composition root after QApplication; everything it refers to outlives it. UI thread.
class DesktopUi final : public QObject
{
    Q_OBJECT
public:
    /// Without `cameras` no screen speaks of a camera.
    DesktopUi(Desk &desk, Prompter &prompter, QSettings &settings, Cameras *cameras = nullptr,
              QObject *parent = nullptr);
    ~DesktopUi() override;

    /// Shows the window that fits, and takes up a remembered session.
    void show();
    /// Where nothing is chosen yet, asks for a capture station at once.
    void setKioskWanted(bool wanted) { m_isKioskWanted = wanted; }
    /// Where nothing is chosen yet, looks at this server and takes it up.
    void setServerWanted(const QUrl &url) { m_serverWanted = url; }

    /// Whether who signs in for the first time is shown around; not where pictures are taken.
    void setWelcoming(bool isWelcoming) { m_isWelcoming = isWelcoming; }

    /// Opened as soon as somebody is signed in; a link that is none, or that the person may not
    /// follow, is told.
    void setLinkWanted(const QUrl &link) { m_linkWanted = link; }
    /// The program was started again: its window comes to the front, and opens the link that came
    /// with it, which may be empty. A capture station opens nothing.
    void comeForward(const QUrl &link);

    [[nodiscard]] Theme &theme() { return m_theme; }
    [[nodiscard]] Language &language() { return m_language; }
    /// nullptr while nobody is signed in.
    [[nodiscard]] MainWindow *mainWindow() const { return m_mainWindow.get(); }
    /// nullptr unless this computer is a capture station.
    [[nodiscard]] KioskWindow *kioskWindow() const { return m_kioskWindow.get(); }
    /// The window before signing in; nullptr afterwards.
    [[nodiscard]] QWidget *startWindow() const;

Q_SIGNALS:
    /// The main window came or went.
    void mainWindowChanged();

private:
    void refresh();
    void showStart(QWidget *page);
    void showMain();
    /// For somebody whose role is another one now.
    void replaceMainWindow();
    void showKiosk();
    void showEnrol();
    void resumeOrSignIn();
    void askForPassword();
    /// Shows the certificate of the server that is in use and is not known, for somebody to trust.
    void askForTrust();
    void buildStartWindow();
    void openLinkWanted();
    /// Hides a window and deletes it once nothing of it is on the stack, but before what it refers
    /// to goes.
    void retire(std::unique_ptr<QWidget> window);

    Desk &m_desk;
    Prompter &m_prompter;
    QSettings &m_settings;
    Cameras *const m_cameras;
    Theme m_theme;
    Language m_language;
    std::unique_ptr<QStackedWidget> m_startWindow;
    QWidget *m_openingPage = nullptr;
    StartPage *m_startPage = nullptr;
    AdministratorPage *m_administratorPage = nullptr;
    SignInPage *m_signInPage = nullptr;
    EnrolPage *m_enrolPage = nullptr;
    std::unique_ptr<MainWindow> m_mainWindow;
    std::unique_ptr<KioskWindow> m_kioskWindow;
    QPointer<QWidget> m_passwordDialog;
    QPointer<QWidget> m_trustDialog;
    QUrl m_serverWanted;
    QUrl m_linkWanted;
    bool m_isShown = false;
    bool m_wasResumeTried = false;
    bool m_isResuming = false;
    bool m_isKioskWanted = false;
    bool m_isWelcoming = false;
    std::vector<std::unique_ptr<QWidget>> m_retired;
};

} // namespace EvalTrack
