// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/stationsbench.h"

#include "client/benchclient.h"
#include "client/figures.h"
#include "support/waitfor.h"
#include "sync/runspacing.h"
#include "wire/entitycodec.h"
#include "wire/keys.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <memory>
#include <vector>

namespace EvalTrack::Bench {

namespace {

using namespace std::chrono_literals;
namespace Key = Wire::Key;

constexpr int Stations = 50;
constexpr auto CaptureInterval = 50ms;
constexpr auto RunTime = 20s;

QNetworkRequest requestTo(QUrl url, const QString &path, const QByteArray &token)
{
    url.setPath(path);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    if (!token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + token);
    }
    return request;
}

QByteArray signIn(const QUrl &server)
{
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(
        network.post(requestTo(server, u"/auth/login"_qs, {}),
                     R"({"email":"hr@empresa.com","password":"hr123456"})"));
    if (!Test::waitFor([&reply] { return reply->isFinished(); }, 30s)) {
        return {};
    }
    return QJsonDocument::fromJson(reply->readAll())
        .object()
        .value(Key::access_token)
        .toString()
        .toLatin1();
}

/// What all of them did.
struct Tally
{
    Samples answers; ///< From a request until its answer.
    int captured = 0;
    int acknowledged = 0;
    int failures = 0;
};

/// Captures and sends as a station does, with its spacing, and does nothing else.
class BareStation
{
public:
    BareStation(const QUrl &server, const QByteArray &token, const Event &event, QStringList badges,
                Tally &tally)
        : m_request(requestTo(server, u"/sync/captures"_qs, token))
        , m_event(event)
        , m_badges(std::move(badges))
        , m_tally(tally)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { capture(); });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_next.setSingleShot(true);
        QObject::connect(&m_next, &QTimer::timeout, &m_next, [this] { send(); });
    }

    void start() { m_timer.start(CaptureInterval); }
    void stop() { m_timer.stop(); }
    [[nodiscard]] bool isIdle() const { return !m_isUnderWay && m_waiting.isEmpty(); }

private:
    void capture()
    {
        Capture capture;
        capture.uuid = CaptureUuid(makeUuidV7());
        capture.eventUuid = m_event.uuid;
        capture.code = m_badges.at(m_sequence % m_badges.size());
        capture.deviceId = m_device;
        capture.deviceSequence = ++m_sequence;
        capture.bootId = m_device;
        capture.capturedAt = m_clock.now();
        capture.zone = u"UTC"_qs;
        capture.monotonic = m_clock.monotonic();
        m_waiting.append(capture);
        ++m_tally.captured;
        send();
    }

    void send()
    {
        if (m_isUnderWay || m_waiting.isEmpty()) {
            return;
        }
        if (!m_spacing.hasExpired()) {
            if (!m_next.isActive()) {
                m_next.start(std::chrono::milliseconds(m_spacing.remainingTime()));
            }
            return;
        }
        m_spacing = QDeadlineTimer(nextRunSpacing());
        m_isUnderWay = true;
        const QList<Capture> sent = std::exchange(m_waiting, {});
        Wire::JsonWriter json;
        json.beginObject();
        json.key(Key::captures);
        json.beginArray();
        for (const Capture &capture : sent) {
            Wire::write(json, capture);
        }
        json.endArray();
        json.endObject();
        const Clock::time_point start = Clock::now();
        QNetworkReply *reply = m_network.post(m_request, json.take());
        QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply, start, sent] {
            m_tally.answers.add(Clock::now() - start);
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            if (status == 201) {
                m_tally.acknowledged += static_cast<int>(sent.size());
            } else {
                ++m_tally.failures;
            }
            reply->deleteLater();
            m_isUnderWay = false;
            send();
        });
    }

    SystemClock m_clock;
    QNetworkAccessManager m_network;
    QNetworkRequest m_request;
    Event m_event;
    QStringList m_badges;
    Tally &m_tally;
    QUuid m_device = QUuid::createUuid();
    qint64 m_sequence = 0;
    QTimer m_timer;
    QTimer m_next;
    QDeadlineTimer m_spacing;
    QList<Capture> m_waiting;
    bool m_isUnderWay = false;
};

} // namespace

bool measureStations(const QUrl &server, const QString &folder, int people)
{
    QStringList badges;
    std::optional<Event> event;
    {
        BenchClient client(server, folder);
        if (!client.resume() || !client.waitForPeople(people)) {
            return false;
        }
        event = client.eventAtTheDoor();
        const auto everybody = client.engine().people().people();
        for (qsizetype i = 0; i < everybody->size(); ++i) {
            badges.append(everybody->text(i, PeopleSnapshot::Text::BadgeCode));
        }
    }
    const QByteArray token = signIn(server);
    if (!event || token.isEmpty()) {
        return failed(u"there is no event to capture at, or signing in failed"_qs);
    }
    Tally tally;
    std::vector<std::unique_ptr<BareStation>> stations;
    const qsizetype share = badges.size() / Stations;
    for (int number = 0; number < Stations; ++number) {
        stations.push_back(std::make_unique<BareStation>(server, token, *event,
                                                         badges.mid(number * share, share), tally));
    }
    const Clock::time_point start = Clock::now();
    for (size_t number = 0; number < stations.size(); ++number) {
        // Over a second: they are not one machine that is switched on.
        QTimer::singleShot(std::chrono::milliseconds(number * 1000 / Stations), qApp,
                           [station = stations[number].get()] { station->start(); });
    }
    const bool wasRun = Test::waitFor([&] { return Clock::now() - start >= RunTime; }, 60s);
    for (const auto &station : stations) {
        station->stop();
    }
    const bool isDone = Test::waitFor(
        [&] {
            return std::ranges::all_of(stations, [](const auto &each) { return each->isIdle(); });
        },
        60s);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!wasRun || !isDone || tally.failures > 0) {
        return failed(u"%1 requests of the stations failed"_qs.arg(tally.failures));
    }
    Figures::below(u"an answer to one of 50 stations, 99th percentile"_qs,
                   tally.answers.percentile(99), 100ms);
    Figures::duration(u"an answer to one of 50 stations, median"_qs, tally.answers.median());
    Figures::plain(u"captures a second, of 1,000 asked for"_qs,
                   QString::number(tally.acknowledged / seconds, 'f', 0));
    return tally.acknowledged == tally.captured;
}

} // namespace EvalTrack::Bench
