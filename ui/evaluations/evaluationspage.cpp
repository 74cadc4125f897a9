// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluations/evaluationspage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/elidingcombobox.h"
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
#include "evaluations/answerform.h"
#include "evaluations/gradeform.h"
#include "wire/names.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QSet>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <array>
#include <utility>

namespace EvalTrack {

namespace {

constexpr int EvaluationsPanelWidth = 460;
constexpr std::array Statuses = {EvaluationStatus::Pending, EvaluationStatus::Submitted,
                                 EvaluationStatus::Graded};

// What the server refused is to be done again, with what was typed still in it.
QList<EvaluationRow> reopened(QList<EvaluationRow> rows, const QList<OutboxItem> &waiting)
{
    for (const OutboxItem &item : waiting) {
        if (item.state != OutboxState::Rejected || !item.command) {
            continue;
        }
        const auto row = std::find_if(rows.begin(), rows.end(), [&item](const EvaluationRow &each) {
            return each.evaluation.uuid.value() == item.entity;
        });
        if (row == rows.end()) {
            continue;
        }
        if (*item.command == CommandKind::GradeEvaluation) {
            row->evaluation.status = EvaluationStatus::Submitted;
        } else if (*item.command == CommandKind::AnswerEvaluation) {
            row->evaluation.status = EvaluationStatus::Pending;
        }
    }
    return rows;
}

} // namespace

EvaluationsPage::EvaluationsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_mayGrade(desk().session.person() &&
                 desk().session.person()->may(Permission::GradeEvaluations))
    , m_model(new EvaluationTableModel(this))
    , m_frame(new ListFrame(this))
    , m_tabs(new QTabBar(m_frame))
    , m_search(new SearchField(m_frame))
    , m_event(new ElidingComboBox(m_frame))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new QStackedWidget(m_frame))
    , m_grade(new GradeForm(context, m_mayGrade, m_panel))
    , m_answer(new AnswerForm(context, m_panel))
{
    build();
    connectAll();
    retranslateUi();
    m_tabs->setCurrentIndex(m_mayGrade ? 1 : 0);
    load(RowsAre::ANewList);
    m_frame->openDefaultView();
}

void EvaluationsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_tabs->setObjectName(u"statusTabBar"_qs);
    for (size_t tab = 0; tab <= Statuses.size(); ++tab) {
        m_tabs->addTab({});
    }
    m_tabs->setExpanding(false);
    m_event->setObjectName(u"eventFilterComboBox"_qs);
    m_event->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_event->setMinimumContentsLength(18);
    m_search->setMinimumWidth(240);
    m_frame->addTool(m_tabs);
    m_frame->addToolStretch();
    m_frame->addTool(m_event);
    m_frame->addTool(m_search);
    m_frame->addTableTools(*m_table, context(), listKey(u"evaluations"_qs));
    m_event->setVisible(m_mayGrade);
    m_search->setVisible(m_mayGrade);

    m_table->setObjectName(u"evaluationsTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWidths({230, 150, 300, 180, 130, 80, 180, 110},
                       {EvaluationTableModel::SubmittedAt, EvaluationTableModel::Sync,
                        EvaluationTableModel::EventDate, EvaluationTableModel::Department},
                       {EvaluationTableModel::Status, EvaluationTableModel::EventDate});
    m_table->setLeftOutWhenEmpty({EvaluationTableModel::Score, EvaluationTableModel::SubmittedAt,
                                  EvaluationTableModel::Sync});
    m_table->setItemDelegateForColumn(
        EvaluationTableModel::Status,
        new ChipDelegate(
            [](const QModelIndex &index) {
                return Wording::tone(static_cast<EvaluationStatus>(index.data(RawRole).toInt()));
            },
            m_table));
    m_table->setEmptyState(m_empty);
    m_table->sortByColumn(EvaluationTableModel::EventDate, Qt::DescendingOrder);
    m_table->keepState(context().settings, listKey(u"evaluations"_qs));
    if (!m_mayGrade) {
        m_table->setColumnWanted(EvaluationTableModel::Person, false);
        m_table->setColumnWanted(EvaluationTableModel::Department, false);
    }
    m_search->setResults(m_table);
    m_frame->setList(m_table);
    if (m_mayGrade) { // One's own records are here, however old.
        auto *older = new OlderBar(desk().history, desk().sync, m_frame);
        m_frame->addBelowList(older);
        connect(older, &OlderBar::failed, this,
                [this](const Error &error) { m_frame->banner()->showError(error); });
    }
    m_panel->addWidget(m_grade);
    m_panel->addWidget(m_answer);
    m_frame->setPanel(m_panel, EvaluationsPanelWidth);
}

