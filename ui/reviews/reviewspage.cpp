// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviews/reviewspage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/capturefacts.h"
#include "common/editorpanel.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/icons.h"
#include "common/listframe.h"
#include "common/personpicker.h"
#include "common/prompter.h"
#include "common/serverlist.h"
#include "common/statuschip.h"
#include "common/tablemenus.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace EvalTrack {

namespace {

constexpr int ReviewsPanelWidth = 440;
constexpr int MostAtOnce = 500; // What the server takes in one order.

} // namespace

ReviewsPage::ReviewsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new ReviewTableModel(desk().reviews, this))
    , m_frame(new ListFrame(this))
    , m_tabs(new QTabBar(m_frame))
    , m_list(new ServerList(*m_model, *m_frame, desk().sync, this))
    , m_accept(new QPushButton(m_frame))
    , m_reject(new QPushButton(m_frame))
    , m_reopen(new QPushButton(m_frame))
    , m_selection(new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new EditorPanel(m_frame))
    , m_reasons(new TextLabel(TextStyle::Body, m_panel))
    , m_facts(new CaptureFacts(m_panel))
    , m_person(new PersonPicker(desk().people, m_panel))
    , m_personField(new FormField({}, m_person, m_panel))
    , m_attach(new QPushButton(m_panel))
    , m_explain(m_panel->addLeftButton(u"explainButton"_qs, u"quiet"_qs))
{
    build();
    connectAll();
    retranslateUi();
    m_model->setWhich(Reviews::Which::Open);
    updateDeeds();
    m_frame->openDefaultView();
}

void ReviewsPage::build()
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
    m_frame->addTableTools(*m_table, context(), listKey(u"reviews"_qs));

    auto *list = new QWidget(m_frame);
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(Space::One);
    auto *deeds = new QHBoxLayout;
    deeds->setSpacing(Space::One);
    m_accept->setObjectName(u"acceptButton"_qs);
    m_accept->setProperty("kind", u"primary"_qs);
    m_reject->setObjectName(u"rejectButton"_qs);
    m_reopen->setObjectName(u"reopenButton"_qs);
    m_selection->setObjectName(u"selectionLabel"_qs);
    deeds->addWidget(m_accept);
    deeds->addWidget(m_reject);
    deeds->addWidget(m_reopen);
    deeds->addWidget(m_selection);
    deeds->addStretch(1);
    listLayout->addLayout(deeds);

    m_table->setObjectName(u"reviewsTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setWidths({190, 230, 220, 300, 130}, {ReviewTableModel::Event},
                       {ReviewTableModel::CountedAt, ReviewTableModel::State});
    m_table->setItemDelegateForColumn(
        ReviewTableModel::State,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return Wording::tone(static_cast<ReviewState>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_list->setEmptyState(*m_empty);
    m_table->keepState(context().settings, listKey(u"reviews"_qs));
    listLayout->addWidget(m_table, 1);
    m_frame->setList(list);

    m_panel->setObjectName(u"reviewPanel"_qs);
    m_reasons->setObjectName(u"reasonsLabel"_qs);
    m_reasons->setWordWrap(true);
    m_person->setObjectName(u"attachPersonLineEdit"_qs);
    m_attach->setObjectName(u"attachButton"_qs);
    m_panel->body()->addWidget(m_reasons);
    m_panel->body()->addWidget(m_facts);
    m_panel->body()->addSpacing(Space::One);
    auto *attaching = new QHBoxLayout;
    attaching->setSpacing(Space::One);
    attaching->addWidget(m_personField, 1);
    attaching->addWidget(m_attach, 0, Qt::AlignBottom);
    m_panel->body()->addLayout(attaching);
    m_panel->body()->addStretch(1);
    m_frame->setPanel(m_panel, ReviewsPanelWidth);
}

void ReviewsPage::connectAll()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        closePanel();
        m_table->setSaidAbove(ReviewTableModel::State, tab == 0);
        m_model->setWhich(tab == 0 ? Reviews::Which::Open : Reviews::Which::Decided);
        updateDeeds();
    });
    connect(m_model, &ReviewTableModel::loaded, this, &ReviewsPage::showLoaded);
    connect(m_list, &ServerList::unavailable, this, &ReviewsPage::showFailure);
    connect(&desk().sync, &SyncStatus::changed, this, &ReviewsPage::updateDeeds);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ReviewsPage::updateDeeds);
    connect(m_table, &TableView::recordClicked, this, [this](const QModelIndex &index) {
        if (m_table->selectedRecords().size() == 1) {
            open(index);
        }
    });
    connect(m_table, &TableView::opened, this, &ReviewsPage::open);
    connect(m_table, &TableView::rowMenuRequested, this, [this](QMenu *menu) {
        TableMenus::addButtons(*menu, {m_accept, m_reject, m_reopen});
    });
    connect(m_panel, &EditorPanel::closeRequested, this, &ReviewsPage::closePanel);
    connect(m_accept, &QPushButton::clicked, this, &ReviewsPage::accept);
    connect(m_reject, &QPushButton::clicked, this, &ReviewsPage::reject);
    connect(m_reopen, &QPushButton::clicked, this, &ReviewsPage::reopen);
    connect(m_attach, &QPushButton::clicked, this, &ReviewsPage::attach);
    connect(m_person, &PersonPicker::personChanged, this, &ReviewsPage::updateDeeds);
    connect(m_explain, &QPushButton::clicked, this, [this] {
        if (m_current.attendanceId) {
            Q_EMIT navigate(PageIds::Explanation,
                            PageArgument::make(u"attendance"_qs,
                                               QString::number(m_current.attendanceId->value())));
        }
    });
}

