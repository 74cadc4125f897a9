// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/names.h"

#include <array>
#include <utility>

namespace EvalTrack::Wire {

namespace {

template <typename Enum>
using Named = std::pair<Enum, QByteArrayView>;

constexpr std::array RoleNames{
    Named<Role>{Role::Admin, "ADMIN"}, Named<Role>{Role::HumanResources, "RECURSOS_HUMANOS"},
    Named<Role>{Role::Employee, "EMPLEADO"}, Named<Role>{Role::Station, "ESTACION"}};
constexpr std::array EventStatusNames{Named<EventStatus>{EventStatus::Active, "ACTIVE"},
                                      Named<EventStatus>{EventStatus::Inactive, "INACTIVE"}};
constexpr std::array RegistrationNames{Named<Registration>{Registration::Open, "OPEN"},
                                       Named<Registration>{Registration::Everyone, "EVERYONE"}};
constexpr std::array AttendanceStatusNames{
    Named<AttendanceStatus>{AttendanceStatus::Pending, "PENDING"},
    Named<AttendanceStatus>{AttendanceStatus::Confirmed, "CONFIRMED"},
    Named<AttendanceStatus>{AttendanceStatus::Cancelled, "CANCELLED"}};
constexpr std::array EvaluationStatusNames{
    Named<EvaluationStatus>{EvaluationStatus::Pending, "PENDING"},
    Named<EvaluationStatus>{EvaluationStatus::Submitted, "SUBMITTED"},
    Named<EvaluationStatus>{EvaluationStatus::Graded, "GRADED"}};
constexpr std::array CaptureMethodNames{Named<CaptureMethod>{CaptureMethod::Badge, "BADGE"},
                                        Named<CaptureMethod>{CaptureMethod::Qr, "QR"},
                                        Named<CaptureMethod>{CaptureMethod::Pin, "PIN"},
                                        Named<CaptureMethod>{CaptureMethod::Manual, "MANUAL"},
                                        Named<CaptureMethod>{CaptureMethod::Self, "SELF"}};
constexpr std::array DeviceStateNames{Named<DeviceState>{DeviceState::Waiting, "WAITING"},
                                      Named<DeviceState>{DeviceState::Enrolled, "ENROLLED"},
                                      Named<DeviceState>{DeviceState::Revoked, "REVOKED"}};
constexpr std::array CaptureOutcomeNames{
    Named<CaptureOutcome>{CaptureOutcome::Accepted, "accepted"},
    Named<CaptureOutcome>{CaptureOutcome::Duplicate, "duplicate"},
    Named<CaptureOutcome>{CaptureOutcome::Review, "review"}};

constexpr std::array CaptureFlagNames{Named<CaptureFlag>{CaptureFlag::ClockAhead, "CLOCK_AHEAD"},
                                      Named<CaptureFlag>{CaptureFlag::ClockBehind, "CLOCK_BEHIND"},
                                      Named<CaptureFlag>{CaptureFlag::Restarted, "RESTARTED"},
                                      Named<CaptureFlag>{CaptureFlag::SequenceGap, "SEQUENCE_GAP"},
                                      Named<CaptureFlag>{CaptureFlag::Cloned, "CLONED"},
                                      Named<CaptureFlag>{CaptureFlag::Late, "LATE"},
                                      Named<CaptureFlag>{CaptureFlag::WalkIn, "WALK_IN"}};
constexpr std::array ReviewStateNames{Named<ReviewState>{ReviewState::Open, "OPEN"},
                                      Named<ReviewState>{ReviewState::Accepted, "ACCEPTED"},
                                      Named<ReviewState>{ReviewState::Attached, "ATTACHED"},
                                      Named<ReviewState>{ReviewState::Dismissed, "DISMISSED"}};
constexpr std::array ImportKindNames{Named<ImportKind>{ImportKind::People, "PEOPLE"},
                                     Named<ImportKind>{ImportKind::Departments, "DEPARTMENTS"},
                                     Named<ImportKind>{ImportKind::Events, "EVENTS"},
                                     Named<ImportKind>{ImportKind::Attendances, "ATTENDANCES"},
                                     Named<ImportKind>{ImportKind::Accounts, "ACCOUNTS"}};
constexpr std::array DocumentKindNames{
    Named<DocumentKind>{DocumentKind::Contract, "CONTRACT"},
    Named<DocumentKind>{DocumentKind::Identity, "ID"},
    Named<DocumentKind>{DocumentKind::Certificate, "CERTIFICATE"},
    Named<DocumentKind>{DocumentKind::Photo, "PHOTO"},
    Named<DocumentKind>{DocumentKind::Other, "OTHER"}};
constexpr std::array LegacyRunKindNames{Named<LegacyRunKind>{LegacyRunKind::DryRun, "dryRun"},
                                        Named<LegacyRunKind>{LegacyRunKind::Import, "import"},
                                        Named<LegacyRunKind>{LegacyRunKind::Verify, "verify"}};
constexpr std::array LegacyRunStateNames{
    Named<LegacyRunState>{LegacyRunState::Running, "RUNNING"},
    Named<LegacyRunState>{LegacyRunState::Interrupted, "INTERRUPTED"},
    Named<LegacyRunState>{LegacyRunState::Done, "DONE"},
    Named<LegacyRunState>{LegacyRunState::Cancelled, "CANCELLED"},
    Named<LegacyRunState>{LegacyRunState::Failed, "FAILED"}};

constexpr std::array ReviewDecisionNames{Named<ReviewDecision>{ReviewDecision::Accept, "ACCEPT"},
                                         Named<ReviewDecision>{ReviewDecision::Attach, "ATTACH"},
                                         Named<ReviewDecision>{ReviewDecision::Reject, "REJECT"},
                                         Named<ReviewDecision>{ReviewDecision::Reopen, "REOPEN"}};
constexpr std::array AttendanceRuleNames{
    Named<AttendanceRule>{AttendanceRule::NotYet, "NOT_YET"},
    Named<AttendanceRule>{AttendanceRule::EarliestCapture, "EARLIEST_CAPTURE"},
    Named<AttendanceRule>{AttendanceRule::ByHand, "BY_HAND"},
    Named<AttendanceRule>{AttendanceRule::Corrected, "CORRECTED"},
    Named<AttendanceRule>{AttendanceRule::Cancelled, "CANCELLED"},
    Named<AttendanceRule>{AttendanceRule::WaitsForSeat, "WAITS_FOR_SEAT"},
    Named<AttendanceRule>{AttendanceRule::NoneCounts, "NONE_COUNTS"}};

template <typename Enum, size_t Size>
QByteArrayView lookUpName(const std::array<Named<Enum>, Size> &names, Enum value)
{
    for (const auto &[candidate, text] : names) {
        if (candidate == value) {
            return text;
        }
    }
    return {};
}

template <typename Enum, size_t Size>
std::optional<Enum> lookUpValue(const std::array<Named<Enum>, Size> &names, QStringView text)
{
    for (const auto &[value, candidate] : names) {
        if (text == QLatin1StringView(candidate.data(), candidate.size())) {
            return value;
        }
    }
    return std::nullopt;
}

template <typename Enum, size_t Size>
QList<QByteArrayView> listNames(const std::array<Named<Enum>, Size> &names)
{
    QList<QByteArrayView> list;
    for (const auto &entry : names) {
        list.append(entry.second);
    }
    return list;
}

} // namespace

QByteArrayView name(Role role)
{
    return lookUpName(RoleNames, role);
}

QByteArrayView name(EventStatus status)
{
    return lookUpName(EventStatusNames, status);
}

QByteArrayView name(Registration registration)
{
    return lookUpName(RegistrationNames, registration);
}

QByteArrayView name(AttendanceStatus status)
{
    return lookUpName(AttendanceStatusNames, status);
}

QByteArrayView name(EvaluationStatus status)
{
    return lookUpName(EvaluationStatusNames, status);
}

QByteArrayView name(CaptureMethod method)
{
    return lookUpName(CaptureMethodNames, method);
}

QByteArrayView name(DeviceState state)
{
    return lookUpName(DeviceStateNames, state);
}

QByteArrayView name(CaptureOutcome outcome)
{
    return lookUpName(CaptureOutcomeNames, outcome);
}

QByteArrayView name(CaptureFlag flag)
{
    return lookUpName(CaptureFlagNames, flag);
}

QByteArrayView name(ReviewState state)
{
    return lookUpName(ReviewStateNames, state);
}

QByteArrayView name(ImportKind kind)
{
    return lookUpName(ImportKindNames, kind);
}

QByteArrayView name(DocumentKind kind)
{
    return lookUpName(DocumentKindNames, kind);
}

QByteArrayView name(LegacyRunKind kind)
{
    return lookUpName(LegacyRunKindNames, kind);
}

QByteArrayView name(LegacyRunState state)
{
    return lookUpName(LegacyRunStateNames, state);
}

QByteArrayView name(ReviewDecision decision)
{
    return lookUpName(ReviewDecisionNames, decision);
}

QByteArrayView name(AttendanceRule rule)
{
    return lookUpName(AttendanceRuleNames, rule);
}

template <>
std::optional<Role> fromName<Role>(QStringView text)
{
    return lookUpValue(RoleNames, text);
}

template <>
std::optional<EventStatus> fromName<EventStatus>(QStringView text)
{
    return lookUpValue(EventStatusNames, text);
}

template <>
std::optional<Registration> fromName<Registration>(QStringView text)
{
    return lookUpValue(RegistrationNames, text);
}

template <>
std::optional<AttendanceStatus> fromName<AttendanceStatus>(QStringView text)
{
    return lookUpValue(AttendanceStatusNames, text);
}

template <>
std::optional<EvaluationStatus> fromName<EvaluationStatus>(QStringView text)
{
    return lookUpValue(EvaluationStatusNames, text);
}

template <>
std::optional<CaptureMethod> fromName<CaptureMethod>(QStringView text)
{
    return lookUpValue(CaptureMethodNames, text);
}

template <>
std::optional<DeviceState> fromName<DeviceState>(QStringView text)
{
    return lookUpValue(DeviceStateNames, text);
}

template <>
std::optional<CaptureOutcome> fromName<CaptureOutcome>(QStringView text)
{
    return lookUpValue(CaptureOutcomeNames, text);
}

template <>
std::optional<CaptureFlag> fromName<CaptureFlag>(QStringView text)
{
    return lookUpValue(CaptureFlagNames, text);
}

template <>
std::optional<ReviewState> fromName<ReviewState>(QStringView text)
{
    return lookUpValue(ReviewStateNames, text);
}

template <>
std::optional<ImportKind> fromName<ImportKind>(QStringView text)
{
    return lookUpValue(ImportKindNames, text);
}

template <>
std::optional<DocumentKind> fromName<DocumentKind>(QStringView text)
{
    return lookUpValue(DocumentKindNames, text);
}

template <>
std::optional<LegacyRunKind> fromName<LegacyRunKind>(QStringView text)
{
    return lookUpValue(LegacyRunKindNames, text);
}

template <>
std::optional<LegacyRunState> fromName<LegacyRunState>(QStringView text)
{
    return lookUpValue(LegacyRunStateNames, text);
}

template <>
std::optional<ReviewDecision> fromName<ReviewDecision>(QStringView text)
{
    return lookUpValue(ReviewDecisionNames, text);
}

template <>
std::optional<AttendanceRule> fromName<AttendanceRule>(QStringView text)
{
    return lookUpValue(AttendanceRuleNames, text);
}

template <>
QList<QByteArrayView> allNames<Role>()
{
    return listNames(RoleNames);
}

template <>
QList<QByteArrayView> allNames<EventStatus>()
{
    return listNames(EventStatusNames);
}

template <>
QList<QByteArrayView> allNames<Registration>()
{
    return listNames(RegistrationNames);
}

template <>
QList<QByteArrayView> allNames<AttendanceStatus>()
{
    return listNames(AttendanceStatusNames);
}

template <>
QList<QByteArrayView> allNames<EvaluationStatus>()
{
    return listNames(EvaluationStatusNames);
}

template <>
QList<QByteArrayView> allNames<CaptureMethod>()
{
    return listNames(CaptureMethodNames);
}

template <>
QList<QByteArrayView> allNames<DeviceState>()
{
    return listNames(DeviceStateNames);
}

QList<QByteArrayView> personRoleNames()
{
    QList<QByteArrayView> names;
    for (const Role role : PersonRoles) {
        names.append(name(role));
    }
    return names;
}

template <>
QList<QByteArrayView> allNames<CaptureOutcome>()
{
    return listNames(CaptureOutcomeNames);
}

template <>
QList<QByteArrayView> allNames<CaptureFlag>()
{
    return listNames(CaptureFlagNames);
}

template <>
QList<QByteArrayView> allNames<ReviewState>()
{
    return listNames(ReviewStateNames);
}

template <>
QList<QByteArrayView> allNames<ImportKind>()
{
    return listNames(ImportKindNames);
}

template <>
QList<QByteArrayView> allNames<DocumentKind>()
{
    return listNames(DocumentKindNames);
}

template <>
QList<QByteArrayView> allNames<LegacyRunKind>()
{
    return listNames(LegacyRunKindNames);
}

template <>
QList<QByteArrayView> allNames<LegacyRunState>()
{
    return listNames(LegacyRunStateNames);
}

template <>
QList<QByteArrayView> allNames<ReviewDecision>()
{
    return listNames(ReviewDecisionNames);
}

template <>
QList<QByteArrayView> allNames<AttendanceRule>()
{
    return listNames(AttendanceRuleNames);
}

} // namespace EvalTrack::Wire
