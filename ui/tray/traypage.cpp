// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/traypage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/emptystate.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/spokenrole.h"
#include "common/statuschip.h"
#include "common/tablemenus.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/theme.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "tray/conflictgrid.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;

constexpr int TrayPanelWidth = 460;

enum Shown { Everything, ToDecide, GivenUp };

bool needsSomebody(const OutboxItem &item)
{
    return item.state == OutboxState::Rejected || item.state == OutboxState::Conflict;
}

bool waitsForReview(const OutboxItem &item)
{
    return item.state == OutboxState::Review;
}

void setPrimary(QPushButton &button, bool isPrimary)
{
    setStyleProperty(button, "kind", isPrimary ? QVariant(u"primary"_qs) : QVariant());
}

bool isToSend(const OutboxItem &item)
{
    return item.state == OutboxState::Queued || item.state == OutboxState::Sent;
}

} // namespace

TrayPage::TrayPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new OutboxTableModel(this))
    , m_frame(new ListFrame(this))
    , m_show(new QComboBox(m_frame))
    , m_syncNow(m_frame->addDeed(u"syncNowButton"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new EditorPanel(m_frame))
    , m_chip(new StatusChip(m_panel))
    , m_facts(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_panel))
    , m_reason(new TextLabel(TextStyle::Body, m_panel))
    , m_conflicts(new ConflictGrid(m_panel))
    , m_retry(m_panel->addButton(u"retryButton"_qs, u"primary"_qs))
    , m_putBack(m_panel->addButton(u"putBackButton"_qs, u"primary"_qs))
    , m_edit(m_panel->addButton(u"editButton"_qs))
    , m_decide(m_panel->addButton(u"decideButton"_qs, u"primary"_qs))
    , m_discard(m_panel->addLeftButton(u"discardButton"_qs, u"quiet"_qs))
    , m_resolve(m_panel->addButton(u"resolveButton"_qs, u"primary"_qs))
    , m_minute(new QTimer(this))
{
    build();
    connectAll();
    retranslateUi();
    takeItems();
    m_frame->openDefaultView();
}

void TrayPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_show->setObjectName(u"showComboBox"_qs);
    m_show->addItems({{}, {}, {}});
    m_frame->addTool(m_show);
    m_frame->addToolStretch();
    m_frame->addTableTools(*m_table, context(), listKey(u"tray"_qs));

    m_table->setObjectName(u"trayTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({230, 260, 150, 110, 340},
                       {OutboxTableModel::Reason, OutboxTableModel::RecordedAt},
                       {OutboxTableModel::State});
    m_table->setItemDelegateForColumn(
        OutboxTableModel::State,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return Wording::tone(static_cast<OutboxState>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_table->sortByColumn(OutboxTableModel::RecordedAt, Qt::DescendingOrder);
    m_table->keepState(context().settings, listKey(u"tray"_qs));
    m_frame->setList(m_table);

    m_panel->setObjectName(u"trayPanel"_qs);
    m_panel->chips()->addWidget(m_chip);
    m_panel->chips()->addStretch(1);
    m_facts->setWordWrap(true);
    m_reason->setWordWrap(true);
    m_reason->setObjectName(u"reasonLabel"_qs);
    m_facts->setObjectName(u"factsLabel"_qs);
    m_panel->body()->addWidget(m_reason);
    m_panel->body()->addWidget(m_facts);
    m_panel->body()->addWidget(m_conflicts);
    m_panel->body()->addStretch(1);
    m_frame->setPanel(m_panel, TrayPanelWidth);
    m_minute->start(1min);
}

void TrayPage::connectAll()
{
    connect(&desk().tray, &OutboxTray::itemsChanged, this, &TrayPage::takeItems);
    connect(&desk().sync, &SyncStatus::changed, this, [this] {
        takeItems();
        m_model->noteTimePassed(); // Without a connection nothing is being sent.
    });
    connect(m_minute, &QTimer::timeout, m_model, &OutboxTableModel::noteTimePassed);
    connect(m_show, &QComboBox::currentIndexChanged, this, &TrayPage::takeItems);
    connect(m_syncNow, &QPushButton::clicked, this, [this] { desk().sync.syncNow(); });
    const auto openIndex = [this](const QModelIndex &index) {
        open(m_model->at(index.row()));
    };
    connect(m_table, &TableView::recordClicked, this, openIndex);
    connect(m_table, &TableView::opened, this, openIndex);
    connect(m_table, &TableView::rowMenuRequested, this,
            [this, openIndex](QMenu *menu, const QModelIndex &index) {
                openIndex(index); // Its buttons are of the row that is open.
                TableMenus::addButtons(
                    *menu, {m_retry, m_putBack, m_edit, m_decide, m_resolve, m_discard});
            });
    connect(m_panel, &EditorPanel::closeRequested, this, &TrayPage::closePanel);
    connect(m_retry, &QPushButton::clicked, this, &TrayPage::retry);
    connect(m_putBack, &QPushButton::clicked, this, &TrayPage::putBack);
    connect(m_edit, &QPushButton::clicked, this, &TrayPage::edit);
    connect(m_decide, &QPushButton::clicked, this,
            [this] { Q_EMIT navigate(PageIds::Reviews, {}); });
    connect(m_discard, &QPushButton::clicked, this, &TrayPage::discard);
    connect(m_resolve, &QPushButton::clicked, this, &TrayPage::resolve);
    connect(m_conflicts, &ConflictGrid::decided, this, &TrayPage::refresh);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] { m_show->setCurrentIndex(0); });
}

