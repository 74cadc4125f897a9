// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/employee.h"

#include <QList>

namespace EvalTrack::Bench {

/// The person with this number, the same in every run: names as they are written in Spanish, with
/// accents, of the length that real ones have.
[[nodiscard]] Employee samplePerson(int number);

/// What somebody types into the search field, key after key, erasing in between.
[[nodiscard]] QList<QString> sampleKeystrokes();

} // namespace EvalTrack::Bench
