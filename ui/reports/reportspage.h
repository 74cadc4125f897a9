// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/reporttablemodel.h"

#include <QFuture>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDateEdit;
class QMenu;
class QPushButton;
class QScrollArea;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class TableView;
class TextLabel;

/// Reports of a period and a department, out of the local store: on the screen, on paper and as
/// files, with the same rows and totals. Works without a network; what lies before the local window
/// is said to be missing.
class ReportsPage final : public Page
{
    Q_OBJECT
public:
    explicit ReportsPage(const PageContext &context, QWidget *parent = nullptr);
    ~ReportsPage() override;

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    enum class Period {
        ThisMonth,
        LastMonth,
        ThisYear,
        LastYear,
        LastTwelveMonths,
        LikeDashboard,
        Chosen
    };
    enum class Output { Xlsx, Csv, Pdf, Printer };

    void build();
    void connectAll();
    void choosePeriod(Period period);
    [[nodiscard]] QDate today() const;
    [[nodiscard]] ReportKind kind() const;
    void fillDepartments();
    void run();
    void cancel();
    void showProgress(int done, int all);
    void arrange(const Report &report, quint64 question);
    void showReport(const Report &report, const QList<SortKey> &keys);
    void showChart();
    void showMissing();
    void showStamp();
    void openRow(const QModelIndex &index);
    void writeTo(Output output);
    void writeFile(Output output, const ReportDocument &document, const QString &file);
    void print(const ReportDocument &document);
    void openSubject(int row);

    ReportTableModel *m_model;
    ListFrame *m_frame;
    QComboBox *m_kind;
    QComboBox *m_period;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QComboBox *m_department;
    QPushButton *m_view;
    QPushButton *m_export;
    QMenu *m_menu;
    QStackedWidget *m_views; ///< Table and chart.
    QScrollArea *m_chartPlace;
    TableView *m_table;
    EmptyState *m_empty;
    TextLabel *m_stamp;
    QFuture<Result<Report>> m_building;
    quint64 m_question = 0; ///< Answers to earlier ones are dropped.
    bool m_isBuilding = false;
    bool m_isChartWanted = false; ///< Where there is one; else the table.
};

} // namespace EvalTrack
