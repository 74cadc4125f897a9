// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "dashboard/dashboardcontent.h"

QT_BEGIN_NAMESPACE
class QGridLayout;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class EmptyState;
class FigureCard;
class NextEventsCard;
class TextLabel;

/// The figures and charts of the signed-in person's role, as the server computed them last. Offline
/// it shows those of the last time and says of when; every number and chart leads to its rows.
class DashboardPage final : public Page
{
    Q_OBJECT
public:
    explicit DashboardPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;
    void askAgain() override;

protected:
    void retranslateUi() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void showData();
    void showNextEvents();
    [[nodiscard]] QHash<qint64, QString> zonesOfEvents() const;
    void showFreshness();
    void arrange();
    void openPoint(const ChartSpec &spec, const QString &key, qint64 id);

    Role m_role;
    QStackedWidget *m_states;
    EmptyState *m_empty;
    QWidget *m_content = nullptr;
    TextLabel *m_title;
    TextLabel *m_asOf;
    Banner *m_offline;
    QHash<qint64, QString> m_zones; ///< Of the events that are shown as next.
    NextEventsCard *m_next;
    QGridLayout *m_figureGrid = nullptr;
    QGridLayout *m_chartGrid = nullptr;
    QList<FigureCard *> m_figures;
    QList<ChartPanel *> m_charts;
    int m_columns = 0;
};

} // namespace EvalTrack
