// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/chartpanel.h"
#include "common/tokens.h"
#include "domain/permission.h"

#include <QCoreApplication>
#include <QString>

namespace EvalTrack {

enum class FigureFormat { Count, Percent, Score };

/// One number of a role's dashboard, and where a click leads.
struct FigureSpec
{
    QString key;
    QString title;
    FigureFormat format = FigureFormat::Count;
    QString pageId; ///< Empty: leads nowhere.
    QString argument;
    bool isWork = false; ///< Something to do while it is above zero.
};

/// What a point's key stands for, to put it into words.
enum class PointKind { Named, Month, Day, Role, AccountState, AttendanceStatus, EvaluationStatus };

/// One chart of a role's dashboard. A click opens `pageId` with `argumentName` = the point's key,
/// or its id.
struct ChartSpec
{
    QString key;
    QString title;
    QString keyTitle;
    QString valueTitle;
    ChartKind kind = ChartKind::Bars;
    ValueFormat format = ValueFormat::Count;
    PointKind points = PointKind::Named;
    QString pageId;
    QString argumentName;
    bool byId = false;
    QString also = {}; ///< What else the rows have in common, as page argument.
};

/// What each role's dashboard holds, in order and in the current language. Pure.
class DashboardContent
{
    Q_DECLARE_TR_FUNCTIONS(DashboardContent)
public:
    [[nodiscard]] static QList<FigureSpec> figures(Role role);
    [[nodiscard]] static QList<ChartSpec> charts(Role role);
    /// The key of the series with the next events.
    [[nodiscard]] static QString nextEventsKey(Role role);
    /// What opens the rows behind a point.
    [[nodiscard]] static QString argumentOf(const ChartSpec &chart, const QString &key, qint64 id);
    /// Months that the server had nothing for take their place too, without a value (NaN) or with
    /// 0 where `isCount`; else time would be distorted.
    [[nodiscard]] static QList<SeriesPoint> everyMonth(const QList<SeriesPoint> &points,
                                                       bool isCount);
    [[nodiscard]] static QString labelOf(const SeriesPoint &point, PointKind kind);
    /// What the chip of such a row has; nothing where there is none.
    [[nodiscard]] static std::optional<Tone> toneOf(const SeriesPoint &point, PointKind kind);
};

} // namespace EvalTrack
