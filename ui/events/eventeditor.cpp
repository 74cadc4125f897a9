// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/eventeditor.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/toaster.h"
#include "common/tokens.h"
#include "common/wording.h"
#include "domain/validation.h"
#include "events/questionseditor.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int SeatsMax = 100'000;
constexpr int DurationStep = 15;
constexpr int DescriptionHeight = 84;

std::optional<QString> textOrNothing(const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.isEmpty() ? std::nullopt : std::optional(trimmed);
}

/// Editable from the first: Qt puts the order of Tab right only where a box's line edit stands
/// behind it.
QComboBox *editableBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    return box;
}

/// The zone in which a form reckons: that of this name, or this computer's.
QTimeZone placeOf(const std::optional<QString> &zone)
{
    const auto named = zone ? zoneNamed(*zone) : std::nullopt;
    return named.value_or(QTimeZone::systemTimeZone());
}

std::optional<QString> ownZone()
{
    const QString name = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    return zoneNamed(name) ? std::optional(name) : std::nullopt;
}

/// The zone that is meant by its name or by its city alone, in whichever case; empty when there is
/// none, or more than one.
QString zoneMeant(const QString &typed)
{
    if (zoneNamed(typed)) {
        return typed;
    }
    QString city = typed;
    city.replace(u'_', u' ');
    QStringList meant;
    const QStringList names = zoneNames();
    for (const QString &name : names) {
        if (name.compare(typed, Qt::CaseInsensitive) == 0) {
            return name;
        }
        if (cityOf(name).compare(city, Qt::CaseInsensitive) == 0) {
            meant.append(name);
        }
    }
    return meant.size() == 1 ? meant.first() : QString();
}

} // namespace

EventEditor::EventEditor(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_panel(new EditorPanel(this))
    , m_binder(new FormBinder(this))
    , m_title(new QLineEdit(m_panel))
    , m_type(editableBox(m_panel))
    , m_date(new QDateTimeEdit(m_panel))
    , m_duration(new QSpinBox(m_panel))
    , m_zone(editableBox(m_panel))
    , m_location(new QLineEdit(m_panel))
    , m_seats(new QSpinBox(m_panel))
    , m_registration(new QComboBox(m_panel))
    , m_description(new QPlainTextEdit(m_panel))
    , m_questions(new QuestionsEditor(m_panel))
    , m_save(m_panel->addButton(u"saveButton"_qs, u"primary"_qs))
    , m_cancel(m_panel->addButton(u"cancelButton"_qs))
{
    build();
    connect(m_binder, &FormBinder::completeChanged, this, &EventEditor::refresh);
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        refresh();
        Q_EMIT dirtyChanged();
    });
    connect(m_questions, &QuestionsEditor::edited, m_binder, &FormBinder::noteChange);
    connect(m_save, &QPushButton::clicked, this, &EventEditor::save);
    connect(m_cancel, &QPushButton::clicked, this, &EventEditor::closeRequested);
    connect(m_panel, &EditorPanel::closeRequested, this, &EventEditor::closeRequested);
    retranslate();
}

