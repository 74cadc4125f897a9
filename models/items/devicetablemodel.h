// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/devices.h"

namespace EvalTrack {

/// Capture stations as the server lists them, page by page while the table is scrolled. When a page
/// cannot be had, what is shown stays and failed() says why; reload() tries again.
class DeviceTableModel final : public PagedTableModel<Device>
{
    Q_OBJECT
public:
    enum Column { Name, Site, State, LastSeen, ColumnCount };
    Q_ENUM(Column)

    struct Words
    {
        QString waiting;
        QString enrolled;
        QString revoked;
        QString neverSeen;
    };

    explicit DeviceTableModel(Devices &devices, QObject *parent = nullptr);

    void setWords(const Words &words);
    /// One station as the server answered it: replaced or, when new, put last.
    void put(const Device &device);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<Device>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const Device &row) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    /// Of the state column: DeviceState as int.
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    Devices &m_source;
    Words m_words;
};

} // namespace EvalTrack
