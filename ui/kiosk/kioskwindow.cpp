// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/kioskwindow.h"

#include "attendance/capturepage.h"
#include "base/deliver.h"
#include "checkin/checkincodepage.h"
#include "common/banner.h"
#include "common/icons.h"
#include "common/prompter.h"
#include "common/spokenrole.h"
#include "common/textlabel.h"
#include "kiosk/kioskeventpage.h"
#include "kiosk/kioskexitpage.h"
#include "shell/toasthost.h"
#include "start/enrolpage.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>

namespace EvalTrack {

namespace {

const QString EventKey = u"kiosk/event"_qs;
constexpr auto LookAtClockAgain = std::chrono::minutes(1);

} // namespace

KioskWindow::KioskWindow(Desk &desk, Prompter &prompter, QSettings &settings, Cameras *cameras)
    : m_desk(desk)
    , m_prompter(prompter)
    , m_settings(settings)
    , m_toasts(new ToastHost(this))
    , m_name(new TextLabel(TextStyle::Strong, this))
    , m_site(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_leave(new QPushButton(this))
    , m_banner(new Banner(this))
    , m_stack(new QStackedWidget(this))
    , m_events(new KioskEventPage(desk, this))
    , m_capture(new CapturePage({desk, prompter, *m_toasts, settings, cameras}, this,
                                CapturePage::Use::Door))
    , m_code(new CheckInCodePage({desk, prompter, *m_toasts, settings}, this,
                                 CheckInCodePage::Use::Door))
    , m_exit(new KioskExitPage(desk.station, this))
    , m_enrol(new EnrolPage(desk.station, desk.connection, this))
{
    setObjectName(u"kioskWindow"_qs);
    setSpokenRole(*this, QAccessible::Window);
    build();
    connect(m_events, &KioskEventPage::chosen, this, &KioskWindow::choose);
    connect(m_capture, &CapturePage::eventChanged, this, &KioskWindow::lookAtDay);
    connect(m_capture, &Page::navigate, this, &KioskWindow::showCode);
    connect(m_code, &Page::navigate, this, &KioskWindow::back);
    connect(m_leave, &QPushButton::clicked, this, &KioskWindow::askToLeave);
    connect(m_banner, &Banner::actionTriggered, this, &KioskWindow::askForCode);
    connect(m_exit, &KioskExitPage::backRequested, this, &KioskWindow::back);
    connect(m_exit, &KioskExitPage::otherEventRequested, this, &KioskWindow::showChoice);
    connect(m_exit, &KioskExitPage::signOffRequested, this, &KioskWindow::signOff);
    connect(m_exit, &KioskExitPage::quitRequested, this, [this] {
        m_mayClose = true;
        close();
    });
    connect(m_enrol, &EnrolPage::backRequested, this, &KioskWindow::back);
    connect(m_enrol, &EnrolPage::enrolled, this, &KioskWindow::back);
    connect(&m_desk.station, &Station::changed, this, &KioskWindow::follow);
    connect(&m_desk.session, &Session::stateChanged, this, &KioskWindow::follow);
    connect(&m_desk.sync, &SyncStatus::changed, this, &KioskWindow::follow);
    connect(&m_desk.events, &EventStore::eventsChanged, this, &KioskWindow::lookAtDay);
    connect(&m_clockwork, &QTimer::timeout, this, &KioskWindow::lookAtDay);
    m_clockwork.start(LookAtClockAgain);
    m_event = EventUuid(QUuid::fromString(m_settings.value(EventKey).toString()));
    retranslate();
    back();
}

KioskWindow::~KioskWindow() = default;

void KioskWindow::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(Space::Three, Space::OneAndHalf, Space::Three, 0);
    head->setSpacing(Space::OneAndHalf);
    m_name->setObjectName(u"stationNameLabel"_qs);
    m_site->setObjectName(u"stationSiteLabel"_qs);
    m_leave->setObjectName(u"leaveButton"_qs);
    m_leave->setProperty("kind", u"quiet"_qs);
    m_leave->setFocusPolicy(Qt::TabFocus);
    head->addWidget(m_name);
    head->addWidget(m_site, 1);
    head->addWidget(m_leave);
    layout->addLayout(head);
    m_banner->setObjectName(u"standingBanner"_qs);
    m_banner->setClosable(false);
    auto *notice = new QVBoxLayout;
    notice->setContentsMargins(Space::Three, Space::One, Space::Three, 0);
    notice->addWidget(m_banner);
    layout->addLayout(notice);
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_events, m_capture, m_code, m_exit, m_enrol}) {
        m_stack->addWidget(page);
    }
    layout->addWidget(m_stack, 1);
}

bool KioskWindow::isChosenTodays() const
{
    const auto events = m_desk.events.events();
    const Timestamp now = m_desk.clock.now();
    return std::any_of(events->begin(), events->end(), [&](const EventSummary &summary) {
        return summary.event.uuid == m_event && KioskEventPage::isTodays(summary.event, now);
    });
}

