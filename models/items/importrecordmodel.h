// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/imports.h"

#include <functional>

namespace EvalTrack {

/// Imports that were carried out, as the server lists them, newest first, page by page.
class ImportRecordModel final : public PagedTableModel<ImportRecord>
{
    Q_OBJECT
public:
    enum Column { At, File, Kind, By, Created, Changed, State, ColumnCount };

    struct Words
    {
        std::function<QString(ImportKind)> kind;
        QString carriedOut;
        QString takenBack;
    };

    explicit ImportRecordModel(Imports &imports, QObject *parent = nullptr);

    void setWords(const Words &words);
    /// One as the server answered it, in the place of what is shown.
    void put(const ImportRecord &record);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<ImportRecord>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const ImportRecord &row) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    /// Of the state column: whether it was taken back.
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;

private:
    Imports &m_source;
    Words m_words;
};

} // namespace EvalTrack
