// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sealer.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

const QUuid Row = QUuid::fromString(QStringLiteral("01910000-0000-7000-8000-000000000001"));
const QUuid OtherRow = QUuid::fromString(QStringLiteral("01910000-0000-7000-8000-000000000002"));

} // namespace

TEST(SealerTest, OpensWhatItSealed)
{
    const Sealer sealer(Sealer::makeKey());
    for (const QByteArray &plain : {QByteArray(), QByteArray("x"), QByteArray(10'000, 'n')}) {
        const auto opened = sealer.open("people", Row, sealer.seal("people", Row, plain));
        ASSERT_TRUE(opened);
        EXPECT_EQ(*opened, plain);
    }
}

TEST(SealerTest, TheSameValueNeverLooksTheSame)
{
    const Sealer sealer(Sealer::makeKey());
    EXPECT_NE(sealer.seal("people", Row, "Ana"), sealer.seal("people", Row, "Ana"));
    EXPECT_FALSE(sealer.seal("people", Row, "Ana Núñez").contains("Ana"));
}

TEST(SealerTest, AValueBelongsToItsRowTableAndKey)
{
    const Sealer sealer(Sealer::makeKey());
    const QByteArray sealed = sealer.seal("people", Row, "Ana");
    EXPECT_FALSE(sealer.open("people", OtherRow, sealed));
    EXPECT_FALSE(sealer.open("events", Row, sealed));
    EXPECT_FALSE(Sealer(Sealer::makeKey()).open("people", Row, sealed));
}

TEST(SealerTest, EveryChangedByteIsNoticed)
{
    const Sealer sealer(Sealer::makeKey());
    const QByteArray sealed = sealer.seal("people", Row, "Ana");
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        QByteArray changed = sealed;
        changed[i] = static_cast<char>(changed.at(i) ^ 1);
        EXPECT_FALSE(sealer.open("people", Row, changed)) << "byte " << i;
        EXPECT_FALSE(sealer.open("people", Row, sealed.left(i)));
    }
}
