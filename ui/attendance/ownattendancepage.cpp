// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/ownattendancepage.h"

#include "attendance/certificatesbutton.h"
#include "attendance/eventchoice.h"
#include "base/deliver.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/spokenrole.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "wire/names.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int WidestTitle = 260;

} // namespace

OwnAttendancePage::OwnAttendancePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new AttendanceTableModel(this))
    , m_frame(new ListFrame(this))
    , m_confirm(m_frame->addDeed(u"confirmOwnButton"_qs, u"primary"_qs))
    , m_status(new QComboBox(m_frame))
    , m_signUpFor(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_frame))
    , m_event(new EventChoice(desk().events, desk().clock, m_frame))
    , m_register(new QPushButton(m_frame))
    , m_explain(new QPushButton(m_frame))
    , m_certificate(new CertificatesButton(context, *m_frame->banner(),
                                           CertificatesButton::Offers::One, m_frame))
    , m_why(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_register->setObjectName(u"registerButton"_qs);
    m_why->setObjectName(u"whyLabel"_qs);
    m_status->setObjectName(u"statusComboBox"_qs);
    m_status->addItem(QString(), -1);
    for (const AttendanceStatus status :
         {AttendanceStatus::Pending, AttendanceStatus::Confirmed, AttendanceStatus::Cancelled}) {
        m_status->addItem(QString(), static_cast<int>(status));
    }
    m_frame->addTool(m_status);
    m_frame->addTool(m_signUpFor);
    m_signUpFor->setBuddy(m_event);
    m_frame->addTool(m_event, 1'000); // All there is, while it is shown.
    m_frame->addTool(m_register);
    m_explain->setObjectName(u"explainButton"_qs);
    m_frame->addTool(m_explain);
    m_frame->addTool(m_certificate);
    m_frame->addToolStretch();
    m_frame->addTableTools(*m_table, context, listKey(u"ownAttendance"_qs));
    m_frame->addBelowList(m_why);

    m_table->setObjectName(u"ownAttendanceTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths(
        {240, 150, 320, 200, 130, 200, 150, 90},
        {AttendanceTableModel::Notes, AttendanceTableModel::Sync, AttendanceTableModel::AttendedAt},
        {AttendanceTableModel::Status});
    m_table->setLeftOutWhenEmpty({AttendanceTableModel::Notes, AttendanceTableModel::Sync});
    m_table->setColumnWanted(AttendanceTableModel::Person, false);
    m_table->setColumnWanted(AttendanceTableModel::Department, false);
    m_table->setItemDelegateForColumn(
        AttendanceTableModel::Status,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return Wording::tone(static_cast<AttendanceStatus>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_table->sortByColumn(AttendanceTableModel::EventDate, Qt::DescendingOrder);
    m_table->keepState(context.settings, listKey(u"ownAttendance"_qs));
    m_frame->setList(m_table);

    connect(&desk().attendances, &AttendanceStore::attendancesChanged, this,
            &OwnAttendancePage::load);
    connect(m_status, &QComboBox::currentIndexChanged, this, [this] { show(RowsAre::ANewList); });
    const auto showAll = [this] {
        m_counted.reset();
        m_frame->banner()->clear();
        m_status->setCurrentIndex(0);
        show(RowsAre::ANewList);
    };
    connect(m_empty, &EmptyState::actionTriggered, this, showAll);
    connect(m_frame->banner(), &Banner::actionTriggered, this, [this, showAll] {
        if (m_hasFailed) {
            m_frame->banner()->clear();
            load();
        } else {
            showAll();
        }
    });
    connect(m_confirm, &QPushButton::clicked, this, &OwnAttendancePage::confirm);
    connect(m_register, &QPushButton::clicked, this, &OwnAttendancePage::registerSelf);
    connect(m_explain, &QPushButton::clicked, this, [this] {
        if (const auto row = chosen()) {
            Q_EMIT navigate(
                PageIds::Explanation,
                PageArgument::make(u"attendance"_qs, QString::number(row->attendance.id.value())));
        }
    });
    connect(m_event, &EventChoice::eventChanged, this, &OwnAttendancePage::updateDeeds);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &OwnAttendancePage::updateDeeds);
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        Q_EMIT navigate(
            PageIds::Events,
            PageArgument::make(u"event"_qs,
                               toText(m_model->at(index.row()).attendance.eventUuid.value())));
    });
    retranslateUi();
    load();
    m_frame->openDefaultView();
}

