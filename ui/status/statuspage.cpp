// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/statuspage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/serverlist.h"
#include "common/tablemenus.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "status/statuscard.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace EvalTrack {

namespace {

constexpr int CardColumns = 4;

} // namespace

StatusPage::StatusPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new FaultTableModel(desk().system, this))
    , m_frame(new ListFrame(this))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_cards(new QGridLayout)
    , m_server(new StatusCard(Icon::Server, m_frame))
    , m_database(new StatusCard(Icon::Table, m_frame))
    , m_requests(new StatusCard(Icon::Send, m_frame))
    , m_disk(new StatusCard(Icon::Save, m_frame))
    , m_backup(new StatusCard(Icon::Download, m_frame))
    , m_captures(new StatusCard(Icon::Scan, m_frame))
    , m_stations(new StatusCard(Icon::Computer, m_frame))
    , m_faultsTitle(new TextLabel(TextStyle::Subtitle, m_frame))
    , m_faultsCount(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_frame))
    , m_copy(new QPushButton(m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
{
    build();
    connectAll();
    retranslateUi();
    askAgain();
    m_frame->openDefaultView();
}

void StatusPage::buildCards()
{
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(Space::OneAndHalf);
    for (int column = 0; column < CardColumns; ++column) {
        m_cards->setColumnStretch(column, 1);
    }
    const std::array first{
        std::pair(m_server, u"serverCard"_qs),     std::pair(m_database, u"databaseCard"_qs),
        std::pair(m_requests, u"requestsCard"_qs), std::pair(m_disk, u"diskCard"_qs),
        std::pair(m_backup, u"backupCard"_qs),     std::pair(m_captures, u"capturesCard"_qs)};
    int place = 0;
    for (const auto &[card, name] : first) {
        card->setObjectName(name);
        m_cards->addWidget(card, place / CardColumns, place % CardColumns);
        ++place;
    }
    m_stations->setObjectName(u"stationsCard"_qs);
    m_backup->setLeads();
    m_captures->setLeads();
    m_stations->setLeads();
    m_cards->addWidget(m_stations, place / CardColumns, place % CardColumns, 1,
                       CardColumns - place % CardColumns);
}

void StatusPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addToolStretch();
    m_frame->addTool(m_list->refreshButton());
    m_frame->addTableTools(*m_table, context(), listKey(u"faults"_qs));

    auto *content = new QWidget(m_frame);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Space::OneAndHalf);
    buildCards();
    rows->addLayout(m_cards);
    auto *head = new QHBoxLayout;
    head->setSpacing(Space::OneAndHalf);
    m_faultsCount->setObjectName(u"faultCountLabel"_qs);
    m_copy->setObjectName(u"copyRequestIdButton"_qs);
    head->addWidget(m_faultsTitle);
    head->addWidget(m_faultsCount);
    head->addStretch(1);
    head->addWidget(m_copy);
    rows->addLayout(head);

    m_table->setObjectName(u"faultsTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({170, 210, 260, 260, 170, 200, 260},
                       {FaultTableModel::Detail, FaultTableModel::Who}, {FaultTableModel::At});
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_table->keepState(context().settings, listKey(u"faults"_qs), {FaultTableModel::TraceId});
    rows->addWidget(m_table, 1);
    m_frame->setList(content);
}

void StatusPage::connectAll()
{
    connect(m_model, &PagedTable::loaded, this, [this] {
        m_listError.reset();
        showTrouble();
        showCount();
        sayNothingWrong();
    });
    connect(m_model, &PagedTable::awaited, this, &StatusPage::showAsOf);
    connect(m_list, &ServerList::unavailable, this, &StatusPage::showUnavailable);
    // The list asks by itself when these do.
    connect(m_list->refreshButton(), &QToolButton::clicked, this, &StatusPage::askStatus);
    connect(m_frame->banner(), &Banner::actionTriggered, this, &StatusPage::askStatus);
    connect(&desk().sync, &SyncStatus::changed, this, [this] {
        if (desk().sync.isOnline() && m_statusError && m_statusError->code == ErrorCode::Network) {
            askStatus();
        }
    });
    connect(m_backup, &StatusCard::linkTriggered, this,
            [this] { Q_EMIT navigate(PageIds::Backups, {}); });
    connect(m_captures, &StatusCard::linkTriggered, this,
            [this] { Q_EMIT navigate(PageIds::Reviews, {}); });
    connect(m_stations, &StatusCard::linkTriggered, this,
            [this] { Q_EMIT navigate(PageIds::Devices, {}); });
    connect(m_copy, &QPushButton::clicked, this, &StatusPage::copyRequestId);
    connect(m_table, &TableView::opened, this, &StatusPage::copyRequestId);
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](QMenu *menu) { TableMenus::addButtons(*menu, {m_copy}); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_copy->setEnabled(!m_table->selectedRecords().isEmpty()); });
    m_copy->setEnabled(false);
}

void StatusPage::activate(const QString & /*argument*/)
{
    askAgain();
}

void StatusPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void StatusPage::askAgain()
{
    askStatus();
    Page::askAgain();
}

void StatusPage::askStatus()
{
    deliver(desk().system.status(), this,
            [this, asked = ++m_asked](const Result<SystemStatus> &status) {
                if (asked != m_asked) {
                    return;
                }
                if (status) {
                    m_status = *status;
                    m_statusOf = desk().clock.now();
                    m_statusError.reset();
                } else {
                    m_statusError = status.error();
                }
                showStatus();
            });
}

