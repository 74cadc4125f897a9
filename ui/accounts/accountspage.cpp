// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/accountspage.h"

#include "accounts/accountform.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/searchfield.h"
#include "common/serverlist.h"
#include "common/spokenrole.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "common/wording.h"
#include "wire/accountstatenames.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>
#include <QToolButton>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;

constexpr int AccountsPanelWidth = 400;
constexpr auto SearchPause = 200ms; // A search is a request here, not a look into memory.

} // namespace

AccountsPage::AccountsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new AccountTableModel(desk().accounts, this))
    , m_frame(new ListFrame(this))
    , m_search(new SearchField(m_frame))
    , m_role(new QComboBox(m_frame))
    , m_state(new QComboBox(m_frame))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_new(m_frame->addDeed(u"newAccountButton"_qs, u"primary"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_form(new AccountForm(context, m_frame))
    , m_typing(new QTimer(this))
{
    build();
    connectAll();
    retranslateUi();
    filter();
    m_frame->openDefaultView();
}

void AccountsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_role->setObjectName(u"roleFilterComboBox"_qs);
    m_role->addItem(QString(), -1);
    for (const Role role : PersonRoles) {
        m_role->addItem(QString(), static_cast<int>(role));
    }
    m_state->setObjectName(u"stateFilterComboBox"_qs);
    m_state->addItem(QString(), -1);
    for (const AccountState state :
         {AccountState::Active, AccountState::Inactive, AccountState::WithoutLogin}) {
        m_state->addItem(QString(), static_cast<int>(state));
    }
    m_frame->addTool(m_search, 1);
    m_frame->addTool(m_role);
    m_frame->addTool(m_state);
    m_frame->addTool(m_list->refreshButton());
    m_frame->addTableTools(*m_table, context(), listKey(u"accounts"_qs));

    m_table->setObjectName(u"accountsTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({240, 250, 165, 115, 170},
                       {AccountTableModel::UpdatedAt, AccountTableModel::Email},
                       {AccountTableModel::State});
    m_table->setItemDelegateForColumn(AccountTableModel::State,
                                      new ChipDelegate(
                                          [](const QModelIndex &index) {
                                              return index.data(RawRole).toBool() ? Tone::Success
                                                                                  : Tone::Neutral;
                                          },
                                          m_table));
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_table->keepState(context().settings, listKey(u"accounts"_qs));
    m_search->setResults(m_table);
    m_frame->setList(m_table);
    m_frame->setPanel(m_form, AccountsPanelWidth);
    m_typing->setSingleShot(true);
    m_typing->setInterval(SearchPause);
}

void AccountsPage::connectAll()
{
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_typing, &QTimer::timeout, this, &AccountsPage::filter);
    connect(m_role, &QComboBox::currentIndexChanged, this, &AccountsPage::filter);
    connect(m_state, &QComboBox::currentIndexChanged, this, &AccountsPage::filter);
    connect(m_model, &AccountTableModel::loaded, this, &AccountsPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, &AccountsPage::showFailure);
    connect(m_new, &QPushButton::clicked, this, [this] { leaveForm([this] { openNew(); }); });
    connect(m_table, &TableView::recordClicked, this, &AccountsPage::requestOpen);
    connect(m_table, &TableView::opened, this, &AccountsPage::requestOpen);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        m_search->clear();
        setFilters(std::nullopt, std::nullopt);
    });
    connect(m_form, &AccountForm::closeRequested, this,
            [this] { leaveForm([this] { closePanel(); }); });
    connect(m_form, &AccountForm::saved, this, [this](const User &user) {
        m_model->put(user);
        showLoaded();
        Q_EMIT stateChanged();
    });
    connect(m_form, &AccountForm::removed, this, [this](UserId user) {
        m_model->remove(user);
        closePanel();
        showLoaded();
    });
    connect(m_form, &AccountForm::isStale, m_model, &AccountTableModel::reload);
    connect(m_form, &AccountForm::dirtyChanged, this, &Page::stateChanged);
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (m_frame->isPanelOpen()) {
            m_form->save();
        }
    });
    const auto *create = new QShortcut(QKeySequence::New, this);
    connect(create, &QShortcut::activated, m_new, &QPushButton::click);
}

void AccountsPage::activate(const QString &argument)
{
    if (argument.isEmpty()) {
        return;
    }
    if (PageArgument::has(argument, u"new"_qs)) {
        openNew();
        return;
    }
    m_search->clear();
    setFilters(Wire::fromName<Role>(PageArgument::value(argument, u"role"_qs)),
               Wire::fromName<AccountState>(PageArgument::value(argument, u"state"_qs)));
}

