// SPDX-License-Identifier: GPL-3.0-or-later
#include "attendance/attendancepage.h"

#include "attendance/attendancefacts.h"
#include "attendance/bulkattendance.h"
#include "attendance/certificatesbutton.h"
#include "attendance/eventchoice.h"
#include "attendance/gatherattendances.h"
#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/emptystate.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/listframe.h"
#include "common/olderbar.h"
#include "common/personpicker.h"
#include "common/prompter.h"
#include "common/searchfield.h"
#include "common/spokenrole.h"
#include "common/statuschip.h"
#include "common/tablemenus.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "domain/validation.h"
#include "wire/names.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTabBar>

#include <algorithm>
#include <memory>
#include <utility>

namespace EvalTrack {

namespace {

constexpr int AttendancePanelWidth = 380;
constexpr int NoteHeight = 120;
constexpr qsizetype MostRows = 20'000; // What a table of values sorts without a pause.

} // namespace

AttendancePage::AttendancePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new AttendanceTableModel(this))
    , m_frame(new ListFrame(this))
    , m_tabs(new QTabBar(m_frame))
    , m_event(new EventChoice(desk().events, desk().clock, m_frame))
    , m_person(new PersonPicker(desk().people, m_frame))
    , m_status(new QComboBox(m_frame))
    , m_search(new SearchField(m_frame))
    , m_capture(m_frame->addDeed(u"captureButton"_qs, u"primary"_qs))
    , m_confirm(new QPushButton(m_frame))
    , m_cancel(new QPushButton(m_frame))
    , m_remove(new QPushButton(m_frame))
    , m_certificates(new CertificatesButton(context, *m_frame->banner(),
                                            CertificatesButton::Offers::Several, m_frame))
    , m_selection(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new EditorPanel(m_frame))
    , m_chip(new StatusChip(m_panel))
    , m_facts(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_panel))
    , m_note(new QPlainTextEdit(m_panel))
    , m_noteField(new FormField({}, m_note, m_panel))
    , m_binder(new FormBinder(this))
    , m_save(m_panel->addButton(u"saveButton"_qs, u"primary"_qs))
    , m_explain(m_panel->addLeftButton(u"explainButton"_qs, u"quiet"_qs))
{
    build();
    connectAll();
    retranslateUi();
    setBy(By::Event);
    m_frame->openDefaultView();
}

void AttendancePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_tabs->setObjectName(u"byTabBar"_qs);
    m_tabs->addTab({});
    m_tabs->addTab({});
    m_tabs->setExpanding(false);
    m_status->setObjectName(u"statusComboBox"_qs);
    m_status->addItem(QString(), -1);
    for (const AttendanceStatus status :
         {AttendanceStatus::Pending, AttendanceStatus::Confirmed, AttendanceStatus::Cancelled}) {
        m_status->addItem(QString(), static_cast<int>(status));
    }
    m_search->setMinimumWidth(160);
    m_event->setOffersAll(true);
    m_frame->addTool(m_tabs);
    m_frame->addTool(m_event, 3);
    m_frame->addTool(m_person, 3);
    m_frame->addTool(m_status);
    m_frame->addTool(m_search, 2);
    m_frame->addTableTools(*m_table, context(), listKey(u"attendance"_qs));

    auto *list = new QWidget(m_frame);
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(Space::One);
    auto *deeds = new QHBoxLayout;
    deeds->setSpacing(Space::One);
    m_confirm->setObjectName(u"confirmButton"_qs);
    m_cancel->setObjectName(u"cancelAttendanceButton"_qs);
    m_remove->setObjectName(u"removeButton"_qs);
    m_remove->setProperty("kind", u"quiet"_qs);
    m_selection->setObjectName(u"selectionLabel"_qs);
    deeds->addWidget(m_confirm);
    deeds->addWidget(m_cancel);
    deeds->addWidget(m_remove);
    deeds->addWidget(m_certificates);
    deeds->addWidget(m_selection);
    deeds->addStretch(1);
    listLayout->addLayout(deeds);
    m_table->setObjectName(u"attendanceTable"_qs);
    m_table->setModel(m_model);
    m_table->setWidths({270, 150, 280, 200, 130, 200, 180, 110},
                       {AttendanceTableModel::Notes, AttendanceTableModel::Department,
                        AttendanceTableModel::EventDate, AttendanceTableModel::Sync,
                        AttendanceTableModel::AttendedAt},
                       {AttendanceTableModel::Status});
    m_table->setLeftOutWhenEmpty({AttendanceTableModel::Notes, AttendanceTableModel::Sync,
                                  AttendanceTableModel::AttendedAt});
    m_table->setItemDelegateForColumn(
        AttendanceTableModel::Status,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return Wording::tone(static_cast<AttendanceStatus>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_table->sortByColumn(AttendanceTableModel::Person, Qt::AscendingOrder);
    m_table->keepState(context().settings, listKey(u"attendance"_qs));
    m_frame->addBulkEdit(*m_table, context(), [this] { return BulkAttendance::make(m_rows); });
    m_search->setResults(m_table);
    listLayout->addWidget(m_table, 1);
    m_frame->setList(list);
    m_older = new OlderBar(desk().history, desk().sync, m_frame);
    m_frame->addBelowList(m_older);
    connect(m_older, &OlderBar::failed, this,
            [this](const Error &error) { m_frame->banner()->showError(error); });

    m_panel->setObjectName(u"attendancePanel"_qs);
    m_panel->chips()->addWidget(m_chip);
    m_panel->chips()->addStretch(1);
    m_facts->setWordWrap(true);
    m_panel->body()->addWidget(m_facts);
    m_note->setObjectName(u"noteTextEdit"_qs);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(NoteHeight);
    m_panel->body()->addWidget(m_noteField);
    m_panel->body()->addStretch(1);
    m_binder->add(u"notes"_qs, m_noteField, [this] {
        const auto broken = checkText(m_note->toPlainText(), Limits::TextMax);
        return broken ? ErrorPresenter::ruleText(*broken, 0, Limits::TextMax) : QString();
    });
    m_frame->setPanel(m_panel, AttendancePanelWidth);
}

void AttendancePage::connectAll()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (!hasUnsavedInput()) {
            setBy(static_cast<By>(index));
            return;
        }
        {
            const QSignalBlocker notYet(m_tabs);
            m_tabs->setCurrentIndex(1 - index);
        }
        leaveForm([this, index] {
            closePanel();
            setBy(static_cast<By>(index));
        });
    });
    connect(m_event, &EventChoice::eventChanged, this, [this] {
        m_department.clear();
        m_counted.reset();
        if (by() == By::Event) {
            chooseColumns();
            load(RowsAre::ANewList);
        }
    });
    connect(m_person, &PersonPicker::personChanged, this, [this] { load(RowsAre::ANewList); });
    connect(m_status, &QComboBox::currentIndexChanged, this, [this] {
        if (by() == By::Event && m_event->isAll()) {
            load(RowsAre::ANewList); // The state decides which events are asked.
        } else {
            show(RowsAre::ANewList);
        }
    });
    connect(m_search, &QLineEdit::textChanged, this, [this] { show(RowsAre::ANewList); });
    connect(&desk().attendances, &AttendanceStore::attendancesChanged, this,
            [this] { whenShown([this] { load(RowsAre::AnUpdate); }); });
    connect(m_frame->banner(), &Banner::actionTriggered, this, [this] {
        m_department.clear();
        m_counted.reset();
        load(RowsAre::ANewList);
    });
    connect(m_capture, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::Capture,
                        m_event->event().isNull()
                            ? QString()
                            : PageArgument::make(u"event"_qs, toText(m_event->event().value())));
    });
    connect(m_confirm, &QPushButton::clicked, this,
            [this] { setStatus(AttendanceStatus::Confirmed); });
    connect(m_cancel, &QPushButton::clicked, this,
            [this] { setStatus(AttendanceStatus::Cancelled); });
    connect(m_remove, &QPushButton::clicked, this, &AttendancePage::removeSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AttendancePage::updateDeeds);
    connect(m_table, &TableView::rowMenuRequested, this, [this](QMenu *menu) {
        TableMenus::addButtons(*menu, {m_confirm, m_cancel, m_remove});
        m_certificates->addTo(*menu);
    });
    const auto openIndex = [this](const QModelIndex &index) {
        const AttendanceRow row = m_model->at(index.row());
        leaveForm([this, row] { open(row); });
    };
    connect(m_table, &TableView::opened, this, [this, openIndex](const QModelIndex &index) {
        openIndex(index);
        m_note->setFocus(Qt::OtherFocusReason);
    });
    connect(m_table, &TableView::recordClicked, this, [this, openIndex](const QModelIndex &index) {
        if (m_table->selectedRecords().size() == 1) {
            openIndex(index);
        }
    });
    connect(m_panel, &EditorPanel::closeRequested, this,
            [this] { leaveForm([this] { closePanel(); }); });
    connect(m_save, &QPushButton::clicked, this, &AttendancePage::saveNote);
    connect(m_explain, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate(
            PageIds::Explanation,
            PageArgument::make(u"attendance"_qs, QString::number(m_current.attendance.id.value())));
    });
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        updatePanel();
        Q_EMIT stateChanged();
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        m_status->setCurrentIndex(0);
        m_search->clear();
    });
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (hasUnsavedInput()) {
            saveNote();
        }
    });
}

