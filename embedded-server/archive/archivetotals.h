// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QMap>
#include <QString>

#include <array>

namespace EvalTrack::Server {

/// One kind of record in the archive of a year, and how its rows are counted.
struct ArchiveKind
{
    QLatin1StringView name;    ///< Also of its file, NAME.jsonl.
    const char *query;         ///< Gives one line of JSON a row, for the time from $1 to $2.
    QLatin1StringView counted; ///< The member whose values are counted; empty: rows only.

    /// The file with its rows.
    [[nodiscard]] QString fileName() const { return name + QStringLiteral(".jsonl"); }
    /// The file with a digest for each of its rows, which finds the line that was changed.
    [[nodiscard]] QString digestsName() const { return name + QStringLiteral(".lines"); }
};

inline constexpr std::array ArchiveKinds{
    ArchiveKind{QLatin1StringView("events"), "archive.events", QLatin1StringView("status")},
    ArchiveKind{QLatin1StringView("questions"), "archive.questions", {}},
    ArchiveKind{QLatin1StringView("attendances"), "archive.attendances",
                QLatin1StringView("status")},
    ArchiveKind{QLatin1StringView("corrections"), "archive.corrections", {}},
    ArchiveKind{QLatin1StringView("captures"), "archive.captures", QLatin1StringView("outcome")},
    ArchiveKind{QLatin1StringView("evaluations"), "archive.evaluations",
                QLatin1StringView("status")},
    ArchiveKind{QLatin1StringView("answers"), "archive.answers", {}},
    ArchiveKind{QLatin1StringView("audit"), "archive.audit", QLatin1StringView("action")},
};

/// What a year adds up to: for each kind, how many rows have each state; and the scores given. A
/// value: two of them are compared, of which one was read from files and one was counted by
/// PostgreSQL.
class ArchiveTotals
{
public:
    using Figures = QMap<QString, qint64>;

    void add(const QString &group, const QString &name, qint64 value);
    /// Counts one row; false when it is no JSON object.
    [[nodiscard]] bool addLine(const ArchiveKind &kind, const QByteArray &line);

    [[nodiscard]] const QMap<QString, Figures> &groups() const { return m_groups; }
    bool operator==(const ArchiveTotals &) const = default;

private:
    QMap<QString, Figures> m_groups;
};

} // namespace EvalTrack::Server
