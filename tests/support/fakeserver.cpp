// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeserver.h"

#include "base/strongid.h"
#include "wire/isotime.h"
#include "wire/syncprotocol.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrlQuery>

namespace EvalTrack::Test {

const QString FakeServer::UserUuid = QStringLiteral("0192ba60-acfb-7385-bb68-ac5ecfe81fe4");
const QString FakeServer::Email = QStringLiteral("hr@empresa.com");
const QString FakeServer::Password = QStringLiteral("hr123456");

namespace {

const QString Now = QStringLiteral("2026-05-28T20:26:40.000Z"); // FakeClock's start

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray refusal(int status, const QString &message)
{
    return text({{QStringLiteral("message"), message},
                 {QStringLiteral("error"), QStringLiteral("Refused")},
                 {QStringLiteral("statusCode"), status}});
}

/// "/events/7/x" → {"events", "7", "x"}
QList<QByteArray> segments(const QByteArray &path)
{
    return path.mid(1).split('/');
}

} // namespace

QJsonObject FakeServer::Request::json() const
{
    return QJsonDocument::fromJson(body).object();
}

FakeServer::FakeServer(QObject *parent)
    : QObject(parent)
    , m_now(Now)
    , m_password(Password)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeServer::accept);
    setOnline(true);
}

FakeServer::~FakeServer()
{
    setOnline(false);
}

QUrl FakeServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void FakeServer::setOnline(bool isOnline)
{
    if (isOnline) {
        if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost, m_port)) {
            qFatal("the fake server cannot listen");
        }
        m_port = m_server.serverPort();
        return;
    }
    m_server.close();
    const QList<QTcpSocket *> sockets = std::exchange(m_sockets, {});
    for (QTcpSocket *socket : sockets) {
        m_buffers.remove(socket);
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

// Records --------------------------------------------------------------------------------------

QJsonObject FakeServer::put(const QByteArray &entity, QJsonObject data)
{
    const QString uuid = data.value(u"uuid").toString();
    const QJsonObject before = m_records.value(entity).value(uuid);
    data.insert(QStringLiteral("revision"), before.value(u"revision").toInt() + 1);
    if (!data.contains(u"id")) {
        data.insert(QStringLiteral("id"),
                    before.isEmpty() ? ++m_nextId : before.value(u"id").toInteger());
    }
    for (const char *key : {"createdAt", "updatedAt"}) {
        if (!data.contains(QLatin1StringView(key))) {
            data.insert(QLatin1StringView(key), Now);
        }
    }
    m_records[entity].insert(uuid, data);
    m_log.append({entity, uuid, false});
    return data;
}

void FakeServer::remove(const QByteArray &entity, const QString &uuid)
{
    m_records[entity].remove(uuid);
    m_log.append({entity, uuid, true});
}

QJsonObject FakeServer::record(const QByteArray &entity, const QString &uuid) const
{
    return m_records.value(entity).value(uuid);
}

void FakeServer::startEpoch()
{
    ++m_epoch;
}

void FakeServer::forgetCursors()
{
    ++m_cursorEra;
}

void FakeServer::changePassword(const QString &password)
{
    m_password = password;
}

void FakeServer::revokeSessions()
{
    m_refreshToken.clear();
    m_accessToken.clear();
}

int FakeServer::count(const QByteArray &verb, const QByteArray &pathStart) const
{
    return static_cast<int>(
        std::count_if(m_requests.begin(), m_requests.end(), [&](const Request &request) {
            return request.verb == verb && request.path.startsWith(pathStart);
        }));
}

// Sockets --------------------------------------------------------------------------------------

void FakeServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_sockets.append(socket);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_sockets.removeOne(socket);
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void FakeServer::read(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    for (;;) {
        const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return;
        }
        Request request;
        const QList<QByteArray> lines = buffer.left(headEnd).split('\n');
        const QList<QByteArray> words = lines.first().trimmed().split(' ');
        request.verb = words.value(0);
        const QByteArray target = words.value(1);
        request.path = target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
        request.query = target.mid(request.path.size() + 1);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).trimmed().toLower(),
                                   line.mid(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < headEnd + 4 + length) {
            return;
        }
        request.body = buffer.mid(headEnd + 4, length);
        buffer.remove(0, headEnd + 4 + length);
        handle(socket, request);
        if (!m_sockets.contains(socket)) {
            return;
        }
    }
}

