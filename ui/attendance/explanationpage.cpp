// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/explanationpage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/capturefacts.h"
#include "common/emptystate.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/statuschip.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"

#include <QBoxLayout>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr int ExplanationCardWidth = 1'200;

QVBoxLayout *cardLayout(QFrame *card)
{
    return static_cast<QVBoxLayout *>(card->layout());
}

QFrame *newCard(QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("kind", u"card"_qs);
    card->setMaximumWidth(ExplanationCardWidth);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(Space::Three, Space::Two, Space::Three, Space::Two);
    layout->setSpacing(Space::One);
    return card;
}

/// The zone in which a form reckons: that of this name, or this computer's.
QTimeZone clocksOf(const std::optional<QString> &zone)
{
    const auto named = zone ? zoneNamed(*zone) : std::nullopt;
    return named.value_or(QTimeZone::systemTimeZone());
}

} // namespace

ExplanationPage::ExplanationPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_frame(new ListFrame(this))
    , m_back(m_frame->addBack(u"backToAttendanceButton"_qs))
    , m_correct(m_frame->addDeed(u"correctButton"_qs, u"primary"_qs))
    , m_takeBack(m_frame->addDeed(u"takeBackButton"_qs))
    , m_empty(new EmptyState)
    , m_area(new QScrollArea(m_frame))
    , m_form(newCard(this))
    , m_time(new QDateTimeEdit(m_form))
    , m_reason(new QLineEdit(m_form))
    , m_timeField(new FormField({}, m_time, m_form))
    , m_reasonField(new FormField({}, m_reason, m_form))
    , m_save(new QPushButton(m_form))
    , m_cancel(new QPushButton(m_form))
    , m_result(newCard(this))
    , m_about(new TextLabel(TextStyle::Strong, m_result))
    , m_chip(new StatusChip(m_result))
    , m_when(new TextLabel(TextStyle::Subtitle, m_result))
    , m_rule(new TextLabel(TextStyle::Body, m_result))
    , m_cards(new QWidget(this))
    , m_cardLayout(new QVBoxLayout(m_cards))
{
    build();
    connect(m_back, &QToolButton::clicked, this,
            [this] { Q_EMIT navigate(PageIds::Attendance, {}); });
    connect(m_correct, &QPushButton::clicked, this, &ExplanationPage::openForm);
    connect(m_takeBack, &QPushButton::clicked, this, &ExplanationPage::takeBack);
    connect(m_save, &QPushButton::clicked, this, &ExplanationPage::correct);
    connect(m_cancel, &QPushButton::clicked, this, &ExplanationPage::closeForm);
    connect(m_reason, &QLineEdit::returnPressed, this, &ExplanationPage::correct);
    connect(m_reason, &QLineEdit::textChanged, this, &Page::stateChanged);
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, &ExplanationPage::labelTime);
    connect(m_frame->banner(), &Banner::actionTriggered, this, &ExplanationPage::load);
    connect(&desk().sync, &SyncStatus::changed, this, [this] {
        if (!m_explanation && desk().sync.isOnline() && !m_id.isNull()) {
            load();
        }
    });
    retranslateUi();
}

void ExplanationPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->setScrolledWhole();
    m_frame->addToolStretch(); // The way back stands where reading begins.

    auto *head = new QHBoxLayout;
    head->setSpacing(Space::One);
    head->addWidget(m_chip);
    head->addWidget(m_when, 1);
    m_when->setObjectName(u"countsLabel"_qs);
    m_rule->setObjectName(u"ruleLabel"_qs);
    m_rule->setWordWrap(true);
    m_about->setObjectName(u"aboutLabel"_qs);
    m_about->setWordWrap(true);
    cardLayout(m_result)->addWidget(m_about);
    cardLayout(m_result)->addLayout(head);
    cardLayout(m_result)->addWidget(m_rule);

    m_time->setObjectName(u"correctedTimeEdit"_qs);
    m_time->setCalendarPopup(true);
    m_time->setTimeSpec(
        Qt::UTC); // It has every wall time, also those that this computer leaves out.
    m_reason->setObjectName(u"correctionReasonLineEdit"_qs);
    m_save->setObjectName(u"saveCorrectionButton"_qs);
    m_save->setProperty("kind", u"primary"_qs);
    m_cancel->setObjectName(u"cancelCorrectionButton"_qs);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(Space::Two);
    fields->addWidget(m_timeField);
    fields->addWidget(m_reasonField, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    cardLayout(m_form)->addLayout(fields);
    cardLayout(m_form)->addLayout(buttons);
    m_form->hide();

    m_cardLayout->setContentsMargins(0, 0, 0, 0);
    m_cardLayout->setSpacing(Space::Two);
    // Nothing in it may take the keyboard, and it has to be scrolled all the same.
    m_area->setObjectName(u"explanationArea"_qs);
    m_area->setFocusPolicy(Qt::StrongFocus);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    auto *inside = new QWidget(m_area);
    auto *insideLayout = new QVBoxLayout(inside);
    insideLayout->setContentsMargins(0, 0, Space::OneAndHalf, Space::Two);
    insideLayout->setSpacing(Space::Two);
    insideLayout->addWidget(m_result);
    insideLayout->addWidget(m_form);
    insideLayout->addWidget(m_cards);
    insideLayout->addWidget(m_empty);
    insideLayout->addStretch(1);
    m_area->setWidget(inside);
    m_area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    m_frame->setList(m_area);
}

void ExplanationPage::activate(const QString &argument)
{
    const qint64 id = PageArgument::value(argument, u"attendance"_qs).toLongLong();
    if (id > 0) {
        m_id = AttendanceId(id);
    }
    m_explanation.reset();
    closeForm();
    fill();
    load();
}

void ExplanationPage::focusFirst()
{
    m_area->setFocus(Qt::OtherFocusReason);
}

bool ExplanationPage::hasUnsavedInput() const
{
    return m_form->isVisibleTo(this) && !m_reason->text().trimmed().isEmpty();
}

void ExplanationPage::discardInput()
{
    closeForm();
}

void ExplanationPage::load()
{
    if (m_id.isNull()) {
        return;
    }
    const quint64 token = ++m_token;
    m_empty->setLoading(tr("Being fetched"));
    deliver(desk().reviews.explain(m_id), this,
            [this, token](const Result<AttendanceExplanation> &explanation) {
                if (token != m_token) {
                    return;
                }
                if (!explanation) {
                    showFailure(explanation.error());
                } else {
                    show(*explanation);
                }
            });
}

void ExplanationPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            tr("The captures of all devices are on the server, and it cannot be reached now."),
            tr("Try again"));
        m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                          tr("What explains an attendance comes from the server."));
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
        m_empty->setState(Icon::Alert, tr("The explanation could not be read"), {});
    }
}

void ExplanationPage::show(const AttendanceExplanation &explanation)
{
    m_frame->banner()->clear();
    m_explanation = explanation;
    fill();
}

QFrame *ExplanationPage::addCard(const QString &title)
{
    QFrame *card = newCard(m_cards);
    auto *head = new TextLabel(TextStyle::Subtitle, card);
    head->setText(title);
    cardLayout(card)->addWidget(head);
    m_cardLayout->addWidget(card);
    return card;
}

QString ExplanationPage::exactTime(Timestamp at) const
{
    return Formats::exactTime(at, m_zone);
}

void ExplanationPage::addLine(QFrame *card, const QString &text, bool isMuted)
{
    auto *line = new TextLabel(TextStyle::Body,
                               isMuted ? TextLabel::Ink::Muted : TextLabel::Ink::Normal, card);
    line->setText(text);
    line->setWordWrap(true);
    cardLayout(card)->addWidget(line);
}