void TrayPage::activate(const QString & /*argument*/)
{
    takeItems();
    m_model->noteTimePassed();
}

void TrayPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->setCurrentRecord(m_model->index(0, 0));
    }
}

void TrayPage::takeItems()
{
    QList<OutboxItem> items = desk().tray.items();
    const auto all = items.size();
    const auto toSend = static_cast<int>(std::count_if(items.begin(), items.end(), isToSend));
    const auto attention =
        static_cast<int>(std::count_if(items.begin(), items.end(), needsSomebody));
    const auto inReview =
        static_cast<int>(std::count_if(items.begin(), items.end(), waitsForReview));
    if (m_show->currentIndex() == ToDecide) {
        items.removeIf(
            [](const OutboxItem &item) { return !needsSomebody(item) && !waitsForReview(item); });
    } else if (m_show->currentIndex() == GivenUp) {
        items = desk().tray.givenUp();
    }
    m_model->setRows(items);
    // The words of the status bar below.
    QStringList counts;
    if (toSend > 0) {
        counts.append(tr("%n to send", nullptr, toSend));
    }
    if (attention > 0) {
        counts.append(tr("%n need(s) attention", nullptr, attention));
    }
    if (inReview > 0) {
        counts.append(tr("%n under review", nullptr, inReview));
    }
    m_frame->setCount(counts.join(u", "_qs));
    m_syncNow->setEnabled(toSend > 0 && desk().sync.activity() != SyncActivity::Syncing);
    if (m_show->currentIndex() == GivenUp) {
        m_empty->setState(Icon::Check, tr("Nothing was discarded"),
                          tr("What is discarded on this computer is kept here, with the reason."),
                          tr("Show all"));
    } else if (all == 0) {
        m_empty->setState(Icon::Check, tr("Nothing to send"),
                          tr("Everything recorded on this computer has reached the server."));
    } else {
        m_empty->setState(Icon::Check, tr("Nothing to decide"),
                          tr("What waits is sent by itself as soon as there is a connection."),
                          tr("Show all"));
    }
    if (!m_frame->isPanelOpen()) {
        return;
    }
    const int row = m_model->rowOf(m_current.uuid);
    if (row >= 0) {
        open(m_model->at(row));
    } else {
        closePanel();
    }
}

void TrayPage::open(const OutboxItem &item)
{
    if (item.uuid != m_current.uuid) {
        m_panel->banner()->clear();
        m_panel->scrollToTop();
    }
    m_current = item;
    m_conflicts->setConflicts(item.conflicts);
    m_frame->setPanelOpen(true);
    refresh();
}

OutboxState TrayPage::shownState(const OutboxItem &item) const
{
    return item.state == OutboxState::Sent && !desk().sync.isOnline() ? OutboxState::Queued
                                                                      : item.state;
}

QString TrayPage::reason(const OutboxItem &item) const
{
    switch (shownState(item)) {
    case OutboxState::Queued:
        if (!desk().sync.isOnline()) {
            return tr("Waiting for a connection.");
        }
        return item.reason ? ErrorPresenter::words(*item.reason).text : tr("Waiting for its turn.");
    case OutboxState::Sent:
        return tr("The answer of the server is on its way.");
    case OutboxState::Acknowledged:
        return tr("The server has it.");
    case OutboxState::Conflict:
        return tr("Somebody else changed the same fields.");
    case OutboxState::Review:
        return reviewReason(item);
    case OutboxState::Discarded:
        return item.reason ? item.reason->detail : QString();
    case OutboxState::Rejected:
        break;
    }
    if (!item.reason) {
        return tr("The server refused it.");
    }
    QStringList fields;
    for (const FieldError &field : item.reason->fieldErrors) {
        fields.append(
            QString(Wording::field(field.field) % u": " % ErrorPresenter::fieldText(field)));
    }
    const QString words = Wording::refusal(item);
    return fields.isEmpty() ? words : QString(words % u' ' % fields.join(u' '));
}