void AccountsPage::setFilters(std::optional<Role> role, std::optional<AccountState> state)
{
    {
        // One question for both.
        const QSignalBlocker rolesAreSet(m_role);
        const QSignalBlocker statesAreSet(m_state);
        m_role->setCurrentIndex(role ? m_role->findData(static_cast<int>(*role)) : 0);
        m_state->setCurrentIndex(state ? m_state->findData(static_cast<int>(*state)) : 0);
    }
    filter();
}

bool AccountsPage::hasUnsavedInput() const
{
    return m_frame->isPanelOpen() && m_form->isDirty();
}

void AccountsPage::discardInput()
{
    closePanel();
}

void AccountsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void AccountsPage::focusFirst()
{
    m_search->setFocus(Qt::OtherFocusReason);
}

void AccountsPage::filter()
{
    m_typing->stop();
    AccountFilter wanted{m_search->text()};
    if (m_role->currentIndex() > 0) {
        wanted.role = static_cast<Role>(m_role->currentData().toInt());
    }
    if (m_state->currentIndex() > 0) {
        wanted.state = static_cast<AccountState>(m_state->currentData().toInt());
    }
    m_model->setFilter(wanted);
}

void AccountsPage::showLoaded()
{
    if (!m_model->isLoading()) {
        m_frame->banner()->clear();
        m_listOf = desk().clock.now();
        m_new->setEnabled(true);
    }
    m_frame->setCount(
        m_model->total()
            ? tr("%n person(s)", nullptr, static_cast<int>(*m_model->total()))
                  .replace(QString::number(*m_model->total()), Formats::number(*m_model->total()))
            : QString());
    sayNothingFound();
    selectShown();
}

void AccountsPage::selectShown()
{
    const int row = m_frame->isPanelOpen() ? m_model->rowOf(m_form->user().uuid.value()) : -1;
    if (row >= 0) {
        m_table->selectRecord(row);
    }
}

void AccountsPage::sayNothingFound()
{
    m_empty->setState(Icon::Search, tr("No account found"),
                      tr("No account matches the search and the filters."), tr("Show all"));
}

void AccountsPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        // The list asks again by itself as soon as there is a connection, and “Refresh” at once.
        m_frame->banner()->showMessage(
            Tone::Warning,
            m_listOf && m_model->rowCount() > 0
                ? tr("This list is from %1. Nothing can be changed without a connection.")
                      .arg(Formats::relativeDateTimeInside(*m_listOf, desk().clock.now()))
                : tr("Accounts are kept by the server, and it cannot be reached now."),
            tr("Try again"));
        m_new->setEnabled(false);
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
    }
    m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                      tr("The list of accounts comes from the server."));
}

void AccountsPage::openNew()
{
    m_table->clearSelection();
    m_frame->setPanelOpen(true);
    m_form->openNew();
}

void AccountsPage::requestOpen(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const User user = m_model->at(index.row());
    if (m_frame->isPanelOpen() && m_form->user().id == user.id) {
        return;
    }
    leaveForm([this, user] {
        m_form->open(user);
        m_frame->setPanelOpen(true);
        selectShown();
    });
}

void AccountsPage::leaveForm(const std::function<void()> &next)
{
    if (!hasUnsavedInput()) {
        next();
        return;
    }
    context().prompter.askToDiscard(this, next);
}

void AccountsPage::closePanel()
{
    m_form->open(m_form->user());
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void AccountsPage::retranslateUi()
{
    m_frame->setTitle(tr("Accounts"));
    m_search->setPlaceholderText(tr("Search name or e-mail"));
    m_search->setAccessibleName(tr("Search accounts"));
    setSpokenName(*m_role, tr("Role"));
    m_role->setItemText(0, tr("Any role"));
    for (const Role role : PersonRoles) {
        m_role->setItemText(static_cast<int>(role) + 1, Wording::role(role));
    }
    setSpokenName(*m_state, tr("Status"));
    m_state->setItemText(0, tr("Any status"));
    m_state->setItemText(1, tr("Active"));
    m_state->setItemText(2, tr("Switched off"));
    m_state->setItemText(3, tr("Without a login"));
    m_list->retranslateUi();
    Icons::dress(*m_new, Icon::Add, IconTone::OnAccent, tr("&New account"));
    m_table->setAccessibleName(tr("Accounts"));
    m_model->setHeaders({tr("Name"), tr("E-mail"), tr("Role"), tr("Status"), tr("Changed")});
    m_model->setWords({Wording::role(Role::Admin), Wording::role(Role::HumanResources),
                       Wording::role(Role::Employee), tr("Active"), tr("Switched off")});
    if (m_list->isRead()) {
        sayNothingFound();
    }
}

} // namespace EvalTrack
