// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are not what they say, and those that are, whatever program wrote them.
#include "import/csvreader.h"
#include "import/textdecoder.h"
#include "import/xlsxreader.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include <zip.h>

using namespace EvalTrack;

namespace {

ImportSheet csv(const QString &text)
{
    const auto sheet = CsvReader::read(text, CsvReader::separatorOf(text));
    EXPECT_TRUE(sheet);
    return sheet.value_or(ImportSheet());
}

QStringList rowOf(const ImportSheet &sheet, int row)
{
    QStringList texts;
    for (const SheetCell &cell : sheet.rows.at(row).cells) {
        texts.append(textOf(cell));
    }
    return texts;
}

const QByteArray ContentTypes = "<Types/>";
const QByteArray Relations =
    R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)";
const QByteArray Workbook =
    R"(<workbook xmlns:r="x"><sheets><sheet name="Personas" r:id="rId1"/></sheets></workbook>)";

class XlsxReaderTest : public testing::Test
{
protected:
    QString book(const QByteArray &sheet, const QByteArray &styles = {},
                 const QByteArray &texts = {}, const QByteArray &workbook = Workbook)
    {
        const QString name = m_folder.filePath(u"book%1.xlsx"_qs.arg(++m_count));
        zip_t *zip = zip_open(QFile::encodeName(name).constData(), ZIP_CREATE, nullptr);
        const auto add = [zip, this](const char *part, const QByteArray &content) {
            m_kept.append(content);
            const QByteArray &bytes = m_kept.last();
            zip_source_t *source = zip_source_buffer(zip, bytes.constData(),
                                                     static_cast<zip_uint64_t>(bytes.size()), 0);
            ASSERT_GE(zip_file_add(zip, part, source, ZIP_FL_OVERWRITE), 0);
        };
        add("[Content_Types].xml", ContentTypes);
        add("xl/_rels/workbook.xml.rels", Relations);
        add("xl/workbook.xml", workbook);
        add("xl/worksheets/sheet1.xml", sheet);
        if (!styles.isEmpty()) {
            add("xl/styles.xml", styles);
        }
        if (!texts.isEmpty()) {
            add("xl/sharedStrings.xml", texts);
        }
        EXPECT_EQ(zip_close(zip), 0);
        return name;
    }
    static std::optional<SheetFlaw> flawOf(const QString &file)
    {
        const auto found = XlsxReader::read(file, 0);
        return found ? std::nullopt : std::optional(found.error());
    }

    QTemporaryDir m_folder;
    QList<QByteArray> m_kept;
    int m_count = 0;
};

} // namespace

TEST(CsvReaderTest, SeparatorsQuotesAndLineEndsOfEveryKind)
{
    const ImportSheet sheet = csv(u"a;b;c\r\n1;\"x;\"\"y\"\"\nz\";3\r4;;\n\n;;\n5;6;7"_qs);
    EXPECT_EQ(sheet.headings, (QStringList{u"a"_qs, u"b"_qs, u"c"_qs}));
    ASSERT_EQ(sheet.rows.size(), 3) << "lines that say nothing are left out";
    EXPECT_EQ(rowOf(sheet, 0), (QStringList{u"1"_qs, u"x;\"y\"\nz"_qs, u"3"_qs}));
    EXPECT_EQ(rowOf(sheet, 1), (QStringList{u"4"_qs}));
    EXPECT_EQ(sheet.rows.at(2).line, 7);
    EXPECT_EQ(CsvReader::separatorOf(u"name,note\nAna,\"a;b;c;d\"\nLuis,\"e;f;g;h\"\n"_qs), u',');
    EXPECT_EQ(CsvReader::separatorOf(u"a\tb\n1\t2\n"_qs), u'\t');
    EXPECT_EQ(CsvReader::separatorOf(u"sep=|\na|b\n1|2\n"_qs), u'|');
    EXPECT_EQ(csv(u"sep=;\na;b\n1;2\n"_qs).headings, (QStringList{u"a"_qs, u"b"_qs}));
}

TEST(CsvReaderTest, AQuoteThatNobodyClosedEndsWithTheText)
{
    EXPECT_EQ(rowOf(csv(u"a,b\n1,\"x\ny"_qs), 0), (QStringList{u"1"_qs, u"x\ny"_qs}));
}

TEST(CsvReaderTest, AGuardBeforeAFormulaIsNoPartOfTheText)
{
    EXPECT_EQ(rowOf(csv(u"a,b\n'=1+1,'tis\n"_qs), 0), (QStringList{u"=1+1"_qs, u"'tis"_qs}));
}

TEST(CsvReaderTest, TooManyColumnsAndTooManyRowsAreRefused)
{
    QString wide(u"a"_qs);
    for (int i = 0; i < 10'000; ++i) {
        wide += u",a"_qs;
    }
    EXPECT_EQ(CsvReader::read(QString(wide + u"\n1"_qs), u',').error(), SheetFlaw::TooManyColumns);
    QString tall(u"a\n"_qs);
    for (int i = 0; i <= ImportLimits::Rows; ++i) {
        tall += u"1\n"_qs;
    }
    EXPECT_EQ(CsvReader::read(tall, u',').error(), SheetFlaw::TooManyRows);
    EXPECT_EQ(CsvReader::read(u"a,b\n"_qs, u',').error(), SheetFlaw::Empty);
    EXPECT_EQ(CsvReader::read(u""_qs, u',').error(), SheetFlaw::Empty);
}

