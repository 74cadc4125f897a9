// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importspage.h"

#include "base/deliver.h"
#include "base/strongid.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/elidingcombobox.h"
#include "common/emptystate.h"
#include "common/formats.h"
#include "common/listframe.h"
#include "common/prompter.h"
#include "common/spokenrole.h"
#include "common/statuschip.h"
#include "common/tableview.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "imports/columnmapping.h"
#include "imports/importcelldelegate.h"
#include "imports/importwords.h"
#include "imports/tableexporter.h"
#include "wire/names.h"

#include <QBoxLayout>
#include <QCryptographicHash>
#include <QDropEvent>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStyle>
#include <QUrl>

namespace EvalTrack {

namespace {

using namespace std::chrono_literals;

constexpr int WidthOfPanel = 340;
constexpr int LeastWidthOfCell = 80;
constexpr int MostWidthOfCell = 260;
constexpr int WidthOfLine = 64;
constexpr int WidthOfVerdict = 120;
constexpr int RefusedShown = 5;
/// Several corrections in a row are checked together.
constexpr auto PauseBeforeCheck = 250ms;

constexpr std::array Kinds{ImportKind::People, ImportKind::Departments, ImportKind::Events,
                           ImportKind::Attendances, ImportKind::Accounts};

/// The one file of this computer that is dragged; empty for anything else.
QString droppedFile(const QDropEvent &event)
{
    const QList<QUrl> urls = event.mimeData()->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

ImportsPage::ImportsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new ImportTableModel(this))
    , m_frame(new ListFrame(this))
    , m_kind(new QComboBox(m_frame))
    , m_sheetChoice(new ElidingComboBox(m_frame))
    , m_encoding(new QComboBox(m_frame))
    , m_separator(new QComboBox(m_frame))
    , m_order(new QComboBox(m_frame))
    , m_show(new QComboBox(m_frame))
    , m_history(m_frame->addDeed(u"historyButton"_qs, u"quiet"_qs))
    , m_export(m_frame->addDeed(u"exportButton"_qs))
    , m_menu(new QMenu(m_export))
    , m_choose(m_frame->addDeed(u"chooseFileButton"_qs))
    , m_go(m_frame->addDeed(u"importButton"_qs, u"primary"_qs))
    , m_table(new TableView(m_frame))
    , m_empty(new EmptyState)
    , m_panel(new EditorPanel(m_frame))
    , m_mapping(new ColumnMapping(m_panel))
    , m_strip(new QWidget(m_frame))
    , m_issue(new TextLabel(TextStyle::Body, m_strip))
    , m_accept(new QPushButton(m_strip))
    , m_acceptAll(new QPushButton(m_strip))
    , m_next(new QPushButton(m_strip))
    , m_exporter(new TableExporter(context, this))
{
    setAcceptDrops(true);
    build();
    connectAll();
    retranslateUi();
    startAgain();
}

ImportsPage::~ImportsPage()
{
    m_reading.cancel();
    m_checking.cancel();
}

void ImportsPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);

    m_kind->setObjectName(u"kindComboBox"_qs);
    for (const ImportKind each : Kinds) {
        if (mayImport(each)) {
            m_kind->addItem(QString(), static_cast<int>(each));
        }
    }
    m_sheetChoice->setObjectName(u"sheetComboBox"_qs);
    m_encoding->setObjectName(u"encodingComboBox"_qs);
    for (const char *name : {"", "UTF-8", "windows-1252", "ISO-8859-15", "windows-1250",
                             "windows-1251", "macintosh", "UTF-16LE"}) {
        m_encoding->addItem(QString(), QString::fromLatin1(name));
    }
    m_separator->setObjectName(u"separatorComboBox"_qs);
    for (const QChar each : {QChar(), QChar(u','), QChar(u';'), QChar(u'\t'), QChar(u'|')}) {
        m_separator->addItem(QString(), each);
    }
    m_order->setObjectName(u"dayOrderComboBox"_qs);
    m_order->addItem(QString(), static_cast<int>(ImportValues::DayOrder::DayFirst));
    m_order->addItem(QString(), static_cast<int>(ImportValues::DayOrder::MonthFirst));
    m_show->setObjectName(u"showComboBox"_qs);
    m_show->addItem(QString(), -1);
    for (const ImportVerdict each : {ImportVerdict::Wrong, ImportVerdict::Create,
                                     ImportVerdict::Change, ImportVerdict::Same}) {
        m_show->addItem(QString(), static_cast<int>(each));
    }
    for (QWidget *tool : {static_cast<QWidget *>(m_kind), static_cast<QWidget *>(m_show),
                          static_cast<QWidget *>(m_sheetChoice), static_cast<QWidget *>(m_encoding),
                          static_cast<QWidget *>(m_separator), static_cast<QWidget *>(m_order)}) {
        m_frame->addTool(tool);
    }
    m_frame->addToolStretch();
    m_menu->setObjectName(u"exportMenu"_qs);
    m_menu->addAction(QString())->setData(static_cast<int>(ReportFile::Xlsx));
    m_menu->addAction(QString())->setData(static_cast<int>(ReportFile::Csv));
    m_export->setMenu(m_menu);

