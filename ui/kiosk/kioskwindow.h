// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/desk.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
class QSettings;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class Cameras;
class CapturePage;
class CheckInCodePage;
class EnrolPage;
class KioskEventPage;
class KioskExitPage;
class Prompter;
class TextLabel;
class ToastHost;

/// All that a capture station shows, over the whole screen:
/// ```
///  today's events ──chosen──▶ capture ──close, Esc──▶ PIN ──right──▶ another event, sign off, quit
///        ▲                     │   ▲                    │
///        └───its day is over───┘   └──back, a minute────┘
/// ```
/// Beside capture it shows the event's check-in code; whoever scans a badge then is captured.
/// It does not close and is not left without the PIN. The event is remembered, so that a power cut
/// costs nothing. UI thread.
class KioskWindow final : public QWidget
{
    Q_OBJECT
public:
    KioskWindow(Desk &desk, Prompter &prompter, QSettings &settings, Cameras *cameras = nullptr);
    ~KioskWindow() override;

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void showChoice();
    void showCapture();
    void showCode();
    void askToLeave();
    void askForCode();
    void back();
    void choose(EventUuid event);
    void lookAtDay();
    void follow();
    void signOff();
    void retranslate();
    [[nodiscard]] bool isChosenTodays() const;

    Desk &m_desk;
    Prompter &m_prompter;
    QSettings &m_settings;
    ToastHost *m_toasts;
    TextLabel *m_name;
    TextLabel *m_site;
    QPushButton *m_leave;
    Banner *m_banner;
    QStackedWidget *m_stack;
    KioskEventPage *m_events;
    CapturePage *m_capture;
    CheckInCodePage *m_code;
    KioskExitPage *m_exit;
    EnrolPage *m_enrol;
    EventUuid m_event;
    QTimer m_clockwork;
    bool m_mayClose = false;
};

} // namespace EvalTrack
