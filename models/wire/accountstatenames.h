// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/accountfilter.h"
#include "wire/names.h"

namespace EvalTrack::Wire {

// The dashboard's keys of accountsByState, and what GET /users?state= takes.
constexpr auto AccountStateQuery = QLatin1StringView("state");
[[nodiscard]] QByteArrayView name(AccountState state);
template <>
std::optional<AccountState> fromName<AccountState>(QStringView text);

} // namespace EvalTrack::Wire
