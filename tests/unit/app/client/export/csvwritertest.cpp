// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/csvwriter.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QBuffer>

using namespace EvalTrack;

namespace {

constexpr CsvWriter::Dialect English{',', '.'};
constexpr CsvWriter::Dialect Spanish{';', ','};

QByteArray text(const QString &text, const CsvWriter::Dialect &dialect = English)
{
    return CsvWriter::field(text, ReportFormat::Text, dialect);
}

ReportDocument document()
{
    ReportDocument made;
    made.title = QStringLiteral("Asistencia, por evento");
    made.stamp = QStringList{QStringLiteral("Todos los departamentos")};
    made.headings = QStringList{QStringLiteral("Evento"), QStringLiteral("Asistencia")};
    made.formats = {ReportFormat::Text, ReportFormat::Percent};
    made.rows = {{QStringLiteral("Inducción"), 0.875}, {QStringLiteral("=1+1"), {}}};
    made.totals = {{}, 0.875};
    made.totalsHeading = QStringLiteral("Total");
    return made;
}

} // namespace

TEST(CsvWriterTest, QuotesWhatWouldEndAField)
{
    EXPECT_EQ(text(QStringLiteral("Pérez, Ana")), "\"Pérez, Ana\"");
    EXPECT_EQ(text(QStringLiteral("Pérez, Ana"), Spanish), "Pérez, Ana");
    EXPECT_EQ(text(QStringLiteral("Pérez; Ana"), Spanish), "\"Pérez; Ana\"");
    EXPECT_EQ(text(QStringLiteral("dijo \"sí\"")), "\"dijo \"\"sí\"\"\"");
    EXPECT_EQ(text(QStringLiteral("dos\nlíneas")), "\"dos\nlíneas\"");
}

TEST(CsvWriterTest, NothingIsAFormula)
{
    for (const char *formula : {"=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1"}) {
        EXPECT_EQ(text(QString::fromLatin1(formula)), QByteArray("'") + formula);
    }
    EXPECT_EQ(text(QStringLiteral("\r=1")), "\"'\r=1\"");
    EXPECT_EQ(text(QStringLiteral("a=1")), "a=1");
}

TEST(CsvWriterTest, NumbersAndDaysStayWhatTheyAre)
{
    EXPECT_EQ(CsvWriter::field(qint64{-1234567}, ReportFormat::Count, Spanish), "-1234567");
    EXPECT_EQ(CsvWriter::field(0.875, ReportFormat::Percent, Spanish), "0,875");
    EXPECT_EQ(CsvWriter::field(2.0 / 3, ReportFormat::Percent, English), "0.6667");
    EXPECT_EQ(CsvWriter::field(7.0, ReportFormat::Score, English), "7");
    EXPECT_EQ(CsvWriter::field(QDate(2026, 11, 9), ReportFormat::Date, Spanish), "2026-11-09");
    EXPECT_EQ(CsvWriter::field(QDate(2026, 11, 1), ReportFormat::Month, Spanish), "2026-11");
    EXPECT_EQ(CsvWriter::field({}, ReportFormat::Score, English), "");
}

TEST(CsvWriterTest, HeadingsComeFirstAndTheStampLast)
{
    QBuffer out;
    ASSERT_TRUE(out.open(QIODevice::WriteOnly));

    ASSERT_TRUE(CsvWriter::write(document(), English, out));

    EXPECT_EQ(out.data(), "\xEF\xBB\xBF"
                          "Evento,Asistencia\r\n"
                          "Inducción,0.875\r\n"
                          "'=1+1,\r\n"
                          "Total,0.875\r\n"
                          "\r\n"
                          "\"Asistencia, por evento\"\r\n"
                          "Todos los departamentos\r\n");
}

TEST(CsvWriterTest, ADeviceThatTakesNoMoreIsSaid)
{
    class Full : public QIODevice
    {
    protected:
        qint64 readData(char *, qint64) override { return -1; }
        qint64 writeData(const char *, qint64 length) override
        {
            m_room -= length;
            return m_room > 0 ? length : -1;
        }

    private:
        qint64 m_room = 60;
    };
    Full out;
    ASSERT_TRUE(out.open(QIODevice::WriteOnly | QIODevice::Unbuffered));

    EXPECT_FALSE(CsvWriter::write(document(), English, out));
}
