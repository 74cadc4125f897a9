// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/faulttablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

FaultTableModel::FaultTableModel(SystemWatch &system, QObject *parent)
    : PagedTableModel(parent)
    , m_system(system)
{}

void FaultTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

QFuture<Result<Paged<ServerFault>>> FaultTableModel::request(const QString &cursor)
{
    return m_system.faults(cursor);
}

int FaultTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FaultTableModel::text(int row, int column) const
{
    const ServerFault &fault = at(row);
    switch (static_cast<Column>(column)) {
    case At:
        return ItemText::dateTime(fault.at);
    case What:
        return m_words.what ? m_words.what(fault) : QString();
    case Where:
        return QString(fault.method % u' ' % fault.route % u" → " % QString::number(fault.status));
    case Detail:
        return fault.message;
    case Who:
        return fault.user ? fault.user->name : m_words.nobody;
    case RequestId:
        return fault.requestId;
    case TraceId:
        return fault.traceId;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FaultTableModel::raw(int row, int column) const
{
    if (column == At) {
        return QDateTime::fromMSecsSinceEpoch(at(row).at.time_since_epoch().count());
    }
    return text(row, column);
}

} // namespace EvalTrack
