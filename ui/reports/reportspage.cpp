// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/reportspage.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/chartpanel.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/spokenrole.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "domain/localwindow.h"
#include "reports/reportpaper.h"
#include "reports/reportwords.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateEdit>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QMenu>
#include <QPointer>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QtConcurrent>

namespace EvalTrack {

namespace {

constexpr int WidthOfText = 320;
constexpr int WidthOfId = 130;
constexpr int WidthOfDate = 118;
constexpr int WidthOfNumber = 90;

} // namespace

ReportsPage::ReportsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new ReportTableModel(this))
    , m_frame(new ListFrame(this))
    , m_kind(new QComboBox(m_frame))
    , m_period(new QComboBox(m_frame))
    , m_from(new QDateEdit(m_frame))
    , m_to(new QDateEdit(m_frame))
    , m_department(new QComboBox(m_frame))
    , m_view(m_frame->addDeed(u"viewButton"_qs))
    , m_export(m_frame->addDeed(u"exportButton"_qs, u"primary"_qs))
    , m_menu(new QMenu(m_export))
    , m_views(new QStackedWidget(m_frame))
    , m_chartPlace(new QScrollArea(m_views))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_stamp(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_frame))
{
    build();
    choosePeriod(Period::LikeDashboard); // Two screens that say other figures help nobody.
    connectAll();
    retranslateUi();
}

ReportsPage::~ReportsPage()
{
    m_building.cancel();
}

void ReportsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_kind->setObjectName(u"reportComboBox"_qs);
    for (const ReportKind kind : ReportWords::Kinds) {
        m_kind->addItem(QString(), static_cast<int>(kind));
    }
    m_period->setObjectName(u"periodComboBox"_qs);
    for (int i = 0; i <= static_cast<int>(Period::Chosen); ++i) {
        m_period->addItem(QString());
    }
    m_from->setObjectName(u"fromDateEdit"_qs);
    m_to->setObjectName(u"toDateEdit"_qs);
    for (QDateEdit *day : {m_from, m_to}) {
        day->setCalendarPopup(true);
    }
    m_department->setObjectName(u"departmentFilterComboBox"_qs);
    m_department->addItem(QString(), qint64{0});
    m_frame->addTool(m_kind);
    m_frame->addTool(m_period);
    m_frame->addTool(m_from);
    auto *until = new TextLabel(TextStyle::Body, TextLabel::Ink::Muted, m_frame);
    until->setText(u"–"_qs);
    m_frame->addTool(until);
    m_frame->addTool(m_to);
    m_frame->addTool(m_department);
    m_frame->addToolStretch();
    for (int i = 0; i <= static_cast<int>(Output::Printer); ++i) {
        m_menu->addAction(QString())->setData(i);
    }
    m_menu->setObjectName(u"exportMenu"_qs);
    m_export->setMenu(m_menu);

    m_table->setObjectName(u"reportTable"_qs);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_table->setEmptyState(m_empty);
    m_chartPlace->setWidgetResizable(true);
    m_chartPlace->setFrameShape(QFrame::NoFrame);
    m_chartPlace->setFocusPolicy(Qt::NoFocus);
    m_chartPlace->viewport()->setAutoFillBackground(false);
    m_views->addWidget(m_table);
    m_views->addWidget(m_chartPlace);
    m_frame->setList(m_views);
    m_stamp->setObjectName(u"stampLabel"_qs);
    m_stamp->setWordWrap(true);
    m_stamp->setMinimumHeight(2 * QFontMetrics(fontOf(TextStyle::Caption)).lineSpacing() +
                              Space::Quarter);
    m_stamp->setAlignment(Qt::AlignTop);
    QSizePolicy kept = m_stamp->sizePolicy(); // The table above keeps its height.
    kept.setRetainSizeWhenHidden(true);
    m_stamp->setSizePolicy(kept);
    m_frame->addBelowList(m_stamp);
}