void FakeServer::handle(QTcpSocket *socket, const Request &request)
{
    m_requests.append(request);
    const auto fault = std::find_if(m_faults.begin(), m_faults.end(), [&](const Fault &candidate) {
        return request.path.startsWith(candidate.pathStart);
    });
    if (fault == m_faults.end()) {
        write(socket, route(request));
        return;
    }
    const Fault broken = *fault;
    m_faults.erase(fault);
    switch (broken.how) {
    case Break::LoseAnswer:
        static_cast<void>(route(request));
        socket->abort();
        break;
    case Break::Hang:
        static_cast<void>(route(request));
        break;
    case Break::LoseRequest:
        socket->abort();
        break;
    case Break::CutShort: {
        const Answer answer = route(request);
        socket->write(headOf(answer) + answer.body.left(answer.body.size() / 2));
        socket->disconnectFromHost();
        break;
    }
    case Break::Repeat:
        static_cast<void>(route(request));
        write(socket, route(request));
        break;
    case Break::Delay:
        m_late.append(request);
        socket->abort();
        break;
    case Break::Portal:
        write(socket, {200, "<html>Welcome to our Wi-Fi</html>", {}, false});
        break;
    case Break::Status:
        write(socket, {broken.status,
                       broken.body.isEmpty()
                           ? refusal(broken.status, QStringLiteral("as the test wants it"))
                           : broken.body,
                       broken.headers, true});
        break;
    case Break::Unauthorized:
        m_accessToken.clear();
        write(socket, {401, refusal(401, QStringLiteral("Unauthorized")), {}, true});
        break;
    }
}

QByteArray FakeServer::headOf(const Answer &answer)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) +
                      " X\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    if (answer.isOurs) {
        head += Wire::ProtocolHeader.toByteArray() + ": 1\r\n";
    }
    return head + answer.headers + "\r\n";
}

void FakeServer::write(QTcpSocket *socket, const Answer &answer)
{
    socket->write(headOf(answer) + answer.body);
}

void FakeServer::deliverLate()
{
    const QList<Request> late = std::exchange(m_late, {});
    for (const Request &request : late) {
        static_cast<void>(route(request));
    }
}

// Routes ---------------------------------------------------------------------------------------

FakeServer::Answer FakeServer::tokens(int status)
{
    ++m_tokenNumber;
    m_accessToken = QStringLiteral("access-%1").arg(m_tokenNumber);
    m_refreshToken = QStringLiteral("refresh-%1").arg(m_tokenNumber);
    const QJsonObject user{{QStringLiteral("id"), 2},
                           {QStringLiteral("email"), Email},
                           {QStringLiteral("name"), QStringLiteral("Helena Suárez")},
                           {QStringLiteral("role"), QStringLiteral("RECURSOS_HUMANOS")},
                           {QStringLiteral("uuid"), UserUuid}};
    return {status,
            text({{QStringLiteral("access_token"), m_accessToken},
                  {QStringLiteral("user"), user},
                  {QStringLiteral("refresh_token"), m_refreshToken},
                  {QStringLiteral("expires_in"), 900}}),
            {},
            true};
}

FakeServer::Answer FakeServer::route(const Request &request)
{
    const Answer unauthorized{401, refusal(401, QStringLiteral("Unauthorized")), {}, true};
    if (request.path == "/ready") {
        return {200, text({{QStringLiteral("status"), QStringLiteral("ready")}}), {}, true};
    }
    if (request.path == "/health") {
        return {200,
                text({{QStringLiteral("status"), QStringLiteral("ok")},
                      {QStringLiteral("version"), QStringLiteral("2.1.0")}}),
                {},
                true};
    }
    if (request.path == "/auth/login") {
        const bool isRight = request.json().value(u"email").toString() == Email &&
                             request.json().value(u"password").toString() == m_password;
        return isRight ? tokens(200) : unauthorized;
    }
    if (request.path == "/auth/refresh") {
        const QString token = request.json().value(u"refresh_token").toString();
        return !token.isEmpty() && token == m_refreshToken ? tokens(201) : unauthorized;
    }
    if (request.path == "/auth/logout") {
        revokeSessions();
        return {204, {}, {}, true};
    }
    const bool isKnown = !m_accessToken.isEmpty() && request.headers.value("authorization") ==
                                                         "Bearer " + m_accessToken.toUtf8();
    if (!isKnown) {
        return unauthorized;
    }
    if (request.path == "/sync/changes") {
        return changes(request);
    }
    if (request.path == "/events" && request.verb == "GET") {
        return oldestEvent();
    }
    if (request.path == "/sync/captures") {
        return captures(request);
    }
    const QByteArray key = request.headers.value("idempotency-key");
    if (m_idempotent.contains(key)) {
        return m_idempotent.value(key);
    }
    const Answer answer = mutate(request);
    if (!key.isEmpty() && answer.status < 300) {
        m_idempotent.insert(key, answer);
    }
    return answer;
}

