// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/eventdetails.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/prompter.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "domain/localday.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

namespace EvalTrack {

namespace {

constexpr int DetailIconSize = 16;
constexpr int SmallestTable = 160;
enum Tab { About, Registered };

} // namespace

EventDetails::EventDetails(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_panel(new EditorPanel(this))
    , m_phase(new StatusChip(m_panel))
    , m_own(new StatusChip(m_panel))
    , m_tabs(new QTabBar(m_panel))
    , m_about(new QWidget(m_panel))
    , m_when(new TextLabel(TextStyle::Body, m_about))
    , m_where(new TextLabel(TextStyle::Body, m_about))
    , m_seats(new TextLabel(TextStyle::Body, m_about))
    , m_registration(new TextLabel(TextStyle::Body, m_about))
    , m_description(new TextLabel(TextStyle::Body, m_about))
    , m_questionsTitle(new TextLabel(TextStyle::Strong, m_about))
    , m_questions(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_about))
    , m_model(new AttendanceTableModel(this))
    , m_table(new TableView(m_panel))
    , m_empty(new EmptyState)
    , m_edit(m_panel->addButton(u"editButton"_qs, u"primary"_qs))
    , m_toggle(m_panel->addLeftButton(u"toggleActiveButton"_qs, u"quiet"_qs))
    , m_attendance(m_panel->addButton(u"attendanceButton"_qs))
    , m_capture(m_panel->addButton(u"captureButton"_qs))
    , m_register(m_panel->addButton(u"registerButton"_qs, u"primary"_qs))
    , m_confirm(m_panel->addButton(u"confirmButton"_qs, u"primary"_qs))
{
    build();
    connectAll();
    retranslate();
}

void EventDetails::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"eventPanel"_qs);
    m_panel->chips()->addWidget(m_phase);
    m_panel->chips()->addWidget(m_own);
    m_panel->chips()->addStretch(1);
    m_own->hide();
    m_tabs->setObjectName(u"eventTabBar"_qs);
    m_tabs->addTab({});
    m_tabs->addTab({});
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_panel->chips()->addWidget(m_tabs);
    buildAbout();
    buildRegistered();

    m_tabs->setVisible(may(Permission::ManageAttendance));
    showTab(About);
    m_edit->setVisible(may(Permission::EditEvents));
    m_toggle->setVisible(may(Permission::ManageEvents));
    m_attendance->setVisible(may(Permission::ManageAttendance));
    m_capture->setVisible(may(Permission::CaptureAttendance));
}

void EventDetails::buildAbout()
{
    auto *body = new QVBoxLayout(m_about);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(Space::OneAndHalf);
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(Space::One);
    facts->setVerticalSpacing(Space::One);
    facts->setColumnStretch(1, 1);
    m_when->setObjectName(u"whenLabel"_qs);
    int row = 0;
    for (const auto &[icon, label] :
         {std::pair(Icon::Calendar, m_when), std::pair(Icon::Location, m_where),
          std::pair(Icon::People, m_seats), std::pair(Icon::PersonAdd, m_registration)}) {
        auto *picture = new QLabel(m_about);
        m_icons.append({picture, icon});
        facts->addWidget(picture, row, 0, Qt::AlignTop);
        label->setWordWrap(true);
        facts->addWidget(label, row, 1);
        ++row;
    }
    body->addLayout(facts);
    m_description->setWordWrap(true);
    body->addWidget(m_description);
    m_questions->setWordWrap(true);
    body->addWidget(m_questionsTitle);
    body->addWidget(m_questions);
    body->addStretch(1);
    m_panel->body()->addWidget(m_about, 1);
}

void EventDetails::buildRegistered()
{
    m_table->setObjectName(u"registeredTable"_qs);
    m_table->setModel(m_model);
    m_table->setMinimumHeight(SmallestTable);
    for (int column = 0; column < AttendanceTableModel::ColumnCount; ++column) {
        const bool isShown =
            column == AttendanceTableModel::Person || column == AttendanceTableModel::Status;
        m_table->setColumnHidden(column, !isShown);
    }
    m_table->setColumnWidth(AttendanceTableModel::Person, 230);
    m_table->horizontalHeader()->setSectionResizeMode(AttendanceTableModel::Person,
                                                      QHeaderView::Stretch);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->setColumnWidth(AttendanceTableModel::Status, 130);
    m_table->setItemDelegateForColumn(
        AttendanceTableModel::Status,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return Wording::tone(static_cast<AttendanceStatus>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->sortByColumn(AttendanceTableModel::Person, Qt::AscendingOrder);
    m_table->setEmptyState(m_empty);
    m_panel->body()->addWidget(m_table, 1);
}

void EventDetails::showTab(int tab)
{
    m_about->setVisible(tab == About);
    m_table->setVisible(tab == Registered);
    m_panel->scrollToTop();
}

void EventDetails::connectAll()
{
    connect(m_panel, &EditorPanel::closeRequested, this, &EventDetails::closeRequested);
    connect(m_tabs, &QTabBar::currentChanged, this, &EventDetails::showTab);
    connect(m_edit, &QPushButton::clicked, this, &EventDetails::editRequested);
    connect(m_toggle, &QPushButton::clicked, this, &EventDetails::toggle);
    connect(m_register, &QPushButton::clicked, this, &EventDetails::registerSelf);
    connect(m_confirm, &QPushButton::clicked, this, &EventDetails::confirmOwn);
    connect(m_attendance, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::Attendance,
                        PageArgument::make(u"event"_qs, toText(event().value())));
    });
    connect(m_capture, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::Capture, PageArgument::make(u"event"_qs, toText(event().value())));
    });
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        const UserUuid person = m_model->at(index.row()).attendance.userUuid;
        Q_EMIT navigate(PageIds::People, PageArgument::make(u"person"_qs, toText(person.value())));
    });
    connect(&m_context.desk.attendances, &AttendanceStore::attendancesChanged, this,
            &EventDetails::loadRegistered);
}