void EvaluationsPage::connectAll()
{
    connect(&desk().evaluations, &EvaluationStore::evaluationsChanged, this,
            [this] { whenShown([this] { load(RowsAre::AnUpdate); }); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_score = 0;
        show(RowsAre::ANewList);
    });
    connect(m_event, &QComboBox::currentIndexChanged, this, [this] { show(RowsAre::ANewList); });
    connect(m_search, &QLineEdit::textChanged, this, [this] { show(RowsAre::ANewList); });
    connect(m_frame->banner(), &Banner::actionTriggered, this, [this] {
        m_score = 0;
        m_department.clear();
        load(RowsAre::ANewList);
    });
    const auto openIndex = [this](const QModelIndex &index) {
        const EvaluationRow row = m_model->at(index.row());
        if (m_frame->isPanelOpen() && row.evaluation.uuid == m_current) {
            return;
        }
        leaveForm([this, row] { open(row); });
    };
    connect(m_table, &TableView::recordClicked, this, openIndex);
    connect(m_table, &TableView::opened, this, [this, openIndex](const QModelIndex &index) {
        openIndex(index);
        focusForm();
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        m_search->clear();
        m_event->setCurrentIndex(0);
        m_tabs->setCurrentIndex(static_cast<int>(Statuses.size()));
    });
    const auto requestClose = [this] {
        leaveForm([this] { closePanel(); });
    };
    connect(m_grade, &GradeForm::closeRequested, this, requestClose);
    connect(m_answer, &AnswerForm::closeRequested, this, requestClose);
    connect(m_grade, &GradeForm::dirtyChanged, this, &Page::stateChanged);
    connect(m_answer, &AnswerForm::draftsChanged, this, &Page::stateChanged);
    connect(m_grade, &GradeForm::graded, this, [this] {
        closePanel();
        load(RowsAre::AnUpdate);
    });
    connect(m_answer, &AnswerForm::sent, this, [this] {
        closePanel();
        load(RowsAre::AnUpdate);
    });
    const auto *save = new QShortcut(QKeySequence::Save, this);
    connect(save, &QShortcut::activated, this, [this] {
        if (m_frame->isPanelOpen() && m_panel->currentWidget() == m_grade) {
            m_grade->save();
        } else if (m_frame->isPanelOpen()) {
            m_answer->saveDraft();
        }
    });
}

void EvaluationsPage::activate(const QString &argument)
{
    if (argument.isEmpty()) {
        return;
    }
    const auto status =
        Wire::fromName<EvaluationStatus>(PageArgument::value(argument, u"status"_qs));
    const EventId event(PageArgument::value(argument, u"eventId"_qs).toLongLong());
    const qint64 department = PageArgument::value(argument, u"department"_qs).toLongLong();
    m_search->clear();
    m_table->clearFilters();
    m_tabs->setCurrentIndex(status ? static_cast<int>(*status) : static_cast<int>(Statuses.size()));
    m_score = PageArgument::value(argument, u"score"_qs).toInt();
    m_event->setCurrentIndex(event.isNull() ? 0 : qMax(0, m_event->findData(event.value())));
    m_department.clear();
    for (const Department &each : desk().people.knownDepartments()) {
        if (each.id.value() == department) {
            m_department = each.name;
        }
    }
    m_wanted = EvaluationUuid(QUuid::fromString(PageArgument::value(argument, u"evaluation"_qs)));
    load(RowsAre::ANewList);
}

bool EvaluationsPage::hasUnsavedInput() const
{
    return m_answer->hasUnsavedDrafts() || (m_frame->isPanelOpen() && m_grade->isDirty());
}

void EvaluationsPage::discardInput()
{
    m_answer->forgetDrafts();
    closePanel();
}

void EvaluationsPage::focusSearch()
{
    if (m_mayGrade) {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    }
}

void EvaluationsPage::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->setCurrentRecord(m_model->index(0, m_mayGrade ? EvaluationTableModel::Person
                                                               : EvaluationTableModel::Event));
    }
}

QString EvaluationsPage::wordOf(EvaluationStatus status) const
{
    // To whoever answered, it is answered; that it has to be graded is the other side's matter.
    return !m_mayGrade && status == EvaluationStatus::Submitted ? tr("Answered")
                                                                : Wording::evaluation(status);
}

QString EvaluationsPage::tabOf(EvaluationStatus status) const
{
    switch (status) {
    case EvaluationStatus::Graded:
        return tr("Graded", "several");
    case EvaluationStatus::Submitted:
        return m_mayGrade ? wordOf(status) : tr("Answered", "several");
    case EvaluationStatus::Pending:
        break;
    }
    return wordOf(status);
}

