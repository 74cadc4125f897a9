// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace EvalTrack::Test {

/// The network between a client and a server, for tests to cut: a TCP relay on loopback. While cut
/// it refuses new connections and has dropped the old ones, as a pulled cable looks to a program on
/// the same host. Lives in the thread it was made in.
class TcpRelay final : public QObject
{
    Q_OBJECT
public:
    explicit TcpRelay(const QUrl &target, QObject *parent = nullptr);

    /// Where clients connect; stays the same over cuts.
    [[nodiscard]] QUrl url() const;
    void cut();
    void restore();
    /// Passes requests on, and swallows what the server answers: a request is carried out and
    /// nobody hears of it.
    void setAnswersLost(bool lost) { m_answersLost = lost; }

private:
    void accept();

    QUrl m_target;
    QTcpServer m_listener;
    quint16 m_port = 0;
    QList<QPointer<QTcpSocket>> m_sockets;
    bool m_answersLost = false;
};

} // namespace EvalTrack::Test
