// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/desktopnotices.h"

#include "shell/noticeboard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSettings>
#include <QSystemTrayIcon>
#include <QTimer>

#include <utility>

namespace EvalTrack {

namespace {

const QString DesktopNoticesKey = u"notices/desktop"_qs;

} // namespace

DesktopNotices::DesktopNotices(const NoticeBoard &board, QAbstractButton &choice,
                               QSettings &settings, QWidget &window)
    : QObject(&window)
    , m_choice(choice)
    , m_window(window)
    , m_show([this](const QString &title, const QString &text) { showInTray(title, text); })
{
    choice.setChecked(settings.value(DesktopNoticesKey, true).toBool());
    connect(&choice, &QAbstractButton::toggled, this,
            [&settings](bool isOn) { settings.setValue(DesktopNoticesKey, isOn); });
    connect(&board, &NoticeBoard::arrived, this, &DesktopNotices::note);
}

void DesktopNotices::note(const QString &title)
{
    if (!m_choice.isChecked() || QApplication::activeWindow() != nullptr) {
        return;
    }
    if (m_waiting.isEmpty()) {
        QTimer::singleShot(0, this, &DesktopNotices::tell);
    }
    m_waiting.append(title);
}

void DesktopNotices::tell()
{
    const QStringList titles = std::exchange(m_waiting, {});
    m_show(u"EvalTrack"_qs, titles.size() == 1 ? titles.first()
                                               : tr("%n new notification(s)", nullptr,
                                                    static_cast<int>(titles.size())));
}

void DesktopNotices::showInTray(const QString &title, const QString &text)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) {
        return;
    }
    if (m_tray == nullptr) {
        m_tray = new QSystemTrayIcon(QApplication::windowIcon(), this);
        const auto comeForward = [this] {
            m_window.show();
            m_window.raise();
            m_window.activateWindow();
            Q_EMIT openRequested();
        };
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, comeForward);
        connect(m_tray, &QSystemTrayIcon::activated, this, comeForward);
        m_tray->show();
    }
    m_tray->showMessage(title, text, QApplication::windowIcon());
}

} // namespace EvalTrack
