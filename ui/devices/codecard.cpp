// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/codecard.h"

#include "common/frames.h"
#include "common/icons.h"
#include "common/textlabel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QPushButton>

namespace EvalTrack {

CodeCard::CodeCard(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextStyle::Strong, this))
    , m_text(new TextLabel(TextStyle::Figure, this))
    , m_steps(new TextLabel(TextStyle::Body, this))
    , m_copy(new QPushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::Two, Space::Two, Space::Two);
    layout->setSpacing(Space::One);
    m_text->setObjectName(u"enrolmentCodeLabel"_qs);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_steps->setWordWrap(true);
    m_title->setWordWrap(true);
    m_steps->setObjectName(u"enrolmentStepsLabel"_qs);
    m_copy->setObjectName(u"copyCodeButton"_qs);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_copy, 0, Qt::AlignLeft);
    layout->addWidget(m_steps);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_code);
        Q_EMIT copied();
    });
    clear();
}

void CodeCard::showCode(const QString &code, const QString &until, const QString &server)
{
    m_code = code;
    m_until = until;
    m_server = server;
    retranslate();
    show();
    m_copy->setFocus(Qt::OtherFocusReason);
}

void CodeCard::clear()
{
    m_code.clear();
    m_text->clear();
    hide();
}

void CodeCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void CodeCard::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &colours = coloursOf(palette());
    painter.setPen(frameOf(colours, Tone::Accent));
    painter.setBrush(colours.accentSoft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Space::Radius,
                            Space::Radius);
}

void CodeCard::retranslate()
{
    m_text->setText(m_code);
    m_title->setText(tr("Enrollment code, good until %1").arg(m_until));
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(Icons::get(Icon::Copy));
    m_steps->setText(
        m_server.isEmpty()
            ? tr("EvalTrack works on this computer alone here, so no other computer can reach its "
                 "server: sign out and choose “Use this computer as a capture station”, or set up "
                 "a server in your network. The code works once and is not shown again.")
            : tr("On the computer at the door: start EvalTrack, choose “Use this computer as "
                 "a capture station”, type the address %1 and this code. It works once and is not "
                 "shown again.")
                  .arg(m_server));
    setAccessibleName(m_title->text());
}

} // namespace EvalTrack
