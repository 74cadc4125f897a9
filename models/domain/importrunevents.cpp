// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of events and of attendances.
#include "domain/importrun.h"

#include "base/foldedtext.h"
#include "domain/localday.h"
#include "domain/validation.h"

#include <algorithm>

namespace EvalTrack {

std::optional<Timestamp> ImportPlanner::Run::moment(ImportRow &row, ImportField dayField,
                                                    ImportField timeField, const QString &zone,
                                                    const std::optional<Timestamp> &before)
{
    const QTimeZone place = zoneNamed(zone).value_or(QTimeZone::utc());
    std::optional<WallTime> shown;
    if (before) {
        shown = wallTime(*before, place);
    }
    QTime clock = shown ? shown->time : QTime();
    QDate date = shown ? shown->date : QDate();
    if (!text(dayField).isEmpty()) {
        const auto found = ImportValues::day(cell(dayField), m_plan.order, m_today.addYears(10));
        if (!found) {
            blame(row, dayField, ImportTrouble::NotADay, {}, found.error().proposal);
            return std::nullopt;
        }
        date = *found;
    }
    const bool isInDay = text(timeField).isEmpty() && text(dayField).contains(u':');
    const ImportField saysTime = isInDay ? dayField : timeField;
    if (!text(saysTime).isEmpty()) {
        const auto found = ImportValues::time(cell(saysTime));
        if (!found) {
            blame(row, saysTime, ImportTrouble::NotATime);
            return std::nullopt;
        }
        clock = *found;
    }
    if (!date.isValid() || !clock.isValid()) {
        return std::nullopt;
    }
    const bool isSameMinute = shown && shown->date == date && shown->time.hour() == clock.hour() &&
                              shown->time.minute() == clock.minute();
    if (isSameMinute) {
        return before;
    }
    const auto found = momentOf({date, clock}, place);
    if (!found) {
        blame(row, saysTime, ImportTrouble::SkippedTime);
        return std::nullopt;
    }
    return *found;
}

void ImportPlanner::Run::judgeEvent(ImportRow &row)
{
    using enum ImportField;
    std::optional<Event> before;
    const EventNames &names = m_known.m_eventNames;
    if (const QString id = text(RecordId).toLower(); !id.isEmpty()) {
        const auto found = names.byUuid.constFind(id);
        if (found == names.byUuid.cend()) {
            blame(row, RecordId, ImportTrouble::NotFound, {}, QString());
        } else {
            before = m_known.m_events.at(*found);
        }
    } else {
        // The same title at the same time is the same event.
        for (const qsizetype index : names.byTitle.values(foldedForSearch(text(Title)))) {
            const Event &each = m_known.m_events.at(index);
            ImportRow trial;
            const auto at = moment(trial, StartDate, StartTime,
                                   each.zone.value_or(m_known.m_setting.zone), each.date);
            if (at == each.date) {
                before = each;
            }
        }
    }
    Event after = before.value_or(Event());
    if (before) {
        row.uuid = before->uuid.value();
        if (before->id.isNull()) {
            row.issues.append({-1, ImportTrouble::NotSent, {}, {}});
        }
    } else {
        after.uuid = EventUuid(row.uuid);
        after.zone = m_known.m_setting.zone;
        after.isActive = false;
        after.status = EventStatus::Inactive;
    }
    if (const QString title = text(Title); title.isEmpty()) {
        if (!before) {
            blame(row, Title, ImportTrouble::Missing);
        }
    } else if (const auto broken = checkTitle(title)) {
        blame(row, Title, troubleOf(*broken), QString::number(Limits::TitleMax));
    } else {
        set(row, Title, after.title, title);
    }
    if (const QString zone = text(Zone); !zone.isEmpty()) {
        if (checkZone(zone)) {
            blame(row, Zone, ImportTrouble::NotAZone);
        } else {
            set(row, Zone, after.zone, std::optional(zone));
        }
    }
    const qsizetype blamed = row.issues.size();
    const auto at = moment(row, StartDate, StartTime, after.zone.value_or(m_known.m_setting.zone),
                           before ? std::optional(before->date) : std::nullopt);
    if (at) {
        const bool isMoved = !before || *at != before->date;
        noteChange(row, StartDate, isMoved && !text(StartDate).isEmpty());
        noteChange(row, StartTime, isMoved && !text(StartTime).isEmpty());
        after.date = *at;
    } else if (blamed == row.issues.size()) {
        blame(row, text(StartDate).isEmpty() ? StartDate : StartTime, ImportTrouble::Missing);
    }
    if (!text(Duration).isEmpty()) {
        const auto found = ImportValues::minutes(cell(Duration));
        if (!found) {
            blame(row, Duration, ImportTrouble::NotANumber);
        } else if (checkDurationMinutes(static_cast<int>(*found))) {
            blame(row, Duration, ImportTrouble::OutOfRange);
        } else {
            set(row, Duration, after.duration, std::chrono::minutes(*found));
        }
    }
    takeText(row, Location, after.location, Limits::ShortTextMax);
    takeText(row, EventType, after.type, Limits::ShortTextMax);
    constexpr int MostSeats = 1'000'000;
    takeWholeNumber(row, Seats, after.maxAttendees, 1, MostSeats);
    takeText(row, Description, after.description, Limits::TextMax);
    if (const QString word = foldedForSearch(text(RegistrationKind)); !word.isEmpty()) {
        static const QStringList everyone{u"everyone"_qs, u"todos"_qs, u"todas"_qs, u"all"_qs};
        static const QStringList open{u"open"_qs, u"abierta"_qs, u"abierto"_qs, u"libre"_qs};
        if (everyone.contains(word) || open.contains(word)) {
            set(row, RegistrationKind, after.registration,
                everyone.contains(word) ? Registration::Everyone : Registration::Open);
        } else {
            blame(row, RegistrationKind, ImportTrouble::NotAChoice);
        }
    }
    if (QString questions = text(Questions); !questions.isEmpty()) {
        questions.replace(u'|', u'\n');
        QList<Question> asked;
        QStringList texts;
        for (const QString &line : questions.split(u'\n')) {
            if (const QString each = line.trimmed(); !each.isEmpty()) {
                const auto same = std::ranges::find(after.questions, each, &Question::text);
                Question question;
                question.text = each;
                asked.append(same == after.questions.end() ? question : *same);
            }
        }
        if (asked.size() > Limits::QuestionsMax) {
            blame(row, Questions, ImportTrouble::TooLong, QString::number(Limits::QuestionsMax));
        } else {
            set(row, Questions, after.questions, asked);
        }
    }
    noteRecord(row);
    row.subject = after.title;
    conclude(row, before, after);
}

std::optional<qsizetype> ImportPlanner::Run::eventOf(ImportRow &row)
{
    const EventNames &names = m_known.m_eventNames;
    // Two events may have one title on one day.
    const QString id = text(ImportField::RecordId).toLower();
    if (const auto found = names.byUuid.constFind(id); found != names.byUuid.cend()) {
        return *found;
    }
    const QString named = text(ImportField::EventTitle);
    if (named.isEmpty()) {
        blame(row, ImportField::EventTitle, ImportTrouble::Missing);
        return std::nullopt;
    }
    if (const auto found = names.byUuid.constFind(named.toLower()); found != names.byUuid.cend()) {
        return *found;
    }
    QList<qsizetype> meant = names.byTitle.values(foldedForSearch(named));
    if (!text(ImportField::StartDate).isEmpty()) {
        const auto day =
            ImportValues::day(cell(ImportField::StartDate), m_plan.order, m_today.addYears(10));
        if (!day) {
            blame(row, ImportField::StartDate, ImportTrouble::NotADay, {}, day.error().proposal);
            return std::nullopt;
        }
        meant.removeIf([&](qsizetype index) {
            const Event &event = m_known.m_events.at(index);
            const auto zone = zoneNamed(event.zone.value_or(m_known.m_setting.zone));
            return dayOf(event.date, zone.value_or(QTimeZone::utc())) != *day;
        });
    }
    if (meant.size() != 1) {
        blame(row, ImportField::EventTitle,
              meant.isEmpty() ? ImportTrouble::NotFound : ImportTrouble::SeveralMatch);
        return std::nullopt;
    }
    return meant.first();
}

std::optional<qsizetype> ImportPlanner::Run::participantOf(ImportRow &row)
{
    const QString named = text(ImportField::Person);
    if (named.isEmpty()) {
        blame(row, ImportField::Person, ImportTrouble::Missing);
        return std::nullopt;
    }
    const QList<qsizetype> meant = m_known.m_people.find(named);
    if (meant.size() != 1) {
        blame(row, ImportField::Person,
              meant.isEmpty() ? ImportTrouble::NotFound : ImportTrouble::SeveralMatch);
        return std::nullopt;
    }
    return meant.first();
}

void ImportPlanner::Run::judgeAttendance(ImportRow &row)
{
    using enum ImportField;
    const auto eventIndex = eventOf(row);
    const auto personIndex = participantOf(row);
    if (!eventIndex || !personIndex) {
        row.verdict = ImportVerdict::Wrong;
        row.subject = text(Person);
        return;
    }
    const Event &event = m_known.m_events.at(*eventIndex);
    const Employee person = m_known.m_personAt(*personIndex);
    row.subject = person.name;
    if (event.id.isNull() || person.id.isNull()) {
        row.issues.append({-1, ImportTrouble::NotSent, {}, {}});
    }
    std::optional<Attendance> before;
    Attendance after;
    const auto known = m_known.m_attendances.constFind({event.uuid.value(), person.uuid.value()});
    if (known != m_known.m_attendances.cend()) {
        before = *known;
        after = *before;
        row.uuid = before->uuid.value();
    } else {
        after.uuid = capturedAttendanceUuid(event.uuid, person.id);
        row.uuid = after.uuid.value();
        after.eventUuid = event.uuid;
        after.userUuid = person.uuid;
        after.eventId = event.id;
        after.userId = person.id;
    }
    if (const QString word = foldedForSearch(text(Status)); !word.isEmpty()) {
        static const QHash<QString, AttendanceStatus> words{
            {u"pending"_qs, AttendanceStatus::Pending},
            {u"pendiente"_qs, AttendanceStatus::Pending},
            {u"registered"_qs, AttendanceStatus::Pending},
            {u"registrada"_qs, AttendanceStatus::Pending},
            {u"registrado"_qs, AttendanceStatus::Pending},
            {u"confirmed"_qs, AttendanceStatus::Confirmed},
            {u"confirmada"_qs, AttendanceStatus::Confirmed},
            {u"confirmado"_qs, AttendanceStatus::Confirmed},
            {u"attended"_qs, AttendanceStatus::Confirmed},
            {u"asistio"_qs, AttendanceStatus::Confirmed},
            {u"si"_qs, AttendanceStatus::Confirmed},
            {u"yes"_qs, AttendanceStatus::Confirmed},
            {u"cancelled"_qs, AttendanceStatus::Cancelled},
            {u"canceled"_qs, AttendanceStatus::Cancelled},
            {u"cancelada"_qs, AttendanceStatus::Cancelled},
            {u"cancelado"_qs, AttendanceStatus::Cancelled}};
        if (const auto found = words.constFind(word); found != words.cend()) {
            set(row, Status, after.status, *found);
        } else {
            blame(row, Status, ImportTrouble::NotAChoice);
        }
    }
    const QString zone = event.zone.value_or(m_known.m_setting.zone);
    const bool saysWhen = !text(AttendedDate).isEmpty() || !text(AttendedTime).isEmpty();
    if (saysWhen && after.status == AttendanceStatus::Confirmed) {
        const auto at = moment(row, AttendedDate, AttendedTime, zone,
                               after.attendedAt ? after.attendedAt : std::optional(event.date));
        if (at) {
            const bool isMoved = after.attendedAt != at;
            noteChange(row, AttendedDate, isMoved && !text(AttendedDate).isEmpty());
            noteChange(row, AttendedTime, isMoved && !text(AttendedTime).isEmpty());
            after.attendedAt = at;
        }
    } else if (after.status == AttendanceStatus::Confirmed && !after.attendedAt) {
        after.attendedAt = event.date;
    }
    takeText(row, Notes, after.notes, Limits::TextMax);
    noteRecord(row);
    conclude(row, before, after);
}

} // namespace EvalTrack
