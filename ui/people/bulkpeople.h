// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/bulkfields.h"
#include "ports/desk.h"

#include <QCoreApplication>

#include <memory>

namespace EvalTrack {

/// What many people can be given at once: department, job, manager, and whether they work here.
class BulkPeople
{
    Q_DECLARE_TR_FUNCTIONS(BulkPeople)
public:
    /// Of people as they are now.
    [[nodiscard]] static std::unique_ptr<BulkFields> make(const Desk &desk);

private:
    using Fields = RecordFields<Employee>;

    static void addJob(Fields &fields, const Desk &desk);
    static void addDepartment(Fields &fields, const Desk &desk);
    static void addManager(Fields &fields, const Desk &desk);
    static void addState(Fields &fields, const Desk &desk);
};

} // namespace EvalTrack