void StatusPage::showStatus()
{
    showCards();
    showAsOf();
    showTrouble();
}

void StatusPage::showCards()
{
    const std::array all{m_server, m_database, m_requests, m_disk,
                         m_backup, m_captures, m_stations};
    m_backup->setLink({});
    m_captures->setLink({});
    m_stations->setLink({});
    if (!m_status) {
        for (StatusCard *card : all) {
            if (m_statusError) {
                card->setWords({Tone::Neutral, tr("Not known"), tr("The server has not said"), {}});
            } else {
                card->setWaiting(tr("Being fetched"));
            }
        }
        return;
    }
    const StatusJudge judge(*m_status);
    // How the server was is no verdict on how it is.
    const auto asKnown = [this](StatusWords words) {
        if (m_statusError) {
            words.tone = Tone::Neutral;
            words.verdict = tr("Out of date");
        }
        return words;
    };
    m_server->setWords(asKnown(judge.server()));
    m_database->setWords(asKnown(judge.database()));
    m_requests->setWords(asKnown(judge.requests()));
    m_disk->setWords(asKnown(judge.disk()));
    m_backup->setWords(asKnown(judge.backup()));
    m_backup->setLink(desk().backups.isAvailable() ? tr("Go to Backups") : QString());
    const StatusWords captures = judge.captures();
    m_captures->setWords(asKnown(captures));
    m_captures->setLink(captures.needsDoing() ? tr("Go to Review") : QString());
    m_stations->setWords(asKnown(judge.stations()));
    m_stations->setLink(m_status->stations.isEmpty() ? QString() : tr("Show all stations"));
}

void StatusPage::showAsOf()
{
    m_frame->setCount(
        m_statusOf
            ? tr("as of %1").arg(Formats::relativeDateTimeInside(*m_statusOf, desk().clock.now()))
            : QString());
}

void StatusPage::showUnavailable(const Error &error)
{
    m_listError = error;
    // Without a connection the figures are old too, whatever was answered last.
    if (error.code == ErrorCode::Network) {
        m_statusError = error;
        showCards();
    }
    showAsOf();
    showTrouble();
    if (error.code == ErrorCode::Network) {
        m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                          tr("What went wrong is kept by the server."));
    }
}

void StatusPage::showTrouble()
{
    const std::optional<Error> &error = m_statusError ? m_statusError : m_listError;
    if (!error) {
        m_frame->banner()->clear();
    } else if (error->code == ErrorCode::Network) {
        // It asks again by itself as soon as there is a connection.
        m_frame->banner()->showMessage(
            Tone::Warning,
            m_statusOf ? tr("The server cannot be reached now. These figures are from %1.")
                             .arg(Formats::relativeDateTimeInside(*m_statusOf, desk().clock.now()))
                       : tr("The server cannot be reached now, and only it knows how it is."),
            tr("Try again"));
    } else if (m_statusError && m_statusOf) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            tr("%1 These figures are from %2.")
                .arg(ErrorPresenter::sentence(*error),
                     Formats::relativeDateTimeInside(*m_statusOf, desk().clock.now())),
            tr("Try again"));
    } else {
        m_frame->banner()->showError(*error, tr("Try again"));
    }
}

void StatusPage::showCount()
{
    const auto total = m_model->total();
    m_faultsCount->setText(total && *total > 0
                               ? tr("%n in the last 90 days", nullptr, static_cast<int>(*total))
                                     .replace(QString::number(*total), Formats::number(*total))
                               : QString());
}

void StatusPage::sayNothingWrong()
{
    m_empty->setState(Icon::Check, tr("Nothing went wrong"),
                      tr("A request that the server cannot carry out appears here for 90 days."));
}

void StatusPage::copyRequestId()
{
    const QModelIndexList rows = m_table->selectedRecords();
    if (rows.isEmpty()) {
        return;
    }
    QGuiApplication::clipboard()->setText(m_model->at(rows.first().row()).requestId);
    context().toaster.toast(tr("The request id was copied. The server's log has it, too."),
                            Tone::Success);
}

void StatusPage::retranslateUi()
{
    m_frame->setTitle(tr("Status"));
    m_server->setTitle(tr("Server"));
    m_database->setTitle(tr("Database"));
    m_requests->setTitle(tr("Requests"));
    m_disk->setTitle(tr("Disk"));
    m_backup->setTitle(tr("Backup"));
    m_captures->setTitle(tr("Captures"));
    m_stations->setTitle(tr("Capture stations"));
    m_faultsTitle->setText(tr("What went wrong"));
    Icons::dress(*m_copy, Icon::Copy, IconTone::Normal, tr("Copy request id"));
    m_table->setAccessibleName(tr("What went wrong"));
    m_model->setHeaders({tr("When"), tr("What"), tr("Request and answer"), tr("Detail"), tr("Who"),
                         tr("Request id"), tr("Trace id")});
    m_model->setWords({StatusJudge::fault, tr("Nobody signed in")});
    m_list->retranslateUi();
    showStatus();
    showCount();
    if (m_list->isRead()) {
        sayNothingWrong();
    }
}

} // namespace EvalTrack
