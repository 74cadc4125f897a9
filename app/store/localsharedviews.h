// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/sharedviews.h"
#include "store/storehost.h"

namespace EvalTrack {

/// The shared views that the server told of last, kept in the store. They are asked for when an
/// account is opened and when somebody looks at a list's views; one question at a time. Lives in
/// the UI thread.
class LocalSharedViews final : public SharedViews
{
    Q_OBJECT
public:
    LocalSharedViews(StoreHost &host, ApiClient &api, QObject *parent = nullptr);

    [[nodiscard]] QList<SharedView> ofList(const QString &list) const override;
    void refresh() override;
    QFuture<Result<SharedView>> share(const SharedView &view) override;
    QFuture<Result<void>> withdraw(SharedViewId view) override;

private:
    void askForPage(const QString &cursor, const QList<SharedView> &soFar);
    void take(const QList<SharedView> &views);

    StoreHost &m_host;
    ApiClient &m_api;
    QList<SharedView> m_views;
    quint64 m_account = 0; ///< Counts the accounts opened: an answer for another one is dropped.
    quint64 m_edits = 0; ///< Counts what was shared and taken back: an older answer is asked again.
    bool m_isAsking = false;
};

} // namespace EvalTrack