// A line of the list; the panel says the rest.
QString TrayPage::shortReason(const OutboxItem &item) const
{
    const bool isInReview = item.state == OutboxState::Review && item.reason;
    const QString why = isInReview ? Wording::review(item.reason->detail) : QString();
    return why.isEmpty() ? reason(item) : why;
}

QString TrayPage::reviewReason(const OutboxItem &item)
{
    const QString kept = tr("The server keeps it; human resources has to look at it.");
    const QString why = item.reason ? Wording::review(item.reason->detail) : QString();
    return why.isEmpty() ? kept : QString(why % u' ' % kept);
}

QString TrayPage::pageOf(const OutboxItem &item) const
{
    const auto person = desk().session.person();
    if (person && item.state == OutboxState::Review) {
        return person->may(Permission::ManageAttendance) ? PageIds::Reviews : QString();
    }
    if (!item.command || item.entity.isNull() || !person) {
        return {};
    }
    switch (*item.command) {
    case CommandKind::CreateEmployee:
    case CommandKind::UpdateEmployee:
    case CommandKind::SetEmployeeActive:
        if (person->may(Permission::ViewPeople)) {
            return PageIds::People;
        }
        return person->uuid.value() == item.entity ? PageIds::Profile : QString();
    case CommandKind::CreateEvent:
    case CommandKind::UpdateEvent:
    case CommandKind::SetEventActive:
        return PageIds::Events;
    case CommandKind::AnswerEvaluation:
    case CommandKind::GradeEvaluation:
    case CommandKind::CommentEvaluation:
        return PageIds::Evaluations;
    case CommandKind::CreateDepartment:
    case CommandKind::UpdateDepartment:
        return PageIds::Departments;
    case CommandKind::RemoveDepartment: // It is not shown any more.
        break;
    case CommandKind::UpdateAttendance:
        return person->may(Permission::ManageAttendance) ? PageIds::Attendance : QString();
    case CommandKind::RegisterSelf:
    case CommandKind::ConfirmOwnAttendance:
    case CommandKind::RemoveAttendance:
        break;
    }
    return {};
}

void TrayPage::refresh()
{
    m_panel->setTitle(Wording::command(m_current));
    m_panel->setSubtitle(m_current.subject);
    const OutboxState shown = shownState(m_current);
    m_chip->setStatus(Wording::outbox(shown), Wording::tone(shown));
    m_reason->setText(reason(m_current));
    QStringList facts = {tr("Recorded %1 (%2)")
                             .arg(Formats::dateTime(m_current.createdAt),
                                  Formats::age(m_current.createdAt, desk().clock.now()))};
    if (m_current.attempts > 0) {
        facts.append(tr("Sent %n time(s) so far", nullptr, m_current.attempts));
    }
    const bool isRejected = m_current.state == OutboxState::Rejected;
    const bool hasPage = !pageOf(m_current).isEmpty();
    // The same again would be refused again.
    const bool wantsEdit = isRejected && hasPage && m_current.reason &&
                           (m_current.reason->code == ErrorCode::Conflict ||
                            m_current.reason->code == ErrorCode::Validation);
    // The time in which one could confirm does not come back.
    const bool isOver = m_current.command == CommandKind::ConfirmOwnAttendance &&
                        m_current.reason && m_current.reason->code == ErrorCode::Forbidden;
    if (isRejected && m_current.reason) {
        facts.append(wantsEdit ? tr("Edit it and send it again, or discard it.")
                     : isOver  ? tr("If you were there, ask human resources to confirm it.")
                               : ErrorPresenter::words(*m_current.reason).nextStep);
    }
    m_facts->setText(facts.join(u'\n'));
    const bool isConflict = m_current.state == OutboxState::Conflict;
    m_conflicts->setVisible(isConflict && !m_current.conflicts.isEmpty());
    m_resolve->setVisible(isConflict);
    m_resolve->setEnabled(m_conflicts->isDecided() && !m_isBusy);
    m_retry->setVisible(isRejected && !isOver);
    m_retry->setEnabled(!m_isBusy);
    setPrimary(*m_retry, !wantsEdit);
    // A conflict is decided here; what is edited in a form puts right what was refused.
    m_edit->setVisible(isRejected && hasPage);
    setPrimary(*m_edit, wantsEdit);
    m_panel->putLast(wantsEdit ? m_edit : m_retry);
    m_decide->setVisible(m_current.state == OutboxState::Review && hasPage);
    m_putBack->setVisible(m_current.state == OutboxState::Discarded);
    m_putBack->setEnabled(!m_isBusy);
    m_discard->setVisible(m_current.state != OutboxState::Acknowledged &&
                          m_current.state != OutboxState::Sent &&
                          m_current.state != OutboxState::Discarded);
    m_discard->setEnabled(!m_isBusy);
}

