// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/emptystate.h"

#include "common/skeleton.h"
#include "common/textlabel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>

namespace EvalTrack {

namespace {

constexpr int PictureSize = 40;
constexpr int EmptyTextWidth = 420;
constexpr int LoadingRows = 8; // At least, where it stands in a layout.

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_skeleton(new Skeleton(this))
    , m_words(new QWidget(this))
    , m_picture(new QLabel(m_words))
    , m_title(new TextLabel(TextStyle::Subtitle, m_words))
    , m_text(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_words))
    , m_action(new QPushButton(m_words))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_words);
    m_skeleton->hide();
    auto *layout = new QVBoxLayout(m_words);
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
    showLoading(false);
    m_icon = icon;
    drawIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    fit();
}

void EmptyState::setLoading(const QString &sentence)
{
    showLoading(true);
    setAccessibleName(sentence);
    setAccessibleDescription({});
}

void EmptyState::showLoading(bool isLoading)
{
    m_isLoading = isLoading;
    // Over a table it is as high as that.
    const bool isInLayout = parentWidget() != nullptr && parentWidget()->layout() != nullptr;
    setMinimumHeight(isLoading && isInLayout ? LoadingRows * Skeleton::RowHeight : 0);
    m_skeleton->setGeometry(rect());
    m_skeleton->setVisible(isLoading);
    m_words->setVisible(!isLoading);
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_skeleton->setGeometry(rect());
    fit();
}

// Where there is little room the words are what counts.
void EmptyState::fit()
{
    const int width = std::min(this->width() - 2 * Space::Three, EmptyTextWidth);
    const auto heightOf = [width](const QWidget *part) {
        return part->isHidden()
                   ? 0
                   : std::max(part->sizeHint().height(), part->heightForWidth(width)) + Space::One;
    };
    const int words = heightOf(m_title) + heightOf(m_text) + heightOf(m_action) + Space::One;
    const bool hasRoom = height() >= words + PictureSize + 2 * Space::Three + Space::Two;
    m_picture->setVisible(hasRoom);
    const int margin = hasRoom ? Space::Three : Space::Half;
    m_words->layout()->setContentsMargins(Space::Three, margin, Space::Three, margin);
    m_words->layout()->setSpacing(hasRoom ? Space::One : Space::Half);
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