    m_table->setObjectName(u"importTable"_qs);
    m_table->setSortingEnabled(false);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setItemDelegate(new ImportCellDelegate(m_table));
    m_table->setItemDelegateForColumn(
        ImportTableModel::Verdict, new ChipDelegate(
                                       [](const QModelIndex &index) {
                                           return ImportWords::tone(static_cast<ImportVerdict>(
                                               index.data(ImportTableModel::VerdictRole).toInt()));
                                       },
                                       m_table));
    m_table->setEmptyState(m_empty);
    m_frame->setList(m_table);
    buildStrip();
    m_panel->body()->addWidget(m_mapping);
    m_panel->body()->addStretch();
    m_panel->setFooterVisible(false);
    m_frame->setPanel(m_panel, WidthOfPanel);
}

void ImportsPage::buildStrip()
{
    auto *line = new QHBoxLayout(m_strip);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Space::One);
    m_issue->setObjectName(u"issueLabel"_qs);
    m_issue->setWordWrap(true);
    m_accept->setObjectName(u"acceptButton"_qs);
    m_acceptAll->setObjectName(u"acceptAllButton"_qs);
    m_next->setObjectName(u"nextButton"_qs);
    line->addWidget(m_issue, 1);
    line->addWidget(m_accept);
    line->addWidget(m_acceptAll);
    line->addWidget(m_next);
    m_frame->addBelowList(m_strip);
}

