// SPDX-License-Identifier: GPL-3.0-or-later
#include "property/generators.h"
#include "sync/conflictresolver.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <set>

using namespace EvalTrack;
using namespace EvalTrack::Test;

using ConflictResolver::Outcome;
using ConflictResolver::resolve;
using Side = OutboxTray::Side;

namespace {

const QStringList Fields{QStringLiteral("title"), QStringLiteral("date"), QStringLiteral("notes"),
                         QStringLiteral("preguntas"), QStringLiteral("maxAttendees")};

QJsonValue anyValue()
{
    static const QList<QJsonValue> values{QJsonValue(QJsonValue::Null),
                                          1,
                                          2,
                                          QStringLiteral("a"),
                                          QStringLiteral(""),
                                          true,
                                          QJsonArray{QStringLiteral("a")},
                                          QJsonArray{}};
    return values.at(*rc::gen::inRange(0, static_cast<int>(values.size())));
}

QJsonObject anyRecord()
{
    QJsonObject record;
    for (const QString &field : Fields) {
        record.insert(field, anyValue());
    }
    return record;
}

/// The record after somebody changed some of its fields, now and then to what they were.
QJsonObject edited(QJsonObject record)
{
    for (const QString &field : Fields) {
        if (*rc::gen::arbitrary<bool>()) {
            record.insert(field, anyValue());
        }
    }
    return record;
}

/// What the server makes of a change.
QJsonObject upon(QJsonObject record, const QJsonObject &change)
{
    for (auto it = change.begin(); it != change.end(); ++it) {
        record.insert(it.key(), it.value());
    }
    return record;
}

std::set<QString> changedFields(const QJsonObject &from, const QJsonObject &to)
{
    std::set<QString> changed;
    for (const QString &field : Fields) {
        if (from.value(field) != to.value(field)) {
            changed.insert(field);
        }
    }
    return changed;
}

std::set<QString> conflictsOf(const Outcome &outcome)
{
    std::set<QString> fields;
    for (const FieldConflict &conflict : outcome.conflicts) {
        fields.insert(conflict.field);
    }
    return fields;
}

struct Edits
{
    QJsonObject base = anyRecord();
    QJsonObject mine = edited(base);
    QJsonObject theirs = edited(base);

    Edits()
    {
        const auto text = [](const QJsonObject &object) {
            return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
        };
        RC_LOG() << "base   " << text(base) << "\nmine   " << text(mine) << "\ntheirs "
                 << text(theirs) << '\n';
    }
};

} // namespace

RC_GTEST_PROP(ConflictProperty, WithoutAnotherEditMineIsTheRecord, ())
{
    const Edits edits;
    const Outcome outcome = resolve(edits.base, edits.mine, edits.base);
    RC_ASSERT(outcome.isMerged());
    RC_ASSERT(upon(edits.base, outcome.mine) == edits.mine);
}

RC_GTEST_PROP(ConflictProperty, WithoutAnEditOfMineNothingIsSent, ())
{
    const Edits edits;
    const Outcome outcome = resolve(edits.base, edits.base, edits.theirs);
    RC_ASSERT(outcome.isMerged());
    RC_ASSERT(outcome.mine.isEmpty());
}

RC_GTEST_PROP(ConflictProperty, TheSameEditTwiceIsAgreement, ())
{
    const Edits edits;
    const Outcome outcome = resolve(edits.base, edits.mine, edits.mine);
    RC_ASSERT(outcome.isMerged());
    RC_ASSERT(outcome.mine.isEmpty());
}

RC_GTEST_PROP(ConflictProperty, ThereIsAConflictExactlyWhereBothChangedDifferently, ())
{
    const Edits edits;
    std::set<QString> expected;
    for (const QString &field : changedFields(edits.base, edits.mine)) {
        if (edits.theirs.value(field) != edits.base.value(field) &&
            edits.theirs.value(field) != edits.mine.value(field)) {
            expected.insert(field);
        }
    }
    RC_ASSERT(conflictsOf(resolve(edits.base, edits.mine, edits.theirs)) == expected);
}

