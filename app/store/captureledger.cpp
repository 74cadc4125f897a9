// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/captureledger.h"

#include "base/failpoint.h"
#include "domain/localday.h"
#include "domain/validation.h"

#include <QCborMap>
#include <QDateTime>
#include <QSysInfo>
#include <QTimeZone>

namespace EvalTrack {

using std::chrono::milliseconds;

namespace {

// Without an identity of its boot (some systems have none), a start of the program counts as one:
// monotonic times are then never compared across it.
QUuid currentBoot()
{
    const QUuid boot = QUuid::fromString(QString::fromLatin1(QSysInfo::bootUniqueId()));
    return boot.isNull() ? QUuid::createUuid() : boot;
}

// Not QDateTime's local time where there is another way: in the hour that a zone's move to the west
// repeats, it cannot tell the first from the second.
std::chrono::minutes localOffset(Timestamp at)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    if (zone.isValid()) {
        return offsetAt(at, zone);
    }
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
    return std::chrono::minutes(local.offsetFromUtc() / 60);
}

} // namespace

CaptureLedger::CaptureLedger(StoreDatabase &database, MetaTable &meta, CaptureTable &captures,
                             LocalReader &reader, const Clock &clock)
    : m_database(database)
    , m_meta(meta)
    , m_captures(captures)
    , m_reader(reader)
    , m_clock(clock)
    , m_bootId(currentBoot())
{}

Result<void> CaptureLedger::load()
{
    const auto device = m_meta.bytes(MetaKey::DeviceId);
    const auto sequence = m_meta.number(MetaKey::DeviceSequence);
    const auto anchor = m_meta.number(MetaKey::AnchorAt);
    const auto uncertainty = m_meta.number(MetaKey::AnchorUncertainty);
    const auto monotonic = m_meta.number(MetaKey::AnchorMonotonic);
    const auto boot = m_meta.bytes(MetaKey::AnchorBoot);
    for (const auto *part : {&sequence, &anchor, &uncertainty, &monotonic}) {
        if (!*part) {
            return std::unexpected(part->error());
        }
    }
    for (const auto *part : {&device, &boot}) {
        if (!*part) {
            return std::unexpected(part->error());
        }
    }
    m_deviceId = QUuid::fromRfc4122(*device);
    m_sequence = *sequence;
    if (*anchor != 0) {
        m_anchor = Anchor{Timestamp(milliseconds(*anchor)), milliseconds(*uncertainty), {}, {}};
        if (const QUuid bootId = QUuid::fromRfc4122(*boot); !bootId.isNull()) {
            m_anchor->boot = bootId;
            m_anchor->monotonic = milliseconds(*monotonic);
        }
    }
    const auto shares = m_meta.bytes(MetaKey::SeatShares);
    if (!shares) {
        return std::unexpected(shares.error());
    }
    const QCborMap held = QCborValue::fromCbor(*shares).toMap();
    for (const auto &[event, seats] : held) {
        m_shares.insert(EventUuid(event.toUuid()), seats.toInteger());
    }
    if (auto ok = m_captures.verify(m_deviceId, m_sequence); !ok || !m_deviceId.isNull()) {
        return ok;
    }
    m_deviceId = QUuid::createUuid();
    return m_meta.setBytes(MetaKey::DeviceId, m_deviceId.toRfc4122());
}

Capture CaptureLedger::makeCapture(EventUuid event, const QString &code, CaptureMethod method) const
{
    Capture capture;
    capture.uuid = CaptureUuid(makeUuidV7());
    capture.eventUuid = event;
    capture.code = code;
    capture.deviceId = m_deviceId;
    capture.deviceSequence = m_sequence + 1;
    capture.bootId = m_bootId;
    capture.capturedAt = m_clock.now();
    capture.utcOffset = localOffset(capture.capturedAt);
    capture.zone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    capture.monotonic = m_clock.monotonic();
    if (m_anchor) {
        capture.anchorAt = m_anchor->at;
        capture.anchorUncertainty = m_anchor->uncertainty;
        capture.anchorBootId = m_anchor->boot;
        capture.anchorMonotonic = m_anchor->monotonic;
    }
    capture.method = method;
    return capture;
}

