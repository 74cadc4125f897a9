// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

namespace EvalTrack::Test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

FakeDevices::FakeDevices(FakeDesk &desk)
    : m_desk(desk)
{
    const Timestamp now = desk.clock.now();
    const auto add = [&](const QString &name, const QString &site, DeviceState state) {
        Device device;
        device.id = DeviceId(list.size() + 1);
        device.name = name;
        device.site = site;
        device.state = state;
        device.createdAt = device.updatedAt = now - 24h * 20;
        device.uuid = DeviceUuid(makeUuidV7());
        device.revision = 1;
        list.append(device);
    };
    add(u"Puerta norte"_s, u"Sede central"_s, DeviceState::Enrolled);
    add(u"Puerta sur"_s, u"Sede central"_s, DeviceState::Waiting);
    add(u"Auditorio"_s, u"Planta baja, junto a la recepción"_s, DeviceState::Revoked);
    list[0].enrolledAt = now - 24h * 19;
    list[0].lastSeenAt = now - 1min;
    list[2].revokedAt = list[2].lastSeenAt = now - 24h * 3;
}

CodedDevice FakeDevices::withCode(Device &device)
{
    ++codesMade;
    device.state = DeviceState::Waiting;
    device.enrolledAt.reset();
    device.codeExpiresAt = m_desk.clock.now() + 1h;
    ++device.revision;
    return {device, u"7H3KP-0QWXZ"_s};
}

QFuture<Result<Paged<Device>>> FakeDevices::page(const QString & /*cursor*/)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<Paged<Device>>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Paged<Device>>(std::unexpected(*error)));
    }
    return m_desk.answer(Result<Paged<Device>>(Paged<Device>{list, {}, list.size()}));
}

QFuture<Result<CodedDevice>> FakeDevices::create(const NewDevice &device)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<CodedDevice>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<CodedDevice>(std::unexpected(*error)));
    }
    Device made;
    made.id = DeviceId(list.size() + 1);
    made.name = device.name;
    made.site = device.site;
    made.doubleTap = device.doubleTap.value_or(DefaultDoubleTap);
    made.asksPin = device.asksPin;
    made.createdAt = made.updatedAt = m_desk.clock.now();
    made.uuid = DeviceUuid(makeUuidV7());
    pins.insert(made.id.value(), device.exitPin.reveal());
    list.append(made);
    return m_desk.answer(Result<CodedDevice>(withCode(list.last())));
}

QFuture<Result<Device>> FakeDevices::change(DeviceId id, qint64 revision,
                                            const DeviceChange &change)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<Device>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<Device>(std::unexpected(*error)));
    }
    for (Device &device : list) {
        if (device.id != id) {
            continue;
        }
        if (device.revision != revision) {
            return m_desk.answer(Result<Device>(failure(ErrorCode::Stale)));
        }
        device.name = change.name.value_or(device.name);
        device.site = change.site.value_or(device.site);
        device.doubleTap = change.doubleTap.value_or(device.doubleTap);
        device.asksPin = change.asksPin.value_or(device.asksPin);
        if (change.exitPin) {
            pins.insert(id.value(), change.exitPin->reveal());
        }
        if (change.isRevoked) {
            device.state = *change.isRevoked ? DeviceState::Revoked : DeviceState::Waiting;
        }
        ++device.revision;
        return m_desk.answer(Result<Device>(device));
    }
    return m_desk.answer(Result<Device>(failure(ErrorCode::NotFound)));
}

QFuture<Result<CodedDevice>> FakeDevices::renewCode(DeviceId id)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<CodedDevice>(failure(ErrorCode::Network)));
    }
    for (Device &device : list) {
        if (device.id == id) {
            return m_desk.answer(Result<CodedDevice>(withCode(device)));
        }
    }
    return m_desk.answer(Result<CodedDevice>(failure(ErrorCode::NotFound)));
}

FakeStation::FakeStation(FakeDesk &desk)
    : m_desk(desk)
{}

void FakeStation::beAtWork()
{
    known = StationSettings{DeviceUuid(makeUuidV7()), u"Puerta norte"_s, u"Sede central"_s,
                            DefaultDoubleTap, u"$argon2id$"_s};
    m_desk.session.who =
        SignedInPerson{UserId(900), UserUuid(makeUuidV7()), known->name, {}, Role::Station};
}

QFuture<Result<SignedInPerson>> FakeStation::enrol(const QString &code)
{
    if (!m_desk.isOnline()) {
        return m_desk.answer(Result<SignedInPerson>(failure(ErrorCode::Network)));
    }
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<SignedInPerson>(std::unexpected(*error)));
    }
    if (code != u"7H3KP-0QWXZ") {
        return m_desk.answer(Result<SignedInPerson>(failure(ErrorCode::Unauthorized)));
    }
    if (!known) {
        beAtWork();
    }
    stands = StationStanding::Admitted;
    const SignedInPerson station = *m_desk.session.who;
    m_desk.session.setState(SessionState::SignedIn);
    Q_EMIT changed();
    return m_desk.answer(Result<SignedInPerson>(station));
}

std::chrono::seconds FakeStation::exitWait() const
{
    if (!blockedUntil || *blockedUntil <= m_desk.clock.now()) {
        return 0s;
    }
    return std::chrono::ceil<std::chrono::seconds>(*blockedUntil - m_desk.clock.now());
}

QFuture<Result<void>> FakeStation::checkExitPin(const Redacted<QString> &pin)
{
    if (exitWait() > 0s) {
        return m_desk.answer(Result<void>(failure(ErrorCode::TooManyRequests)));
    }
    if (pin.reveal() == u"2468") {
        wrongPins = 0;
        return m_desk.answer(Result<void>());
    }
    if (++wrongPins >= 5) {
        blockedUntil = m_desk.clock.now() + 30s;
    }
    return m_desk.answer(Result<void>(failure(ErrorCode::Unauthorized)));
}

std::chrono::seconds FakeStation::pinWait(UserUuid person) const
{
    return wrongPinsOf.value(person) >= 3 ? 30s : 0s;
}

QFuture<Result<void>> FakeStation::checkPin(UserUuid person, const QString &hash,
                                            const Redacted<QString> &pin)
{
    if (pin.reveal() == hash) {
        wrongPinsOf.remove(person);
        return m_desk.answer(Result<void>());
    }
    ++wrongPinsOf[person];
    return m_desk.answer(Result<void>(failure(ErrorCode::Unauthorized)));
}

void FakeStation::setStanding(StationStanding standing)
{
    stands = standing;
    m_desk.session.setState(standing == StationStanding::Admitted ? SessionState::SignedIn
                                                                  : SessionState::Expired);
    Q_EMIT changed();
}

} // namespace EvalTrack::Test
