// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ports/syncstatus.h"

#include <QStatusBar>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// The status bar: online or offline, what the synchronisation does, when it last succeeded, how
/// many records wait and how many of them need a person. Reads SyncStatus; a timer keeps the
/// relative time true.
class StatusLine final : public QStatusBar
{
    Q_OBJECT
public:
    StatusLine(SyncStatus &sync, const Clock &clock, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    void trayRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QString activityText() const;

    SyncStatus &m_sync;
    const Clock &m_clock;
    QLabel *m_picture;
    TextLabel *m_connection;
    TextLabel *m_activity;
    TextLabel *m_lastSync;
    QPushButton *m_waiting;
    QPushButton *m_attention;
    QTimer m_tick;
};

} // namespace EvalTrack
