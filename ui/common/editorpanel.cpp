// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/editorpanel.h"

#include "common/banner.h"
#include "common/icons.h"
#include "common/textlabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace EvalTrack {

EditorPanel::EditorPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextStyle::Subtitle, this))
    , m_subtitle(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_close(new QToolButton(this))
    , m_chips(new QHBoxLayout)
    , m_banner(new Banner(this))
    , m_scroll(new QScrollArea(this))
    , m_body(nullptr)
    , m_footer(new QWidget(this))
    , m_buttons(new QHBoxLayout)
{
    setProperty("kind", u"card"_qs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, Space::Two, 1, 1);
    layout->setSpacing(Space::One);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(Space::Two, 0, Space::OneAndHalf, 0);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(Space::Quarter);
    m_title->setObjectName(u"panelTitleLabel"_qs);
    m_title->setWordWrap(true);
    m_subtitle->setObjectName(u"panelSubtitleLabel"_qs);
    m_subtitle->setWordWrap(true);
    m_subtitle->hide();
    titles->addWidget(m_title);
    titles->addWidget(m_subtitle);
    head->addLayout(titles, 1);
    m_close->setObjectName(u"closePanelButton"_qs);
    m_close->setIcon(Icons::get(Icon::Close, IconTone::Muted));
    head->addWidget(m_close, 0, Qt::AlignTop);
    layout->addLayout(head);

    m_chips->setContentsMargins(Space::Two, 0, Space::Two, 0);
    m_chips->setSpacing(Space::One);
    layout->addLayout(m_chips);

    auto *bannerRow = new QHBoxLayout;
    bannerRow->setContentsMargins(Space::Two, 0, Space::Two, 0);
    bannerRow->addWidget(m_banner);
    layout->addLayout(bannerRow);

    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget(m_scroll);
    content->setAutoFillBackground(false);
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(Space::Two, Space::Half, Space::Two, Space::Two);
    m_body->setSpacing(Space::OneAndHalf);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);

    // What is longer than the panel goes on below this line.
    auto *line = new QFrame(m_footer);
    line->setProperty("kind", u"line"_qs);
    auto *footer = new QVBoxLayout(m_footer);
    footer->setContentsMargins(0, 0, 0, 0);
    footer->setSpacing(0);
    footer->addWidget(line);
    footer->addLayout(m_buttons);
    m_buttons->setContentsMargins(Space::Two, Space::OneAndHalf, Space::Two, Space::OneAndHalf);
    m_buttons->setSpacing(Space::One);
    m_buttons->addStretch(1);
    layout->addSpacing(-Space::One);
    layout->addWidget(m_footer);

    connect(m_close, &QToolButton::clicked, this, &EditorPanel::closeRequested);
    retranslate();
}

void EditorPanel::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EditorPanel::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

QPushButton *EditorPanel::addButton(const QString &objectName, const QString &kind)
{
    auto *button = new QPushButton(m_footer);
    button->setObjectName(objectName);
    if (!kind.isEmpty()) {
        button->setProperty("kind", kind);
    }
    // After the stretch and before the buttons that were added earlier.
    m_buttons->insertWidget(m_leftButtons + 1, button);
    followButton(button);
    return button;
}

QPushButton *EditorPanel::addLeftButton(const QString &objectName, const QString &kind)
{
    auto *button = new QPushButton(m_footer);
    button->setObjectName(objectName);
    if (!kind.isEmpty()) {
        button->setProperty("kind", kind);
    }
    m_buttons->insertWidget(m_leftButtons++, button);
    followButton(button);
    return button;
}

void EditorPanel::putLast(QPushButton *button)
{
    m_buttons->removeWidget(button);
    m_buttons->addWidget(button);
}

void EditorPanel::followButton(QPushButton *button)
{
    button->installEventFilter(this);
    updateFooter();
}

bool EditorPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent) {
        updateFooter();
    }
    return QFrame::eventFilter(watched, event);
}

// A line with nothing below it looks as if something were missing.
void EditorPanel::updateFooter()
{
    const QList<QPushButton *> buttons =
        m_footer->findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly);
    m_footer->setVisible(m_wantsFooter &&
                         std::ranges::any_of(buttons, [this](const QPushButton *button) {
                             return button->isVisibleTo(m_footer);
                         }));
}

void EditorPanel::setFooterVisible(bool visible)
{
    m_wantsFooter = visible;
    updateFooter();
}

void EditorPanel::scrollToTop()
{
    m_scroll->verticalScrollBar()->setValue(0);
}

void EditorPanel::showFocused()
{
    QWidget *focused = QApplication::focusWidget();
    if (focused != nullptr && m_scroll->widget()->isAncestorOf(focused)) {
        m_scroll->ensureWidgetVisible(focused, 0, Space::Six);
    }
}

void EditorPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        event->accept();
        Q_EMIT closeRequested();
        return;
    }
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        event->accept();
        pressDefault();
        return;
    }
    QFrame::keyPressEvent(event);
}

void EditorPanel::pressDefault()
{
    if (auto *button = qobject_cast<QAbstractButton *>(QApplication::focusWidget())) {
        button->click();
        return;
    }
    for (QPushButton *button : m_footer->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->isEnabled() &&
            button->property("kind").toString() == u"primary") {
            button->click();
            return;
        }
    }
}

void EditorPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void EditorPanel::retranslate()
{
    m_close->setToolTip(tr("Close (Esc)"));
    m_close->setAccessibleName(tr("Close"));
}

} // namespace EvalTrack
