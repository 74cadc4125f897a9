// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navigationrail.h"

#include "common/textlabel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>

#include <utility>

namespace EvalTrack {

namespace {

constexpr int RailWidth = 224;
constexpr int MostShortcuts = 9;
constexpr int MostAtLeisure = 12; // More than these stand closer, to fit into 768 pixels.

} // namespace

NavigationRail::NavigationRail(const QList<PageEntry> &entries, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_scroll(new QScrollArea(this))
    , m_account(new QToolButton(this))
    , m_picture(new QLabel(this))
{
    setObjectName(u"navigationRail"_qs);
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(RailWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::OneAndHalf, Space::Two, Space::OneAndHalf, Space::OneAndHalf);
    layout->setSpacing(Space::Half);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(Space::One, 0, 0, Space::Two);
    head->setSpacing(Space::One);
    m_picture->setPixmap(
        QIcon(u":/icons/evaltrack.svg"_qs).pixmap(QSize(28, 28), devicePixelRatioF()));
    head->addWidget(m_picture);
    auto *name = new TextLabel(TextStyle::Subtitle, this);
    name->setText(u"EvalTrack"_qs);
    head->addWidget(name, 1);
    layout->addLayout(head);

    for (const PageEntry &entry : entries) {
        if (entry.isInNavigation) {
            m_entries.append(entry);
        }
    }
    auto *pages = new QWidget(m_scroll);
    pages->setObjectName(u"navigationPages"_qs);
    auto *column = new QVBoxLayout(pages);
    column->setContentsMargins(0, 0, 0, 0);
    const bool isTight = m_entries.size() > MostAtLeisure;
    column->setSpacing(isTight ? Space::Quarter : Space::Half);
    for (const PageEntry &entry : std::as_const(m_entries)) {
        auto *button = new QToolButton(pages);
        button->setProperty("kind", u"rail"_qs);
        button->setProperty("isTight", isTight);
        button->setObjectName(entry.id % u"NavigationButton");
        button->setCheckable(true);
        button->setIcon(Icons::get(entry.icon, IconTone::Muted));
        button->setIconSize(QSize(20, 20));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setFocusPolicy(Qt::StrongFocus);
        button->installEventFilter(this);
        m_group->addButton(button, static_cast<int>(m_buttons.size()));
        m_buttons.append(button);
        column->addWidget(button);
    }
    column->addStretch();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(pages);
    m_scroll->viewport()->setAutoFillBackground(false);
    pages->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
    m_account->setProperty("kind", u"rail"_qs);
    m_account->setObjectName(u"accountButton"_qs);
    m_account->setIcon(Icons::get(Icon::Person, IconTone::Muted));
    m_account->setIconSize(QSize(24, 24));
    m_account->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_account->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_account->setPopupMode(QToolButton::InstantPopup);
    m_account->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_account);

    connect(m_group, &QButtonGroup::idClicked, this, &NavigationRail::request);
    // A screen reader toggles it, and nothing is clicked.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool isChecked) {
        if (isChecked) {
            request(id);
        }
    });
    retranslate();
}

// A click is told twice when it toggles, and asks once.
void NavigationRail::request(int id)
{
    if (std::exchange(m_asked, id) == id) {
        return;
    }
    QMetaObject::invokeMethod(
        this, [this] { m_asked = -1; }, Qt::QueuedConnection);
    Q_EMIT pageRequested(m_entries.at(id).id);
}

void NavigationRail::setCurrent(const QString &pageId)
{
    const QSignalBlocker blocker(m_group);
    // A page that has no button leaves none checked.
    m_group->setExclusive(false);
    for (int i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i)->setChecked(m_entries.at(i).id == pageId);
    }
    m_group->setExclusive(true);
}

void NavigationRail::setPerson(const QString &name, const QString &role)
{
    m_name = name;
    m_role = role;
    showPerson();
}

void NavigationRail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

bool NavigationRail::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        m_scroll->ensureWidgetVisible(qobject_cast<QWidget *>(watched), 0, Space::One);
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const auto at = m_buttons.indexOf(qobject_cast<QToolButton *>(watched));
        const auto next = key == Qt::Key_Down ? at + 1 : key == Qt::Key_Up ? at - 1 : at;
        if (at >= 0 && next != at) {
            if (next >= 0 && next < m_buttons.size()) {
                m_buttons.at(next)->setFocus(Qt::TabFocusReason);
            }
            return true;
        }
        if (at >= 0 && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            m_buttons.at(at)->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void NavigationRail::retranslate()
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        const QString title = m_entries.at(i).title();
        // Two spaces stand for the gap that QToolButton has no property for.
        m_buttons.at(i)->setText(u"  "_qs % title);
        m_buttons.at(i)->setAccessibleName(title);
        m_buttons.at(i)->setToolTip(
            i < MostShortcuts ? QString(title % u" (Ctrl+" % QString::number(i + 1) % u')')
                              : title);
    }
    showPerson();
}

void NavigationRail::showPerson()
{
    const QFontMetrics metrics(m_account->font());
    const int width = RailWidth - 84;
    m_account->setText(u"  "_qs % metrics.elidedText(m_name, Qt::ElideRight, width) % u"\n  " %
                       metrics.elidedText(m_role, Qt::ElideRight, width));
    m_account->setAccessibleName(tr("Account of %1").arg(m_name));
    m_account->setToolTip(m_name);
}

} // namespace EvalTrack
