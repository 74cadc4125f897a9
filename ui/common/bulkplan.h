// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "common/bulkfields.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <expected>

namespace EvalTrack {

class CommandSink;

/// What is to become of a row: values, or in a sentence why what was written is none. By field.
struct BulkRow
{
    QUuid row;
    QHash<QString, std::expected<QVariant, QString>> values;
    /// What was written where nothing can be changed, by the title of the column.
    QHash<QString, BulkCell> refused = {};
};

/// A change of many rows before it is carried out: a table of what each field was and will be, and
/// of what cannot be changed and why. What is so already is counted and not listed. It is worked
/// out, and carried out, a little at a time between other events. UI thread.
class BulkPlan final : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// More are too many to look through, and to take back.
    static constexpr qsizetype MostRows = 10'000;

    enum Column { Row, Field, Before, After, Why, ColumnCount };
    struct Counts
    {
        int changing = 0; ///< Rows.
        int same = 0;     ///< Fields that are so already.
        int refused = 0;  ///< Fields.
    };

    explicit BulkPlan(const BulkFields &fields, QObject *parent = nullptr);
    ~BulkPlan() override;

    /// ready() follows.
    void setRows(const QList<BulkRow> &rows);
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    /// Sends what can be changed, as one step of undo; progressed() and finished() follow.
    void carryOut(CommandSink &sink);
    [[nodiscard]] bool isCarriedOut() const { return m_sink != nullptr; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void ready();
    void progressed(int done, int of);
    /// How many rows were changed; `error` is why others were not.
    void finished(int changed, const std::optional<EvalTrack::Error> &error);

private:
    struct Line
    {
        QString row;
        QString field;
        BulkCell cell;
    };

    void look();
    void lookAt(const BulkRow &row, QList<Line> &lines);
    void send();
    void noteAnswer(const std::optional<Error> &error);

    const BulkFields &m_fields;
    QList<BulkField> m_known;
    QList<BulkRow> m_rows;
    QList<Line> m_lines;
    QList<QPair<QUuid, BulkFields::Values>> m_changes;
    Counts m_counts;
    qsizetype m_next = 0;
    bool m_isReady = false;
    QTimer m_turn;

    CommandSink *m_sink = nullptr;
    qsizetype m_sent = 0;
    qsizetype m_answered = 0;
    qsizetype m_commands = 0;
    qsizetype m_failed = 0;
    std::optional<Error> m_error;
};

} // namespace EvalTrack
