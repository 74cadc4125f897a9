// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

#include "base/overloaded.h"
#include "domain/validation.h"

#include <algorithm>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// 2026-05-28T13:00:00Z: a Thursday morning in America, an early afternoon in Europe.
constexpr Timestamp Morning{std::chrono::milliseconds(1'779'973'200'000)};

Error fieldError(const QString &field)
{
    return {ErrorCode::Validation, u"refused by a rule"_s, {{field, u"not acceptable"_s}}};
}

} // namespace

FakeDesk::FakeDesk(Role role)
    : FakeDesk(role, FakeCompany::small(Morning))
{}

FakeDesk::FakeDesk(Role role, FakeCompany startingCompany)
    : clock(Morning)
    , company(std::move(startingCompany))
    , session(*this)
    , sync(*this)
    , people(*this)
    , events(*this)
    , attendances(*this)
    , evaluations(*this)
    , dashboard(*this)
    , history(*this)
    , commands(*this)
    , tray(*this)
    , captures(*this)
    , accounts(*this)
    , activity(*this)
    , reports(*this)
    , imports(*this)
    , reviews(*this)
    , devices(*this)
    , documents(*this)
    , legacy(*this)
    , station(*this)
    , checkIn(*this)
    , views(*this)
    , system(*this)
    , backups(*this)
    , m_role(role)
{
    const qsizetype index = role == Role::Admin            ? FakeCompany::AdminIndex
                            : role == Role::HumanResources ? FakeCompany::HumanResourcesIndex
                                                           : FakeCompany::EmployeeIndex;
    if (index < company.people.size()) {
        const Employee &self = company.people.at(index);
        session.who = SignedInPerson{self.id, self.uuid, self.name, self.email, role};
    } else {
        session.who = SignedInPerson{UserId(index + 1), UserUuid(makeUuidV7()), u"Luis Herrera"_s,
                                     u"hr@empresa.com"_s, role};
    }
    if (role == Role::Station) {
        station.beAtWork();
    }
    people.reload();
}

Desk FakeDesk::desk()
{
    return {connection, session, sync,     people,  events,    attendances, evaluations,
            dashboard,  history, commands, tray,    captures,  accounts,    activity,
            reports,    imports, reviews,  devices, documents, legacy,      station,
            checkIn,    views,   system,   backups, clock};
}

void FakeDesk::setOnline(bool online)
{
    m_online = online;
    if (online) {
        m_pending.clear();
        tray.waiting.removeIf(
            [](const OutboxItem &item) { return item.state == OutboxState::Queued; });
        Q_EMIT tray.itemsChanged();
        Q_EMIT attendances.attendancesChanged();
        Q_EMIT evaluations.evaluationsChanged();
    }
    Q_EMIT sync.changed();
}

void FakeDesk::releaseAnswers()
{
    std::vector<std::function<void()>> held;
    held.swap(m_held);
    for (const auto &give : held) {
        give();
    }
}

void FakeDesk::releaseOldestAnswer()
{
    const auto give = std::move(m_held.front());
    m_held.erase(m_held.begin());
    give();
}

void FakeDesk::releaseAnswersBackwards()
{
    std::reverse(m_held.begin(), m_held.end());
    releaseAnswers();
}

void FakeDesk::announce()
{
    people.reload();
    Q_EMIT people.peopleChanged();
    Q_EMIT events.eventsChanged();
    Q_EMIT attendances.attendancesChanged();
    Q_EMIT evaluations.evaluationsChanged();
    Q_EMIT dashboard.dashboardChanged();
    Q_EMIT tray.itemsChanged();
    Q_EMIT sync.changed();
}

SignedInPerson FakeDesk::signedIn() const
{
    return session.who.value_or(SignedInPerson{});
}

std::optional<Error> FakeDesk::takeError()
{
    if (m_nextError) {
        return std::exchange(m_nextError, std::nullopt);
    }
    return m_standingError;
}

void FakeDesk::markPending(const QUuid &entity)
{
    if (!m_online) {
        m_pending.insert(entity);
    }
}

