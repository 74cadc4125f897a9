// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/guardsocket.h"

#include <algorithm>
#include <cstring>

namespace EvalTrack::Server {

GuardSocket::GuardSocket(QObject *parent)
    : QTcpSocket(parent)
{
    setOpenMode(QIODevice::ReadWrite);
    // Qt HTTP Server deletes a socket that is not connected once its request is handled.
    setSocketState(QAbstractSocket::ConnectedState);
}

GuardSocket::~GuardSocket()
{
    setSocketState(QAbstractSocket::UnconnectedState);
    setOpenMode(QIODevice::NotOpen);
}

bool GuardSocket::feed(const QByteArray &request)
{
    m_request = request;
    m_position = 0;
    Q_EMIT readyRead();
    const bool isDrained = bytesAvailable() == 0 && !isTransactionStarted();
    m_request.clear();
    m_position = 0;
    return isDrained;
}

qint64 GuardSocket::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_request.size() - m_position;
}

void GuardSocket::close()
{
    // QTcpSocket's own would look for a socket engine, and there is none.
    setSocketState(QAbstractSocket::UnconnectedState);
    QIODevice::close();
}

qint64 GuardSocket::readData(char *data, qint64 maximum)
{
    const qint64 size = std::min<qint64>(maximum, m_request.size() - m_position);
    std::memcpy(data, m_request.constData() + m_position, static_cast<size_t>(size));
    m_position += size;
    return size;
}

qint64 GuardSocket::readLineData(char *data, qint64 maximum)
{
    return QIODevice::readLineData(data, maximum);
}

qint64 GuardSocket::skipData(qint64 maximum)
{
    const qint64 size = std::min<qint64>(maximum, m_request.size() - m_position);
    m_position += size;
    return size;
}

qint64 GuardSocket::writeData(const char *data, qint64 size)
{
    Q_UNUSED(data)
    return size;
}

} // namespace EvalTrack::Server
