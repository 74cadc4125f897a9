// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyrunview.h"

#include "common/formats.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/theme.h"
#include "legacy/legacywords.h"

#include <QBoxLayout>
#include <QEvent>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardItemModel>

#include <utility>

namespace EvalTrack {

namespace {

constexpr int Thousandths = 1'000;
constexpr int TalliesHeight = 272; // Six rows and their head.

QStandardItem *number(qint64 value)
{
    auto *item = new QStandardItem(Formats::number(value));
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

} // namespace

LegacyRunView::LegacyRunView(LegacyRunKind kind, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_clock(clock)
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_start(new QPushButton(this))
    , m_cancel(new QPushButton(this))
    , m_report(new QPushButton(this))
    , m_menu(new QMenu(m_report))
    , m_next(new QPushButton(this))
    , m_bar(new QProgressBar(this))
    , m_progress(new TextLabel(TextStyle::Body, this))
    , m_outcome(new TextLabel(TextStyle::Strong, this))
    , m_tallies(new QStandardItemModel(this))
    , m_talliesTable(new TableView(this))
    , m_found(new QStandardItemModel(this))
    , m_foundTable(new TableView(this))
{
    build();
    retranslate();
}

void LegacyRunView::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Space::OneAndHalf);
    m_text->setWordWrap(true);
    layout->addWidget(m_text);
    auto *deeds = new QHBoxLayout;
    deeds->setSpacing(Space::One);
    m_start->setObjectName(u"startRunButton"_qs);
    m_start->setProperty("kind", u"primary"_qs);
    m_cancel->setObjectName(u"cancelRunButton"_qs);
    m_report->setObjectName(u"saveReportButton"_qs);
    m_report->setMenu(m_menu);
    m_menu->setObjectName(u"reportMenu"_qs);
    for (int i = 0; i <= static_cast<int>(LegacyMove::Report::Tray); ++i) {
        m_menu->addAction(QString())->setData(i);
    }
    m_next->setObjectName(u"runNextButton"_qs);
    for (QPushButton *button : {m_start, m_cancel, m_report, m_next}) {
        deeds->addWidget(button);
    }
    deeds->addStretch(1);
    layout->addLayout(deeds);
    m_bar->setObjectName(u"runProgressBar"_qs);
    m_bar->setTextVisible(false);
    layout->addWidget(m_bar);
    m_progress->setObjectName(u"runProgressLabel"_qs);
    layout->addWidget(m_progress);
    m_outcome->setObjectName(u"runOutcomeLabel"_qs);
    m_outcome->setWordWrap(true);
    layout->addWidget(m_outcome);

    m_talliesTable->setObjectName(u"talliesTable"_qs);
    m_tallies->setColumnCount(m_kind == LegacyRunKind::Verify ? 2 : 7);
    m_talliesTable->setModel(m_tallies);
    m_talliesTable->setSortingEnabled(false);
    if (m_kind == LegacyRunKind::Verify) {
        m_talliesTable->setWidths({260, 140}, {});
    } else {
        m_talliesTable->setWidths({320, 128, 128, 128, 128, 128, 128}, {});
    }
    m_talliesTable->setFixedHeight(TalliesHeight);
    layout->addWidget(m_talliesTable);
    m_foundTable->setObjectName(u"foundTable"_qs);
    m_found->setColumnCount(m_kind == LegacyRunKind::Verify ? 2 : 3);
    m_foundTable->setModel(m_found);
    m_foundTable->setSortingEnabled(false);
    if (m_kind == LegacyRunKind::Verify) {
        m_foundTable->setWidths({200, 560}, {});
    } else {
        m_foundTable->setWidths({480, 480, 128}, {});
    }
    layout->addWidget(m_foundTable, 1);
    layout->addStretch(0);

