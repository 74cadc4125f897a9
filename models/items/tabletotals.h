// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/columntotal.h"
#include "items/itemtablemodel.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <vector>

namespace EvalTrack {

/// What the columns of a table come to, all together and by groups of rows. It is reckoned a little
/// at a time between other events, so that a million rows hold up nobody; ready() says when it is
/// done. Lives in the UI thread.
class TableTotals final : public QObject
{
    Q_OBJECT
public:
    struct Work
    {
        QList<int> columns;
        qsizetype count = 0; ///< Of rows.
        /// Which row of the model each of them is, -1 for none; without it they are its first ones.
        std::function<int(qsizetype)> rowAt = {};
        /// The group that a row of the model belongs to.
        std::function<int(int row)> groupOf = {};
        int groups = 0;
    };

    explicit TableTotals(QObject *parent = nullptr);

    /// Begins anew. To be called again, or stop(), as soon as the rows change: `model` is read as
    /// it is when its turn comes.
    void start(const ItemTableModel &model, const Work &work);
    void stop();
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] qsizetype count() const { return m_work.count; }
    /// Nothing while it is not ready, or of a column that was not asked for.
    [[nodiscard]] const ColumnTotal *of(int column) const;
    [[nodiscard]] const ColumnTotal *ofGroup(int group, int column) const;

Q_SIGNALS:
    void ready();

private:
    void goOn();
    [[nodiscard]] const ColumnTotal *at(qsizetype group, int column) const;

    QPointer<const ItemTableModel> m_model;
    Work m_work;
    std::vector<ColumnTotal> m_totals; ///< Column by column, of all and then of each group.
    qsizetype m_next = 0;
    bool m_isReady = false;
    QTimer m_turn;
};

} // namespace EvalTrack
