// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/accountstatenames.h"

namespace EvalTrack::Wire {

QByteArrayView name(AccountState state)
{
    switch (state) {
    case AccountState::Active:
        return "active";
    case AccountState::Inactive:
        return "inactive";
    case AccountState::WithoutLogin:
        return "withoutLogin";
    }
    return {};
}

template <>
std::optional<AccountState> fromName<AccountState>(QStringView text)
{
    for (const AccountState state :
         {AccountState::Active, AccountState::Inactive, AccountState::WithoutLogin}) {
        if (text == QLatin1StringView(name(state))) {
            return state;
        }
    }
    return std::nullopt;
}

} // namespace EvalTrack::Wire
