// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyrules.h"

#include <algorithm>

namespace EvalTrack::Server {

namespace {

using enum LegacyRule;

// clang-format off
constexpr LegacyRuleText LegacyRules[] = {
    {Encoding,          "text.encoding",         "Bytes that are no UTF-8", "Read as Windows-1252", false},
    {EncodedTwice,      "text.encodedTwice",     "Text that was encoded twice (JosÃ©)", "Decoded (José)", false},
    {Controls,          "text.controls",         "Control characters", "Left out", false},
    {TooLong,           "text.tooLong",          "Text longer than EvalTrack takes", "Cut; the whole is in the report", false},
    {ZeroDate,          "date.zero",             "0000-00-00, or a day that does not exist", "No day", false},
    {BadTime,           "date.badTime",          "A time that no clock shows", "Midnight for an event, no time elsewhere", false},
    {LeftOutTime,       "date.leftOut",          "A time that the clocks of the zone left out", "The first moment after it", false},
    {OtherZone,         "date.otherZone",        "A created_at after updated_at, but not when it is read as UTC", "Read as UTC", false},
    {OlderZone,         "date.olderZone",        "A time stamp from before --older-zone-until", "Read in --older-zone", false},
    {Ahead,             "date.ahead",            "A time stamp that is ahead of now", "As it is; many of them mean that v1 once ran in another zone (--older-zone)", false},
    {NoTimestamp,       "date.noTimestamp",      "No created_at", "updated_at, else the day of the record, else the first day of 2000", false},
    {EmailForm,         "email.form",            "E-mail with capitals or spaces", "In small letters, trimmed", false},
    {EmailDoubled,      "email.doubled",         "A second account whose e-mail differs in case only", "Waits; the account with an employee, else the older one, stays", true},
    {EmailBad,          "email.bad",             "Something that is no e-mail address", "No e-mail, and so no sign-in", false},
    {EmailTaken,        "email.taken",           "An employee's e-mail that belongs to somebody else's account", "No e-mail", false},
    {EmailDiffers,      "email.differs",         "Account and employee have different e-mails", "That of the account: people sign in with it", false},
    {KnownAccount,      "account.known",         "An account whose e-mail EvalTrack had before", "The account of here stays as it is; the records of v1 are given to it", false},
    {NoPassword,        "account.noPassword",    "A password that is no hash", "No sign-in until an administrator sets a new one", false},
    {Disagreement,      "person.disagrees",      "Account and employee say different things of a person", "What the employee says, if anything", false},
    {LinkByEmail,       "person.byEmail",        "An employee without a valid user_id", "Belongs to the account with the same e-mail", false},
    {LinkByNationalId,  "person.byNationalId",   "An employee whose user_id and e-mail are those of two accounts", "Belongs to that of the two with the same national id", false},
    {LinkUnclear,       "person.unclear",        "The same, and the national id does not tell", "Waits, with its attendances and evaluations", true},
    {LinkTaken,         "person.taken",          "A second employee of one account", "A person without a sign-in", false},
    {LinkOrphan,        "person.orphan",         "An employee whose user_id nobody has", "A person without a sign-in", false},
    {NationalIdDoubled, "nationalId.doubled",    "A national id that somebody else has, but for spaces and dots", "Stays with the first; no national id here", false},
    {NoName,            "person.noName",         "No name", "The user name, else what stands before the @", false},
    {BadState,          "person.badState",       "A state of a person that v1 does not know", "Active", false},
    {RoleCustom,        "role.custom",           "A role that is not built in", "Waits; its people get the highest built-in role whose permissions it has all", true},
    {RoleDeleted,       "role.deleted",          "A role in the trash", "Waits; it gives its people nothing", true},
    {RoleSeveral,       "role.several",          "Somebody with several roles", "The highest of them", false},
    {RoleNone,          "role.none",             "An account without a role that counts", "Employee", false},
    {DirectPermissions, "role.permissions",      "Permissions given to a person and not to a role", "Not taken along", false},
    {NoEventDay,        "event.noDay",           "An event without a day", "Waits, with its attendances and evaluations", true},
    {NoEventName,       "event.noName",          "An event without a name", "\"Evento\" and its number in v1", false},
    {EventTime,         "event.noTime",          "An event whose begin is no time", "Begins at midnight", false},
    {EventLength,       "event.length",          "An event that ends before it begins, or takes less than 15 minutes or more than 8 hours", "Over midnight; else an hour, 15 minutes or 8 hours", false},
    {EventType,         "event.type",            "A type that v1 does not know", "No type", false},
    {EventState,        "event.state",           "A state of an older schema, or an unknown one", "Programado, En Curso and Completado are active; Cancelado and what is unknown are not", false},
    {EventCreator,      "event.creator",         "An event whose creator nobody is", "Created by the first administrator", false},
    {NoCreator,         "event.noCreator",       "The same, where there is no administrator", "Waits", true},
    {Orphan,            "record.orphan",         "A record of an event or employee that v1 does not have", "Waits", true},
    {Waits,             "record.waits",          "A record of an event or employee that waits itself", "Waits; comes along when that one does", true},
    {Doubled,           "attendance.doubled",    "Several attendances of one person at one event", "One: confirmed before registered before cancelled, with the earliest times and all comments", false},
    {Contradiction,     "attendance.contradiction", "Confirmed and did not come, or cancelled and came", "Waits", true},
    {Came,              "attendance.came",       "Came, and was only registered", "Confirmed", false},
    {StayedAway,        "attendance.stayedAway", "Registered and did not come", "Registered, with a note that says so", false},
    {NoArrival,         "attendance.noTime",     "A confirmed attendance without a time", "That of the event's begin", false},
    {UnknownValue,      "record.unknownValue",   "A state that v1 does not know", "Waits", true},
    {PairTaken,         "record.taken",          "A record of a pair of person and event that EvalTrack has from elsewhere", "Waits", true},
    {NoAttendance,      "evaluation.noAttendance", "An evaluation without an attendance", "Waits", true},
    {DoubledEvaluation, "evaluation.doubled",    "A second evaluation of one person and event", "Waits; the one that is furthest, then the latest, stays", true},
    {EvaluationState,   "evaluation.state",      "The state of an older schema (Respondida)", "Submitted", false},
    {JsonShape,         "evaluation.shape",      "Answers as an object, as question and answer each, or as text that holds JSON", "Each answer with its question", false},
    {JsonUnreadable,    "evaluation.unreadable", "Questions or answers that are no JSON", "Kept as they are, beside the evaluation", false},
    {MoreAnswers,       "evaluation.moreAnswers", "An answer without a question", "A question \"Pregunta\" and its number", false},
    {ScoreScaled,       "score.scaled",          "A grade from 0 to 100", "From 1 to 10: a tenth, rounded, at least 1; the exact one is in the report", false},
    {ScoreRange,        "score.range",           "A grade below 0, above 100, or no number", "No grade; the evaluation waits to be graded again", false},
    {ScoreMissing,      "score.missing",         "Graded, without a grade", "Submitted", false},
    {ScoreEarly,        "score.early",           "A grade of what is not graded yet", "No grade", false},
    {ChangedHere,       "later.changedHere",     "Changed in v1 and in EvalTrack since the last run", "Waits; what is here stays", true},
    {Moved,             "later.moved",           "Belongs to another person or event than at the last run", "Waits; what is here stays", true},
    {Gone,              "later.gone",            "Was there at the last run and is not in v1 any more", "Waits; what is here stays", true},
};
// clang-format on

} // namespace

std::span<const LegacyRuleText> legacyRules()
{
    return LegacyRules;
}

const LegacyRuleText &textOf(LegacyRule rule)
{
    return LegacyRules[static_cast<size_t>(rule)];
}

QByteArray idOf(LegacyRule rule)
{
    return textOf(rule).id;
}

std::optional<LegacyRule> legacyRuleNamed(const QByteArray &id)
{
    const auto found = std::ranges::find_if(
        legacyRules(), [&id](const LegacyRuleText &each) { return id == each.id; });
    return found == legacyRules().end() ? std::nullopt : std::optional(found->rule);
}

} // namespace EvalTrack::Server