AttendancePage::By AttendancePage::by() const
{
    return static_cast<By>(m_tabs->currentIndex());
}

void AttendancePage::setBy(By by)
{
    const bool isByEvent = by == By::Event;
    m_tabs->setCurrentIndex(static_cast<int>(by));
    m_event->setVisible(isByEvent);
    m_person->setVisible(!isByEvent);
    m_search->setVisible(isByEvent);
    chooseColumns();
    // The order that somebody chose stays, unless it is one for the other tab.
    const int sorted = m_table->horizontalHeader()->sortIndicatorSection();
    const bool isOfEvents =
        sorted == AttendanceTableModel::Event || sorted == AttendanceTableModel::EventDate;
    const bool isOfPeople =
        sorted == AttendanceTableModel::Person || sorted == AttendanceTableModel::Department;
    if (isByEvent && isOfEvents) {
        m_table->sortByColumn(AttendanceTableModel::Person, Qt::AscendingOrder);
    } else if (!isByEvent && isOfPeople) {
        m_table->sortByColumn(AttendanceTableModel::EventDate, Qt::DescendingOrder);
    }
    m_frame->setPanelOpen(false);
    load(RowsAre::ANewList);
}

void AttendancePage::chooseColumns()
{
    const bool isByEvent = by() == By::Event;
    const bool isOneEvent = isByEvent && !m_event->isAll();
    m_table->setSaidAbove(AttendanceTableModel::Person, !isByEvent);
    m_table->setSaidAbove(AttendanceTableModel::Department, !isByEvent);
    m_table->setSaidAbove(AttendanceTableModel::Event, isOneEvent);
    m_table->setSaidAbove(AttendanceTableModel::EventDate, isOneEvent);
}

void AttendancePage::activate(const QString &argument)
{
    if (argument.isEmpty()) {
        return;
    }
    m_table->clearFilters();
    const QString status = PageArgument::value(argument, u"status"_qs);
    const auto wanted = Wire::fromName<AttendanceStatus>(status);
    m_search->clear();
    m_status->setCurrentIndex(wanted ? m_status->findData(static_cast<int>(*wanted)) : 0);
    m_sought.reset();
    m_toOpen.reset();

    const AttendanceUuid attendance(
        QUuid::fromString(PageArgument::value(argument, u"attendance"_qs)));
    if (!attendance.isNull()) {
        m_department.clear();
        m_counted.reset();
        seek(attendance);
        return;
    }
    const UserUuid person(QUuid::fromString(PageArgument::value(argument, u"person"_qs)));
    if (!person.isNull()) {
        m_person->setPerson(person);
        setBy(By::Person);
        return;
    }
    const EventUuid event(QUuid::fromString(PageArgument::value(argument, u"event"_qs)));
    const EventId eventId(PageArgument::value(argument, u"eventId"_qs).toLongLong());
    if (!event.isNull()) {
        m_event->choose(event);
    } else if (!eventId.isNull()) {
        m_event->choose(eventId);
    } else {
        m_event->chooseAll(); // A figure counted them over many events.
        m_counted = CountedEvents::fromArgument(argument);
    }
    const qint64 department = PageArgument::value(argument, u"department"_qs).toLongLong();
    m_department.clear();
    for (const Department &each : desk().people.knownDepartments()) {
        if (each.id.value() == department) {
            m_department = each.name;
        }
    }
    setBy(By::Event);
}

