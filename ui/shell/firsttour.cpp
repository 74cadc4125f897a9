// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/firsttour.h"

#include "common/formats.h"
#include "common/spokenrole.h"
#include "common/textlabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

#include <algorithm>
#include <array>
#include <utility>

namespace EvalTrack {

namespace {

constexpr int CalloutWidth = 380;
constexpr QColor TourShade(0, 0, 0, 120);

} // namespace

FirstTour::FirstTour(QWidget *window)
    : QWidget(window)
    , m_window(window)
    , m_card(new QFrame(this))
    , m_step(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_card))
    , m_title(new TextLabel(TextStyle::Subtitle, m_card))
    , m_text(new TextLabel(TextStyle::Body, m_card))
    , m_skip(new QPushButton(m_card))
    , m_back(new QPushButton(m_card))
    , m_next(new QPushButton(m_card))
{
    setObjectName(u"firstTour"_qs);
    m_card->setObjectName(u"firstTourCard"_qs);
    m_card->setProperty("kind", u"card"_qs);
    setSpokenRole(*m_card, QAccessible::Dialog);
    m_step->setObjectName(u"firstTourStepLabel"_qs);
    m_title->setObjectName(u"firstTourTitleLabel"_qs);
    m_text->setObjectName(u"firstTourTextLabel"_qs);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_skip->setObjectName(u"skipTourButton"_qs);
    m_skip->setProperty("kind", u"quiet"_qs);
    m_back->setObjectName(u"tourBackButton"_qs);
    m_next->setObjectName(u"tourNextButton"_qs);
    m_next->setProperty("kind", u"primary"_qs);

    auto *layout = new QVBoxLayout(m_card);
    layout->setContentsMargins(Space::Two, Space::Two, Space::Two, Space::OneAndHalf);
    layout->setSpacing(Space::Half);
    layout->addWidget(m_step);
    layout->addWidget(m_title);
    layout->addSpacing(Space::Half);
    layout->addWidget(m_text);
    layout->addSpacing(Space::One);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Space::One);
    buttons->addWidget(m_skip);
    buttons->addStretch(1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    layout->addLayout(buttons);

    hide();
    window->installEventFilter(this);
    for (QPushButton *button : {m_skip, m_back, m_next}) {
        button->installEventFilter(this); // Arrows would go from one to the next.
    }
    connect(m_skip, &QPushButton::clicked, this, &FirstTour::end);
    connect(m_back, &QPushButton::clicked, this, [this] { go(m_at - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(m_at + 1); });
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget * /*old*/, QWidget *now) { keepKeyboard(now); });
}

void FirstTour::start(const QList<Stop> &stops)
{
    if (stops.isEmpty()) {
        return;
    }
    if (!isRunning()) {
        m_before = m_window->focusWidget();
    }
    m_stops = stops;
    QWidget::show();
    raise();
    go(0);
}

QString FirstTour::stop() const
{
    return isRunning() ? m_stops.at(m_at).name : QString();
}

void FirstTour::go(qsizetype to)
{
    if (to < 0) {
        return;
    }
    if (to >= m_stops.size()) {
        end();
        return;
    }
    m_at = to;
    showStop();
    announce();
}

void FirstTour::end()
{
    if (std::exchange(m_at, -1) < 0) {
        return;
    }
    hide();
    if (m_before) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT ended();
}

void FirstTour::showStop()
{
    const Stop &stop = m_stops.at(m_at);
    const bool isLast = m_at + 1 == m_stops.size();
    m_step->setText(tr("%1 of %2").arg(Formats::number(m_at + 1), Formats::number(m_stops.size())));
    m_title->setText(stop.title());
    m_text->setText(stop.text());
    m_skip->setText(tr("Skip the tour"));
    m_skip->setVisible(!isLast);
    m_back->setText(tr("Back"));
    m_back->setVisible(m_at > 0);
    m_next->setText(isLast ? tr("Start working") : tr("Next"));
    place();
    update();
}