std::optional<EvaluationStatus> EvaluationsPage::status() const
{
    const auto tab = static_cast<size_t>(qMax(0, m_tabs->currentIndex()));
    return tab < Statuses.size() ? std::optional(Statuses[tab]) : std::nullopt;
}

void EvaluationsPage::load(RowsAre kind)
{
    const quint64 token = ++m_token;
    // What is under the tab is found by itself, and stands there before all the others are read.
    if (!m_isRead && status()) {
        deliver(desk().evaluations.find({.status = status(), .event = {}, .person = {}}), this,
                [this, token](const Result<QList<EvaluationRow>> &rows) {
                    if (token == m_token && !m_isRead && rows && !rows->isEmpty()) {
                        m_rows = reopened(*rows, desk().tray.items());
                        show(RowsAre::ANewList);
                    }
                });
    }
    deliver(desk().evaluations.find({}), this,
            [this, token, kind](const Result<QList<EvaluationRow>> &rows) {
                if (token != m_token) {
                    return;
                }
                if (!rows) {
                    m_frame->banner()->showError(rows.error(), tr("Try again"));
                    m_empty->setState(Icon::Alert, tr("The evaluations could not be read"), {});
                    return;
                }
                const bool isShownInPart = !std::exchange(m_isRead, true) && !m_rows.isEmpty();
                m_rows = reopened(*rows, desk().tray.items());
                offerEvents();
                show(isShownInPart ? RowsAre::AnUpdate : kind);
                if (!m_wanted.isNull()) {
                    const EvaluationUuid wanted = std::exchange(m_wanted, EvaluationUuid());
                    const auto found =
                        std::find_if(m_rows.begin(), m_rows.end(), [wanted](const auto &row) {
                            return row.evaluation.uuid == wanted;
                        });
                    if (found != m_rows.end()) {
                        const EvaluationRow row = *found;
                        leaveForm([this, row] {
                            open(row);
                            focusForm();
                        });
                    }
                }
            });
}

// The events that have evaluations, newest first; the choice stays.
void EvaluationsPage::offerEvents()
{
    const QVariant chosen = m_event->currentData();
    const QSignalBlocker blocker(m_event);
    m_event->clear();
    m_event->addItem(tr("All events"), qint64(0));
    QSet<qint64> offered;
    for (const EvaluationRow &row : std::as_const(m_rows)) {
        const qint64 event = row.evaluation.eventId.value();
        if (!offered.contains(event)) {
            offered.insert(event);
            m_event->addItem(row.eventTitle, event);
        }
    }
    m_event->setCurrentIndex(qMax(0, m_event->findData(chosen)));
}

void EvaluationsPage::show(RowsAre kind)
{
    const auto wantedStatus = status();
    const qint64 event = m_event->currentData().toLongLong();
    m_words.setQuery(m_search->text());
    std::array<int, Statuses.size() + 1> counts{};
    QList<EvaluationRow> rows;
    // One's own are here however old; among everybody's they would be a few of many.
    const auto since = m_mayGrade ? desk().history.shownSince() : std::nullopt;
    for (const EvaluationRow &row : std::as_const(m_rows)) {
        const bool isOlder = since && row.eventDate != Timestamp() && row.eventDate < *since;
        const bool isFound =
            m_words.isEmpty() || m_words.finds({row.personName, row.department, row.eventTitle});
        const bool isOfEvent = event == 0 || row.evaluation.eventId.value() == event;
        const bool isOfChart = (m_score == 0 || row.evaluation.score == m_score) &&
                               (m_department.isEmpty() || row.department == m_department);
        if (isOlder || !isFound || !isOfEvent || !isOfChart) {
            continue;
        }
        ++counts[static_cast<size_t>(row.evaluation.status)];
        ++counts.back();
        if (!wantedStatus || row.evaluation.status == *wantedStatus) {
            rows.append(row);
        }
    }
    for (size_t tab = 0; tab < counts.size(); ++tab) {
        const QString word =
            tab < Statuses.size() ? tabOf(Statuses[tab]) : tr("All", "evaluations");
        m_tabs->setTabText(static_cast<int>(tab),
                           m_isRead ? tr("%1 (%2)").arg(word, Formats::number(counts[tab])) : word);
    }
    // Under the tab of a status every row would say the same.
    if (kind == RowsAre::ANewList) {
        m_table->setSaidAbove(EvaluationTableModel::Status, wantedStatus.has_value());
        m_table->setSaidAbove(EvaluationTableModel::Event, event > 0);
        m_table->setSaidAbove(EvaluationTableModel::EventDate, event > 0);
    }
    m_model->setRows(rows, kind);
    m_frame->setCount({});
    if (m_score > 0 || !m_department.isEmpty()) {
        m_frame->banner()->showMessage(
            Tone::Info,
            m_score > 0 ? tr("Only evaluations with the score %1 are shown.").arg(m_score)
                        : tr("Only people of %1 are shown.").arg(m_department),
            tr("Show all"));
    } else {
        m_frame->banner()->clear();
    }
    updateEmpty();
    if (!m_frame->isPanelOpen()) {
        return;
    }
    const auto current = std::find_if(m_rows.begin(), m_rows.end(), [this](const auto &row) {
        return row.evaluation.uuid == m_current;
    });
    if (current == m_rows.end()) {
        closePanel();
    } else if (m_panel->currentWidget() == m_answer) {
        if (current->evaluation.status == EvaluationStatus::Pending) {
            m_answer->open(*current);
        } else {
            open(*current);
        }
    } else if (!m_grade->isDirty()) {
        m_grade->open(*current);
    }
}

