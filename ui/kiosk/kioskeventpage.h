// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/desk.h"
#include "start/centredcard.h"

#include <QTimer>

namespace EvalTrack {

class TextLabel;

/// Which of today's events a capture station captures for. It follows the store and the day.
class KioskEventPage final : public CentredCard
{
    Q_OBJECT
public:
    explicit KioskEventPage(Desk &desk, QWidget *parent = nullptr);

    /// Active, and its day is today or it runs now.
    [[nodiscard]] static bool isTodays(const Event &event, Timestamp now);
    void activate();

Q_SIGNALS:
    void chosen(EvalTrack::EventUuid event);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    Desk &m_desk;
    QWidget *m_list;
    TextLabel *m_none;
    QTimer m_clockwork;
    QList<EventUuid> m_shown;
};

} // namespace EvalTrack
