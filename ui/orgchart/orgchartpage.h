// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QStackedWidget;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;
class OrgChart;
class OrgChartView;
class OrgTableModel;
class PeopleSnapshot;
class SearchField;
class TableView;
class TextLabel;

/// Who reports to whom: a chart to look at, and the same as a list to read. It shows who is active,
/// and who is not while somebody reports to them.
class OrgChartPage final : public Page
{
    Q_OBJECT
public:
    explicit OrgChartPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void connectAll();
    /// Makes the chart anew when it is seen; people change more often than anybody looks.
    void takePeople();
    void rebuild();
    void takeChart(const OrgChart &chart, const std::shared_ptr<const PeopleSnapshot> &people);
    void search();
    void findPeople();
    /// Steps through what was found.
    void showNext();
    void showCircles();
    void refresh();
    void openPerson(UserUuid person);
    void writePdf(const QString &file);

    ListFrame *m_frame;
    QPushButton *m_pdf;
    SearchField *m_search;
    TextLabel *m_foundLabel;
    QToolButton *m_next;
    QToolButton *m_fold;
    QToolButton *m_zoomOut;
    QToolButton *m_zoomIn;
    QToolButton *m_fit;
    QToolButton *m_asList;
    QStackedWidget *m_stack;
    OrgChartView *m_view;
    TableView *m_table;
    OrgTableModel *m_model;
    EmptyState *m_empty;
    EmptyState *m_emptyList;
    QList<int> m_found; ///< Of the chart's indexes, in reading order.
    qsizetype m_at = -1;
    bool m_isStale = true;
    bool m_isFirst = true;
    quint64 m_question = 0; ///< A chart that was asked for before the last one is dropped.
};

} // namespace EvalTrack
