// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/noticepanel.h"

#include "common/formats.h"
#include "common/textlabel.h"
#include "common/theme.h"
#include "shell/noticeboard.h"
#include "shell/noticedelegate.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int NoticesWidth = 400;
constexpr int MostNoticesHeight = 520;
constexpr int BellSize = 16;

} // namespace

NoticePanel::NoticePanel(NoticeBoard &board, const Clock &clock, QWidget *over)
    : QFrame(over)
    , m_board(board)
    , m_clock(clock)
    , m_over(over)
    , m_bell(new QPushButton(over->window()))
    , m_title(new TextLabel(TextStyle::Subtitle, this))
    , m_close(new QPushButton(this))
    , m_list(new QListWidget(this))
    , m_nothing(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_allRead(new QPushButton(this))
    , m_clearAll(new QPushButton(this))
    , m_desktop(new QCheckBox(this))
{
    setObjectName(u"noticePanel"_qs);
    setProperty("kind", u"card"_qs);
    m_bell->setObjectName(u"bellButton"_qs);
    m_bell->setIconSize(QSize(BellSize, BellSize));
    m_close->setObjectName(u"closeNoticesButton"_qs);
    m_list->setObjectName(u"noticeList"_qs);
    m_nothing->setObjectName(u"noNoticesLabel"_qs);
    m_allRead->setObjectName(u"allReadButton"_qs);
    m_clearAll->setObjectName(u"clearNoticesButton"_qs);
    m_desktop->setObjectName(u"desktopNoticesCheckBox"_qs);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::OneAndHalf, Space::Two, Space::Two);
    layout->setSpacing(Space::One);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    m_close->setProperty("kind", u"quiet"_qs);
    m_close->setIcon(Icons::get(Icon::Close, IconTone::Muted));
    head->addWidget(m_close);
    layout->addLayout(head);
    m_list->setProperty("kind", u"plain"_qs);
    m_list->setItemDelegate(new NoticeDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust); // Filled before it is as wide as it will be.
    m_list->setIconSize(QSize(20, 20));
    m_list->setSpacing(Space::Quarter);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    layout->addWidget(m_list, 1);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    layout->addWidget(m_nothing, 1);
    auto *deeds = new QHBoxLayout;
    deeds->addWidget(m_allRead);
    deeds->addWidget(m_clearAll);
    deeds->addStretch();
    layout->addLayout(deeds);
    layout->addWidget(m_desktop);

    hide();
    over->installEventFilter(this);
    connect(m_bell, &QPushButton::clicked, this, [this] { isVisible() ? close() : open(); });
    connect(m_close, &QPushButton::clicked, this, &NoticePanel::close);
    connect(m_allRead, &QPushButton::clicked, &m_board, &NoticeBoard::markAllRead);
    connect(m_clearAll, &QPushButton::clicked, &m_board, &NoticeBoard::clearAll);
    connect(m_list, &QListWidget::itemClicked, this, &NoticePanel::openCurrent);
    connect(&m_board, &NoticeBoard::changed, this, &NoticePanel::fill);
    retranslate();
}

void NoticePanel::open()
{
    m_before = QApplication::focusWidget();
    fill();
    place();
    show();
    raise();
    if (m_list->count() > 0) {
        m_list->setCurrentRow(qMax(0, m_list->currentRow()));
        m_list->setFocus();
    } else {
        m_close->setFocus();
    }
}

void NoticePanel::close()
{
    hide();
    (m_before && m_before->isVisible() ? m_before : m_bell)->setFocus();
    m_before = nullptr;
}

void NoticePanel::fill()
{
    const int unread = m_board.unreadCount();
    m_bell->setIcon(Icons::get(Icon::Bell, unread > 0 ? IconTone::Warning : IconTone::Muted));
    m_bell->setText(unread > 0 ? QString(u' ' % Formats::number(unread)) : QString());
    setStyleProperty(*m_bell, "kind", unread > 0 ? u"statusNotice"_qs : u"status"_qs);
    const QString name =
        unread > 0 ? tr("Notifications: %n unread", nullptr, unread) : tr("Notifications");
    m_bell->setAccessibleName(name);
    m_bell->setToolTip(name);

    const QList<Notice> notices = m_board.notices();
    const QString current =
        m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
    const int row = m_list->currentRow();
    m_list->clear();
    for (const Notice &notice : notices) {
        auto *item = new QListWidgetItem(Icons::get(notice.icon, notice.tone), QString(), m_list);
        item->setText(QString(notice.title % u'\n' % notice.text % u'\n' %
                              Formats::age(notice.at, m_clock.now())));
        item->setData(Qt::UserRole, notice.key);
        item->setData(NoticeDelegate::Title, notice.title);
        item->setData(NoticeDelegate::Text, notice.text);
        item->setData(NoticeDelegate::Age, Formats::age(notice.at, m_clock.now()));
        item->setData(NoticeDelegate::IsRead, notice.isRead);
        item->setData(Qt::AccessibleTextRole,
                      notice.isRead ? item->text() : tr("Unread: %1").arg(item->text()));
        if (notice.key == current) {
            m_list->setCurrentItem(item);
        }
    }
    if (m_list->currentRow() < 0 && m_list->count() > 0 && row >= 0) {
        m_list->setCurrentRow(qMin(row, m_list->count() - 1));
    }
    m_list->setVisible(!notices.isEmpty());
    m_nothing->setVisible(notices.isEmpty());
    m_allRead->setEnabled(unread > 0);
    m_clearAll->setEnabled(!notices.isEmpty());
    if (isVisible() && focusWidget() == nullptr && notices.isEmpty()) {
        m_close->setFocus();
    }
}

void NoticePanel::openCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr) {
        return;
    }
    const QString key = item->data(Qt::UserRole).toString();
    const QList<Notice> notices = m_board.notices();
    const auto found = std::ranges::find(notices, key, &Notice::key);
    if (found == notices.end()) {
        return;
    }
    const Notice notice = *found;
    close();
    m_board.markRead(key);
    Q_EMIT openRequested(notice);
}

void NoticePanel::keyPressEvent(QKeyEvent *event)
{
    const bool isInList = m_list->hasFocus() && m_list->currentItem() != nullptr;
    if (event->key() == Qt::Key_Escape) {
        close();
    } else if (isInList && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        openCurrent();
    } else if (isInList && event->key() == Qt::Key_Delete) {
        m_board.clear(m_list->currentItem()->data(Qt::UserRole).toString());
    } else {
        QFrame::keyPressEvent(event);
    }
}

bool NoticePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void NoticePanel::place()
{
    const int width = qMin(NoticesWidth, m_over->width() - Space::Two);
    const int height = qMin(MostNoticesHeight, m_over->height() - Space::Two);
    setGeometry(m_over->width() - width - Space::One, m_over->height() - height - Space::One, width,
                height);
}

void NoticePanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void NoticePanel::retranslate()
{
    m_title->setText(tr("Notifications"));
    setAccessibleName(m_title->text());
    m_list->setAccessibleName(m_title->text());
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(m_close->accessibleName());
    m_nothing->setText(tr("Nothing new. What needs you is told here."));
    m_allRead->setText(tr("Mark all as &read"));
    m_clearAll->setText(tr("C&lear all"));
    m_desktop->setText(tr("&Notify on the desktop while in the background"));
    m_board.retranslate();
    fill();
}

} // namespace EvalTrack