Result<RecordedCapture> CaptureLedger::record(EventUuid eventUuid, const QString &code,
                                              CaptureMethod method, Direction direction)
{
    const QString trimmed = code.trimmed();
    if (trimmed.isEmpty() || checkText(trimmed, Limits::CodeMax)) {
        return std::unexpected(
            Error{ErrorCode::Validation,
                  QStringLiteral("not a code"),
                  {{QStringLiteral("code"), QStringLiteral("code is not acceptable")}}});
    }
    const auto presence = presenceOf(eventUuid);
    if (!presence) {
        return std::unexpected(presence.error());
    }
    const std::optional<Event> event = m_reader.event(eventUuid);
    const std::optional<Employee> person = m_reader.people()->byCode(trimmed);
    openDoor(eventUuid);

    StoredCapture stored;
    stored.capture = makeCapture(eventUuid, trimmed, method);
    if (event && !event->id.isNull()) {
        stored.capture.eventId = event->id;
    }
    RecordedCapture recorded;
    recorded.uuid = stored.capture.uuid;
    recorded.code = trimmed;
    recorded.at = stored.capture.capturedAt;
    recorded.finding = findingOf(event, person, **presence, recorded.at, direction);
    const bool isIn = recorded.finding == RecordedCapture::Finding::Confirmed ||
                      recorded.finding == RecordedCapture::Finding::WalkIn;
    const bool isAlreadyIn = recorded.finding == RecordedCapture::Finding::AlreadyIn;
    const bool isBack = recorded.finding == RecordedCapture::Finding::BackIn;
    const bool isLeft = recorded.finding == RecordedCapture::Finding::Left;
    const bool isAlreadyOut = recorded.finding == RecordedCapture::Finding::AlreadyOut;
    stored.capture.isLeaving = direction == Direction::Leaving;
    stored.capture.isWaiting = recorded.finding == RecordedCapture::Finding::EventFull;
    Shares shares = m_shares;
    if (const auto share = shares.find(eventUuid);
        share != shares.end() && recorded.finding == RecordedCapture::Finding::WalkIn) {
        --*share;
    }
    if (person) {
        recorded.personName = person->name;
        recorded.department = person->department.value_or(QString());
    }
    if (isAlreadyIn) {
        recorded.alreadyInAt = (*presence)->attendances.value(person->uuid).attendedAt;
    }
    if (isBack || isAlreadyOut) {
        recorded.leftAt = (*presence)->attendances.value(person->uuid).leftAt;
    }
    if (isIn || isAlreadyIn || isBack || isLeft || isAlreadyOut) {
        // Only then do lists show the person as there.
        stored.person = person->uuid;
    }
    auto written = m_database.inTransaction([&]() -> Result<void> {
        auto ok = m_captures.append(stored);
        if (ok && shares != m_shares) {
            ok = saveShares(shares);
        }
        return ok ? m_meta.setNumber(MetaKey::DeviceSequence, stored.capture.deviceSequence) : ok;
    });
    if (!written) {
        return std::unexpected(written.error());
    }
    failpoint("capture-committed");
    m_sequence = stored.capture.deviceSequence;
    if (std::exchange(m_shares, shares) != shares) {
        ++m_given[eventUuid];
    }

    if (isIn) {
        letIn(person->uuid, recorded.at, **presence);
    } else if (isBack) {
        setLeft(person->uuid, std::nullopt, **presence);
        (*presence)->returns.insert(person->uuid, recorded.at);
    } else if (isLeft) {
        setLeft(person->uuid, recorded.at, **presence);
    }
    if (person && noteRead(eventUuid, person->uuid) && isAlreadyIn) {
        recorded.finding = RecordedCapture::Finding::ReadTwice;
    }
    recorded.confirmedCount = (*presence)->confirmed;
    recorded.leftCount = (*presence)->left;
    return recorded;
}