void TrayPage::take(const Result<void> &result, const QString &done)
{
    m_isBusy = false;
    if (!result) {
        m_panel->banner()->showError(result.error());
    } else {
        context().toaster.toast(done, Tone::Success);
    }
    refresh();
}

void TrayPage::retry()
{
    m_isBusy = true;
    refresh();
    deliver(desk().tray.retry(m_current.uuid), this,
            [this](const Result<void> &result) { take(result, tr("It will be sent again.")); });
}

void TrayPage::putBack()
{
    m_isBusy = true;
    refresh();
    deliver(desk().tray.putBack(m_current.uuid), this, [this](const Result<void> &result) {
        take(result, tr("It is in the outbox again and will be sent."));
    });
}

void TrayPage::edit()
{
    const QString page = pageOf(m_current);
    if (page == PageIds::Profile) {
        Q_EMIT navigate(page, {}); // One's own, and no other.
        return;
    }
    const QString name = page == PageIds::People       ? u"person"_qs
                         : page == PageIds::Events     ? u"event"_qs
                         : page == PageIds::Attendance ? u"attendance"_qs
                                                       : u"evaluation"_qs;
    Q_EMIT navigate(page, PageArgument::make(name, toText(m_current.entity)) % u"&edit");
}

void TrayPage::discard()
{
    const QUuid item = m_current.uuid;
    const QString consequence =
        m_current.state == OutboxState::Review
            ? tr("“%1” (%2) leaves this list. The server has it and keeps it; human resources can "
                 "still decide. The reason will be kept.")
            : tr("This change will be dropped: %2, “%1”. This computer goes back to what the "
                 "server has. "
                 "The reason will be kept.");
    context().prompter.askText(this,
                               {tr("Discard this record?"),
                                consequence.arg(m_current.subject, Wording::command(m_current)),
                                tr("Reason (required)"), tr("Discard"), true},
                               [this, item](const std::optional<QString> &reason) {
                                   if (!reason) {
                                       return;
                                   }
                                   m_isBusy = true;
                                   refresh();
                                   deliver(desk().tray.discard(item, reason->trimmed()), this,
                                           [this](const Result<void> &result) {
                                               take(result, tr("The record was discarded."));
                                           });
                               });
}

void TrayPage::resolve()
{
    if (!m_conflicts->isDecided()) {
        return;
    }
    m_isBusy = true;
    refresh();
    deliver(
        desk().tray.resolve(m_current.uuid, m_conflicts->choices()), this,
        [this](const Result<void> &result) { take(result, tr("Your decision will be sent.")); });
}

void TrayPage::closePanel()
{
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
}

void TrayPage::retranslateUi()
{
    m_frame->setTitle(tr("Outbox"));
    setSpokenName(*m_show, tr("Which records"));
    m_show->setItemText(0, tr("Everything pending"));
    m_show->setItemText(1, tr("Only what needs attention"));
    m_show->setItemText(2, tr("Discarded", "items"));
    m_putBack->setText(tr("&Put back"));
    Icons::dress(*m_syncNow, Icon::Sync, IconTone::Normal, tr("Send &now"));
    m_table->setAccessibleName(tr("Outbox"));
    m_retry->setText(tr("&Retry"));
    m_edit->setText(tr("&Edit"));
    m_decide->setText(tr("Go to Re&view"));
    m_discard->setText(tr("&Discard…"));
    m_resolve->setText(tr("&Apply decision"));
    m_model->setHeaders({tr("Change"), tr("Subject"), tr("Recorded"), tr("Status"), tr("Reason")});
    m_model->setWords({[](const OutboxItem &item) { return Wording::command(item); },
                       [this](const OutboxItem &item) {
                           return Formats::relativeDateTime(item.createdAt, desk().clock.now());
                       },
                       [this](const OutboxItem &item) { return Wording::outbox(shownState(item)); },
                       [this](const OutboxItem &item) {
                           return shortReason(item);
                       }});
    takeItems();
    refresh();
}

} // namespace EvalTrack
