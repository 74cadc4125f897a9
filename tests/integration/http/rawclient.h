// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QTcpSocket>

#include <chrono>

namespace EvalTrack::Test {

struct RawResponse
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; ///< Names in lower case.
    QByteArray body;
    bool isComplete = false;
};

/// A client that sends exactly the bytes it is told to, as no HTTP library would. Blocking: the
/// server under test has threads of its own.
class RawClient
{
public:
    explicit RawClient(quint16 port);

    void send(const QByteArray &bytes);
    /// One response with its body; `isHead` for answers without the body their length tells of.
    [[nodiscard]] RawResponse read(bool isHead = false);
    /// Whether the server closes within the time, after all bytes were read.
    [[nodiscard]] bool isClosedByServer(std::chrono::milliseconds within = std::chrono::seconds(5));
    [[nodiscard]] RawResponse ask(const QByteArray &bytes)
    {
        send(bytes);
        return read();
    }
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    [[nodiscard]] bool fill();

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

[[nodiscard]] QByteArray get(const QByteArray &path, const QByteArray &headers = {});
[[nodiscard]] QByteArray post(const QByteArray &path, const QByteArray &body,
                              const QByteArray &headers = {});

} // namespace EvalTrack::Test
