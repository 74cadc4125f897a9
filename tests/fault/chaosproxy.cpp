// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/chaosproxy.h"

#include "wire/syncprotocol.h"

#include <QHostAddress>
#include <QTimer>

#include <memory>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;

namespace {

QByteArray plainAnswer(const QByteArray &status, const QByteArray &type, const QByteArray &body,
                       const QByteArray &moreHeaders = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
           "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           moreHeaders + "\r\n" + body;
}

/// What says that an answer is EvalTrack's.
QByteArray ownHeader()
{
    return Wire::ProtocolHeader.toByteArray() + ": " + QByteArray::number(Wire::ProtocolVersion) +
           "\r\n";
}

/// The value of a header in a request's head; names in any case.
QByteArray headerOf(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0) {
            return line.mid(colon + 1).trimmed();
        }
    }
    return {};
}

/// The request, asking the server to close the connection after its answer.
QByteArray closing(const QByteArray &request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    QByteArrayList lines = request.left(end).split('\n');
    lines.removeIf([](const QByteArray &line) {
        return line.left(11).compare("connection:", Qt::CaseInsensitive) == 0;
    });
    QByteArray head = lines.join('\n');
    if (!head.endsWith('\r')) {
        head += '\r';
    }
    return head + "\nConnection: close" + request.mid(end);
}

} // namespace

ChaosProxy::ChaosProxy(const QUrl &target, quint64 seed, QObject *parent)
    : QObject(parent)
    , m_target(target)
    , m_random(seed)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &ChaosProxy::accept);
    if (!m_listener.listen(QHostAddress::LocalHost)) {
        qFatal("no port for the proxy");
    }
}

QUrl ChaosProxy::url() const
{
    QUrl url(QStringLiteral("http://127.0.0.1"));
    url.setPort(m_listener.serverPort());
    return url;
}

void ChaosProxy::heal()
{
    m_onceIn = 0;
    const auto heldBack = std::exchange(m_heldBack, {});
    for (const auto &goOn : heldBack) {
        goOn();
    }
}

void ChaosProxy::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        connect(client, &QTcpSocket::readyRead, this, [this, client] { readRequest(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }
}

void ChaosProxy::readRequest(QTcpSocket *client)
{
    const QByteArray seen = client->peek(client->bytesAvailable());
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0) {
        return;
    }
    const QByteArray head = seen.left(end);
    const qsizetype size = end + 4 + headerOf(head, "Content-Length").toLongLong();
    if (seen.size() < size) {
        return;
    }
    disconnect(client, &QTcpSocket::readyRead, this, nullptr); // one request a connection
    const QByteArray request = client->read(size);
    if (headerOf(head, "Upgrade").isEmpty()) {
        treat(client, request);
    } else {
        tunnel(client, request);
    }
}

void ChaosProxy::treat(QTcpSocket *client, const QByteArray &request)
{
    const QPointer<QTcpSocket> to(client);
    if (m_onceIn == 0 || !m_random.onceIn(m_onceIn)) {
        forward(request, [this, to](const QByteArray &whole) { answer(to, whole); });
        return;
    }
    const auto fault = static_cast<Fault>(m_random.below(FaultKinds));
    ++m_faults;
    m_captureFaults += request.startsWith("POST /sync/captures") ? 1 : 0;
    ++m_byKind[static_cast<int>(fault)];
    mistreat(fault, to, request);
}

