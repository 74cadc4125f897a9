// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace EvalTrack {

/// The events that a figure or chart of the dashboard counts, so that a click on it shows the rows
/// it counted: active ones of the local window, as embedded-server/sql/queries/dashboard.sql has
/// it. It travels in the argument of a page, as when= and month=.
class CountedEvents
{
    Q_DECLARE_TR_FUNCTIONS(CountedEvents)
public:
    enum class When { Any, Today, Ahead, Started, Running, Over };

    [[nodiscard]] static std::optional<CountedEvents> fromArgument(const QString &argument);
    [[nodiscard]] static QString argument(When when);

    [[nodiscard]] bool has(const Event &event, Timestamp now) const;
    /// What is said above the rows.
    [[nodiscard]] QString sentence() const;

private:
    When m_when = When::Any;
    QString m_month; ///< 2026-04; empty: any.
};

} // namespace EvalTrack
