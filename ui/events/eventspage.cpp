// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/eventspage.h"

#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/olderbar.h"
#include "common/prompter.h"
#include "common/searchfield.h"
#include "common/spokenrole.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "common/wording.h"
#include "domain/localday.h"
#include "events/bulkevents.h"
#include "events/eventdetails.h"
#include "events/eventeditor.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int EventsPanelWidth = 460;

} // namespace

EventsPage::EventsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new EventTableModel(desk().clock, this))
    , m_frame(new ListFrame(this))
    , m_search(new SearchField(m_frame))
    , m_when(new QComboBox(m_frame))
    , m_new(m_frame->addDeed(u"newEventButton"_qs, u"primary"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new QStackedWidget(m_frame))
    , m_details(new EventDetails(context, m_panel))
    , m_editor(new EventEditor(context, m_panel))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_when->setObjectName(u"whenComboBox"_qs);
    m_when->addItems({{}, {}, {}});
    if (may(Permission::ManageEvents)) {
        m_when->addItem({});
    }
    m_frame->addTool(m_search, 1);
    m_frame->addTool(m_when);
    m_frame->addTableTools(*m_table, context, listKey(u"events"_qs));

    m_table->setObjectName(u"eventsTable"_qs);
    m_table->setModel(m_model);
    setWidths();
    m_table->setFixedColumns({EventTableModel::Title});
    m_table->setItemDelegateForColumn(
        EventTableModel::Phase,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return Wording::tone(static_cast<EventPhase>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_table->horizontalHeader()->setSortIndicator(EventTableModel::Date, Qt::AscendingOrder);
    m_table->keepState(context.settings, listKey(u"events"_qs), {EventTableModel::Duration});
    if (!may(Permission::ManageAttendance)) {
        // An employee knows nobody's attendance but the own one.
        m_table->setColumnWanted(EventTableModel::Registered, false);
        m_table->setColumnWanted(EventTableModel::Confirmed, false);
    }
    m_search->setResults(m_table);
    m_frame->setList(m_table);
    if (may(Permission::ManageAttendance)) {
        auto *older = new OlderBar(desk().history, desk().sync, m_frame);
        m_frame->addBelowList(older);
        connect(older, &OlderBar::failed, this,
                [this](const Error &error) { m_frame->banner()->showError(error); });
        const auto followFilter = [this, older] {
            older->setUseful(m_when->currentIndex() != static_cast<int>(When::Upcoming));
        };
        connect(m_when, &QComboBox::currentIndexChanged, older, followFilter);
        followFilter();
    }
    m_panel->addWidget(m_details);
    m_panel->addWidget(m_editor);
    m_frame->setPanel(m_panel, EventsPanelWidth);
    m_new->setVisible(may(Permission::ManageEvents));
    if (may(Permission::EditEvents)) {
        m_frame->addBulkEdit(*m_table, context, [this] { return BulkEvents::make(desk()); });
    } else {
        m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    }

    connectAll();
    retranslateUi();
    applyFilter(RowsAre::ANewList);
    m_frame->openDefaultView();
}

void EventsPage::connectAll()
{
    connect(&desk().events, &EventStore::eventsChanged, this, &EventsPage::takeEvents);
    connect(m_search, &QLineEdit::textChanged, this, [this] { applyFilter(RowsAre::ANewList); });
    connect(m_when, &QComboBox::currentIndexChanged, this, [this] {
        m_counted.reset();
        applyFilter(RowsAre::ANewList);
    });
    connect(m_model, &ItemTableModel::filtersChanged, this, &EventsPage::updateCount);
    connect(m_table, &TableView::rowMenuRequested, this, &EventsPage::addRowActions);
    connect(m_new, &QPushButton::clicked, this, [this] { leaveForm([this] { openNew(); }); });
    const auto openIndex = [this](const QModelIndex &index) {
        const EventUuid event(m_model->uuidAt(index.row()));
        if (m_frame->isPanelOpen() && event == m_current) {
            return;
        }
        leaveForm([this, event] { open(event); });
    };
    connect(m_table, &TableView::recordClicked, this, [this, openIndex](const QModelIndex &index) {
        if (m_table->selectedRecords().size() == 1) {
            openIndex(index);
        }
    });
    connect(m_table, &TableView::opened, this, openIndex);
    connect(&desk().sync, &SyncStatus::changed, this, [this] {
        if (desk().events.events()->isEmpty()) { // Whether they are on their way has changed.
            updateEmpty();
        }
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (desk().events.events()->isEmpty()) {
            m_new->click();
            return;
        }
        m_search->clear();
        m_when->setCurrentIndex(static_cast<int>(When::All));
    });
    connect(m_frame->banner(), &Banner::actionTriggered, this, [this] {
        m_counted.reset();
        applyFilter(RowsAre::ANewList);
    });
    connect(m_details, &EventDetails::navigate, this, &EventsPage::navigate);
    connect(m_details, &EventDetails::closeRequested, this, &EventsPage::requestClose);
    connect(m_details, &EventDetails::editRequested, this, &EventsPage::edit);
    connect(m_editor, &EventEditor::closeRequested, this, [this] {
        leaveForm([this] {
            if (summary(m_current)) {
                open(m_current);
            } else {
                closePanel();
            }
        });
    });
    connect(m_editor, &EventEditor::saved, this, [this](EventUuid event) {
        if (m_when->currentIndex() != static_cast<int>(When::All) &&
            !isWanted(summary(event).value_or(EventSummary()).event)) {
            m_when->setCurrentIndex(static_cast<int>(When::All));
        }
        open(event);
    });
    connect(m_editor, &EventEditor::dirtyChanged, this, &Page::stateChanged);
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (m_frame->isPanelOpen() && m_panel->currentWidget() == m_editor) {
            m_editor->save();
        }
    });
    const auto *create = new QShortcut(QKeySequence::New, this);
    connect(create, &QShortcut::activated, m_new, &QPushButton::click);
}