void ReportsPage::connectAll()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ReportsPage::run);
    connect(m_department, &QComboBox::currentIndexChanged, this, &ReportsPage::run);
    connect(m_period, &QComboBox::currentIndexChanged, this, [this](int period) {
        choosePeriod(static_cast<Period>(period));
        run();
    });
    for (QDateEdit *day : {m_from, m_to}) {
        connect(day, &QDateEdit::dateChanged, this, [this] {
            const QSignalBlocker isOnlySaid(m_period);
            m_period->setCurrentIndex(static_cast<int>(Period::Chosen));
            run();
        });
    }
    connect(m_frame->banner(), &Banner::actionTriggered, this, [this] {
        if (m_isBuilding) {
            cancel();
        } else {
            run();
        }
    });
    connect(m_empty, &EmptyState::actionTriggered, this, &ReportsPage::run);
    connect(m_menu, &QMenu::triggered, this, [this](const QAction *action) {
        writeTo(static_cast<Output>(action->data().toInt()));
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ReportsPage::showChart);
    connect(m_view, &QPushButton::clicked, this, [this] {
        m_isChartWanted = !m_isChartWanted;
        showChart();
    });
    connect(m_table, &TableView::opened, this, &ReportsPage::openRow);
    connect(&desk().people, &PeopleStore::peopleChanged, this, &ReportsPage::fillDepartments);
    const auto *print = new QShortcut(QKeySequence::Print, this);
    connect(print, &QShortcut::activated, this, [this] { writeTo(Output::Printer); });
}

void ReportsPage::activate(const QString & /*argument*/)
{
    fillDepartments();
    run();
}

void ReportsPage::focusFirst()
{
    m_kind->setFocus(Qt::OtherFocusReason);
}

QDate ReportsPage::today() const
{
    return Formats::toLocal(desk().clock.now()).date();
}

ReportKind ReportsPage::kind() const
{
    return static_cast<ReportKind>(m_kind->currentData().toInt());
}

void ReportsPage::choosePeriod(Period period)
{
    const QSignalBlocker periodIsSet(m_period);
    const QSignalBlocker fromIsSet(m_from);
    const QSignalBlocker toIsSet(m_to);
    m_period->setCurrentIndex(static_cast<int>(period));
    const QDate now = today();
    const QDate month(now.year(), now.month(), 1);
    switch (period) {
    case Period::ThisMonth:
        m_from->setDate(month);
        m_to->setDate(month.addMonths(1).addDays(-1));
        break;
    case Period::LastMonth:
        m_from->setDate(month.addMonths(-1));
        m_to->setDate(month.addDays(-1));
        break;
    case Period::ThisYear:
        m_from->setDate(QDate(now.year(), 1, 1));
        m_to->setDate(QDate(now.year(), 12, 31));
        break;
    case Period::LastYear:
        m_from->setDate(QDate(now.year() - 1, 1, 1));
        m_to->setDate(QDate(now.year() - 1, 12, 31));
        break;
    case Period::LastTwelveMonths:
        m_from->setDate(now.addMonths(-12).addDays(1));
        m_to->setDate(now);
        break;
    case Period::LikeDashboard:
        m_from->setDate(Formats::toLocal(windowStart(desk().clock.now())).date());
        m_to->setDate(now);
        break;
    case Period::Chosen:
        break;
    }
}

void ReportsPage::fillDepartments()
{
    const QVariant chosen = m_department->currentData();
    const QSignalBlocker isTheSame(m_department);
    while (m_department->count() > 1) {
        m_department->removeItem(1);
    }
    const QList<Department> departments = desk().people.knownDepartments();
    for (const Department &each : departments) {
        m_department->addItem(each.name, each.id.value());
    }
    m_department->setCurrentIndex(std::max(0, m_department->findData(chosen)));
}