FakeServer::Answer FakeServer::mutate(const Request &request)
{
    static const QHash<QByteArray, QByteArray> entities{{"events", "event"},
                                                        {"employees", "employee"},
                                                        {"attendances", "attendance"},
                                                        {"evaluations", "evaluation"}};
    const QList<QByteArray> path = segments(request.path);
    const QByteArray entity = entities.value(path.first());
    if (entity.isEmpty() || request.verb == "GET") {
        return {404, refusal(404, QStringLiteral("no such route")), {}, true};
    }
    return request.verb == "POST" ? create(entity, request)
                                  : change(entity, path.value(1).toLongLong(), request);
}

FakeServer::Answer FakeServer::create(const QByteArray &entity, const Request &request)
{
    QJsonObject data = request.json();
    if (entity == "event") {
        QJsonArray questions;
        const QJsonArray texts = data.take(QStringLiteral("preguntas")).toArray();
        for (const QJsonValue &question : texts) {
            questions.append(QJsonObject{{QStringLiteral("id"), ++m_nextId},
                                         {QStringLiteral("text"), question}});
        }
        data.insert(QStringLiteral("questions"), questions);
        data.insert(QStringLiteral("creatorId"), 2);
        data.insert(QStringLiteral("status"), QStringLiteral("ACTIVE"));
        data.insert(QStringLiteral("isActive"), true);
    }
    return {201, text(put(entity, data)), {}, true};
}

FakeServer::Answer FakeServer::change(const QByteArray &entity, qint64 id, const Request &request)
{
    const QHash<QString, QJsonObject> records = m_records.value(entity);
    const auto found = std::find_if(records.begin(), records.end(), [id](const QJsonObject &one) {
        return one.value(u"id").toInteger() == id;
    });
    if (found == records.end()) {
        return {404,
                refusal(404, entity == "attendance"
                                 ? QStringLiteral("Asistencia con ID %1 no encontrada").arg(id)
                                 : QStringLiteral("no encontrado")),
                {},
                true};
    }
    if (request.verb == "DELETE") {
        remove(entity, found->value(u"uuid").toString());
        return {204, {}, {}, true};
    }
    const QByteArray wanted = request.headers.value("if-match");
    const QByteArray revision = QByteArray::number(found->value(u"revision").toInt());
    if (!wanted.isEmpty() && wanted != '"' + revision + '"') {
        return {412, text(*found), {}, true};
    }
    QJsonObject data = *found;
    if (request.path.endsWith("/grade")) {
        data.insert(QStringLiteral("status"), QStringLiteral("GRADED"));
        data.insert(QStringLiteral("graderId"), 2);
    }
    if (request.path.endsWith("/confirm")) {
        data.insert(QStringLiteral("status"), QStringLiteral("CONFIRMED"));
    }
    const QJsonObject changed = request.json();
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        data.insert(it.key(), it.value());
    }
    return {200, text(put(entity, data)), {}, true};
}

