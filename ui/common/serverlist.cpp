// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/serverlist.h"

#include "common/banner.h"
#include "common/emptystate.h"
#include "common/icons.h"
#include "common/listframe.h"

#include <QKeySequence>
#include <QToolButton>

namespace EvalTrack {

ServerList::ServerList(PagedTable &model, ListFrame &frame, SyncStatus &sync, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_sync(sync)
    , m_refresh(new QToolButton(&frame))
    , m_wasOnline(sync.isOnline())
{
    m_refresh->setObjectName(u"refreshButton"_qs);
    m_refresh->setIcon(Icons::get(Icon::Refresh));
    connect(m_refresh, &QToolButton::clicked, this, &ServerList::readAgain);
    connect(frame.banner(), &Banner::actionTriggered, &model, &PagedTable::reload);
    // Before the page's own, which is told of it by the same signal.
    connect(&model, &PagedTable::loaded, this, [this] { m_standing = Standing::Read; });
    connect(&model, &PagedTable::awaited, this, &ServerList::showAwaited);
    // How many there were of what was shown before is not said of nothing.
    connect(&model, &PagedTable::awaited, &frame, [&frame] { frame.setCount({}); });
    connect(this, &ServerList::unavailable, &frame, [&model, &frame] {
        if (model.rowCount() == 0) {
            frame.setCount({});
        }
    });
    connect(&model, &PagedTable::failed, this, &ServerList::fail);
    connect(&sync, &SyncStatus::changed, this, [this, &model] {
        const bool isOnline = m_sync.isOnline();
        if (isOnline && !m_wasOnline) {
            model.reload();
        } else if (!isOnline && m_wasOnline && !isServersFault()) {
            fail({ErrorCode::Network, {}, {}});
        }
        m_wasOnline = isOnline;
    });
    retranslateUi();
}

void ServerList::setEmptyState(EmptyState &empty)
{
    m_empty = &empty;
    showAwaited();
}

void ServerList::readAgain()
{
    m_model.reload();
}

void ServerList::showAwaited()
{
    m_standing = Standing::Awaited;
    if (m_empty != nullptr) {
        m_empty->setLoading(tr("Being fetched"));
    }
}

void ServerList::fail(const Error &error)
{
    m_standing = Standing::Failed;
    m_error = error;
    if (isServersFault()) {
        m_sync.syncNow(); // What is said of the server below the page is to be true, too.
    }
    Q_EMIT unavailable(error);
    // That there is no connection is the page's to say; else the banner says why, and asks again.
    if (m_empty != nullptr && error.code != ErrorCode::Network) {
        m_empty->setState(Icon::Alert, tr("This list could not be read"), {});
    }
}

// Which is why there is no connection to it then: what it was is said already.
bool ServerList::isServersFault() const
{
    return m_standing == Standing::Failed &&
           (m_error.code == ErrorCode::Internal || m_error.code == ErrorCode::Unavailable);
}

void ServerList::retranslateUi()
{
    m_refresh->setToolTip(
        tr("Refresh (%1)").arg(QKeySequence(Qt::Key_F5).toString(QKeySequence::NativeText)));
    m_refresh->setAccessibleName(tr("Refresh"));
    if (m_standing == Standing::Awaited) {
        showAwaited();
    } else if (m_standing == Standing::Failed) {
        fail(Error(m_error));
    }
}

} // namespace EvalTrack