void ReportsPage::run()
{
    if (m_to->date() < m_from->date()) {
        cancel();
        m_frame->banner()->showMessage(Tone::Warning,
                                       tr("The period ends before it begins. Choose another day."));
        return;
    }
    m_building.cancel();
    const quint64 question = ++m_question;
    m_isBuilding = true;
    m_export->setEnabled(false);
    m_frame->banner()->clear();
    m_empty->setLoading(tr("Being put together"));
    ReportFilter filter{m_from->date(), m_to->date(), {}};
    if (const qint64 department = m_department->currentData().toLongLong()) {
        filter.department = DepartmentId(department);
    }
    m_building = desk().reports.build(kind(), filter);
    auto *watcher = new QFutureWatcher<Result<Report>>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this,
            [this, watcher, question](int done) {
                if (question == m_question) {
                    showProgress(done, watcher->progressMaximum());
                }
            });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(m_building);
    deliver(m_building, this, [this, question](const Result<Report> &report) {
        if (question != m_question) {
            return;
        }
        m_building = {};
        if (report) {
            arrange(*report, question);
            return;
        }
        m_isBuilding = false;
        m_model->clear();
        showStamp();
        m_frame->banner()->showError(report.error(), tr("Try again"));
        m_empty->setState(Icon::Alert, tr("The report could not be put together"), {});
    });
}

// Answers of ten thousand people take longer to put in order than a window may stand still.
void ReportsPage::arrange(const Report &report, quint64 question)
{
    const QList<SortKey> keys = m_model->sortKeysFor(report.kind);
    deliver(QtConcurrent::run([report, keys] { return ReportTableModel::arranged(report, keys); }),
            this, [this, keys, question](const Report &sorted) {
                if (question == m_question) {
                    m_isBuilding = false;
                    showReport(sorted, keys);
                }
            });
}

void ReportsPage::cancel()
{
    ++m_question;
    m_isBuilding = false;
    m_building.cancel();
    m_frame->banner()->clear();
    m_model->clear();
    showStamp();
    m_export->setEnabled(false);
    m_empty->setState(Icon::Chart, tr("Cancelled"), tr("Nothing was put together."),
                      tr("Try again"));
}

void ReportsPage::showProgress(int done, int all)
{
    if (m_isBuilding && done < all) {
        m_frame->banner()->showMessage(
            Tone::Info,
            tr("Reading event %1 of %2…").arg(Formats::number(done), Formats::number(all)),
            tr("Cancel"));
    }
}

void ReportsPage::showReport(const Report &report, const QList<SortKey> &keys)
{
    m_frame->banner()->clear();
    QList<int> widths;
    QList<int> whole;
    QStringList headings;
    const QFontMetrics bold(fontOf(TextStyle::Strong));
    for (const ReportField field : report.fields) {
        headings.append(ReportWords::heading(field, report.kind));
        const ReportFormat format = formatOf(field);
        const int wanted = field == ReportField::NationalId ? WidthOfId
                           : format == ReportFormat::Text   ? WidthOfText
                           : format == ReportFormat::Date   ? WidthOfDate
                                                            : WidthOfNumber;
        if (format == ReportFormat::Date) {
            whole.append(static_cast<int>(widths.size())); // A date cut short is none.
        }
        widths.append(std::max(wanted, bold.horizontalAdvance(headings.last()) + Space::Six));
    }
    const bool isAnother = m_model->report().kind != report.kind ||
                           m_model->report().fields.size() != report.fields.size();
    m_model->setHeaders(headings);
    m_model->setArranged(report, keys);
    if (isAnother) {
        m_table->setWidths(widths, {}, whole);
        m_table->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    }
    m_export->setEnabled(!report.rows.isEmpty());
    showStamp();
    showMissing();
    m_empty->setState(Icon::Chart, tr("Nothing in this period"),
                      isOfPeople(report.kind)
                          ? tr("Nobody is known who was there then. Choose another period or "
                               "department.")
                      : report.filter.department
                          ? tr("No event of this period is over, or nobody of the department was "
                               "registered. Choose another period or department.")
                          : tr("No event of this period is over. Choose another period."));
}