void ReviewsPage::activate(const QString & /*argument*/)
{
    m_model->reload();
}

void ReviewsPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void ReviewsPage::showLoaded()
{
    if (m_notice.isEmpty()) {
        m_frame->banner()->clear();
    } else {
        m_frame->banner()->showMessage(Tone::Warning, std::exchange(m_notice, {}));
    }
    const bool isOpen = m_model->which() == Reviews::Which::Open;
    const auto total = m_model->total();
    m_frame->setCount(total && isOpen ? tr("%n to decide", nullptr, static_cast<int>(*total))
                                      : QString());
    sayNothingHere();
    if (m_frame->isPanelOpen() && m_model->rowOf(m_current.capture.uuid.value()) < 0) {
        closePanel();
    }
    updateDeeds();
}

void ReviewsPage::sayNothingHere()
{
    if (m_model->which() == Reviews::Which::Open) {
        m_empty->setState(Icon::Check, tr("Nothing to review"),
                          tr("Every capture counts as it was made. What the rules hold back or "
                             "find doubtful appears here."));
    } else {
        m_empty->setState(Icon::Check, tr("Nothing was decided"),
                          tr("Decisions of the last 30 days appear here, and can be taken back."));
    }
}

void ReviewsPage::showFailure(const Error &error)
{
    if (error.code == ErrorCode::Network) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            tr("What a decision leads to is worked out by the server, and it cannot be reached "
               "now. Captures go on being recorded meanwhile."),
            tr("Try again"));
    } else {
        m_frame->banner()->showError(error, tr("Try again"));
    }
    m_empty->setState(Icon::CloudOff, tr("Only with a connection"),
                      tr("The captures under review come from the server."));
    updateDeeds();
}

void ReviewsPage::updateDeeds()
{
    const auto rows = m_table->selectedRecords().size();
    const bool isOpen = m_model->which() == Reviews::Which::Open;
    const bool canDecide = rows > 0 && !m_isDeciding && desk().sync.isOnline();
    m_accept->setVisible(isOpen);
    m_reject->setVisible(isOpen);
    m_reopen->setVisible(!isOpen);
    m_personField->setVisible(isOpen);
    m_attach->setVisible(isOpen);
    for (QPushButton *button : {m_accept, m_reject, m_reopen}) {
        button->setEnabled(canDecide);
    }
    m_attach->setEnabled(canDecide && m_person->person().has_value());
    // Nothing can follow from a capture of nobody: it has to be somebody's first.
    const bool isSomebodys =
        std::ranges::all_of(m_table->selectedRecords(), [this](const QModelIndex &index) {
            return m_model->at(index.row()).person.has_value();
        });
    m_accept->setEnabled(canDecide && isSomebodys);
    m_accept->setToolTip(isSomebodys ? QString() : tr("Say first whose it is: attach a person."));
    m_explain->setVisible(m_current.attendanceId.has_value());
    m_selection->setText(
        rows == 0
            ? (isOpen && m_model->rowCount({}) > 0 ? tr("Select captures to decide.") : QString())
        : rows > 1    ? tr("%n selected", nullptr, static_cast<int>(rows))
        : isSomebodys ? QString()
                      : tr("No person yet: attach one to accept it."));
}

void ReviewsPage::open(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    m_current = m_model->at(index.row());
    m_panel->setTitle(CaptureFacts::who(m_current));
    m_panel->setSubtitle(m_current.eventTitle);
    const QStringList reasons = CaptureFacts::reasons(m_current);
    m_reasons->setText(reasons.join(u'\n'));
    m_reasons->setVisible(!reasons.isEmpty());
    const auto events = desk().events.events();
    const auto event = std::ranges::find_if(
        *events, [this](const EventSummary &each) { return each.event.id == m_current.eventId; });
    m_facts->setRecord(m_current,
                       event == events->end() ? std::nullopt : std::optional(event->event.zone));
    m_person->setPerson(std::nullopt);
    m_frame->setPanelOpen(true);
    m_panel->scrollToTop();
    updateDeeds();
}

void ReviewsPage::closePanel()
{
    m_frame->setPanelOpen(false);
    m_current = {};
    m_table->setFocus(Qt::OtherFocusReason);
}