bool AttendancePage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_binder->isDirty();
}

void AttendancePage::discardInput()
{
    closePanel();
}

void AttendancePage::focusSearch()
{
    QLineEdit *field = by() == By::Event ? static_cast<QLineEdit *>(m_search) : m_person;
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void AttendancePage::focusFirst()
{
    QWidget *first = by() == By::Event ? static_cast<QWidget *>(m_event) : m_person;
    first->setFocus(Qt::OtherFocusReason);
}

void AttendancePage::load(RowsAre kind)
{
    const quint64 token = ++m_token;
    const auto take = [this, token, kind](const Result<QList<AttendanceRow>> &rows) {
        if (token != m_token) {
            return;
        }
        m_shownToken = token;
        if (!rows) {
            m_frame->banner()->showError(rows.error(), tr("Try again"));
            m_empty->setState(Icon::Alert, tr("The attendance could not be read"), {});
            return;
        }
        m_rows = *rows;
        show(kind);
    };
    m_leftOut = 0;
    m_older->setUseful(by() == By::Person || m_event->isAll());
    if (by() == By::Event && m_event->isAll()) {
        gatherAttendances(desk().attendances, startedEvents(), this, take);
    } else if (by() == By::Event && !m_event->event().isNull()) {
        deliver(desk().attendances.ofEvent(m_event->event()), this, take);
    } else if (by() == By::Person && m_person->person()) {
        deliver(desk().attendances.ofPerson(*m_person->person()), this, take);
    } else {
        m_shownToken = token;
        m_rows.clear();
        show(kind);
    }
    if (m_shownToken != m_token) {
        updateEmpty();
    }
}

void AttendancePage::seek(AttendanceUuid attendance)
{
    m_sought = attendance;
    seekAttendance(desk().attendances, nearestEvents(desk().events, desk().clock.now()), attendance,
                   this, [this, attendance](const std::optional<EventUuid> &event) {
                       if (m_sought != attendance || hasUnsavedInput()) {
                           return; // Somebody went on meanwhile.
                       }
                       m_sought.reset();
                       if (!event) {
                           context().toaster.toast(
                               tr("This attendance is no longer on this computer."), Tone::Warning);
                           return;
                       }
                       m_toOpen = attendance;
                       m_event->choose(*event);
                       setBy(By::Event);
                   });
}

QList<EventUuid> AttendancePage::startedEvents()
{
    const bool isOnlyPending =
        m_status->currentData().toInt() == static_cast<int>(AttendanceStatus::Pending);
    const Timestamp now = desk().clock.now();
    const auto events = desk().events.events();
    QList<EventUuid> started;
    qsizetype rows = 0;
    for (auto each = events->crbegin(); each != events->crend(); ++each) {
        const bool isMeant = m_counted ? m_counted->has(each->event, now)
                                       : each->event.isActive && each->event.date <= now;
        if (!isMeant || each->registered <= (isOnlyPending ? each->confirmed : 0)) {
            continue;
        }
        rows += each->registered;
        if (rows > MostRows && !started.isEmpty()) {
            ++m_leftOut;
        } else {
            started.append(each->event.uuid);
        }
    }
    return started;
}

void AttendancePage::show(RowsAre kind)
{
    const int status = m_status->currentData().toInt();
    m_words.setQuery(by() == By::Event ? m_search->text() : QString());
    QList<AttendanceRow> rows;
    int confirmed = 0;
    int expected = 0;
    int cancelled = 0;
    int ofState = 0;
    for (const AttendanceRow &row : std::as_const(m_rows)) {
        if (!m_department.isEmpty() && row.department != m_department) {
            continue;
        }
        // Who cancelled is listed, but not expected; a figure does not count them.
        const bool isCancelled = row.attendance.status == AttendanceStatus::Cancelled;
        expected += isCancelled ? 0 : 1;
        cancelled += isCancelled ? 1 : 0;
        confirmed += row.attendance.status == AttendanceStatus::Confirmed ? 1 : 0;
        const bool isInState = status < 0 ? !(m_counted && isCancelled)
                                          : static_cast<int>(row.attendance.status) == status;
        const bool isFound =
            m_words.isEmpty() || m_words.finds({row.personName, row.personEmail, row.department});
        ofState += isInState ? 1 : 0;
        if (isInState && isFound) {
            rows.append(row);
        }
    }
    m_model->setRows(rows, kind);
    // Of one event all is here.
    if (m_rows.isEmpty()) {
        m_frame->setCount({});
    } else if (m_words.isEmpty()) {
        m_frame->setCount(countText(confirmed, expected, cancelled));
    } else {
        m_frame->setCount(
            tr("%1 of %2").arg(Formats::number(rows.size()), Formats::number(ofState)));
    }
    showWhatIsMeant();
    updateEmpty();
    updateDeeds();
    if (m_frame->isPanelOpen() && !m_binder->isDirty()) {
        const int row = m_model->rowOf(m_current.attendance.uuid.value());
        if (row >= 0) {
            open(m_model->at(row));
        } else {
            m_frame->setPanelOpen(false);
        }
    }
    if (const auto next = std::exchange(m_toOpen, std::nullopt)) {
        if (const int row = m_model->rowOf(next->value()); row >= 0) {
            m_table->selectRecord(row);
            open(m_model->at(row));
            m_note->setFocus(Qt::OtherFocusReason);
        }
    }
}

QString AttendancePage::countText(int confirmed, int expected, int cancelled) const
{
    const int status = m_status->currentData().toInt();
    if (status == static_cast<int>(AttendanceStatus::Pending)) {
        return tr("%1 of %2 pending")
            .arg(Formats::number(expected - confirmed), Formats::number(expected));
    }
    if (status == static_cast<int>(AttendanceStatus::Cancelled)) {
        return tr("%n cancelled", nullptr, cancelled);
    }
    return tr("%1 of %2 confirmed").arg(Formats::number(confirmed), Formats::number(expected));
}

void AttendancePage::showWhatIsMeant()
{
    QStringList said;
    if (!m_department.isEmpty()) {
        said.append(tr("Only people of %1 are shown.").arg(m_department));
    }
    if (m_counted) {
        said.append(m_counted->sentence());
    }
    const bool isNarrowed = !said.isEmpty();
    if (m_leftOut > 0) {
        said.append(tr("%n older event(s) are left out of this list. Choose one above to see it.",
                       nullptr, static_cast<int>(m_leftOut)));
    }
    if (said.isEmpty()) {
        m_frame->banner()->clear();
    } else {
        m_frame->banner()->showMessage(Tone::Info, said.join(u' '),
                                       isNarrowed ? tr("Show all") : QString());
    }
}

void AttendancePage::updateEmpty()
{
    if (by() == By::Person && !m_person->person()) {
        m_empty->setState(Icon::Person, tr("Whose attendance?"),
                          tr("Type a name above and choose the person."));
    } else if (m_shownToken != m_token) {
        m_empty->setLoading(tr("Being read"));
    } else if (!m_rows.isEmpty() && !m_words.isEmpty()) {
        m_empty->setState(Icon::Search, tr("Nothing found"),
                          tr("No attendance matches the search and the filter."), tr("Show all"));
    } else if (by() == By::Event && m_event->isAll()) {
        m_empty->setState(Icon::Check, tr("No attendance here"),
                          tr("No event that has started has attendance with this status."),
                          tr("Show all"));
    } else if (m_event->event().isNull()) {
        m_empty->setState(Icon::Events, tr("No events yet"),
                          tr("Attendance belongs to an event; there is none yet."));
    } else if (!m_rows.isEmpty()) {
        m_empty->setState(Icon::Search, tr("Nothing found"),
                          tr("No attendance matches the search and the filter."), tr("Show all"));
    } else if (by() == By::Event) {
        m_empty->setState(Icon::Attendance, tr("Nobody is registered yet"),
                          tr("People who are captured at the door appear here too."));
    } else {
        m_empty->setState(Icon::Attendance, tr("No attendance"),
                          tr("This person is not registered for any event."));
    }
}

QList<AttendanceRow> AttendancePage::selected() const
{
    QList<AttendanceRow> rows;
    for (const QModelIndex &index : m_table->selectedRecords()) {
        rows.append(m_model->at(index.row()));
    }
    return rows;
}

void AttendancePage::updateDeeds()
{
    const QList<AttendanceRow> rows = selected();
    const auto hasOther = [&rows](AttendanceStatus status) {
        return std::any_of(rows.begin(), rows.end(), [status](const AttendanceRow &row) {
            return row.attendance.status != status;
        });
    };
    m_confirm->setEnabled(hasOther(AttendanceStatus::Confirmed));
    m_cancel->setEnabled(hasOther(AttendanceStatus::Cancelled));
    m_remove->setEnabled(rows.size() == 1);
    const bool isOneEvent = by() == By::Event && !m_event->isAll();
    m_certificates->setRows(rows, isOneEvent ? m_rows : QList<AttendanceRow>());
    m_selection->setText(rows.isEmpty()
                             ? tr("Select people to confirm or cancel.")
                             : tr("%n selected", nullptr, static_cast<int>(rows.size())));
}

void AttendancePage::setStatus(AttendanceStatus status)
{
    QList<AttendanceRow> rows = selected();
    rows.removeIf([status](const AttendanceRow &row) { return row.attendance.status == status; });
    if (rows.isEmpty()) {
        return;
    }
    const int count = static_cast<int>(rows.size());
    const QString done = status == AttendanceStatus::Confirmed
                             ? tr("%n attendance(s) confirmed.", nullptr, count)
                             : tr("%n attendance(s) cancelled.", nullptr, count);
    change(rows, QList<AttendanceStatus>(rows.size(), status), done, true);
}

void AttendancePage::change(const QList<AttendanceRow> &rows, const QList<AttendanceStatus> &to,
                            const QString &done, bool offersUndo)
{
    struct Outcome
    {
        qsizetype left = 0;
        std::optional<Error> error;
    };
    const auto outcome = std::make_shared<Outcome>();
    outcome->left = rows.size();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Attendance after = rows.at(i).attendance;
        after.status = to.at(i);
        deliver(desk().commands.submit(UpdateAttendance{rows.at(i).attendance, after}), this,
                [this, outcome, rows, done, offersUndo, to](const Result<CommandUuid> &result) {
                    if (!result) {
                        outcome->error = result.error();
                    }
                    if (--outcome->left > 0) {
                        return;
                    }
                    if (outcome->error) {
                        m_frame->banner()->showError(*outcome->error);
                        return;
                    }
                    if (!offersUndo) {
                        context().toaster.toast(done);
                        return;
                    }
                    QList<AttendanceRow> now = rows;
                    QList<AttendanceStatus> back;
                    for (qsizetype row = 0; row < now.size(); ++row) {
                        back.append(rows.at(row).attendance.status);
                        now[row].attendance.status = to.at(row);
                    }
                    context().toaster.toastWithAction(done, tr("Undo"), [this, now, back] {
                        change(now, back, tr("Undone."), false);
                    });
                });
    }
}

