// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/peoplepage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/searchfield.h"
#include "common/spokenrole.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "people/badgesheet.h"
#include "people/bulkpeople.h"
#include "people/personphoto.h"
#include "people/pinbutton.h"
#include "people/profileform.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QtConcurrent>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int PeoplePanelWidth = 440;
constexpr int NamesTold = 5;
constexpr int ContractDaysAhead = 60;

} // namespace

PeoplePage::PeoplePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new PeopleTableModel(this))
    , m_frame(new ListFrame(this))
    , m_search(new SearchField(m_frame))
    , m_show(new QComboBox(m_frame))
    , m_department(new QComboBox(m_frame))
    , m_anniversaries(m_frame->addDeed(u"anniversariesButton"_qs, u"quiet"_qs))
    , m_badges(m_frame->addDeed(u"badgesButton"_qs, u"quiet"_qs))
    , m_new(m_frame->addDeed(u"newPersonButton"_qs, u"primary"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new EditorPanel(m_frame))
    , m_form(new ProfileForm(desk().people, desk().clock, m_panel))
    , m_state(new StatusChip(m_panel))
    , m_save(m_panel->addButton(u"saveButton"_qs, u"primary"_qs))
    , m_cancel(m_panel->addButton(u"cancelButton"_qs))
    , m_toggle(m_panel->addLeftButton(u"toggleActiveButton"_qs, u"quiet"_qs))
    , m_attendance(new QPushButton(m_panel))
    , m_documents(new QPushButton(m_panel))
    , m_pin(new PinButton(context, m_panel))
    , m_photo(new PersonPhoto(context, m_panel))
    , m_history(new QPushButton(m_panel))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_show->setObjectName(u"showComboBox"_qs);
    m_show->addItems({{}, {}, {}, {}});
    m_department->setObjectName(u"departmentFilterComboBox"_qs);
    m_department->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_frame->addTool(m_search, 1);
    m_frame->addTool(m_show);
    m_frame->addTool(m_department);
    m_frame->addTableTools(*m_table, context, listKey(u"people"_qs));

    m_table->setObjectName(u"peopleTable"_qs);
    m_table->setModel(m_model);
    m_table->setWidths({240, 120, 90, 240, 200, 150, 140, 120, 120, 120, 110},
                       {PeopleTableModel::LeftOn, PeopleTableModel::HireDate,
                        PeopleTableModel::Phone, PeopleTableModel::BadgeCode,
                        PeopleTableModel::Email, PeopleTableModel::NationalId,
                        PeopleTableModel::JobTitle, PeopleTableModel::ContractUntil},
                       {PeopleTableModel::State});
    m_table->setFixedColumns({PeopleTableModel::Name});
    m_table->setItemDelegateForColumn(PeopleTableModel::State,
                                      new ChipDelegate(
                                          [](const QModelIndex &index) {
                                              return index.data(RawRole).toBool() ? Tone::Success
                                                                                  : Tone::Neutral;
                                          },
                                          m_table));
    m_table->setEmptyState(m_empty);
    m_table->horizontalHeader()->setSortIndicator(PeopleTableModel::Name, Qt::AscendingOrder);
    m_table->keepState(context.settings, listKey(u"people"_qs),
                       {PeopleTableModel::BadgeCode, PeopleTableModel::Phone,
                        PeopleTableModel::HireDate, PeopleTableModel::LeftOn});
    m_search->setResults(m_table);
    m_frame->setList(m_table);

    m_panel->setObjectName(u"profilePanel"_qs);
    m_panel->chips()->addWidget(m_state);
    m_panel->chips()->addStretch(1);
    m_attendance->setObjectName(u"showAttendanceButton"_qs);
    m_attendance->setProperty("kind", u"link"_qs);
    m_panel->chips()->addWidget(m_pin);
    m_documents->setObjectName(u"showDocumentsButton"_qs);
    m_documents->setProperty("kind", u"link"_qs);
    m_history->setObjectName(u"showHistoryButton"_qs);
    m_history->setProperty("kind", u"link"_qs);
    auto *links = new QHBoxLayout; // A row of their own: long words do not fit beside others.
    links->setSpacing(Space::OneAndHalf);
    for (QPushButton *link : {m_attendance, m_documents, m_history}) {
        links->addWidget(link);
    }
    links->addStretch(1);
    m_panel->body()->addWidget(m_photo);
    m_panel->body()->addLayout(links);
    m_panel->body()->addWidget(m_form);
    m_panel->body()->addStretch(1);
    m_frame->setPanel(m_panel, PeoplePanelWidth);

    const bool mayEdit =
        desk().session.person() && desk().session.person()->may(Permission::EditPeople);
    m_new->setVisible(mayEdit);
    m_badges->setVisible(mayEdit);
    if (mayEdit) {
        m_frame->addBulkEdit(*m_table, context, [this] { return BulkPeople::make(desk()); });
    } else {
        m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    }
    m_photo->setEditable(mayEdit);
    m_panel->setFooterVisible(mayEdit);
    m_form->setEditable(mayEdit ? ProfileForm::Editable::Everything
                                : ProfileForm::Editable::Nothing);

    connectAll();
    fillDepartments();
    takePeople();
    applyQuery();
    retranslateUi();
    m_frame->openDefaultView();
}

