// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/legacyruncontroller.h"

#include "base/deliver.h"
#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "storage/database.h"
#include "wire/legacycodec.h"

#include <QFile>
#include <QHash>
#include <QtConcurrent>

#include <array>
#include <limits>
#include <utility>

namespace EvalTrack::Server {

using namespace Wire;

namespace {

constexpr int LongestAddress = 2'000;

/// What a body says of v1, by the names that LegacySetup reads.
using Told = QHash<QByteArray, QString>;

constexpr std::array Names{
    std::pair{LegacyVariable::Accounts, Key::accountsUrl},
    std::pair{LegacyVariable::Business, Key::businessUrl},
    std::pair{LegacyVariable::Zone, Key::zone},
    std::pair{LegacyVariable::OlderZone, Key::olderZone},
    std::pair{LegacyVariable::OlderZoneUntil, Key::olderZoneUntil},
};

Told readPlace(FieldReader &fields)
{
    Told told;
    for (const auto &[variable, key] : Names) {
        if (key == Key::olderZoneUntil) {
            if (const auto day = fields.date(key, Presence::Optional)) {
                told.insert(variable, day->toString(Qt::ISODate));
            }
        } else if (const auto text = BodyFields::text(fields, key, LongestAddress)) {
            told.insert(variable, *text);
        }
    }
    return told;
}

struct RunOrder
{
    LegacyRunKind kind = LegacyRunKind::DryRun;
    Told told;
};

RunOrder readRunOrder(FieldReader &fields)
{
    RunOrder order;
    order.kind = fields.enumeration<LegacyRunKind>(Key::kind, Presence::Required)
                     .value_or(LegacyRunKind::DryRun);
    order.told = readPlace(fields);
    return order;
}

/// The server's environment where the body says nothing.
LegacySetup::Lookup lookupIn(const Told &told)
{
    return [told](const char *name) {
        const auto found = told.constFind(name);
        return found != told.constEnd() ? *found : qEnvironmentVariable(name);
    };
}

/// With the body's names for what the commands call otherwise.
Error inTheBodysWords(const Error &error)
{
    Error told = error;
    for (FieldError &field : told.fieldErrors) {
        for (const auto &[variable, key] : Names) {
            if (field.field == QLatin1StringView(variable)) {
                field = {QString(key), QString(key) + u' ' + field.message};
            }
        }
    }
    if (!told.fieldErrors.isEmpty()) {
        told.code = ErrorCode::Validation;
    }
    return told;
}

Response answerLook(const Result<QList<LegacyTally>> &counts)
{
    if (!counts) {
        return errorResponse(inTheBodysWords(counts.error()));
    }
    JsonWriter writer;
    writer.beginObject();
    writer.key(Key::tables);
    writer.beginArray();
    for (const LegacyTally &each : *counts) {
        writer.beginObject();
        writer.field(Key::entity, each.entity);
        writer.field(Key::rows, each.read);
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
    return json(201, writer.take());
}

/// A file of any length, piece by piece.
class FileSource final : public BodySource
{
public:
    explicit FileSource(const QString &path)
        : m_file(path)
    {}
    [[nodiscard]] bool open() { return m_file.open(QIODevice::ReadOnly); }
    [[nodiscard]] Result<std::optional<QByteArray>> next() override
    {
        constexpr qint64 Piece = 64 * 1024;
        QByteArray piece = m_file.read(Piece);
        if (piece.isEmpty()) {
            return m_file.atEnd()
                       ? Result<std::optional<QByteArray>>(std::nullopt)
                       : failure(ErrorCode::Storage, QStringLiteral("a report cannot be read"));
        }
        return std::optional(std::move(piece));
    }

private:
    QFile m_file;
};

std::optional<QString> reportFile(const QString &wanted)
{
    static const QHash<QString, QString> files{
        {QStringLiteral("page"), QStringLiteral("report.html")},
        {QStringLiteral("findings"), QStringLiteral("findings.csv")},
        {QStringLiteral("tray"), QStringLiteral("tray.csv")}};
    const auto file = files.constFind(wanted);
    return file == files.constEnd() ? std::nullopt : std::optional(*file);
}

/// Answered by whoever waited for it in the pool.
template <typename Work>
Reply later(const std::shared_ptr<QThreadPool> &pool, QObject &loop, Work work)
{
    const LaterReply reply;
    deliver(
        QtConcurrent::run(pool.get(), [work] { return std::make_shared<Response>(work()); }), &loop,
        [reply](const std::shared_ptr<Response> &response) { reply.give(std::move(*response)); });
    return reply.future();
}

} // namespace

LegacyRunController::LegacyRunController(const LoopContext &context, const Mutations &mutations)
    : m_context(context)
    , m_mutations(mutations)
    , m_service(context.database)
    , m_pool(std::make_shared<QThreadPool>())
{
    m_pool->setMaxThreadCount(1);
}

Response LegacyRunController::answerRun(int status, LegacyRun run) const
{
    run.hasReport = m_context.legacyRuns != nullptr &&
                    m_context.legacyRuns->report(run.id, QStringLiteral("report.html"));
    JsonWriter writer;
    write(writer, run);
    return json(status, writer.take());
}

Response LegacyRunController::sources(const Request & /*request*/) const
{
    EvalTrack::LegacySources sources; // Not the tables of v1, which the server calls so.
    sources.hasDriver = LegacyDatabases::hasDriver();
    sources.hasAccounts = !qEnvironmentVariableIsEmpty(LegacyVariable::Accounts);
    sources.hasBusiness = !qEnvironmentVariableIsEmpty(LegacyVariable::Business);
    const auto options = LegacySetup::readOptions(lookupIn({}));
    if (!options) {
        return errorResponse(inTheBodysWords(options.error()));
    }
    sources.zone = QString::fromLatin1(options->zone.id());
    JsonWriter writer;
    write(writer, sources);
    return json(200, writer.take());
}

Reply LegacyRunController::look(const Request &request) const
{
    const auto told = readBody(request, readPlace);
    if (!told) {
        return errorResponse(told.error());
    }
    const auto setup = LegacySetup::read(lookupIn(*told));
    if (!setup) {
        return errorResponse(inTheBodysWords(setup.error()));
    }
    return later(m_pool, m_context.loop,
                 [setup = *setup] { return answerLook(LegacyRuns::look(setup)); });
}

Response LegacyRunController::list(const Request &request) const
{
    Listing<LegacyRun> runs;
    runs.name = "legacyRuns";
    runs.fetch = [service = m_service](const auto &after, int limit) {
        return service.page(after ? after->id : std::numeric_limits<qint64>::max(), limit);
    };
    runs.write = [this](JsonWriter &writer, const LegacyRun &run) {
        writer.raw(answerRun(200, run).body);
    };
    runs.positionOf = [](const LegacyRun &run) {
        return Position{{}, run.id};
    };
    return answerOf(runs.answerPaged(request));
}

Response LegacyRunController::get(const Request &request) const
{
    const auto run = m_service.byId(pathNumber(request));
    return run ? answerRun(200, *run) : errorResponse(run.error());
}

Reply LegacyRunController::start(const Request &request) const
{
    const auto order = readBody(request, readRunOrder);
    if (!order) {
        return errorResponse(order.error());
    }
    const auto setup = LegacySetup::read(lookupIn(order->told));
    if (!setup) {
        return errorResponse(inTheBodysWords(setup.error()));
    }
    if (m_context.legacyRuns == nullptr) {
        return errorResponse(Error{ErrorCode::Unavailable, {}, {}});
    }
    return later(m_pool, m_context.loop,
                 [this, request, run = LegacyRuns::Order{order->kind, *setup}] {
                     return begin(request, run);
                 });
}

// In the pool. The run is opened first and noted then, so that what cannot run leaves no trace; a
// request that is repeated is answered as before and opens nothing.
Response LegacyRunController::begin(const Request &request, const LegacyRuns::Order &order) const
{
    auto database = Database::open(m_context.database.settings());
    if (!database) {
        return errorResponse(database.error());
    }
    const Mutations mutations(m_context.over(**database));
    if (auto before = mutations.answeredBefore(request)) {
        return std::move(*before);
    }
    // Before the transaction: v1 may take seconds to answer, and the change feed would wait for it.
    const auto ready = m_context.legacyRuns->prepare(order);
    if (!ready) {
        return errorResponse(inTheBodysWords(ready.error()));
    }
    const LegacyRunService service(**database);
    std::optional<qint64> begun;
    Response response = mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        begun.reset();
        const auto run = service.begin(unit, order.kind, (*ready)->total());
        if (!run) {
            return std::unexpected(run.error());
        }
        begun = run->id;
        return answerRun(201, *run);
    });
    if (begun && response.status == 201) {
        (*ready)->go(*begun);
    }
    return response;
}

