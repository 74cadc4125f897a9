// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

QT_BEGIN_NAMESPACE
class QAbstractButton;
class QSettings;
class QSystemTrayIcon;
class QWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class NoticeBoard;

/// Tells the desktop of what arrives on the board while the window is not the active one, without a
/// name, since a locked screen may show it. Where the desktop has no tray, nothing is said. Can be
/// switched off; the choice is kept.
class DesktopNotices final : public QObject
{
    Q_OBJECT
public:
    using Show = std::function<void(const QString &title, const QString &text)>;

    DesktopNotices(const NoticeBoard &board, QAbstractButton &choice, QSettings &settings,
                   QWidget &window);

    /// Instead of the tray of the desktop.
    void setShow(const Show &show) { m_show = show; }

Q_SIGNALS:
    /// Somebody pressed what the desktop showed.
    void openRequested();

private:
    void note(const QString &title);
    void tell();
    void showInTray(const QString &title, const QString &text);

    QAbstractButton &m_choice;
    QWidget &m_window;
    Show m_show;
    QStringList m_waiting; ///< What came in this turn of the event loop.
    QSystemTrayIcon *m_tray = nullptr;
};

} // namespace EvalTrack
