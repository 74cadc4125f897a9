// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/importtablemodel.h"
#include "ports/reports.h"

#include <QFuture>
#include <QTimer>

#include <functional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QMenu;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class ColumnMapping;
class EditorPanel;
class EmptyState;
class ListFrame;
class TableExporter;
class TableView;
class TextLabel;

/// A table into EvalTrack: choose a file, say which column is what, correct what is wrong in a
/// grid, and carry all of it out or nothing. And out of it: every record of a kind as a file that
/// comes back without a change. All but the last step works without a network; what was corrected
/// stays until it can be carried out.
class ImportsPage final : public Page
{
    Q_OBJECT
public:
    explicit ImportsPage(const PageContext &context, QWidget *parent = nullptr);
    ~ImportsPage() override;

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusFirst() override;

Q_SIGNALS:
    /// An import came to its end: carried out, refused or failed; not one that was cancelled.
    void ended(const QString &fileName, const EvalTrack::Result<EvalTrack::ImportOutcome> &outcome);

protected:
    void retranslateUi() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void buildStrip();
    void connectAll();
    [[nodiscard]] ImportKind kind() const;
    [[nodiscard]] bool mayImport(ImportKind kind) const;
    void chooseFile();
    /// Asks first where corrections would be lost.
    void leaveThen(const std::function<void()> &goOn);
    void open(const QString &file);
    /// Reads it again with what is chosen of encoding, separator and sheet.
    void read();
    void takeFile(const SheetFile &file);
    void fillSources(const SheetFile &file);
    void takeMapping();
    void check();
    void takePlan(const Imports::PlanPtr &plan);
    void showPlan();
    void showIssue();
    void goToNext();
    void accept(bool inAll);
    void carryOut();
    void takeOutcome(const ImportOutcome &outcome);
    void startAgain();
    void updateDeeds();
    void exportTo(ReportFile format);
    [[nodiscard]] QString mappingKey() const;
    [[nodiscard]] ImportMapping rememberedMapping(const QStringList &headings) const;

    ImportTableModel *m_model;
    ListFrame *m_frame;
    QComboBox *m_kind;
    QComboBox *m_sheetChoice;
    QComboBox *m_encoding;
    QComboBox *m_separator;
    QComboBox *m_order;
    QComboBox *m_show;
    QPushButton *m_history;
    QPushButton *m_export;
    QMenu *m_menu;
    QPushButton *m_choose;
    QPushButton *m_go;
    TableView *m_table;
    EmptyState *m_empty;
    EditorPanel *m_panel;
    ColumnMapping *m_mapping;
    QWidget *m_strip; ///< What is said of the cell at hand.
    TextLabel *m_issue;
    QPushButton *m_accept;
    QPushButton *m_acceptAll;
    QPushButton *m_next;
    TableExporter *m_exporter;
    QTimer m_checkSoon;
    QString m_file;
    QUuid m_import; ///< Of the file at hand.
    QFuture<Imports::SheetResult> m_reading;
    QFuture<Result<Imports::PlanPtr>> m_checking;
    QFuture<Result<ImportOutcome>> m_sending;
    quint64 m_question = 0; ///< Answers to earlier ones are dropped.
    bool m_isChecking = false;
    bool m_isSending = false;
};

} // namespace EvalTrack
