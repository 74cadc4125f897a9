// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtablemodel.h"
#include "ports/devices.h"

namespace EvalTrack {

/// Capture stations as the server lists them, page by page while the table is scrolled. When a page
/// cannot be had, what is shown stays and failed() says why; reload() tries again.
class DeviceTableModel final : public ItemTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Site, State, LastSeen, ColumnCount };

    struct Words
    {
        QString waiting;
        QString enrolled;
        QString revoked;
        QString neverSeen;
    };

    explicit DeviceTableModel(Devices &devices, QObject *parent = nullptr);

    void setWords(const Words &words);
    /// What changed changes in place.
    void reload();
    /// One station as the server answered it: replaced or, when new, put last.
    void put(const Device &device);

    [[nodiscard]] const Device &at(int row) const { return m_devices.at(row); }
    [[nodiscard]] std::optional<qint64> total() const { return m_total; }
    [[nodiscard]] bool isLoading() const { return m_isLoading; }

    [[nodiscard]] QUuid uuidAt(int row) const override;
    [[nodiscard]] int rowOf(const QUuid &uuid) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded();
    void failed(const EvalTrack::Error &error);

protected:
    [[nodiscard]] QString text(int row, int column) const override;
    /// Of the state column: DeviceState as int.
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;

private:
    enum class Fill { FromStart, Next };
    void fetch(Fill fill);
    void take(Fill fill, const DevicePage &page);
    [[nodiscard]] static QList<QUuid> uuids(const QList<Device> &devices);

    Devices &m_source;
    Words m_words;
    QString m_nextCursor;
    QList<Device> m_devices;
    std::optional<qint64> m_total;
    quint64 m_token = 0;
    bool m_isLoading = false;
};

} // namespace EvalTrack
