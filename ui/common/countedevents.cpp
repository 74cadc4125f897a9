// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/countedevents.h"

#include "common/formats.h"
#include "common/page.h"
#include "domain/localday.h"
#include "domain/localwindow.h"

namespace EvalTrack {

namespace {

struct Named
{
    CountedEvents::When when;
    QStringView name;
};

constexpr Named Names[] = {{CountedEvents::When::Today, u"today"},
                           {CountedEvents::When::Ahead, u"ahead"},
                           {CountedEvents::When::Started, u"started"},
                           {CountedEvents::When::Running, u"running"},
                           {CountedEvents::When::Over, u"over"}};

} // namespace

std::optional<CountedEvents> CountedEvents::fromArgument(const QString &argument)
{
    CountedEvents counted;
    counted.m_month = PageArgument::value(argument, u"month"_qs);
    const QString when = PageArgument::value(argument, u"when"_qs);
    for (const Named &each : Names) {
        if (each.name == when) {
            counted.m_when = each.when;
        }
    }
    const bool isAll = counted.m_when == When::Any && counted.m_month.isEmpty();
    return isAll ? std::nullopt : std::optional(counted);
}

QString CountedEvents::argument(When when)
{
    for (const Named &each : Names) {
        if (each.when == when) {
            return PageArgument::make(u"when"_qs, each.name.toString());
        }
    }
    return {};
}

bool CountedEvents::has(const Event &event, Timestamp now) const
{
    if (!event.isActive || event.date < windowStart(now)) {
        return false;
    }
    const QDate day = placeTime(event.date, event.zone).date;
    if (!m_month.isEmpty() && day.toString(u"yyyy-MM"_qs) != m_month) {
        return false;
    }
    switch (m_when) {
    case When::Any:
        return true;
    case When::Today:
        return day == placeTime(now, event.zone).date;
    case When::Ahead:
        return event.date > now;
    case When::Started:
        return event.date <= now;
    case When::Running:
        return event.date <= now && event.end() >= now;
    case When::Over:
        return event.end() <= now;
    }
    return false;
}

QString CountedEvents::sentence() const
{
    if (!m_month.isEmpty()) {
        return m_when == When::Over
                   ? tr("Only events of %1 that are over are shown.").arg(Formats::month(m_month))
                   : tr("Only events of %1 are shown.").arg(Formats::month(m_month));
    }
    switch (m_when) {
    case When::Any:
        break;
    case When::Today:
        return tr("Only the events of today are shown.");
    case When::Ahead:
        return tr("Only events that have not begun are shown.");
    case When::Started:
        return tr("Only events that have begun are shown.");
    case When::Running:
        return tr("Only events in progress are shown.");
    case When::Over:
        return tr("Only events that are over are shown.");
    }
    return {};
}

} // namespace EvalTrack
