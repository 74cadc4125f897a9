// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/log.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <thread>
#include <vector>

namespace EvalTrack::Server {
namespace {

class LogTest : public testing::Test
{
protected:
    [[nodiscard]] QList<QJsonObject> lines() const
    {
        QFile file(path);
        QList<QJsonObject> objects;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                if (!line.isEmpty()) {
                    objects.append(QJsonDocument::fromJson(line).object());
                }
            }
        }
        return objects;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("server.log"));
};

TEST_F(LogTest, WritesOneObjectALine)
{
    {
        Log log(LogLevel::Info, path);
        log.info(
            "request",
            {{"requestId", QByteArray("a\"b\n")}, {"status", qint64{200}}, {"durationMs", 0.5}});
        log.debug("not shown");
    }
    ASSERT_EQ(lines().size(), 1);
    const QJsonObject line = lines().first();
    EXPECT_EQ(line.value(QLatin1String("level")).toString(), QStringLiteral("info"));
    EXPECT_EQ(line.value(QLatin1String("message")).toString(), QStringLiteral("request"));
    EXPECT_EQ(line.value(QLatin1String("requestId")).toString(), QStringLiteral("a\"b\n"));
    EXPECT_EQ(line.value(QLatin1String("status")).toInt(), 200);
    EXPECT_TRUE(line.value(QLatin1String("time")).toString().endsWith(u'Z'));
}

TEST_F(LogTest, KeepsLinesOfManyThreadsWhole)
{
    {
        Log log(LogLevel::Info, path);
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&log, t] {
                for (int i = 0; i < 500; ++i) {
                    log.info("line", {{"thread", qint64{t}}, {"number", qint64{i}}});
                }
            });
        }
        for (std::thread &thread : threads) {
            thread.join();
        }
    }
    const QList<QJsonObject> all = lines();
    EXPECT_EQ(all.size(), 2000);
    for (const QJsonObject &line : all) {
        ASSERT_TRUE(line.contains(QLatin1String("number")));
    }
}

TEST_F(LogTest, IsReadableByItsOwnerOnly)
{
    const Log log(LogLevel::Info, path);

    EXPECT_FALSE(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther));
}

TEST_F(LogTest, KnowsTheLevelsOfTheEnvironment)
{
    EXPECT_EQ(logLevelFromName(u"WARN"), LogLevel::Warning);
    EXPECT_EQ(logLevelFromName(u"log"), LogLevel::Info);
    EXPECT_EQ(logLevelFromName(u"loud"), std::nullopt);
}

} // namespace
} // namespace EvalTrack::Server
