// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacysetup.h"

#include <gtest/gtest.h>

#include <QHash>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace Qt::Literals::StringLiterals;

namespace {

using Settings = QHash<QByteArray, QString>;

const Settings Whole{{LegacyVariable::Accounts, u"postgresql://a:secreto@h:5433/cuentas"_s},
                     {LegacyVariable::Business, u"mysql://b:secreto@h2/negocio"_s}};

Result<LegacySetup> read(const Settings &settings)
{
    return LegacySetup::read([&settings](const char *name) { return settings.value(name); });
}

Settings with(const char *name, const QString &value)
{
    Settings settings = Whole;
    settings.insert(name, value);
    return settings;
}

/// The variable that is named, before what is wrong with it.
QString refusal(const Settings &settings)
{
    const auto setup = read(settings);
    if (setup || setup.error().fieldErrors.size() != 1) {
        return {};
    }
    EXPECT_FALSE(setup.error().detail.contains(u"secreto"_s));
    EXPECT_TRUE(setup.error().detail.startsWith(setup.error().fieldErrors.first().field + u": "));
    return setup.error().fieldErrors.first().field;
}

} // namespace

TEST(LegacySetup, ReadsBothPlacesAndV1sOwnZone)
{
    const auto setup = read(Whole);
    ASSERT_TRUE(setup);
    EXPECT_EQ(setup->accounts.port, 5433);
    EXPECT_EQ(setup->business.database, u"negocio"_s);
    EXPECT_EQ(setup->options.zone.id(), "America/Caracas");
    EXPECT_FALSE(setup->options.isDryRun);
}

TEST(LegacySetup, NamesWhatIsWrong)
{
    EXPECT_EQ(refusal({}), u"LEGACY_DB_URL"_s);
    EXPECT_EQ(refusal(with(LegacyVariable::Business, {})), u"LEGACY_MYSQL_URL"_s);
    EXPECT_EQ(refusal(with(LegacyVariable::Accounts, u"mysql://a:secreto@h/x"_s)),
              u"LEGACY_DB_URL"_s);
    EXPECT_EQ(refusal(with(LegacyVariable::Business, u"postgresql://a:secreto@h/x"_s)),
              u"LEGACY_MYSQL_URL"_s);
    EXPECT_EQ(refusal(with(LegacyVariable::Zone, u"Luna/Sur"_s)), u"LEGACY_TIMEZONE"_s);
    EXPECT_EQ(refusal(with(LegacyVariable::OlderZone, u"UTC"_s)), u"older-zone-until"_s);
    EXPECT_EQ(refusal(with(LegacyVariable::OlderZoneUntil, u"2025-01-01"_s)), u"older-zone"_s);
}

TEST(LegacySetup, AnOlderZoneHoldsUntilADay)
{
    Settings settings = with(LegacyVariable::OlderZone, u"UTC"_s);
    settings.insert(LegacyVariable::OlderZoneUntil, u"2025-03-01"_s);
    const auto setup = read(settings);
    ASSERT_TRUE(setup);
    EXPECT_EQ(setup->options.olderZoneUntil, QDate(2025, 3, 1));
    settings.insert(LegacyVariable::OlderZoneUntil, u"ayer"_s);
    EXPECT_EQ(refusal(settings), u"older-zone-until"_s);
}