    connect(m_start, &QPushButton::clicked, this, &LegacyRunView::startRequested);
    connect(m_cancel, &QPushButton::clicked, this, &LegacyRunView::cancelRequested);
    connect(m_next, &QPushButton::clicked, this, &LegacyRunView::nextRequested);
    connect(m_menu, &QMenu::triggered, this, [this](const QAction *action) {
        Q_EMIT reportRequested(static_cast<LegacyMove::Report>(action->data().toInt()));
    });
}

void LegacyRunView::setRun(const std::optional<LegacyRun> &run)
{
    const bool isSame = m_run == run;
    // Whoever reads in the tables keeps the place while a run goes on.
    m_isFilled = m_isFilled && m_run && run && m_run->found == run->found;
    m_run = run;
    if (!isSame) {
        showAll();
    }
}

void LegacyRunView::setBlocked(bool isBlocked, const QString &why)
{
    m_isBlocked = isBlocked;
    m_start->setEnabled(!m_isBlocked);
    m_start->setToolTip(why);
}

void LegacyRunView::focusFirst()
{
    QPushButton *first = m_cancel->isVisible()                           ? m_cancel
                         : m_run && m_run->state == LegacyRunState::Done ? m_next
                                                                         : m_start;
    first->setFocus(Qt::OtherFocusReason);
}

void LegacyRunView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void LegacyRunView::retranslate()
{
    m_isFilled = false;
    switch (m_kind) {
    case LegacyRunKind::DryRun:
        m_text->setText(tr("A dry run reads all of v1 and says what would become of it. It changes "
                           "nothing, here or there."));
        break;
    case LegacyRunKind::Import:
        m_text->setText(tr(
            "The import brings people, events, attendances and evaluations here; v1 stays as it "
            "is. It may be cancelled or cut off at any point and goes on where it was. Run it "
            "days before the switch, and once more on the night of the switch: then it brings what "
            "changed since."));
        break;
    case LegacyRunKind::Verify:
        m_text->setText(tr("The verification holds v1 against what is here, row by row and field "
                           "by field, and changes nothing."));
        break;
    }
    m_cancel->setText(tr("Ca&ncel"));
    m_report->setText(tr("&Report"));
    m_report->setAccessibleName(tr("Save the report"));
    m_menu->actions().at(0)->setText(tr("Page with the first rows of each rule…"));
    m_menu->actions().at(1)->setText(tr("Every row that a rule touched (CSV)…"));
    m_menu->actions().at(2)->setText(tr("Every row that waits (CSV)…"));
    m_next->setText(tr("&Continue"));
    m_bar->setAccessibleName(tr("How far it is"));
    m_talliesTable->setAccessibleName(tr("Rows of v1"));
    if (m_kind == LegacyRunKind::Verify) {
        m_tallies->setHorizontalHeaderLabels({tr("In v1"), tr("Rows")});
        m_found->setHorizontalHeaderLabels({tr("Difference"), tr("Table, row and field of v1")});
        m_foundTable->setAccessibleName(tr("Differences"));
    } else {
        m_tallies->setHorizontalHeaderLabels(
            {tr("In v1"), tr("Rows"),
             m_kind == LegacyRunKind::DryRun ? tr("To bring") : tr("Brought"), tr("As before"),
             tr("Merged"), tr("Waiting"), tr("Gone")});
        m_found->setHorizontalHeaderLabels(
            {tr("What v1 has"), tr("What becomes of it"), tr("Rows")});
        m_foundTable->setAccessibleName(tr("What was found"));
    }
    // As the numbers below them.
    for (int column = 1; column < m_tallies->columnCount(); ++column) {
        m_tallies->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight |
                                                                  Qt::AlignVCenter);
    }
    if (m_kind != LegacyRunKind::Verify) {
        m_found->horizontalHeaderItem(2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    showAll();
}

void LegacyRunView::showAll()
{
    const bool isDone = m_run && m_run->state == LegacyRunState::Done;
    const bool isAgain = m_run && !isRunning();
    switch (m_kind) {
    case LegacyRunKind::DryRun:
        m_start->setText(isAgain ? tr("&Dry run again") : tr("Start the &dry run"));
        break;
    case LegacyRunKind::Import:
        m_start->setText(isAgain && !isDone ? tr("&Go on with the import")
                         : isAgain          ? tr("&Import what changed")
                                            : tr("Start the &import"));
        break;
    case LegacyRunKind::Verify:
        m_start->setText(isAgain ? tr("&Verify again") : tr("Start the &verification"));
        break;
    }
    m_start->setVisible(!isRunning());
    m_start->setEnabled(!m_isBlocked);
    setStyleProperty(*m_start, "kind", isDone ? QString() : u"primary"_qs);
    setStyleProperty(*m_next, "kind", isDone ? u"primary"_qs : QString());
    // The server's command takes no orders from here.
    m_cancel->setVisible(isRunning() && m_run->startedBy);
    m_cancel->setEnabled(isRunning() && !m_run->isCancelling);
    m_report->setVisible(isDone && m_run->hasReport);
    m_next->setVisible(isDone);
    showProgress();
    showOutcome();
    if (!std::exchange(m_isFilled, true)) {
        fillTables();
    }
}

void LegacyRunView::showProgress()
{
    m_bar->setVisible(isRunning());
    m_progress->setVisible(isRunning());
    if (!isRunning()) {
        return;
    }
    const bool isKnown = m_run->total > 0 && m_run->done > 0;
    m_bar->setRange(0, isKnown ? Thousandths : 0);
    if (isKnown) {
        m_bar->setValue(static_cast<int>(m_run->done * Thousandths / m_run->total));
    }
    QString text = m_run->isCancelling ? tr("Stops after the piece at hand…")
                   : isKnown           ? tr("%1: %2 of %3 rows")
                                   .arg(LegacyWords::table(m_run->entity),
                                        Formats::number(m_run->done), Formats::number(m_run->total))
                             : tr("Being started…");
    if (m_run->left && !m_run->isCancelling) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*m_run->left);
        text += u" · "_qs + (minutes.count() == 0 ? tr("less than a minute left")
                                                  : tr("about %n minute(s) left", nullptr,
                                                       static_cast<int>(minutes.count()) + 1));
    }
    m_progress->setText(text);
}

