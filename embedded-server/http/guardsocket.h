// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace EvalTrack::Server {

/// The socket that Qt HTTP Server reads from. It is not on the network: it holds one request at a
/// time, complete and checked by the RequestFramer, because Qt HTTP Server itself has no limit on
/// anything and reads ambiguous framing without complaint. Answers do not go through it. Lives in
/// the event loop of its HttpConnection, which owns it.
class GuardSocket final : public QTcpSocket
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuardSocket)

public:
    explicit GuardSocket(QObject *parent);
    ~GuardSocket() override;

    /// Lets Qt HTTP Server read `request` now, within this call. False when it did not read all of
    /// it.
    [[nodiscard]] bool feed(const QByteArray &request);

    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool isSequential() const override { return true; }
    void close() override;

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 readLineData(char *data, qint64 maximum) override;
    qint64 skipData(qint64 maximum) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_request;
    qsizetype m_position = 0;
};

} // namespace EvalTrack::Server