void ImportsPage::connectAll()
{
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(PauseBeforeCheck);
    connect(&m_checkSoon, &QTimer::timeout, this, &ImportsPage::check);
    connect(m_choose, &QPushButton::clicked, this, &ImportsPage::chooseFile);
    connect(m_empty, &EmptyState::actionTriggered, this, &ImportsPage::chooseFile);
    connect(m_history, &QPushButton::clicked, this,
            [this] { Q_EMIT navigate(PageIds::ImportHistory, {}); });
    connect(m_menu, &QMenu::triggered, this, [this](const QAction *action) {
        exportTo(static_cast<ReportFile>(action->data().toInt()));
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        if (m_model->sheet()) {
            takeMapping();
        }
        updateDeeds();
        retranslateUi();
    });
    for (const QComboBox *source : {m_sheetChoice, m_encoding, m_separator}) {
        connect(source, &QComboBox::activated, this, &ImportsPage::read);
    }
    connect(m_order, &QComboBox::activated, this, &ImportsPage::check);
    connect(m_show, &QComboBox::currentIndexChanged, this, [this] {
        const int verdict = m_show->currentData().toInt();
        m_model->setShown(verdict < 0 ? std::nullopt
                                      : std::optional(static_cast<ImportVerdict>(verdict)));
        showIssue();
    });
    connect(m_mapping, &ColumnMapping::mappingChanged, this, [this] {
        QStringList remembered;
        for (const auto &field : m_mapping->mapping()) {
            remembered.append(QString::number(field ? static_cast<int>(*field) : -1));
        }
        context().settings.setValue(mappingKey(), remembered);
        check();
    });
    connect(m_model, &ImportTableModel::edited, this, [this] {
        m_checkSoon.start();
        updateDeeds();
        Q_EMIT stateChanged();
    });
    connect(m_table, &TableView::opened, this, [this](const QModelIndex &index) {
        // The Return that ends an edit comes here too.
        if (index.flags().testFlag(Qt::ItemIsEditable) && !m_table->isPersistentEditorOpen(index)) {
            m_table->edit(index);
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ImportsPage::showIssue);
    connect(m_accept, &QPushButton::clicked, this, [this] { accept(false); });
    connect(m_acceptAll, &QPushButton::clicked, this, [this] { accept(true); });
    connect(m_next, &QPushButton::clicked, this, &ImportsPage::goToNext);
    connect(m_go, &QPushButton::clicked, this, &ImportsPage::carryOut);
    connect(m_panel, &EditorPanel::closeRequested, this, [this] { m_frame->setPanelOpen(false); });
    connect(m_frame->banner(), &Banner::actionTriggered, this, [this] {
        if (m_isSending) {
            m_sending.cancel();
            m_isSending = false;
            m_frame->banner()->showMessage(Tone::Info,
                                           tr("Cancelled. Nothing was changed; you can go on."));
            updateDeeds();
        } else if (m_model->sheet()) {
            check();
        } else {
            Q_EMIT navigate(PageIds::ImportHistory, {});
        }
    });
    connect(m_exporter, &TableExporter::busyChanged, this, &ImportsPage::updateDeeds);
    connect(&desk().sync, &SyncStatus::changed, this, &ImportsPage::updateDeeds);
    const auto *next = new QShortcut(Qt::Key_F8, this);
    connect(next, &QShortcut::activated, this, &ImportsPage::goToNext);
}

void ImportsPage::activate(const QString &argument)
{
    if (const auto wanted = Wire::fromName<ImportKind>(PageArgument::value(argument, u"kind"_qs))) {
        m_kind->setCurrentIndex(std::max(0, m_kind->findData(static_cast<int>(*wanted))));
    }
    if (const QString file = PageArgument::value(argument, u"file"_qs); !file.isEmpty()) {
        open(file);
    } else if (!m_model->sheet() && !m_isSending && m_file.isEmpty()) {
        m_frame->banner()->clear(); // Of an import that may have been taken back meanwhile.
    }
    updateDeeds();
}

bool ImportsPage::hasUnsavedInput() const
{
    return m_model->sheet() && m_model->isEdited();
}

void ImportsPage::discardInput()
{
    startAgain();
}

void ImportsPage::focusFirst()
{
    if (m_model->sheet()) {
        m_table->setFocus(Qt::OtherFocusReason);
    } else {
        m_choose->setFocus(Qt::OtherFocusReason);
    }
}

ImportKind ImportsPage::kind() const
{
    return static_cast<ImportKind>(m_kind->currentData().toInt());
}

bool ImportsPage::mayImport(ImportKind kind) const
{
    const auto person = desk().session.person();
    const Permission needed = kind == ImportKind::Events        ? Permission::ManageEvents
                              : kind == ImportKind::Attendances ? Permission::ManageAttendance
                              : kind == ImportKind::Accounts    ? Permission::ManageAccounts
                                                                : Permission::EditPeople;
    return person && roleHas(person->role, needed);
}

void ImportsPage::startAgain()
{
    ++m_question;
    m_checkSoon.stop();
    m_reading.cancel();
    m_checking.cancel();
    m_isChecking = false;
    m_isSending = false;
    m_file.clear();
    m_model->clear();
    m_frame->setPanelOpen(false);
    m_frame->setCount({});
    m_strip->hide();
    for (QWidget *tool : {m_show, m_sheetChoice, m_encoding, m_separator, m_order}) {
        tool->hide();
    }
    retranslateUi();
    updateDeeds();
    Q_EMIT stateChanged();
}

void ImportsPage::chooseFile()
{
    const FileQuestion question{
        tr("Import a table"),
        {},
        {FileQuestion::Xlsx, u"text/csv"_qs, u"text/plain"_qs, u"application/octet-stream"_qs}};
    leaveThen([this, question] {
        context().prompter.askOpenFile(this, question, [this](const QString &file) { open(file); });
    });
}

void ImportsPage::leaveThen(const std::function<void()> &goOn)
{
    if (hasUnsavedInput()) {
        context().prompter.askToDiscard(this, goOn);
    } else {
        goOn();
    }
}

void ImportsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_isSending && !droppedFile(*event).isEmpty()) {
        event->acceptProposedAction();
    }
}

