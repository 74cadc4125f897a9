// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/serverlist.h"

#include "common/banner.h"
#include "common/icons.h"
#include "common/listframe.h"

#include <QToolButton>

namespace EvalTrack {

ServerList::ServerList(PagedTable &model, ListFrame &frame, SyncStatus &sync, QObject *parent)
    : QObject(parent)
    , m_sync(sync)
    , m_refresh(new QToolButton(&frame))
    , m_wasOnline(sync.isOnline())
{
    m_refresh->setObjectName(u"refreshButton"_qs);
    m_refresh->setIcon(Icons::get(Icon::Refresh));
    connect(m_refresh, &QToolButton::clicked, &model, &PagedTable::reload);
    connect(frame.banner(), &Banner::actionTriggered, &model, &PagedTable::reload);
    connect(&model, &PagedTable::failed, this, &ServerList::unavailable);
    connect(&sync, &SyncStatus::changed, this, [this, &model] {
        const bool isOnline = m_sync.isOnline();
        if (isOnline && !m_wasOnline) {
            model.reload();
        } else if (!isOnline && m_wasOnline) {
            Q_EMIT unavailable({ErrorCode::Network, {}, {}});
        }
        m_wasOnline = isOnline;
    });
    retranslateUi();
}

void ServerList::retranslateUi()
{
    m_refresh->setToolTip(tr("Refresh"));
    m_refresh->setAccessibleName(tr("Refresh"));
}

} // namespace EvalTrack
