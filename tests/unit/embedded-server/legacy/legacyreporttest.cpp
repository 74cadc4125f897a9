// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyreport.h"
#include "legacy/legacyexport.h"

#include "legacyrows.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

QString contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? QString::fromUtf8(opened.readAll()) : QString();
}

} // namespace

TEST(LegacyReportTest, HasEveryRowThatARuleTouchedInTheTables)
{
    const QTemporaryDir folder;
    LegacyImport::Summary summary;
    constexpr int Many = LegacyReport::ShownOfEachRule + 50;
    for (int row = 1; row <= Many; ++row) {
        summary.findings.append({LegacySource::Attendance, row, LegacyRule::Encoding, "comentario",
                                 QStringLiteral("=1+1 \"antes\""), QStringLiteral("<después>")});
    }
    summary.tray.append({"attendance", 7, "record.orphan", R"({"id":7})"});

    ASSERT_TRUE(LegacyReport(folder.path()).write(summary));

    const QString csv = contentOf(folder.path() + QStringLiteral("/findings.csv"));
    EXPECT_EQ(csv.count(u'\n'), Many + 1);
    EXPECT_TRUE(csv.contains(QStringLiteral(
        R"("asistencias","1","text.encoding","comentario","'=1+1 ""antes""","<después>")")));
    EXPECT_TRUE(contentOf(folder.path() + QStringLiteral("/tray.csv"))
                    .contains(QStringLiteral("record.orphan")));
    const QString page = contentOf(folder.path() + QStringLiteral("/report.html"));
    EXPECT_TRUE(page.contains(QStringLiteral("&lt;después&gt;")));
    EXPECT_FALSE(page.contains(QStringLiteral("<después>")));
    EXPECT_EQ(QFile::permissions(folder.path() + QStringLiteral("/findings.csv")) &
                  (QFile::ReadOther | QFile::ReadGroup),
              QFile::Permissions());
}

TEST(LegacyReportTest, TellsOfAFolderItCannotWriteTo)
{
    const auto written = LegacyReport(QStringLiteral("/proc/none")).write(LegacyImport::Summary());

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Storage);
}

TEST(LegacyExportTest, QuotesForEachDatabase)
{
    const QString text = QStringLiteral("O'Neill \\ \n");

    EXPECT_EQ(mySqlText(text), QStringLiteral("'O''Neill \\\\ \\n'"));
    EXPECT_EQ(postgresText(text), QStringLiteral("'O''Neill \\ \n'"));
    EXPECT_EQ(mySqlText(std::nullopt), QStringLiteral("NULL"));
}