FakeServer::Answer FakeServer::changes(const Request &request)
{
    const QUrlQuery query(QString::fromLatin1(request.query));
    const QString cursor = query.queryItemValue(QStringLiteral("cursor"), QUrl::FullyDecoded);
    const int limit = query.queryItemValue(QStringLiteral("limit")).toInt();
    if (query.hasQueryItem(QStringLiteral("until"))) {
        return history(query.queryItemValue(QStringLiteral("since"), QUrl::FullyDecoded),
                       query.queryItemValue(QStringLiteral("until"), QUrl::FullyDecoded));
    }
    qsizetype position = 0;
    if (!cursor.isEmpty()) {
        if (cursor.section(u'.', 0, 0).toInt() != m_cursorEra) {
            return {410, refusal(410, QStringLiteral("cursor is gone")), {}, true};
        }
        position = cursor.section(u'.', 1, 1).toLongLong();
    }
    QJsonArray page;
    for (; position < m_log.size() && page.size() < limit; ++position) {
        const Logged &logged = m_log.at(position);
        const QJsonObject data = record(logged.entity, logged.uuid);
        const bool isGone = logged.isDelete || data.isEmpty();
        page.append(QJsonObject{
            {QStringLiteral("entity"), QString::fromLatin1(logged.entity)},
            {QStringLiteral("uuid"), logged.uuid},
            {QStringLiteral("op"), isGone ? QStringLiteral("delete") : QStringLiteral("upsert")},
            {QStringLiteral("revision"), data.value(u"revision").toInt()},
            {QStringLiteral("data"), isGone ? QJsonValue() : QJsonValue(data)}});
    }
    return {
        200,
        text({{QStringLiteral("changes"), page},
              {QStringLiteral("cursor"), QStringLiteral("%1.%2").arg(m_cursorEra).arg(position)},
              {QStringLiteral("hasMore"), position < m_log.size()},
              {QStringLiteral("epoch"), QString::number(m_epoch)},
              {QStringLiteral("serverTime"), m_now}}),
        {},
        true};
}

QJsonObject FakeServer::upsert(const QByteArray &entity, const QJsonObject &data) const
{
    return {{QStringLiteral("entity"), QString::fromLatin1(entity)},
            {QStringLiteral("uuid"), data.value(u"uuid")},
            {QStringLiteral("op"), QStringLiteral("upsert")},
            {QStringLiteral("revision"), data.value(u"revision")},
            {QStringLiteral("data"), data}};
}

// All on one page: dates in ISO form compare as text.
FakeServer::Answer FakeServer::history(const QString &since, const QString &until)
{
    QJsonArray page;
    QSet<QString> events;
    for (const QJsonObject &event : m_records.value("event")) {
        const QString date = event.value(u"date").toString();
        if (date >= since && date < until) {
            events.insert(event.value(u"uuid").toString());
            page.append(upsert("event", event));
        }
    }
    for (const QByteArray &entity : {QByteArray("attendance"), QByteArray("evaluation")}) {
        for (const QJsonObject &record : m_records.value(entity)) {
            if (events.contains(record.value(u"eventUuid").toString())) {
                page.append(upsert(entity, record));
            }
        }
    }
    return {200,
            text({{QStringLiteral("changes"), page},
                  {QStringLiteral("cursor"), QStringLiteral("history")},
                  {QStringLiteral("hasMore"), false},
                  {QStringLiteral("epoch"), QString::number(m_epoch)},
                  {QStringLiteral("serverTime"), m_now}}),
            {},
            true};
}

FakeServer::Answer FakeServer::oldestEvent()
{
    QJsonObject oldest;
    for (const QJsonObject &event : m_records.value("event")) {
        const QString date = event.value(u"date").toString();
        if (oldest.isEmpty() || date < oldest.value(u"date").toString()) {
            oldest = event;
        }
    }
    return {200,
            text({{QStringLiteral("items"), QJsonArray{oldest}},
                  {QStringLiteral("nextCursor"), QJsonValue()},
                  {QStringLiteral("total"), QJsonValue()}}),
            {},
            true};
}

FakeServer::Answer FakeServer::captures(const Request &request)
{
    QJsonArray results;
    const QJsonArray sent = request.json().value(u"captures").toArray();
    for (const QJsonValue &value : sent) {
        const QJsonObject capture = value.toObject();
        const QString uuid = capture.value(u"captureId").toString();
        const QString code = capture.value(u"code").toString();
        QString outcome = m_outcomes.value(code, QStringLiteral("accepted"));
        if (outcome == u"refused") {
            return {400, refusal(400, QStringLiteral("a capture is malformed")), {}, true};
        }
        if (m_ledger.contains(uuid)) {
            outcome = QStringLiteral("duplicate");
        } else {
            m_ledger.insert(uuid, capture);
            m_arrivals.append(uuid);
            if (!m_records.value("event").contains(capture.value(u"eventUuid").toString())) {
                outcome = QStringLiteral("review"); // unknown event
            }
        }
        results.append(QJsonObject{{QStringLiteral("captureId"), uuid},
                                   {QStringLiteral("outcome"), outcome},
                                   {QStringLiteral("reason"), QJsonValue()},
                                   {QStringLiteral("attendanceId"), QJsonValue()}});
    }
    return {200, text({{QStringLiteral("results"), results}}), {}, true};
}

} // namespace EvalTrack::Test
