// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/serverconnection.h"

#include <QFuture>
#include <QNetworkAccessManager>
#include <QObject>

namespace EvalTrack {

/// Looks at an address a person typed: whether EvalTrack answers there, of which version, and
/// whether its certificate is known. It sends nothing but GET /health. Lives in the UI thread.
class ServerProbe final : public QObject
{
    Q_OBJECT
public:
    explicit ServerProbe(QObject *parent = nullptr);

    QFuture<Result<ServerCheck>> check(const QUrl &url);

private:
    QNetworkAccessManager m_network;
};

} // namespace EvalTrack