void FirstTour::announce()
{
    m_card->setAccessibleName(QString(m_step->text() % u". " % m_title->text()));
    m_card->setAccessibleDescription(m_text->text());
    // What has the keyboard is read first; it carries the words, so that none of them is missed.
    m_next->setAccessibleDescription(QString(m_title->text() % u". " % m_text->text()));
    m_next->setFocus(Qt::OtherFocusReason);
    QAccessibleEvent event(m_card, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QRect FirstTour::hole() const
{
    if (!isRunning() || !m_stops.at(m_at).where) {
        return {};
    }
    const QRect part = m_stops.at(m_at).where().intersected(rect());
    return part.isEmpty() ? QRect()
                          : part.adjusted(-Space::Half, -Space::Half, Space::Half, Space::Half)
                                .intersected(rect());
}

// Beside what it speaks of, where there is room: after it, before it, below it, above it.
void FirstTour::place()
{
    setGeometry(m_window->rect());
    const int width = std::min(CalloutWidth, rect().width() - 2 * Space::Two);
    m_card->setFixedWidth(width);
    m_card->layout()->activate();
    const int height = m_card->layout()->hasHeightForWidth()
                           ? m_card->layout()->totalHeightForWidth(width)
                           : m_card->sizeHint().height();
    const QSize size(width, std::max(height, m_card->minimumSizeHint().height()));
    const QRect room = rect().adjusted(Space::Two, Space::Two, -Space::Two, -Space::Two);
    const QRect at = hole();
    QRect placed(QPoint(), size);
    placed.moveCenter(rect().center());
    if (!at.isEmpty()) {
        // Along the part, but within the window.
        const int x = std::clamp(at.left(), room.left(), room.right() - size.width());
        const int y = std::clamp(at.top(), room.top(), room.bottom() - size.height());
        const std::array places{
            QRect(QPoint(at.right() + Space::Two, y), size),
            QRect(QPoint(at.left() - Space::Two - size.width(), y), size),
            QRect(QPoint(x, at.bottom() + Space::Two), size),
            QRect(QPoint(x, at.top() - Space::Two - size.height()), size),
        };
        const auto fits = std::ranges::find_if(
            places, [&room](const QRect &each) { return room.contains(each); });
        placed = fits == places.end() ? placed : *fits;
    }
    m_card->setGeometry(placed);
}

bool FirstTour::event(QEvent *event)
{
    // The window's own keys would act below what is shown.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool FirstTour::eventFilter(QObject *watched, QEvent *event)
{
    if (isRunning() && watched == m_window && event->type() == QEvent::Resize) {
        place();
    } else if (isRunning() && watched != m_window && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right) {
            keyPressEvent(key);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FirstTour::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && isRunning()) {
        showStop();
        announce();
    }
}

bool FirstTour::focusNextPrevChild(bool next)
{
    QList<QPushButton *> buttons{m_skip, m_back, m_next};
    buttons.removeIf([](const QPushButton *button) { return button->isHidden(); });
    const auto at = buttons.indexOf(qobject_cast<QPushButton *>(focusWidget()));
    const auto count = buttons.size();
    buttons.at((at + (next ? 1 : count - 1)) % count)
        ->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void FirstTour::keyPressEvent(QKeyEvent *event)
{
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    event->accept();
    switch (event->key()) {
    case Qt::Key_Escape:
        end();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (auto *button = qobject_cast<QPushButton *>(focusWidget())) {
            button->click();
        }
        break;
    case Qt::Key_Right:
    case Qt::Key_Left:
        go((event->key() == Qt::Key_Right) == isMirrored ? m_at - 1
                                                         : std::min(m_at + 1, m_stops.size() - 1));
        break;
    default:
        break;
    }
}

void FirstTour::mousePressEvent(QMouseEvent *event)
{
    event->accept();
}

void FirstTour::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void FirstTour::wheelEvent(QWheelEvent *event)
{
    event->accept();
}

// A page that has been read meanwhile may call for the keyboard.
void FirstTour::keepKeyboard(QWidget *now)
{
    if (isRunning() && now != nullptr && now->window() == window() && !isAncestorOf(now)) {
        m_before = now;
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (isRunning()) {
                    m_next->setFocus(Qt::OtherFocusReason);
                }
            },
            Qt::QueuedConnection);
    }
}

void FirstTour::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shade;
    shade.addRect(rect());
    const QRectF at = hole();
    if (!at.isEmpty()) {
        QPainterPath part;
        part.addRoundedRect(at, Space::Radius, Space::Radius);
        shade = shade.subtracted(part);
    }
    painter.fillPath(shade, TourShade);
    if (!at.isEmpty()) {
        painter.setPen(QPen(coloursOf(palette()).accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(at.adjusted(1, 1, -1, -1), Space::Radius, Space::Radius);
    }
}

} // namespace EvalTrack