void OwnAttendancePage::activate(const QString &argument)
{
    const EventUuid event(QUuid::fromString(PageArgument::value(argument, u"event"_qs)));
    const EventId id(PageArgument::value(argument, u"eventId"_qs).toLongLong());
    if (!argument.isEmpty()) {
        m_table->clearFilters();
        m_counted = CountedEvents::fromArgument(argument);
        m_frame->banner()->clear();
        const auto wanted =
            Wire::fromName<AttendanceStatus>(PageArgument::value(argument, u"status"_qs));
        m_status->setCurrentIndex(wanted ? m_status->findData(static_cast<int>(*wanted)) : 0);
        show(RowsAre::ANewList);
    }
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const AttendanceRow &row) {
        return (!event.isNull() && row.attendance.eventUuid == event) ||
               (!id.isNull() && row.attendance.eventId == id);
    });
    const int shown = found == m_rows.end() ? -1 : m_model->rowOf(found->attendance.uuid.value());
    if (shown >= 0) {
        m_table->selectRecord(shown);
    }
    updateDeeds();
}

void OwnAttendancePage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void OwnAttendancePage::load()
{
    const auto self = desk().session.person();
    if (!self) {
        return;
    }
    const quint64 token = ++m_token;
    deliver(desk().attendances.ofPerson(self->uuid), this,
            [this, token](const Result<QList<AttendanceRow>> &rows) {
                if (token != m_token) {
                    return;
                }
                if (!rows) {
                    m_hasFailed = true;
                    m_frame->banner()->showError(rows.error(), tr("Try again"));
                    m_empty->setState(Icon::Alert, tr("Your attendance could not be read"), {});
                    return;
                }
                m_hasFailed = false;
                m_isRead = true;
                m_rows = *rows;
                QSet<QUuid> known;
                for (const AttendanceRow &row : *rows) {
                    known.insert(row.attendance.eventUuid.value());
                }
                m_event->setFilter([known, &clock = desk().clock](const EventSummary &each) {
                    return each.event.isActive && each.event.end() > clock.now() &&
                           !known.contains(each.event.uuid.value());
                });
                show(RowsAre::AnUpdate);
            });
}

void OwnAttendancePage::show(RowsAre kind)
{
    const int status = m_status->currentData().toInt();
    QList<AttendanceRow> rows = m_rows;
    const Timestamp now = desk().clock.now();
    rows.removeIf([this, status, now](const AttendanceRow &row) {
        const bool isInState =
            status < 0 ? !(m_counted && row.attendance.status == AttendanceStatus::Cancelled)
                       : static_cast<int>(row.attendance.status) == status;
        const bool isMeant = !m_counted || m_counted->has(eventOf(row).value_or(Event()), now);
        return !isInState || !isMeant;
    });
    m_model->setRows(rows, kind);
    if (m_counted) {
        m_frame->banner()->showMessage(Tone::Info, m_counted->sentence(), tr("Show all"));
    }
    m_frame->setCount(tr("%n event(s)", nullptr, static_cast<int>(rows.size())));
    if (!m_isRead) {
        m_empty->setLoading(tr("Being read"));
    } else if (m_rows.isEmpty()) {
        m_empty->setState(Icon::Attendance, tr("You are not registered for any event"),
                          tr("Choose an event above and register."));
    } else {
        m_empty->setState(Icon::Search, tr("Nothing found"),
                          tr("None of your attendances has this status."), tr("Show all"));
    }
    updateDeeds();
}

std::optional<Event> OwnAttendancePage::eventOf(const AttendanceRow &row) const
{
    const auto events = desk().events.events();
    const auto found = std::find_if(events->begin(), events->end(), [&](const auto &each) {
        return each.event.uuid == row.attendance.eventUuid;
    });
    return found == events->end() ? std::nullopt : std::optional(found->event);
}

EventPhase OwnAttendancePage::phaseOfRow(const AttendanceRow &row) const
{
    const auto event = eventOf(row);
    return event ? phaseOf(*event, desk().clock.now()) : EventPhase::Finished;
}

std::optional<AttendanceRow> OwnAttendancePage::chosen() const
{
    const QModelIndexList rows = m_table->selectedRecords();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model->at(rows.first().row()));
}

std::optional<AttendanceRow> OwnAttendancePage::confirmable() const
{
    const auto isOpen = [this](const AttendanceRow &row) {
        return row.attendance.status == AttendanceStatus::Pending &&
               phaseOfRow(row) == EventPhase::Running;
    };
    if (const auto row = chosen()) {
        return isOpen(*row) ? row : std::nullopt;
    }
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), isOpen);
    return found == m_rows.end() ? std::nullopt : std::optional(*found);
}

