// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/legacymove.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPushButton;
class QStandardItemModel;
QT_END_NAMESPACE

namespace EvalTrack {

class FormField;
class TableView;
class TextLabel;

/// The first step of the move from v1: where its two databases are, and whether they can be read.
/// What is typed stays in the fields as long as the window is open, and nowhere else.
class LegacySourcesView final : public QWidget
{
    Q_OBJECT
public:
    explicit LegacySourcesView(QWidget *parent = nullptr);

    void setSources(const LegacySources &sources);
    [[nodiscard]] LegacyPlace place() const;
    /// Why there is nothing to read yet; empty when it is known where both databases are.
    [[nodiscard]] QString whatIsMissing() const;
    /// What the server finds wrong with the fields; false when it says nothing of them.
    bool showFaults(const Error &error);
    /// Of the tables of v1, once they were read.
    void setCounts(const QList<LegacyTally> &counts);
    void setBusy(bool isBusy);
    void focusFirst();

Q_SIGNALS:
    void placeChanged();
    void testRequested();
    void nextRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void showCounts();
    void updateDeeds();

    LegacySources m_sources;
    bool m_isBusy = false;
    QList<LegacyTally> m_counts;
    TextLabel *m_text;
    QLineEdit *m_accounts;
    QLineEdit *m_business;
    QComboBox *m_zone;
    FormField *m_accountsField;
    FormField *m_businessField;
    FormField *m_zoneField;
    QPushButton *m_test;
    QPushButton *m_next;
    TextLabel *m_outcome;
    QStandardItemModel *m_model;
    TableView *m_table;
};

} // namespace EvalTrack