void ImportsPage::dropEvent(QDropEvent *event)
{
    const QString file = droppedFile(*event);
    if (m_isSending || file.isEmpty()) {
        return;
    }
    event->acceptProposedAction();
    leaveThen([this, file] { open(file); });
}

void ImportsPage::open(const QString &file)
{
    startAgain();
    m_frame->banner()->clear();
    m_file = file;
    m_import = makeUuidV7();
    m_frame->setTitle(tr("Import “%1”").arg(QFileInfo(m_file).fileName()));
    m_encoding->setCurrentIndex(0);
    m_separator->setCurrentIndex(0);
    m_sheetChoice->clear();
    m_order->setCurrentIndex(-1);
    {
        const QSignalBlocker isOnlySaid(m_show);
        m_show->setCurrentIndex(0);
    }
    m_model->setShown(std::nullopt);
    read();
}

void ImportsPage::read()
{
    const quint64 question = ++m_question;
    m_reading.cancel();
    SheetOptions options;
    options.encoding = m_encoding->currentData().toString();
    if (const QChar separator = m_separator->currentData().toChar(); !separator.isNull()) {
        options.separator = separator;
    }
    options.sheet = std::max(0, m_sheetChoice->currentIndex());
    m_empty->setState(Icon::Table, tr("Being read"), QFileInfo(m_file).fileName());
    m_reading = desk().imports.read(m_file, options);
    deliver(m_reading, this, [this, question](const Imports::SheetResult &file) {
        if (question != m_question || (!file && file.error() == SheetFlaw::Cancelled)) {
            return;
        }
        if (file) {
            takeFile(*file);
            return;
        }
        const QString name = QFileInfo(m_file).fileName();
        const QString reason = ImportWords::flaw(file.error());
        startAgain();
        m_frame->banner()->clear();
        m_empty->setState(Icon::Alert, tr("“%1” cannot be imported").arg(name), reason,
                          tr("Choose another file…"));
    });
}

void ImportsPage::fillSources(const SheetFile &file)
{
    const QSignalBlocker sheetIsOnlySaid(m_sheetChoice);
    if (m_sheetChoice->count() != file.sheets.size()) {
        m_sheetChoice->clear();
        m_sheetChoice->addItems(file.sheets);
    }
    m_sheetChoice->setVisible(file.sheets.size() > 1);
    m_encoding->setVisible(!file.isWorkbook);
    m_separator->setVisible(!file.isWorkbook);
    m_encoding->setItemText(0, file.isEncodingMixed ? tr("UTF-8 and %1, mixed").arg(file.encoding)
                                                    : file.encoding);
    const int separator = m_separator->findData(file.separator);
    m_separator->setItemText(0, tr("Found: %1").arg(m_separator->itemText(std::max(1, separator))));
    m_show->show();
}

void ImportsPage::takeFile(const SheetFile &file)
{
    fillSources(file);
    m_model->setSheet(file.sheet);
    takeMapping();
    m_frame->setPanelOpen(true);
    if (file.isEncodingMixed) {
        m_frame->banner()->showMessage(Tone::Warning,
                                       tr("Some lines of the file are in another encoding than the "
                                          "rest. Look at names with accents."));
    } else if (file.sheet->formulas > 0) {
        m_frame->banner()->showMessage(
            Tone::Info,
            tr("Of %n cell(s) with a formula, the value that was computed last is taken.", nullptr,
               static_cast<int>(file.sheet->formulas)));
    } else {
        m_frame->banner()->clear();
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

// Files with the same headings are mapped as the last one was.
QString ImportsPage::mappingKey() const
{
    const QByteArray headings = m_model->sheet()->headings.join(u'\n').toUtf8();
    return u"imports/mapping/%1/%2"_qs.arg(static_cast<int>(kind()))
        .arg(QString::fromLatin1(
            QCryptographicHash::hash(headings, QCryptographicHash::Sha256).toHex().left(16)));
}

ImportMapping ImportsPage::rememberedMapping(const QStringList &headings) const
{
    const QStringList remembered = context().settings.value(mappingKey()).toStringList();
    if (remembered.size() != headings.size()) {
        return proposedMapping(kind(), headings);
    }
    const QList<ImportField> known = fieldsOf(kind());
    ImportMapping mapping;
    for (const QString &each : remembered) {
        const auto field = static_cast<ImportField>(each.toInt());
        mapping.append(each.toInt() >= 0 && known.contains(field) ? std::optional(field)
                                                                  : std::nullopt);
    }
    return mapping;
}

void ImportsPage::takeMapping()
{
    const QStringList headings = m_model->sheet()->headings;
    m_mapping->setColumns(kind(), headings, rememberedMapping(headings));
    // A file has as many columns as it has: the table is scrolled sideways.
    m_table->setColumnWidth(ImportTableModel::Line, WidthOfLine);
    m_table->setColumnWidth(ImportTableModel::Verdict, WidthOfVerdict);
    for (int column = ImportTableModel::FirstCell; column < m_model->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column) + Space::Two,
                                                   LeastWidthOfCell, MostWidthOfCell));
    }
    check();
}

