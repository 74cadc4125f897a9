// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkin/checkincodepage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/qrcode.h"
#include "common/textlabel.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace EvalTrack {

using namespace std::chrono_literals;

namespace {

constexpr auto CodeTick = 200ms;
constexpr int BarHeight = 6;
constexpr int BarWidth = 360;
constexpr int CodeMinimum = 220;

} // namespace

CheckInCodePage::CheckInCodePage(const PageContext &context, QWidget *parent, Use use)
    : Page(context, parent)
    , m_use(use)
    , m_back(new QToolButton(this))
    , m_title(new TextLabel(TextStyle::Title, this))
    , m_fullScreen(new QToolButton(this))
    , m_banner(new Banner(this))
    , m_code(new QrView(this))
    , m_none(new EmptyState(this))
    , m_how(new TextLabel(TextStyle::Subtitle, this))
    , m_left(new QProgressBar(this))
    , m_count(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
{
    build();
    connect(m_back, &QToolButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::Capture, PageArgument::make(u"event"_qs, toText(m_event.value())));
    });
    connect(m_fullScreen, &QToolButton::clicked, this, &CheckInCodePage::toggleFullScreen);
    connect(m_banner, &Banner::actionTriggered, this, &CheckInCodePage::load);
    connect(&desk().events, &EventStore::eventsChanged, this, &CheckInCodePage::retranslateUi);
    connect(&desk().sync, &SyncStatus::changed, this, [this] {
        if (!m_screen && desk().sync.isOnline() && m_banner->isVisible()) {
            load();
        }
    });
    connect(&m_clockwork, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            tick();
        }
    });
    m_clockwork.start(CodeTick);
    retranslateUi();
}

void CheckInCodePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Two, Space::Three, Space::Three);
    layout->setSpacing(Space::Two);
    auto *head = new QHBoxLayout;
    head->setSpacing(Space::Two);
    m_title->setWordWrap(true);
    m_title->setObjectName(u"checkInEventLabel"_qs);
    m_back->setObjectName(u"backToCaptureButton"_qs);
    m_back->setIcon(Icons::get(Icon::Back));
    m_back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    head->addWidget(m_back, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    m_fullScreen->setObjectName(u"fullScreenButton"_qs);
    m_fullScreen->setToolButtonStyle(Qt::ToolButtonTextOnly);
    head->addWidget(m_fullScreen, 0, Qt::AlignTop);
    m_fullScreen->setVisible(m_use == Use::Desk);
    layout->addLayout(head);
    layout->addWidget(m_banner);

    m_code->setObjectName(u"checkInCodeView"_qs);
    m_code->setMinimumSize(CodeMinimum, CodeMinimum);
    layout->addWidget(m_code, 1);
    layout->addWidget(m_none, 1);
    m_left->setObjectName(u"checkInTimeLeftBar"_qs);
    m_left->setTextVisible(false);
    m_left->setFixedSize(BarWidth, BarHeight);
    m_left->setRange(0, static_cast<int>(Wire::CheckInStep / 1s));
    layout->addWidget(m_left, 0, Qt::AlignHCenter);
    m_how->setAlignment(Qt::AlignCenter);
    m_how->setWordWrap(true);
    layout->addWidget(m_how);
    m_count->setObjectName(u"checkInCountLabel"_qs);
    m_count->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_count);
}

std::optional<EventSummary> CheckInCodePage::summary() const
{
    const auto events = desk().events.events();
    const auto found = std::ranges::find_if(
        *events, [this](const EventSummary &each) { return each.event.uuid == m_event; });
    return found == events->end() ? std::nullopt : std::optional(*found);
}

void CheckInCodePage::activate(const QString &argument)
{
    const EventUuid event(QUuid::fromString(PageArgument::value(argument, u"event"_qs)));
    if (!event.isNull() && event != std::exchange(m_event, event)) {
        m_screen.reset();
    }
    retranslateUi();
    if (!m_screen) {
        load();
    }
}

void CheckInCodePage::focusFirst()
{
    m_back->setFocus(Qt::OtherFocusReason);
}

void CheckInCodePage::load()
{
    m_banner->clear();
    const auto event = summary();
    if (!event || event->event.id.isNull()) {
        tick();
        return;
    }
    const quint64 token = ++m_token;
    deliver(desk().checkIn.screenOf(event->event.id), this,
            [this, token](const Result<CheckInScreen> &screen) {
                if (token != m_token) {
                    return;
                }
                if (screen) {
                    m_screen = *screen;
                } else {
                    m_banner->showError(screen.error(), tr("Try again"));
                }
                tick();
            });
    tick();
}

void CheckInCodePage::tick()
{
    if (!m_screen) {
        const auto event = summary();
        if (!event) {
            showNone(tr("No event"), tr("Choose an event in Capture first."));
        } else if (event->event.id.isNull()) {
            showNone(tr("Not yet"), tr("The server has to know the event first. It is sent as soon "
                                       "as there is a connection."));
        } else if (m_banner->isVisible()) {
            showNone(tr("No code"), tr("The server is needed once to show the code."));
        } else {
            showNone(tr("One moment"), tr("The code is being prepared."));
        }
        return;
    }
    const Timestamp now = m_screen->serverTime(desk().clock);
    const auto event = summary();
    if (now < m_screen->key.opensAt) {
        showNone(tr("Check-in is not open yet"),
                 tr("The code appears here at %1, half an hour before the event.")
                     .arg(Formats::relativeDateTimeInside(
                         m_screen->key.opensAt, now, event ? event->event.zone : std::nullopt)));
    } else if (now > m_screen->key.closesAt) {
        showNone(tr("The event is over"), tr("Nobody can check in any more."));
    } else {
        showCode();
    }
}

void CheckInCodePage::showCode()
{
    m_none->hide();
    for (QWidget *part : std::initializer_list<QWidget *>{m_code, m_left, m_how}) {
        part->show();
    }
    m_code->setText(m_screen->code(desk().clock));
    m_left->setValue(static_cast<int>(
        std::chrono::ceil<std::chrono::seconds>(m_screen->left(desk().clock)) / 1s));
}

void CheckInCodePage::showNone(const QString &title, const QString &text)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_code, m_left, m_how}) {
        part->hide();
    }
    m_code->setText({});
    m_none->setState(Icon::Scan, title, text);
    m_none->show();
}

void CheckInCodePage::toggleFullScreen()
{
    QWidget *top = window();
    top->setWindowState(top->windowState() ^ Qt::WindowFullScreen);
    retranslateUi();
}

void CheckInCodePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F11 && m_use == Use::Desk) {
        toggleFullScreen();
        event->accept();
        return;
    }
    Page::keyPressEvent(event);
}

void CheckInCodePage::retranslateUi()
{
    const auto event = summary();
    m_title->setText(event ? event->event.title : tr("Check-in code"));
    m_back->setText(tr("Capture"));
    m_back->setToolTip(tr("Back to capture"));
    m_code->setAccessibleName(tr("Check-in code"));
    m_left->setAccessibleName(tr("Seconds until the code changes"));
    m_how->setText(tr("Open “Check in” in EvalTrack and scan this code."));
    m_count->setVisible(event.has_value());
    if (event) {
        m_count->setText(tr("%1 present of %2 on the list")
                             .arg(Formats::number(event->confirmed - event->left),
                                  Formats::number(event->registered)));
    }
    m_fullScreen->setText((window()->windowState() & Qt::WindowFullScreen) != 0
                              ? tr("Leave full screen")
                              : tr("Full screen"));
    m_fullScreen->setToolTip(tr("Full screen (F11)"));
    tick();
}

} // namespace EvalTrack
