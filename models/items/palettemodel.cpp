// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/palettemodel.h"

#include "base/clock.h"
#include "base/foldedtext.h"

#include <algorithm>

namespace EvalTrack {

namespace {

/// So many people are looked at more closely: the best of a single letter is in nobody's interest.
constexpr qsizetype RankedMost = 2'000;
constexpr int NoMatch = -1;

/// What is typed, folded, ready to be compared with many titles.
struct Typed
{
    QString text;
    QStringList words;
    QStringList inside; ///< The words as they begin a word that is not the first.

    explicit Typed(const QString &folded)
        : text(folded)
        , words(folded.split(u' ', Qt::SkipEmptyParts))
    {
        for (const QString &word : std::as_const(words)) {
            inside.append(u' ' + word);
        }
    }

    /// 0 when the title begins with what is typed, 1 when each word begins a word of it, 2 when it
    /// has them anywhere.
    [[nodiscard]] int rankOf(const QString &title) const
    {
        if (title.startsWith(text)) {
            return 0;
        }
        int rank = 1;
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (!title.contains(words.at(i))) {
                return NoMatch;
            }
            if (!title.startsWith(words.at(i)) && !title.contains(inside.at(i))) {
                rank = 2;
            }
        }
        return rank;
    }
};

/// The best `most` of them, those of one rank in their order.
template <typename Entry>
void keepBest(QList<std::pair<int, Entry>> &found, int most)
{
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    if (found.size() > most) {
        found.resize(most);
    }
}

} // namespace

PaletteModel::PaletteModel(PeopleStore &people, EventStore &events, const Clock &clock,
                           QObject *parent)
    : QAbstractListModel(parent)
    , m_people(people)
    , m_events(events)
    , m_clock(clock)
{}

void PaletteModel::setSources(Sources sources)
{
    m_sources = std::move(sources);
    refill();
}

void PaletteModel::setFixed(const QList<PaletteItem> &items)
{
    m_fixed = items;
    refill();
}

void PaletteModel::setRecent(const QStringList &keys)
{
    m_recent = keys;
    refill();
}

void PaletteModel::setQuery(const QString &query)
{
    m_query = query;
    refill();
}

