// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/accountcache.h"

#include "support/fakeclock.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

class AccountCacheTest : public testing::Test
{
protected:
    [[nodiscard]] AccountCache::Loader loader()
    {
        return [this](UserId id) -> Result<std::optional<Account>> {
            ++loads;
            Account account;
            account.caller.id = id;
            account.isActive = isActive;
            return account;
        };
    }

    EvalTrack::Test::FakeClock clock;
    AccountCache cache{clock};
    int loads = 0;
    bool isActive = true;
};

TEST_F(AccountCacheTest, LoadsOnceUntilItIsToldOtherwise)
{
    EXPECT_TRUE((*cache.find(UserId(1), loader()))->isActive);
    isActive = false;
    EXPECT_TRUE((*cache.find(UserId(1), loader()))->isActive);
    EXPECT_EQ(loads, 1);

    cache.invalidate(UserId(1));
    EXPECT_FALSE((*cache.find(UserId(1), loader()))->isActive);
    EXPECT_EQ(loads, 2);
}

TEST_F(AccountCacheTest, LoadsAgainWhenAnEntryIsOld)
{
    (void)cache.find(UserId(1), loader());
    clock.advance(AccountCache::MaximumAge);
    (void)cache.find(UserId(1), loader());

    EXPECT_EQ(loads, 2);
}

TEST_F(AccountCacheTest, DoesNotKeepALoadThatAnInvalidationOvertook)
{
    (void)cache.find(UserId(1), [this](UserId) -> Result<std::optional<Account>> {
        cache.invalidate(
            UserId(1)); // switched off by another thread while this one reads the old row
        return Account{{}, true, 0};
    });
    isActive = false;

    EXPECT_FALSE((*cache.find(UserId(1), loader()))->isActive);
}

TEST_F(AccountCacheTest, KeepsNeitherErrorsNorAbsence)
{
    const auto away = cache.find(UserId(1), [](UserId) -> Result<std::optional<Account>> {
        return failure(ErrorCode::Unavailable);
    });
    const auto missing = cache.find(UserId(1), [](UserId) -> Result<std::optional<Account>> {
        return std::optional<Account>();
    });

    EXPECT_EQ(away.error().code, ErrorCode::Unavailable);
    EXPECT_FALSE(*missing);
    EXPECT_TRUE(*cache.find(UserId(1), loader()));
}

TEST_F(AccountCacheTest, TellsItsListenerWhoChanged)
{
    QList<UserId> told;
    cache.setListener([&told](UserId id) { told.append(id); });

    cache.invalidate(UserId(7));
    cache.clear();

    EXPECT_EQ(told, QList<UserId>({UserId(7), UserId()}));
}

} // namespace
} // namespace EvalTrack::Server
