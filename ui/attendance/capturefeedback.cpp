// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/capturefeedback.h"

#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/frames.h"
#include "common/icons.h"
#include "common/textlabel.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>

namespace EvalTrack {

namespace {

constexpr int FeedbackIconSize = 72;
constexpr int FindingHeight = 190;

} // namespace

CaptureFeedback::CaptureFeedback(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_headline(new TextLabel(TextStyle::Huge, this))
    , m_text(new TextLabel(TextStyle::Title, this))
    , m_foot(new TextLabel(TextStyle::Subtitle, TextLabel::Ink::Muted, this))
{
    setObjectName(u"captureFeedback"_qs);
    setMinimumHeight(FindingHeight);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Space::Four, Space::Three, Space::Four, Space::Three);
    layout->setSpacing(Space::Three);
    m_icon->setFixedSize(FeedbackIconSize, FeedbackIconSize);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(Space::Half);
    texts->addStretch(1);
    for (TextLabel *label : {m_headline, m_text, m_foot}) {
        label->setWordWrap(true);
        texts->addWidget(label);
    }
    texts->addStretch(1);
    m_headline->setObjectName(u"feedbackHeadlineLabel"_qs);
    m_text->setObjectName(u"feedbackTextLabel"_qs);
    m_foot->setObjectName(u"feedbackFootLabel"_qs);
    layout->addLayout(texts, 1);
}

void CaptureFeedback::showReady(bool hasEvent, Direction direction)
{
    if (hasEvent) {
        say(Tone::Neutral, direction == Direction::Leaving ? tr("Who is leaving?") : tr("Ready"),
            tr("Scan a badge, or type a code and press Enter."), {});
    } else {
        say(Tone::Neutral, tr("No event"), tr("There is no active event to capture for."), {});
    }
    m_isReady = true;
}

void CaptureFeedback::showStopped()
{
    say(Tone::Danger, tr("Nothing is recorded"),
        tr("This capture station was switched off by an administrator."), {});
}

Tone CaptureFeedback::toneOf(RecordedCapture::Finding finding)
{
    switch (finding) {
    case RecordedCapture::Finding::Confirmed:
    case RecordedCapture::Finding::WalkIn:
    case RecordedCapture::Finding::Left:
    case RecordedCapture::Finding::BackIn:
        return Tone::Success;
    case RecordedCapture::Finding::AlreadyIn:
    case RecordedCapture::Finding::ReadTwice:
    case RecordedCapture::Finding::AlreadyOut:
        return Tone::Info;
    case RecordedCapture::Finding::UnknownCode:
    case RecordedCapture::Finding::EventInactive:
    case RecordedCapture::Finding::PersonInactive:
    case RecordedCapture::Finding::EventFull:
    case RecordedCapture::Finding::RegistrationCancelled:
    case RecordedCapture::Finding::NotIn:
        return Tone::Warning;
    }
    return Tone::Neutral;
}

FeedbackSound CaptureFeedback::soundOf(RecordedCapture::Finding finding)
{
    return toneOf(finding) == Tone::Success ? FeedbackSound::Recorded : FeedbackSound::Look;
}

QString CaptureFeedback::wordOf(const RecordedCapture &capture)
{
    switch (capture.finding) {
    case RecordedCapture::Finding::Confirmed:
        return tr("In at %1").arg(Formats::timeWithSeconds(capture.at));
    case RecordedCapture::Finding::WalkIn:
        return tr("In at %1, not registered before").arg(Formats::timeWithSeconds(capture.at));
    case RecordedCapture::Finding::AlreadyIn:
        return capture.alreadyInAt
                   ? tr("Already in at %1").arg(Formats::timeWithSeconds(*capture.alreadyInAt))
                   : tr("Already in");
    case RecordedCapture::Finding::ReadTwice:
        return capture.alreadyInAt ? tr("Read twice; in since %1")
                                         .arg(Formats::timeWithSeconds(*capture.alreadyInAt))
                                   : tr("Read twice");
    case RecordedCapture::Finding::Left:
        return tr("Out at %1").arg(Formats::timeWithSeconds(capture.at));
    case RecordedCapture::Finding::BackIn:
        return capture.leftAt ? tr("In again at %1, out since %2")
                                    .arg(Formats::timeWithSeconds(capture.at),
                                         Formats::timeWithSeconds(*capture.leftAt))
                              : tr("In again at %1").arg(Formats::timeWithSeconds(capture.at));
    case RecordedCapture::Finding::AlreadyOut:
        return capture.leftAt
                   ? tr("Already out at %1").arg(Formats::timeWithSeconds(*capture.leftAt))
                   : tr("Already out");
    case RecordedCapture::Finding::NotIn:
        return tr("Left without a recorded arrival; kept, to be reviewed");
    case RecordedCapture::Finding::UnknownCode:
        return tr("Nobody has this code; kept, to be reviewed");
    case RecordedCapture::Finding::EventInactive:
        return tr("The event is not active; kept, to be reviewed");
    case RecordedCapture::Finding::PersonInactive:
        return tr("This person is not active; kept, to be reviewed");
    case RecordedCapture::Finding::EventFull:
        return tr("No seat is left at this door; on the waiting list");
    case RecordedCapture::Finding::RegistrationCancelled:
        return tr("The registration was cancelled; kept, to be reviewed");
    }
    return {};
}

void CaptureFeedback::showRecorded(const RecordedCapture &capture, bool isOnline)
{
    const QString headline = capture.personName.isEmpty() ? capture.code : capture.personName;
    const QString where = isOnline ? tr("Recorded.") : tr("Recorded on this computer.");
    const QString foot =
        capture.department.isEmpty() ? where : QString(capture.department % u" · " % where);
    say(toneOf(capture.finding), headline, wordOf(capture), foot);
}

void CaptureFeedback::showFailed(const QString &code, const Error &error)
{
    say(Tone::Danger, tr("NOT RECORDED"), ErrorPresenter::sentence(error), tr("Code %1").arg(code));
}

void CaptureFeedback::say(Tone tone, const QString &headline, const QString &text,
                          const QString &foot)
{
    m_tone = tone;
    m_isReady = false;
    m_headline->setText(headline);
    m_text->setText(text);
    m_foot->setText(foot);
    m_foot->setVisible(!foot.isEmpty());
    m_headline->setInk(tone == Tone::Danger ? TextLabel::Ink::Danger : TextLabel::Ink::Normal);
    drawIcon();
    setAccessibleName(QString(headline % u". " % text % u". " % foot));
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    update();
}

void CaptureFeedback::drawIcon()
{
    Icon icon = Icon::Scan;
    IconTone tone = IconTone::Muted;
    switch (m_tone) {
    case Tone::Success:
        icon = Icon::Check;
        tone = IconTone::Success;
        break;
    case Tone::Info:
        icon = Icon::Clock;
        tone = IconTone::Accent;
        break;
    case Tone::Warning:
        icon = Icon::Question;
        tone = IconTone::Warning;
        break;
    case Tone::Danger:
        icon = Icon::Alert;
        tone = IconTone::Danger;
        break;
    case Tone::Neutral:
    case Tone::Accent:
        break;
    }
    m_icon->setPixmap(Icons::pixmap(icon, FeedbackIconSize, tone, devicePixelRatioF()));
}

void CaptureFeedback::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours &colours = coloursOf(palette());
    const qreal line = m_tone == Tone::Danger ? Space::Half : 1;
    painter.setPen(m_tone == Tone::Danger    ? QPen(colours.danger, line)
                   : m_tone == Tone::Neutral ? QPen(colours.border, line)
                                             : QPen(frameOf(colours, m_tone), line));
    painter.setBrush(m_tone == Tone::Neutral ? colours.surface : colours.softOf(m_tone));
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2),
                            Space::CardRadius, Space::CardRadius);
}

void CaptureFeedback::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
}

} // namespace EvalTrack
