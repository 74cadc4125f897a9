// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacytraypage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/serverlist.h"
#include "common/tablemenus.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "legacy/legacywords.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPersistentModelIndex>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

namespace EvalTrack {

namespace {

constexpr int WidthOfPanel = 440;
constexpr int HeightOfNote = 84;

} // namespace

LegacyTrayPage::LegacyTrayPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new LegacyTrayModel(desk().legacy, this))
    , m_frame(new ListFrame(this))
    , m_back(m_frame->addBack(u"backButton"_qs))
    , m_tabs(new QTabBar(m_frame))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new EditorPanel(m_frame))
    , m_why(new TextLabel(TextStyle::Body, m_panel))
    , m_facts(new QWidget(m_panel))
    , m_grid(new QGridLayout(m_facts))
    , m_note(new QPlainTextEdit(m_panel))
    , m_noteField(new FormField({}, m_note, m_panel))
    , m_decide(m_panel->addButton(u"decideRowButton"_qs, u"primary"_qs))
{
    build();
    connectAll();
    retranslateUi();
    m_model->setWhich(LegacyMove::Which::Open);
    updateDeeds();
    m_frame->openDefaultView();
}

void LegacyTrayPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_tabs->setObjectName(u"whichTabBar"_qs);
    m_tabs->addTab({});
    m_tabs->addTab({});
    m_tabs->setExpanding(false);
    m_frame->addTool(m_tabs);
    m_frame->addToolStretch();
    m_frame->addTool(m_list->refreshButton());
    m_frame->addTableTools(*m_table, context(), listKey(u"legacytray"_qs));

    m_table->setObjectName(u"legacyTrayTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({160, 120, 260, 420, 160, 260}, {LegacyTrayModel::At, LegacyTrayModel::Kind},
                       {});
    m_table->setLeftOutWhenEmpty({LegacyTrayModel::By, LegacyTrayModel::Note});
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_table->keepState(context().settings, listKey(u"legacytray"_qs));
    m_frame->setList(m_table);

    m_panel->setObjectName(u"legacyRowPanel"_qs);
    m_why->setObjectName(u"whyLabel"_qs);
    m_why->setWordWrap(true);
    m_facts->setObjectName(u"legacyRowFacts"_qs);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Space::Two);
    m_grid->setVerticalSpacing(Space::One);
    m_grid->setColumnStretch(1, 1);
    m_note->setObjectName(u"decisionNoteEdit"_qs);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(HeightOfNote);
    m_panel->body()->addWidget(m_why);
    m_panel->body()->addWidget(m_facts);
    m_panel->body()->addSpacing(Space::One);
    m_panel->body()->addWidget(m_noteField);
    m_panel->body()->addStretch(1);
    m_frame->setPanel(m_panel, WidthOfPanel);
}

void LegacyTrayPage::connectAll()
{
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT navigate(PageIds::Imports, {}); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        closePanel();
        m_model->setWhich(tab == 0 ? LegacyMove::Which::Open : LegacyMove::Which::Decided);
    });
    connect(m_model, &PagedTable::loaded, this, &LegacyTrayPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, &LegacyTrayPage::showFailure);
    connect(&desk().sync, &SyncStatus::changed, this, &LegacyTrayPage::updateDeeds);
    connect(m_table, &TableView::recordClicked, this, &LegacyTrayPage::open);
    connect(m_table, &TableView::opened, this, &LegacyTrayPage::open);
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](QMenu *menu, const QModelIndex &record) {
                open(record);
                TableMenus::addButtons(*menu, {m_decide});
            });
    connect(m_panel, &EditorPanel::closeRequested, this, [this] {
        if (hasUnsavedInput()) {
            context().prompter.askToDiscard(this, [this] { closePanel(); });
        } else {
            closePanel();
        }
    });
    connect(m_note, &QPlainTextEdit::textChanged, this, &Page::stateChanged);
    connect(m_decide, &QPushButton::clicked, this, &LegacyTrayPage::decide);
}

void LegacyTrayPage::activate(const QString & /*argument*/)
{
    m_model->reload();
}

void LegacyTrayPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

bool LegacyTrayPage::hasUnsavedInput() const
{
    return m_current.id != 0 && m_note->isVisibleTo(m_panel) &&
           m_note->toPlainText() != m_current.note;
}

void LegacyTrayPage::discardInput()
{
    closePanel();
}

void LegacyTrayPage::showLoaded()
{
    m_frame->banner()->clear();
    const auto total = m_model->total();
    m_frame->setCount(total && m_model->which() == LegacyMove::Which::Open
                          ? tr("%n to decide", nullptr, static_cast<int>(*total))
                          : QString());
    sayNothingHere();
    updateDeeds();
}

void LegacyTrayPage::sayNothingHere()
{
    if (m_model->which() == LegacyMove::Which::Open) {
        m_empty->setState(Icon::Check, tr("Nothing of v1 waits"),
                          tr("Rows that a move from v1 cannot place appear here."));
    } else {
        m_empty->setState(Icon::Check, tr("Nothing was decided"),
                          tr("What you decide on rows of v1 appears here, and can be taken back."));
    }
}

void LegacyTrayPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            tr("The rows of v1 that wait are kept by the server, and it cannot be reached now."),
            tr("Try again"));
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
    }
    m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                      tr("The rows of v1 that wait come from the server."));
    updateDeeds();
}

void LegacyTrayPage::open(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    const LegacyTrayRow &row = m_model->at(index.row());
    if (row.id != m_current.id && hasUnsavedInput()) {
        context().prompter.askToDiscard(this, [this, wanted = QPersistentModelIndex(index)] {
            closePanel();
            open(wanted);
        });
        return;
    }
    if (row.id != m_current.id) {
        m_current = row;
        m_note->setPlainText(row.note);
    }
    m_current = row;
    m_frame->setPanelOpen(true);
    m_panel->scrollToTop();
    showCurrent();
    updateDeeds();
}

void LegacyTrayPage::showCurrent()
{
    m_panel->setTitle(LegacyWords::row(m_current.entity, m_current.entityId));
    m_panel->setSubtitle(LegacyWords::summary(m_current));
    m_why->setText(LegacyWords::found(m_current.reason, m_current.message));
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &name, const QString &value) {
        const int row = m_grid->rowCount();
        auto *label = new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_facts);
        label->setText(name);
        auto *text = new TextLabel(TextStyle::Body, m_facts);
        text->setTextFormat(Qt::PlainText);
        text->setText(value);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setAccessibleName(name + u": "_qs + value);
        m_grid->addWidget(label, row, 0, Qt::AlignTop);
        m_grid->addWidget(text, row, 1);
    };
    for (const auto &[name, value] : LegacyWords::inOrder(m_current.content)) {
        add(LegacyWords::column(name), value);
    }
    if (m_current.decidedAt) {
        add(tr("Decided"),
            Formats::relativeDateTime(*m_current.decidedAt, desk().clock.now()) +
                (m_current.decidedBy ? QString(u" · "_qs + m_current.decidedBy->name) : QString()));
    }
}

void LegacyTrayPage::closePanel()
{
    m_frame->setPanelOpen(false);
    m_current = {};
    m_note->clear();
    m_table->setFocus(Qt::OtherFocusReason);
}

void LegacyTrayPage::decide()
{
    if (m_current.id != 0) {
        put(m_current.id, !m_current.decidedAt, m_note->toPlainText().trimmed());
    }
}

void LegacyTrayPage::put(qint64 row, bool isDecided, const QString &note)
{
    if (m_isDeciding) {
        return;
    }
    m_isDeciding = true;
    updateDeeds();
    deliver(desk().legacy.decide(row, isDecided, note), this,
            [this, row, isDecided](const Result<LegacyTrayRow> &decided) {
                m_isDeciding = false;
                if (!decided) {
                    showFailure(decided.error());
                    return;
                }
                const QString what = LegacyWords::row(decided->entity, decided->entityId);
                if (isDecided) {
                    context().toaster.toastWithAction(
                        tr("%1 is decided.").arg(what), tr("Undo"),
                        [this, row, note = decided->note] { put(row, false, note); });
                } else {
                    context().toaster.toast(tr("%1 waits again.").arg(what), Tone::Success);
                }
                if (m_current.id == row) {
                    closePanel();
                }
                m_model->reload();
            });
}

void LegacyTrayPage::updateDeeds()
{
    const bool isOpen = !m_current.decidedAt;
    m_decide->setText(isOpen ? tr("&Mark as decided") : tr("&Take back"));
    m_decide->setEnabled(m_current.id != 0 && !m_isDeciding && desk().sync.isOnline());
    m_noteField->setVisible(isOpen || !m_current.note.isEmpty());
    m_note->setReadOnly(!isOpen);
}

void LegacyTrayPage::retranslateUi()
{
    m_frame->setTitle(tr("v1 tray"));
    m_back->setText(tr("Import"));
    m_tabs->setTabText(0, tr("To decide"));
    m_tabs->setTabText(1, tr("Decided"));
    m_tabs->setAccessibleName(tr("Which rows"));
    m_list->retranslateUi();
    m_table->setAccessibleName(tr("Rows of v1 that wait"));
    m_noteField->setLabel(tr("What was decided"));
    m_noteField->setHint(tr(
        "For example: entered by hand, or left out, and why. Whoever asks later reads it here."));
    m_model->setHeaders({tr("Since"), tr("What"), tr("Which"), tr("Why it waits"), tr("Decided by"),
                         tr("What was decided")});
    m_model->setWords({[](const LegacyTrayRow &row) { return LegacyWords::kind(row.entity); },
                       LegacyWords::summary,
                       [](const LegacyTrayRow &row) {
                           return LegacyWords::found(row.reason, row.message);
                       }});
    if (m_list->isRead()) {
        sayNothingHere();
    }
    if (m_current.id != 0) {
        showCurrent();
    }
    updateDeeds();
}

} // namespace EvalTrack