QString LegacyRunView::outcomeText() const
{
    const QString when = Formats::relativeDateTimeInside(
        m_run->finishedAt.value_or(m_run->startedAt), m_clock.now());
    const bool isImport = m_kind == LegacyRunKind::Import;
    switch (m_run->state) {
    case LegacyRunState::Running:
        return {};
    case LegacyRunState::Interrupted:
        return isImport ? tr("The server went away while it ran (%1). Start it again: it goes on "
                             "where it was.")
                              .arg(when)
                        : tr("The server went away while it ran (%1). Start it again.").arg(when);
    case LegacyRunState::Cancelled:
        return isImport ? tr("Cancelled, %1. What was done until then stays.").arg(when)
                        : tr("Cancelled, %1.").arg(when);
    case LegacyRunState::Failed:
        return tr("It could not go on, %1. Start it again once the cause is gone. For whoever "
                  "looks after the server: %2")
            .arg(when, m_run->message);
    case LegacyRunState::Done:
        break;
    }
    if (m_kind != LegacyRunKind::Verify) {
        return tr("Done, %1.").arg(when);
    }
    if (m_run->isWhole()) {
        return tr("All that was brought is as v1 has it (%1).").arg(when);
    }
    QStringList said;
    if (m_run->found.changedCount > 0) {
        said.append(tr("%n row(s) changed in v1 since: import once more.", nullptr,
                       static_cast<int>(m_run->found.changedCount)));
    }
    if (m_run->found.brokenCount > 0) {
        said.append(tr("%n difference(s) between v1 and here.", nullptr,
                       static_cast<int>(m_run->found.brokenCount)));
    }
    return said.join(u' ');
}

void LegacyRunView::showOutcome()
{
    m_outcome->setVisible(m_run && !isRunning());
    if (!m_run || isRunning()) {
        return;
    }
    const bool isGood = m_run->state == LegacyRunState::Done && m_run->isWhole();
    m_outcome->setInk(isGood                                   ? TextLabel::Ink::Success
                      : m_run->state == LegacyRunState::Failed ? TextLabel::Ink::Danger
                                                               : TextLabel::Ink::Warning);
    m_outcome->setText(outcomeText());
}

void LegacyRunView::fillTables()
{
    const LegacyFound found = m_run ? m_run->found : LegacyFound();
    m_tallies->setRowCount(0);
    for (const LegacyTally &each : found.tables) {
        QList<QStandardItem *> row{new QStandardItem(LegacyWords::table(each.entity)),
                                   number(each.read)};
        if (m_kind != LegacyRunKind::Verify) {
            row += {number(each.written), number(each.unchanged), number(each.merged),
                    number(each.waiting), number(each.gone)};
        }
        m_tallies->appendRow(row);
    }
    m_talliesTable->setVisible(!found.tables.isEmpty());
    m_found->setRowCount(0);
    for (const LegacyRuleCount &each : found.rules) {
        m_found->appendRow({new QStandardItem(LegacyWords::found(each.rule, each.message)),
                            new QStandardItem(LegacyWords::done(each.rule)), number(each.rows)});
    }
    for (const auto &[texts, word] : {std::pair(&found.changed, tr("Changed in v1")),
                                      std::pair(&found.broken, tr("Differs"))}) {
        for (const QString &each : *texts) {
            m_found->appendRow({new QStandardItem(word), new QStandardItem(each)});
        }
    }
    m_foundTable->setVisible(m_found->rowCount() > 0);
}

} // namespace EvalTrack