void AttendancePage::removeSelected()
{
    const QList<AttendanceRow> rows = selected();
    if (rows.size() != 1) {
        return;
    }
    const AttendanceRow row = rows.first();
    context().prompter.ask(
        this,
        {tr("Remove this attendance?"),
         tr("%1 will no longer be listed for “%2”. This cannot be undone here; registering again "
            "is possible.")
             .arg(row.personName, row.eventTitle),
         tr("Remove"),
         {},
         true},
        [this, row](bool accepted) {
            if (!accepted) {
                return;
            }
            deliver(desk().commands.submit(RemoveAttendance{row.attendance.uuid}), this,
                    [this](const Result<CommandUuid> &result) {
                        if (!result) {
                            m_frame->banner()->showError(result.error());
                            return;
                        }
                        context().toaster.toast(tr("The attendance was removed."));
                    });
        });
}

void AttendancePage::open(const AttendanceRow &row)
{
    m_current = row;
    m_note->setPlainText(row.attendance.notes.value_or(QString()));
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    m_frame->setPanelOpen(true);
    updatePanel();
}

void AttendancePage::updatePanel()
{
    m_panel->setTitle(m_current.personName);
    m_panel->setSubtitle(m_current.eventTitle);
    m_chip->setStatus(Wording::attendance(m_current.attendance.status),
                      Wording::tone(m_current.attendance.status));
    m_facts->setText(AttendanceFacts::of(m_current));
    m_save->setEnabled(m_binder->isDirty());
    // What the server has not seen yet it cannot explain.
    m_explain->setEnabled(!m_current.attendance.id.isNull());
}