TEST(TextDecoderTest, EncodingsAreFoundOut)
{
    const QString text = u"Cédula;Apellido\nV-1;Muñoz Peña\nV-2;Ibáñez\n"_qs;
    const auto utf8 = TextDecoder::decode(text.toUtf8());
    ASSERT_TRUE(utf8);
    EXPECT_EQ(utf8->text, text);
    const auto marked = TextDecoder::decode("\xEF\xBB\xBF" + text.toUtf8());
    ASSERT_TRUE(marked);
    EXPECT_EQ(marked->text, text) << "without its mark";
    const auto latin = TextDecoder::decode(text.toLatin1());
    ASSERT_TRUE(latin);
    EXPECT_EQ(latin->text, text);
    QByteArray wide("\xFF\xFE", 2);
    wide += QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    const auto utf16 = TextDecoder::decode(wide);
    ASSERT_TRUE(utf16);
    EXPECT_EQ(utf16->text, text);
}

TEST(TextDecoderTest, LinesOfTwoEncodingsAreReadAsTheyAre)
{
    const auto mixed =
        TextDecoder::decode(u"Peña\n"_qs.toUtf8() + u"Muñoz\n"_qs.toLatin1() + "plain\n");
    ASSERT_TRUE(mixed);
    EXPECT_TRUE(mixed->isMixed);
    EXPECT_EQ(mixed->text, u"Peña\nMuñoz\nplain\n"_qs);
}

TEST(TextDecoderTest, AChosenEncodingIsTaken)
{
    EXPECT_EQ(TextDecoder::decode("\x80", u"windows-1252"_qs)->text, u"€"_qs);
    EXPECT_FALSE(TextDecoder::decode("a", u"no such encoding"_qs));
}

TEST(TextDecoderTest, WhatIsNoTextIsNone)
{
    EXPECT_FALSE(TextDecoder::decode(QByteArray("\x00\x01\x02\x89PNG\x00\x00", 9)));
    EXPECT_TRUE(TextDecoder::decode({}));
}

TEST_F(XlsxReaderTest, TextsNumbersDaysAndFormulas)
{
    const QByteArray sheet = R"(<worksheet><sheetData>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Nombre</t></is></c><c r="B2" t="s"><v>0</v></c>
            <c r="D2" t="str"><v>Suma</v></c><c r="E2" t="str"><v>Roto</v></c></row>
        <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>45000</v></c>
            <c r="D4"><f>1+1</f><v>2</v></c><c r="E4" t="e"><v>#N/A</v></c></row>
        </sheetData></worksheet>)";
    const QByteArray styles = R"(<styleSheet><numFmts><numFmt numFmtId="164"
        formatCode="dd\/mm\/yyyy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>
        </cellXfs></styleSheet>)";
    const QByteArray texts = R"(<sst><si><t>Ingreso</t></si><si><r><t>Ana </t></r>
        <r><t>Díaz</t></r><rPh><t>guide</t></rPh></si></sst>)";
    const auto file = XlsxReader::read(book(sheet, styles, texts), 0);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->sheets, QStringList{u"Personas"_qs});
    EXPECT_EQ(file->sheet->headings,
              (QStringList{u"Nombre"_qs, u"Ingreso"_qs, QString(), u"Suma"_qs, u"Roto"_qs}));
    ASSERT_EQ(file->sheet->rows.size(), 1);
    const SheetRow row = file->sheet->rows.first();
    EXPECT_EQ(row.line, 4) << "as the spreadsheet counts it";
    EXPECT_EQ(textOf(row.cell(0)), u"Ana Díaz"_qs);
    EXPECT_EQ(row.cell(1), SheetCell(QDateTime(QDate(2023, 3, 15), QTime(0, 0), Qt::UTC)));
    EXPECT_EQ(row.cell(3), SheetCell(2.0));
    EXPECT_EQ(row.cell(4), SheetCell(SheetFault{u"#N/A"_qs}));
    EXPECT_EQ(file->sheet->formulas, 1);
}

TEST_F(XlsxReaderTest, AZipBombIsNotUnpacked)
{
    QByteArray sheet = "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>";
    sheet += QByteArray(64 * 1024 * 1024, 'a');
    sheet += "</t></is></c></row></sheetData></worksheet>";
    EXPECT_EQ(flawOf(book(sheet)), SheetFlaw::Damaged);
}

TEST_F(XlsxReaderTest, DocumentTypesAreRefused)
{
    EXPECT_EQ(flawOf(book(R"(<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
        <worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>)")),
              SheetFlaw::Damaged);
}

TEST_F(XlsxReaderTest, WhatIsDamagedOrSomethingElseIsSaid)
{
    EXPECT_EQ(flawOf(book("<worksheet><sheetData><row r=\"1\"><c")), SheetFlaw::Damaged);
    EXPECT_EQ(flawOf(book("<worksheet><sheetData/></worksheet>")), SheetFlaw::Empty);
    EXPECT_EQ(flawOf(book("<worksheet/>", {}, {}, "<workbook/>")), SheetFlaw::Damaged);
    EXPECT_EQ(flawOf(book(R"(<worksheet><sheetData><row r="1"><c r="XFE1" t="str"><v>a</v></c></row>
        </sheetData></worksheet>)")),
              SheetFlaw::Damaged)
        << "no sheet has that column";
    EXPECT_EQ(flawOf(book(R"(<worksheet><sheetData><row r="1"><c r="NTP1" t="str"><v>a</v></c></row>
        </sheetData></worksheet>)")),
              SheetFlaw::TooManyColumns);
    const QString truncated = m_folder.filePath(u"cut.xlsx"_qs);
    QFile whole(book("<worksheet><sheetData/></worksheet>"));
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    QFile cut(truncated);
    ASSERT_TRUE(cut.open(QIODevice::WriteOnly));
    cut.write(whole.readAll().left(200));
    cut.close();
    EXPECT_EQ(flawOf(truncated), SheetFlaw::Damaged);
}
