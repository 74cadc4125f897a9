// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/reviews.h"

#include <functional>

namespace EvalTrack {

/// Captures under review, or decided ones, as the server lists them: page by page while the table
/// is scrolled, newest first. Answers that were overtaken are dropped. When a page cannot be had,
/// what is shown stays and failed() says why.
class ReviewTableModel final : public PagedTableModel<CaptureRecord>
{
    Q_OBJECT
public:
    enum Column { CountedAt, Who, Event, Why, State, ColumnCount };
    Q_ENUM(Column)

    /// Words that the screen knows.
    struct Words
    {
        std::function<QString(const CaptureRecord &)> who;
        std::function<QString(const CaptureRecord &)> why;
        std::function<QString(const CaptureRecord &)> state;
    };

    explicit ReviewTableModel(Reviews &reviews, QObject *parent = nullptr);

    void setWords(const Words &words);
    void setWhich(Reviews::Which which);
    [[nodiscard]] Reviews::Which which() const { return m_which; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] QFuture<Result<Paged<CaptureRecord>>> request(const QString &cursor) override;
    [[nodiscard]] QUuid uuidOf(const CaptureRecord &row) const override;
    [[nodiscard]] QString text(int row, int column) const override;
    /// Of the state column: ReviewState as int.
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    Reviews &m_reviews;
    Words m_words;
    Reviews::Which m_which = Reviews::Which::Open;
};

} // namespace EvalTrack
