// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/kioskeventpage.h"

#include "common/formats.h"
#include "common/textlabel.h"
#include "domain/localday.h"
#include "start/choicebutton.h"

#include <QBoxLayout>
#include <QEvent>

namespace EvalTrack {

namespace {

constexpr int EventCardWidth = 640;
constexpr auto LookAtEventsAgain = std::chrono::minutes(1);

} // namespace

KioskEventPage::KioskEventPage(Desk &desk, QWidget *parent)
    : CentredCard(EventCardWidth, parent)
    , m_desk(desk)
    , m_list(new QWidget(this))
    , m_none(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
{
    setObjectName(u"kioskEventPage"_qs);
    auto *layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::OneAndHalf);
    body()->addWidget(m_list);
    m_none->setObjectName(u"noEventLabel"_qs);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignCenter);
    body()->addWidget(m_none);
    connect(&m_desk.events, &EventStore::eventsChanged, this, &KioskEventPage::fill);
    connect(&m_desk.sync, &SyncStatus::changed, this, &KioskEventPage::fill);
    connect(&m_clockwork, &QTimer::timeout, this, &KioskEventPage::fill);
    m_clockwork.start(LookAtEventsAgain);
    fill();
}

bool KioskEventPage::isTodays(const Event &event, Timestamp now)
{
    const QDate today = placeTime(now, event.zone).date;
    return event.isActive && (placeTime(event.date, event.zone).date == today ||
                              placeTime(event.end(), event.zone).date == today);
}

void KioskEventPage::activate()
{
    fill();
    if (auto *first = m_list->findChild<ChoiceButton *>()) {
        first->setFocus(Qt::OtherFocusReason);
    }
}

void KioskEventPage::fill()
{
    const Timestamp now = m_desk.clock.now();
    QList<Event> todays;
    QList<EventUuid> uuids;
    const auto events = m_desk.events.events();
    for (const EventSummary &summary : *events) {
        if (isTodays(summary.event, now)) {
            todays.append(summary.event);
            uuids.append(summary.event.uuid);
        }
    }
    setHeading(tr("Which event?"), tr("Choose the event of this door."));
    m_none->setVisible(todays.isEmpty());
    m_none->setText(m_desk.sync.activity() == SyncActivity::Initial
                        ? tr("The list of events is being fetched…")
                        : tr("No active event is on today's list. As soon as there is one, it "
                             "appears here."));
    const QList<ChoiceButton *> buttons = m_list->findChildren<ChoiceButton *>();
    if (uuids != std::exchange(m_shown, uuids)) {
        for (ChoiceButton *old : buttons) {
            // Not at once: it may be the one that was clicked.
            old->hide();
            old->setParent(nullptr);
            old->deleteLater();
        }
        for (const EventUuid uuid : std::as_const(uuids)) {
            auto *button = new ChoiceButton(Icon::Events, m_list);
            button->setObjectName(u"eventButton"_qs);
            m_list->layout()->addWidget(button);
            connect(button, &QAbstractButton::clicked, this, [this, uuid] { Q_EMIT chosen(uuid); });
        }
    }
    const QList<ChoiceButton *> shown = m_list->findChildren<ChoiceButton *>();
    for (qsizetype i = 0; i < shown.size() && i < todays.size(); ++i) {
        const Event &event = todays.at(i);
        const QString times = tr("%1 to %2")
                                  .arg(Formats::time(placeTime(event.date, event.zone).time),
                                       Formats::time(event.end(), event.zone));
        shown.at(i)->setTexts(event.title, event.location.value_or(QString()).isEmpty()
                                               ? times
                                               : QString(times % u" · " % *event.location));
    }
}

void KioskEventPage::changeEvent(QEvent *event)
{
    CentredCard::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
}

} // namespace EvalTrack
