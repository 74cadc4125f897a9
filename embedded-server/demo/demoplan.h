// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demorandom.h"
#include "demo/demovocabulary.h"
#include "domain/attendance.h"
#include "domain/evaluation.h"
#include "domain/event.h"
#include "domain/permission.h"

#include <QByteArray>
#include <QDate>
#include <QString>

#include <array>
#include <chrono>
#include <optional>

namespace EvalTrack::Server {

struct DemoOptions
{
    static constexpr qint64 MostPeople = 1'000'000;
    static constexpr int MostEvents = 10'000;

    qint64 people = 250;
    int events = 24;
    quint64 seed = 1;
    Timestamp now;
    std::chrono::minutes utcOffset{-240};             ///< Of the company's office hours.
    QString zone = QStringLiteral("America/Caracas"); ///< Where it is; what utcOffset is there.
};

/// What decides about a person before any word is chosen.
struct DemoTraits
{
    int department = 0; ///< Index into the vocabulary.
    bool isHead = false;
    bool isLead = false;
    bool isActive = true;
    bool hasLogin = true;
    Role role = Role::Employee;
    std::optional<qint64> manager;
    int hiredDaysAgo = 0;
};

struct DemoPerson
{
    DemoTraits traits;
    QUuid uuid;
    QString firstName;
    QString lastName;
    QString email;
    QString nationalId;
    QString badgeCode;
    QString phone;
    QString jobTitle;
    QDate birthDate;
    QDate hireDate;
    std::optional<QDate> contractUntil;
    std::optional<QDate> leftOn; ///< Of everybody who is inactive.
    Timestamp createdAt;

    [[nodiscard]] QString name() const { return firstName + u' ' + lastName; }
};

enum class DemoPhase { Past, Ongoing, Ahead };

struct DemoEvent
{
    Event event; ///< uuid, times and words are set; creatorId 1 or 2.
    DemoPhase phase = DemoPhase::Past;
    double participation = 0; ///< The part of the people that is registered.
    double attraction = 1;    ///< How many of these come, against their habit.
    double quality = 0;       ///< What it adds to the scores.
    int pastRank = -1;        ///< 0 for the latest past event.
};

struct DemoAttendance
{
    QUuid uuid;
    AttendanceStatus status = AttendanceStatus::Pending;
    std::optional<Timestamp> attendedAt;
    std::optional<QString> notes;
    Timestamp createdAt;
    Timestamp updatedAt;
};

struct DemoEvaluation
{
    QUuid uuid;
    EvaluationStatus status = EvaluationStatus::Pending;
    std::optional<int> score;
    std::optional<QString> feedback;
    std::optional<Timestamp> submittedAt;
    std::optional<Timestamp> gradedAt;
    std::optional<qint64> grader;
    Timestamp createdAt;
    Timestamp updatedAt;
    DemoTone tone = DemoTone::Good;
};

/// The demo company as a pure function of its options: who works there, what takes place, who came,
/// what they said. Ids count from 1; 1 is the administrator, 2 the HR analyst and 3 the employee
/// whose passwords the README tells. Everything but the dates, which are relative to `now`, is the
/// same for the same seed. No I/O.
class DemoPlan
{
public:
    static constexpr qint64 Admin = 1;
    static constexpr qint64 HumanResources = 2;
    static constexpr qint64 Employee = 3;

    DemoPlan(DemoOptions options, DemoVocabulary vocabulary);

    [[nodiscard]] const DemoOptions &options() const { return m_options; }
    [[nodiscard]] const DemoVocabulary &vocabulary() const { return m_words; }
    /// Who leads a department; nobody in a company that is too small.
    [[nodiscard]] std::optional<qint64> headOf(int department) const;
    [[nodiscard]] DemoTraits traits(qint64 id) const;
    [[nodiscard]] DemoPerson person(qint64 id) const;
    [[nodiscard]] const QList<DemoEvent> &events() const { return m_events; }
    /// Nothing when the person is not registered. `event` is an index of events().
    [[nodiscard]] std::optional<DemoAttendance> attendance(qsizetype event, qint64 person) const;
    [[nodiscard]] std::optional<DemoEvaluation> evaluation(qsizetype event, qint64 person,
                                                           const DemoAttendance &attendance) const;
    [[nodiscard]] QString answer(qsizetype event, qint64 person, int question, DemoTone tone) const;

private:
    void planEvents();
    [[nodiscard]] DemoEvent planned(int index, const DemoTopic &topic, Timestamp date) const;
    /// A working day's office hour, so many days from today.
    /// That time, or the next morning if people sleep then.
    [[nodiscard]] Timestamp whenAwake(Timestamp at) const;
    [[nodiscard]] Timestamp officeHour(double days, DemoRandom &random) const;

    DemoOptions m_options;
    DemoVocabulary m_words;
    qint64 m_teamSize;
    QList<DemoEvent> m_events;
};

} // namespace EvalTrack::Server
