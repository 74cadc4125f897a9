// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/bulkfields.h"
#include "ports/stores.h"

#include <QCoreApplication>

#include <memory>

namespace EvalTrack {

/// What many attendances can be given at once: a status, and a note.
class BulkAttendance
{
    Q_DECLARE_TR_FUNCTIONS(BulkAttendance)
public:
    /// Of these, as they are.
    [[nodiscard]] static std::unique_ptr<BulkFields> make(const QList<AttendanceRow> &rows);
};

} // namespace EvalTrack
