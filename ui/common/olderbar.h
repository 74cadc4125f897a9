// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/history.h"
#include "ports/syncstatus.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// Below a list: since when things are here, and the way to what is older. Says why there is none
/// while the server cannot be reached.
class OlderBar final : public QWidget
{
    Q_OBJECT
public:
    OlderBar(History &history, SyncStatus &sync, QWidget *parent = nullptr);

    /// A list of what is ahead has no use for it.
    void setUseful(bool useful);

Q_SIGNALS:
    void failed(const EvalTrack::Error &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void fetch();

    History &m_history;
    SyncStatus &m_sync;
    TextLabel *m_text;
    QPushButton *m_older;
    bool m_isUseful = true;
};

} // namespace EvalTrack
