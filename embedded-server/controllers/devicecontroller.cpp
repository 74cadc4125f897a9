// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/devicecontroller.h"

#include "base/deliver.h"
#include "controllers/authcontroller.h"
#include "controllers/bodyfields.h"
#include "controllers/listing.h"
#include "controllers/requestfields.h"
#include "domain/enrolmentcode.h"
#include "observability/metrics.h"
#include "security/enrolmentcodes.h"
#include "security/loginthrottle.h"
#include "security/passwordhasher.h"
#include "wire/devicecodec.h"

namespace EvalTrack::Server {

using namespace Wire;

namespace {

struct NewDeviceBody
{
    DeviceService::NewDevice device;
    QString exitPin;
};

struct DeviceChangeBody
{
    DeviceService::Change change;
    std::optional<QString> exitPin;
};

struct EnrolBody
{
    QString code;
    std::optional<QUuid> captureDevice;
};

std::optional<std::chrono::seconds> readDoubleTap(FieldReader &fields)
{
    const auto seconds =
        fields.integer(Key::doubleTapSeconds, Presence::Optional, 0, Limits::DoubleTapMax);
    return seconds ? std::optional(std::chrono::seconds(*seconds)) : std::nullopt;
}

std::optional<QString> readExitPin(FieldReader &fields, Presence presence)
{
    const auto pin = fields.text(Key::exitPin, presence, Limits::ShortTextMax);
    if (pin) {
        const auto broken = checkPin(*pin);
        fields.check(Key::exitPin, broken, Limits::PinMin, Limits::PinMax);
    }
    return pin;
}

NewDeviceBody readNewDevice(FieldReader &fields)
{
    NewDeviceBody body;
    if (const auto name = fields.text(Key::name, Presence::Required, Limits::NameMax)) {
        body.device.name = name->trimmed();
        fields.check(Key::name, checkName(body.device.name), Limits::NameMin, Limits::NameMax);
    }
    body.device.site = BodyFields::text(fields, Key::site, Limits::NameMax).value_or(QString());
    body.device.doubleTap = readDoubleTap(fields);
    body.device.asksPin = fields.boolean(Key::asksPin, Presence::Optional).value_or(false);
    body.device.uuid = BodyFields::uuid<DeviceUuid>(fields);
    body.exitPin = readExitPin(fields, Presence::Required).value_or(QString());
    return body;
}

DeviceChangeBody readDeviceChange(FieldReader &fields)
{
    DeviceChangeBody body;
    if (const auto name = fields.text(Key::name, Presence::Optional, Limits::NameMax)) {
        body.change.name = name->trimmed();
        fields.check(Key::name, checkName(*body.change.name), Limits::NameMin, Limits::NameMax);
    }
    if (const auto site = fields.text(Key::site, Presence::Optional, Limits::NameMax)) {
        body.change.site = site->trimmed();
    }
    body.change.doubleTap = readDoubleTap(fields);
    body.change.asksPin = fields.boolean(Key::asksPin, Presence::Optional);
    body.change.isRevoked = fields.boolean(Key::isRevoked, Presence::Optional);
    body.exitPin = readExitPin(fields, Presence::Optional);
    return body;
}

EnrolBody readEnrolment(FieldReader &fields)
{
    EnrolBody body;
    body.code =
        fields.text(Key::code, Presence::Required, Limits::ShortTextMax).value_or(QString());
    body.captureDevice = fields.uuid(Key::deviceUuid, Presence::Optional);
    return body;
}

Response answerDevice(int status, const Device &device)
{
    JsonWriter writer;
    write(writer, device);
    return json(status, writer.take());
}

Response answerWithCode(const Device &device, const QString &code)
{
    JsonWriter writer;
    writer.beginObject();
    writer.key(Key::device);
    write(writer, device);
    writer.field(Key::enrolmentCode, EnrolmentCode::grouped(code));
    writer.endObject();
    return json(201, writer.take());
}

QString computerOf(const Request &request)
{
    return QString::fromLatin1(request.header("user-agent").left(Limits::ShortTextMax));
}

/// What the throttle counts under: guesses have no account, only an address.
QString throttleName()
{
    return QStringLiteral("enrolment");
}

} // namespace

DeviceController::DeviceController(const LoopContext &context, const Mutations &mutations)
    : m_context(context)
    , m_mutations(mutations)
    , m_service(context.database, context.tokens)
{}

QByteArray DeviceController::hashOf(const QString &code) const
{
    return EnrolmentCodes::hash(code, m_context.fingerprintKey);
}

Response DeviceController::list(const Request &request) const
{
    Listing<Device> devices;
    devices.name = "devices";
    devices.fetch = [service = m_service](const auto &after, int limit) {
        return service.page(after ? after->id : 0, limit);
    };
    devices.write = [](JsonWriter &writer, const Device &device) {
        write(writer, device);
    };
    devices.positionOf = [](const Device &device) {
        return Position{{}, device.id.value()};
    };
    devices.count = [this] {
        return m_service.count();
    };
    return answerOf(devices.answerPaged(request));
}

Result<Response> DeviceController::show(const Caller & /*caller*/, DeviceId id) const
{
    const auto device = m_service.byId(id);
    if (!device) {
        return std::unexpected(device.error());
    }
    return answerDevice(200, *device);
}

Response DeviceController::get(const Request &request) const
{
    return answerOf(show(request.caller, pathId<DeviceId>(request)));
}

Reply DeviceController::create(const Request &request) const
{
    const auto body = readBody(request, readNewDevice);
    if (!body) {
        return errorResponse(body.error());
    }
    const LaterReply reply;
    deliver(m_context.passwords.hash(body->exitPin), &m_context.loop,
            [this, reply, request, device = body->device](const Result<QString> &pinHash) {
                if (!pinHash) {
                    reply.give(errorResponse(pinHash.error()));
                    return;
                }
                const QString code = EnrolmentCodes::make();
                reply.give(m_mutations.perform(
                    request,
                    [&](UnitOfWork &unit) -> Result<Response> {
                        const auto created = m_service.create(unit, device, *pinHash, hashOf(code));
                        if (!created) {
                            return std::unexpected(created.error());
                        }
                        return answerWithCode(*created, code);
                    },
                    {}, Mutations::Keep::Sealed));
            });
    return reply.future();
}

Reply DeviceController::change(const Request &request) const
{
    const auto body = readBody(request, readDeviceChange);
    if (!body) {
        return errorResponse(body.error());
    }
    const auto perform = [this, request,
                          change = body->change](const std::optional<QString> &pinHash) {
        return m_mutations.performOn<DeviceId>(
            request,
            [&](UnitOfWork &unit, DeviceId id) -> Result<Response> {
                const auto changed = m_service.change(unit, id, change, pinHash);
                if (!changed) {
                    return std::unexpected(changed.error());
                }
                return answerDevice(200, *changed);
            },
            std::bind_front(&DeviceController::show, this));
    };
    if (!body->exitPin) {
        return perform(std::nullopt);
    }
    const LaterReply reply;
    deliver(m_context.passwords.hash(*body->exitPin), &m_context.loop,
            [reply, perform](const Result<QString> &hash) {
                reply.give(hash ? perform(*hash) : errorResponse(hash.error()));
            });
    return reply.future();
}

Response DeviceController::renewCode(const Request &request) const
{
    const QString code = EnrolmentCodes::make();
    return m_mutations.performOn<DeviceId>(
        request,
        [&](UnitOfWork &unit, DeviceId id) -> Result<Response> {
            const auto device = m_service.renewCode(unit, id, hashOf(code));
            if (!device) {
                return std::unexpected(device.error());
            }
            return answerWithCode(*device, code);
        },
        std::bind_front(&DeviceController::show, this), Mutations::Keep::Sealed);
}

Response DeviceController::enrol(const Request &request) const
{
    const auto body = readBody(request, readEnrolment);
    if (!body) {
        return errorResponse(body.error());
    }
    // Counted by address alone: a name that all share would let one address shut out the others.
    LoginThrottle &throttle = m_context.loginThrottle;
    const QString name = throttleName() + u' ' + request.client.toString();
    if (const auto wait = throttle.reserve(name, request.client)) {
        return withRetryAfter(errorResponse(429, "Demasiados intentos, espera un momento"), *wait);
    }
    const auto code = EnrolmentCode::fromTyped(body->code);
    Response response = m_mutations.perform(
        request,
        [&](UnitOfWork &unit) -> Result<Response> {
            const auto enrolment =
                code
                    ? m_service.enrol(unit, hashOf(*code), body->captureDevice, computerOf(request))
                    : Result<std::optional<DeviceService::Enrolment>>(std::nullopt);
            if (!enrolment) {
                return std::unexpected(enrolment.error());
            }
            if (!*enrolment) {
                // An error and not an answer: a wrong code leaves nothing in the table of keys.
                return failure(ErrorCode::Unauthorized,
                               QStringLiteral("Código de alta no válido o vencido"));
            }
            JsonWriter writer;
            writer.beginObject();
            writeTokens(writer, (*enrolment)->tokens, m_context.tokens.lifetime());
            writer.key(Key::device);
            write(writer, (*enrolment)->settings);
            writer.endObject();
            return json(201, writer.take());
        },
        {}, Mutations::Keep::Sealed);
    const bool isWelcome = response.status == 201;
    m_context.metrics.countLogin(isWelcome);
    if (isWelcome) {
        throttle.recordSuccess(name, request.client);
    } else if (response.status == 401) {
        throttle.recordFailure(name, request.client);
    } else {
        throttle.release(name, request.client);
    }
    return response;
}

Response DeviceController::self(const Request &request) const
{
    const auto settings = m_service.settings(request.caller);
    if (!settings) {
        return errorResponse(settings.error());
    }
    JsonWriter writer;
    write(writer, *settings);
    return json(200, writer.take());
}

} // namespace EvalTrack::Server