void ExplanationPage::fill()
{
    while (QLayoutItem *item = m_cardLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto person = desk().session.person();
    const bool mayCorrect = person && person->may(Permission::ManageAttendance);
    const bool isConfirmed =
        m_explanation && m_explanation->attendance.status == AttendanceStatus::Confirmed;
    m_correct->setVisible(mayCorrect && isConfirmed);
    m_takeBack->setVisible(mayCorrect && m_explanation &&
                           m_explanation->rule == AttendanceRule::Corrected);
    m_result->setVisible(m_explanation.has_value());
    m_cards->setVisible(m_explanation.has_value());
    m_empty->setVisible(!m_explanation);
    if (!m_explanation) {
        return;
    }
    const Attendance &attendance = m_explanation->attendance;
    QStringList about;
    m_zone.reset();
    const auto events = desk().events.events();
    for (const EventSummary &summary : *events) {
        if (summary.event.id == attendance.eventId) {
            about.append(summary.event.title);
            m_zone = summary.event.zone;
        }
    }
    const auto people = desk().people.people();
    const qsizetype index = people->indexOf(attendance.userId);
    if (index >= 0) {
        about.prepend(people->at(index).name);
    }
    m_about->setText(about.join(u" · "_qs));
    m_chip->setStatus(Wording::attendance(attendance.status), Wording::tone(attendance.status));
    QStringList times;
    if (attendance.attendedAt) {
        times.append(tr("Arrived %1").arg(exactTime(*attendance.attendedAt)));
    }
    if (attendance.leftAt) {
        times.append(tr("left %1").arg(exactTime(*attendance.leftAt)));
    }
    m_when->setText(times.join(u" · "_qs));
    const bool isByHandAlone =
        m_explanation->rule == AttendanceRule::ByHand && m_explanation->captures.isEmpty();
    if (m_explanation->rule == AttendanceRule::ByHand && m_explanation->steps.isEmpty()) {
        // As with what was brought in when EvalTrack came.
        m_rule->setText(tr("Confirmed; there is no record of who did it."));
    } else {
        m_rule->setText(isByHandAlone ? tr("Confirmed by hand.")
                                      : Wording::rule(m_explanation->rule));
    }
    addCaptures();
    addCorrections();
    addSteps();
}

void ExplanationPage::addCaptures()
{
    QFrame *card = addCard(tr("Captures"));
    if (m_explanation->captures.isEmpty()) {
        addLine(card, tr("None: no badge was read."), true);
    }
    for (const CaptureRecord &record : std::as_const(m_explanation->captures)) {
        auto *chips = new QHBoxLayout;
        chips->setSpacing(Space::One);
        auto *when = new TextLabel(TextStyle::Strong, card);
        when->setText(exactTime(record.countedAt));
        chips->addWidget(new StatusChip(Wording::outcome(record), Wording::tone(record), card));
        chips->addWidget(when, 1);
        cardLayout(card)->addLayout(chips);
        const QStringList reasons = CaptureFacts::reasons(record);
        if (!reasons.isEmpty()) {
            addLine(card, reasons.join(u' '));
        }
        auto *facts = new CaptureFacts(card);
        facts->setRecord(record, m_zone);
        cardLayout(card)->addWidget(facts);
        cardLayout(card)->addSpacing(Space::One);
    }
}

void ExplanationPage::addCorrections()
{
    QFrame *card = addCard(tr("Corrections"));
    if (m_explanation->corrections.isEmpty()) {
        addLine(card, tr("None: the original time stands."), true);
    }
    for (const AttendanceCorrection &each : std::as_const(m_explanation->corrections)) {
        const QString before = each.previous ? exactTime(*each.previous) : tr("no time");
        addLine(card, each.corrected ? tr("%1 changed it from %2 to %3 on %4: “%5”")
                                           .arg(each.by.name, before, exactTime(*each.corrected),
                                                exactTime(each.at), each.reason)
                                     : tr("%1 took the correction back on %2: “%3”")
                                           .arg(each.by.name, exactTime(each.at), each.reason));
    }
}

void ExplanationPage::addSteps()
{
    QFrame *card = addCard(tr("Who changed it"));
    if (m_explanation->steps.isEmpty()) {
        addLine(card, tr("No change is on record."), true);
    }
    for (const AttendanceExplanation::Step &step : std::as_const(m_explanation->steps)) {
        const QString who = step.by ? step.by->name : tr("The server");
        addLine(card, tr("%1: %2, %3").arg(exactTime(step.at), Wording::step(step.action), who));
    }
}

void ExplanationPage::openForm()
{
    if (!m_explanation) {
        return;
    }
    const Timestamp at = m_explanation->attendance.attendedAt.value_or(desk().clock.now());
    m_opened = {at, m_zone, wallTime(at, clocksOf(m_zone))};
    m_time->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat) + u" HH:mm:ss"_qs);
    m_time->setDateTime(QDateTime(m_opened.shown.date, m_opened.shown.time, Qt::UTC));
    labelTime();
    m_reason->clear();
    m_reasonField->setError({});
    m_timeField->setError({});
    m_form->show();
    m_time->setFocus(Qt::OtherFocusReason);
}