// As CaptureService of the server decides, from what is known here.
RecordedCapture::Finding CaptureLedger::findingOf(const std::optional<Event> &event,
                                                  const std::optional<Employee> &person,
                                                  const Presence &presence, Timestamp at,
                                                  Direction direction) const
{
    using enum RecordedCapture::Finding;
    const auto known =
        person ? presence.attendances.find(person->uuid) : presence.attendances.end();
    const bool isKnown = known != presence.attendances.end();
    const bool hasCome = isKnown && known->status == AttendanceStatus::Confirmed;
    if (hasCome && direction == Direction::Leaving) {
        return known->leftAt ? AlreadyOut : Left;
    }
    if (hasCome) {
        return known->leftAt ? BackIn : AlreadyIn;
    }
    if (event && !event->isActive) {
        return EventInactive;
    }
    if (!person) {
        return UnknownCode;
    }
    if (!person->isActive) {
        return PersonInactive;
    }
    if (direction == Direction::Leaving) {
        return NotIn;
    }
    if (isKnown && known->status == AttendanceStatus::Pending) {
        return Confirmed;
    }
    // Who was taken off the list and comes has come after all, if a station says so.
    const bool isAfter =
        m_reader.me().may(Permission::CaptureAttendance) && isKnown && at > known->updatedAt;
    if (isKnown && !isAfter) {
        return RegistrationCancelled;
    }
    if (!event || !event->maxAttendees) {
        return WalkIn;
    }
    const auto share = m_shares.constFind(event->uuid);
    const bool hasSeat =
        share != m_shares.constEnd() ? *share > 0 : presence.registered < *event->maxAttendees;
    return hasSeat ? WalkIn : EventFull;
}

CaptureLedger::ShareQuestion CaptureLedger::questionOf(EventUuid event) const
{
    return {event, m_deviceId, m_shares.value(event), m_sequence, m_given.value(event)};
}

QList<CaptureLedger::ShareQuestion> CaptureLedger::shareQuestions() const
{
    QList<ShareQuestion> questions;
    if (!m_reader.me().may(Permission::CaptureAttendance)) {
        return questions;
    }
    for (auto share = m_shares.cbegin(); share != m_shares.cend(); ++share) {
        questions.append(questionOf(share.key()));
    }
    for (const EventUuid door : m_doors) {
        const std::optional<Event> event = m_reader.serverEvent(door);
        if (event && event->maxAttendees && !m_shares.contains(door)) {
            questions.append(questionOf(door));
        }
    }
    return questions;
}

Result<std::optional<CaptureLedger::ShareQuestion>>
CaptureLedger::takeShare(const ShareQuestion &asked, std::optional<qint64> seats)
{
    Shares shares = m_shares;
    if (seats) {
        const qint64 givenSince = m_given.value(asked.event) - asked.given;
        shares.insert(asked.event, std::max(qint64{0}, *seats - givenSince));
    } else {
        shares.remove(asked.event);
    }
    if (auto ok = saveShares(shares); !ok) {
        return std::unexpected(ok.error());
    }
    m_shares = shares;
    return seats && *seats < asked.held ? std::optional(questionOf(asked.event)) : std::nullopt;
}

Result<void> CaptureLedger::saveShares(const Shares &shares)
{
    QCborMap held;
    for (auto share = shares.cbegin(); share != shares.cend(); ++share) {
        held.insert(QCborValue(share.key().value()), share.value());
    }
    return m_meta.setBytes(MetaKey::SeatShares, held.toCborValue().toCbor());
}

bool CaptureLedger::noteRead(EventUuid event, UserUuid person)
{
    const auto now = m_clock.monotonic();
    const std::pair key(event, person);
    const auto last = m_lastReads.constFind(key);
    const bool isDouble = last != m_lastReads.constEnd() && now - *last < m_doubleTap;
    m_lastReads.insert(key, now);
    return isDouble;
}