void EventEditor::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Space::OneAndHalf);
    grid->setVerticalSpacing(Space::OneAndHalf);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    m_panel->body()->addLayout(grid);
    m_panel->body()->addStretch(1);

    m_date->setCalendarPopup(true);
    m_date->setTimeSpec(
        Qt::UTC); // It has every wall time, also those that this computer leaves out.
    m_zone->addItems(zoneNames());
    m_zone->setMinimumContentsLength(10);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    connect(m_zone, &QComboBox::editTextChanged, this, &EventEditor::noteZone);
    connect(m_zone->lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (const auto zone = typedZone(); zone && *zone != m_zone->currentText()) {
            m_zone->setCurrentText(*zone);
        }
    });
    m_duration->setRange(Limits::DurationMin, Limits::DurationMax);
    m_duration->setSingleStep(DurationStep);
    m_duration->setGroupSeparatorShown(true);
    m_seats->setRange(0, SeatsMax);
    m_seats->setGroupSeparatorShown(true);
    m_registration->addItems({{}, {}});
    m_registration->setMinimumContentsLength(10);
    m_registration->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(DescriptionHeight);

    const auto add = [&](const QString &name, const QString &objectName, QWidget *editor, int row,
                         int column, int span, const FormBinder::Check &check) {
        editor->setObjectName(objectName);
        auto *field = new FormField({}, editor, m_panel);
        grid->addWidget(field, row, column, 1, span, Qt::AlignTop);
        m_binder->add(name, field, check);
        m_fields.append({name, field});
        field->setRequired(name == u"title");
    };
    const auto words = [](const std::optional<RuleBroken> &broken, int minimum, int maximum) {
        return broken ? ErrorPresenter::ruleText(*broken, minimum, maximum) : QString();
    };
    add(u"title"_qs, u"titleLineEdit"_qs, m_title, 0, 0, 2,
        [this, words] { return words(checkTitle(m_title->text()), 1, Limits::TitleMax); });
    add(u"date"_qs, u"dateDateTimeEdit"_qs, m_date, 1, 0, 1, [this] { return timeComplaint(); });
    add(u"duration"_qs, u"durationSpinBox"_qs, m_duration, 1, 1, 1, {});
    add(u"zone"_qs, u"zoneComboBox"_qs, m_zone, 2, 0, 2, [this] { return zoneComplaint(); });
    add(u"type"_qs, u"typeComboBox"_qs, m_type, 3, 0, 1, [this, words] {
        return words(checkText(m_type->currentText(), Limits::ShortTextMax), 0,
                     Limits::ShortTextMax);
    });
    add(u"maxAttendees"_qs, u"seatsSpinBox"_qs, m_seats, 3, 1, 1, {});
    add(u"location"_qs, u"locationLineEdit"_qs, m_location, 4, 0, 2, [this, words] {
        return words(checkText(m_location->text(), Limits::ShortTextMax), 0, Limits::ShortTextMax);
    });
    add(u"registration"_qs, u"registrationComboBox"_qs, m_registration, 5, 0, 2, {});
    add(u"description"_qs, u"descriptionTextEdit"_qs, m_description, 6, 0, 2, [this, words] {
        return words(checkText(m_description->toPlainText(), Limits::TextMax), 0, Limits::TextMax);
    });
    add(u"preguntas"_qs, u"questionsEditor"_qs, m_questions, 7, 0, 2, [this] {
        return m_questions->questions().size() > Limits::QuestionsMax
                   ? tr("At most %1 questions.").arg(Limits::QuestionsMax)
                   : QString();
    });
    for (qsizetype i = 1; i < m_fields.size(); ++i) {
        setTabOrder(m_fields.at(i - 1).second->editor(), m_fields.at(i).second->editor());
    }
}

void EventEditor::openNew()
{
    m_isNew = true;
    m_event = Event();
    m_event.uuid = EventUuid(makeUuidV7());
    m_event.zone = ownZone();
    const QTimeZone place = placeOf(m_event.zone);
    const QDate tomorrow = dayOf(m_context.desk.clock.now(), place).addDays(1);
    m_event.date = momentOf({tomorrow, QTime(9, 0)}, place).value_or(startOfDay(tomorrow, place));
    // Everybody sees an active event, and EVERYONE registers people at once: a new one starts off.
    m_event.isActive = false;
    m_event.status = EventStatus::Inactive;
    for (const QString &text : standardQuestions()) {
        Question question;
        question.text = text;
        m_event.questions.append(question);
    }
    fill();
    focusFirst();
}

void EventEditor::open(const Event &event)
{
    m_isNew = false;
    m_event = event;
    fill();
    focusFirst();
}

void EventEditor::focusFirst()
{
    m_title->setFocus(Qt::OtherFocusReason);
}

bool EventEditor::isDirty() const
{
    return m_binder->isDirty();
}

void EventEditor::fill()
{
    m_title->setText(m_event.title);
    m_type->setCurrentText(m_event.type.value_or(QString()));
    m_shown = wallTime(m_event.date, placeOf(m_event.zone));
    m_date->setDateTime(QDateTime(m_shown.date, m_shown.time, Qt::UTC));
    m_zone->setCurrentIndex(m_zone->findText(m_event.zone.value_or(QString())));
    m_zone->setCurrentText(m_event.zone.value_or(QString()));
    m_duration->setValue(static_cast<int>(m_event.duration.count()));
    m_location->setText(m_event.location.value_or(QString()));
    m_seats->setValue(m_event.maxAttendees.value_or(0));
    m_registration->setCurrentIndex(static_cast<int>(m_event.registration));
    m_description->setPlainText(m_event.description.value_or(QString()));
    QStringList questions;
    for (const Question &question : std::as_const(m_event.questions)) {
        questions.append(question.text);
    }
    m_questions->setQuestions(questions);
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    refresh();
}

Event EventEditor::event() const
{
    Event event = m_event;
    event.title = m_title->text().simplified();
    event.type = textOrNothing(m_type->currentText());
    event.zone = typedZone();
    // Seconds that the field does not show stay as they were, and which of two hours it was.
    if (typedTime() != m_shown || event.zone != m_event.zone) {
        event.date = momentOf(typedTime(), placeOf(event.zone)).value_or(m_event.date);
    }
    event.duration = std::chrono::minutes(m_duration->value());
    event.location = textOrNothing(m_location->text());
    event.maxAttendees = m_seats->value() > 0 ? std::optional(m_seats->value()) : std::nullopt;
    event.registration = static_cast<Registration>(m_registration->currentIndex());
    event.description = textOrNothing(m_description->toPlainText());
    const QStringList texts = m_questions->questions();
    QStringList before;
    for (const Question &question : m_event.questions) {
        before.append(question.text.simplified());
    }
    if (texts != before) {
        event.questions.clear();
        for (const QString &text : texts) {
            Question question;
            question.text = text;
            event.questions.append(question);
        }
    }
    return event;
}

