// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "ports/legacymove.h"

#include <QTimer>

#include <array>

QT_BEGIN_NAMESPACE
class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class LegacyRunView;
class LegacySourcesView;
class TextLabel;

/// The move from v1 for administrators, in five steps: sources, dry run, import, verification, and
/// what waits. The server does the work and goes on when nobody looks; opened again, the page is at
/// the step that is due.
class LegacyMovePage final : public Page
{
    Q_OBJECT
public:
    explicit LegacyMovePage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    enum Step { Sources, DryRun, Import, Verify, Waiting, StepCount };

    void build();
    void connectAll();
    void connectRun(LegacyRunView *view, LegacyRunKind kind, Step next);
    void ask();
    void clearBanner();
    void takeRuns(const QList<LegacyRun> &runs);
    [[nodiscard]] Step stepDue() const;
    void goTo(Step step);
    void test();
    void start(LegacyRunKind kind);
    void begin(LegacyRunKind kind);
    void cancel(LegacyRunKind kind);
    void saveReport(LegacyRunKind kind, LegacyMove::Report report);
    void poll();
    void takeRun(const LegacyRun &run);
    void askWaiting();
    void showWaiting();
    void showFailure(const Error &error);
    void updateDeeds();
    void blockRuns();
    [[nodiscard]] LegacyRunView *viewOf(LegacyRunKind kind) const
    {
        return m_runs.at(static_cast<size_t>(kind));
    }
    /// What runs now, if anything.
    [[nodiscard]] std::optional<LegacyRun> running() const;

    TextLabel *m_title;
    Banner *m_banner;
    QToolButton *m_back;
    QTabBar *m_tabs;
    QStackedWidget *m_steps;
    LegacySourcesView *m_sources;
    std::array<LegacyRunView *, 3> m_runs; ///< By kind.
    QWidget *m_waiting;
    TextLabel *m_waitingText;
    QPushButton *m_openTray;
    QTimer m_pollSoon;
    std::optional<qint64> m_waitingCount;
    bool m_isPlaced = false; ///< The step that is due was opened once.
    bool m_isAsking = false; ///< The server was asked for something that it does.
    bool m_hasFailed = false;
    bool m_hasDriver = true;
};

} // namespace EvalTrack
