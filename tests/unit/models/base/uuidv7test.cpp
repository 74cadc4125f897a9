// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/strongid.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QSet>

using namespace EvalTrack;

TEST(UuidV7Test, CarriesVersionAndVariant)
{
    const QString text = toText(makeUuidV7());

    EXPECT_EQ(text.at(14), u'7');
    EXPECT_TRUE(QStringView(u"89ab").contains(text.at(19)));
}

TEST(UuidV7Test, CarriesTheMillisecondItWasMadeIn)
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const QString text = toText(makeUuidV7());
    const qint64 after = QDateTime::currentMSecsSinceEpoch();

    const qint64 stamped = QString(text.left(8) + text.mid(9, 4)).toLongLong(nullptr, 16);

    EXPECT_GE(stamped, before);
    EXPECT_LE(stamped, after);
}

TEST(UuidV7Test, DoesNotRepeat)
{
    QSet<QUuid> seen;
    for (int i = 0; i < 10'000; ++i) {
        seen.insert(makeUuidV7());
    }
    EXPECT_EQ(seen.size(), 10'000);
}