void AttendancePage::saveNote()
{
    if (!m_binder->validate()) {
        return;
    }
    Attendance after = m_current.attendance;
    const QString note = m_note->toPlainText().trimmed();
    after.notes = note.isEmpty() ? std::nullopt : std::optional(note);
    m_save->setEnabled(false);
    deliver(desk().commands.submit(UpdateAttendance{m_current.attendance, after}), this,
            [this](const Result<CommandUuid> &result) {
                if (!result) {
                    m_binder->showErrors(result.error());
                    m_panel->banner()->showError(result.error());
                    m_save->setEnabled(true);
                    return;
                }
                m_binder->markClean();
                context().toaster.toast(Wording::saved(desk().sync), Tone::Success);
                load(RowsAre::AnUpdate);
            });
}

void AttendancePage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void AttendancePage::closePanel()
{
    m_note->setPlainText(m_current.attendance.notes.value_or(QString()));
    m_binder->markClean();
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
}

void AttendancePage::retranslateUi()
{
    m_frame->setTitle(tr("Attendance"));
    m_tabs->setTabText(0, tr("By event"));
    m_tabs->setTabText(1, tr("By person"));
    m_tabs->setAccessibleName(tr("Show attendance"));
    setSpokenName(*m_event, tr("Event"));
    m_person->setPlaceholderText(tr("Name, ID, e-mail, job or department"));
    m_person->setAccessibleName(tr("Person"));
    setSpokenName(*m_status, tr("Status"));
    m_status->setItemText(0, tr("Any status"));
    m_status->setItemText(1, Wording::attendance(AttendanceStatus::Pending));
    m_status->setItemText(2, Wording::attendance(AttendanceStatus::Confirmed));
    m_status->setItemText(3, Wording::attendance(AttendanceStatus::Cancelled));
    m_search->setPlaceholderText(tr("Search people"));
    m_search->setAccessibleName(tr("Search people"));
    Icons::dress(*m_capture, Icon::Scan, IconTone::OnAccent, tr("Ca&pture"));
    Icons::dress(*m_confirm, Icon::Check, IconTone::Success, tr("&Confirm"));
    m_cancel->setText(tr("Cance&l attendance"));
    m_remove->setText(tr("&Remove"));
    m_table->setAccessibleName(tr("Attendance"));
    m_noteField->setLabel(tr("Note"));
    m_save->setText(tr("&Save note"));
    m_explain->setText(tr("E&xplain"));
    m_explain->setToolTip(tr("Why this attendance is as it is, and who changed it"));
    m_model->setHeaders({tr("Person"), tr("Department"), tr("Event"), tr("Date"), tr("Status"),
                         tr("Arrived"), tr("Note"), tr("Sync")});
    m_model->setWords({Wording::attendance(AttendanceStatus::Pending),
                       Wording::attendance(AttendanceStatus::Confirmed),
                       Wording::attendance(AttendanceStatus::Cancelled), tr("Waiting"),
                       Wording::inactiveEvent()});
    updateEmpty();
    updateDeeds();
    updatePanel();
}

} // namespace EvalTrack
