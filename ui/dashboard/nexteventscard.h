// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/dashboard.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// The next events, each as a row with its day, time and how many are registered; a row opens the
/// event.
class NextEventsCard final : public QFrame
{
    Q_OBJECT
public:
    explicit NextEventsCard(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setEmptyText(const QString &text);
    /// `key` is the ISO start, `value` how many are registered (not shown when withPeople is no);
    /// `zones` are those of the events that say one, by their id.
    void setEvents(const QList<SeriesPoint> &events, const QHash<qint64, QString> &zones,
                   Timestamp now, bool withPeople);

Q_SIGNALS:
    void eventActivated(qint64 eventId);

private:
    TextLabel *m_title;
    TextLabel *m_empty;
    QVBoxLayout *m_rows;
    QList<QWidget *> m_shown;
};

} // namespace EvalTrack