void KioskWindow::showChoice()
{
    m_stack->setCurrentWidget(m_events);
    m_events->activate();
}

void KioskWindow::showCapture()
{
    m_stack->setCurrentWidget(m_capture);
    m_capture->activate(PageArgument::make(u"event"_qs, toText(m_event.value())));
}

void KioskWindow::showCode()
{
    m_stack->setCurrentWidget(m_code);
    m_code->activate(PageArgument::make(u"event"_qs, toText(m_event.value())));
    m_code->focusFirst();
}

void KioskWindow::choose(EventUuid event)
{
    m_event = event;
    m_settings.setValue(EventKey, toText(event.value()));
    showCapture();
}

void KioskWindow::back()
{
    follow();
    if (isChosenTodays()) {
        showCapture();
    } else {
        showChoice();
    }
}

// An event that is taken off the list, or whose day is over, must not go on under another's name.
void KioskWindow::lookAtDay()
{
    const bool isOfEvent =
        m_stack->currentWidget() == m_capture || m_stack->currentWidget() == m_code;
    if (isOfEvent && (!isChosenTodays() || m_capture->event() != m_event)) {
        back();
    }
}

void KioskWindow::askToLeave()
{
    if (m_stack->currentWidget() != m_exit) {
        m_stack->setCurrentWidget(m_exit);
        m_exit->activate();
    }
}

void KioskWindow::askForCode()
{
    m_stack->setCurrentWidget(m_enrol);
    m_enrol->activate();
}

void KioskWindow::follow()
{
    const auto settings = m_desk.station.settings();
    if (!settings) {
        return; // Signed off; the window goes.
    }
    m_name->setText(settings->name);
    m_site->setText(settings->site);
    const StationStanding standing = m_desk.station.standing();
    m_capture->setStopped(standing == StationStanding::Revoked);
    switch (standing) {
    case StationStanding::Admitted:
        m_banner->clear();
        break;
    case StationStanding::CodeNeeded:
        m_banner->showMessage(
            Tone::Warning,
            tr("The server wants a new code for this station. Go on: what is recorded is kept on "
               "this computer, and is sent once an administrator has given a new code."),
            tr("Enter a new code"));
        break;
    case StationStanding::Revoked: {
        const int waiting = m_desk.sync.waitingCount();
        const QString kept =
            waiting > 0 ? tr("%n capture(s) that were not sent yet are kept on this computer.",
                             nullptr, waiting)
                        : tr("Everything recorded here has been sent.");
        m_banner->showMessage(
            Tone::Danger,
            QString(tr("An administrator has switched this capture station off. Nothing more is "
                       "recorded here.") %
                    u' ' % kept),
            tr("Enter a new code"));
        break;
    }
    }
}

void KioskWindow::signOff()
{
    const int waiting = m_desk.sync.waitingCount();
    const Confirmation question{
        tr("Sign this station off?"),
        waiting > 0
            ? tr("%n capture(s) are not sent yet. They stay on this computer and are sent when it "
                 "becomes this station again. If you can, wait until the server has everything.",
                 nullptr, waiting)
            : tr("The server has everything that was recorded here. A new code from an "
                 "administrator makes this computer a capture station again."),
        waiting > 0 ? tr("Sign off, keep what is not sent") : tr("Sign off"),
        {},
        true};
    m_prompter.ask(this, question, [this](bool accepted) {
        if (!accepted) {
            return;
        }
        m_settings.remove(EventKey);
        m_mayClose = true;
        static_cast<void>(m_desk.session.signOut());
    });
}

void KioskWindow::closeEvent(QCloseEvent *event)
{
    if (m_mayClose) {
        event->accept();
        return;
    }
    event->ignore();
    askToLeave();
}

void KioskWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        const bool isAside = m_stack->currentWidget() == m_exit ||
                             m_stack->currentWidget() == m_enrol ||
                             m_stack->currentWidget() == m_code;
        if (isAside) {
            back();
        } else {
            askToLeave();
        }
        event->accept();
        return;
    }
    // A scan while the code is shown is a scan still.
    if (m_stack->currentWidget() == m_code && !event->text().trimmed().isEmpty()) {
        showCapture();
        QApplication::sendEvent(m_capture->focusWidget(), event);
        return;
    }
    QWidget::keyPressEvent(event);
}

void KioskWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::WindowStateChange && isVisible() && !m_mayClose &&
               !windowState().testFlag(Qt::WindowFullScreen)) {
        setWindowState(Qt::WindowFullScreen); // Neither smaller nor out of sight.
    }
}

void KioskWindow::retranslate()
{
    setWindowTitle(u"EvalTrack"_qs);
    m_leave->setText(tr("Leave…"));
    m_leave->setIcon(Icons::get(Icon::Lock, IconTone::Muted));
    follow();
}

} // namespace EvalTrack
