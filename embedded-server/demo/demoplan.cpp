// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoplan.h"

#include <algorithm>
#include <cmath>

namespace EvalTrack::Server {

using namespace std::chrono_literals;

namespace {

/// What a chance is about; part of its seed.
enum Draw : quint64 {
    ForTraits = 1,
    ForPerson,
    ForEvent,
    ForAttendance,
    ForEvaluation,
    ForAnswer,
    ForTeam,
    ForContract
};

constexpr auto Day = std::chrono::hours(24);

bool isDayOff(std::chrono::sys_days day)
{
    const std::chrono::weekday weekday(day);
    const std::chrono::year_month_day date(day);
    const auto month = static_cast<unsigned>(date.month());
    const auto ofMonth = static_cast<unsigned>(date.day());
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday ||
           (month == 1 && ofMonth == 1) || (month == 5 && ofMonth == 1) ||
           (month == 12 && (ofMonth == 24 || ofMonth == 25 || ofMonth == 31));
}
/// One event never registers more, or a million people would make a database of a hundred million
/// rows.
constexpr double LargestAudience = 100'000;
constexpr qint64 FirstHead = 4;

QDate dateOf(Timestamp time)
{
    return QDate(1970, 1, 1)
        .addDays(std::chrono::floor<std::chrono::days>(time).time_since_epoch().count());
}

QString asciiOf(const QString &word)
{
    QString ascii;
    for (const QChar c : word.normalized(QString::NormalizationForm_D).toLower()) {
        if (c.unicode() < 128 && c.isLetterOrNumber()) {
            ascii += c;
        }
    }
    return ascii;
}

DemoTone toneOf(int score)
{
    return score >= 8 ? DemoTone::Good : score >= 6 ? DemoTone::Fair : DemoTone::Poor;
}

} // namespace

DemoPlan::DemoPlan(DemoOptions options, DemoVocabulary vocabulary)
    : m_options(std::move(options))
    , m_words(std::move(vocabulary))
    , m_teamSize(std::clamp<qint64>(m_options.people / 35, 4, 15))
{
    planEvents();
}

std::optional<qint64> DemoPlan::headOf(int department) const
{
    const qint64 head = FirstHead + department;
    return head <= m_options.people ? std::optional(head) : std::nullopt;
}

DemoTraits DemoPlan::traits(qint64 id) const
{
    const qint64 departments = m_words.departments.size();
    DemoRandom random(m_options.seed, ForTraits, static_cast<quint64>(id));
    DemoTraits traits;
    traits.hiredDaysAgo = 40 + static_cast<int>(std::pow(random.unit(), 1.6) * 5'000);
    if (id < FirstHead) {
        traits.department = id == Admin ? 2 : id == HumanResources ? 1 : 3;
        traits.role = id == Admin            ? Role::Admin
                      : id == HumanResources ? Role::HumanResources
                                             : Role::Employee;
        traits.hiredDaysAgo = static_cast<int>(1'500 - id * 200);
        traits.manager = headOf(traits.department);
        return traits;
    }
    if (id < FirstHead + departments) {
        traits.department = static_cast<int>(id - FirstHead);
        traits.isHead = true;
        traits.hiredDaysAgo += 1'200;
        traits.role = traits.department == 1   ? Role::HumanResources
                      : traits.department == 2 ? Role::Admin
                                               : Role::Employee;
        if (traits.department != 0) {
            traits.manager = headOf(0);
        }
        return traits;
    }
    const qint64 place = id - FirstHead - departments;
    const qint64 team = place / m_teamSize;
    // Weighted by the size of the departments; each gets one team first.
    if (team < departments) {
        traits.department = static_cast<int>(team);
    } else {
        int total = 0;
        for (const DemoDepartment &department : m_words.departments) {
            total += department.weight;
        }
        qint64 ticket =
            DemoRandom(m_options.seed, ForTeam, static_cast<quint64>(team)).below(total);
        while (ticket >= m_words.departments.at(traits.department).weight) {
            ticket -= m_words.departments.at(traits.department).weight;
            ++traits.department;
        }
    }
    traits.isLead = place % m_teamSize == 0;
    traits.manager =
        traits.isLead ? headOf(traits.department) : std::optional(id - place % m_teamSize);
    traits.isActive = traits.isLead || !random.chance(0.05);
    traits.hasLogin = !random.chance(0.1);
    if (traits.department == 1 && random.chance(0.35)) {
        traits.role = Role::HumanResources;
        traits.hasLogin = true;
    }
    return traits;
}

DemoPerson DemoPlan::person(qint64 id) const
{
    DemoPerson person;
    person.traits = traits(id);
    const DemoDepartment &department = m_words.departments.at(person.traits.department);
    DemoRandom random(m_options.seed, ForPerson, static_cast<quint64>(id));
    const Timestamp hired = m_options.now - Day * person.traits.hiredDaysAgo;
    person.createdAt = whenAwake(std::max(hired, m_options.now - Day * 760) +
                                 std::chrono::minutes(random.below(600)));
    person.uuid = random.uuid(person.createdAt);
    person.hireDate = dateOf(hired);
    // The factor has none in common with the range, so every person gets another number. Numbers
    // are given out in the order of birth, about half a million a year.
    constexpr qint64 IdRange = 24'000'000;
    const qint64 number =
        (id * 9'876'541 + static_cast<qint64>(m_options.seed % 1'000'000)) % IdRange;
    person.nationalId = QStringLiteral("V-%1").arg(7'000'000 + number);
    person.birthDate = QDate(1963, 1, 1).addDays(number * 41 * 365 / IdRange + random.below(300));
    person.birthDate = std::min(person.birthDate, person.hireDate.addDays(-19 * 365));
    DemoRandom contract(m_options.seed, ForContract, static_cast<quint64>(id));
    if (!person.traits.isActive) {
        const qint64 since = std::min<qint64>(person.traits.hiredDaysAgo, 540);
        person.leftOn = dateOf(m_options.now - Day * contract.below(since));
    } else if (!person.traits.isLead && contract.chance(0.12)) {
        person.contractUntil = dateOf(m_options.now + Day * (contract.below(330) - 6));
    }
    person.badgeCode = QStringLiteral("EV%1").arg(id, 6, 10, QLatin1Char('0'));
    static const QList<int> prefixes = {412, 414, 416, 424, 426};
    person.phone = QStringLiteral("+58 %1-%2")
                       .arg(random.pick(prefixes))
                       .arg(1'000'000 + random.below(9'000'000));

    const bool isWoman = random.chance(0.5);
    const QStringList &given = isWoman ? m_words.givenFemale : m_words.givenMale;
    person.firstName = random.pick(given);
    if (const QString second = random.pick(given);
        second != person.firstName && random.chance(0.4)) {
        person.firstName += u' ' + second;
    }
    person.lastName = random.pick(m_words.surnames) + u' ' + random.pick(m_words.surnames);
    const QString job = person.traits.isHead ? department.head : random.pick(department.jobs);
    person.jobTitle = job.section(u'/', isWoman ? -1 : 0, isWoman ? -1 : 0);
    if (id == Admin) {
        person.firstName = QStringLiteral("Adriana");
        person.lastName = QStringLiteral("Rojas Medina");
        person.email = QStringLiteral("admin@empresa.com");
        person.jobTitle = QStringLiteral("Administradora de sistemas");
    } else if (id == HumanResources) {
        person.firstName = QStringLiteral("Helena");
        person.lastName = QStringLiteral("Suárez Blanco");
        person.email = QStringLiteral("hr@empresa.com");
        person.jobTitle = QStringLiteral("Analista de Talento Humano");
    } else if (id == Employee) {
        person.firstName = QStringLiteral("Ernesto");
        person.lastName = QStringLiteral("Paredes Lugo");
        person.email = QStringLiteral("empleado1@empresa.com");
        person.jobTitle = QStringLiteral("Ejecutivo de ventas");
    } else {
        person.email = asciiOf(person.firstName.section(u' ', 0, 0)) + u'.' +
                       asciiOf(person.lastName.section(u' ', 0, 0)) + QString::number(id) +
                       QStringLiteral("@empresa.com");
    }
    return person;
}

Timestamp DemoPlan::whenAwake(Timestamp at) const
{
    const Timestamp local = at + m_options.utcOffset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto time = local - day;
    // Some minutes of the night before become minutes of the morning.
    const Timestamp morning = Timestamp(day) + 8h + (time % 97min) - m_options.utcOffset;
    return time < 8h ? morning : time < 20h ? at : morning + Day;
}

Timestamp DemoPlan::officeHour(double days, DemoRandom &random) const
{
    auto day = std::chrono::floor<std::chrono::days>(m_options.now + m_options.utcOffset) +
               std::chrono::days(std::lround(days));
    while (isDayOff(day)) {
        day += std::chrono::days(days < 0 ? -1 : 1);
    }
    return Timestamp(day) + std::chrono::minutes(8 * 60 + 30 * random.below(17)) -
           m_options.utcOffset;
}

DemoEvent DemoPlan::planned(int index, const DemoTopic &topic, Timestamp date) const
{
    DemoRandom random(m_options.seed, ForEvent, static_cast<quint64>(index), 1);
    DemoEvent plan;
    plan.event.id = EventId(index + 1);
    plan.event.title = topic.title;
    if (const int edition = index / static_cast<int>(m_words.topics.size()); edition > 0) {
        plan.event.title += QStringLiteral(" (edición %1)").arg(edition + 1);
    }
    plan.event.description = topic.description;
    plan.event.type = topic.type;
    plan.event.location = random.pick(m_words.locations);
    plan.event.date = date;
    plan.event.duration = std::chrono::minutes(topic.minutes);
    plan.event.zone = m_options.zone;
    plan.event.creatorId = UserId(random.chance(0.5) ? Admin : HumanResources);
    plan.event.createdAt = std::min(date, m_options.now) - Day * (25 + random.below(20));
    plan.event.updatedAt = plan.event.createdAt;
    plan.event.uuid = EventUuid(random.uuid(plan.event.createdAt));
    plan.attraction = 0.9 + 0.2 * random.unit();
    plan.quality = random.bell() * 0.5;

    const auto people = static_cast<double>(std::max<qint64>(m_options.people, 1));
    switch (topic.audience) {
    case DemoAudience::All:
        plan.participation = 1;
        break;
    case DemoAudience::Most:
        plan.participation = 0.45 + 0.2 * random.unit();
        break;
    case DemoAudience::Some:
        plan.participation = 0.2 + 0.15 * random.unit();
        break;
    case DemoAudience::Few:
        plan.participation = 0.07 + 0.05 * random.unit();
        break;
    }
    plan.participation = std::min(plan.participation, LargestAudience / people);
    if (plan.participation >= 1) {
        plan.event.registration = Registration::Everyone;
    } else if (topic.audience == DemoAudience::Some || topic.audience == DemoAudience::Few) {
        // Room for all who drew a place: five standard deviations above the mean.
        const double expected = people * plan.participation;
        plan.event.maxAttendees =
            5 * static_cast<int>(std::ceil((expected + 5 * std::sqrt(expected) + 2) / 5));
    }
    return plan;
}

void DemoPlan::planEvents()
{
    const int count = m_options.events;
    const int today = count >= 3 ? 2 : std::min(count, 1);
    const int ahead =
        count >= 2 ? std::max(1, static_cast<int>(std::lround(count * 0.2)) - (count < 5 ? 1 : 0))
                   : 0;
    const int future = std::min(ahead, count - today);
    const int past = count - today - future;
    DemoRandom random(m_options.seed, ForEvent);
    const qint64 shift = random.below(m_words.topics.size());
    const auto topic = [this, shift](int index) -> const DemoTopic & {
        return m_words.topics.at((index + shift) % m_words.topics.size());
    };

    for (int i = 0; i < past; ++i) {
        const double days = -3.0 - 640.0 * (past - i - 1 + random.unit() * 0.7) / past;
        DemoEvent plan = planned(i, topic(i), officeHour(days, random));
        plan.phase = DemoPhase::Past;
        m_events.append(plan);
    }
    std::ranges::sort(m_events, {}, [](const DemoEvent &plan) { return plan.event.date; });
    for (int i = 0; i < past; ++i) {
        m_events[i].pastRank = past - 1 - i;
        m_events[i].event.id = EventId(i + 1);
    }
    const auto quarter =
        std::chrono::floor<std::chrono::duration<qint64, std::ratio<900>>>(m_options.now);
    for (int i = 0; i < today; ++i) {
        // One that has begun, so that people can confirm now, and one that is about to.
        const Timestamp start = quarter + (i == 0 ? -30min : 150min);
        DemoEvent plan = planned(past + i, topic(past + i), start);
        plan.phase = i == 0 ? DemoPhase::Ongoing : DemoPhase::Ahead;
        if (i == 0) {
            plan.event.duration = 300min;
            plan.participation = std::max(
                plan.participation,
                std::min(0.5, LargestAudience /
                                  static_cast<double>(std::max<qint64>(m_options.people, 1))));
            plan.event.maxAttendees = std::nullopt;
        }
        m_events.append(plan);
    }
    for (int i = 0; i < future; ++i) {
        const double days = 2 + 80.0 * (i + random.unit() * 0.5) / future;
        DemoEvent plan =
            planned(past + today + i, topic(past + today + i), officeHour(days, random));
        plan.phase = DemoPhase::Ahead;
        const bool isDraft = i + 1 == future && count >= 6;
        if (isDraft) {
            plan.event.isActive = false;
            plan.event.status = EventStatus::Inactive;
        }
        m_events.append(plan);
    }
    if (past >= 8) {
        Event &called = m_events[past / 3].event;
        called.isActive = false;
        called.status = EventStatus::Inactive;
    }
}

std::optional<DemoAttendance> DemoPlan::attendance(qsizetype index, qint64 personId) const
{
    const DemoEvent &plan = m_events.at(index);
    const bool isNeverActivated = plan.phase == DemoPhase::Ahead && !plan.event.isActive;
    if (isNeverActivated) {
        return std::nullopt;
    }
    DemoRandom random(m_options.seed, ForAttendance, static_cast<quint64>(personId),
                      static_cast<quint64>(index));
    const bool isEmployee = personId == Employee;
    // The employee of the README is in every event but the last one ahead, to have something of
    // everything.
    const bool isForced =
        isEmployee && !(plan.phase == DemoPhase::Ahead && index + 2 >= m_events.size());
    if (!random.chance(plan.participation) && !isForced) {
        return std::nullopt;
    }
    if (isEmployee && !isForced && plan.participation < 1) {
        return std::nullopt;
    }
    const DemoTraits traits = this->traits(personId);
    const auto age =
        std::chrono::duration_cast<std::chrono::days>(m_options.now - plan.event.date).count();
    const bool wasHere = traits.hiredDaysAgo > age && (traits.isActive || age > 150);
    if (!wasHere) {
        return std::nullopt;
    }

    DemoAttendance attendance;
    attendance.createdAt =
        std::max(plan.event.createdAt, std::min(plan.event.date, m_options.now) - 24h * 20) +
        std::chrono::minutes(random.below(24 * 60 * (plan.phase == DemoPhase::Ahead ? 20 : 10)));
    attendance.createdAt =
        std::min(attendance.createdAt, std::min(plan.event.date, m_options.now) - 10min);
    attendance.updatedAt = attendance.createdAt;
    attendance.uuid = random.uuid(attendance.createdAt);

    const double draw = random.unit();
    const double comes =
        std::min(0.98, m_words.departments.at(traits.department).attendance * plan.attraction);
    const double cancels = 0.04;
    if (!isEmployee && draw < cancels) {
        static const QStringList reasons = {
            QStringLiteral("Permiso médico"), QStringLiteral("Vacaciones"),
            QStringLiteral("Viaje de trabajo"), QStringLiteral("Guardia en planta")};
        attendance.status = AttendanceStatus::Cancelled;
        attendance.notes = random.pick(reasons);
        attendance.updatedAt = attendance.createdAt + std::chrono::minutes(random.below(9));
        return attendance;
    }
    bool came = false;
    switch (plan.phase) {
    case DemoPhase::Past:
        came = isEmployee ? plan.pastRank % 6 != 5 : draw < cancels + (1 - cancels) * comes;
        break;
    case DemoPhase::Ongoing:
        came = !isEmployee && draw < 0.4;
        break;
    case DemoPhase::Ahead:
        break;
    }
    if (came) {
        const auto late = std::chrono::seconds(std::lround(random.bell() * 360)) - 3min;
        attendance.status = AttendanceStatus::Confirmed;
        attendance.attendedAt = std::clamp<Timestamp>(
            plan.event.date + late + std::chrono::milliseconds(random.below(1'000)),
            plan.event.date - 15min, std::min(plan.event.end(), m_options.now - 1min));
        attendance.updatedAt = *attendance.attendedAt;
        if (late > 10min) {
            attendance.notes = QStringLiteral("Llegó tarde");
        }
    }
    return attendance;
}

std::optional<DemoEvaluation> DemoPlan::evaluation(qsizetype index, qint64 personId,
                                                   const DemoAttendance &attendance) const
{
    if (attendance.status != AttendanceStatus::Confirmed) {
        return std::nullopt;
    }
    const DemoEvent &plan = m_events.at(index);
    DemoRandom random(m_options.seed, ForEvaluation, static_cast<quint64>(personId),
                      static_cast<quint64>(index));
    DemoEvaluation evaluation;
    evaluation.createdAt = *attendance.attendedAt;
    evaluation.updatedAt = evaluation.createdAt;
    evaluation.uuid = random.uuid(evaluation.createdAt);
    if (plan.phase != DemoPhase::Past) {
        return evaluation;
    }

    const auto age =
        std::chrono::duration_cast<std::chrono::days>(m_options.now - plan.event.end()).count();
    bool isAnswered = random.chance(age < 14 ? 0.55 : 0.9);
    bool isGraded = random.chance(age < 14 ? 0.25 : age < 60 ? 0.7 : 0.97);
    const double score = m_words.departments.at(traits(personId).department).score + plan.quality +
                         random.bell() * 1.2;
    if (personId == Employee) { // something to answer, something that waits, and a history
        isAnswered = plan.pastRank > 0;
        isGraded = plan.pastRank > 1;
    }
    if (!isAnswered) {
        return evaluation;
    }
    const int points = std::clamp(static_cast<int>(std::lround(score)), 1, 10);
    evaluation.tone = toneOf(points);
    evaluation.status = EvaluationStatus::Submitted;
    evaluation.submittedAt =
        std::min(whenAwake(plan.event.end() + std::chrono::minutes(20 + random.below(70 * 60))),
                 m_options.now - 2h);
    evaluation.updatedAt = *evaluation.submittedAt;
    if (isGraded) {
        evaluation.status = EvaluationStatus::Graded;
        evaluation.score = points;
        evaluation.gradedAt =
            std::min(whenAwake(*evaluation.submittedAt +
                               std::chrono::minutes(60 + random.below(9 * 24 * 60))),
                     m_options.now - 1h);
        evaluation.updatedAt = *evaluation.gradedAt;
        const qint64 headOfHumanResources = FirstHead + 1;
        evaluation.grader = random.chance(0.6) || m_options.people < headOfHumanResources
                                ? HumanResources
                                : headOfHumanResources;
        if (random.chance(0.7)) {
            evaluation.feedback =
                random.pick(m_words.feedback.at(static_cast<size_t>(evaluation.tone)));
        }
    }
    return evaluation;
}

QString DemoPlan::answer(qsizetype event, qint64 personId, int question, DemoTone tone) const
{
    DemoRandom random(m_options.seed, ForAnswer, static_cast<quint64>(personId),
                      static_cast<quint64>(event * DemoVocabulary::Questions + question));
    // Not everybody is of one mind in everything.
    const DemoTone own = random.chance(0.75) ? tone : DemoTone::Fair;
    return random.pick(
        m_words.answers.at(static_cast<size_t>(question)).at(static_cast<size_t>(own)));
}

} // namespace EvalTrack::Server
