// SPDX-License-Identifier: GPL-3.0-or-later
#include "departments/departmentspage.h"

#include "common/emptystate.h"
#include "common/formats.h"
#include "common/indentdelegate.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/searchfield.h"
#include "common/tableview.h"
#include "departments/departmentform.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>

namespace EvalTrack {

namespace {

constexpr int DepartmentPanelWidth = 420;

} // namespace

DepartmentsPage::DepartmentsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new DepartmentTableModel(this))
    , m_frame(new ListFrame(this))
    , m_search(new SearchField(m_frame))
    , m_jobs(m_frame->addDeed(u"jobsButton"_qs, u"quiet"_qs))
    , m_new(m_frame->addDeed(u"newDepartmentButton"_qs, u"primary"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_form(new DepartmentForm(context, *m_model, m_frame))
{
    build();
    connectAll();
    retranslateUi();
    takeDepartments();
}

void DepartmentsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addTool(m_search, 1);
    m_table->setObjectName(u"departmentsTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(DepartmentTableModel::Name, new IndentDelegate(m_table));
    m_table->setWidths({320, 240, 110, 160},
                       {DepartmentTableModel::InAll, DepartmentTableModel::Head});
    m_table->setFixedColumns({DepartmentTableModel::Name});
    m_table->setEmptyState(m_empty);
    m_table->horizontalHeader()->setSortIndicator(DepartmentTableModel::Name, Qt::AscendingOrder);
    m_table->keepState(context().settings, u"departments"_qs);
    m_search->setResults(m_table);
    m_frame->setList(m_table);
    m_frame->setPanel(m_form, DepartmentPanelWidth);
}

void DepartmentsPage::connectAll()
{
    connect(&desk().people, &PeopleStore::peopleChanged, this, &DepartmentsPage::takeDepartments);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        updateCount();
    });
    connect(m_jobs, &QPushButton::clicked, this, [this] { Q_EMIT navigate(PageIds::Jobs, {}); });
    connect(m_new, &QPushButton::clicked, this, [this] { leaveForm([this] { openNew(); }); });
    connect(m_table, &TableView::recordClicked, this, &DepartmentsPage::requestOpen);
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        requestOpen(index);
        m_form->focusFirst();
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_search->text().isEmpty()) {
            m_new->click();
        }
        m_search->clear();
    });
    connect(m_form, &DepartmentForm::closeRequested, this,
            [this] { leaveForm([this] { closePanel(); }); });
    connect(m_form, &DepartmentForm::saved, this, &DepartmentsPage::open);
    connect(m_form, &DepartmentForm::removed, this, &DepartmentsPage::closePanel);
    connect(m_form, &DepartmentForm::dirtyChanged, this, &Page::stateChanged);
    connect(m_form, &DepartmentForm::peopleWanted, this, [this](DepartmentId department) {
        leaveForm([this, department] {
            Q_EMIT navigate(
                PageIds::People,
                PageArgument::make(u"department"_qs, QString::number(department.value())));
        });
    });
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (m_frame->isPanelOpen()) {
            m_form->save();
        }
    });
    const auto *create = new QShortcut(QKeySequence::New, this);
    connect(create, &QShortcut::activated, m_new, &QPushButton::click);
}

void DepartmentsPage::activate(const QString &argument)
{
    if (PageArgument::has(argument, u"new"_qs)) {
        leaveForm([this] { openNew(); });
        return;
    }
    const QString department = PageArgument::value(argument, u"department"_qs);
    if (!department.isEmpty()) {
        m_search->clear();
        leaveForm([this, department] { open(DepartmentUuid(QUuid::fromString(department))); });
    }
}

bool DepartmentsPage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_form->isDirty();
}

void DepartmentsPage::discardInput()
{
    closePanel();
}

void DepartmentsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void DepartmentsPage::focusFirst()
{
    if (m_frame->isPanelOpen()) {
        m_form->focusFirst();
        return;
    }
    m_search->setFocus(Qt::OtherFocusReason);
}

void DepartmentsPage::takeDepartments()
{
    m_model->setSource(desk().people.departments(), *desk().people.people());
    updateCount();
    if (m_frame->isPanelOpen() && !m_form->takeChanges()) {
        closePanel();
    }
}

void DepartmentsPage::updateCount()
{
    const qint64 shown = m_model->rowCount();
    const qint64 all = m_model->tree().nodes().size();
    m_frame->setCount(shown == all
                          ? tr("%n department(s)", nullptr, static_cast<int>(all))
                                .replace(QString::number(all), Formats::number(all))
                          : tr("%1 of %2").arg(Formats::number(shown), Formats::number(all)));
    if (all == 0) {
        m_empty->setState(Icon::Department, tr("No departments yet"),
                          tr("People are put into departments, and reports are told by them."),
                          tr("New department"));
    } else {
        m_empty->setState(Icon::Search, tr("Nothing found"),
                          tr("No department and no head has this name."), tr("Show all"));
    }
}

void DepartmentsPage::open(DepartmentUuid department)
{
    if (!m_model->find(department)) {
        return;
    }
    m_form->open(department);
    m_frame->setPanelOpen(true);
    const int row = m_model->rowOf(department.value());
    if (row >= 0) {
        m_table->selectRecord(row);
    }
}

void DepartmentsPage::openNew()
{
    // Whoever stands on a department most likely wants one below it.
    const QModelIndex current = m_table->currentRecord();
    const auto above = current.isValid() && !m_table->selectedRecords().isEmpty()
                           ? std::optional(m_model->at(current.row()).department.id)
                           : std::nullopt;
    m_table->clearSelection();
    m_frame->setPanelOpen(true);
    m_form->openNew(above && !above->isNull() ? above : std::nullopt);
}

void DepartmentsPage::requestOpen(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const DepartmentUuid department = m_model->at(index.row()).department.uuid;
    if (m_frame->isPanelOpen() && m_form->department() == department) {
        return;
    }
    leaveForm([this, department] { open(department); });
}

void DepartmentsPage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void DepartmentsPage::closePanel()
{
    m_form->forget();
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void DepartmentsPage::retranslateUi()
{
    m_frame->setTitle(tr("Departments"));
    m_search->setPlaceholderText(tr("Search by name or head"));
    m_search->setAccessibleName(tr("Search departments"));
    Icons::dress(*m_new, Icon::Add, IconTone::OnAccent, tr("&New department"));
    m_jobs->setText(tr("&Jobs"));
    m_table->setAccessibleName(tr("Departments"));
    m_model->setHeaders({tr("Department"), tr("Head"), tr("People"), tr("With those below")});
    updateCount();
}

} // namespace EvalTrack
