// SPDX-License-Identifier: GPL-3.0-or-later
// The ports have next to no bodies; this file gives each header a translation unit that proves it
// stands alone.
#include "base/deliver.h"
#include "ports/desk.h"
#include "ports/history.h"

namespace EvalTrack {

QFuture<Result<int>> Session::openAside(const Redacted<QString> & /*formerPassword*/)
{
    return readyFuture<Result<int>>(failure(ErrorCode::Unauthorized));
}

QList<Department> PeopleStore::knownDepartments() const
{
    QList<Department> known = departments();
    known.removeIf([](const Department &department) { return department.id.isNull(); });
    return known;
}

} // namespace EvalTrack
