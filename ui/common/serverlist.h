// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/pagedtablemodel.h"
#include "ports/syncstatus.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class ListFrame;

/// Keeps a list that only the server has in step with the connection: it is read again by the
/// button, by what the banner offers, and as soon as the connection is back. While the first rows
/// are awaited the outline of rows stands there; what the screen says else is the screen's.
class ServerList final : public QObject
{
    Q_OBJECT
public:
    /// `model` and `frame` outlive it.
    ServerList(PagedTable &model, ListFrame &frame, SyncStatus &sync, QObject *parent);

    /// For the page to put among its tools.
    [[nodiscard]] QToolButton *refreshButton() const { return m_refresh; }
    /// What stands in the list while it has no rows. It outlives this.
    void setEmptyState(EmptyState &empty);
    void readAgain();
    /// Says in the present language what it said last. A list that was read says it itself:
    /// isRead().
    void retranslateUi();
    [[nodiscard]] bool isRead() const { return m_standing == Standing::Read; }

Q_SIGNALS:
    /// It could not be read, or the connection is gone (Network).
    void unavailable(const EvalTrack::Error &error);

private:
    enum class Standing { Awaited, Read, Failed };

    void fail(const Error &error);
    [[nodiscard]] bool isServersFault() const;
    void showAwaited();

    PagedTable &m_model;
    SyncStatus &m_sync;
    QToolButton *m_refresh;
    EmptyState *m_empty = nullptr;
    bool m_wasOnline;
    Standing m_standing = Standing::Awaited;
    Error m_error;
};

} // namespace EvalTrack
