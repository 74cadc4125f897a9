// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace EvalTrack::Bench {

/// How fast everybody in memory is filled and searched, against a plain scan of as many bytes.
void measurePeopleInMemory(int people);

} // namespace EvalTrack::Bench