void ChaosProxy::mistreat(Fault fault, const QPointer<QTcpSocket> &client,
                          const QByteArray &request)
{
    const auto cut = [client] {
        if (client) {
            client->abort();
        }
    };
    switch (fault) {
    case Fault::Delay:
        ++m_underWay;
        QTimer::singleShot(m_random.time(800ms), this, [this, client, request] {
            --m_underWay;
            forward(request, [this, client](const QByteArray &whole) { answer(client, whole); });
        });
        break;
    case Fault::BlackHole:
        m_heldBack.append([this, client, request] {
            forward(request, [this, client](const QByteArray &whole) { answer(client, whole); });
        });
        break;
    case Fault::CutBefore:
        cut();
        break;
    case Fault::AnswerLost:
        forward(request, [cut](const QByteArray &) { cut(); });
        break;
    case Fault::Duplicate:
        forward(request, [this, client, request](const QByteArray &) {
            forward(request, [this, client](const QByteArray &whole) { answer(client, whole); });
        });
        break;
    case Fault::ArrivesLate:
        cut();
        ++m_underWay;
        QTimer::singleShot(300ms + m_random.time(1500ms), this, [this, request] {
            --m_underWay;
            forward(request, [](const QByteArray &) {});
        });
        break;
    case Fault::AnswerTruncated:
        forward(request, [this, client, cut](const QByteArray &whole) {
            if (client) {
                client->write(whole.left(m_random.below(static_cast<int>(whole.size()) + 1)));
                client->flush();
            }
            cut();
        });
        break;
    case Fault::AnswerSlow:
        forward(request, [this, client](const QByteArray &whole) { answerInDrops(client, whole); });
        break;
    case Fault::TooManyRequests:
        answer(client, plainAnswer("429 Too Many Requests", "application/json",
                                   R"({"message":"Too Many Requests","statusCode":429})",
                                   "Retry-After: 1\r\n"));
        break;
    case Fault::InternalError:
        answer(client, plainAnswer("500 Internal Server Error", "text/plain", "upstream"));
        break;
    case Fault::InternalErrorAfterwards:
        forward(request, [this, client](const QByteArray &) {
            answer(client, plainAnswer("500 Internal Server Error", "text/plain", "upstream"));
        });
        break;
    case Fault::Unavailable:
        answer(client, plainAnswer("503 Service Unavailable", "text/html", "<h1>503</h1>"));
        break;
    case Fault::CaptivePortal:
        answer(client, plainAnswer("200 OK", "text/html",
                                   "<html><body>Welcome to the hotel. Sign in.</body></html>"));
        break;
    case Fault::EmptyObject:
        answer(client, plainAnswer("200 OK", "application/json", "{}"));
        break;
    case Fault::Throttled:
        answer(client, plainAnswer("429 Too Many Requests", "application/json",
                                   R"({"message":"Too Many Requests","statusCode":429})",
                                   ownHeader() + "Retry-After: 1\r\n"));
        break;
    case Fault::OwnError:
        answer(client,
               plainAnswer("500 Internal Server Error", "application/json",
                           R"({"message":"Internal server error","statusCode":500})", ownHeader()));
        break;
    }
}

void ChaosProxy::forward(const QByteArray &request, const Answered &answered)
{
    ++m_underWay;
    auto *server = new QTcpSocket(this);
    const auto whole = std::make_shared<QByteArray>();
    connect(server, &QTcpSocket::connected, server,
            [server, request] { server->write(closing(request)); });
    connect(server, &QTcpSocket::readyRead, server,
            [server, whole] { *whole += server->readAll(); });
    // Once, whether the server closed or could not be reached.
    connect(server, &QTcpSocket::stateChanged, server,
            [this, server, whole, answered](QAbstractSocket::SocketState state) {
                if (state == QAbstractSocket::UnconnectedState) {
                    --m_underWay;
                    *whole += server->readAll();
                    server->disconnect();
                    server->deleteLater();
                    answered(*whole);
                }
            });
    server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port(80)));
}

void ChaosProxy::tunnel(QTcpSocket *client, const QByteArray &request)
{
    auto *server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client, [client, server, request] {
        server->write(request);
        server->write(client->readAll());
    });
    connect(client, &QTcpSocket::readyRead, server, [client, server] {
        if (server->state() == QAbstractSocket::ConnectedState) {
            server->write(client->readAll());
        }
    });
    connect(server, &QTcpSocket::readyRead, client,
            [client, server] { client->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
    connect(server, &QTcpSocket::errorOccurred, client, [client] { client->disconnectFromHost(); });
    server->connectToHost(m_target.host(), static_cast<quint16>(m_target.port(80)));
}

void ChaosProxy::answer(const QPointer<QTcpSocket> &client, const QByteArray &answer)
{
    if (!client) {
        return;
    }
    client->write(answer);
    client->disconnectFromHost();
}

void ChaosProxy::answerInDrops(const QPointer<QTcpSocket> &client, const QByteArray &answer)
{
    auto *timer = new QTimer(this);
    const auto rest = std::make_shared<QByteArray>(answer);
    const qsizetype drop = std::max<qsizetype>(1, answer.size() / 40);
    connect(timer, &QTimer::timeout, this, [timer, client, rest, drop] {
        if (client) {
            client->write(rest->left(drop));
            rest->remove(0, drop);
            if (rest->isEmpty()) {
                client->disconnectFromHost();
            }
        }
        if (!client || rest->isEmpty()) {
            timer->deleteLater();
        }
    });
    timer->start(5ms);
}

} // namespace EvalTrack::Fault