QList<CaptureUuid> ReviewsPage::chosen() const
{
    QList<CaptureUuid> captures;
    const QModelIndexList rows = m_table->selectedRecords();
    for (const QModelIndex &row : rows.first(std::min<qsizetype>(rows.size(), MostAtOnce))) {
        captures.append(m_model->at(row.row()).capture.uuid);
    }
    return captures;
}

void ReviewsPage::accept()
{
    decide({ReviewDecision::Accept, chosen(), std::nullopt, {}});
}

void ReviewsPage::attach()
{
    const auto people = desk().people.people();
    const auto person = m_person->person();
    const qsizetype index = person ? people->indexOf(*person) : -1;
    if (index < 0) {
        m_personField->setError(tr("Choose a person from the list."));
        return;
    }
    m_personField->setError({});
    decide({ReviewDecision::Attach, chosen(), people->at(index).id, {}});
}

void ReviewsPage::reject()
{
    const QList<CaptureUuid> captures = chosen();
    TextQuestion question;
    question.title = tr("Reject %n capture(s)?", nullptr, static_cast<int>(captures.size()));
    question.text = tr("It stays in the ledger and does not count. The person concerned can read "
                       "the reason.");
    question.label = tr("Reason");
    question.accept = tr("Reject");
    context().prompter.askText(
        this, question, [this, captures](const std::optional<QString> &reason) {
            if (reason) {
                decide({ReviewDecision::Reject, captures, std::nullopt, reason->trimmed()});
            }
        });
}

void ReviewsPage::reopen()
{
    decide({ReviewDecision::Reopen, chosen(), std::nullopt, {}});
}

void ReviewsPage::decide(const ReviewOrder &order)
{
    if (order.captures.isEmpty() || m_isDeciding) {
        return;
    }
    m_isDeciding = true;
    updateDeeds();
    deliver(desk().reviews.decide(order), this,
            [this, order](const Result<QList<ReviewResult>> &results) {
                m_isDeciding = false;
                if (!results) {
                    showFailure(results.error());
                    return;
                }
                takeResults(order, *results);
            });
}

QString ReviewsPage::doneText(ReviewDecision decision, int count)
{
    switch (decision) {
    case ReviewDecision::Accept:
        return tr("%n capture(s) accepted.", nullptr, count);
    case ReviewDecision::Attach:
        return tr("%n capture(s) attached.", nullptr, count);
    case ReviewDecision::Reject:
        return tr("%n capture(s) rejected.", nullptr, count);
    case ReviewDecision::Reopen:
        return tr("%n decision(s) taken back.", nullptr, count);
    }
    return {};
}

void ReviewsPage::takeResults(const ReviewOrder &order, const QList<ReviewResult> &results)
{
    QList<CaptureUuid> done;
    int needsPerson = 0;
    int others = 0;
    for (const ReviewResult &result : results) {
        if (result.problem.isEmpty()) {
            done.append(result.capture);
        } else if (result.problem == u"unknown person") {
            ++needsPerson;
        } else {
            ++others;
        }
    }
    if (!done.isEmpty()) {
        const QString text = doneText(order.decision, static_cast<int>(done.size()));
        if (order.decision == ReviewDecision::Reopen) {
            context().toaster.toast(text, Tone::Success);
        } else {
            context().toaster.toastWithAction(text, tr("Undo"), [this, done] {
                decide({ReviewDecision::Reopen, done, std::nullopt, {}});
            });
        }
    }
    if (needsPerson > 0) {
        m_notice = tr("%n capture(s) name nobody: open each and attach it to a person.", nullptr,
                      needsPerson);
    } else if (others > 0) {
        m_notice =
            tr("%n capture(s) could not be decided: somebody else was faster, or the event is "
               "unknown.",
               nullptr, others);
    }
    m_model->reload();
}

void ReviewsPage::retranslateUi()
{
    m_frame->setTitle(tr("Review"));
    m_tabs->setTabText(0, tr("To decide"));
    m_tabs->setTabText(1, tr("Decided"));
    m_tabs->setAccessibleName(tr("Which captures"));
    m_list->retranslateUi();
    m_accept->setText(tr("&Accept"));
    m_reject->setText(tr("&Reject…"));
    m_reopen->setText(tr("&Take back"));
    m_attach->setText(tr("Attac&h"));
    m_explain->setText(tr("Explain this attendance"));
    m_personField->setLabel(tr("Attach to a person"));
    m_person->setPlaceholderText(tr("Type a name"));
    m_table->setAccessibleName(tr("Captures under review"));
    m_table->setSaidAbove(ReviewTableModel::State, m_tabs->currentIndex() == 0);
    m_model->setHeaders({tr("When"), tr("Who"), tr("Event"), tr("Why"), tr("Decision")});
    m_model->setWords(
        {CaptureFacts::who,
         [](const CaptureRecord &record) { return CaptureFacts::reasons(record).join(u' '); },
         [](const CaptureRecord &record) {
             return Wording::review(record.state.value_or(ReviewState::Open));
         }});
    if (m_list->isRead()) {
        sayNothingHere();
    }
    updateDeeds();
}

} // namespace EvalTrack
