// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/errorpresenter.h"

namespace EvalTrack {

ErrorWords ErrorPresenter::words(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Network:
        return {tr("No connection"), tr("The server could not be reached."),
                tr("Check the network and try again.")};
    case ErrorCode::Timeout:
        return {tr("No answer"), tr("The server did not answer in time."),
                tr("Try again in a moment.")};
    case ErrorCode::Cancelled:
        return {tr("Cancelled"), tr("This was cancelled before it was finished."), {}};
    case ErrorCode::BadRequest:
        return {tr("Not understood"), tr("The server could not read the request."),
                tr("Check that this program and the server have the same version.")};
    case ErrorCode::Unauthorized:
        return {tr("Not signed in"), tr("The e-mail or the password is not right."),
                tr("Check both and try again.")};
    case ErrorCode::Forbidden:
        return {tr("Not allowed"), tr("Your role does not allow this."),
                tr("Ask an administrator if you need it.")};
    case ErrorCode::NotFound:
        return {tr("Not found"), tr("This record is not there any more."),
                tr("Somebody may have removed it. Refresh the list.")};
    case ErrorCode::Conflict:
        return {tr("It contradicts another record"),
                tr("The server has something recorded that this does not go with."),
                tr("Look at the record that is there, then decide.")};
    case ErrorCode::Stale:
        return {tr("Changed by somebody else"),
                tr("This record was changed while you were working on it."),
                tr("Open it again to see the new values.")};
    case ErrorCode::Validation:
        return {tr("Please check the fields"), tr("Some values are not acceptable."),
                tr("Correct the marked fields and save again.")};
    case ErrorCode::PayloadTooLarge:
        return {tr("Too much at once"), tr("This is larger than the server accepts."),
                tr("Shorten it and try again.")};
    case ErrorCode::TooManyRequests:
        return {tr("Too many attempts"), tr("The server asks to wait before the next attempt."),
                tr("Wait a minute and try again.")};
    case ErrorCode::Unavailable:
        return {tr("Server not available"), tr("The server is not working at the moment."),
                tr("Try again later.")};
    case ErrorCode::Storage:
        return {tr("Not saved"), tr("This computer could not write to its disk."),
                tr("Nothing was recorded. Check the disk and try again.")};
    case ErrorCode::StorageDamaged:
        return {tr("Damaged data"), tr("The copy of your data on this computer is damaged."),
                tr("EvalTrack makes it anew and keeps what had not been sent. Try again in a "
                   "moment.")};
    case ErrorCode::StorageFull:
        return {tr("Disk full"), tr("Nothing was recorded: the disk of this computer is full."),
                tr("Free some space and try again.")};
    case ErrorCode::KeychainUnavailable:
        return {tr("Keychain not available"),
                tr("The keychain of this computer does not answer, so the sign-in is not "
                   "remembered."),
                tr("You can work as usual; you will sign in again at the next start.")};
    case ErrorCode::ProtocolMismatch:
        return {tr("Not an EvalTrack server"),
                tr("Something answered, but it is not an EvalTrack server of this version."),
                tr("Check the address. A public network may ask you to sign in to it first.")};
    case ErrorCode::Internal:
        return {tr("Something went wrong"), tr("The program or the server made a mistake."),
                tr("Try again. If it stays, tell your administrator.")};
    case ErrorCode::UntrustedServer:
        return {tr("Unknown certificate"),
                tr("The server shows a certificate that this computer does not know, so nothing is "
                   "sent to it."),
                tr("Compare its fingerprint with the one your administrator gives you. What you "
                   "record is kept on this computer.")};
    }
    return {};
}

QString ErrorPresenter::sentence(const Error &error)
{
    const ErrorWords said = words(error);
    return said.nextStep.isEmpty() ? said.text : QString(said.text % u' ' % said.nextStep);
}

QString ErrorPresenter::fieldText(const FieldError &field)
{
    // What the server finds and a form cannot know; the rest breaks a rule that forms check too.
    const QString &said = field.message;
    if (said.contains(u"ya está registrad") || said.contains(u"already") ||
        said.contains(u"taken") || said.contains(u"unique")) {
        return tr("This value is in use already.");
    }
    if (said.contains(u"required") || said.contains(u"should not be empty")) {
        return ruleText(RuleBroken::Required);
    }
    if (said.contains(u"email")) {
        return ruleText(RuleBroken::NotAnEmail);
    }
    if (said.contains(u"time zone")) {
        return ruleText(RuleBroken::NotAZone);
    }
    return tr("This value is not acceptable.");
}

QString ErrorPresenter::ruleText(RuleBroken rule, int minimum, int maximum)
{
    switch (rule) {
    case RuleBroken::Required:
        return tr("Please fill this in.");
    case RuleBroken::TooShort:
        return tr("At least %n character(s).", nullptr, minimum);
    case RuleBroken::TooLong:
        return tr("At most %n character(s).", nullptr, maximum);
    case RuleBroken::NotAnEmail:
        return tr("This is not an e-mail address.");
    case RuleBroken::OutOfRange:
        return maximum > 0 ? tr("From %1 to %2.").arg(minimum).arg(maximum)
                           : tr("At least %1.").arg(minimum);
    case RuleBroken::NotText:
        return tr("This contains characters that cannot be stored.");
    case RuleBroken::NotDigits:
        return tr("Only digits, please.");
    case RuleBroken::NotAZone:
        return tr("There is no such time zone. Choose one from the list, such as America/Lima.");
    }
    return {};
}

QString ErrorPresenter::ruleText(const std::optional<RuleBroken> &broken, int minimum, int maximum)
{
    return broken ? ruleText(*broken, minimum, maximum) : QString();
}

} // namespace EvalTrack
