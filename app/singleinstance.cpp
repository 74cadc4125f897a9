// SPDX-License-Identifier: GPL-3.0-or-later
#include "singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

namespace EvalTrack {

namespace {

constexpr int AnswerTime = 3'000; // ms
constexpr qint64 LongestMessage = 2'048;
constexpr int Attempts = 2; ///< Two that start at once: one listens, the other tries again.

/// Short, because a socket's name may not be long; of the folder as it is, whatever it was called.
QString nameOf(const QString &dataFolder)
{
    const QString canonical = QDir(dataFolder).canonicalPath();
    const QByteArray hash = QCryptographicHash::hash(
        (canonical.isEmpty() ? dataFolder : canonical).toUtf8(), QCryptographicHash::Sha256);
    return u"evaltrack-"_qs + QString::fromLatin1(hash.toHex().first(24));
}

} // namespace

SingleInstance::SingleInstance(QObject *parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::hear);
}

SingleInstance::Standing SingleInstance::stand(const QString &dataFolder, const QUrl &link)
{
    QDir().mkpath(dataFolder); // Until it is there it has no name of its own.
    const QString name = nameOf(dataFolder);
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        QLocalSocket first;
        first.connectToServer(name);
        if (first.waitForConnected(AnswerTime)) {
            first.write(link.toEncoded() + '\n');
            const bool isTaken = first.waitForBytesWritten(AnswerTime) &&
                                 first.waitForReadyRead(AnswerTime) && first.read(1) == "+";
            return isTaken ? Standing::Later : Standing::Unanswered;
        }
        // Nobody listens: what is there by this name was left by a program that is gone.
        QLocalServer::removeServer(name);
        if (m_server.listen(name)) {
            return Standing::First;
        }
    }
    return Standing::First; // Without a socket it works as well, but does not hear of others.
}

void SingleInstance::hear()
{
    while (QLocalSocket *later = m_server.nextPendingConnection()) {
        connect(later, &QLocalSocket::disconnected, later, &QObject::deleteLater);
        const auto read = [this, later] {
            if (!later->canReadLine()) {
                if (later->bytesAvailable() > LongestMessage) {
                    later->abort();
                }
                return;
            }
            const QByteArray line = later->readLine(LongestMessage).trimmed();
            later->write("+");
            later->disconnectFromServer();
            Q_EMIT startedAgain(QUrl::fromEncoded(line, QUrl::StrictMode));
        };
        connect(later, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace EvalTrack