void ExplanationPage::closeForm()
{
    m_form->hide();
    m_reason->clear();
    Q_EMIT stateChanged();
}

std::expected<Timestamp, LeftOut> ExplanationPage::typedMoment() const
{
    const WallTime typed{m_time->date(), m_time->time()};
    // What the field does not show stays as it was, and which of two hours it was.
    if (typed == m_opened.shown) {
        return m_opened.at;
    }
    return momentOf(typed, clocksOf(m_opened.zone));
}

// Whose clocks these are, while they differ from this computer's.
void ExplanationPage::labelTime()
{
    const auto at = typedMoment();
    if (!at) {
        return; // Said when it is saved.
    }
    const QString place = placeTime(*at, m_opened.zone).place;
    m_timeField->setLabel(place.isEmpty() ? tr("Right time") : tr("Right time (%1)").arg(place));
}

QString ExplanationPage::complaint(const LeftOut &leftOut)
{
    const auto [begin, end] = leftOut;
    const auto words = [isOneDay = begin.date == end.date](const WallTime &at) {
        return isOneDay ? Formats::time(at.time)
                        : QString(Formats::date(at.date) % u", " % Formats::time(at.time));
    };
    return tr("There is no such time: clocks go forward there from %1 to %2. Choose %2 or later, "
              "or a time before %1.")
        .arg(words(begin), words(end));
}

void ExplanationPage::correct()
{
    m_timeField->setError({});
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty()) {
        m_reasonField->setError(tr("Say why: it stays beside the time for everybody to read."));
        m_reason->setFocus(Qt::OtherFocusReason);
        return;
    }
    const auto at = typedMoment();
    if (!at || *at > desk().clock.now()) {
        m_timeField->setError(at ? tr("This time has not come yet.") : complaint(at.error()));
        m_time->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_reasonField->setError({});
    send(*at, reason);
}

void ExplanationPage::takeBack()
{
    TextQuestion question;
    question.title = tr("Take the correction back?");
    question.text =
        tr("The time follows from the captures again. The correction stays to be read.");
    question.label = tr("Reason");
    question.accept = tr("Take back");
    context().prompter.askText(this, question, [this](const std::optional<QString> &reason) {
        if (reason) {
            send(std::nullopt, reason->trimmed());
        }
    });
}

void ExplanationPage::send(const std::optional<Timestamp> &at, const QString &reason)
{
    m_save->setEnabled(false);
    deliver(desk().reviews.correct(m_id, m_explanation->attendance.revision, at, reason), this,
            [this](const Result<AttendanceExplanation> &explanation) {
                m_save->setEnabled(true);
                if (!explanation) {
                    // What was typed stays in the form.
                    m_frame->banner()->showError(explanation.error());
                    if (explanation.error().code == ErrorCode::Stale) {
                        load();
                    }
                    return;
                }
                closeForm();
                show(*explanation);
                context().toaster.toast(tr("The time was corrected."), Tone::Success);
                desk().sync.syncNow();
            });
}

void ExplanationPage::retranslateUi()
{
    m_frame->setTitle(tr("How this attendance came about"));
    m_area->setAccessibleName(tr("How this attendance came about"));
    m_back->setText(tr("&Attendance"));
    m_correct->setText(tr("&Correct the time…"));
    m_takeBack->setText(tr("&Take the correction back…"));
    labelTime();
    m_reasonField->setLabel(tr("Reason"));
    m_save->setText(tr("&Save correction"));
    m_cancel->setText(tr("Cancel"));
    m_empty->setState(Icon::Attendance, tr("No attendance is chosen"),
                      tr("Choose one under Attendance and press Explain."));
    fill();
}

} // namespace EvalTrack
