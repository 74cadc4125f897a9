// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/documents.h"

#include <functional>

namespace EvalTrack {

/// What is kept about one person in files, as the server lists it, page by page.
class DocumentTableModel final : public PagedTableModel<PersonDocument>
{
    Q_OBJECT
public:
    enum Column { Title, Kind, ValidUntil, Validity, Size, AddedOn, AddedBy, ColumnCount };
    Q_ENUM(Column)

    struct Words
    {
        std::function<QString(DocumentKind kind)> kind;
        /// How long it holds; nothing: for ever.
        std::function<QString(const std::optional<qint64> &daysLeft)> validity;
    };

    explicit DocumentTableModel(Documents &documents, QObject *parent = nullptr);

    void setWords(const Words &words);
    void setToday(const QDate &today);
    /// Null: nobody, and the list is empty.
    void setPerson(UserId person);
    /// One document as the server answered it: replaced or, when new, put last.
    void put(const PersonDocument &document);
    void remove(const QUuid &uuid);
    /// Negative once it is over.
    [[nodiscard]] std::optional<qint64> daysLeft(const PersonDocument &document) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<PersonDocument>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const PersonDocument &row) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    /// Of the validity column: the days left, or invalid.
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override { return column == Size; }

private:
    Documents &m_source;
    Words m_words;
    QDate m_today;
    UserId m_person;
};

} // namespace EvalTrack
