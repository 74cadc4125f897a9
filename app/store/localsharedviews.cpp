// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localsharedviews.h"

#include "base/deliver.h"
#include "net/erroranswer.h"
#include "net/pagedanswer.h"
#include "wire/sharedviewcodec.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int ViewsPerPage = 200;

QByteArray textOf(const QList<SharedView> &views)
{
    Wire::JsonWriter json;
    json.beginArray();
    for (const SharedView &each : views) {
        Wire::write(json, each);
    }
    json.endArray();
    return json.take();
}

QList<SharedView> viewsIn(const QByteArray &text)
{
    QList<SharedView> views;
    const QJsonArray array = QJsonDocument::fromJson(text).array();
    for (const QJsonValue &each : array) {
        if (const auto view = Wire::parseSharedView(each.toObject())) {
            views.append(*view);
        }
    }
    return views;
}

bool isBefore(const SharedView &a, const SharedView &b)
{
    return a.name.localeAwareCompare(b.name) < 0;
}

} // namespace

LocalSharedViews::LocalSharedViews(StoreHost &host, ApiClient &api, QObject *parent)
    : SharedViews(parent)
    , m_host(host)
    , m_api(api)
{
    connect(&host, &StoreHost::opened, this, [this] {
        const quint64 account = ++m_account;
        m_isAsking = false;
        deliver(m_host.run(StoreHost::Priority::Normal,
                           [](LocalStore &store) { return store.sharedViews(); }),
                this, [this, account](const Result<QByteArray> &kept) {
                    if (account != m_account) {
                        return;
                    }
                    if (kept && m_views.isEmpty()) {
                        m_views = viewsIn(*kept);
                        Q_EMIT changed();
                    }
                    refresh();
                });
    });
    connect(&host, &StoreHost::closed, this, [this] {
        ++m_account;
        m_isAsking = false;
        m_views.clear();
        Q_EMIT changed();
    });
}

QList<SharedView> LocalSharedViews::ofList(const QString &list) const
{
    QList<SharedView> found;
    std::ranges::copy_if(m_views, std::back_inserter(found),
                         [&list](const SharedView &each) { return each.list == list; });
    std::ranges::sort(found, isBefore);
    return found;
}

void LocalSharedViews::refresh()
{
    if (m_host.isOpen() && !std::exchange(m_isAsking, true)) {
        askForPage({}, {});
    }
}

void LocalSharedViews::askForPage(const QString &cursor, const QList<SharedView> &soFar)
{
    ApiRequest request;
    request.path = QStringLiteral("/views");
    addPage(request, ViewsPerPage, cursor);
    deliver(
        m_api.send(request).then(pagedOf<SharedView>(Wire::parseSharedView)), this,
        [this, soFar, account = m_account, edits = m_edits](const Result<Paged<SharedView>> &page) {
            if (account != m_account) {
                return;
            }
            if (page && edits != m_edits) {
                askForPage({}, {});
                return;
            }
            if (!page) { // What is known stays.
                m_isAsking = false;
                return;
            }
            const QList<SharedView> all = soFar + page->items;
            if (!page->nextCursor.isEmpty()) {
                askForPage(page->nextCursor, all);
                return;
            }
            m_isAsking = false;
            take(all);
        });
}

void LocalSharedViews::take(const QList<SharedView> &views)
{
    if (views == m_views) {
        return;
    }
    m_views = views;
    static_cast<void>(
        m_host.run(StoreHost::Priority::Normal, [text = textOf(views)](LocalStore &store) {
            return store.setSharedViews(text);
        }));
    Q_EMIT changed();
}

QFuture<Result<SharedView>> LocalSharedViews::share(const SharedView &view)
{
    Wire::JsonWriter json;
    Wire::writeNew(json, view);
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/views");
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    if (view.revision > 0) {
        request.setIfMatch(view.revision);
    }
    const auto shared =
        m_api.send(request).then([](const Result<HttpAnswer> &answer) -> Result<SharedView> {
            const auto object = objectOf(answer);
            return object ? Wire::parseSharedView(*object) : std::unexpected(object.error());
        });
    deliver(shared, this, [this, account = m_account](const Result<SharedView> &done) {
        if (!done || account != m_account) {
            return;
        }
        ++m_edits;
        QList<SharedView> views = m_views;
        views.removeIf([&done](const SharedView &each) { return each.id == done->id; });
        views.append(*done);
        take(views);
    });
    return shared;
}

QFuture<Result<void>> LocalSharedViews::withdraw(SharedViewId view)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("DELETE");
    request.path = QStringLiteral("/views/%1").arg(view.value());
    request.setIdempotencyKey(makeUuidV7());
    const auto withdrawn =
        m_api.send(request).then([](const Result<HttpAnswer> &answer) -> Result<void> {
            if (!answer) {
                return std::unexpected(answer.error());
            }
            return answer->isSuccess() ? Result<void>() : std::unexpected(errorOf(*answer));
        });
    deliver(withdrawn, this, [this, view, account = m_account](const Result<void> &done) {
        const bool isGone = done || done.error().code == ErrorCode::NotFound;
        if (isGone && account == m_account) {
            ++m_edits;
            QList<SharedView> views = m_views;
            views.removeIf([view](const SharedView &each) { return each.id == view; });
            take(views);
        }
    });
    return withdrawn;
}

} // namespace EvalTrack
