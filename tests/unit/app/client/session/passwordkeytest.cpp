// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/passwordkey.h"
#include "store/sealer.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

TEST(PasswordKeyTest, OnlyTheRightPasswordOpensIt)
{
    const auto key = Sealer::makeKey();
    const PasswordKey wrapped = PasswordKey::wrap(Redacted(QStringLiteral("contraseña")), key);
    EXPECT_FALSE(wrapped.wrapped.contains(key.reveal()));

    const auto opened = wrapped.unwrap(Redacted(QStringLiteral("contraseña")));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->reveal(), key.reveal());

    const auto refused = wrapped.unwrap(Redacted(QStringLiteral("contrasena")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unauthorized);
    EXPECT_EQ(PasswordKey{}.unwrap(Redacted(QString())).error().code, ErrorCode::NotFound);
}
