// SPDX-License-Identifier: GPL-3.0-or-later
#include "property/syncworld.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdio>

using namespace EvalTrack::Test;

namespace {

/// A world of its own for so many sequences: what they leave behind makes the next ones slower.
constexpr int SequencesPerWorld = 20;

std::unique_ptr<SyncWorld> s_world;
int s_playedInWorld = 0;

class SyncProperty : public testing::Test
{
protected:
    static void TearDownTestSuite()
    {
        s_world.reset();
        const SyncWorld::Figures &figures = SyncWorld::figures();
        std::printf("%lld sequences, %lld steps, %lld captures recorded, %lld edits\n",
                    static_cast<long long>(figures.sequences),
                    static_cast<long long>(figures.steps), static_cast<long long>(figures.recorded),
                    static_cast<long long>(figures.edits));
    }
};

rc::Gen<Step> anyStep()
{
    const auto kind = rc::gen::weightedElement<Step::Kind>(
        {{8, Step::Record},        {1, Step::NewEvent},      {2, Step::EditHere},
         {1, Step::EditThere},     {1, Step::SetClock},      {6, Step::Send},
         {1, Step::Restart},       {1, Step::DieSending},    {1, Step::Cut},
         {2, Step::Reconnect},     {1, Step::RestartServer}, {2, Step::LoseAnswer},
         {1, Step::LoseRequest},   {1, Step::CutShort},      {1, Step::Repeat},
         {2, Step::Delay},         {1, Step::DeliverLate},   {1, Step::Portal},
         {1, Step::EmptyReceipts}, {1, Step::Unauthorized},  {1, Step::Fail500},
         {1, Step::Fail503},       {1, Step::Fail429}});
    return rc::gen::map(rc::gen::pair(kind, rc::gen::inRange(0, 8)), [](const auto &made) {
        return Step{made.first, made.second};
    });
}

} // namespace

// What was told to be recorded is in the server once the weather is good, once and in order;
// nothing else is; and nothing waits any more.
TEST_F(SyncProperty, WhateverHappensEveryRecordArrivesOnce)
{
    rc::detail::checkGTest([] {
        const auto steps = *rc::gen::container<std::vector<Step>>(anyStep());
        if (!s_world || s_playedInWorld++ >= SequencesPerWorld) {
            s_world = std::make_unique<SyncWorld>();
            s_playedInWorld = 0;
        }
        const QStringList complaints = s_world->play(steps);
        if (!complaints.isEmpty()) {
            s_world.reset(); // It does not begin with nothing unsent any more.
            RC_FAIL(complaints.join(u'\n').toStdString());
        }
    });
}
