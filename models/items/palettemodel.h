// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/peoplesearch.h"
#include "ports/stores.h"

#include <QAbstractListModel>

#include <functional>

namespace EvalTrack {

/// One line of the palette: somewhere to go to, or something to do.
struct PaletteItem
{
    enum class Kind {
        Page,   ///< A screen; `id` is the page's, with `?` and the argument that it is opened with.
        Deed,   ///< Something the window does; `id` is the deed's.
        Event,  ///< `id` is its uuid.
        Person, ///< `id` is the uuid.
    };
    Kind kind = Kind::Page;
    QString id;
    QString title;  ///< What is searched.
    QString detail; ///< Beside it: the job, the day, the keys.

    bool operator==(const PaletteItem &) const = default;
};

/// What the command palette (Ctrl+K) finds for what is typed: screens, deeds, events and people,
/// the best of each. A title that begins with the words comes before one that has them inside; of
/// events, those nearest to now. With nothing typed: what was chosen last, then every screen and
/// deed. It asks the local store alone, and holds no more of people than it lists.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Roles { KindRole = Qt::UserRole, DetailRole };

    static constexpr int PeopleMost = 5;
    static constexpr int EventsMost = 4;
    static constexpr int RecentMost = 6;

    /// Words and what may be seen come from the window.
    struct Sources
    {
        bool hasPeople = false; ///< May open somebody's profile.
        bool hasEvents = false;
        std::function<QString(const Event &event)> eventDetail;
        QString inactive; ///< Said beside somebody who has left.
    };

    PaletteModel(PeopleStore &people, EventStore &events, const Clock &clock,
                 QObject *parent = nullptr);

    void setSources(Sources sources);
    /// Screens and deeds, in the order in which they are shown when nothing is typed.
    void setFixed(const QList<PaletteItem> &items);
    /// What was chosen, latest first, as kept by keyOf(). What is not there any more is left out.
    void setRecent(const QStringList &keys);
    void setQuery(const QString &query);

    [[nodiscard]] const PaletteItem &at(int row) const { return m_items.at(row); }
    /// Names an item without saying anything of a person: for settings.
    [[nodiscard]] static QString keyOf(const PaletteItem &item);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void refill();
    [[nodiscard]] QList<PaletteItem> recentAndFixed() const;
    [[nodiscard]] std::optional<PaletteItem> itemOf(const QString &key) const;
    [[nodiscard]] QList<PaletteItem> fixedFor(const QString &folded) const;
    [[nodiscard]] QList<PaletteItem> eventsFor(const QString &folded);
    [[nodiscard]] QList<PaletteItem> peopleFor(const QString &query, const QString &folded);
    [[nodiscard]] PaletteItem itemOf(const PeopleSnapshot &people, qsizetype index) const;
    [[nodiscard]] PaletteItem itemOf(const Event &event) const;

    PeopleStore &m_people;
    EventStore &m_events;
    const Clock &m_clock;
    Sources m_sources;
    QList<PaletteItem> m_fixed;
    QStringList m_recent;
    QString m_query;
    PeopleSearch m_search;
    /// Titles as they are searched, of m_foldedOf; folding ten thousand takes longer than a key.
    QStringList m_foldedTitles;
    std::shared_ptr<const QList<EventSummary>> m_foldedOf;
    QList<PaletteItem> m_items;
};

} // namespace EvalTrack
