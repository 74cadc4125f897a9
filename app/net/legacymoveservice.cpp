// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/legacymoveservice.h"

#include "net/erroranswer.h"
#include "net/pagedanswer.h"
#include "wire/keys.h"
#include "wire/legacycodec.h"
#include "wire/names.h"

#include <QJsonArray>

namespace EvalTrack {

namespace Key = Wire::Key;

namespace {

constexpr int RunsPerPage = 200; // Of which the newest of each kind is wanted.
constexpr int RowsPerPage = 200;
/// The server waits ten seconds for each of v1's databases.
constexpr auto TimeToOpen = std::chrono::seconds(40);
constexpr auto ReportTime = std::chrono::minutes(5);

/// One object of an answer, as `parse` reads it.
template <typename T>
auto objectBy(Result<T> (*parse)(const QJsonObject &))
{
    return [parse](const Result<HttpAnswer> &answer) -> Result<T> {
        const auto object = objectOf(answer);
        if (!object) {
            return std::unexpected(object.error());
        }
        auto value = parse(*object);
        return value ? value
                     : failure(ErrorCode::ProtocolMismatch,
                               QStringLiteral("an answer on the move from v1 is malformed"));
    };
}

Result<QList<LegacyTally>> countsIn(const QJsonObject &object)
{
    QList<LegacyTally> counts;
    const QJsonArray tables = object.value(Key::tables).toArray();
    for (const QJsonValue &each : tables) {
        LegacyTally tally;
        tally.entity = each.toObject().value(Key::entity).toString();
        tally.read = each.toObject().value(Key::rows).toInteger();
        counts.append(tally);
    }
    return counts;
}

void writePlace(Wire::JsonWriter &json, const LegacyPlace &place)
{
    const auto add = [&json](QLatin1StringView key, const QString &text) {
        if (!text.trimmed().isEmpty()) {
            json.field(key, text.trimmed());
        }
    };
    add(Key::accountsUrl, place.accountsUrl.reveal());
    add(Key::businessUrl, place.businessUrl.reveal());
    add(Key::zone, place.zone);
}

ApiRequest posted(const QString &path)
{
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = path;
    request.timeout = TimeToOpen;
    return request;
}

} // namespace

LegacyMoveService::LegacyMoveService(ApiClient &api, QObject *parent)
    : LegacyMove(parent)
    , m_api(api)
{}

QFuture<Result<LegacySources>> LegacyMoveService::sources()
{
    ApiRequest request;
    request.path = QStringLiteral("/legacy/sources");
    return m_api.send(request).then(objectBy(Wire::parseLegacySources));
}

QFuture<Result<QList<LegacyTally>>> LegacyMoveService::look(const LegacyPlace &place)
{
    Wire::JsonWriter json;
    json.beginObject();
    writePlace(json, place);
    json.endObject();
    ApiRequest request = posted(QStringLiteral("/legacy/sources"));
    request.body = json.take();
    return m_api.send(request).then(objectBy(countsIn));
}

QFuture<Result<Paged<LegacyRun>>> LegacyMoveService::runs(const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/legacy/runs");
    addPage(request, RunsPerPage, cursor);
    return m_api.send(request).then(pagedOf<LegacyRun>(Wire::parseLegacyRun));
}

QFuture<Result<LegacyRun>> LegacyMoveService::run(qint64 id)
{
    ApiRequest request;
    request.path = QStringLiteral("/legacy/runs/%1").arg(id);
    return m_api.send(request).then(objectBy(Wire::parseLegacyRun));
}

QFuture<Result<LegacyRun>> LegacyMoveService::start(LegacyRunKind kind, const LegacyPlace &place)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::kind, Wire::name(kind));
    writePlace(json, place);
    json.endObject();
    ApiRequest request = posted(QStringLiteral("/legacy/runs"));
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    return m_api.send(request).then(objectBy(Wire::parseLegacyRun));
}

QFuture<Result<LegacyRun>> LegacyMoveService::cancel(qint64 id)
{
    ApiRequest request = posted(QStringLiteral("/legacy/runs/%1/cancel").arg(id));
    request.setIdempotencyKey(makeUuidV7());
    return m_api.send(request).then(objectBy(Wire::parseLegacyRun));
}

QFuture<Result<QByteArray>> LegacyMoveService::report(qint64 id, Report report)
{
    ApiRequest request;
    request.path = QStringLiteral("/legacy/runs/%1/report").arg(id);
    request.query.addQueryItem(QStringLiteral("file"),
                               report == Report::Page       ? QStringLiteral("page")
                               : report == Report::Findings ? QStringLiteral("findings")
                                                            : QStringLiteral("tray"));
    request.timeout = ReportTime;
    return m_api.send(request).then([](const Result<HttpAnswer> &answer) -> Result<QByteArray> {
        if (!answer) {
            return std::unexpected(answer.error());
        }
        return answer->isSuccess() ? Result<QByteArray>(answer->body)
                                   : std::unexpected(errorOf(*answer));
    });
}

QFuture<Result<Paged<LegacyTrayRow>>> LegacyMoveService::tray(Which which, const QString &cursor)
{
    ApiRequest request;
    request.path = QStringLiteral("/legacy/tray");
    request.query.addQueryItem(QString(Key::state), which == Which::Open
                                                        ? QStringLiteral("open")
                                                        : QStringLiteral("decided"));
    addPage(request, RowsPerPage, cursor);
    return m_api.send(request).then(pagedOf<LegacyTrayRow>(Wire::parseLegacyTrayRow));
}

QFuture<Result<LegacyTrayRow>> LegacyMoveService::decide(qint64 row, bool isDecided,
                                                         const QString &note)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::isDecided, isDecided);
    json.field(Key::note, note.trimmed().isEmpty() ? std::nullopt : std::optional(note.trimmed()));
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("PATCH");
    request.path = QStringLiteral("/legacy/tray/%1").arg(row);
    request.body = json.take();
    request.setIdempotencyKey(makeUuidV7());
    return m_api.send(request).then(objectBy(Wire::parseLegacyTrayRow));
}

} // namespace EvalTrack
