// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/devicetablemodel.h"

#include "items/itemtext.h"

#include <QDateTime>

namespace EvalTrack {

DeviceTableModel::DeviceTableModel(Devices &devices, QObject *parent)
    : PagedTableModel(parent)
    , m_source(devices)
{}

void DeviceTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

QFuture<Result<Paged<Device>>> DeviceTableModel::request(const QString &cursor)
{
    return m_source.page(cursor);
}

QUuid DeviceTableModel::uuidOf(const Device &row) const
{
    return row.uuid.value();
}

void DeviceTableModel::put(const Device &device)
{
    PagedTableModel::put(device, rowCount());
}

int DeviceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DeviceTableModel::text(int row, int column) const
{
    const Device &device = at(row);
    switch (static_cast<Column>(column)) {
    case Name:
        return device.name;
    case Site:
        return device.site;
    case State:
        switch (device.state) {
        case DeviceState::Waiting:
            return m_words.waiting;
        case DeviceState::Enrolled:
            return m_words.enrolled;
        case DeviceState::Revoked:
            return m_words.revoked;
        }
        break;
    case LastSeen:
        return device.lastSeenAt ? ItemText::dateTime(device.lastSeenAt) : m_words.neverSeen;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DeviceTableModel::raw(int row, int column) const
{
    const Device &device = at(row);
    switch (static_cast<Column>(column)) {
    case State:
        return static_cast<int>(device.state);
    case LastSeen:
        return device.lastSeenAt ? QVariant(QDateTime::fromMSecsSinceEpoch(
                                       device.lastSeenAt->time_since_epoch().count()))
                                 : QVariant();
    case Name:
    case Site:
    case ColumnCount:
        break;
    }
    return text(row, column);
}

} // namespace EvalTrack