bool EventDetails::may(Permission permission) const
{
    const auto person = m_context.desk.session.person();
    return person && person->may(permission);
}

void EventDetails::setEvent(const EventSummary &summary)
{
    const bool isOther = summary.event.uuid != m_summary.event.uuid;
    m_summary = summary;
    if (isOther) {
        m_panel->banner()->clear();
        m_panel->scrollToTop();
        m_model->setRows({}, RowsAre::ANewList);
        m_ownAttendance.reset();
    }
    refresh();
    loadRegistered();
}

void EventDetails::loadRegistered()
{
    if (event().isNull()) {
        return;
    }
    const quint64 token = ++m_token;
    deliver(m_context.desk.attendances.ofEvent(event()), this,
            [this, token](const Result<QList<AttendanceRow>> &rows) {
                if (token != m_token) {
                    return;
                }
                if (!rows) {
                    m_panel->banner()->showError(rows.error());
                    return;
                }
                m_ownAttendance.reset();
                const auto self = m_context.desk.session.person();
                for (const AttendanceRow &row : *rows) {
                    if (self && row.attendance.userUuid == self->uuid) {
                        m_ownAttendance = row.attendance;
                    }
                }
                m_model->setRows(*rows);
                refresh();
            });
}

void EventDetails::refresh()
{
    const Event &event = m_summary.event;
    const Timestamp now = m_context.desk.clock.now();
    const EventPhase phase = phaseOf(event, now);
    m_panel->setTitle(event.title);
    m_panel->setSubtitle(event.type.value_or(QString()));
    m_phase->setStatus(Wording::phase(phase), Wording::tone(phase));
    const bool isEmployee = !may(Permission::ManageAttendance);
    m_own->setVisible(isEmployee && m_ownAttendance.has_value());
    if (m_ownAttendance) {
        // Nobody is late with an event that is still to come.
        const bool isAhead =
            m_ownAttendance->status == AttendanceStatus::Pending && phase == EventPhase::Upcoming;
        m_own->setStatus(
            isAhead ? tr("I am registered")
                    : tr("My attendance: %1").arg(Wording::attendance(m_ownAttendance->status)),
            isAhead ? Tone::Info : Wording::tone(m_ownAttendance->status));
    }
    const PlaceTime starts = placeTime(event.date, event.zone);
    const QDate lastDay = placeTime(event.end(), event.zone).date;
    const QString ends = Formats::time(event.end(), event.zone);
    m_when->setText(
        tr("%1 – %2 (%3)")
            .arg(QString(Formats::date(starts.date) % u", " % Formats::time(starts.time)),
                 lastDay == starts.date ? ends : QString(Formats::date(lastDay) % u", " % ends),
                 Formats::duration(event.duration)));
    m_where->setText(event.location.value_or(tr("No place given")));
    const QString registered =
        event.maxAttendees
            ? tr("%1 of %2 seats taken")
                  .arg(Formats::number(m_summary.registered), Formats::number(*event.maxAttendees))
            : tr("%1 registered, no limit").arg(Formats::number(m_summary.registered));
    const QString present =
        now < event.date
            ? QString()
            : QString(u" · " %
                      tr("%1 present").arg(Formats::number(m_summary.confirmed - m_summary.left)));
    m_seats->setText(isEmployee ? (event.maxAttendees
                                       ? tr("%1 seats").arg(Formats::number(*event.maxAttendees))
                                       : tr("No seat limit"))
                                : QString(registered % present));
    m_registration->setText(Wording::registration(event.registration));
    m_description->setText(event.description.value_or(QString()));
    m_description->setVisible(event.description.has_value());
    QStringList questions;
    for (const Question &question : event.questions) {
        questions.append(QString(QString::number(questions.size() + 1) % u". " % question.text));
    }
    m_questions->setText(questions.join(u'\n'));
    m_questions->setVisible(!questions.isEmpty());
    m_questionsTitle->setVisible(!questions.isEmpty());
    m_tabs->setTabText(Registered,
                       tr("Registered (%1)").arg(Formats::number(m_summary.registered)));
    m_toggle->setText(event.isActive ? tr("&Deactivate") : tr("&Activate"));
    m_capture->setEnabled(event.isActive);
    m_register->setVisible(isEmployee && !m_ownAttendance && event.isActive &&
                           phase != EventPhase::Finished);
    m_confirm->setVisible(isEmployee && m_ownAttendance &&
                          m_ownAttendance->status == AttendanceStatus::Pending &&
                          phase == EventPhase::Running);
}

