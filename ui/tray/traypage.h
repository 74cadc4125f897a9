// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "items/outboxtablemodel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
class QTimer;
QT_END_NAMESPACE

namespace EvalTrack {

class ConflictGrid;
class EditorPanel;
class EmptyState;
class ListFrame;
class StatusChip;
class TableView;
class TextLabel;

/// What was recorded here and is not settled with the server: since when, why, and what can be done
/// about it. Nothing leaves it without an acknowledgement or a decision.
class TrayPage final : public Page
{
    Q_OBJECT
public:
    explicit TrayPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override { return false; }
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void connectAll();
    void takeItems();
    void open(const OutboxItem &item);
    void refresh();
    void retry();
    void putBack();
    void edit();
    void discard();
    void resolve();
    void closePanel();
    void take(const Result<void> &result, const QString &done);
    /// What went out and has no answer waits again as soon as the connection is gone.
    [[nodiscard]] OutboxState shownState(const OutboxItem &item) const;
    [[nodiscard]] QString reason(const OutboxItem &item) const;
    [[nodiscard]] QString shortReason(const OutboxItem &item) const;
    [[nodiscard]] static QString reviewReason(const OutboxItem &item);
    /// Where this person puts it right; empty where there is no such page.
    [[nodiscard]] QString pageOf(const OutboxItem &item) const;

    OutboxTableModel *m_model;
    ListFrame *m_frame;
    QComboBox *m_show;
    QPushButton *m_syncNow;
    TableView *m_table;
    EmptyState *m_empty;
    EditorPanel *m_panel;
    StatusChip *m_chip;
    TextLabel *m_facts;
    TextLabel *m_reason;
    ConflictGrid *m_conflicts;
    QPushButton *m_retry;
    QPushButton *m_putBack;
    QPushButton *m_edit;
    QPushButton *m_decide; ///< Leads to where HR decides what waits for review.
    QPushButton *m_discard;
    QPushButton *m_resolve;
    QTimer *m_minute;
    OutboxItem m_current;
    bool m_isBusy = false;
};

} // namespace EvalTrack