void PeoplePage::connectAll()
{
    connect(&desk().people, &PeopleStore::peopleChanged, this, &PeoplePage::takePeople);
    connect(m_search, &QLineEdit::textChanged, this, &PeoplePage::applyQuery);
    connect(m_show, &QComboBox::currentIndexChanged, this, &PeoplePage::applyQuery);
    connect(m_department, &QComboBox::currentIndexChanged, this, &PeoplePage::applyQuery);
    connect(m_model, &ItemTableModel::filtersChanged, this, &PeoplePage::updateCount);
    connect(m_table, &TableView::rowMenuRequested, this, &PeoplePage::addRowActions);
    connect(m_anniversaries, &QPushButton::clicked, this,
            [this] { Q_EMIT navigate(PageIds::Anniversaries, {}); });
    connect(m_badges, &QPushButton::clicked, this, &PeoplePage::printBadges);
    connect(m_new, &QPushButton::clicked, this, [this] { leaveForm([this] { openNew(); }); });
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        requestOpen(index);
        m_form->focusFirst();
    });
    connect(m_table, &TableView::recordClicked, this, [this](const QModelIndex &record) {
        if (m_table->selectedRecords().size() == 1) {
            requestOpen(record);
        }
    });
    connect(&desk().sync, &SyncStatus::changed, this, [this] {
        if (m_model->snapshot().size() == 0) { // Whether they are on their way has changed.
            updateCount();
        }
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_model->snapshot().size() == 0) {
            m_new->click();
            return;
        }
        m_search->clear();
        m_show->setCurrentIndex(0);
        m_department->setCurrentIndex(0);
    });
    connect(m_panel, &EditorPanel::closeRequested, this, &PeoplePage::requestClose);
    connect(m_cancel, &QPushButton::clicked, this, &PeoplePage::requestClose);
    connect(m_save, &QPushButton::clicked, this, &PeoplePage::save);
    connect(m_toggle, &QPushButton::clicked, this, [this] { askToSetActive(m_current); });
    connect(m_attendance, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::Attendance,
                        PageArgument::make(u"person"_qs, toText(m_current.uuid.value())));
    });
    connect(m_history, &QPushButton::clicked, this, [this] {
        Q_EMIT navigate(PageIds::History,
                        PageArgument::make(u"person"_qs, toText(m_current.uuid.value())));
    });
    connect(m_documents, &QPushButton::clicked, this, [this] { showDocuments(m_current.uuid); });
    connect(&m_form->binder(), &FormBinder::completeChanged, this, &PeoplePage::updatePanel);
    connect(&m_form->binder(), &FormBinder::dirtyChanged, this, [this] {
        updatePanel();
        Q_EMIT stateChanged();
    });
    const auto *shortcut = new QShortcut(QKeySequence::Save, this);
    connect(shortcut, &QShortcut::activated, this, [this] {
        // A new one that lacks something is told what.
        if (m_frame->isPanelOpen() && !m_isSaving && (m_isNew || m_save->isEnabled())) {
            save();
        }
    });
    const auto *create = new QShortcut(QKeySequence::New, this);
    connect(create, &QShortcut::activated, m_new, &QPushButton::click);
}