void CaptureLedger::letIn(UserUuid person, Timestamp at, Presence &presence)
{
    const auto known = presence.attendances.constFind(person);
    const bool isRegistered =
        known != presence.attendances.constEnd() && known->status != AttendanceStatus::Cancelled;
    presence.registered += isRegistered ? 0 : 1;
    ++presence.confirmed;
    Attendance &attendance = presence.attendances[person];
    attendance.status = AttendanceStatus::Confirmed;
    attendance.attendedAt = at;
}

void CaptureLedger::setLeft(UserUuid person, std::optional<Timestamp> at, Presence &presence)
{
    presence.attendances[person].leftAt = at;
    presence.left += at ? 1 : -1;
}

Result<CaptureLedger::Presence *> CaptureLedger::presenceOf(EventUuid event)
{
    const auto known = m_presence.find(event);
    if (known != m_presence.end()) {
        return &*known;
    }
    const auto rows = m_reader.bareAttendancesOf(event);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    Presence presence;
    presence.attendances.reserve(rows->size());
    for (const Attendance &attendance : *rows) {
        presence.attendances.insert(attendance.userUuid, attendance);
        presence.registered += attendance.status == AttendanceStatus::Cancelled ? 0 : 1;
        presence.confirmed += attendance.status == AttendanceStatus::Confirmed ? 1 : 0;
        presence.left += attendance.leftAt ? 1 : 0;
    }
    return &*m_presence.insert(event, presence);
}

Result<CaptureLedger::Counts> CaptureLedger::countsOf(EventUuid event)
{
    const auto presence = presenceOf(event);
    if (!presence) {
        return std::unexpected(presence.error());
    }
    return Counts{(*presence)->registered, (*presence)->confirmed, (*presence)->left};
}

void CaptureLedger::setAnchor(Timestamp serverTime, milliseconds uncertainty,
                              milliseconds monotonic)
{
    m_anchor = Anchor{serverTime, uncertainty, m_bootId, monotonic};
}

Result<void> CaptureLedger::saveAnchor()
{
    if (!m_anchor) {
        return {};
    }
    const std::pair<const char *, qint64> numbers[] = {
        {MetaKey::AnchorAt, m_anchor->at.time_since_epoch().count()},
        {MetaKey::AnchorUncertainty, m_anchor->uncertainty.count()},
        {MetaKey::AnchorMonotonic, m_anchor->monotonic.value_or(milliseconds(0)).count()}};
    for (const auto &[key, value] : numbers) {
        if (auto ok = m_meta.setNumber(key, value); !ok) {
            return ok;
        }
    }
    return m_meta.setBytes(MetaKey::AnchorBoot, m_anchor->boot.value_or(QUuid()).toRfc4122());
}

void CaptureLedger::attendanceArrived(const Attendance &attendance)
{
    const auto presence = m_presence.find(attendance.eventUuid);
    if (presence == m_presence.end()) {
        return;
    }
    const bool isNew = !presence->attendances.contains(attendance.userUuid);
    Attendance &known = presence->attendances[attendance.userUuid];
    const bool wasIn = known.status == AttendanceStatus::Confirmed;
    const bool isIn = attendance.status == AttendanceStatus::Confirmed;
    const bool wasCounted = !isNew && known.status != AttendanceStatus::Cancelled;
    const bool isCounted = attendance.status != AttendanceStatus::Cancelled;
    std::optional<Timestamp> leftAt = attendance.leftAt;
    if (const auto back = presence->returns.constFind(attendance.userUuid);
        leftAt && back != presence->returns.constEnd() && *leftAt <= *back) {
        leftAt.reset(); // The server has not heard of it yet.
    }
    if ((wasIn && !isIn) || (wasCounted && !isCounted) || (known.leftAt && !leftAt)) {
        // Our own capture may still be on its way: read it all again when it is asked for.
        m_presence.erase(presence);
        return;
    }
    presence->confirmed += isIn && !wasIn ? 1 : 0;
    presence->registered += isCounted && !wasCounted ? 1 : 0;
    presence->left += leftAt && !known.leftAt ? 1 : 0;
    known = attendance;
    known.leftAt = leftAt;
}

void CaptureLedger::forgetPresence()
{
    m_presence.clear();
}

} // namespace EvalTrack
