// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/anniversary.h"

namespace EvalTrack {

Anniversary nextAnniversary(QDate first, QDate from)
{
    if (first >= from) {
        return {first, 0};
    }
    // addYears() goes from 29 February to the 28th.
    int years = from.year() - first.year();
    if (first.addYears(years) < from) {
        ++years;
    }
    return {first.addYears(years), years};
}

} // namespace EvalTrack
