// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/capturefacts.h"

#include "common/formats.h"
#include "common/textlabel.h"
#include "common/tokens.h"
#include "common/wording.h"

#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QLayoutItem>

#include <cstdlib>

namespace EvalTrack {

namespace {

/// As the clock of the device showed it, with its zone; another computer may be elsewhere.
QString deviceTime(const Capture &capture)
{
    const auto offset = static_cast<int>(capture.utcOffset.count());
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(
        capture.capturedAt.time_since_epoch().count(), Qt::OffsetFromUTC, offset * 60);
    const QString sign = offset < 0 ? QStringLiteral("−") : QStringLiteral("+");
    const QString utc = QStringLiteral("UTC%1%2:%3")
                            .arg(sign)
                            .arg(std::abs(offset) / 60, 2, 10, QLatin1Char('0'))
                            .arg(std::abs(offset) % 60, 2, 10, QLatin1Char('0'));
    return Formats::date(local.date()) + u", "_qs + Formats::timeWithSeconds(local.time()) +
           u" ("_qs + (capture.zone.isEmpty() ? utc : QString(capture.zone + u", "_qs + utc)) +
           u')';
}

} // namespace

CaptureFacts::CaptureFacts(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Space::Two);
    m_grid->setVerticalSpacing(Space::One);
    m_grid->setColumnStretch(1, 1);
}

QStringList CaptureFacts::reasons(const CaptureRecord &record)
{
    QStringList reasons;
    if (record.outcome == CaptureOutcome::Review && record.reason) {
        const QString known = Wording::review(*record.reason);
        if (!known.isEmpty()) {
            reasons.append(known);
        }
    }
    for (const CaptureFlag flag : record.flags) {
        reasons.append(Wording::flag(flag));
    }
    return reasons;
}

QString CaptureFacts::who(const CaptureRecord &record)
{
    return record.person ? record.person->name
                         : tr("Code %1").arg(record.capture.code.value_or(QString()));
}

void CaptureFacts::setRecord(const CaptureRecord &record, const std::optional<QString> &zone)
{
    m_record = record;
    m_zone = zone;
    fill();
}

void CaptureFacts::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
}

void CaptureFacts::add(const QString &name, const QString &value)
{
    const int row = m_grid->rowCount();
    auto *label = new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, this);
    label->setText(name);
    auto *text = new TextLabel(TextStyle::Body, this);
    text->setText(value);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(name + u": "_qs + value);
    label->setBuddy(text);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(text, row, 1);
}

void CaptureFacts::fill()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const Capture &capture = m_record.capture;
    if (capture.uuid.value().isNull()) {
        return;
    }
    if (capture.code) {
        add(tr("Code read"), *capture.code);
    }
    if (m_record.person) {
        add(tr("Person"), m_record.person->name);
    }
    add(tr("Direction"), capture.isLeaving ? tr("Leaving") : tr("Arriving"));
    add(tr("Device time"), deviceTime(capture));
    if (m_record.bestAt && m_record.uncertainty) {
        const qint64 milliseconds = m_record.uncertainty->count();
        const QString margin =
            milliseconds < 1'000
                ? tr("%1\u00a0ms").arg(Formats::number(milliseconds))
                : tr("%1\u00a0s")
                      .arg(Formats::decimal(static_cast<double>(milliseconds) / 1'000.0));
        add(tr("Server estimate"),
            tr("%1, ±%2").arg(Formats::exactTime(*m_record.bestAt, m_zone), margin));
    } else {
        add(tr("Server estimate"), tr("None: only the clock of the device speaks."));
    }
    add(tr("Reached the server"), Formats::exactTime(m_record.receivedAt, m_zone));
    add(tr("Counts as"), Formats::exactTime(m_record.countedAt, m_zone));
    if (capture.isWaiting) {
        add(tr("At the door"), tr("Told to wait: this door had no seat to give."));
    }
    add(tr("Captured by"), m_record.recordedBy.name);
    add(tr("Device"),
        tr("%1, capture %2, %3")
            .arg(capture.deviceId.toString(QUuid::WithoutBraces).left(8),
                 Formats::number(capture.deviceSequence), Wording::method(capture.method)));
    if (m_record.change) {
        const auto state = [this](AttendanceStatus status, const std::optional<Timestamp> &at) {
            return at ? QString(Wording::attendance(status) + u", "_qs +
                                Formats::exactTime(*at, m_zone))
                      : Wording::attendance(status);
        };
        add(tr("What it changed"),
            tr("Before: %1. After: %2.")
                .arg(m_record.change->statusBefore
                         ? state(*m_record.change->statusBefore, m_record.change->attendedBefore)
                         : tr("no attendance"),
                     state(m_record.change->statusAfter, m_record.change->attendedAfter)));
    }
    if (m_record.decidedBy && m_record.decidedAt && m_record.state) {
        add(tr("Decision"), tr("%1 by %2, %3")
                                .arg(Wording::review(*m_record.state), m_record.decidedBy->name,
                                     Formats::exactTime(*m_record.decidedAt, m_zone)));
        if (m_record.decisionNote) {
            add(tr("Reason"), *m_record.decisionNote);
        }
    }
}

} // namespace EvalTrack