bool EventsPage::may(Permission permission) const
{
    const auto person = desk().session.person();
    return person && person->may(permission);
}

void EventsPage::activate(const QString &argument)
{
    if (PageArgument::has(argument, u"new"_qs) && may(Permission::ManageEvents)) {
        leaveForm([this] { openNew(); });
        return;
    }
    if (const auto counted = CountedEvents::fromArgument(argument)) {
        m_search->clear();
        m_table->clearFilters();
        m_when->setCurrentIndex(static_cast<int>(When::All));
        m_counted = counted;
        applyFilter(RowsAre::ANewList);
    }
    EventUuid wanted(QUuid::fromString(PageArgument::value(argument, u"event"_qs)));
    const EventId id(PageArgument::value(argument, u"eventId"_qs).toLongLong());
    if (!id.isNull()) {
        const auto events = desk().events.events();
        const auto found =
            std::find_if(events->begin(), events->end(),
                         [id](const EventSummary &each) { return each.event.id == id; });
        wanted = found == events->end() ? wanted : found->event.uuid;
    }
    if (!wanted.isNull()) {
        const bool isToEdit =
            PageArgument::has(argument, u"edit"_qs) && may(Permission::EditEvents);
        leaveForm([this, wanted, isToEdit] {
            open(wanted);
            if (isToEdit && m_current == wanted) {
                edit();
            }
        });
    }
}

bool EventsPage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_panel->currentWidget() == m_editor && m_editor->isDirty();
}

void EventsPage::discardInput()
{
    closePanel();
}

void EventsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void EventsPage::focusFirst()
{
    if (m_frame->isPanelOpen() && m_panel->currentWidget() == m_editor) {
        m_editor->focusFirst();
        return;
    }
    m_search->setFocus(Qt::OtherFocusReason);
}

