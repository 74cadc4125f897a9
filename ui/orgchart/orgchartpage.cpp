// SPDX-License-Identifier: GPL-3.0-or-later
#include "orgchart/orgchartpage.h"

#include "base/deliver.h"
#include "base/foldedtext.h"
#include "common/banner.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/indentdelegate.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/searchfield.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "items/itemtext.h"
#include "items/orgtablemodel.h"
#include "orgchart/orgchartview.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QFileInfo>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QtConcurrent>

#include <algorithm>
#include <vector>

namespace EvalTrack {

namespace {

/// So many boxes are seen at once; a larger company begins folded.
constexpr int BoxesAtFirst = 80;
constexpr qreal ZoomStep = 1.2;
/// A chart of more people is put together beside the window, which answers meanwhile.
constexpr qsizetype MostAtOnce = 5000;
constexpr int NamesInCircle = 5;

/// Everybody active, and whoever they report to, by name.
QList<OrgChart::Person> chartedPeople(const PeopleSnapshot &people)
{
    const auto count = static_cast<size_t>(people.size());
    std::vector<bool> isShown(count);
    // Whoever was added without a network has no number yet, and is nobody's manager.
    const auto managerOf = [&people](qsizetype i) {
        const UserId manager = people.managerAt(i);
        return manager.isNull() ? -1 : people.indexOf(manager);
    };
    for (qsizetype i = 0; i < people.size(); ++i) {
        if (!people.isActive(i)) {
            continue;
        }
        isShown[static_cast<size_t>(i)] = true;
        qsizetype above = managerOf(i);
        while (above >= 0 && !isShown[static_cast<size_t>(above)]) {
            isShown[static_cast<size_t>(above)] = true;
            above = managerOf(above);
        }
    }
    const QCollator collator = ItemText::collator();
    std::vector<std::pair<QCollatorSortKey, qsizetype>> order;
    order.reserve(count);
    for (qsizetype i = 0; i < people.size(); ++i) {
        if (isShown[static_cast<size_t>(i)]) {
            order.emplace_back(collator.sortKey(people.text(i, PeopleSnapshot::Text::Name)), i);
        }
    }
    std::ranges::stable_sort(
        order, [](const auto &a, const auto &b) { return a.first.compare(b.first) < 0; });
    QList<OrgChart::Person> charted;
    charted.reserve(static_cast<qsizetype>(order.size()));
    for (const auto &[key, index] : order) {
        const UserId manager = people.managerAt(index);
        charted.append({people.uuidAt(index), people.idAt(index),
                        manager.isNull() ? std::nullopt : std::optional(manager)});
    }
    return charted;
}

/// As deep as so many boxes allow.
int firstDepth(const OrgChart &chart)
{
    QList<int> atDepth;
    for (int i = 0; i < chart.size(); ++i) {
        const int depth = chart.depthOf(i);
        atDepth.resize(qMax<qsizetype>(atDepth.size(), depth + 1));
        ++atDepth[depth];
    }
    int depth = 0;
    int boxes = atDepth.value(0);
    while (depth + 1 < atDepth.size() && boxes + atDepth.at(depth + 1) <= BoxesAtFirst) {
        boxes += atDepth.at(++depth);
    }
    return qMax(1, depth);
}

} // namespace

OrgChartPage::OrgChartPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_frame(new ListFrame(this))
    , m_pdf(m_frame->addDeed(u"pdfButton"_qs, u"quiet"_qs))
    , m_search(new SearchField(m_frame))
    , m_foundLabel(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_frame))
    , m_next(new QToolButton(m_frame))
    , m_fold(new QToolButton(m_frame))
    , m_zoomOut(new QToolButton(m_frame))
    , m_zoomIn(new QToolButton(m_frame))
    , m_fit(new QToolButton(m_frame))
    , m_asList(new QToolButton(m_frame))
    , m_stack(new QStackedWidget(m_frame))
    , m_view(new OrgChartView(m_stack))
    , m_table(new TableView(m_stack))
    , m_model(new OrgTableModel(this))
    , m_empty(new EmptyState)
    , m_emptyList(new EmptyState)
{
    build();
    connectAll();
    retranslateUi();
}

void OrgChartPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    m_frame->addTool(m_search, 1);
    m_foundLabel->setObjectName(u"foundLabel"_qs);
    m_frame->addTool(m_foundLabel);
    const auto add = [this](QToolButton *button, const QString &name, Icon icon) {
        button->setObjectName(name);
        button->setIcon(Icons::get(icon));
        m_frame->addTool(button);
    };
    add(m_next, u"nextFoundButton"_qs, Icon::ChevronDown);
    add(m_fold, u"foldButton"_qs, Icon::ChevronUp);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add(m_zoomOut, u"zoomOutButton"_qs, Icon::Minus);
    add(m_zoomIn, u"zoomInButton"_qs, Icon::Add);
    m_fit->setObjectName(u"fitButton"_qs);
    m_frame->addTool(m_fit);
    add(m_asList, u"asListButton"_qs, Icon::Table);
    m_asList->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_asList->setCheckable(true);

    m_table->setObjectName(u"orgTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(OrgTableModel::Name, new IndentDelegate(m_table));
    m_table->setWidths({320, 240, 150, 180, 90, 110},
                       {OrgTableModel::Below, OrgTableModel::Department, OrgTableModel::Reports},
                       {OrgTableModel::Reports, OrgTableModel::Below});
    m_table->setFixedColumns({OrgTableModel::Name});
    m_table->setEmptyState(m_emptyList);
    m_table->keepState(context().settings, u"orgchart"_qs);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_search->setResults(m_view);
    m_frame->setList(m_stack);
}

void OrgChartPage::connectAll()
{
    connect(&desk().people, &PeopleStore::peopleChanged, this, &OrgChartPage::takePeople);
    connect(m_search, &QLineEdit::textChanged, this, &OrgChartPage::search);
    connect(m_next, &QToolButton::clicked, this, &OrgChartPage::showNext);
    const auto *next = new QShortcut(QKeySequence::FindNext, this);
    connect(next, &QShortcut::activated, this, &OrgChartPage::showNext);
    connect(m_view, &OrgChartView::opened, this, &OrgChartPage::openPerson);
    connect(m_view, &OrgChartView::scaleChanged, this, &OrgChartPage::refresh);
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        openPerson(m_view->chart().uuidAt(m_model->personAt(index.row())));
    });
    connect(m_zoomIn, &QToolButton::clicked, this, [this] { m_view->zoomBy(ZoomStep); });
    connect(m_zoomOut, &QToolButton::clicked, this, [this] { m_view->zoomBy(1 / ZoomStep); });
    connect(m_fit, &QToolButton::clicked, m_view, &OrgChartView::fit);
    connect(m_fold, &QToolButton::clicked, this, [this] { m_view->foldFrom(1); });
    connect(m_asList, &QToolButton::toggled, this, [this](bool asList) {
        m_search->setResults(asList ? static_cast<QWidget *>(m_table) : m_view);
        refresh();
        search();
    });
    connect(m_pdf, &QPushButton::clicked, this, [this] {
        context().prompter.askSaveFile(this,
                                       {tr("The org chart as it is shown"),
                                        tr("EvalTrack org chart") % u".pdf",
                                        {u"application/pdf"_qs}},
                                       [this](const QString &file) { writePdf(file); });
    });
}

void OrgChartPage::activate(const QString &argument)
{
    rebuild();
    const QString person = PageArgument::value(argument, u"person"_qs);
    if (!person.isEmpty()) {
        m_view->showPerson(m_view->chart().indexOf(UserUuid(QUuid::fromString(person))));
    }
}

void OrgChartPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    rebuild();
}

void OrgChartPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void OrgChartPage::focusFirst()
{
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void OrgChartPage::takePeople()
{
    m_isStale = true;
    if (isVisible()) {
        rebuild();
    }
}

void OrgChartPage::rebuild()
{
    if (!m_isStale) {
        return;
    }
    m_isStale = false;
    const auto people = desk().people.people();
    const auto make = [people, isFirst = m_isFirst, folded = m_view->chart().folded()] {
        OrgChart chart(chartedPeople(*people));
        if (isFirst && chart.size() > 0) {
            chart.foldFrom(firstDepth(chart));
        } else {
            chart.setFolded(folded);
        }
        chart.layOut();
        return chart;
    };
    const quint64 question = ++m_question;
    if (people->size() <= MostAtOnce) {
        takeChart(make(), people);
        return;
    }
    deliver(QtConcurrent::run(make), this, [this, question, people](const OrgChart &chart) {
        if (question == m_question) {
            takeChart(chart, people);
        }
    });
}

void OrgChartPage::takeChart(const OrgChart &chart,
                             const std::shared_ptr<const PeopleSnapshot> &people)
{
    m_isFirst = m_isFirst && chart.size() == 0;
    m_model->setChart(chart, people);
    m_view->setChart(chart, people);
    showCircles();
    refresh();
    findPeople(); // Where somebody looks is left alone.
}

void OrgChartPage::showCircles()
{
    const OrgChart &chart = m_view->chart();
    if (chart.circles().isEmpty()) {
        m_frame->banner()->clear();
        return;
    }
    const auto people = desk().people.people();
    QStringList sentences;
    for (const QList<int> &circle : chart.circles()) {
        QStringList names;
        for (const int person : circle.mid(0, NamesInCircle)) {
            const qsizetype index = people->indexOf(chart.uuidAt(person));
            names.append(index < 0 ? QString() : people->text(index, PeopleSnapshot::Text::Name));
        }
        if (circle.size() > NamesInCircle) {
            names.append(u"…"_qs);
        }
        sentences.append(tr("%1 report to one another in a circle; the first is shown at the top. "
                            "Change the manager of one of them.")
                             .arg(QLocale().createSeparatedList(names)));
    }
    m_frame->banner()->showMessage(Tone::Warning, sentences.join(u'\n'));
}

void OrgChartPage::search()
{
    findPeople();
    showNext();
}

void OrgChartPage::findPeople()
{
    const QString text = m_search->text().trimmed();
    const OrgChart &chart = m_view->chart();
    m_found.clear();
    m_at = -1;
    if (!text.isEmpty()) {
        const auto everybody = desk().people.people();
        for (const qint32 index : everybody->search(text)) {
            if (const int person = chart.indexOf(everybody->uuidAt(index)); person >= 0) {
                m_found.append(person);
            }
        }
        std::sort(m_found.begin(), m_found.end());
    }
    m_model->setFound(text.isEmpty() ? std::nullopt : std::optional(m_found));
    // Whoever is called so comes before those whose job or department is.
    const auto people = desk().people.people();
    const QStringList words = foldedForSearch(text).split(u' ', Qt::SkipEmptyParts);
    std::stable_partition(m_found.begin(), m_found.end(), [&](int person) {
        const QString name = foldedForSearch(
            people->text(people->indexOf(chart.uuidAt(person)), PeopleSnapshot::Text::Name));
        return std::ranges::all_of(words,
                                   [&name](const QString &word) { return name.contains(word); });
    });
    m_view->setFound(QSet<int>(m_found.cbegin(), m_found.cend()));
    m_foundLabel->setVisible(!text.isEmpty());
    m_next->setVisible(m_found.size() > 1);
    m_foundLabel->setText(
        m_found.isEmpty()
            ? tr("Nobody found")
            : tr("%n found", nullptr, static_cast<int>(m_found.size()))
                  .replace(QString::number(m_found.size()), Formats::number(m_found.size())));
}

void OrgChartPage::showNext()
{
    if (m_found.isEmpty()) {
        return;
    }
    m_at = (m_at + 1) % m_found.size();
    m_foundLabel->setText(tr("%1 of %2", "found people")
                              .arg(Formats::number(m_at + 1), Formats::number(m_found.size())));
    m_view->showPerson(m_found.at(m_at));
    if (m_asList->isChecked()) {
        m_table->selectRecord(m_model->rowOf(m_view->chart().uuidAt(m_found.at(m_at)).value()));
    }
}

void OrgChartPage::refresh()
{
    const OrgChart &chart = m_view->chart();
    const bool asList = m_asList->isChecked();
    QWidget *shown = asList ? static_cast<QWidget *>(m_table) : m_view;
    m_stack->setCurrentWidget(chart.size() == 0 ? m_empty : shown);
    for (QToolButton *button : {m_fold, m_zoomOut, m_zoomIn, m_fit}) {
        button->setVisible(!asList);
        button->setEnabled(chart.size() > 0);
    }
    m_pdf->setEnabled(chart.size() > 0);
    m_frame->setCount(tr("%n person(s)", nullptr, chart.size())
                          .replace(QString::number(chart.size()), Formats::number(chart.size())));
}

void OrgChartPage::openPerson(UserUuid person)
{
    Q_EMIT navigate(PageIds::People, PageArgument::make(u"person"_qs, toText(person.value())));
}

void OrgChartPage::writePdf(const QString &file)
{
    m_pdf->setEnabled(false);
    const auto write = [file, painter = OrgChartPainter(lightColours()), chart = m_view->chart(),
                        people = desk().people.people(), title = tr("Org chart")] {
        return painter.writePdf(file, chart, *people, title);
    };
    deliver(QtConcurrent::run(write), this, [this, file](const Result<void> &written) {
        m_pdf->setEnabled(true);
        if (!written) {
            m_frame->banner()->showError(written.error());
            return;
        }
        context().toaster.toastWithAction(
            tr("The org chart was saved in “%1”.").arg(QFileInfo(file).fileName()), tr("Open"),
            [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
    });
}

void OrgChartPage::retranslateUi()
{
    m_frame->setTitle(tr("Org chart"));
    m_search->setPlaceholderText(tr("Search a person, job or department"));
    m_search->setAccessibleName(tr("Search in the org chart"));
    Icons::dress(*m_pdf, Icon::Download, IconTone::Normal, tr("&PDF…"));
    m_pdf->setToolTip(tr("The chart as it is folded now, on one page"));
    m_next->setToolTip(
        tr("Next found (%1)")
            .arg(QKeySequence(QKeySequence::FindNext).toString(QKeySequence::NativeText)));
    m_next->setAccessibleName(tr("Next found"));
    m_fold->setText(tr("Fold all"));
    m_fold->setToolTip(tr("Show the top and their reports only"));
    m_fit->setText(tr("Whole chart"));
    m_fit->setToolTip(tr("Make the whole chart fit (0)"));
    m_zoomIn->setToolTip(tr("Larger (+)"));
    m_zoomIn->setAccessibleName(tr("Larger"));
    m_zoomOut->setToolTip(tr("Smaller (−)"));
    m_zoomOut->setAccessibleName(tr("Smaller"));
    m_asList->setText(tr("As a list"));
    m_asList->setToolTip(tr("The same people as a list, each below the manager"));
    m_view->setAccessibleName(tr("Org chart"));
    m_table->setAccessibleName(tr("Org chart as a list"));
    m_model->setHeaders(
        {tr("Name"), tr("Job"), tr("Department"), tr("Manager"), tr("Reports"), tr("All below")});
    m_empty->setState(Icon::OrgChart, tr("Nobody here yet"),
                      tr("Who reports to whom is written in the profiles of people."));
    m_emptyList->setState(Icon::Search, tr("Nobody found"),
                          tr("Nobody in the org chart has these words."));
    if (!m_isStale) {
        refresh();
        showCircles();
        findPeople();
    }
}

} // namespace EvalTrack
