// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/reportsservice.h"
#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class ReportsServiceTest : public testing::TestWithParam<ReportFile>
{
protected:
    [[nodiscard]] static ReportDocument document(int rows)
    {
        ReportDocument made;
        made.title = QStringLiteral("Asistencia");
        made.headings = QStringList{QStringLiteral("Persona"), QStringLiteral("Asistió")};
        made.formats = {ReportFormat::Text, ReportFormat::Count};
        for (int row = 0; row < rows; ++row) {
            made.rows.append(
                {QStringLiteral("Persona %1 %2").arg(row).arg(row * 7919 % 100'003), qint64{row}});
        }
        made.totals = {{}, qint64{rows}};
        made.totalsHeading = QStringLiteral("Total");
        return made;
    }
    [[nodiscard]] Result<void> write(const QString &file, int rows = 10)
    {
        return valueOf(m_service.write(document(rows), GetParam(), file));
    }
    [[nodiscard]] static QByteArray contentOf(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("cannot be read");
    }
    [[nodiscard]] QStringList namesThere() const
    {
        return QDir(m_folder.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("informe.x")); }
    void putOldFile() const
    {
        QFile old(file());
        ASSERT_TRUE(old.open(QIODevice::WriteOnly));
        old.write("old");
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    StoreHost m_host{m_clock};
    ReportsService m_service{m_host};
};

} // namespace

TEST_P(ReportsServiceTest, ANewFileTakesThePlaceOfTheOldOne)
{
    putOldFile();

    ASSERT_TRUE(write(file()));

    EXPECT_GT(contentOf(file()).size(), 100);
    EXPECT_EQ(namesThere(), QStringList{QStringLiteral("informe.x")});
}

TEST_P(ReportsServiceTest, AFolderThatIsNotThereIsAnError)
{
    const auto written = write(m_folder.filePath(QStringLiteral("gone/informe.x")));

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Storage);
    EXPECT_TRUE(namesThere().isEmpty());
}

TEST_P(ReportsServiceTest, WhatCannotBeReplacedStays)
{
    ASSERT_TRUE(QDir(m_folder.path()).mkpath(QStringLiteral("informe.x/inside")));

    EXPECT_FALSE(write(file()));

    EXPECT_EQ(namesThere(), QStringList{QStringLiteral("informe.x")});
    EXPECT_TRUE(QFileInfo::exists(m_folder.filePath(QStringLiteral("informe.x/inside"))));
}

#ifdef Q_OS_UNIX
// As a disk that fills: files may be no longer than this, and writing more fails half-way.
TEST_P(ReportsServiceTest, ADiskThatTakesNoMoreLeavesTheOldFile)
{
    putOldFile();
    struct rlimit before
    {};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small
    {
        16 * 1024, before.rlim_max
    };
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);

    const auto written = write(file(), 20'000);

    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, ignored);
    EXPECT_FALSE(written);
    EXPECT_EQ(contentOf(file()), "old");
    EXPECT_EQ(namesThere(), QStringList{QStringLiteral("informe.x")});
}
#endif

INSTANTIATE_TEST_SUITE_P(Formats, ReportsServiceTest,
                         testing::Values(ReportFile::Csv, ReportFile::Xlsx));
