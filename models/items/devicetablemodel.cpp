// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/devicetablemodel.h"

#include "base/deliver.h"
#include "items/itemtext.h"

#include <QDateTime>

#include <algorithm>

namespace EvalTrack {

DeviceTableModel::DeviceTableModel(Devices &devices, QObject *parent)
    : ItemTableModel(parent)
    , m_source(devices)
{}

void DeviceTableModel::setWords(const Words &words)
{
    m_words = words;
    noteAllChanged();
}

void DeviceTableModel::reload()
{
    fetch(Fill::FromStart);
}

void DeviceTableModel::fetch(Fill fill)
{
    const quint64 token = ++m_token;
    m_isLoading = true;
    deliver(m_source.page(fill == Fill::Next ? m_nextCursor : QString()), this,
            [this, token, fill](const Result<DevicePage> &page) {
                if (token != m_token) {
                    return;
                }
                m_isLoading = false;
                if (!page) {
                    Q_EMIT failed(page.error());
                    return;
                }
                take(fill, *page);
                Q_EMIT loaded();
            });
}

void DeviceTableModel::take(Fill fill, const DevicePage &page)
{
    QList<Device> fresh = fill == Fill::Next ? m_devices : QList<Device>();
    fresh += page.devices;
    const RowDiff diff = RowDiff::between(uuids(m_devices), uuids(fresh));
    m_nextCursor = page.nextCursor;
    if (page.total) {
        m_total = page.total;
    }
    follow(
        diff, m_devices, fresh, [] {}, [](const Device &a, const Device &b) { return a == b; });
}

void DeviceTableModel::put(const Device &device)
{
    const int row = rowOf(device.uuid.value());
    if (row >= 0) {
        m_devices[row] = device;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    const auto end = static_cast<int>(m_devices.size());
    beginInsertRows({}, end, end);
    m_devices.append(device);
    endInsertRows();
    if (m_total) {
        ++*m_total;
    }
}

QList<QUuid> DeviceTableModel::uuids(const QList<Device> &devices)
{
    QList<QUuid> list;
    list.reserve(devices.size());
    for (const Device &device : devices) {
        list.append(device.uuid.value());
    }
    return list;
}

QUuid DeviceTableModel::uuidAt(int row) const
{
    return m_devices.at(row).uuid.value();
}

int DeviceTableModel::rowOf(const QUuid &uuid) const
{
    const auto found = std::find_if(m_devices.begin(), m_devices.end(), [&](const Device &device) {
        return device.uuid.value() == uuid;
    });
    return found == m_devices.end() ? -1 : static_cast<int>(found - m_devices.begin());
}

int DeviceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_devices.size());
}

int DeviceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool DeviceTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isLoading && !m_nextCursor.isEmpty();
}

void DeviceTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        fetch(Fill::Next);
    }
}

QString DeviceTableModel::text(int row, int column) const
{
    const Device &device = m_devices.at(row);
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
    const Device &device = m_devices.at(row);
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

bool DeviceTableModel::isNumber(int /*column*/) const
{
    return false;
}

} // namespace EvalTrack