std::optional<QString> EventEditor::typedZone() const
{
    const auto typed = textOrNothing(m_zone->currentText());
    // One that only other computers know stays what it is.
    if (!typed || typed == m_event.zone) {
        return typed;
    }
    const QString meant = zoneMeant(*typed);
    return meant.isEmpty() ? typed : std::optional(meant);
}

WallTime EventEditor::typedTime() const
{
    return {m_date->date(), m_date->time()};
}

QString EventEditor::zoneComplaint() const
{
    const auto zone = typedZone();
    const auto broken = zone && zone != m_event.zone ? checkZone(*zone) : std::nullopt;
    return broken ? ErrorPresenter::ruleText(*broken) : QString();
}

QString EventEditor::timeComplaint() const
{
    const auto moment = momentOf(typedTime(), placeOf(typedZone()));
    // Without a zone there is nothing to hold the time against.
    if (moment || !zoneComplaint().isEmpty()) {
        return {};
    }
    const auto [begin, end] = moment.error();
    const auto words = [isOneDay = begin.date == end.date](const WallTime &at) {
        return isOneDay ? Formats::time(at.time)
                        : QString(Formats::date(at.date) % u", " % Formats::time(at.time));
    };
    return tr("There is no such time: clocks go forward there from %1 to %2. Choose %2 or later, "
              "or a time before %1.")
        .arg(words(begin), words(end));
}

// Whether there is a time depends on the zone.
void EventEditor::noteZone()
{
    const auto date =
        std::ranges::find(m_fields, u"date"_qs, &std::pair<QString, FormField *>::first);
    if (date != m_fields.end() && !date->second->error().isEmpty()) {
        date->second->setError(timeComplaint());
    }
}

void EventEditor::save()
{
    m_panel->banner()->clear();
    if (!m_binder->validate()) {
        m_panel->showFocused();
        return;
    }
    const Event after = event();
    const Command command =
        m_isNew ? Command(CreateEvent{after}) : Command(UpdateEvent{m_event, after});
    m_isSaving = true;
    refresh();
    deliver(m_context.desk.commands.submit(command), this,
            [this, after, wasNew = m_isNew](const Result<CommandUuid> &result) {
                m_isSaving = false;
                if (!result) {
                    const QList<FieldError> homeless = m_binder->showErrors(result.error());
                    if (result.error().fieldErrors.isEmpty() || !homeless.isEmpty()) {
                        m_panel->banner()->showError(result.error());
                    }
                    refresh();
                    m_panel->showFocused();
                    return;
                }
                m_binder->markClean();
                m_context.toaster.toast(
                    QString((wasNew ? tr("“%1” was created; it is inactive until you activate it.")
                                    : tr("“%1” was changed."))
                                .arg(after.title) %
                            u' ' % Wording::saved(m_context.desk.sync)),
                    Tone::Success);
                Q_EMIT saved(after.uuid);
            });
}

void EventEditor::refresh()
{
    m_panel->setTitle(m_isNew ? tr("New event") : m_event.title);
    m_save->setText(m_isNew ? tr("&Create") : tr("&Save"));
    m_save->setEnabled((m_isNew ? m_binder->isComplete() : m_binder->isDirty()) && !m_isSaving);
    m_save->setToolTip(m_isNew ? m_binder->missingText() : QString());
    m_cancel->setText(tr("Cancel"));
}

QStringList EventEditor::standardQuestions()
{
    return {tr("What did you learn at this event?"),
            tr("How will you apply what you learned at work?"),
            tr("Would you recommend this event to your colleagues?"),
            tr("What would you improve about the event?")};
}

QStringList EventEditor::usualTypes()
{
    return {tr("Training"), tr("Meeting"), tr("Workshop"), tr("Conference"), tr("Other")};
}

void EventEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void EventEditor::retranslate()
{
    for (const auto &[name, field] : std::as_const(m_fields)) {
        field->setLabel(Wording::field(name));
    }
    m_date->setLocale(QLocale());
    m_date->setDisplayFormat(QString(Formats::dateFormat() % u", " % Formats::timeFormat()));
    m_duration->setSuffix(tr(" min"));
    m_zone->lineEdit()->setPlaceholderText(tr("Everyone’s own"));
    m_seats->setSpecialValueText(tr("No limit"));
    m_registration->setItemText(0, Wording::registration(Registration::Open));
    m_registration->setItemText(1, Wording::registration(Registration::Everyone));
    const QString type = m_type->currentText();
    const QSignalBlocker blocker(m_type);
    m_type->clear();
    m_type->addItems(usualTypes());
    m_type->setCurrentText(type);
    refresh();
}

} // namespace EvalTrack