void OwnAttendancePage::updateDeeds()
{
    const auto row = confirmable();
    m_confirm->setEnabled(row.has_value());
    m_register->setEnabled(!m_event->event().isNull());
    m_event->setVisible(m_event->count() > 0);
    m_signUpFor->setVisible(m_event->count() > 0);
    m_register->setVisible(m_event->count() > 0);
    const auto other = chosen();
    nameConfirmButton(row ? row->eventTitle : QString());
    if (row) {
        m_why->setText(tr("The event is in progress: you can confirm your attendance now."));
    } else if (!other) {
        m_why->setText(tr("You can confirm while an event is in progress."));
    } else if (other->attendance.status == AttendanceStatus::Confirmed) {
        m_why->setText(tr("You have confirmed this one."));
    } else if (other->attendance.status == AttendanceStatus::Cancelled) {
        m_why->setText(tr("This attendance was cancelled."));
    } else if (phaseOfRow(*other) == EventPhase::Upcoming) {
        m_why->setText(tr("It can be confirmed from %1 on.")
                           .arg(Formats::relativeDateTimeInside(
                               other->eventDate, desk().clock.now(), other->eventZone)));
    } else {
        m_why->setText(tr("The event is over; ask human resources."));
    }
    const auto explained = chosen();
    m_explain->setEnabled(explained && !explained->attendance.id.isNull());
    m_certificate->setRows(explained ? QList{*explained} : QList<AttendanceRow>());
}

void OwnAttendancePage::nameConfirmButton(const QString &event)
{
    const QString title = fontMetrics().elidedText(event, Qt::ElideRight, WidestTitle);
    Icons::dress(*m_confirm, Icon::Check, IconTone::OnAccent,
                 event.isEmpty()
                     ? tr("&Confirm my attendance")
                     : tr("&Confirm “%1”").arg(QString(title).replace(u"&"_qs, u"&&"_qs)));
    m_confirm->setToolTip(event);
}

void OwnAttendancePage::confirm()
{
    const auto row = confirmable();
    if (!row) {
        return;
    }
    m_confirm->setEnabled(false);
    deliver(desk().commands.submit(ConfirmOwnAttendance{row->attendance.uuid}), this,
            [this, title = row->eventTitle](const Result<CommandUuid> &result) {
                updateDeeds();
                if (!result) {
                    m_frame->banner()->showError(result.error());
                    return;
                }
                m_frame->banner()->clear();
                context().toaster.toast(
                    QString(tr("Your attendance at “%1” is confirmed.").arg(title) % u' ' %
                            Wording::saved(desk().sync)),
                    Tone::Success);
            });
}

void OwnAttendancePage::registerSelf()
{
    const auto summary = m_event->summary();
    if (!summary) {
        return;
    }
    m_register->setEnabled(false);
    deliver(desk().commands.submit(
                RegisterSelf{summary->event.uuid, AttendanceUuid(makeUuidV7()), std::nullopt}),
            this, [this, title = summary->event.title](const Result<CommandUuid> &result) {
                updateDeeds();
                if (!result) {
                    m_frame->banner()->showError(result.error());
                    return;
                }
                m_frame->banner()->clear();
                context().toaster.toast(QString(tr("You are registered for “%1”.").arg(title) %
                                                u' ' % Wording::saved(desk().sync)),
                                        Tone::Success);
            });
}

void OwnAttendancePage::retranslateUi()
{
    m_frame->setTitle(tr("My attendance"));
    m_signUpFor->setText(tr("Register for:"));
    setSpokenName(*m_status, tr("Status"));
    m_status->setItemText(0, tr("Any status"));
    m_status->setItemText(1, Wording::attendance(AttendanceStatus::Pending));
    m_status->setItemText(2, Wording::attendance(AttendanceStatus::Confirmed));
    m_status->setItemText(3, Wording::attendance(AttendanceStatus::Cancelled));
    setSpokenName(*m_event, tr("Event to register for"));
    m_register->setText(tr("&Register"));
    m_explain->setText(tr("E&xplain"));
    m_explain->setToolTip(tr("Why this attendance is as it is, and who changed it"));
    m_table->setAccessibleName(tr("My attendance"));
    m_model->setHeaders({tr("Person"), tr("Department"), tr("Event"), tr("Date"), tr("Status"),
                         tr("Arrived"), tr("Note"), tr("Sync")});
    m_model->setWords({Wording::attendance(AttendanceStatus::Pending),
                       Wording::attendance(AttendanceStatus::Confirmed),
                       Wording::attendance(AttendanceStatus::Cancelled), tr("Waiting"),
                       Wording::inactiveEvent()});
    show(RowsAre::AnUpdate);
}

} // namespace EvalTrack