void PaletteModel::refill()
{
    const QString folded = foldedForSearch(m_query).trimmed();
    QList<PaletteItem> items;
    if (folded.isEmpty()) {
        m_search.forget();
        items = recentAndFixed();
    } else {
        items = fixedFor(folded) + peopleFor(m_query, folded) + eventsFor(folded);
    }
    if (items == m_items) {
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

QList<PaletteItem> PaletteModel::recentAndFixed() const
{
    QList<PaletteItem> items;
    for (const QString &key : m_recent) {
        const auto item = itemOf(key);
        if (item && !items.contains(*item) && items.size() < RecentMost) {
            items.append(*item);
        }
    }
    for (const PaletteItem &item : m_fixed) {
        if (!items.contains(item)) {
            items.append(item);
        }
    }
    return items;
}

QString PaletteModel::keyOf(const PaletteItem &item)
{
    switch (item.kind) {
    case PaletteItem::Kind::Page:
        return u"page:" % item.id;
    case PaletteItem::Kind::Deed:
        return u"deed:" % item.id;
    case PaletteItem::Kind::Event:
        return u"event:" % item.id;
    case PaletteItem::Kind::Person:
        return u"person:" % item.id;
    }
    return {};
}

std::optional<PaletteItem> PaletteModel::itemOf(const QString &key) const
{
    const auto fixed = std::find_if(m_fixed.begin(), m_fixed.end(),
                                    [&](const PaletteItem &item) { return keyOf(item) == key; });
    if (fixed != m_fixed.end()) {
        return *fixed;
    }
    const QUuid uuid = QUuid::fromString(QStringView(key).mid(key.indexOf(u':') + 1));
    if (m_sources.hasPeople && key.startsWith(u"person:")) {
        const auto people = m_people.people();
        const qsizetype index = people->indexOf(UserUuid(uuid));
        return index < 0 ? std::nullopt : std::optional(itemOf(*people, index));
    }
    if (m_sources.hasEvents && key.startsWith(u"event:")) {
        const auto events = m_events.events();
        const auto event =
            std::find_if(events->begin(), events->end(), [&](const EventSummary &each) {
                return each.event.uuid == EventUuid(uuid);
            });
        return event == events->end() ? std::nullopt : std::optional(itemOf(event->event));
    }
    return std::nullopt;
}

QList<PaletteItem> PaletteModel::fixedFor(const QString &folded) const
{
    const Typed typed(folded);
    QList<std::pair<int, PaletteItem>> found;
    for (const PaletteItem &item : m_fixed) {
        if (const int rank = typed.rankOf(foldedForSearch(item.title)); rank != NoMatch) {
            found.append({rank, item});
        }
    }
    keepBest(found, static_cast<int>(m_fixed.size()));
    QList<PaletteItem> items;
    for (const auto &[rank, item] : std::as_const(found)) {
        items.append(item);
    }
    return items;
}

QList<PaletteItem> PaletteModel::eventsFor(const QString &folded)
{
    if (!m_sources.hasEvents) {
        return {};
    }
    const auto events = m_events.events();
    if (events != m_foldedOf) {
        m_foldedTitles.clear();
        m_foldedTitles.reserve(events->size());
        for (const EventSummary &each : *events) {
            m_foldedTitles.append(foldedForSearch(each.event.title));
        }
        m_foldedOf = events;
    }
    const Timestamp now = m_clock.now();
    const Typed typed(folded);
    QList<std::pair<int, qsizetype>> found;
    for (qsizetype index = 0; index < events->size(); ++index) {
        if (const int rank = typed.rankOf(m_foldedTitles.at(index)); rank != NoMatch) {
            found.append({rank, index});
        }
    }
    const auto distance = [&](qsizetype index) {
        const auto away = events->at(index).event.date - now;
        return away < away.zero() ? -away : away;
    };
    std::stable_sort(found.begin(), found.end(), [&](const auto &a, const auto &b) {
        return distance(a.second) < distance(b.second);
    });
    keepBest(found, EventsMost);
    QList<PaletteItem> items;
    for (const auto &[rank, index] : std::as_const(found)) {
        items.append(itemOf(events->at(index).event));
    }
    return items;
}

QList<PaletteItem> PaletteModel::peopleFor(const QString &query, const QString &folded)
{
    if (!m_sources.hasPeople) {
        return {};
    }
    const auto people = m_people.people();
    const QList<qint32> &all = m_search.find(people, query);
    const Typed typed(folded);
    QList<std::pair<int, qint32>> found;
    for (const qint32 index : all.first(std::min(all.size(), RankedMost))) {
        constexpr int ByAnotherField = 3; // Job, department, number: found, but not by the name.
        constexpr int Left = 4;
        const QString name = people->text(index, PeopleSnapshot::Text::Name);
        const int rank = typed.rankOf(foldedForSearch(name));
        found.append(
            {(rank == NoMatch ? ByAnotherField : rank) + (people->isActive(index) ? 0 : Left),
             index});
    }
    keepBest(found, PeopleMost);
    QList<PaletteItem> items;
    for (const auto &[rank, index] : std::as_const(found)) {
        items.append(itemOf(*people, index));
    }
    return items;
}

PaletteItem PaletteModel::itemOf(const PeopleSnapshot &people, qsizetype index) const
{
    QStringList detail;
    if (!people.isActive(index)) {
        detail.append(m_sources.inactive);
    }
    for (const auto column : {PeopleSnapshot::Text::JobTitle, PeopleSnapshot::Text::Department}) {
        if (const QString text = people.text(index, column); !text.isEmpty()) {
            detail.append(text);
        }
    }
    return {PaletteItem::Kind::Person, people.uuidAt(index).value().toString(QUuid::WithoutBraces),
            people.text(index, PeopleSnapshot::Text::Name), detail.join(u" · "_qs)};
}

PaletteItem PaletteModel::itemOf(const Event &event) const
{
    return {PaletteItem::Kind::Event, event.uuid.value().toString(QUuid::WithoutBraces),
            event.title, m_sources.eventDetail ? m_sources.eventDetail(event) : QString()};
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PaletteItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::AccessibleTextRole:
        return item.detail.isEmpty() ? item.title : QString(item.title % u", " % item.detail);
    case KindRole:
        return static_cast<int>(item.kind);
    case DetailRole:
        return item.detail;
    default:
        return {};
    }
}

} // namespace EvalTrack
