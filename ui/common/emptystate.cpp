// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/emptystate.h"

#include "common/textlabel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>

namespace EvalTrack {

namespace {

constexpr int PictureSize = 40;
constexpr int EmptyTextWidth = 420;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_picture(new QLabel(this))
    , m_title(new TextLabel(TextStyle::Subtitle, this))
    , m_text(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_action(new QPushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Three, Space::Three, Space::Three, Space::Three);
    layout->setSpacing(Space::One);
    layout->addStretch(2);
    m_picture->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_picture);
    layout->addSpacing(Space::Half);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    layout->addWidget(m_title);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(EmptyTextWidth);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_text, 10);
    row->addStretch();
    layout->addLayout(row);
    layout->addSpacing(Space::One);
    m_action->setObjectName(u"emptyStateButton"_qs);
    m_action->hide(); // Until a state has something to do.
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setState(Icon icon, const QString &title, const QString &text,
                          const QString &action)
{
    m_icon = icon;
    drawIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
}

void EmptyState::drawIcon()
{
    m_picture->setPixmap(Icons::pixmap(m_icon, PictureSize, IconTone::Muted, devicePixelRatioF()));
}

} // namespace EvalTrack
