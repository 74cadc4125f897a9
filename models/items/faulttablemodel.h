// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/systemwatch.h"

#include <functional>

namespace EvalTrack {

/// What went wrong on the server, newest first.
class FaultTableModel final : public PagedTableModel<ServerFault>
{
    Q_OBJECT
public:
    enum Column { At, What, Where, Detail, Who, RequestId, TraceId, ColumnCount };
    Q_ENUM(Column)

    /// Words that the screen knows.
    struct Words
    {
        std::function<QString(const ServerFault &)> what;
        QString nobody; ///< Of a request without anybody signed in.
    };

    explicit FaultTableModel(SystemWatch &system, QObject *parent = nullptr);

    void setWords(const Words &words);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<ServerFault>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const ServerFault &row) const override { return row.uuid; }
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    SystemWatch &m_system;
    Words m_words;
};

} // namespace EvalTrack
