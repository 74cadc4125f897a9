// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"

#include "common/formats.h"
#include "common/searchfield.h"
#include "common/textlabel.h"
#include "shell/pageregistry.h"
#include "shell/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QSettings>
#include <QStyle>
#include <QStyledItemDelegate>

namespace EvalTrack {

namespace {

const QString RecentKey = u"palette/recent"_qs;
constexpr int CardWidth = 640;
constexpr int TopDistance = 72;
constexpr int RowHeight = 40;
constexpr int RowsMost = 9;
constexpr int RowsAPage = 8;
constexpr int RowIconSize = 18;
constexpr QColor Shade(0, 0, 0, 90);

/// A line of the palette: what it is as a picture, its title, and beside it what tells it apart.
class PaletteDelegate final : public QStyledItemDelegate
{
public:
    PaletteDelegate(std::function<Icon(const QModelIndex &)> iconOf, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_iconOf(std::move(iconOf))
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem background = option;
        initStyleOption(&background, index);
        background.text.clear();
        const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);

        const Colours &colours = coloursOf(option.palette);
        const auto placed = [&option](const QRect &part) {
            return QStyle::visualRect(option.direction, option.rect, part);
        };
        const auto aligned = [&option](Qt::Alignment side) {
            return static_cast<int>(QStyle::visualAlignment(option.direction, side) |
                                    Qt::AlignAbsolute | Qt::AlignVCenter);
        };
        QRect area = option.rect.adjusted(Space::OneAndHalf, 0, -Space::OneAndHalf, 0);
        const QPixmap picture =
            Icons::pixmap(m_iconOf(index), RowIconSize, IconTone::Muted,
                          option.widget ? option.widget->devicePixelRatioF() : 1.0);
        painter->drawPixmap(placed(QRect(area.left(), area.center().y() - RowIconSize / 2 + 1,
                                         RowIconSize, RowIconSize))
                                .topLeft(),
                            picture);
        area.setLeft(area.left() + RowIconSize + Space::OneAndHalf);

        // The title is what was looked for: the detail gives way.
        const QString title = index.data().toString();
        const QString detail = index.data(PaletteModel::DetailRole).toString();
        const QFontMetrics titleMetrics(option.font);
        const int titleWidth = qMin(titleMetrics.horizontalAdvance(title), area.width());
        painter->save();
        painter->setFont(option.font);
        painter->setPen(colours.text);
        painter->drawText(placed(area), aligned(Qt::AlignLeft),
                          titleMetrics.elidedText(title, Qt::ElideRight, area.width()));
        const QRect rest = area.adjusted(titleWidth + Space::Two, 0, 0, 0);
        if (!detail.isEmpty() && rest.width() > Space::Six) {
            const QFont font = fontOf(TextStyle::Caption);
            painter->setFont(font);
            painter->setPen(colours.textMuted);
            painter->drawText(placed(rest), aligned(Qt::AlignRight),
                              QFontMetrics(font).elidedText(detail, Qt::ElideRight, rest.width()));
        }
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), RowHeight};
    }

private:
    std::function<Icon(const QModelIndex &)> m_iconOf;
};

} // namespace

CommandPalette::CommandPalette(const PageContext &context, const QList<PageEntry> &pages,
                               const WindowActions &actions, QWidget *window)
    : QWidget(window)
    , m_context(context)
    , m_pages(pages)
    , m_actions(actions)
    , m_model(new PaletteModel(context.desk.people, context.desk.events, context.desk.clock, this))
    , m_card(new QFrame(this))
    , m_field(new SearchField(m_card))
    , m_list(new QListView(m_card))
    , m_nothing(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_card))
{
    setObjectName(u"commandPalette"_qs);
    hide();
    build();
    retranslate();
}

void CommandPalette::build()
{
    m_card->setProperty("kind", u"card"_qs);
    auto *layout = new QVBoxLayout(m_card);
    layout->setContentsMargins(Space::One, Space::One, Space::One, Space::One);
    layout->setSpacing(Space::One);
    m_field->setObjectName(u"paletteLineEdit"_qs);
    layout->addWidget(m_field);
    m_list->setObjectName(u"paletteList"_qs);
    m_list->setProperty("kind", u"plain"_qs);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(
        [this](const QModelIndex &index) {
            const PaletteItem &item = m_model->at(index.row());
            switch (item.kind) {
            case PaletteItem::Kind::Event:
                return Icon::Events;
            case PaletteItem::Kind::Person:
                return Icon::Person;
            case PaletteItem::Kind::Deed:
                return Icon::Arrow;
            case PaletteItem::Kind::Page:
                break;
            }
            for (const PageEntry &page : std::as_const(m_pages)) {
                if (page.id == item.id.section(u'?', 0, 0)) {
                    return item.id.section(u'?', 1).startsWith(u"new") ? Icon::Add : page.icon;
                }
            }
            return Icon::Arrow;
        },
        m_list));
    layout->addWidget(m_list);
    m_nothing->setObjectName(u"paletteNothingLabel"_qs);
    m_nothing->setContentsMargins(Space::OneAndHalf, Space::One, Space::OneAndHalf, Space::One);
    layout->addWidget(m_nothing);

    m_field->installEventFilter(this);
    parentWidget()->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QAbstractItemView::clicked, this, &CommandPalette::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CommandPalette::showCurrent);
}

void CommandPalette::retranslate()
{
    const bool hasPeople = mayOpen(PageIds::People);
    m_field->setPlaceholderText(hasPeople ? tr("A person, an event, a screen, something to do")
                                          : tr("An event, a screen, something to do"));
    m_field->setAccessibleName(tr("Find and go"));
    m_list->setAccessibleName(tr("What was found"));
    m_nothing->setText(
        hasPeople ? tr("Nothing is called that. People are found by name, ID, e-mail, job and "
                       "department; events by their title.")
                  : tr("Nothing is called that. Events are found by their title."));
    if (isVisible()) {
        fillModel();
    }
}

