// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/centredcard.h"

#include "common/textlabel.h"

#include <QBoxLayout>
#include <QFrame>
#include <QIcon>
#include <QScrollArea>

namespace EvalTrack {

namespace {

constexpr int MarkSize = 56;

} // namespace

CentredCard::CentredCard(int width, QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::Title))
    , m_text(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted))
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    auto *middle = new QWidget(scroll);
    scroll->setWidget(middle);
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(Space::Three, Space::Three, Space::Three, Space::Three);
    auto *column = new QVBoxLayout;
    column->setSpacing(Space::One);
    row->addStretch();
    row->addLayout(column);
    row->addStretch();

    column->addStretch(2);
    auto *mark = new QLabel(middle);
    mark->setPixmap(
        QIcon(u":/icons/evaltrack.svg"_qs).pixmap(QSize(MarkSize, MarkSize), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignCenter);
    column->addWidget(mark);
    column->addSpacing(Space::Half);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    column->addWidget(m_text);
    column->addSpacing(Space::Two);

    auto *card = new QFrame(middle);
    card->setProperty("kind", u"card"_qs);
    card->setFixedWidth(width);
    m_body = new QVBoxLayout(card);
    m_body->setContentsMargins(Space::Three, Space::Three, Space::Three, Space::Three);
    m_body->setSpacing(Space::Two);
    column->addWidget(card);
    column->addStretch(3);
}

void CentredCard::setHeading(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

} // namespace EvalTrack
