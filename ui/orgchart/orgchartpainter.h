// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "common/tokens.h"
#include "domain/orgchart.h"
#include "ports/peoplesnapshot.h"

#include <QFont>
#include <QSet>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace EvalTrack {

/// Draws an organisation chart in the colours of a theme, on a screen or on paper. Made in the UI
/// thread, used in any.
class OrgChartPainter
{
public:
    explicit OrgChartPainter(const Colours &colours);

    struct Marks
    {
        int current = -1;
        QSet<int> found;
        bool hasFocus = false;
    };
    /// What lies in `part` of the chart. `scale` is how large it is drawn: what could not be read
    /// is left out.
    void paint(QPainter &painter, const OrgChart &chart, const PeopleSnapshot &people,
               const QRectF &part, qreal scale, const Marks &marks) const;
    /// Boxes this small have no room for a name: those who lead have theirs beside, where there is
    /// room for it.
    [[nodiscard]] static bool namesStandBeside(qreal scale);
    /// Where a manager's people are folded and unfolded; null for who has none.
    [[nodiscard]] static QRectF badgeOf(const OrgChart &chart, int person);

    /// The whole chart on one page as large as it needs, in a PDF. StorageFull or Storage when it
    /// cannot be written; what was there before stays then.
    [[nodiscard]] Result<void> writePdf(const QString &file, const OrgChart &chart,
                                        const PeopleSnapshot &people, const QString &title) const;

private:
    void drawBox(QPainter &painter, const OrgChart &chart, const PeopleSnapshot &people, int person,
                 qreal scale, const Marks &marks) const;
    /// Where boxes are too small for them: of those who lead, as far as there is room within `room`
    /// of the screen.
    void drawNames(QPainter &painter, const OrgChart &chart, const PeopleSnapshot &people,
                   const QList<int> &shown, const QRectF &room, const Marks &marks) const;
    void drawTexts(QPainter &painter, const PeopleSnapshot &people, qsizetype index,
                   const QRectF &box, qreal scale) const;
    void drawBadge(QPainter &painter, const OrgChart &chart, int person) const;

    Colours m_colours;
    QFont m_name;
    QFont m_job;
    QFont m_count;
};

} // namespace EvalTrack
