// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class AnniversaryTableModel;
class EmptyState;
class ListFrame;
class TableView;

/// Whose birthday it is in the next thirty days, and who came to the company on one of these days.
class AnniversariesPage final : public Page
{
    Q_OBJECT
public:
    explicit AnniversariesPage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void takePeople();

    AnniversaryTableModel *m_model;
    ListFrame *m_frame;
    QToolButton *m_back;
    TableView *m_table;
    EmptyState *m_empty;
};

} // namespace EvalTrack