void ImportsPage::check()
{
    if (!m_model->sheet() || m_isSending) {
        return;
    }
    const quint64 question = ++m_question;
    m_checkSoon.stop();
    m_checking.cancel();
    m_isChecking = true;
    updateDeeds();
    Imports::Setting setting;
    setting.kind = kind();
    setting.mapping = m_mapping->mapping();
    setting.import = m_import;
    if (m_order->currentIndex() >= 0) {
        setting.order = static_cast<ImportValues::DayOrder>(m_order->currentData().toInt());
    }
    m_checking = desk().imports.dryRun(m_model->sheet(), setting);
    deliver(m_checking, this, [this, question](const Result<Imports::PlanPtr> &plan) {
        if (question != m_question) {
            return;
        }
        m_isChecking = false;
        if (plan) {
            takePlan(*plan);
        } else {
            m_frame->banner()->showError(plan.error(), tr("Try again"));
        }
        updateDeeds();
    });
}

void ImportsPage::takePlan(const Imports::PlanPtr &plan)
{
    m_model->setPlan(plan);
    m_order->setVisible(plan->isOrderGuessed || m_order->currentIndex() >= 0);
    if (m_order->currentIndex() < 0 && plan->isOrderGuessed) {
        m_order->setCurrentIndex(m_order->findData(static_cast<int>(plan->order)));
    }
    showPlan();
    showIssue();
}

void ImportsPage::showPlan()
{
    const auto plan = m_model->plan();
    if (!plan) {
        return;
    }
    QStringList parts;
    const auto add = [&parts](int count, const QString &text) {
        if (count > 0) {
            parts.append(text);
        }
    };
    add(plan->wrong, tr("To correct: %1").arg(Formats::number(plan->wrong)));
    add(plan->creations, tr("New: %1").arg(Formats::number(plan->creations)));
    add(plan->changes, tr("Changes: %1").arg(Formats::number(plan->changes)));
    add(plan->same, tr("No change: %1").arg(Formats::number(plan->same)));
    m_frame->setCount(parts.join(u" · "));
    if (!plan->missingFields.isEmpty()) {
        QStringList names;
        for (const ImportField field : plan->missingFields) {
            names.append(ImportWords::field(field));
        }
        names.removeDuplicates();
        m_frame->banner()->showMessage(
            Tone::Warning, tr("Say which column is one of these: %1.").arg(names.join(u", ")));
    } else if (m_frame->banner()->property("isOfMapping").toBool()) {
        m_frame->banner()->clear();
    }
    m_frame->banner()->setProperty("isOfMapping", !plan->missingFields.isEmpty());
}

void ImportsPage::showIssue()
{
    const QModelIndex index = m_table->currentIndex();
    const auto plan = m_model->plan();
    const QList<ImportIssue> issues = m_model->issuesAt(index);
    m_strip->setVisible(plan && (plan->wrong > 0 || !issues.isEmpty()));
    m_next->setVisible(plan && plan->wrong > 0);
    m_next->setEnabled(plan && plan->wrong > 0);
    if (issues.isEmpty()) {
        m_issue->setText(plan && plan->wrong > 0
                             ? tr("%n row(s) have to be corrected before anything is imported.",
                                  nullptr, plan->wrong)
                             : QString());
        m_accept->hide();
        m_acceptAll->hide();
        return;
    }
    const ImportIssue &first = issues.first();
    m_issue->setText(ImportWords::issue(first, plan->mapping.value(first.column)));
    const bool hasProposal = first.proposal.has_value() && first.column >= 0;
    m_accept->setVisible(hasProposal);
    const int alike = hasProposal ? m_model->countAlike(index, first) : 0;
    m_acceptAll->setVisible(alike > 1);
    if (hasProposal) {
        m_accept->setText(first.proposal->isEmpty() ? tr("C&lear the cell")
                                                    : tr("&Use “%1”").arg(*first.proposal));
        m_acceptAll->setText(tr("In all %1 &alike").arg(Formats::number(alike)));
    }
}