RC_GTEST_PROP(ConflictProperty, NothingTypedIsLostAndNothingElseIsSent, ())
{
    const Edits edits;
    const Outcome outcome = resolve(edits.base, edits.mine, edits.theirs);
    const std::set<QString> typed = changedFields(edits.base, edits.mine);
    const std::set<QString> conflicts = conflictsOf(outcome);
    for (const QString &field : typed) {
        const bool isSent = outcome.mine.value(field) == edits.mine.value(field);
        const bool isThere = edits.theirs.value(field) == edits.mine.value(field);
        RC_ASSERT(isSent || isThere || conflicts.contains(field));
    }
    for (const QString &field : outcome.mine.keys()) {
        RC_ASSERT(typed.contains(field));
        RC_ASSERT(!conflicts.contains(field));
    }
    for (const FieldConflict &conflict : outcome.conflicts) {
        RC_ASSERT(conflict.mine == ConflictResolver::textOf(edits.mine.value(conflict.field)));
        RC_ASSERT(conflict.theirs == ConflictResolver::textOf(edits.theirs.value(conflict.field)));
        RC_ASSERT(conflict.base == ConflictResolver::textOf(edits.base.value(conflict.field)));
    }
}

RC_GTEST_PROP(ConflictProperty, DisjointEditsMerge, ())
{
    const Edits edits;
    QJsonObject theirs = edits.theirs;
    for (const QString &field : changedFields(edits.base, edits.mine)) {
        theirs.insert(field, edits.base.value(field));
    }
    const Outcome outcome = resolve(edits.base, edits.mine, theirs);
    RC_ASSERT(outcome.isMerged());
    const QJsonObject merged = upon(theirs, outcome.mine);
    for (const QString &field : Fields) {
        const bool isMine = edits.mine.value(field) != edits.base.value(field);
        RC_ASSERT(merged.value(field) == (isMine ? edits.mine : theirs).value(field));
    }
}

RC_GTEST_PROP(ConflictProperty, BothSidesMergeToTheSame, ())
{
    const Edits edits;
    const Outcome here = resolve(edits.base, edits.mine, edits.theirs);
    const Outcome there = resolve(edits.base, edits.theirs, edits.mine);
    RC_ASSERT(conflictsOf(here) == conflictsOf(there));
    QJsonObject first = upon(edits.theirs, here.mine);
    QJsonObject second = upon(edits.mine, there.mine);
    for (const QString &field : conflictsOf(here)) {
        first.remove(field);
        second.remove(field);
    }
    RC_ASSERT(first == second);
}

RC_GTEST_PROP(ConflictProperty, MergingAgainChangesNothing, ())
{
    const Edits edits;
    const Outcome once = resolve(edits.base, edits.mine, edits.theirs);
    const QJsonObject merged = upon(edits.theirs, once.mine);
    const Outcome again = resolve(edits.base, edits.mine, merged);
    RC_ASSERT(again.mine.isEmpty());
    RC_ASSERT(again.conflicts == once.conflicts);
}

RC_GTEST_PROP(ConflictProperty, EachFieldGoesAsItWasDecided, ())
{
    const Edits edits;
    const Outcome outcome = resolve(edits.base, edits.mine, edits.theirs);
    QHash<QString, Side> choices;
    for (const FieldConflict &conflict : outcome.conflicts) {
        const int choice = *rc::gen::inRange(0, 3); // the third: no decision
        if (choice < 2) {
            choices.insert(conflict.field, choice == 0 ? Side::Mine : Side::Theirs);
        }
    }
    const QJsonObject decided =
        upon(edits.theirs, ConflictResolver::decided(outcome, edits.mine, choices));
    for (const FieldConflict &conflict : outcome.conflicts) {
        const bool isMine = choices.value(conflict.field, Side::Theirs) == Side::Mine;
        RC_ASSERT(decided.value(conflict.field) ==
                  (isMine ? edits.mine : edits.theirs).value(conflict.field));
    }
    const QJsonObject merged = upon(edits.theirs, outcome.mine);
    const std::set<QString> conflicts = conflictsOf(outcome);
    for (const QString &field : Fields) {
        RC_ASSERT(conflicts.contains(field) || decided.value(field) == merged.value(field));
    }
}
