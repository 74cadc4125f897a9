// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/names.h"

#include <array>
#include <utility>

namespace EvalTrack::Wire {

namespace {

template <typename Enum>
using Named = std::pair<Enum, QByteArrayView>;

constexpr std::array RoleNames{Named<Role>{Role::Admin, "ADMIN"},
                               Named<Role>{Role::HumanResources, "RECURSOS_HUMANOS"},
                               Named<Role>{Role::Employee, "EMPLEADO"}};
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
constexpr std::array CaptureOutcomeNames{
    Named<CaptureOutcome>{CaptureOutcome::Accepted, "accepted"},
    Named<CaptureOutcome>{CaptureOutcome::Duplicate, "duplicate"},
    Named<CaptureOutcome>{CaptureOutcome::Review, "review"}};

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

QByteArrayView name(CaptureOutcome outcome)
{
    return lookUpName(CaptureOutcomeNames, outcome);
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
std::optional<CaptureOutcome> fromName<CaptureOutcome>(QStringView text)
{
    return lookUpValue(CaptureOutcomeNames, text);
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
QList<QByteArrayView> allNames<CaptureOutcome>()
{
    return listNames(CaptureOutcomeNames);
}

} // namespace EvalTrack::Wire