void ImportsPage::goToNext()
{
    // Of a wrong row, the cell that is wrong comes first.
    const QModelIndex current = m_table->currentIndex();
    const bool isAtFault =
        current.isValid() && current.column() == m_model->wrongColumn(current.row());
    const int row = m_model->nextWrong(!current.isValid() ? -1
                                       : isAtFault        ? current.row()
                                                          : current.row() - 1);
    if (row >= 0) {
        m_table->setCurrentIndex(m_model->index(row, m_model->wrongColumn(row)));
        m_table->setFocus(Qt::OtherFocusReason);
    }
}

void ImportsPage::accept(bool inAll)
{
    const QModelIndex index = m_table->currentIndex();
    const QList<ImportIssue> issues = m_model->issuesAt(index);
    if (issues.isEmpty()) {
        return;
    }
    const int count = m_model->accept(index, issues.first(), inAll);
    if (count > 1) {
        context().toaster.toast(tr("%n cell(s) corrected.", nullptr, count), Tone::Success);
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void ImportsPage::updateDeeds()
{
    const auto plan = m_model->plan();
    const bool isOnline = desk().sync.isOnline();
    const int rows = plan ? plan->creations + plan->changes : 0;
    const bool isReady = plan && plan->isClean() && rows > 0 && !m_isChecking && !m_isSending &&
                         !m_checkSoon.isActive();
    m_go->setVisible(m_model->sheet() != nullptr);
    m_go->setEnabled(isReady && isOnline);
    m_go->setText(rows > 0 ? tr("&Import %n row(s)", nullptr, rows) : tr("&Import"));
    m_go->setToolTip(isOnline ? QString()
                              : tr("Importing needs the server. What you correct here stays."));
    const bool hasSheet = m_model->sheet() != nullptr;
    // One main deed at a time; the rest makes room for what the dry run says.
    m_history->setVisible(!hasSheet);
    m_export->setVisible(!hasSheet);
    const QString kindOfChoose = hasSheet ? QString() : u"primary"_qs;
    if (m_choose->property("kind").toString() != kindOfChoose) {
        m_choose->setProperty("kind", kindOfChoose);
        m_choose->style()->unpolish(m_choose);
        m_choose->style()->polish(m_choose);
    }
    m_export->setEnabled(!m_isSending && !m_exporter->isBusy());
    m_choose->setEnabled(!m_isSending);
    m_kind->setEnabled(!m_isSending);
    m_mapping->setEnabled(!m_isSending);
    m_table->setEnabled(!m_isSending);
    if (isReady && !isOnline) {
        m_frame->banner()->showMessage(
            Tone::Warning, tr("Importing needs the server, which cannot be reached now. What you "
                              "corrected stays here; go on as soon as there is a connection."));
    }
}

void ImportsPage::carryOut()
{
    const auto plan = m_model->plan();
    if (!plan || !m_go->isEnabled()) {
        return;
    }
    m_isSending = true;
    updateDeeds();
    m_sending = desk().imports.carryOut(plan, m_import, QFileInfo(m_file).fileName());
    m_frame->banner()->showMessage(Tone::Info, tr("Being sent…"), tr("Cancel"));
    auto *watcher = new QFutureWatcher<Result<ImportOutcome>>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, watcher](int done) {
        if (!m_isSending) {
            return;
        }
        const int all = watcher->progressMaximum();
        if (done < all) {
            m_frame->banner()->showMessage(
                Tone::Info,
                tr("Sent %1 of %2 rows…").arg(Formats::number(done), Formats::number(all)),
                tr("Cancel"));
        } else {
            m_frame->banner()->showMessage(Tone::Info,
                                           tr("All rows are sent and are now being carried out…"));
        }
    });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(m_sending);
    deliver(m_sending, this, [this](const Result<ImportOutcome> &outcome) {
        m_isSending = false;
        Q_EMIT ended(QFileInfo(m_file).fileName(), outcome);
        if (outcome) {
            takeOutcome(*outcome);
        } else {
            m_frame->banner()->showError(outcome.error());
            updateDeeds();
        }
    });
}

