// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sheetreader.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QXmlStreamReader>

#include <zip.h>

namespace EvalTrack::Test {

namespace {

/// "AB12" is of column 27.
int columnOf(QStringView reference)
{
    int column = 0;
    for (const QChar c : reference) {
        if (!c.isLetter()) {
            break;
        }
        column = column * 26 + (c.unicode() - u'A' + 1);
    }
    return column - 1;
}

QByteArray partOf(const QString &file, const char *name)
{
    QByteArray part;
    zip_t *zip = zip_open(QFile::encodeName(file).constData(), ZIP_RDONLY, nullptr);
    zip_stat_t about;
    if (zip && zip_stat(zip, name, 0, &about) == 0) {
        zip_file_t *content = zip_fopen(zip, name, 0);
        part.resize(static_cast<qsizetype>(about.size));
        EXPECT_EQ(zip_fread(content, part.data(), about.size),
                  static_cast<zip_int64_t>(about.size));
        zip_fclose(content);
    } else {
        ADD_FAILURE() << file.toStdString() << " has no " << name;
    }
    if (zip) {
        zip_discard(zip);
    }
    return part;
}

SheetCell readCell(QXmlStreamReader &xml)
{
    SheetCell cell;
    cell.isText = xml.attributes().value(QLatin1String("t")) == QLatin1String("inlineStr");
    while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("c")) &&
           !xml.atEnd()) {
        if (!xml.isStartElement()) {
            continue;
        }
        if (xml.name() == QLatin1String("f")) {
            cell.isFormula = true;
        } else if (xml.name() == QLatin1String("v") || xml.name() == QLatin1String("t")) {
            cell.text += xml.readElementText();
        }
    }
    return cell;
}

} // namespace

QList<QList<SheetCell>> readSheet(const QString &file)
{
    QXmlStreamReader xml(partOf(file, "xl/worksheets/sheet1.xml"));
    QList<QList<SheetCell>> rows;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QLatin1String("row")) {
            const int number = xml.attributes().value(QLatin1String("r")).toInt();
            while (rows.size() < number) {
                rows.append(QList<SheetCell>());
            }
        } else if (xml.name() == QLatin1String("c") && !rows.isEmpty()) {
            const int column = columnOf(xml.attributes().value(QLatin1String("r")));
            while (rows.last().size() < column) {
                rows.last().append(SheetCell());
            }
            rows.last().append(readCell(xml));
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return rows;
}

} // namespace EvalTrack::Test
