// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/syncstatus.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class ListFrame;

/// Keeps a list that only the server has in step with the connection: it is read again by the
/// button, by what the banner offers, and as soon as the connection is back. What the screen says
/// meanwhile is the screen's.
class ServerList final : public QObject
{
    Q_OBJECT
public:
    /// `model` and `frame` outlive it.
    ServerList(PagedTable &model, ListFrame &frame, SyncStatus &sync, QObject *parent);

    /// For the page to put among its tools.
    [[nodiscard]] QToolButton *refreshButton() const { return m_refresh; }
    void retranslateUi();

Q_SIGNALS:
    /// It could not be read, or the connection is gone (Network).
    void unavailable(const EvalTrack::Error &error);

private:
    SyncStatus &m_sync;
    QToolButton *m_refresh;
    bool m_wasOnline;
};

} // namespace EvalTrack