Response LegacyRunController::cancel(const Request &request) const
{
    return m_mutations.perform(request, [&](UnitOfWork &unit) -> Result<Response> {
        const auto run = m_service.cancel(unit, pathNumber(request));
        return run ? Result<Response>(answerRun(201, *run)) : std::unexpected(run.error());
    });
}

Response LegacyRunController::report(const Request &request) const
{
    const auto file = reportFile(request.queryValue(u"file"_qs).value_or(u"page"_qs));
    if (!file) {
        return errorResponse({ErrorCode::BadRequest,
                              u"file must be one of the following values: page, findings, tray"_qs,
                              {}});
    }
    const auto run = m_service.byId(pathNumber(request));
    if (!run) {
        return errorResponse(run.error());
    }
    const auto path =
        m_context.legacyRuns ? m_context.legacyRuns->report(run->id, *file) : std::nullopt;
    auto source = std::make_unique<FileSource>(path.value_or(QString()));
    if (!path || !source->open()) {
        return errorResponse(
            {ErrorCode::NotFound, u"La ejecución no tiene informe en este servidor"_qs, {}});
    }
    Response response;
    response.source = std::move(source);
    response.contentType = file->endsWith(u".html") ? QByteArray("text/html; charset=utf-8")
                                                    : QByteArray("text/csv; charset=utf-8");
    response.headers.append({QByteArrayLiteral("Content-Disposition"),
                             "attachment; filename=\"" + file->toLatin1() + '"'});
    response.headers.append({QByteArrayLiteral("Content-Security-Policy"),
                             QByteArrayLiteral("default-src 'none'; style-src 'unsafe-inline'; "
                                               "sandbox")});
    return response;
}

} // namespace EvalTrack::Server
