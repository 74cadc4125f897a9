// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"

#include "common/errorpresenter.h"
#include "common/frames.h"
#include "common/icons.h"
#include "common/textlabel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr int BannerIconSize = 20;

Icon iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Accent:
    case Tone::Info:
        return Icon::Info;
    case Tone::Success:
        return Icon::Check;
    case Tone::Warning:
        return Icon::Warning;
    case Tone::Danger:
        return Icon::Alert;
    }
    return Icon::Info;
}

IconTone iconToneOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Info:
        return IconTone::Muted;
    case Tone::Accent:
        return IconTone::Accent;
    case Tone::Success:
        return IconTone::Success;
    case Tone::Warning:
        return IconTone::Warning;
    case Tone::Danger:
        return IconTone::Danger;
    }
    return IconTone::Normal;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"banner"_qs);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::OneAndHalf, Space::One, Space::One, Space::One);
    layout->setSpacing(Space::OneAndHalf);
    m_icon->setFixedSize(BannerIconSize, BannerIconSize);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    m_text->setWordWrap(true);
    m_text->setObjectName(u"bannerLabel"_qs);
    layout->addWidget(m_text, 1);
    m_action->setObjectName(u"bannerButton"_qs);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    m_close->setObjectName(u"bannerCloseButton"_qs);
    m_close->setIcon(Icons::get(Icon::Close, IconTone::Muted));
    m_close->setAutoRaise(true);
    layout->addWidget(m_close, 0, Qt::AlignVCenter);
    m_close->hide();
    hide();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT closed();
    });
}

void Banner::showMessage(Tone tone, const QString &text, const QString &action)
{
    m_tone = tone;
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    drawIcon();
    setAccessibleName(text);
    show();
    update();
}

void Banner::showError(const Error &error, const QString &action)
{
    const bool isMild = error.code == ErrorCode::Network ||
                        error.code == ErrorCode::UntrustedServer ||
                        error.code == ErrorCode::Timeout || error.code == ErrorCode::Unavailable;
    showMessage(isMild ? Tone::Warning : Tone::Danger, ErrorPresenter::sentence(error), action);
}

void Banner::clear()
{
    m_text->clear();
    hide();
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
}

void Banner::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &colours = coloursOf(palette());
    painter.setPen(frameOf(colours, m_tone));
    painter.setBrush(colours.softOf(m_tone));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Space::Radius,
                            Space::Radius);
}

void Banner::drawIcon()
{
    m_icon->setPixmap(
        Icons::pixmap(iconOf(m_tone), BannerIconSize, iconToneOf(m_tone), devicePixelRatioF()));
}

} // namespace EvalTrack
