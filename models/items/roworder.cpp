// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/roworder.h"

#include "base/overloaded.h"
#include "items/itemtext.h"

#include <algorithm>
#include <future>
#include <limits>
#include <numeric>

namespace EvalTrack {

std::vector<size_t> placesOf(size_t count, const std::function<QString(size_t)> &textAt,
                             const QCollator &collator)
{
    std::vector<std::optional<QCollatorSortKey>> keys(count);
    std::vector<size_t> sorted(count);
    std::iota(sorted.begin(), sorted.end(), size_t(0));
    const auto comesFirst = [&keys](size_t a, size_t b) {
        return *keys[a] < *keys[b];
    };
    const auto sortPart = [&](size_t from, size_t to, const QCollator &own) {
        for (size_t each = from; each < to; ++each) {
            keys[each] = own.sortKey(textAt(each));
        }
        std::sort(sorted.begin() + static_cast<qsizetype>(from),
                  sorted.begin() + static_cast<qsizetype>(to), comesFirst);
    };
    constexpr size_t WorthAThread = 2'000;
    const size_t half = count < WorthAThread ? 0 : count / 2;
    std::future<void> firstHalf;
    if (half > 0) {
        firstHalf = std::async(std::launch::async, [&sortPart, half, language = collator.locale()] {
            sortPart(0, half, QCollator(language)); // One serves one thread.
        });
    }
    sortPart(half, count, collator);
    if (half > 0) {
        firstHalf.get();
        std::inplace_merge(sorted.begin(), sorted.begin() + static_cast<qsizetype>(half),
                           sorted.end(), comesFirst);
    }
    std::vector<size_t> places(count);
    size_t place = 0;
    for (size_t next = 0; next < sorted.size(); ++next) {
        place = next > 0 && comesFirst(sorted[next - 1], sorted[next]) ? next : place;
        places[sorted[next]] = place;
    }
    return places;
}

namespace {

/// What the cells of a column are worth in its order.
std::vector<double> worthOf(qsizetype count, const SortKey &key,
                            const std::function<CellValue(int row, int column)> &valueAt)
{
    std::vector<double> worth(static_cast<size_t>(count));
    QHash<QString, size_t> numbers;
    std::vector<QString> texts; // each once
    std::vector<std::pair<size_t, size_t>> rowsWithText;
    for (size_t row = 0; row < worth.size(); ++row) {
        const CellValue value = valueAt(static_cast<int>(row), key.column);
        if (const auto *text = std::get_if<QString>(&value)) {
            const size_t number = numbers.value(*text, texts.size());
            if (number == texts.size()) {
                numbers.insert(*text, number);
                texts.push_back(*text);
            }
            rowsWithText.push_back({row, number});
            continue;
        }
        worth[row] = std::visit(
            Overloaded{[](std::monostate) { return -std::numeric_limits<double>::infinity(); },
                       [](const QString &) { return 0.0; }, [](double number) { return number; },
                       [](QDate day) { return static_cast<double>(day.toJulianDay()); },
                       [](const PlacedMoment &moment) {
                           return static_cast<double>(moment.at.time_since_epoch().count());
                       }},
            value);
    }
    const std::vector<size_t> places = placesOf(
        texts.size(), [&texts](size_t number) { return texts[number]; }, ItemText::collator());
    for (const auto &[row, number] : rowsWithText) {
        worth[row] = static_cast<double>(places[number]);
    }
    if (key.order == Qt::DescendingOrder) {
        std::ranges::transform(worth, worth.begin(), std::negate());
    }
    return worth;
}

} // namespace

QList<int> rowsInOrder(qsizetype count, const QList<SortKey> &keys,
                       const std::function<CellValue(int row, int column)> &valueAt)
{
    std::vector<std::vector<double>> worths;
    for (const SortKey &key : keys) {
        worths.push_back(worthOf(count, key, valueAt));
    }
    QList<int> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    if (keys.isEmpty()) {
        return rows;
    }
    std::sort(rows.begin(), rows.end(), [&worths](int a, int b) {
        for (const std::vector<double> &worth : worths) {
            const double left = worth[static_cast<size_t>(a)];
            const double right = worth[static_cast<size_t>(b)];
            if (left != right) {
                return left < right;
            }
        }
        return a < b;
    });
    return rows;
}

} // namespace EvalTrack
