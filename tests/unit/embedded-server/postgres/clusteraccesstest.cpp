// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/clusteraccess.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Server;

TEST(ClusterAccessTest, ReadsWhatItWrites)
{
    const QTemporaryDir folder;
    ClusterAccess access = ClusterAccess::create();
    access.root = QStringLiteral("/somewhere");
    access.socketFolder = QStringLiteral("/somewhere/run");

    ASSERT_TRUE(access.write(folder.path()));
    const auto again = ClusterAccess::read(folder.path());

    ASSERT_TRUE(again && *again);
    EXPECT_EQ((*again)->settings(), access.settings());
    EXPECT_EQ((*again)->ownerSettings(), access.ownerSettings());
}

TEST(ClusterAccessTest, IsForTheOwnersEyes)
{
    const QTemporaryDir folder;
    ClusterAccess access = ClusterAccess::create();
    access.root = QStringLiteral("/somewhere");
    ASSERT_TRUE(access.write(folder.path()));

    const auto permissions =
        QFileInfo(folder.filePath(QStringLiteral("access.json"))).permissions();

    EXPECT_FALSE(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther |
                                QFileDevice::WriteGroup | QFileDevice::WriteOther));
}

TEST(ClusterAccessTest, MakesNewPasswordsEachTime)
{
    const ClusterAccess a = ClusterAccess::create();
    const ClusterAccess b = ClusterAccess::create();

    EXPECT_GE(a.password.reveal().size(), 32);
    EXPECT_NE(a.password, b.password);
    EXPECT_NE(a.password, a.ownerPassword);
}

TEST(ClusterAccessTest, TellsAbsenceFromDamage)
{
    const QTemporaryDir folder;
    const auto absent = ClusterAccess::read(folder.path());
    QFile file(folder.filePath(QStringLiteral("access.json")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"root\": \"/x\"");
    file.close();

    const auto damaged = ClusterAccess::read(folder.path());

    ASSERT_TRUE(absent);
    EXPECT_FALSE(*absent);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::Storage);
}