void ImportsPage::takeOutcome(const ImportOutcome &outcome)
{
    if (!outcome.refused.isEmpty()) {
        QStringList lines{tr("Nothing was imported. The server refuses:")};
        for (qsizetype i = 0; i < outcome.refused.size() && i < RefusedShown; ++i) {
            lines.append(ImportWords::refused(outcome.refused.at(i)));
        }
        if (outcome.refused.size() > RefusedShown) {
            lines.append(tr("… and %n more", nullptr,
                            static_cast<int>(outcome.refused.size()) - RefusedShown));
        }
        m_frame->banner()->showMessage(Tone::Danger, lines.join(u'\n'));
        desk().sync.syncNow();
        updateDeeds();
        return;
    }
    startAgain();
    if (isVisible()) {
        focusFirst(); // What had the keyboard is gone.
    }
    m_frame->banner()->showMessage(
        Tone::Success,
        tr("Imported: %1 new, %2 changed.")
            .arg(Formats::number(outcome.record.created), Formats::number(outcome.record.changed)),
        tr("Take it back…"));
    desk().sync.syncNow();
}

void ImportsPage::exportTo(ReportFile format)
{
    m_exporter->start(kind(), format);
}

void ImportsPage::retranslateUi()
{
    m_frame->setTitle(m_file.isEmpty() ? tr("Import and export")
                                       : tr("Import “%1”").arg(QFileInfo(m_file).fileName()));
    setSpokenName(*m_kind, tr("What the table is of"));
    for (int i = 0; i < m_kind->count(); ++i) {
        m_kind->setItemText(
            i, ImportWords::kind(static_cast<ImportKind>(m_kind->itemData(i).toInt())));
    }
    setSpokenName(*m_sheetChoice, tr("Sheet"));
    setSpokenName(*m_encoding, tr("Encoding of the file"));
    for (int i = m_file.isEmpty() ? 0 : 1; i < m_encoding->count(); ++i) {
        m_encoding->setItemText(i, ImportWords::encoding(m_encoding->itemData(i).toString()));
    }
    setSpokenName(*m_separator, tr("What parts the columns"));
    m_separator->setItemText(1, tr("Comma"));
    m_separator->setItemText(2, tr("Semicolon"));
    m_separator->setItemText(3, tr("Tabulator"));
    m_separator->setItemText(4, tr("Vertical bar"));
    setSpokenName(*m_order, tr("Order of day and month"));
    m_order->setItemText(0, tr("Days first: 31/12"));
    m_order->setItemText(1, tr("Months first: 12/31"));
    setSpokenName(*m_show, tr("Which rows are shown"));
    m_show->setItemText(0, tr("All rows"));
    for (int i = 1; i < m_show->count(); ++i) {
        m_show->setItemText(
            i, ImportWords::verdict(static_cast<ImportVerdict>(m_show->itemData(i).toInt())));
    }
    m_history->setText(tr("Earlier imports"));
    Icons::dress(*m_export, Icon::Download, IconTone::Normal, tr("&Export"));
    m_menu->actions().at(0)->setText(tr("E&xcel workbook…"));
    m_menu->actions().at(1)->setText(tr("&CSV file…"));
    m_choose->setText(tr("Choose a &file…"));
    m_next->setText(tr("&Next to correct (F8)"));
    m_panel->setTitle(tr("Columns"));
    m_panel->setSubtitle(tr("What each column of the file says"));
    m_mapping->retranslateUi();
    m_table->setAccessibleName(tr("Rows to import"));
    m_model->setWords({ImportWords::verdict, ImportWords::issue, tr("Changes what is there"),
                       tr("Line"), tr("State"), tr("(no heading)")});
    if (!m_model->sheet()) {
        m_empty->setState(
            Icon::Table, tr("Bring a table into EvalTrack"),
            tr("An Excel workbook or a CSV file with %1, headings in its first row. You see what "
               "would change, and correct what is wrong, before anything is changed. You can also "
               "drop "
               "the file here.")
                .arg(ImportWords::kind(kind()).toLower()),
            tr("Choose a file…"));
    }
    showPlan();
    showIssue();
    updateDeeds();
}

} // namespace EvalTrack