bool CommandPalette::mayOpen(const QString &pageId) const
{
    return std::any_of(m_pages.begin(), m_pages.end(),
                       [&](const PageEntry &page) { return page.id == pageId; });
}

void CommandPalette::fillModel()
{
    PaletteModel::Sources sources;
    sources.hasPeople = mayOpen(PageIds::People);
    sources.hasEvents = mayOpen(PageIds::Events);
    sources.inactive = tr("Inactive");
    sources.eventDetail = [this](const Event &event) {
        const QString when =
            Formats::relativeDateTime(event.date, m_context.desk.clock.now(), event.zone);
        return event.isActive ? when : QString(tr("Inactive") % u" · " % when);
    };
    QList<PaletteItem> items;
    for (const PageEntry &page : std::as_const(m_pages)) {
        if (page.isInNavigation) {
            items.append(
                {PaletteItem::Kind::Page, page.id, page.title(),
                 PageRegistry::keysOf(page.id, m_pages).toString(QKeySequence::NativeText)});
        }
        for (const PageDeed &deed : page.deeds) {
            const auto person = m_context.desk.session.person();
            if (person && person->may(deed.permission)) {
                items.append(
                    {PaletteItem::Kind::Page, page.id % u'?' % deed.argument, deed.title(), {}});
            }
        }
    }
    for (const WindowDeed &deed : m_actions.deeds()) {
        items.append({PaletteItem::Kind::Deed, deed.id, deed.title,
                      deed.action->shortcut().toString(QKeySequence::NativeText)});
    }
    m_model->setSources(sources);
    m_model->setFixed(items);
    m_model->setRecent(recent());
}

void CommandPalette::openUp()
{
    if (isVisible()) {
        return;
    }
    m_before = QApplication::focusWidget();
    m_field->clear();
    fillModel();
    search({});
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::goAway()
{
    if (!isVisible()) {
        return;
    }
    hide();
    m_model->setQuery({}); // What was found of people is not kept.
    if (m_before) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
}

void CommandPalette::search(const QString &text)
{
    m_model->setQuery(text);
    const int rows = m_model->rowCount();
    m_list->setVisible(rows > 0);
    m_nothing->setVisible(rows == 0);
    if (rows > 0) {
        m_list->setCurrentIndex(m_model->index(0));
        m_list->scrollToTop();
    }
    showCurrent();
    place();
}

void CommandPalette::showCurrent()
{
    // The cursor stays in the field, so that is where a screen reader listens.
    m_field->setAccessibleDescription(
        m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
}

void CommandPalette::moveBy(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0) {
        return;
    }
    int row = m_list->currentIndex().row() + rows;
    const bool isStep = rows == 1 || rows == -1;
    row = isStep ? (row + count) % count : std::clamp(row, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

void CommandPalette::choose(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const PaletteItem item = m_model->at(index.row());
    remember(item);
    goAway();
    switch (item.kind) {
    case PaletteItem::Kind::Page:
        Q_EMIT pageRequested(item.id.section(u'?', 0, 0), item.id.section(u'?', 1));
        return;
    case PaletteItem::Kind::Event:
        Q_EMIT pageRequested(PageIds::Events, PageArgument::make(u"event"_qs, item.id));
        return;
    case PaletteItem::Kind::Person:
        Q_EMIT pageRequested(PageIds::People, PageArgument::make(u"person"_qs, item.id));
        return;
    case PaletteItem::Kind::Deed:
        break;
    }
    for (const WindowDeed &deed : m_actions.deeds()) {
        if (deed.id == item.id) {
            deed.action->trigger();
            return;
        }
    }
}

QStringList CommandPalette::recent() const
{
    return m_context.settings.value(RecentKey).toStringList();
}

void CommandPalette::remember(const PaletteItem &item)
{
    QStringList keys = recent();
    const QString key = PaletteModel::keyOf(item);
    keys.removeAll(key);
    keys.prepend(key);
    m_context.settings.setValue(RecentKey, QStringList(keys.mid(0, PaletteModel::RecentMost)));
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        moveBy(1);
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_PageDown:
        moveBy(RowsAPage);
        return true;
    case Qt::Key_PageUp:
        moveBy(-RowsAPage);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        goAway();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // There is nowhere else to go while it is open.
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress &&
        handleKey(static_cast<QKeyEvent *>(event)->key())) {
        return true;
    }
    if (watched == m_field && event->type() == QEvent::FocusOut && isVisible() &&
        QApplication::focusWidget() != nullptr && !isAncestorOf(QApplication::focusWidget())) {
        m_before = nullptr; // Something else took the keyboard, and keeps it.
        goAway();
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->pos())) {
        goAway();
    }
}

void CommandPalette::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(rect(), Shade);
}

void CommandPalette::place()
{
    setGeometry(parentWidget()->rect());
    const int rows = qMin(m_model->rowCount(), RowsMost);
    m_list->setFixedHeight(rows * RowHeight + 2 * m_list->frameWidth());
    const int width = qMin(CardWidth, this->width() - 2 * Space::Four);
    m_nothing->setWordWrap(true);
    m_card->layout()->activate();
    m_card->setFixedWidth(width);
    const int height = m_card->layout()->hasHeightForWidth()
                           ? m_card->layout()->totalHeightForWidth(width)
                           : m_card->sizeHint().height();
    m_card->setGeometry((this->width() - width) / 2, qMin(TopDistance, this->height() / 8), width,
                        height);
}

} // namespace EvalTrack
