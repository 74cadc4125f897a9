// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/itemtablemodel.h"
#include "ports/reviews.h"

#include <functional>

namespace EvalTrack {

/// Captures under review, or decided ones, as the server lists them: page by page while the table
/// is scrolled, newest first. Answers that were overtaken are dropped. When a page cannot be had,
/// what is shown stays and failed() says why.
class ReviewTableModel final : public ItemTableModel
{
    Q_OBJECT
public:
    enum Column { CountedAt, Who, Event, Why, State, ColumnCount };

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
    /// The same question again: what changed changes in place.
    void reload();

    [[nodiscard]] const CaptureRecord &at(int row) const { return m_records.at(row); }
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
    /// Of the state column: ReviewState as int.
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;

private:
    enum class Fill { FromStart, Next };
    void fetch(Fill fill);
    void take(Fill fill, const ReviewPage &page);
    [[nodiscard]] static QList<QUuid> uuids(const QList<CaptureRecord> &records);

    Reviews &m_reviews;
    Words m_words;
    Reviews::Which m_which = Reviews::Which::Open;
    QString m_nextCursor;
    QList<CaptureRecord> m_records;
    std::optional<qint64> m_total;
    quint64 m_token = 0;
    bool m_isLoading = false;
};

} // namespace EvalTrack
