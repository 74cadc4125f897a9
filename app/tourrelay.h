// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/tourstep.h"

#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <memory>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace EvalTrack {

/// The network of a picture tour: a relay on loopback between the program and its server, so that
/// screens can be shown as they are while answers take long, while there are none, and while the
/// server fails. It knows HTTP/1.1 as this program speaks it, and nothing more. UI thread.
class TourRelay final : public QObject
{
    Q_OBJECT
public:
    explicit TourRelay(QObject *parent = nullptr);
    ~TourRelay() override;

    void setTarget(const QUrl &server);
    /// Where the program goes instead; the same for as long as this lives.
    [[nodiscard]] QUrl url() const;
    void set(TourNetwork state);

private:
    struct Line;

    void accept();
    void passOn(const std::shared_ptr<Line> &line);
    void passBack(const std::shared_ptr<Line> &line);

    QUrl m_target;
    QTcpServer m_listener;
    quint16 m_port = 0;
    TourNetwork m_state = TourNetwork::Up;
    QList<std::shared_ptr<Line>> m_lines;
};

} // namespace EvalTrack
