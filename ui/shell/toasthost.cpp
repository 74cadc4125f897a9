// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/toasthost.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;
constexpr auto ShortTime = 4s;
constexpr auto LongTime = 10s;
constexpr int MostWidth = 560;

} // namespace

ToastHost::ToastHost(QWidget *over)
    : QFrame(over)
    , m_over(over)
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
{
    setObjectName(u"toast"_qs);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::One, Space::Two, Space::One);
    layout->setSpacing(Space::Two);
    m_text->setObjectName(u"toastLabel"_qs);
    m_text->setMinimumHeight(32);
    m_text->setTextFormat(Qt::PlainText);
    layout->addWidget(m_text, 1);
    m_action->setObjectName(u"toastButton"_qs);
    m_action->setProperty("kind", u"toast"_qs);
    layout->addWidget(m_action);
    m_timer.setSingleShot(true);
    hide();
    over->installEventFilter(this);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto triggered = std::exchange(m_triggered, {})) {
            triggered();
        }
    });
}

void ToastHost::toast(const QString &text, Tone /*tone*/)
{
    m_triggered = {};
    m_action->hide();
    appear(text, ShortTime);
}

void ToastHost::toastWithAction(const QString &text, const QString &action,
                                const std::function<void()> &triggered)
{
    m_triggered = triggered;
    m_action->setText(action);
    m_action->show();
    appear(text, LongTime);
}

bool ToastHost::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void ToastHost::enterEvent(QEnterEvent *event)
{
    QFrame::enterEvent(event);
    m_timer.stop();
}

void ToastHost::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    m_timer.start(ShortTime);
}

void ToastHost::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(coloursOf(palette()).text);
    painter.drawRoundedRect(rect(), Space::CardRadius, Space::CardRadius);
}

void ToastHost::appear(const QString &text, std::chrono::milliseconds time)
{
    m_text->setText(text);
    // Light on dark in the light theme and the other way round.
    QPalette inverse = m_text->palette();
    inverse.setColor(QPalette::WindowText, coloursOf(palette()).surface);
    m_text->setPalette(inverse);
    setAccessibleName(text);
    place();
    show();
    raise();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    m_timer.start(time);
}

void ToastHost::place()
{
    const int width = qMin(qMin(MostWidth, m_over->width() - Space::Four), sizeHint().width());
    const int height = sizeHint().height();
    setGeometry((m_over->width() - width) / 2, m_over->height() - height - Space::Three, width,
                height);
}

} // namespace EvalTrack