void ReportsPage::showStamp()
{
    const Report &report = m_model->report();
    const bool isThere = !report.rows.isEmpty();
    m_stamp->setVisible(isThere);
    m_stamp->setText(isThere ? ReportWords::stamp(report).join(u" · ") : QString());
    // The totals stay in sight, however many rows there are.
    m_frame->setCount(ReportWords::totalsLine(report));
}

void ReportsPage::showMissing()
{
    const auto since = desk().history.shownSince();
    const QDate from = m_from->date();
    if (since && Formats::toLocal(*since).date() > from && desk().history.hasOlder() &&
        !isOfPeople(kind())) {
        m_frame->banner()->showMessage(
            Tone::Warning,
            tr("Events before %1 are not on this computer and not in this report. “Show older” "
               "under Attendance fetches them.")
                .arg(Formats::date(*since)));
    }
}

void ReportsPage::showChart()
{
    const Report &report = m_model->report();
    const auto chart = report.rows.isEmpty() ? std::nullopt : ReportWords::chart(report.kind);
    const bool isShown = chart && m_isChartWanted;
    m_view->setVisible(chart.has_value());
    Icons::dress(*m_view, isShown ? Icon::Columns : Icon::Chart, IconTone::Normal,
                 isShown ? tr("&Table") : tr("&Chart"));
    m_views->setCurrentIndex(isShown ? 1 : 0);
    if (!isShown) {
        return;
    }
    // Another kind of chart is another panel.
    auto *panel = new ChartPanel(chart->kind, chart->format, m_chartPlace);
    panel->setObjectName(u"reportChart"_qs);
    const QList<SeriesPoint> points = ReportWords::points(report, *chart);
    panel->setTexts(points.size() < report.rows.size()
                        ? tr("%1: the first %2")
                              .arg(ReportWords::title(report.kind), Formats::number(points.size()))
                        : ReportWords::title(report.kind),
                    ReportWords::heading(report.fields.first(), report.kind),
                    ReportWords::heading(chart->value, report.kind));
    panel->setPoints(points);
    connect(panel, &ChartPanel::pointActivated, this,
            [this](const QString &key) { openSubject(key.toInt()); });
    m_chartPlace->setWidget(panel);
    panel->setAutoFillBackground(false); // Its corners are round.
}

void ReportsPage::openRow(const QModelIndex &index)
{
    if (index.isValid() && !m_model->isTotals(index.row())) {
        openSubject(index.row());
    }
}

void ReportsPage::openSubject(int row)
{
    const QUuid subject = m_model->subjectAt(row);
    if (subject.isNull()) {
        return;
    }
    const bool isOfEvent = m_model->report().fields.first() == ReportField::Event;
    Q_EMIT navigate(PageIds::Attendance,
                    PageArgument::make(isOfEvent ? u"event"_qs : u"person"_qs,
                                       subject.toString(QUuid::WithoutBraces)));
}

void ReportsPage::writeTo(Output output)
{
    if (!m_export->isEnabled()) {
        return;
    }
    const ReportDocument document = ReportWords::document(m_model->report());
    if (output == Output::Printer) {
        print(document);
        return;
    }
    FileQuestion question;
    question.title = tr("Export a report");
    question.suggestedName = ReportWords::fileName(m_model->report());
    switch (output) {
    case Output::Xlsx:
        question.suggestedName += u".xlsx";
        question.mimeTypes = QStringList{FileQuestion::Xlsx};
        break;
    case Output::Csv:
        question.suggestedName += u".csv";
        question.mimeTypes = QStringList{u"text/csv"_qs};
        break;
    case Output::Pdf:
    case Output::Printer:
        question.suggestedName += u".pdf";
        question.mimeTypes = QStringList{u"application/pdf"_qs};
        break;
    }
    context().prompter.askSaveFile(this, question, [this, output, document](const QString &file) {
        writeFile(output, document, file);
    });
}

