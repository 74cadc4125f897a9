// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/witness.h"

#include "wire/entitycodec.h"
#include "wire/keys.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <memory>

namespace EvalTrack::Fault {

using namespace std::chrono_literals;

namespace {

constexpr int CapturesAtOnce = 3;
constexpr auto BeforeTryingAgain = 20ms;
constexpr auto LongestAnswer = 5s;

} // namespace

Witness::Witness()
    : m_network(this)
    , m_next(this)
    , m_device(makeUuidV7())
    , m_boot(makeUuidV7())
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Witness::send);
}

void Witness::setUp(const QUrl &server, EventUuid event, const QByteArrayList &codes)
{
    m_url = server;
    m_url.setPath(QStringLiteral("/sync/captures"));
    m_event = event;
    m_codes = codes;
}

void Witness::begin(const QByteArray &token)
{
    m_token = token;
    m_next.start(0);
}

void Witness::stop()
{
    m_next.stop();
    if (m_underWay) {
        m_underWay->disconnect(this);
        m_underWay->abort(); // What became of it, nobody was told.
        m_underWay->deleteLater();
    }
}

QString Witness::account() const
{
    return QStringLiteral("a client without a store was acknowledged %1 captures; %2 requests "
                          "were refused with 5xx, %3 had no answer")
        .arg(m_acknowledged.size())
        .arg(m_refusals)
        .arg(m_silences);
}

void Witness::send()
{
    while (m_batch.size() < CapturesAtOnce) {
        m_batch.append(nextCapture());
    }
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader("Authorization", "Bearer " + m_token);
    request.setTransferTimeout(static_cast<int>(std::chrono::milliseconds(LongestAnswer).count()));
    m_underWay = m_network.post(request, body());
    connect(m_underWay, &QNetworkReply::finished, this,
            [this, reply = m_underWay.data()] { answered(*reply); });
}

void Witness::answered(QNetworkReply &reply)
{
    reply.deleteLater();
    m_underWay.clear();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray answer = reply.readAll();
    const bool isCut = reply.error() != QNetworkReply::NoError && status < 400;
    if (!isCut && status == 201 && isAcknowledgedBy(answer)) {
        for (const Capture &capture : std::as_const(m_batch)) {
            m_acknowledged.append(toText(capture.uuid.value()).toLatin1());
        }
        m_batch.clear();
        m_next.start(0);
        return;
    }
    if (isCut) {
        ++m_silences;
    } else if (status >= 500) {
        ++m_refusals;
    } else {
        m_wrongAnswers.append(QString::number(status) + u' ' + QString::fromUtf8(answer.left(200)));
    }
    m_next.start(BeforeTryingAgain);
}

Capture Witness::nextCapture()
{
    Capture capture;
    capture.uuid = CaptureUuid(makeUuidV7());
    capture.eventUuid = m_event;
    ++m_sequence;
    capture.code = QString::fromLatin1(m_codes.at(m_sequence % m_codes.size()));
    capture.deviceId = m_device;
    capture.deviceSequence = m_sequence;
    capture.bootId = m_boot;
    capture.capturedAt = SystemClock().now();
    capture.zone = QStringLiteral("UTC");
    capture.monotonic = std::chrono::milliseconds(m_sequence);
    return capture;
}

QByteArray Witness::body() const
{
    Wire::JsonWriter json;
    json.beginObject();
    json.key(Wire::Key::captures);
    json.beginArray();
    for (const Capture &capture : m_batch) {
        Wire::write(json, capture);
    }
    json.endArray();
    json.endObject();
    return json.take();
}

bool Witness::isAcknowledgedBy(const QByteArray &answer) const
{
    const QJsonArray results =
        QJsonDocument::fromJson(answer).object().value(Wire::Key::results).toArray();
    if (results.size() != m_batch.size()) {
        return false;
    }
    for (qsizetype i = 0; i < results.size(); ++i) {
        const auto receipt = Wire::parseCaptureReceipt(results.at(i).toObject());
        if (!receipt || receipt->uuid != m_batch.at(i).uuid) {
            return false;
        }
    }
    return true;
}

} // namespace EvalTrack::Fault
