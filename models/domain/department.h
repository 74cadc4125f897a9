// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ids.h"

#include <QString>

namespace EvalTrack {

/// A part of the organisation.
struct Department
{
    DepartmentId id;
    QString name;

    bool operator==(const Department &) const = default;
};

} // namespace EvalTrack
