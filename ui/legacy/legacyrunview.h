// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/legacymove.h"
#include "ports/legacymove.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QMenu;
class QProgressBar;
class QPushButton;
class QStandardItemModel;
QT_END_NAMESPACE

namespace EvalTrack {

class TableView;
class TextLabel;

/// One step of the move from v1 that runs on the server: what it does, a button that starts it, how
/// far it is, and what it found. Asks nobody itself.
class LegacyRunView final : public QWidget
{
    Q_OBJECT
public:
    LegacyRunView(LegacyRunKind kind, const Clock &clock, QWidget *parent = nullptr);

    /// The newest of this kind, if there is any.
    void setRun(const std::optional<LegacyRun> &run);
    [[nodiscard]] const std::optional<LegacyRun> &run() const { return m_run; }
    /// Nothing can be started: another one runs, there is no connection, or nothing to read; `why`
    /// where it is not seen on the page.
    void setBlocked(bool isBlocked, const QString &why = {});
    void focusFirst();

Q_SIGNALS:
    void startRequested();
    void cancelRequested();
    void reportRequested(EvalTrack::LegacyMove::Report report);
    void nextRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void showAll();
    void showProgress();
    void showOutcome();
    void fillTables();
    [[nodiscard]] QString outcomeText() const;
    [[nodiscard]] bool isRunning() const
    {
        return m_run && m_run->state == LegacyRunState::Running;
    }

    const LegacyRunKind m_kind;
    const Clock &m_clock;
    std::optional<LegacyRun> m_run;
    bool m_isBlocked = false;
    bool m_isFilled = false; ///< The tables are of what the run found.
    TextLabel *m_text;
    QPushButton *m_start;
    QPushButton *m_cancel;
    QPushButton *m_report;
    QMenu *m_menu;
    QPushButton *m_next;
    QProgressBar *m_bar;
    TextLabel *m_progress;
    TextLabel *m_outcome;
    QStandardItemModel *m_tallies;
    TableView *m_talliesTable;
    QStandardItemModel *m_found; ///< Rules, or of a verification the differences.
    TableView *m_foundTable;
};

} // namespace EvalTrack
