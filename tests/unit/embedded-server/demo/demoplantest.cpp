// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoplan.h"
#include "base/strongid.h"
#include "domain/validation.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QSet>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace std::chrono_literals;

namespace {

DemoPlan planOf(qint64 people = 250, int events = 24, quint64 seed = 1)
{
    DemoOptions options;
    options.people = people;
    options.events = events;
    options.seed = seed;
    options.now = Timestamp(std::chrono::milliseconds(1'780'000'000'000));
    return DemoPlan(options, DemoVocabulary::compiledIn());
}

} // namespace

TEST(DemoPlanTest, IsTheSameForTheSameSeed)
{
    const DemoPlan a = planOf();
    const DemoPlan b = planOf();
    const DemoPlan other = planOf(250, 24, 2);

    int differing = 0;
    for (qint64 id = 1; id <= 250; ++id) {
        EXPECT_EQ(a.person(id).email, b.person(id).email);
        EXPECT_EQ(a.person(id).uuid, b.person(id).uuid);
        differing += a.person(id).email != other.person(id).email ? 1 : 0;
        for (qsizetype event = 0; event < a.events().size(); ++event) {
            const auto first = a.attendance(event, id);
            const auto second = b.attendance(event, id);
            ASSERT_EQ(first.has_value(), second.has_value());
            EXPECT_TRUE(!first || first->uuid == second->uuid);
        }
    }
    EXPECT_GT(differing, 200);
}

TEST(DemoPlanTest, GivesEachPersonWhatIsUnique)
{
    const DemoPlan plan = planOf(3'000);
    QSet<QString> emails;
    QSet<QString> nationalIds;
    QSet<QString> badges;
    QSet<QUuid> uuids;

    for (qint64 id = 1; id <= 3'000; ++id) {
        const DemoPerson person = plan.person(id);
        EXPECT_FALSE(checkEmail(person.email)) << person.email.toStdString();
        EXPECT_FALSE(checkName(person.name())) << person.name().toStdString();
        EXPECT_EQ(toText(person.uuid).at(14), QLatin1Char('7')); // Qt 6.4 does not know version 7
        emails << person.email;
        nationalIds << person.nationalId;
        badges << person.badgeCode;
        uuids << person.uuid;
    }

    EXPECT_EQ(emails.size(), 3'000);
    EXPECT_EQ(nationalIds.size(), 3'000);
    EXPECT_EQ(badges.size(), 3'000);
    EXPECT_EQ(uuids.size(), 3'000);
}

TEST(DemoPlanTest, KeepsDatesInTheirOrder)
{
    const DemoPlan plan = planOf(300, 40);
    const Timestamp now = plan.options().now;

    for (qint64 id = 1; id <= 300; ++id) {
        const DemoPerson person = plan.person(id);
        EXPECT_LE(person.birthDate.addYears(18), person.hireDate);
        EXPECT_NE(person.traits.manager, std::optional(id));
        EXPECT_EQ(person.leftOn.has_value(), !person.traits.isActive);
        EXPECT_FALSE(isBeforeHiring(person.leftOn, person.hireDate));
        EXPECT_FALSE(isBeforeHiring(person.contractUntil, person.hireDate));
        for (qsizetype event = 0; event < plan.events().size(); ++event) {
            const auto attendance = plan.attendance(event, id);
            if (!attendance) {
                continue;
            }
            EXPECT_LE(attendance->createdAt, now);
            EXPECT_LE(attendance->updatedAt, now);
            EXPECT_EQ(attendance->attendedAt.has_value(),
                      attendance->status == AttendanceStatus::Confirmed);
            if (attendance->attendedAt) {
                EXPECT_LE(attendance->createdAt, *attendance->attendedAt);
                EXPECT_LE(*attendance->attendedAt, now);
            }
            if (const auto evaluation = plan.evaluation(event, id, *attendance)) {
                EXPECT_EQ(evaluation->score.has_value(),
                          evaluation->status == EvaluationStatus::Graded);
                EXPECT_EQ(evaluation->submittedAt.has_value(),
                          evaluation->status != EvaluationStatus::Pending);
                EXPECT_LE(evaluation->submittedAt.value_or(now),
                          evaluation->gradedAt.value_or(now));
                EXPECT_LE(evaluation->updatedAt, now);
            }
        }
    }
}

TEST(DemoPlanTest, HasEventsBehindTodayAndAhead)
{
    const DemoPlan plan = planOf();
    const Timestamp now = plan.options().now;
    int past = 0;
    int running = 0;
    int ahead = 0;
    int inactive = 0;
    for (const DemoEvent &planned : plan.events()) {
        past += planned.event.end() < now ? 1 : 0;
        running += planned.event.date <= now && planned.event.end() > now ? 1 : 0;
        ahead += planned.event.date > now ? 1 : 0;
        inactive += planned.event.isActive ? 0 : 1;
        EXPECT_EQ(planned.event.zone, plan.options().zone);
    }

    EXPECT_EQ(plan.events().size(), 24);
    EXPECT_GE(past, 15);
    EXPECT_EQ(running, 1);
    EXPECT_GE(ahead, 4);
    EXPECT_EQ(inactive, 2);
}

TEST(DemoPlanTest, GivesTheKnownEmployeeSomethingOfEverything)
{
    for (quint64 seed = 1; seed <= 20; ++seed) {
        const DemoPlan plan = planOf(250, 24, seed);
        QHash<EvaluationStatus, int> evaluations;
        int toConfirm = 0;
        int ahead = 0;
        for (qsizetype event = 0; event < plan.events().size(); ++event) {
            const auto attendance = plan.attendance(event, DemoPlan::Employee);
            if (!attendance) {
                continue;
            }
            toConfirm += plan.events().at(event).phase == DemoPhase::Ongoing &&
                                 attendance->status == AttendanceStatus::Pending
                             ? 1
                             : 0;
            ahead += plan.events().at(event).phase == DemoPhase::Ahead ? 1 : 0;
            if (const auto evaluation = plan.evaluation(event, DemoPlan::Employee, *attendance)) {
                ++evaluations[evaluation->status];
            }
        }
        EXPECT_EQ(toConfirm, 1) << seed;
        EXPECT_GE(ahead, 3) << seed;
        EXPECT_EQ(evaluations.value(EvaluationStatus::Pending), 1) << seed;
        EXPECT_EQ(evaluations.value(EvaluationStatus::Submitted), 1) << seed;
        EXPECT_GE(evaluations.value(EvaluationStatus::Graded), 5) << seed;
    }
}

TEST(DemoPlanTest, HoldsTheSeatsItAnnounces)
{
    const DemoPlan plan = planOf(400, 60);
    for (qsizetype event = 0; event < plan.events().size(); ++event) {
        int taken = 0;
        for (qint64 id = 1; id <= 400; ++id) {
            const auto attendance = plan.attendance(event, id);
            taken += attendance && attendance->status != AttendanceStatus::Cancelled ? 1 : 0;
        }
        EXPECT_LE(taken, plan.events().at(event).event.maxAttendees.value_or(taken));
    }
}

TEST(DemoPlanTest, WorksForEverySize)
{
    for (const int events : {0, 1, 2, 3, 5, 8, 100}) {
        for (const qint64 people : {3, 4, 20, 60}) {
            const DemoPlan plan = planOf(people, events);
            EXPECT_EQ(plan.events().size(), events);
            for (qint64 id = 1; id <= people; ++id) {
                EXPECT_LE(plan.person(id).traits.manager.value_or(1), people);
            }
        }
    }
}
