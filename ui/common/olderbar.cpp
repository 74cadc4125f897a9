// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/olderbar.h"

#include "base/deliver.h"
#include "common/formats.h"
#include "common/textlabel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>

namespace EvalTrack {

OlderBar::OlderBar(History &history, SyncStatus &sync, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_sync(sync)
    , m_text(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_older(new QPushButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::One);
    m_text->setObjectName(u"shownSinceLabel"_qs);
    m_older->setObjectName(u"showOlderButton"_qs);
    m_older->setProperty("kind", u"link"_qs);
    layout->addWidget(m_text);
    layout->addWidget(m_older);
    layout->addStretch(1);
    connect(&m_history, &History::changed, this, &OlderBar::refresh);
    connect(&m_sync, &SyncStatus::changed, this, &OlderBar::refresh);
    connect(m_older, &QPushButton::clicked, this, &OlderBar::fetch);
    refresh();
}

void OlderBar::setUseful(bool useful)
{
    m_isUseful = useful;
    refresh();
}

void OlderBar::fetch()
{
    deliver(m_history.fetchOlder(), this, [this](const Result<void> &result) {
        refresh();
        if (!result) {
            Q_EMIT failed(result.error());
        }
    });
    refresh();
}

void OlderBar::refresh()
{
    const std::optional<Timestamp> since = m_history.shownSince();
    setVisible(since && m_isUseful);
    if (!since) {
        return;
    }
    const bool isOnline = m_sync.isOnline();
    const bool hasOlder = m_history.hasOlder();
    const QString shown = tr("Showing records since %1.").arg(Formats::date(*since));
    if (m_history.isFetching()) {
        m_text->setText(tr("Older records are on their way from the server…"));
    } else if (!hasOlder) {
        m_text->setText(tr("There is nothing older."));
    } else if (isOnline) {
        m_text->setText(shown);
    } else {
        m_text->setText(
            QString(shown % u' ' %
                    tr("What is older is kept by the server, which cannot be reached now.")));
    }
    m_older->setText(tr("Show older"));
    setMinimumHeight(m_older->sizeHint().height()); // The list above keeps its height.
    m_older->setVisible(hasOlder && isOnline && !m_history.isFetching());
}

void OlderBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
}

} // namespace EvalTrack