void PeoplePage::activate(const QString &argument)
{
    if (PageArgument::has(argument, u"new"_qs)) {
        leaveForm([this] { openNew(); });
        return;
    }
    const QString department = PageArgument::value(argument, u"department"_qs);
    if (!department.isEmpty()) {
        m_search->clear();
        m_table->clearFilters();
        m_department->setCurrentIndex(qMax(0, m_department->findData(department.toLongLong())));
    }
    const QString person = PageArgument::value(argument, u"person"_qs);
    if (!person.isEmpty()) {
        const UserUuid uuid(QUuid::fromString(person));
        const auto people = desk().people.people();
        const qsizetype index = people->indexOf(uuid);
        if (index >= 0) {
            const Employee employee = people->at(index);
            leaveForm([this, employee] { open(employee); });
        }
    }
}

bool PeoplePage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_form->binder().isDirty();
}

void PeoplePage::discardInput()
{
    closePanel();
}

void PeoplePage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void PeoplePage::focusFirst()
{
    if (m_frame->isPanelOpen() && m_isNew) {
        m_form->focusFirst();
        return;
    }
    m_search->setFocus(Qt::OtherFocusReason);
}

void PeoplePage::applyQuery()
{
    const auto show = static_cast<PeopleTableModel::Show>(qMax(0, m_show->currentIndex()));
    const qint64 department = m_department->currentData().toLongLong();
    m_model->setQuery(m_search->text(), show,
                      department > 0 ? std::optional(DepartmentId(department)) : std::nullopt,
                      today().addDays(ContractDaysAhead));
    m_table->setSaidAbove(PeopleTableModel::State, show != PeopleTableModel::Show::All);
    m_table->setSaidAbove(PeopleTableModel::Department, department > 0);
    // Few have a contract that ends: the column comes with the question, and for whoever wants it.
    m_table->setSaidAbove(PeopleTableModel::ContractUntil,
                          show != PeopleTableModel::Show::ContractEnding);
    const int row = m_frame->isPanelOpen() ? m_model->rowOf(m_current.uuid.value()) : -1;
    if (row >= 0) {
        m_table->selectRecord(row);
    }
    updateCount();
}

void PeoplePage::takePeople()
{
    m_model->setSnapshot(desk().people.people());
    fillDepartments();
    updateCount();
    if (!m_frame->isPanelOpen() || m_isNew || m_form->binder().isDirty()) {
        return;
    }
    const auto people = desk().people.people();
    const qsizetype index = people->indexOf(m_current.uuid);
    if (index < 0) {
        closePanel();
    } else if (!(people->at(index) == m_current)) {
        open(people->at(index));
    }
}