QString FakeDesk::subjectOf(const Command &command)
{
    const auto personName = [this](UserUuid uuid) {
        const Employee *who = company.person(uuid);
        return who ? who->name : QString();
    };
    const auto eventTitle = [this](EventUuid uuid) {
        const Event *event = company.event(uuid);
        return event ? event->title : QString();
    };
    const auto ofAttendance = [&](AttendanceUuid uuid) {
        const Attendance *attendance = company.attendance(uuid);
        return attendance ? personName(attendance->userUuid) : QString();
    };
    const auto ofEvaluation = [&](EvaluationUuid uuid) {
        const Evaluation *evaluation = company.evaluation(uuid);
        return evaluation ? eventTitle(evaluation->eventUuid) : QString();
    };
    return std::visit(Overloaded{
                          [](const CreateEmployee &c) { return c.after.name; },
                          [](const UpdateEmployee &c) { return c.after.name; },
                          [&](const SetEmployeeActive &c) { return personName(c.employee); },
                          [](const CreateEvent &c) { return c.after.title; },
                          [](const UpdateEvent &c) { return c.after.title; },
                          [&](const SetEventActive &c) { return eventTitle(c.event); },
                          [&](const RegisterSelf &c) { return eventTitle(c.event); },
                          [&](const UpdateAttendance &c) { return ofAttendance(c.after.uuid); },
                          [&](const ConfirmOwnAttendance &c) { return ofAttendance(c.attendance); },
                          [&](const RemoveAttendance &c) { return ofAttendance(c.attendance); },
                          [&](const AnswerEvaluation &c) { return ofEvaluation(c.evaluation); },
                          [&](const GradeEvaluation &c) { return ofEvaluation(c.evaluation); },
                          [&](const CommentEvaluation &c) { return ofEvaluation(c.evaluation); },
                          [](const CreateDepartment &c) { return c.after.name; },
                          [](const UpdateDepartment &c) { return c.after.name; },
                          [&](const RemoveDepartment &c) {
                              const Department *department = company.department(c.department);
                              return department ? department->name : QString();
                          },
                      },
                      command);
}

