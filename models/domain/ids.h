// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/strongid.h"

namespace EvalTrack {

// Each entity has the integer id of the REST contract, which the server gives, and a UUID, which
// clients use and may make.
using UserId = IntegerId<struct UserTag>;
using EventId = IntegerId<struct EventTag>;
using AttendanceId = IntegerId<struct AttendanceTag>;
using EvaluationId = IntegerId<struct EvaluationTag>;
using QuestionId = IntegerId<struct QuestionTag>;
using AnswerId = IntegerId<struct AnswerTag>;
using DepartmentId = IntegerId<struct DepartmentTag>;
using DeviceId = IntegerId<struct DeviceTag>;
using DocumentId = IntegerId<struct DocumentTag>;
using SharedViewId = IntegerId<struct SharedViewTag>;

using UserUuid =
    UuidId<struct UserTag>; ///< Of the person: a user and the employee profile share it.
using EventUuid = UuidId<struct EventTag>;
using DepartmentUuid = UuidId<struct DepartmentTag>;
using AttendanceUuid = UuidId<struct AttendanceTag>;
using EvaluationUuid = UuidId<struct EvaluationTag>;
using DeviceUuid = UuidId<struct DeviceTag>; ///< Of a capture station as the server lists it.
using DocumentUuid = UuidId<struct DocumentTag>;
using SharedViewUuid = UuidId<struct SharedViewTag>;
using CaptureUuid = UuidId<struct CaptureTag>;
using CommandUuid = UuidId<struct CommandTag>;

} // namespace EvalTrack
