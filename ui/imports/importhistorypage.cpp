// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importhistorypage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/serverlist.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "common/toaster.h"
#include "imports/importwords.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QToolButton>

namespace EvalTrack {

ImportHistoryPage::ImportHistoryPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new ImportRecordModel(desk().imports, this))
    , m_frame(new ListFrame(this))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_back(m_frame->addBack(u"backButton"_qs))
    , m_move(m_frame->addDeed(u"legacyMoveButton"_qs, u"quiet"_qs))
    , m_tray(m_frame->addDeed(u"legacyTrayButton"_qs, u"quiet"_qs))
    , m_undo(m_frame->addDeed(u"undoImportButton"_qs, u"danger"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
{
    build();
    connectAll();
    retranslateUi();
    m_model->reload();
}

void ImportHistoryPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addToolStretch();
    m_frame->addTool(m_list->refreshButton());
    m_table->setObjectName(u"importHistoryTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(ImportRecordModel::State,
                                      new ChipDelegate(
                                          [](const QModelIndex &index) {
                                              return index.data(RawRole).toBool() ? Tone::Neutral
                                                                                  : Tone::Success;
                                          },
                                          m_table));
    m_table->setWidths({170, 260, 120, 200, 90, 110, 130},
                       {ImportRecordModel::Kind, ImportRecordModel::By},
                       {ImportRecordModel::At, ImportRecordModel::State});
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_frame->setList(m_table);
}

void ImportHistoryPage::connectAll()
{
    connect(m_model, &PagedTable::loaded, this, &ImportHistoryPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, [this](const Error &error) {
        m_empty->setState(Icon::CloudOff, tr("Earlier imports need the server"),
                          tr("They are shown as soon as there is a connection."));
        m_frame->banner()->showError(error, tr("Try again"));
        updateUndo();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ImportHistoryPage::updateUndo);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ImportHistoryPage::updateUndo);
    connect(m_undo, &QPushButton::clicked, this, &ImportHistoryPage::undo);
    updateUndo();
    const auto person = desk().session.person();
    m_move->setVisible(person && person->may(Permission::ManageAccounts));
    connect(m_move, &QPushButton::clicked, this,
            [this] { Q_EMIT navigate(PageIds::LegacyMove, {}); });
    connect(m_tray, &QPushButton::clicked, this,
            [this] { Q_EMIT navigate(PageIds::LegacyTray, {}); });
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT navigate(PageIds::Imports, {}); });
    connect(m_empty, &EmptyState::actionTriggered, this,
            [this] { Q_EMIT navigate(PageIds::Imports, {}); });
}

void ImportHistoryPage::activate(const QString & /*argument*/)
{
    m_model->reload();
}

void ImportHistoryPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void ImportHistoryPage::showLoaded()
{
    m_frame->banner()->clear();
    m_frame->setCount(m_model->rowCount() > 0 ? tr("%n import(s)", nullptr, m_model->rowCount())
                                              : QString());
    m_empty->setState(Icon::Table, tr("Nothing has been imported yet"),
                      tr("What you import is listed here, and can be taken back from here."),
                      tr("Import a table"));
    updateUndo();
}

void ImportHistoryPage::updateUndo()
{
    const QModelIndex current = m_table->currentIndex();
    m_undo->setEnabled(!m_isUndoing && current.isValid() && desk().sync.isOnline() &&
                       !m_model->at(current.row()).undoneAt);
}

void ImportHistoryPage::undo()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        return;
    }
    const ImportRecord record = m_model->at(current.row());
    const QString consequence =
        record.kind == ImportKind::Events
            ? tr("Events get back what they had before; new ones stay as drafts. What somebody "
                 "changed since stays as it is.")
            : tr("New records are removed, and changed ones get their earlier values back. What "
                 "somebody changed since stays as it is.");
    context().prompter.ask(
        this, {tr("Take “%1” back?").arg(record.fileName), consequence, tr("Take back"), {}, true},
        [this, record](bool accepted) {
            if (!accepted) {
                return;
            }
            m_isUndoing = true;
            updateUndo();
            m_frame->banner()->showMessage(Tone::Info, tr("Being taken back…"));
            deliver(desk().imports.undo(record.id), this,
                    [this](const Result<ImportOutcome> &outcome) {
                        m_isUndoing = false;
                        m_frame->banner()->clear();
                        if (!outcome) {
                            m_frame->banner()->showError(outcome.error());
                            updateUndo();
                            return;
                        }
                        m_model->put(outcome->record);
                        const auto left = static_cast<int>(outcome->record.leftAsIs);
                        if (left > 0) {
                            m_frame->banner()->showMessage(
                                Tone::Warning,
                                tr("Taken back, but for %n record(s): somebody changed them since, "
                                   "or they came to be needed.",
                                   nullptr, left));
                        } else {
                            context().toaster.toast(tr("The import is taken back."), Tone::Success);
                        }
                        desk().sync.syncNow();
                        updateUndo();
                    });
        });
}

void ImportHistoryPage::retranslateUi()
{
    m_frame->setTitle(tr("Earlier imports"));
    m_back->setText(tr("&Import"));
    m_undo->setText(tr("&Take back…"));
    m_move->setText(tr("&Move from v1"));
    m_tray->setText(tr("&v1 tray"));
    m_list->retranslateUi();
    m_table->setAccessibleName(tr("Earlier imports"));
    m_model->setHeaders(
        {tr("When"), tr("File"), tr("What"), tr("By"), tr("New"), tr("Changed"), tr("State")});
    m_model->setWords({ImportWords::kind, tr("Carried out"), tr("Taken back")});
    if (m_list->isRead()) {
        showLoaded();
    }
}

} // namespace EvalTrack