void EvaluationsPage::updateEmpty()
{
    if (!m_isRead) { // What is under other tabs is not known.
        m_empty->setLoading(tr("Being read"));
    } else if (m_rows.isEmpty()) {
        m_empty->setState(Icon::Evaluations, tr("No evaluations yet"),
                          tr("An evaluation is made when an attendance is confirmed."));
    } else if (m_search->text().isEmpty() && status() == EvaluationStatus::Submitted &&
               m_mayGrade) {
        m_empty->setState(Icon::Check, tr("Nothing to grade"),
                          tr("Every answered evaluation has its score."), tr("Show all"));
    } else if (status() == EvaluationStatus::Pending && !m_mayGrade) {
        m_empty->setState(Icon::Check, tr("Nothing to answer"),
                          tr("You have answered every evaluation."), tr("Show all"));
    } else {
        m_empty->setState(Icon::Search, tr("Nothing found"),
                          tr("No evaluation matches the search and the filters."), tr("Show all"));
    }
}

void EvaluationsPage::open(const EvaluationRow &row)
{
    m_current = row.evaluation.uuid;
    const bool isToAnswer = !m_mayGrade && row.evaluation.status == EvaluationStatus::Pending;
    if (isToAnswer) {
        m_answer->open(row);
        m_panel->setCurrentWidget(m_answer);
    } else {
        m_grade->open(row);
        m_panel->setCurrentWidget(m_grade);
    }
    m_frame->setPanelOpen(true);
    const int line = m_model->rowOf(row.evaluation.uuid.value());
    if (line >= 0) {
        m_table->selectRecord(line);
    }
}

void EvaluationsPage::focusForm()
{
    if (m_panel->currentWidget() == m_answer) {
        m_answer->focusFirst();
    } else {
        m_grade->focusFirst();
    }
}

void EvaluationsPage::leaveForm(const std::function<void()> &next)
{
    if (m_frame->isPanelOpen() && m_panel->currentWidget() == m_grade && m_grade->isDirty()) {
        context().prompter.askToDiscard(this, next);
        return;
    }
    // Typed answers stay with their evaluation; nothing is lost by looking at another.
    m_answer->saveDraft();
    next();
}

void EvaluationsPage::closePanel()
{
    if (m_grade->isDirty()) {
        m_grade->open(m_grade->row());
    }
    m_frame->setPanelOpen(false);
    m_table->setFocus(Qt::OtherFocusReason);
    Q_EMIT stateChanged();
}

void EvaluationsPage::keepDrafts(const std::function<void(bool isKept)> &then)
{
    m_answer->saveDraft(then);
}

void EvaluationsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_answer->saveDraft();
}

void EvaluationsPage::retranslateUi()
{
    m_frame->setTitle(m_mayGrade ? tr("Evaluations") : tr("My evaluations"));
    m_tabs->setAccessibleName(tr("Status"));
    m_search->setPlaceholderText(tr("Search person or event"));
    m_search->setAccessibleName(tr("Search evaluations"));
    setSpokenName(*m_event, tr("Event"));
    m_table->setAccessibleName(tr("Evaluations"));
    m_model->setHeaders({tr("Person"), tr("Department"), tr("Event"), tr("Date"), tr("Status"),
                         tr("Score"), tr("Answered"), tr("Sync")});
    m_model->setWords({wordOf(EvaluationStatus::Pending), wordOf(EvaluationStatus::Submitted),
                       wordOf(EvaluationStatus::Graded), tr("Waiting"), Wording::inactiveEvent()});
    offerEvents();
    show(RowsAre::AnUpdate);
}

} // namespace EvalTrack