void EventsPage::takeEvents()
{
    applyFilter(RowsAre::AnUpdate);
    if (!m_awaited.isNull() && summary(m_awaited) && !hasUnsavedInput()) {
        open(m_awaited);
        return;
    }
    if (!m_frame->isPanelOpen() || m_panel->currentWidget() == m_editor) {
        return;
    }
    if (const auto current = summary(m_current)) {
        m_details->setEvent(*current);
    } else {
        closePanel();
    }
}

bool EventsPage::isWanted(const Event &event) const
{
    const Timestamp now = desk().clock.now();
    if (m_counted) {
        return m_counted->has(event, now);
    }
    switch (static_cast<When>(m_when->currentIndex())) {
    case When::Upcoming:
        return event.isActive && event.end() > now;
    case When::Past:
        return event.isActive && event.end() <= now;
    case When::All:
        return true;
    case When::Inactive:
        return !event.isActive;
    }
    return true;
}

void EventsPage::setWidths()
{
    m_table->setWidths({300, m_hasPlaces ? 310 : 175, 120, 210, 100, 120, 110, 120},
                       {EventTableModel::Duration, EventTableModel::Location, EventTableModel::Type,
                        EventTableModel::Registered, EventTableModel::Confirmed},
                       {EventTableModel::Date, EventTableModel::Phase});
}

// What happens elsewhere has its place behind its time.
void EventsPage::giveRoomForPlaces(const QList<EventSummary> &rows)
{
    const bool hasPlaces = std::any_of(rows.begin(), rows.end(), [](const EventSummary &each) {
        return !placeTime(each.event.date, each.event.zone).place.isEmpty();
    });
    if (hasPlaces != std::exchange(m_hasPlaces, hasPlaces)) {
        setWidths();
    }
}

void EventsPage::applyFilter(RowsAre kind)
{
    const auto events = desk().events.events();
    m_words.setQuery(m_search->text());
    QList<EventSummary> rows;
    // Those that are here only because one was there oneself are a few of many.
    const auto since =
        may(Permission::ManageAttendance) ? desk().history.shownSince() : std::nullopt;
    m_all = 0;
    for (const EventSummary &each : *events) {
        if (since && each.event.date < *since) {
            continue;
        }
        ++m_all;
        if (isWanted(each.event) &&
            (m_words.isEmpty() ||
             m_words.finds({each.event.title, each.event.type.value_or(QString()),
                            each.event.location.value_or(QString())}))) {
            rows.append(each);
        }
    }
    m_model->setRows(rows, kind);
    giveRoomForPlaces(rows);
    if (m_frame->isPanelOpen()) {
        const int row = m_model->rowOf(m_current.value());
        if (row >= 0) {
            m_table->selectRecord(row);
        }
    }
    updateCount();
    if (m_counted) {
        m_frame->banner()->showMessage(Tone::Info, m_counted->sentence(), tr("Show all"));
    } else {
        m_frame->banner()->clear();
    }
    updateEmpty();
}

void EventsPage::updateEmpty()
{
    const bool hasNone = desk().events.events()->isEmpty();
    if (hasNone && desk().sync.activity() == SyncActivity::Initial) {
        m_empty->setLoading(tr("The first copy is being fetched"));
    } else if (hasNone && may(Permission::ManageEvents)) {
        m_empty->setState(Icon::Events, tr("No events yet"),
                          tr("An event has a day and a place; people are registered for it and "
                             "captured at its door."),
                          tr("New event"));
    } else if (hasNone) {
        m_empty->setState(Icon::Events, tr("No events yet"),
                          tr("Events appear here as soon as there are any."));
    } else {
        m_empty->setState(Icon::Search, tr("No event found"),
                          tr("No event matches the search and the filter."), tr("Show all events"));
    }
}

void EventsPage::updateCount()
{
    m_frame->setCount(
        tr("%1 of %2").arg(Formats::number(m_model->rowCount()), Formats::number(m_all)));
}

