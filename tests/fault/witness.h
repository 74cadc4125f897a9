// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/capture.h"

#include <QByteArrayList>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>
#include <QUrl>

#include <utility>

class QNetworkReply;

namespace EvalTrack::Fault {

/// A client with nothing between it and the server: sends captures of its own, one request after
/// the other, and keeps what the server acknowledged. What had no answer, or a 5xx, it sends again
/// as it was; any other answer is wrong. Works in the event loop of the thread it was made in.
class Witness final : public QObject
{
    Q_OBJECT
public:
    Witness();

    void setUp(const QUrl &server, EventUuid event, const QByteArrayList &codes);
    /// Goes on until stop(); `token` is an access token of somebody who may capture.
    void begin(const QByteArray &token);
    void stop();

    /// Uuids, of all its time.
    [[nodiscard]] const QByteArrayList &acknowledged() const { return m_acknowledged; }
    /// Requests that were answered with 5xx.
    [[nodiscard]] qint64 refusals() const { return m_refusals; }
    /// What it met, in words.
    [[nodiscard]] QString account() const;
    /// What it was answered that is neither an acknowledgement nor a 5xx.
    [[nodiscard]] QStringList takeWrongAnswers() { return std::exchange(m_wrongAnswers, {}); }

private:
    void send();
    void answered(QNetworkReply &reply);
    [[nodiscard]] Capture nextCapture();
    [[nodiscard]] QByteArray body() const;
    [[nodiscard]] bool isAcknowledgedBy(const QByteArray &answer) const;

    QNetworkAccessManager m_network;
    QTimer m_next;
    QPointer<QNetworkReply> m_underWay;
    QUrl m_url;
    EventUuid m_event;
    QByteArrayList m_codes;
    QByteArray m_token;
    QUuid m_device;
    QUuid m_boot;
    qint64 m_sequence = 0;
    QList<Capture> m_batch; ///< Sent, or to be sent again.
    QByteArrayList m_acknowledged;
    qint64 m_refusals = 0;
    qint64 m_silences = 0; ///< Requests that had no answer at all.
    QStringList m_wrongAnswers;
};

} // namespace EvalTrack::Fault
