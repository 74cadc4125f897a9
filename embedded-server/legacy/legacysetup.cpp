// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacysetup.h"

#include "domain/localday.h"

namespace EvalTrack::Server {

namespace {

constexpr auto UsualZone = "America/Caracas"; // v1's own default

std::unexpected<Error> wrongly(const char *variable, const QString &what)
{
    const QString name = QString::fromLatin1(variable);
    return std::unexpected(Error{ErrorCode::Validation, name + u": " + what, {{name, what}}});
}

Result<QTimeZone> zoneOf(const char *variable, const QString &name)
{
    const auto zone = zoneNamed(name);
    return zone ? Result<QTimeZone>(*zone)
                : wrongly(variable, QStringLiteral("is no time zone, as America/Caracas is"));
}

} // namespace

Result<LegacyOptions> LegacySetup::readOptions(const Lookup &lookup)
{
    LegacyOptions options;
    const QString name = lookup(LegacyVariable::Zone);
    const auto zone =
        zoneOf(LegacyVariable::Zone, name.isEmpty() ? QString::fromLatin1(UsualZone) : name);
    if (!zone) {
        return std::unexpected(zone.error());
    }
    options.zone = *zone;
    const QString older = lookup(LegacyVariable::OlderZone);
    const QString until = lookup(LegacyVariable::OlderZoneUntil);
    if (older.isEmpty() != until.isEmpty()) {
        return wrongly(older.isEmpty() ? LegacyVariable::OlderZone : LegacyVariable::OlderZoneUntil,
                       QStringLiteral("is needed: an older zone and the day until which it "
                                      "holds go together"));
    }
    if (!older.isEmpty()) {
        const auto olderZone = zoneOf(LegacyVariable::OlderZone, older);
        if (!olderZone) {
            return std::unexpected(olderZone.error());
        }
        options.olderZone = *olderZone;
        options.olderZoneUntil = QDate::fromString(until, Qt::ISODate);
        if (!options.olderZoneUntil.isValid()) {
            return wrongly(LegacyVariable::OlderZoneUntil,
                           QStringLiteral("must be a day as 2025-03-01"));
        }
    }
    return options;
}

Result<LegacySetup> LegacySetup::read(const Lookup &lookup)
{
    const QString accounts = lookup(LegacyVariable::Accounts);
    const QString business = lookup(LegacyVariable::Business);
    if (accounts.isEmpty()) {
        return legacyFault(LegacyVariable::Accounts, LegacyFault::NotSet,
                           QStringLiteral("is not set; it names v1's database of accounts, "
                                          "postgresql://user:password@host/name"));
    }
    if (business.isEmpty()) {
        return legacyFault(LegacyVariable::Business, LegacyFault::NotSet,
                           QStringLiteral("is not set; it names v1's database of business data, "
                                          "mysql://user:password@host/name"));
    }
    LegacySetup setup;
    const auto settings = ConnectionSettings::fromUrl(accounts);
    if (!settings) {
        return legacyFault(LegacyVariable::Accounts, LegacyFault::NotAnAddress,
                           settings.error().detail);
    }
    setup.accounts = *settings;
    auto mySql = MySqlSettings::fromUrl(business);
    if (!mySql) {
        return std::unexpected(mySql.error());
    }
    setup.business = *std::move(mySql);
    auto options = readOptions(lookup);
    if (!options) {
        return std::unexpected(options.error());
    }
    setup.options = *std::move(options);
    return setup;
}

} // namespace EvalTrack::Server
