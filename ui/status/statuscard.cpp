// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/statuscard.h"

#include "common/skeleton.h"
#include "common/statuschip.h"
#include "common/textlabel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace EvalTrack {

namespace {

constexpr int CardIconSize = 18;
constexpr int DetailLines = 2;
constexpr int WaitingFactWidth = 120;
constexpr int WaitingFactHeight = 12;

/// As high as a label is with so many lines; its font alone does not tell.
int heightOf(QLabel &label, int lines)
{
    const QString text = label.text();
    label.setText(QStringLiteral("X\n").repeated(lines).chopped(1));
    const int height = label.sizeHint().height();
    label.setText(text);
    return height;
}

} // namespace

StatusCard::StatusCard(Icon icon, QWidget *parent)
    : QFrame(parent)
    , m_kind(icon)
    , m_icon(new QLabel(this))
    , m_title(new TextLabel(TextStyle::Strong, this))
    , m_chip(new StatusChip(this))
    , m_fact(new TextLabel(TextStyle::Body, this))
    , m_detail(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, this))
    , m_link(new QPushButton(this))
{
    setProperty("kind", u"card"_qs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::OneAndHalf, Space::Two, Space::OneAndHalf);
    layout->setSpacing(Space::Half);
    auto *head = new QHBoxLayout;
    head->setSpacing(Space::One);
    head->addWidget(m_icon);
    head->addWidget(m_title, 1);
    head->addWidget(m_chip);
    layout->addLayout(head);
    m_fact->setWordWrap(true);
    m_detail->setWordWrap(true);
    m_fact->setObjectName(u"factLabel"_qs);
    m_detail->setObjectName(u"detailLabel"_qs);
    m_detail->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    keepRoom();
    QSizePolicy policy = m_chip->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_chip->setSizePolicy(policy);
    layout->addWidget(m_fact);
    layout->addWidget(m_detail);
    m_link->setObjectName(u"statusLinkButton"_qs);
    m_link->setProperty("kind", u"link"_qs);
    m_link->hide();
    layout->addWidget(m_link, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_link, &QPushButton::clicked, this, &StatusCard::linkTriggered);
    drawIcon();
    setWaiting({});
}

void StatusCard::setTitle(const QString &title)
{
    m_title->setText(title);
}

void StatusCard::setWords(const StatusWords &words)
{
    m_isWaiting = false;
    m_chip->setStatus(words.verdict, words.tone);
    m_chip->show();
    m_fact->setText(words.fact);
    m_detail->setText(words.detail);
    speak(QString(words.verdict % u". " % words.fact % u". " % words.detail));
    update();
}

void StatusCard::setWaiting(const QString &spoken)
{
    m_isWaiting = true;
    m_chip->hide();
    m_fact->clear();
    m_detail->clear();
    speak(spoken);
    update();
}

void StatusCard::setLeads()
{
    QSizePolicy policy = m_link->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_link->setSizePolicy(policy);
}

void StatusCard::setLink(const QString &text)
{
    m_link->setText(text);
    m_link->setVisible(!text.isEmpty());
    m_link->setAccessibleName(text);
}

/// For as much as it says when all is well: nothing jumps when the words come.
void StatusCard::keepRoom()
{
    m_fact->setMinimumHeight(heightOf(*m_fact, 1));
    m_detail->setMinimumHeight(heightOf(*m_detail, DetailLines));
}

void StatusCard::speak(const QString &text)
{
    setAccessibleName(QString(m_title->text() % u": " % text).trimmed());
}

void StatusCard::drawIcon()
{
    m_icon->setPixmap(Icons::pixmap(m_kind, CardIconSize, IconTone::Muted, devicePixelRatioF()));
}

void StatusCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        drawIcon();
        keepRoom();
    }
}

void StatusCard::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    if (!m_isWaiting) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect fact = m_fact->geometry();
    const QRect bar(fact.left(), fact.center().y() - WaitingFactHeight / 2, WaitingFactWidth,
                    WaitingFactHeight);
    Skeleton::paintBar(painter, QStyle::visualRect(layoutDirection(), fact, bar), palette());
}

} // namespace EvalTrack
