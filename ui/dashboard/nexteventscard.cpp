// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/nexteventscard.h"

#include "common/formats.h"
#include "common/frames.h"
#include "common/textlabel.h"
#include "domain/localday.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace EvalTrack {

namespace {

constexpr int EventRowHeight = 52;
constexpr int DaySize = 44;
constexpr int MostEvents = 6;

class EventRow final : public QAbstractButton
{
public:
    EventRow(const QString &title, const QString &detail, QDate day, QWidget *parent)
        : QAbstractButton(parent)
        , m_detail(detail)
        , m_day(day)
    {
        setText(title);
        setAccessibleName(title % u", " % detail);
        setToolTip(title);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }

    [[nodiscard]] QSize sizeHint() const override { return {260, EventRowHeight}; }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Colours &colours = coloursOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || hasFocus()) {
            painter.setPen(hasFocus() ? QPen(colours.accent, 1) : QPen(Qt::NoPen));
            painter.setBrush(colours.raised);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Space::Radius,
                                    Space::Radius);
        }
        // As it lies where one reads from the right, too.
        const auto placed = [this](const QRect &area) {
            return QStyle::visualRect(layoutDirection(), rect(), area);
        };
        const QRect first(Space::Half, (height() - DaySize) / 2, DaySize, DaySize);
        const QRect day = placed(first);
        painter.setPen(frameOf(colours, Tone::Accent));
        painter.setBrush(colours.accentSoft);
        painter.drawRoundedRect(QRectF(day).adjusted(0.5, 0.5, -0.5, -0.5), Space::Radius,
                                Space::Radius);
        QFont number = fontOf(TextStyle::Subtitle);
        painter.setFont(number);
        painter.setPen(colours.accent);
        painter.drawText(day.adjusted(0, 3, 0, -16), Qt::AlignCenter, QString::number(m_day.day()));
        painter.setFont(fontOf(TextStyle::Caption));
        QString month = QLocale().standaloneMonthName(m_day.month(), QLocale::ShortFormat);
        month.remove(u'.');
        painter.drawText(day.adjusted(0, 22, 0, -2), Qt::AlignCenter, month);

        const QRect text =
            placed(QRect(first.right() + Space::OneAndHalf, Space::Half,
                         width() - first.right() - Space::Two, height() - Space::One));
        const int start =
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                             Qt::AlignAbsolute | Qt::AlignVCenter);
        painter.setFont(fontOf(TextStyle::Body));
        painter.setPen(colours.text);
        painter.drawText(
            text.adjusted(0, 2, 0, -text.height() / 2), start,
            painter.fontMetrics().elidedText(this->text(), Qt::ElideRight, text.width()));
        painter.setFont(fontOf(TextStyle::Caption));
        painter.setPen(colours.textMuted);
        painter.drawText(text.adjusted(0, text.height() / 2, 0, -2), start,
                         painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, text.width()));
    }

private:
    QString m_detail;
    QDate m_day;
};

// Spanish writes days in lower case, and this one begins a line.
QString capitalised(QString text)
{
    if (!text.isEmpty()) {
        text[0] = text.at(0).toUpper();
    }
    return text;
}

// The day and the month stand beside it.
QString whenOf(Timestamp at, Timestamp now, const std::optional<QString> &zone)
{
    const QDate day = placeTime(at, zone).date;
    return placeTime(now, zone).date.daysTo(day) <= 1
               ? Formats::relativeDateTime(at, now, zone)
               : QString(capitalised(QLocale().standaloneDayName(day.dayOfWeek())) % u", " %
                         Formats::time(at, zone));
}

} // namespace

NextEventsCard::NextEventsCard(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextStyle::Subtitle, this))
    , m_empty(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this))
    , m_rows(new QVBoxLayout)
{
    setProperty("kind", u"card"_qs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Space::Two, Space::Two, Space::OneAndHalf, Space::OneAndHalf);
    layout->setSpacing(Space::One);
    layout->addWidget(m_title);
    m_rows->setSpacing(Space::Quarter);
    layout->addLayout(m_rows);
    m_empty->setWordWrap(true);
    layout->addWidget(m_empty);
    layout->addStretch();
}

void NextEventsCard::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void NextEventsCard::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void NextEventsCard::setEvents(const QList<SeriesPoint> &events,
                               const QHash<qint64, QString> &zones, Timestamp now, bool withPeople)
{
    qDeleteAll(m_shown);
    m_shown.clear();
    for (const SeriesPoint &event : events.first(qMin<qsizetype>(events.size(), MostEvents))) {
        const Timestamp start =
            Formats::fromLocal(QDateTime::fromString(event.key, Qt::ISODateWithMs));
        const auto said = zones.constFind(event.id);
        const auto zone = said == zones.constEnd() ? std::nullopt : std::optional(*said);
        const QString when = whenOf(start, now, zone);
        const int people = qRound(event.value);
        const QString detail =
            withPeople ? QString(when % u" · " % tr("%n registered", nullptr, people)) : when;
        auto *row = new EventRow(event.label, detail, placeTime(start, zone).date, this);
        row->setObjectName(u"nextEventButton"_qs);
        connect(row, &QAbstractButton::clicked, this,
                [this, id = event.id] { Q_EMIT eventActivated(id); });
        m_rows->addWidget(row);
        m_shown.append(row);
    }
    m_empty->setVisible(m_shown.isEmpty());
}

} // namespace EvalTrack
