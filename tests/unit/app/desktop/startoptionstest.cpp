// SPDX-License-Identifier: GPL-3.0-or-later
#include "startoptions.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QDir>

using namespace EvalTrack;

namespace {

Result<StartOptions> parse(const QStringList &arguments)
{
    return StartOptions::parse(QStringList(u"evaltrack"_qs) + arguments);
}

} // namespace

TEST(StartOptionsTest, WithoutAnyTheUsersDataFolderIsUsed)
{
    const auto options = parse({});

    ASSERT_TRUE(options.has_value());
    EXPECT_TRUE(QDir::isAbsolutePath(options->dataFolder));
    EXPECT_FALSE(options->withDemo);
    EXPECT_FALSE(options->tourFolder.has_value());
}

TEST(StartOptionsTest, AKioskIsAskedFor)
{
    EXPECT_FALSE(parse({})->isKiosk);
    EXPECT_TRUE(parse({u"--kiosk"_qs})->isKiosk);
}

TEST(StartOptionsTest, ALinkIsOpened)
{
    const QString link = u"evaltrack://event/0198c0de-0000-7000-8000-000000000001"_qs;

    EXPECT_EQ(parse({link})->link, QUrl(link));
    EXPECT_TRUE(parse({})->link.isEmpty());
    EXPECT_FALSE(parse({u"https://example.com"_qs}));
    EXPECT_FALSE(parse({link, link})) << "one at a time";
}

TEST(StartOptionsTest, ATourIsOfTheDemoAndOfOneRole)
{
    const auto options = parse({u"--tour"_qs, u"out"_qs, u"--role"_qs, u"hr"_qs, u"--language"_qs,
                                u"es"_qs, u"--theme"_qs, u"dark"_qs});

    ASSERT_TRUE(options.has_value());
    EXPECT_TRUE(options->withDemo);
    EXPECT_EQ(options->tourFolder, u"out"_qs);
    EXPECT_EQ(options->tourRole, Role::HumanResources);
    EXPECT_EQ(options->language, u"es"_qs);
    EXPECT_EQ(options->theme, u"dark"_qs);
}

TEST(StartOptionsTest, ATourHasDataOfItsOwnUnlessToldWhose)
{
    EXPECT_TRUE(parse({u"--tour"_qs, u"out"_qs})->dataFolder.isEmpty());
    EXPECT_EQ(parse({u"--tour"_qs, u"out"_qs, u"--data"_qs, u"/demo"_qs})->dataFolder, u"/demo"_qs);
}

class BadOptionTest : public testing::TestWithParam<std::pair<QStringList, QString>>
{};

TEST_P(BadOptionTest, IsNamedInTheError)
{
    const auto &[arguments, named] = GetParam();

    const auto options = parse(arguments);

    ASSERT_FALSE(options.has_value());
    EXPECT_EQ(options.error().code, ErrorCode::Validation);
    EXPECT_TRUE(options.error().detail.contains(named)) << options.error().detail.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, BadOptionTest,
    testing::Values(std::pair(QStringList{u"--role"_qs, u"boss"_qs}, u"--role"_qs),
                    std::pair(QStringList{u"--language"_qs, u"fr"_qs}, u"--language"_qs),
                    std::pair(QStringList{u"--language"_qs, u"pseudo"_qs}, u"--language"_qs),
                    std::pair(QStringList{u"--theme"_qs, u"pink"_qs}, u"--theme"_qs),
                    std::pair(QStringList{u"--scale"_qs, u"0.5"_qs}, u"--scale"_qs),
                    std::pair(QStringList{u"--scale"_qs, u"4"_qs}, u"--scale"_qs),
                    std::pair(QStringList{u"--scale"_qs, u"nan"_qs}, u"--scale"_qs),
                    std::pair(QStringList{u"--scale"_qs, u"big"_qs}, u"--scale"_qs),
                    std::pair(QStringList{u"--server"_qs, u"ftp://x"_qs}, u"--server"_qs),
                    std::pair(QStringList{u"--server"_qs, u"nonsense"_qs}, u"--server"_qs),
                    std::pair(QStringList{u"--unknown"_qs}, u"unknown"_qs),
                    std::pair(QStringList{u"stray"_qs}, u"stray"_qs)));
