// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres/postgresbinaries.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

void makeProgram(const QString &path, const QByteArray &says)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\necho '" + says + "'\n");
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

QString installation(const QTemporaryDir &root, int major, bool isComplete = true)
{
    const QString folder = root.filePath(QString::number(major));
    QDir().mkpath(folder);
    makeProgram(folder + QStringLiteral("/postgres"),
                "postgres (PostgreSQL) " + QByteArray::number(major) + ".4 (Debian)");
    makeProgram(folder + QStringLiteral("/pg_ctl"), "");
    if (isComplete) {
        makeProgram(folder + QStringLiteral("/initdb"), "");
    }
    return folder;
}

} // namespace

TEST(PostgresBinariesTest, TakesTheNewest)
{
    const QTemporaryDir root;
    const auto found = PostgresBinaries::among(
        {installation(root, 15), installation(root, 17), installation(root, 16)});

    const auto chosen = PostgresBinaries::choose(found, 0);

    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->major, 17);
}

TEST(PostgresBinariesTest, TakesTheOneThatMadeTheData)
{
    const QTemporaryDir root;
    const auto found = PostgresBinaries::among({installation(root, 17), installation(root, 15)});

    const auto chosen = PostgresBinaries::choose(found, 15);

    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->major, 15);
}

TEST(PostgresBinariesTest, PassesOverWhatIsIncomplete)
{
    const QTemporaryDir root;

    const auto found = PostgresBinaries::among(
        {installation(root, 16, false), root.filePath(QStringLiteral("none"))});

    EXPECT_TRUE(found.isEmpty());
}

TEST(PostgresBinariesTest, NamesWhatIsMissing)
{
    const auto nothing = PostgresBinaries::choose({}, 0);
    const auto old = PostgresBinaries::choose({{QStringLiteral("/x"), 13}}, 0);
    const auto other = PostgresBinaries::choose({{QStringLiteral("/x"), 17}}, 15);

    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().code, ErrorCode::Unavailable);
    EXPECT_TRUE(nothing.error().detail.contains(QStringLiteral("apt-get install postgresql")));
    ASSERT_FALSE(old);
    EXPECT_TRUE(old.error().detail.contains(QStringLiteral("13")));
    ASSERT_FALSE(other);
    EXPECT_TRUE(other.error().detail.contains(QStringLiteral("15")));
    EXPECT_TRUE(other.error().detail.contains(QStringLiteral("17")));
}