void EventsPage::addRowActions(QMenu *menu, const QModelIndex &index)
{
    const EventSummary row = m_model->at(index.row());
    const auto add = [menu, this](const QString &name, const QString &text, auto deed) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, deed);
    };
    const QString argument = PageArgument::make(u"event"_qs, toText(row.event.uuid.value()));
    if (may(Permission::EditEvents)) {
        add(u"editEventAction"_qs, tr("&Edit"), [this, event = row.event.uuid] {
            leaveForm([this, event] {
                open(event);
                edit();
            });
        });
    }
    if (may(Permission::ManageAttendance)) {
        add(u"showAttendanceAction"_qs, tr("&Attendance"),
            [this, argument] { Q_EMIT navigate(PageIds::Attendance, argument); });
    }
    if (may(Permission::CaptureAttendance)) {
        add(u"captureAction"_qs, tr("Ca&pture"),
            [this, argument] { Q_EMIT navigate(PageIds::Capture, argument); });
    }
}

std::optional<EventSummary> EventsPage::summary(EventUuid event) const
{
    const auto events = desk().events.events();
    const auto found =
        std::find_if(events->begin(), events->end(),
                     [event](const EventSummary &each) { return each.event.uuid == event; });
    return found == events->end() ? std::nullopt : std::optional(*found);
}

void EventsPage::open(EventUuid event)
{
    const auto found = summary(event);
    if (!found) {
        m_awaited = event; // Recorded; the list hears of it in a moment.
        return;
    }
    m_awaited = EventUuid();
    m_current = event;
    m_details->setEvent(*found);
    m_panel->setCurrentWidget(m_details);
    m_frame->setPanelOpen(true);
    const int row = m_model->rowOf(event.value());
    if (row >= 0) {
        m_table->selectRecord(row);
    }
    Q_EMIT stateChanged();
}

void EventsPage::openNew()
{
    m_awaited = EventUuid();
    m_current = EventUuid();
    m_table->clearSelection();
    m_panel->setCurrentWidget(m_editor);
    m_frame->setPanelOpen(true);
    m_editor->openNew();
}

void EventsPage::edit()
{
    if (const auto found = summary(m_current)) {
        m_panel->setCurrentWidget(m_editor);
        m_editor->open(found->event);
    }
}

void EventsPage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void EventsPage::requestClose()
{
    leaveForm([this] { closePanel(); });
}

void EventsPage::closePanel()
{
    m_panel->setCurrentWidget(m_details);
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void EventsPage::retranslateUi()
{
    m_frame->setTitle(tr("Events"));
    m_search->setPlaceholderText(tr("Search title, type, place"));
    m_search->setAccessibleName(tr("Search events"));
    setSpokenName(*m_when, tr("Which events"));
    m_when->setItemText(static_cast<int>(When::Upcoming), tr("In progress and upcoming"));
    m_when->setItemText(static_cast<int>(When::Past), tr("Past"));
    m_when->setItemText(static_cast<int>(When::All), tr("All"));
    if (m_when->count() > static_cast<int>(When::Inactive)) {
        m_when->setItemText(static_cast<int>(When::Inactive), tr("Inactive"));
    }
    Icons::dress(*m_new, Icon::Add, IconTone::OnAccent, tr("&New event"));
    m_table->setAccessibleName(tr("Events"));
    m_model->setHeaders({tr("Title"), tr("Date"), tr("Type"), tr("Place"), tr("Duration"),
                         tr("Registered"), tr("Came"), tr("Status")});
    m_model->setWords({Wording::phase(EventPhase::Inactive), Wording::phase(EventPhase::Upcoming),
                       Wording::phase(EventPhase::Running), Wording::phase(EventPhase::Finished),
                       tr("%1 of %2"), tr("%1 min")});
    applyFilter(RowsAre::AnUpdate);
}

} // namespace EvalTrack
