// SPDX-License-Identifier: GPL-3.0-or-later
// The server's rules of the move from v1, as people read them.
#include "legacy/legacywords.h"

#include <algorithm>
#include <iterator>

namespace EvalTrack {

const LegacyWords::Rule *LegacyWords::ruleNamed(const QString &id)
{
    // clang-format off
    static constexpr Rule Rules[] = {
        {"text.encoding", QT_TR_NOOP("Letters that v1 kept in an older way"), QT_TR_NOOP("Read as they were meant")},
        {"text.encodedTwice", QT_TR_NOOP("Garbled text, such as JosÃ©"), QT_TR_NOOP("Put right: José")},
        {"text.controls", QT_TR_NOOP("Invisible control characters"), QT_TR_NOOP("Left out")},
        {"text.tooLong", QT_TR_NOOP("A text longer than EvalTrack takes"), QT_TR_NOOP("Cut; the report has the whole")},
        {"date.zero", QT_TR_NOOP("A day that does not exist"), QT_TR_NOOP("Left empty")},
        {"date.badTime", QT_TR_NOOP("A time that no clock shows"), QT_TR_NOOP("Midnight for an event, else left empty")},
        {"date.leftOut", QT_TR_NOOP("A time that the clocks skipped"), QT_TR_NOOP("The first moment after it")},
        {"date.otherZone", QT_TR_NOOP("Created after it was last changed"), QT_TR_NOOP("Read in world time (UTC)")},
        {"date.olderZone", QT_TR_NOOP("A time from before v1 changed its time zone"), QT_TR_NOOP("Read in the zone of then")},
        {"date.ahead", QT_TR_NOOP("A time in the future"), QT_TR_NOOP("Kept; many of them mean another time zone")},
        {"date.noTimestamp", QT_TR_NOOP("Nobody knows when it was created"), QT_TR_NOOP("The day of the record, else of its last change")},
        {"email.form", QT_TR_NOOP("An e-mail with capitals or spaces"), QT_TR_NOOP("In small letters, without spaces")},
        {"email.doubled", QT_TR_NOOP("A second account with the same e-mail"), QT_TR_NOOP("Waits; the account of the employee, else the older one, comes")},
        {"email.bad", QT_TR_NOOP("Something that is no e-mail"), QT_TR_NOOP("No e-mail, so no sign-in")},
        {"email.taken", QT_TR_NOOP("An employee's e-mail that is somebody else's"), QT_TR_NOOP("No e-mail")},
        {"email.differs", QT_TR_NOOP("Account and employee have different e-mails"), QT_TR_NOOP("That of the account: people sign in with it")},
        {"account.known", QT_TR_NOOP("An account that EvalTrack has already"), QT_TR_NOOP("That account stays and gets the records of v1")},
        {"account.noPassword", QT_TR_NOOP("An unusable password"), QT_TR_NOOP("No sign-in until an administrator sets a new one")},
        {"person.disagrees", QT_TR_NOOP("Account and employee say different things"), QT_TR_NOOP("What the employee says")},
        {"person.byEmail", QT_TR_NOOP("An employee without a valid account"), QT_TR_NOOP("Joined with the account of the same e-mail")},
        {"person.byNationalId", QT_TR_NOOP("An employee who points to two accounts"), QT_TR_NOOP("Joined with that of the same national ID")},
        {"person.unclear", QT_TR_NOOP("An employee who points to two accounts, and the national ID does not settle which"), QT_TR_NOOP("Waits, with all that belongs to the person")},
        {"person.taken", QT_TR_NOOP("A second employee of one account"), QT_TR_NOOP("A person without a sign-in")},
        {"person.orphan", QT_TR_NOOP("An employee whose account does not exist"), QT_TR_NOOP("A person without a sign-in")},
        {"nationalId.doubled", QT_TR_NOOP("A national ID that somebody else has"), QT_TR_NOOP("Stays with the first; empty here")},
        {"person.noName", QT_TR_NOOP("A person without a name"), QT_TR_NOOP("The user name, else what stands before the @")},
        {"person.badState", QT_TR_NOOP("A person in an unknown state"), QT_TR_NOOP("Active")},
        {"role.custom", QT_TR_NOOP("A role that EvalTrack does not have"), QT_TR_NOOP("Waits; its people get the highest role whose rights it covers")},
        {"role.deleted", QT_TR_NOOP("A role in the trash"), QT_TR_NOOP("Waits; it gives nobody anything")},
        {"role.several", QT_TR_NOOP("Somebody with several roles"), QT_TR_NOOP("The highest of them")},
        {"role.none", QT_TR_NOOP("An account without a role"), QT_TR_NOOP("Employee")},
        {"role.permissions", QT_TR_NOOP("Rights given to one person alone"), QT_TR_NOOP("Not taken along")},
        {"event.noDay", QT_TR_NOOP("An event without a day"), QT_TR_NOOP("Waits, with all that belongs to the event")},
        {"event.noName", QT_TR_NOOP("An event without a name"), QT_TR_NOOP("“Evento” and its number in v1")},
        {"event.noTime", QT_TR_NOOP("An event that begins at no time"), QT_TR_NOOP("Begins at midnight")},
        {"event.length", QT_TR_NOOP("An event of an impossible length"), QT_TR_NOOP("Over midnight, else an hour, 15 minutes or 8 hours")},
        {"event.type", QT_TR_NOOP("An event of an unknown type"), QT_TR_NOOP("No type")},
        {"event.state", QT_TR_NOOP("An event in a state of an older v1"), QT_TR_NOOP("Active or inactive, whichever comes closest")},
        {"event.creator", QT_TR_NOOP("An event whose creator does not exist"), QT_TR_NOOP("Created by the first administrator")},
        {"event.noCreator", QT_TR_NOOP("An event whose creator does not exist, and no administrator to take it"), QT_TR_NOOP("Waits")},
        {"record.orphan", QT_TR_NOOP("Belongs to an event or a person that v1 does not have"), QT_TR_NOOP("Waits")},
        {"record.waits", QT_TR_NOOP("Belongs to an event or a person that waits too"), QT_TR_NOOP("Comes along as soon as that one does")},
        {"attendance.doubled", QT_TR_NOOP("Several attendances of one person at one event"), QT_TR_NOOP("One, with the earliest times and all comments")},
        {"attendance.contradiction", QT_TR_NOOP("Confirmed but did not come, or cancelled but came"), QT_TR_NOOP("Waits")},
        {"attendance.came", QT_TR_NOOP("Came, but was only registered"), QT_TR_NOOP("Confirmed")},
        {"attendance.stayedAway", QT_TR_NOOP("Registered, but did not come"), QT_TR_NOOP("Registered, with a note that says so")},
        {"attendance.noTime", QT_TR_NOOP("Confirmed, but nobody knows when"), QT_TR_NOOP("When the event began")},
        {"record.unknownValue", QT_TR_NOOP("In a state that v1 itself does not know"), QT_TR_NOOP("Waits")},
        {"record.taken", QT_TR_NOOP("EvalTrack has a record of this person at this event already"), QT_TR_NOOP("Waits; that one stays")},
        {"evaluation.noAttendance", QT_TR_NOOP("An evaluation of somebody who was not registered"), QT_TR_NOOP("Waits")},
        {"evaluation.doubled", QT_TR_NOOP("A second evaluation of one person at one event"), QT_TR_NOOP("Waits; the one that is furthest comes")},
        {"evaluation.state", QT_TR_NOOP("An evaluation in a state of an older v1"), QT_TR_NOOP("Submitted")},
        {"evaluation.shape", QT_TR_NOOP("Answers kept in another way"), QT_TR_NOOP("Each with its question")},
        {"evaluation.unreadable", QT_TR_NOOP("Questions or answers that cannot be read"), QT_TR_NOOP("Kept as they are, beside the evaluation")},
        {"evaluation.moreAnswers", QT_TR_NOOP("An answer without a question"), QT_TR_NOOP("“Pregunta” and its number")},
        {"score.scaled", QT_TR_NOOP("A grade from 0 to 100"), QT_TR_NOOP("From 1 to 10; the report has the exact one")},
        {"score.range", QT_TR_NOOP("An impossible grade"), QT_TR_NOOP("No grade; to be graded again")},
        {"score.missing", QT_TR_NOOP("Graded, but without a grade"), QT_TR_NOOP("Submitted, to be graded")},
        {"score.early", QT_TR_NOOP("A grade of what is not graded yet"), QT_TR_NOOP("No grade")},
        {"later.changedHere", QT_TR_NOOP("Changed in v1 and in EvalTrack since the last import"), QT_TR_NOOP("Waits; what is here stays")},
        {"later.moved", QT_TR_NOOP("Belongs to another person or event than at the last import"), QT_TR_NOOP("Waits; what is here stays")},
        {"later.gone", QT_TR_NOOP("Was in v1 at the last import and is not any more"), QT_TR_NOOP("Waits; what is here stays")},
    };
    // clang-format on
    const auto found = std::ranges::find_if(
        Rules, [&id](const Rule &each) { return id == QLatin1String(each.id); });
    return found == std::end(Rules) ? nullptr : found;
}

QString LegacyWords::found(const QString &rule, const QString &otherwise)
{
    const Rule *known = ruleNamed(rule);
    return known == nullptr ? otherwise : tr(known->found);
}

QString LegacyWords::done(const QString &rule)
{
    const Rule *known = ruleNamed(rule);
    return known == nullptr ? QString() : tr(known->done);
}

} // namespace EvalTrack
