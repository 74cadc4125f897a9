// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/bulkplan.h"

#include "base/deliver.h"
#include "ports/commandsink.h"

#include <QElapsedTimer>

namespace EvalTrack {

namespace {

constexpr qint64 PlanTurnMilliseconds = 8;

} // namespace

BulkPlan::BulkPlan(const BulkFields &fields, QObject *parent)
    : QAbstractTableModel(parent)
    , m_fields(fields)
    , m_known(fields.fields())
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        if (m_sink != nullptr) {
            send();
        } else {
            look();
        }
    });
}

BulkPlan::~BulkPlan()
{
    if (m_sink != nullptr && m_turn.isActive()) {
        m_sink->endTogether();
    }
}

void BulkPlan::setRows(const QList<BulkRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    m_lines.clear();
    m_changes.clear();
    m_counts = {};
    m_next = 0;
    m_isReady = false;
    endResetModel();
    m_turn.start();
}

void BulkPlan::look()
{
    QElapsedTimer time;
    time.start();
    QList<Line> lines;
    while (m_next < m_rows.size() && time.elapsed() < PlanTurnMilliseconds) {
        lookAt(m_rows.at(m_next++), lines);
    }
    if (!lines.isEmpty()) {
        const auto first = static_cast<int>(m_lines.size());
        beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
        m_lines.append(lines);
        endInsertRows();
    }
    if (m_next >= m_rows.size()) {
        m_turn.stop();
        m_isReady = true;
        Q_EMIT ready();
    }
}

void BulkPlan::lookAt(const BulkRow &row, QList<Line> &lines)
{
    const QString name = m_fields.nameOf(row.row);
    BulkFields::Values values;
    for (const BulkField &field : std::as_const(m_known)) {
        const auto wanted = row.values.constFind(field.name);
        if (wanted == row.values.constEnd()) {
            continue;
        }
        BulkCell cell;
        if (wanted->has_value()) {
            cell = m_fields.look(row.row, field.name, wanted->value());
        } else {
            cell = m_fields.look(row.row, field.name, QVariant());
            cell.after.clear();
            cell.why = wanted->error();
        }
        if (cell.isSame()) {
            ++m_counts.same;
            continue;
        }
        if (cell.why.isEmpty()) {
            values.insert(field.name, wanted->value());
        } else {
            ++m_counts.refused;
        }
        lines.append({name, field.label, cell});
    }
    for (auto each = row.refused.begin(); each != row.refused.end(); ++each) {
        ++m_counts.refused;
        lines.append({name, each.key(), each.value()});
    }
    if (!values.isEmpty()) {
        ++m_counts.changing;
        m_changes.append({row.row, values});
    }
}

void BulkPlan::carryOut(CommandSink &sink)
{
    m_sink = &sink;
    m_sent = 0;
    m_sink->beginTogether();
    m_turn.start();
}

void BulkPlan::send()
{
    QElapsedTimer time;
    time.start();
    while (m_sent < m_changes.size() && time.elapsed() < PlanTurnMilliseconds) {
        const auto &[row, values] = m_changes.at(m_sent++);
        const QList<Command> commands = m_fields.commands(row, values);
        for (const Command &command : commands) {
            ++m_commands;
            deliver(m_sink->submit(command), this, [this](const Result<CommandUuid> &result) {
                noteAnswer(result ? std::nullopt : std::optional(result.error()));
            });
        }
    }
    if (m_sent < m_changes.size()) {
        return;
    }
    m_turn.stop();
    m_sink->endTogether();
    if (m_commands == m_answered) {
        Q_EMIT finished(static_cast<int>(m_changes.size() - m_failed), m_error);
    }
}

void BulkPlan::noteAnswer(const std::optional<Error> &error)
{
    ++m_answered;
    if (error) {
        ++m_failed;
        m_error = error;
    }
    Q_EMIT progressed(static_cast<int>(m_answered), static_cast<int>(m_changes.size()));
    if (m_sent == m_changes.size() && m_answered == m_commands) {
        Q_EMIT finished(static_cast<int>(std::max<qsizetype>(0, m_changes.size() - m_failed)),
                        m_error);
    }
}

int BulkPlan::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int BulkPlan::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BulkPlan::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)) {
        return {};
    }
    const Line &line = m_lines.at(index.row());
    switch (static_cast<Column>(index.column())) {
    case Row:
        return line.row;
    case Field:
        return line.field;
    case Before:
        return line.cell.before.isEmpty() ? tr("(nothing)") : line.cell.before;
    case After:
        return !line.cell.why.isEmpty()    ? tr("stays")
               : line.cell.after.isEmpty() ? tr("(nothing)")
                                           : line.cell.after;
    case Why:
        return line.cell.why;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant BulkPlan::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (static_cast<Column>(section)) {
    case Row:
        return tr("Row");
    case Field:
        return tr("Field");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Why:
        return tr("Why it stays");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace EvalTrack