void PeoplePage::fillDepartments()
{
    QList<Department> departments = desk().people.knownDepartments();
    std::sort(departments.begin(), departments.end(), [](const Department &a, const Department &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    const QVariant chosen = m_department->currentData();
    {
        const QSignalBlocker blocker(m_department);
        m_department->clear();
        m_department->addItem(tr("All departments"), 0);
        for (const Department &department : std::as_const(departments)) {
            m_department->addItem(department.name, department.id.value());
        }
        m_department->setCurrentIndex(qMax(0, m_department->findData(chosen)));
    }
    if (m_department->currentData() != chosen && chosen.isValid()) {
        applyQuery(); // The one that was chosen is gone.
    }
}

void PeoplePage::updateCount()
{
    const qint64 shown = m_model->rowCount();
    const qint64 all = m_model->snapshot().size();
    m_badges->setEnabled(shown > 0);
    m_frame->setCount(shown == all
                          ? tr("%n person(s)", nullptr, static_cast<int>(all))
                                .replace(QString::number(all), Formats::number(all))
                          : tr("%1 of %2").arg(Formats::number(shown), Formats::number(all)));
    if (all == 0 && desk().sync.activity() == SyncActivity::Initial) {
        m_empty->setLoading(tr("The first copy is being fetched"));
    } else if (all == 0) {
        m_empty->setState(Icon::People, tr("Nobody here yet"),
                          tr("People appear as soon as the first copy from the server is here, or "
                             "when you add them."),
                          m_new->isVisibleTo(this) ? tr("New person") : QString());
    } else {
        m_empty->setState(Icon::Search, tr("Nobody found"),
                          tr("No person matches the search and the filters."),
                          tr("Show everybody"));
    }
}

void PeoplePage::open(const Employee &employee)
{
    m_isNew = false;
    m_current = employee;
    m_form->setEmployee(employee);
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    m_frame->setPanelOpen(true);
    updatePanel();
    const int row = m_model->rowOf(employee.uuid.value());
    if (row >= 0 && m_table->currentRecord().row() != row) {
        m_table->selectRecord(row);
    }
}

void PeoplePage::openNew()
{
    m_isNew = true;
    m_current = Employee();
    m_current.uuid = UserUuid(makeUuidV7());
    m_table->clearSelection();
    m_form->setEmployee(m_current);
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    m_frame->setPanelOpen(true);
    updatePanel();
    m_form->focusFirst();
}

void PeoplePage::updatePanel()
{
    m_panel->setTitle(m_isNew ? tr("New person") : m_current.name);
    QStringList about;
    for (const auto &part : {m_current.jobTitle, m_current.department}) {
        if (part && !part->isEmpty()) {
            about.append(*part);
        }
    }
    m_panel->setSubtitle(m_isNew ? tr("A login can be given later by an administrator.")
                                 : about.join(u" · "_qs));
    m_state->setVisible(!m_isNew);
    m_attendance->setVisible(!m_isNew);
    m_documents->setVisible(!m_isNew);
    m_history->setVisible(!m_isNew);
    m_photo->setPerson(m_isNew ? UserId() : m_current.id, m_current.name);
    m_pin->setPerson(m_isNew || !m_badges->isVisibleTo(this) ? UserId() : m_current.id,
                     m_current.name);
    m_toggle->setVisible(!m_isNew);
    m_state->setStatus(m_current.isActive ? tr("Active") : tr("Inactive"),
                       m_current.isActive ? Tone::Success : Tone::Neutral);
    m_toggle->setText(m_current.isActive ? tr("&Deactivate") : tr("Re&activate"));
    const bool isDirty = m_form->binder().isDirty();
    m_toggle->setEnabled(!isDirty && !m_isSaving);
    m_save->setText(m_isNew ? tr("&Create") : tr("&Save"));
    m_save->setEnabled((m_isNew ? m_form->binder().isComplete() : isDirty) && !m_isSaving);
    m_save->setToolTip(m_isNew ? m_form->binder().missingText() : QString());
    m_cancel->setText(isDirty || m_isNew ? tr("Cancel") : tr("Close"));
}

void PeoplePage::requestOpen(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const Employee employee = m_model->at(index.row());
    if (m_frame->isPanelOpen() && !m_isNew && employee.uuid == m_current.uuid) {
        return;
    }
    leaveForm([this, employee] { open(employee); });
}

void PeoplePage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void PeoplePage::requestClose()
{
    leaveForm([this] { closePanel(); });
}

void PeoplePage::closePanel()
{
    m_form->setEmployee(m_current);
    m_isNew = false;
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void PeoplePage::save()
{
    m_panel->banner()->clear();
    if (!m_form->binder().validate()) {
        m_panel->showFocused();
        return;
    }
    const Employee after = m_form->employee();
    const Command command =
        m_isNew ? Command(CreateEmployee{after}) : Command(UpdateEmployee{m_current, after});
    m_isSaving = true;
    updatePanel();
    deliver(desk().commands.submit(command), this,
            [this, after, wasNew = m_isNew](const Result<CommandUuid> &result) {
                m_isSaving = false;
                if (!result) {
                    const QList<FieldError> homeless = m_form->binder().showErrors(result.error());
                    if (result.error().fieldErrors.isEmpty() || !homeless.isEmpty()) {
                        m_panel->banner()->showError(result.error());
                    }
                    updatePanel();
                    m_panel->showFocused();
                    return;
                }
                m_form->binder().markClean();
                context().toaster.toast(
                    QString((wasNew ? tr("%1 was added.") : tr("%1 was changed.")).arg(after.name) %
                            u' ' % Wording::saved(desk().sync)),
                    Tone::Success);
                const auto people = desk().people.people();
                const qsizetype index = people->indexOf(after.uuid);
                open(index >= 0 ? people->at(index) : after);
            });
}

QDate PeoplePage::today() const
{
    return Formats::toLocal(desk().clock.now()).date();
}

void PeoplePage::askToSetActive(const Employee &person)
{
    if (!person.isActive) {
        // Who comes back has not left.
        setActive(person.uuid, true, std::nullopt, true);
        return;
    }
    const QDate suggested = person.leftOn.value_or(today());
    context().prompter.askDate(
        this,
        {tr("Deactivate %1?").arg(person.name),
         tr("Nothing that was recorded is lost. The leaving date counts in the turnover report; "
            "empty it if the person is only away."),
         tr("Left on"), tr("Deactivate"), std::max(suggested, person.hireDate.value_or(suggested)),
         person.hireDate},
        [this, uuid = person.uuid](const QDate &day) {
            setActive(uuid, false, day.isValid() ? std::optional(day) : std::nullopt, true);
        });
}

void PeoplePage::setActive(UserUuid person, bool isActive, const std::optional<QDate> &leftOn,
                           bool offersUndo)
{
    const auto people = desk().people.people();
    const qsizetype index = people->indexOf(person);
    if (index < 0) {
        return; // Gone while the question was open.
    }
    const Employee before = people->at(index);
    Employee after = before;
    after.isActive = isActive;
    after.leftOn = leftOn;
    const Command command = before.leftOn == leftOn ? Command(SetEmployeeActive{person, isActive})
                                                    : Command(UpdateEmployee{before, after});
    deliver(desk().commands.submit(command), this,
            [this, before, isActive, offersUndo](const Result<CommandUuid> &result) {
                if (!result) {
                    m_panel->banner()->showError(result.error());
                    return;
                }
                const QString done = isActive ? tr("%1 is active again.").arg(before.name)
                                              : tr("%1 was deactivated.").arg(before.name);
                if (offersUndo) {
                    context().toaster.toastWithAction(done, tr("Undo"), [this, before] {
                        setActive(before.uuid, before.isActive, before.leftOn, false);
                    });
                } else {
                    context().toaster.toast(done);
                }
            });
}

void PeoplePage::addRowActions(QMenu *menu, const QModelIndex &index)
{
    const Employee person = m_model->at(index.row());
    QAction *attendance = menu->addAction(m_attendance->text());
    attendance->setObjectName(u"showAttendanceAction"_qs);
    connect(attendance, &QAction::triggered, this, [this, uuid = person.uuid] {
        Q_EMIT navigate(PageIds::Attendance,
                        PageArgument::make(u"person"_qs, toText(uuid.value())));
    });
    QAction *documents = menu->addAction(m_documents->text());
    documents->setObjectName(u"showDocumentsAction"_qs);
    connect(documents, &QAction::triggered, this,
            [this, uuid = person.uuid] { showDocuments(uuid); });
    const bool isBeingEdited = hasUnsavedInput() && person.uuid == m_current.uuid;
    if (m_new->isVisibleTo(this) && !isBeingEdited) {
        QAction *toggle = menu->addAction(person.isActive ? tr("&Deactivate") : tr("Re&activate"));
        toggle->setObjectName(u"toggleActiveAction"_qs);
        connect(toggle, &QAction::triggered, this, [this, person] { askToSetActive(person); });
    }
}

void PeoplePage::showDocuments(UserUuid person)
{
    Q_EMIT navigate(PageIds::Documents, PageArgument::make(u"person"_qs, toText(person.value())));
}

void PeoplePage::printBadges()
{
    context().prompter.askSaveFile(this,
                                   {tr("Badges of everybody listed"),
                                    tr("EvalTrack badges") % u".pdf",
                                    {u"application/pdf"_qs}},
                                   [this](const QString &file) { writeBadges(file); });
}

void PeoplePage::writeBadges(const QString &file)
{
    QList<Employee> people;
    QStringList without;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const Employee person = m_model->at(row);
        if (BadgeSheet::codeOf(person)) {
            people.append(person);
        } else {
            without.append(person.name);
        }
    }
    m_frame->banner()->clear();
    if (people.isEmpty()) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            tr("Nobody listed has a badge code or a national ID, so there is nothing "
               "to print."));
        return;
    }
    m_badges->setEnabled(false);
    deliver(
        QtConcurrent::run([file, people] { return BadgeSheet::write(file, people); }), this,
        [this, file, without, count = people.size()](const Result<void> &written) {
            m_badges->setEnabled(true);
            if (!written) {
                m_frame->banner()->showError(written.error());
                return;
            }
            if (!without.isEmpty()) {
                m_frame->banner()->showMessage(
                    Tone::Warning,
                    QString(tr("%n person(s) have neither a badge code nor a national ID and are "
                               "left out:",
                               nullptr, static_cast<int>(without.size())) %
                            u' ' % without.mid(0, NamesTold).join(u", "_qs) %
                            (without.size() > NamesTold ? u"…"_qs : u"."_qs)));
            }
            context().toaster.toastWithAction(
                tr("%n badge(s) saved in “%1”.", nullptr, static_cast<int>(count))
                    .arg(QFileInfo(file).fileName()),
                tr("Open"), [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
        });
}

void PeoplePage::retranslateUi()
{
    m_frame->setTitle(tr("People"));
    m_search->setPlaceholderText(tr("Search name, ID, e-mail, job, department"));
    m_search->setAccessibleName(tr("Search people"));
    setSpokenName(*m_show, tr("Which people"));
    setSpokenName(*m_department, tr("Department"));
    m_show->setItemText(static_cast<int>(PeopleTableModel::Show::Active), tr("Active", "people"));
    m_show->setItemText(static_cast<int>(PeopleTableModel::Show::Inactive),
                        tr("Inactive", "people"));
    m_show->setItemText(static_cast<int>(PeopleTableModel::Show::All), tr("Active and inactive"));
    Icons::dress(*m_anniversaries, Icon::Calendar, IconTone::Normal, tr("Bir&thdays"));
    m_anniversaries->setToolTip(tr("Birthdays and anniversaries of the next 30 days"));
    Icons::dress(*m_badges, Icon::Badge, IconTone::Normal, tr("&Badges…"));
    m_badges->setToolTip(tr("A PDF with the badges of everybody listed, to be printed"));
    Icons::dress(*m_new, Icon::PersonAdd, IconTone::OnAccent, tr("&New person"));
    m_show->setItemText(static_cast<int>(PeopleTableModel::Show::ContractEnding),
                        tr("Contract ends within 60 days"));
    m_table->setAccessibleName(tr("People"));
    m_attendance->setText(tr("Attendance"));
    m_documents->setText(tr("Documents"));
    m_history->setText(tr("History"));
    m_model->setHeaders({tr("Name"), tr("National ID"), tr("Badge"), tr("E-mail"), tr("Job"),
                         tr("Department"), tr("Phone"), tr("Hired on"), tr("Contract until"),
                         tr("Left on"), tr("Status")});
    m_model->setWords({tr("Active"), tr("Inactive")});
    fillDepartments();
    updateCount();
    updatePanel();
}

} // namespace EvalTrack
