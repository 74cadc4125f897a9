// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusline.h"

#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/icons.h"
#include "common/textlabel.h"
#include "common/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>

namespace EvalTrack {

namespace {

constexpr auto TickInterval = std::chrono::seconds(20);
constexpr int StatusIconSize = 16;

} // namespace

StatusLine::StatusLine(SyncStatus &sync, const Clock &clock, QWidget *parent)
    : QStatusBar(parent)
    , m_sync(sync)
    , m_clock(clock)
    , m_picture(new QLabel(this))
    , m_connection(new TextLabel(TextStyle::Caption, this))
    , m_activity(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_lastSync(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_waiting(new QPushButton(this))
    , m_attention(new QPushButton(this))
{
    setSizeGripEnabled(false);
    setObjectName(u"statusLine"_qs);
    m_connection->setObjectName(u"connectionLabel"_qs);
    m_activity->setObjectName(u"activityLabel"_qs);
    m_lastSync->setObjectName(u"lastSyncLabel"_qs);
    m_waiting->setObjectName(u"waitingButton"_qs);
    m_attention->setObjectName(u"attentionButton"_qs);
    for (QPushButton *button : {m_waiting, m_attention}) {
        button->setProperty("kind", u"status"_qs);
        connect(button, &QPushButton::clicked, this, &StatusLine::trayRequested);
    }
    m_waiting->setIconSize(QSize(StatusIconSize, StatusIconSize));
    m_attention->setIconSize(QSize(StatusIconSize, StatusIconSize));
    m_waiting->setIcon(Icons::get(Icon::Tray, IconTone::Muted));

    auto *left = new QWidget(this);
    auto *layout = new QHBoxLayout(left);
    layout->setContentsMargins(Space::OneAndHalf, Space::Half, Space::OneAndHalf, Space::Half);
    layout->setSpacing(Space::One);
    layout->addWidget(m_picture);
    layout->addWidget(m_connection);
    layout->addSpacing(Space::One);
    layout->addWidget(m_activity);
    layout->addWidget(m_lastSync);
    layout->addStretch();
    addWidget(left, 1);
    addPermanentWidget(m_attention);
    addPermanentWidget(m_waiting);

    connect(&m_sync, &SyncStatus::changed, this, &StatusLine::refresh);
    connect(&m_tick, &QTimer::timeout, this, &StatusLine::refresh);
    m_tick.start(TickInterval);
    refresh();
}

void StatusLine::refresh()
{
    const bool isOnline = m_sync.isOnline();
    m_picture->setPixmap(Icons::pixmap(isOnline ? Icon::Cloud : Icon::CloudOff, StatusIconSize,
                                       isOnline ? IconTone::Success : IconTone::Warning,
                                       devicePixelRatioF()));
    m_connection->setInk(isOnline ? TextLabel::Ink::Success : TextLabel::Ink::Warning);
    m_connection->setText(isOnline ? tr("Online") : tr("Offline"));
    m_connection->setToolTip(
        isOnline ? tr("The server can be reached.")
                 : tr("The server cannot be reached. You can go on working: what you record is "
                      "kept on this computer and sent later."));
    const bool isStalled = m_sync.isStalled();
    m_activity->setInk(isStalled ? TextLabel::Ink::Warning : TextLabel::Ink::Muted);
    m_activity->setText(activityText());
    m_activity->setVisible(!m_activity->text().isEmpty());
    const std::optional<Error> error = m_sync.lastError();
    const QString reason = error ? ErrorPresenter::sentence(*error) : QString();
    m_activity->setToolTip(
        isStalled ? QString(tr("The server can be reached, but nothing has been sent for a minute. "
                               "The connection is being made anew; what you recorded is safe on "
                               "this computer.") %
                            (reason.isEmpty() ? reason : QString(u"\n" % reason)))
                  : reason);

    const std::optional<Timestamp> last = m_sync.lastSync();
    // Beside "Offline", "just now" would read as if it were not.
    const QString when = !last      ? QString()
                         : isOnline ? Formats::age(*last, m_clock.now())
                                    : Formats::relativeDateTimeInside(*last, m_clock.now());
    const QString lastSync = last ? tr("Last sync: %1").arg(when) : tr("Not synchronized yet");
    m_lastSync->setText(m_activity->text().isEmpty() ? lastSync : QString(u"·  " % lastSync));
    m_lastSync->setToolTip(last ? Formats::dateTime(*last) : QString());

    const int waiting = m_sync.waitingCount();
    // The space stands for the gap between picture and text that QPushButton has no property for.
    m_waiting->setText(u' ' % (waiting == 0 ? tr("Nothing to send")
                                            : tr("%n record(s) to send", nullptr, waiting)));
    m_waiting->setAccessibleName(m_waiting->text().trimmed());
    m_waiting->setToolTip(tr("Show what has not reached the server yet"));
    const int attention = m_sync.attentionCount();
    m_attention->setVisible(attention > 0);
    m_waiting->setVisible(waiting > 0 || attention == 0); // One of them leads to the outbox.
    // Whoever captured can do nothing about what waits for human resources: no reason for alarm.
    const int toDecide = attention - m_sync.reviewCount();
    m_attention->setText(
        u' ' % (toDecide > 0 ? tr("%n record(s) in the outbox need attention", nullptr, toDecide)
                             : tr("%n capture(s) made here to review", nullptr, attention)));
    m_attention->setAccessibleName(m_attention->text().trimmed());
    m_attention->setIcon(toDecide > 0 ? Icons::get(Icon::Warning, IconTone::Danger)
                                      : Icons::get(Icon::Eye, IconTone::Warning));
    setStyleProperty(*m_attention, "kind", toDecide > 0 ? u"statusAlert"_qs : u"statusNotice"_qs);
    m_attention->setToolTip(m_waiting->toolTip());
}

void StatusLine::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refresh();
    }
}

QString StatusLine::activityText() const
{
    if (m_sync.isStalled()) {
        return tr("Sending is stuck; connecting anew");
    }
    switch (m_sync.activity()) {
    case SyncActivity::Idle:
        if (const int unreadable = m_sync.unreadableCount(); unreadable > 0) {
            return tr("%n record(s) could not be read by this version", nullptr, unreadable);
        }
        if (!m_sync.isOnline() || m_sync.waitingCount() > 0) {
            return {};
        }
        // What somebody has to decide was sent, and is not settled: that is told at the right.
        return m_sync.attentionCount() > 0 ? QString() : tr("Everything is up to date");
    case SyncActivity::Syncing:
        return m_sync.isOnline() ? tr("Synchronizing…") : tr("Trying to reach the server…");
    case SyncActivity::Initial:
        return tr("Fetching the first copy…");
    case SyncActivity::Waiting:
        return tr("Will try again soon");
    }
    return {};
}

} // namespace EvalTrack