void EventDetails::toggle()
{
    const Event event = m_summary.event;
    if (event.isActive) {
        setActive(event.uuid, event.title, false, true);
        return;
    }
    if (event.registration == Registration::Open) {
        setActive(event.uuid, event.title, true, true);
        return;
    }
    m_context.prompter.ask(this,
                           {tr("Activate “%1”?").arg(event.title),
                            tr("All active employees are registered for it at once."),
                            tr("Activate"),
                            {},
                            false},
                           [this, event](bool accepted) {
                               if (accepted) {
                                   setActive(event.uuid, event.title, true, false);
                               }
                           });
}

void EventDetails::setActive(EventUuid uuid, const QString &title, bool isActive, bool offersUndo)
{
    deliver(m_context.desk.commands.submit(SetEventActive{uuid, isActive}), this,
            [this, uuid, title, isActive, offersUndo](const Result<CommandUuid> &result) {
                if (!result) {
                    m_panel->banner()->showError(result.error());
                    return;
                }
                const QString done = isActive ? tr("“%1” is active.").arg(title)
                                              : tr("“%1” was deactivated.").arg(title);
                if (offersUndo) {
                    m_context.toaster.toastWithAction(done, tr("Undo"),
                                                      [this, uuid, title, isActive] {
                                                          setActive(uuid, title, !isActive, false);
                                                      });
                } else {
                    m_context.toaster.toast(done, Tone::Success);
                }
            });
}

void EventDetails::registerSelf()
{
    m_register->setEnabled(false);
    deliver(m_context.desk.commands.submit(
                RegisterSelf{event(), AttendanceUuid(makeUuidV7()), std::nullopt}),
            this, [this, title = m_summary.event.title](const Result<CommandUuid> &result) {
                m_register->setEnabled(true);
                if (!result) {
                    m_panel->banner()->showError(result.error());
                    return;
                }
                m_context.toaster.toast(QString(tr("You are registered for “%1”.").arg(title) %
                                                u' ' % Wording::saved(m_context.desk.sync)),
                                        Tone::Success);
            });
}

void EventDetails::confirmOwn()
{
    m_confirm->setEnabled(false);
    deliver(m_context.desk.commands.submit(ConfirmOwnAttendance{m_ownAttendance->uuid}), this,
            [this, title = m_summary.event.title](const Result<CommandUuid> &result) {
                m_confirm->setEnabled(true);
                if (!result) {
                    m_panel->banner()->showError(result.error());
                    return;
                }
                m_context.toaster.toast(
                    QString(tr("Your attendance at “%1” is confirmed.").arg(title) % u' ' %
                            Wording::saved(m_context.desk.sync)),
                    Tone::Success);
            });
}

void EventDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        retranslate();
    }
}

void EventDetails::retranslate()
{
    for (const auto &[label, icon] : std::as_const(m_icons)) {
        label->setPixmap(Icons::pixmap(icon, DetailIconSize, IconTone::Muted, devicePixelRatioF()));
    }
    m_questionsTitle->setText(tr("Evaluation questions"));
    m_tabs->setTabText(About, tr("About"));
    m_tabs->setAccessibleName(tr("Parts of the event"));
    m_edit->setText(tr("&Edit"));
    m_attendance->setText(tr("A&ttendance"));
    m_capture->setText(tr("&Capture"));
    m_register->setText(tr("&Register"));
    Icons::dress(*m_confirm, Icon::Check, IconTone::OnAccent, tr("&Confirm my attendance"));
    m_table->setAccessibleName(tr("Registered people"));
    m_model->setHeaders({tr("Person"), tr("Department"), tr("Event"), tr("Date"), tr("Status"),
                         tr("Arrived"), tr("Note"), tr("Sync")});
    m_model->setWords({Wording::attendance(AttendanceStatus::Pending),
                       Wording::attendance(AttendanceStatus::Confirmed),
                       Wording::attendance(AttendanceStatus::Cancelled), tr("Waiting")});
    m_empty->setState(Icon::People, tr("Nobody is registered yet"), {});
    refresh();
}

} // namespace EvalTrack