void ReportsPage::writeFile(Output output, const ReportDocument &document, const QString &file)
{
    // A button that is switched off gives the keyboard to the next; it has it back afterwards.
    const bool hadKeyboard = window()->focusWidget() == m_export;
    m_export->setEnabled(false);
    const QPointer<QWidget> meanwhile = window()->focusWidget();
    const QFuture<Result<void>> written =
        output == Output::Pdf
            ? QtConcurrent::run([document, file] { return ReportPaper::writePdf(document, file); })
            : desk().reports.write(
                  document, output == Output::Xlsx ? ReportFile::Xlsx : ReportFile::Csv, file);
    deliver(written, this, [this, file, hadKeyboard, meanwhile](const Result<void> &done) {
        m_export->setEnabled(m_model->rowCount() > 0);
        if (hadKeyboard && window()->focusWidget() == meanwhile) {
            m_export->setFocus(Qt::OtherFocusReason);
        }
        if (done) {
            context().toaster.toast(tr("%1 is written.").arg(QFileInfo(file).fileName()),
                                    Tone::Success);
        } else {
            context().prompter.showError(this, done.error());
        }
    });
}

void ReportsPage::print(const ReportDocument &document)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(document.title);
    printer->setPageLayout(ReportPaper::layoutFor(document));
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintSelection, false);
    connect(dialog, &QDialog::accepted, this, [this, printer, document] {
        if (!ReportPaper::paint(document, *printer)) {
            context().prompter.showError(
                this, {ErrorCode::Storage, tr("The printer did not take the report."), {}});
        }
    });
    dialog->open();
}

void ReportsPage::retranslateUi()
{
    m_frame->setTitle(tr("Reports"));
    setSpokenName(*m_kind, tr("Report"));
    for (int i = 0; i < m_kind->count(); ++i) {
        m_kind->setItemText(i, ReportWords::title(ReportWords::Kinds.at(static_cast<size_t>(i))));
    }
    setSpokenName(*m_period, tr("Period"));
    m_period->setItemText(static_cast<int>(Period::ThisMonth), tr("This month"));
    m_period->setItemText(static_cast<int>(Period::LastMonth), tr("Last month"));
    m_period->setItemText(static_cast<int>(Period::ThisYear), tr("This year"));
    m_period->setItemText(static_cast<int>(Period::LastYear), tr("Last year"));
    m_period->setItemText(static_cast<int>(Period::LastTwelveMonths), tr("Last 12 months"));
    m_period->setItemText(static_cast<int>(Period::LikeDashboard), tr("Last 13 months"));
    m_period->setItemText(static_cast<int>(Period::Chosen), tr("Chosen days"));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    for (QDateEdit *day : {m_from, m_to}) {
        day->setDisplayFormat(Formats::dateFormat());
    }
    setSpokenName(*m_department, tr("Department"));
    m_department->setItemText(0, tr("All departments"));
    Icons::dress(*m_export, Icon::Download, IconTone::OnAccent, tr("&Export"));
    const QList<QAction *> outputs = m_menu->actions();
    outputs.at(static_cast<int>(Output::Xlsx))->setText(tr("E&xcel workbook…"));
    outputs.at(static_cast<int>(Output::Csv))->setText(tr("&CSV file…"));
    outputs.at(static_cast<int>(Output::Pdf))->setText(tr("P&DF file…"));
    outputs.at(static_cast<int>(Output::Printer))->setText(tr("&Print…"));
    m_table->setAccessibleName(tr("Report"));
    m_model->setWords({[](const ReportCell &cell, ReportFormat format) {
                           return ReportWords::cell(cell, format);
                       },
                       ReportWords::totals()});
    if (!m_model->report().fields.isEmpty()) {
        showReport(m_model->report(), m_model->sortKeys());
    } else if (m_isBuilding || m_question == 0) {
        m_empty->setLoading(tr("Being put together"));
    }
    showChart(); // Without a report it hides the button of the chart, which has no words yet.
}

} // namespace EvalTrack
