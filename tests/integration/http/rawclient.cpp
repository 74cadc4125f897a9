// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawclient.h"

#include <QDeadlineTimer>
#include <QHostAddress>

namespace EvalTrack::Test {

RawClient::RawClient(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    (void)m_socket.waitForConnected(5000);
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) {
    }
}

bool RawClient::fill()
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(10'000)) {
        return false;
    }
    m_buffer += m_socket.readAll();
    return true;
}

RawResponse RawClient::read(bool isHead)
{
    RawResponse response;
    qsizetype end = -1;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!fill()) {
            return response;
        }
    }
    const QList<QByteArray> lines = m_buffer.first(end).split('\n');
    m_buffer.remove(0, end + 4);
    response.status = lines.first().split(' ').value(1).toInt();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        response.headers.insert(lines.at(i).first(colon).toLower(),
                                lines.at(i).sliced(colon + 1).trimmed());
    }
    response.isComplete = true;
    if (isHead || response.status == 204 || response.status == 304 || response.status == 100) {
        return response;
    }
    if (response.headers.value("transfer-encoding") == "chunked") {
        while (true) {
            qsizetype lineEnd = -1;
            while ((lineEnd = m_buffer.indexOf("\r\n")) < 0) {
                if (!fill()) {
                    response.isComplete = false;
                    return response;
                }
            }
            const qsizetype size = m_buffer.first(lineEnd).toLongLong(nullptr, 16);
            while (m_buffer.size() < lineEnd + 2 + size + 2) {
                if (!fill()) {
                    response.isComplete = false;
                    return response;
                }
            }
            response.body += m_buffer.mid(lineEnd + 2, size);
            m_buffer.remove(0, lineEnd + 2 + size + 2);
            if (size == 0) {
                return response;
            }
        }
    }
    if (!response.headers.contains("content-length")) {
        while (fill()) {
        }
        response.body = std::exchange(m_buffer, {});
        return response;
    }
    const qsizetype length = response.headers.value("content-length").toLongLong();
    while (m_buffer.size() < length) {
        if (!fill()) {
            response.isComplete = false;
            break;
        }
    }
    response.body = m_buffer.first(std::min(length, m_buffer.size()));
    m_buffer.remove(0, response.body.size());
    return response;
}

bool RawClient::isClosedByServer(std::chrono::milliseconds within)
{
    const QDeadlineTimer deadline(within);
    while (m_socket.state() == QAbstractSocket::ConnectedState && !deadline.hasExpired()) {
        (void)m_socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        m_buffer += m_socket.readAll();
    }
    return m_socket.state() != QAbstractSocket::ConnectedState && m_buffer.isEmpty();
}

QByteArray get(const QByteArray &path, const QByteArray &headers)
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers)
{
    return "POST " + path +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

} // namespace EvalTrack::Test
