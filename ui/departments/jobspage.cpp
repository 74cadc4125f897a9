// SPDX-License-Identifier: GPL-3.0-or-later
#include "departments/jobspage.h"

#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/searchfield.h"
#include "common/tableview.h"
#include "departments/jobpanel.h"
#include "items/jobtablemodel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr int JobPanelWidth = 440;

} // namespace

JobsPage::JobsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new JobTableModel(this))
    , m_frame(new ListFrame(this))
    , m_back(m_frame->addBack(u"departmentsButton"_qs))
    , m_search(new SearchField(m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new JobPanel(context, *m_model, m_frame))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addTool(m_search, 1);
    m_table->setObjectName(u"jobsTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({420, 120}, {});
    m_table->setFixedColumns({JobTableModel::Title});
    m_table->setEmptyState(m_empty);
    m_table->horizontalHeader()->setSortIndicator(JobTableModel::Title, Qt::AscendingOrder);
    m_table->keepState(context.settings, u"jobs"_qs);
    m_search->setResults(m_table);
    m_frame->setList(m_table);
    m_frame->setPanel(m_panel, JobPanelWidth);
    connectAll();
    retranslateUi();
    takePeople();
}

void JobsPage::connectAll()
{
    connect(&desk().people, &PeopleStore::peopleChanged, this, &JobsPage::takePeople);
    connect(m_back, &QToolButton::clicked, this,
            [this] { leaveForm([this] { Q_EMIT navigate(PageIds::Departments, {}); }); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        updateCount();
    });
    connect(m_empty, &EmptyState::actionTriggered, m_search, &QLineEdit::clear);
    connect(m_table, &TableView::recordClicked, this, &JobsPage::requestOpen);
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        requestOpen(index);
        m_panel->focusFirst();
    });
    connect(m_panel, &JobPanel::closeRequested, this,
            [this] { leaveForm([this] { closePanel(); }); });
    connect(m_panel, &JobPanel::renamed, this, &JobsPage::openWhenThere);
    connect(m_panel, &JobPanel::dirtyChanged, this, &Page::stateChanged);
    connect(m_panel, &JobPanel::personWanted, this, [this](UserUuid person) {
        leaveForm([this, person] {
            Q_EMIT navigate(PageIds::People,
                            PageArgument::make(u"person"_qs, toText(person.value())));
        });
    });
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (m_frame->isPanelOpen()) {
            m_panel->rename();
        }
    });
}

void JobsPage::activate(const QString &argument)
{
    if (const QString job = PageArgument::value(argument, u"job"_qs); !job.isEmpty()) {
        m_search->clear();
        leaveForm([this, job] { open(job); });
    }
}

bool JobsPage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_panel->isDirty();
}

void JobsPage::discardInput()
{
    closePanel();
}

void JobsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void JobsPage::focusFirst()
{
    m_search->setFocus(Qt::OtherFocusReason);
}

void JobsPage::takePeople()
{
    m_model->setPeople(*desk().people.people());
    updateCount();
    if (!m_awaited.isEmpty()) {
        openWhenThere(m_awaited);
    } else if (m_frame->isPanelOpen() && !m_panel->takePeople()) {
        closePanel();
    }
}

// The store shows what was changed a moment after it was recorded.
void JobsPage::openWhenThere(const QString &title)
{
    m_awaited = m_model->peopleWith(title) > 0 ? QString() : title;
    if (m_awaited.isEmpty()) {
        open(title);
    }
}

void JobsPage::updateCount()
{
    const int shown = m_model->rowCount();
    const int all = m_model->allCount();
    m_frame->setCount(
        shown == all
            ? tr("%n job(s)", nullptr, all).replace(QString::number(all), Formats::number(all))
            : tr("%1 of %2").arg(Formats::number(shown), Formats::number(all)));
    if (all == 0) {
        m_empty->setState(Icon::People, tr("No jobs yet"),
                          tr("What people do is written in their profiles."));
    } else {
        m_empty->setState(Icon::Search, tr("Nothing found"), tr("No job has these words."),
                          tr("Show all"));
    }
}

void JobsPage::open(const QString &title)
{
    if (m_model->peopleWith(title) == 0) {
        return;
    }
    m_panel->open(title);
    m_frame->setPanelOpen(true);
    const int row = m_model->rowOf(JobTableModel::uuidOfTitle(title));
    if (row >= 0) {
        m_table->selectRecord(row);
    }
}

void JobsPage::requestOpen(const QModelIndex &index)
{
    m_awaited.clear();
    if (!index.isValid()) {
        return;
    }
    const QString title = m_model->at(index.row()).title;
    if (m_frame->isPanelOpen() && m_panel->title() == title) {
        return;
    }
    leaveForm([this, title] { open(title); });
}

void JobsPage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void JobsPage::closePanel()
{
    m_panel->open({});
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void JobsPage::retranslateUi()
{
    m_frame->setTitle(tr("Jobs"));
    m_back->setText(tr("Departments"));
    m_search->setPlaceholderText(tr("Search jobs"));
    m_search->setAccessibleName(tr("Search jobs"));
    m_table->setAccessibleName(tr("Jobs"));
    m_model->setHeaders({tr("Job"), tr("People")});
    updateCount();
}

} // namespace EvalTrack
