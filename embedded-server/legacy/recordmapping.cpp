// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/recordmapping.h"

#include "base/foldedtext.h"
#include "domain/validation.h"
#include "wire/isotime.h"
#include "wire/names.h"

#include <algorithm>

namespace EvalTrack::Server {

namespace {

using namespace std::chrono;

QString isoText(Timestamp at)
{
    return QString::fromLatin1(Wire::toIso(at));
}

/// Minutes that an event takes.
int lengthOf(const LegacyColumns &read, const std::optional<milliseconds> &begins,
             const std::optional<milliseconds> &ends)
{
    constexpr int Hour = 60;
    const auto noted = [&read](int minutes) {
        read.note(LegacyRule::EventLength, EventColumn::Ends,
                  read.raw(EventColumn::Begins) + u" - " + read.raw(EventColumn::Ends),
                  QString::number(minutes) + QStringLiteral(" min"));
        return minutes;
    };
    if (!begins || !ends) {
        return noted(Hour);
    }
    const auto minutes =
        static_cast<int>(duration_cast<std::chrono::minutes>(*ends - *begins).count());
    if (minutes >= Limits::DurationMin && minutes <= Limits::DurationMax) {
        return minutes;
    }
    if (minutes < 0) {
        const int overMidnight = minutes + 24 * Hour;
        return noted(overMidnight >= Limits::DurationMin && overMidnight <= Limits::DurationMax
                         ? overMidnight
                         : Hour);
    }
    return noted(minutes == 0 ? Hour
                              : std::clamp(minutes, Limits::DurationMin, Limits::DurationMax));
}

std::optional<QString> typeOf(const LegacyColumns &read)
{
    static const QStringList known{QStringLiteral("Capacitación"), QStringLiteral("Reunión"),
                                   QStringLiteral("Taller"), QStringLiteral("Conferencia"),
                                   QStringLiteral("Otro")};
    const QString type = read.folded(EventColumn::Type);
    const auto found = std::ranges::find_if(
        known, [&type](const QString &each) { return foldedForSearch(each) == type; });
    if (found != known.end()) {
        return *found;
    }
    read.note(LegacyRule::EventType, EventColumn::Type, read.raw(EventColumn::Type), {});
    return std::nullopt;
}

bool isActiveState(const LegacyColumns &read)
{
    const QString state = read.folded(EventColumn::State);
    if (state == u"activo" || state == u"borrador") {
        return state == u"activo";
    }
    const bool isActive = state == u"programado" || state == u"en curso" || state == u"completado";
    read.note(LegacyRule::EventState, EventColumn::State, read.raw(EventColumn::State),
              isActive ? QStringLiteral("ACTIVE") : QStringLiteral("INACTIVE"));
    return isActive;
}

/// What a row refers to; or the reason why it waits.
struct RecordPair
{
    const LegacyIndex::PlacedEvent *event = nullptr;
    qint64 user = 0;
    LegacyRule reason = LegacyRule::Orphan;
};

RecordPair recordPairOf(const LegacyColumns &read, const LegacyIndex &index, int eventColumn,
                        int employeeColumn)
{
    const qint64 eventId = read.number(eventColumn).value_or(0);
    const qint64 employeeId = read.number(employeeColumn).value_or(0);
    const auto event = index.events.constFind(eventId);
    const auto person = index.people.constFind(employeeId);
    RecordPair pair;
    if (event == index.events.constEnd()) {
        pair.reason =
            index.waitingEvents.contains(eventId) ? LegacyRule::Waits : LegacyRule::Orphan;
        read.note(pair.reason, eventColumn, read.raw(eventColumn), {});
    } else if (person == index.people.constEnd()) {
        pair.reason =
            index.waitingPeople.contains(employeeId) ? LegacyRule::Waits : LegacyRule::Orphan;
        read.note(pair.reason, employeeColumn, read.raw(employeeColumn), {});
    } else {
        pair.event = &*event;
        pair.user = *person;
    }
    return pair;
}

QString summaryOf(const AttendanceContent &content)
{
    QString text = QString::fromLatin1(Wire::name(content.status));
    if (content.attendedAt) {
        text += u' ' + isoText(*content.attendedAt);
    }
    if (content.notes) {
        text += QStringLiteral("; ") + *content.notes;
    }
    return text;
}

/// The higher, the more it says.
int weightOf(AttendanceStatus status)
{
    switch (status) {
    case AttendanceStatus::Confirmed:
        return 2;
    case AttendanceStatus::Pending:
        return 1;
    case AttendanceStatus::Cancelled:
        break;
    }
    return 0;
}

} // namespace

LegacyMapped<EventContent> mapEvent(const LegacyRow &row, const LegacyIndex &index,
                                    const QStringList &questions, const LegacyReading &reading,
                                    const LegacyClock &clock)
{
    LegacyMapped<EventContent> mapped;
    const LegacyColumns read(row, reading, clock, mapped.findings);
    const auto day = read.date(EventColumn::Date);
    if (!day) {
        mapped.reason = LegacyRule::NoEventDay;
        read.note(mapped.reason, EventColumn::Date, read.raw(EventColumn::Date), {});
        return mapped;
    }
    EventContent event;
    const auto creator = index.accounts.constFind(read.number(EventColumn::CreatedBy).value_or(0));
    if (creator != index.accounts.constEnd()) {
        event.creator = *creator;
    } else if (index.administrator) {
        event.creator = *index.administrator;
        read.note(LegacyRule::EventCreator, EventColumn::CreatedBy,
                  read.raw(EventColumn::CreatedBy), QString::number(event.creator));
    } else {
        mapped.reason = LegacyRule::NoCreator;
        read.note(mapped.reason, EventColumn::CreatedBy, read.raw(EventColumn::CreatedBy), {});
        return mapped;
    }
    event.title = read.text(EventColumn::Name, Limits::TitleMax);
    if (event.title.isEmpty()) {
        event.title = QStringLiteral("Evento %1").arg(row.id);
        read.note(LegacyRule::NoEventName, EventColumn::Name, read.raw(EventColumn::Name),
                  event.title);
    }
    event.description = read.optionalText(EventColumn::Description, Limits::TextMax);
    const auto begins = read.time(EventColumn::Begins);
    const auto ends = read.time(EventColumn::Ends);
    if (!begins) {
        read.note(LegacyRule::EventTime, EventColumn::Begins, read.raw(EventColumn::Begins),
                  QStringLiteral("00:00"));
    }
    event.date = read.momentOf(*day, begins.value_or(milliseconds(0)), EventColumn::Begins);
    event.minutes = lengthOf(read, begins, ends);
    event.location = read.optionalText(EventColumn::Place, Limits::ShortTextMax);
    event.type = typeOf(read);
    event.isActive = isActiveState(read);
    event.zone = QString::fromLatin1(clock.zone().id());
    event.questions = questions.isEmpty() ? legacyQuestions() : questions;
    event.createdAt = read.createdAt(EventColumn::CreatedAt, EventColumn::UpdatedAt, event.date);
    mapped.content = event;
    return mapped;
}

LegacyMapped<AttendanceContent> mapAttendance(const LegacyRow &row, const LegacyIndex &index,
                                              const LegacyReading &reading,
                                              const LegacyClock &clock)
{
    LegacyMapped<AttendanceContent> mapped;
    const LegacyColumns read(row, reading, clock, mapped.findings);
    const RecordPair pair =
        recordPairOf(read, index, AttendanceColumn::EventId, AttendanceColumn::EmployeeId);
    if (!pair.event) {
        mapped.reason = pair.reason;
        return mapped;
    }
    const auto waits = [&](LegacyRule rule, int column, const QString &before) {
        mapped.reason = rule;
        read.note(rule, column, before, {});
        return mapped;
    };
    const QString status = read.folded(AttendanceColumn::Status);
    const QString came = read.folded(AttendanceColumn::Came);
    if (status != u"registrada" && status != u"confirmada" && status != u"cancelada") {
        return waits(LegacyRule::UnknownValue, AttendanceColumn::Status,
                     read.raw(AttendanceColumn::Status));
    }
    if (came != u"si" && came != u"no" && came != u"pendiente") {
        return waits(LegacyRule::UnknownValue, AttendanceColumn::Came,
                     read.raw(AttendanceColumn::Came));
    }
    if ((status == u"confirmada" && came == u"no") || (status == u"cancelada" && came == u"si")) {
        return waits(LegacyRule::Contradiction, AttendanceColumn::Status,
                     read.raw(AttendanceColumn::Status) + u" / " +
                         read.raw(AttendanceColumn::Came));
    }

    AttendanceContent attendance;
    attendance.event = pair.event->id;
    attendance.user = pair.user;
    attendance.notes = read.optionalText(AttendanceColumn::Comment, Limits::TextMax);
    if (status == u"cancelada") {
        attendance.status = AttendanceStatus::Cancelled;
    } else if (status == u"confirmada" || came == u"si") {
        attendance.status = AttendanceStatus::Confirmed;
        attendance.attendedAt = read.moment(AttendanceColumn::Date, AttendanceColumn::Time);
        if (!attendance.attendedAt) {
            attendance.attendedAt = pair.event->start;
            read.note(
                LegacyRule::NoArrival, AttendanceColumn::Time,
                QString(read.raw(AttendanceColumn::Date) + u' ' + read.raw(AttendanceColumn::Time))
                    .trimmed(),
                isoText(pair.event->start));
        }
        if (status != u"confirmada") {
            read.note(LegacyRule::Came, AttendanceColumn::Status,
                      read.raw(AttendanceColumn::Status), QStringLiteral("CONFIRMED"));
        }
    } else if (came == u"no") {
        const QString before = attendance.notes.value_or(QString());
        attendance.notes =
            (before.isEmpty() ? QString() : before + u'\n') + QStringLiteral("No asistió");
        read.note(LegacyRule::StayedAway, AttendanceColumn::Came, before, *attendance.notes);
    }
    attendance.createdAt =
        read.createdAt(AttendanceColumn::CreatedAt, AttendanceColumn::UpdatedAt, pair.event->start);
    attendance.updatedAt = read.stamp(AttendanceColumn::UpdatedAt).value_or(attendance.createdAt);
    mapped.content = attendance;
    return mapped;
}

MergedAttendance mergeAttendances(const QList<LegacyTwin<AttendanceContent>> &twins,
                                  const std::optional<qint64> &kept)
{
    QList<LegacyTwin<AttendanceContent>> ordered = twins;
    std::ranges::stable_sort(ordered, [](const auto &a, const auto &b) {
        const int first = weightOf(a.content.status);
        const int second = weightOf(b.content.status);
        return first != second ? first > second : a.row < b.row;
    });
    MergedAttendance merged;
    merged.row = kept.value_or(ordered.first().row);
    merged.content = ordered.first().content;
    QStringList notes;
    for (const auto &twin : std::as_const(ordered)) {
        AttendanceContent &content = merged.content;
        if (twin.content.notes && !notes.contains(*twin.content.notes)) {
            notes.append(*twin.content.notes);
        }
        content.createdAt = std::min(content.createdAt, twin.content.createdAt);
        content.updatedAt = std::max(content.updatedAt, twin.content.updatedAt);
        if (content.attendedAt && twin.content.attendedAt) {
            content.attendedAt = std::min(*content.attendedAt, *twin.content.attendedAt);
        }
        merged.findings += twin.findings;
    }
    const QString all = notes.join(u'\n');
    if (!notes.isEmpty()) {
        merged.content.notes = all.left(Limits::TextMax);
    }
    for (const auto &twin : std::as_const(ordered)) {
        merged.findings.append({LegacySource::Attendance,
                                twin.row,
                                LegacyRule::Doubled,
                                {},
                                summaryOf(twin.content),
                                twin.row == merged.row
                                    ? summaryOf(merged.content)
                                    : QStringLiteral("asistencias %1").arg(merged.row)});
    }
    if (all.size() > Limits::TextMax) {
        merged.findings.append({LegacySource::Attendance, merged.row, LegacyRule::TooLong,
                                "comentario", all, *merged.content.notes});
    }
    return merged;
}

} // namespace EvalTrack::Server