Result<void> FakeDesk::apply(const Command &command)
{
    const Timestamp now = clock.now();
    const auto missing = failure(ErrorCode::NotFound);
    const auto putEvent = [&](Event &event) {
        event.updatedAt = now;
        ++event.revision;
        markPending(event.uuid.value());
    };
    const auto setQuestions = [&](Event &event) {
        for (qsizetype q = 0; q < event.questions.size(); ++q) {
            if (event.questions.at(q).id.isNull()) {
                event.questions[q].id =
                    QuestionId(event.id.value() * 1000 + now.time_since_epoch().count() % 97 + q);
                event.questions[q].eventId = event.id;
            }
        }
    };
    return std::visit(
        Overloaded{
            [&](const CreateEmployee &c) -> Result<void> {
                if (checkName(c.after.name)) {
                    return std::unexpected(fieldError(u"name"_s));
                }
                if (checkEmail(c.after.email)) {
                    return std::unexpected(fieldError(u"email"_s));
                }
                Employee created = c.after;
                created.id = UserId(company.people.size() + 1);
                created.createdAt = created.updatedAt = now;
                created.revision = 1;
                company.people.append(created);
                people.reload();
                Q_EMIT people.peopleChanged();
                return {};
            },
            [&](const UpdateEmployee &c) -> Result<void> {
                Employee *who = company.person(c.after.uuid);
                if (!who) {
                    return missing;
                }
                if (checkEmail(c.after.email)) {
                    return std::unexpected(fieldError(u"email"_s));
                }
                *who = c.after;
                who->updatedAt = now;
                ++who->revision;
                people.reload();
                Q_EMIT people.peopleChanged();
                return {};
            },
            [&](const SetEmployeeActive &c) -> Result<void> {
                Employee *who = company.person(c.employee);
                if (!who) {
                    return missing;
                }
                who->isActive = c.isActive;
                ++who->revision;
                people.reload();
                Q_EMIT people.peopleChanged();
                return {};
            },
            [&](const CreateEvent &c) -> Result<void> {
                if (checkTitle(c.after.title)) {
                    return std::unexpected(fieldError(u"title"_s));
                }
                Event created = c.after;
                created.id = EventId(company.events.size() + 1);
                created.createdAt = now;
                putEvent(created);
                setQuestions(created);
                company.events.append(created);
                Q_EMIT events.eventsChanged();
                return {};
            },
            [&](const UpdateEvent &c) -> Result<void> {
                Event *event = company.event(c.after.uuid);
                if (!event) {
                    return missing;
                }
                *event = c.after;
                putEvent(*event);
                setQuestions(*event);
                Q_EMIT events.eventsChanged();
                return {};
            },
            [&](const SetEventActive &c) -> Result<void> {
                Event *event = company.event(c.event);
                if (!event) {
                    return missing;
                }
                event->isActive = c.isActive;
                event->status = c.isActive ? EventStatus::Active : EventStatus::Inactive;
                putEvent(*event);
                if (c.isActive && event->registration == Registration::Everyone) {
                    for (const Employee &who : company.people) {
                        if (who.isActive && !company.attendance(event->uuid, who.uuid)) {
                            company.addAttendance(AttendanceUuid(makeUuidV7()), *event, who, now);
                        }
                    }
                    Q_EMIT attendances.attendancesChanged();
                }
                Q_EMIT events.eventsChanged();
                return {};
            },
            [&](const RegisterSelf &c) -> Result<void> {
                const Event *event = company.event(c.event);
                const Employee *self = company.person(signedIn().uuid);
                if (!event || !self) {
                    return missing;
                }
                if (company.attendance(c.event, self->uuid)) {
                    return failure(ErrorCode::Conflict);
                }
                company.addAttendance(c.attendance, *event, *self, now).notes = c.notes;
                markPending(c.attendance.value());
                Q_EMIT attendances.attendancesChanged();
                Q_EMIT events.eventsChanged();
                return {};
            },
            [&](const UpdateAttendance &c) -> Result<void> {
                Attendance *attendance = company.attendance(c.after.uuid);
                if (!attendance) {
                    return missing;
                }
                const bool becomesConfirmed = attendance->status != AttendanceStatus::Confirmed &&
                                              c.after.status == AttendanceStatus::Confirmed;
                attendance->status = c.after.status;
                attendance->notes = c.after.notes;
                attendance->updatedAt = now;
                ++attendance->revision;
                if (becomesConfirmed) {
                    company.confirm(*attendance, now);
                    Q_EMIT evaluations.evaluationsChanged();
                }
                markPending(c.after.uuid.value());
                Q_EMIT attendances.attendancesChanged();
                Q_EMIT events.eventsChanged();
                return {};
            },
            [&](const ConfirmOwnAttendance &c) -> Result<void> {
                Attendance *attendance = company.attendance(c.attendance);
                if (!attendance) {
                    return missing;
                }
                company.confirm(*attendance, now);
                markPending(c.attendance.value());
                Q_EMIT attendances.attendancesChanged();
                Q_EMIT evaluations.evaluationsChanged();
                Q_EMIT events.eventsChanged();
                return {};
            },
            [&](const RemoveAttendance &c) -> Result<void> {
                company.attendances.removeIf(
                    [&](const Attendance &a) { return a.uuid == c.attendance; });
                Q_EMIT attendances.attendancesChanged();
                Q_EMIT events.eventsChanged();
                return {};
            },
            [&](const AnswerEvaluation &c) -> Result<void> {
                Evaluation *evaluation = company.evaluation(c.evaluation);
                if (!evaluation) {
                    return missing;
                }
                for (const QuestionResponse &response : c.answers) {
                    const auto at = std::find_if(
                        evaluation->answers.begin(), evaluation->answers.end(),
                        [&](const Answer &a) { return a.questionId == response.questionId; });
                    if (at != evaluation->answers.end()) {
                        at->response = response.response;
                        at->updatedAt = now;
                    } else {
                        evaluation->answers.append({AnswerId(company.evaluations.size() * 100),
                                                    evaluation->id, response.questionId,
                                                    response.response, now, now});
                    }
                }
                const Event *event = company.event(evaluation->eventUuid);
                const bool isComplete = std::all_of(
                    event->questions.begin(), event->questions.end(), [&](const Question &q) {
                        return std::any_of(evaluation->answers.begin(), evaluation->answers.end(),
                                           [&](const Answer &a) {
                                               return a.questionId == q.id &&
                                                      !a.response.trimmed().isEmpty();
                                           });
                    });
                if (isComplete) {
                    evaluation->status = EvaluationStatus::Submitted;
                    evaluation->submittedAt = now;
                }
                ++evaluation->revision;
                markPending(c.evaluation.value());
                Q_EMIT evaluations.evaluationsChanged();
                return {};
            },
            [&](const GradeEvaluation &c) -> Result<void> {
                Evaluation *evaluation = company.evaluation(c.evaluation);
                if (!evaluation) {
                    return missing;
                }
                evaluation->score = c.score;
                evaluation->feedback = c.feedback;
                evaluation->status = EvaluationStatus::Graded;
                evaluation->graderId = signedIn().id;
                evaluation->gradedAt = now;
                ++evaluation->revision;
                markPending(c.evaluation.value());
                Q_EMIT evaluations.evaluationsChanged();
                return {};
            },
            [&](const CommentEvaluation &c) -> Result<void> {
                Evaluation *evaluation = company.evaluation(c.evaluation);
                if (!evaluation) {
                    return missing;
                }
                evaluation->feedback = c.feedback;
                Q_EMIT evaluations.evaluationsChanged();
                return {};
            },
            [&](const CreateDepartment &c) -> Result<void> {
                if (company.hasDepartment(c.after.name, c.after.uuid)) {
                    return failure(ErrorCode::Conflict);
                }
                Department made = c.after;
                // Its number comes from the server.
                made.id = isOnline() ? company.nextDepartmentId() : DepartmentId();
                made.revision = 1;
                company.departments.append(made);
                people.reload();
                Q_EMIT people.peopleChanged();
                return {};
            },
            [&](const UpdateDepartment &c) -> Result<void> {
                Department *department = company.department(c.after.uuid);
                if (!department) {
                    return missing;
                }
                if (company.hasDepartment(c.after.name, c.after.uuid)) {
                    return failure(ErrorCode::Conflict);
                }
                *department = c.after;
                ++department->revision;
                for (Employee &who : company.people) {
                    if (who.departmentId == department->id) {
                        who.department = department->name;
                    }
                }
                people.reload();
                Q_EMIT people.peopleChanged();
                return {};
            },
            [&](const RemoveDepartment &c) -> Result<void> {
                const Department *department = company.department(c.department);
                if (!department) {
                    return missing;
                }
                company.removeDepartment(*department, c.moveTo);
                people.reload();
                Q_EMIT people.peopleChanged();
                return {};
            },
        },
        command);
}

} // namespace EvalTrack::Test
