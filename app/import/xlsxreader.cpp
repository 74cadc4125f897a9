// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/xlsxreader.h"

#include "import/sheetbuilder.h"

#include <QFile>
#include <QHash>
#include <QXmlStreamReader>

#include <cmath>
#include <memory>
#include <zip.h>

namespace EvalTrack::XlsxReader {

namespace {

constexpr qsizetype PieceSize = 256 * 1024;
constexpr int RowsBetweenQuestions = 1024;
/// A packed part may be this much smaller than what it unpacks to; texts of sheets pack to some
/// twentieth.
constexpr qint64 MostPacked = 400;

using Flaw = std::unexpected<SheetFlaw>;

class Archive
{
public:
    explicit Archive(const QString &file)
        : m_zip(zip_open(QFile::encodeName(file).constData(), ZIP_RDONLY, nullptr), zip_discard)
    {}
    [[nodiscard]] bool isOpen() const { return m_zip != nullptr; }
    [[nodiscard]] zip_t *handle() const { return m_zip.get(); }
    /// False once more was unpacked than any import needs.
    [[nodiscard]] bool spend(qint64 bytes) { return (m_left -= bytes) >= 0; }

private:
    std::unique_ptr<zip_t, decltype(&zip_discard)> m_zip;
    qint64 m_left = ImportLimits::UnpackedSize;
};

/// One XML part, unpacked as it is read.
class Part
{
public:
    Part(Archive &archive, const QString &name)
        : m_archive(archive)
        , m_file(archive.isOpen()
                     ? zip_fopen(archive.handle(), name.toUtf8().constData(), ZIP_FL_NOCASE)
                     : nullptr,
                 zip_fclose)
        , m_piece(PieceSize, Qt::Uninitialized)
    {
        zip_stat_t about;
        if (m_file &&
            zip_stat(archive.handle(), name.toUtf8().constData(), ZIP_FL_NOCASE, &about) == 0) {
            m_packed = static_cast<qint64>(about.comp_size);
        }
    }
    [[nodiscard]] bool isOpen() const { return m_file != nullptr; }
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }
    [[nodiscard]] QXmlStreamReader &xml() { return m_xml; }

    /// The next token; false at the end, and where the part is damaged.
    [[nodiscard]] bool next()
    {
        for (;;) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::DTD) {
                m_isDamaged = true;
                return false;
            }
            if (token != QXmlStreamReader::Invalid) {
                return token != QXmlStreamReader::EndDocument;
            }
            if (m_xml.error() != QXmlStreamReader::PrematureEndOfDocumentError || !feed()) {
                m_isDamaged = true;
                return false;
            }
        }
    }
    /// The text up to the end of the element at hand. What is no text of it is left out (the
    /// reading aid `rPh` of a Japanese cell).
    [[nodiscard]] QString text()
    {
        QString content;
        const QString end = m_xml.name().toString();
        while (next() && !(m_xml.isEndElement() && m_xml.name() == end)) {
            if (m_xml.isCharacters() && content.size() <= ImportLimits::CellSize) {
                content += m_xml.text();
            }
        }
        return content;
    }

private:
    bool feed()
    {
        const zip_int64_t read =
            zip_fread(m_file.get(), m_piece.data(), static_cast<zip_uint64_t>(m_piece.size()));
        if (read <= 0) {
            return false;
        }
        m_unpacked += read;
        const bool isBomb = m_unpacked > PieceSize * 4 && m_unpacked / MostPacked > m_packed;
        if (isBomb || !m_archive.spend(read)) {
            return false;
        }
        m_xml.addData(QByteArray(m_piece.constData(), read));
        return true;
    }

    Archive &m_archive;
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> m_file;
    QByteArray m_piece;
    QXmlStreamReader m_xml;
    qint64 m_packed = 0;
    qint64 m_unpacked = 0;
    bool m_isDamaged = false;
};

struct Book
{
    QStringList names;   ///< Of the sheets that are not hidden.
    QStringList targets; ///< Paths of their parts.
    bool countsFrom1904 = false;
    QList<QString> texts;      ///< Shared ones.
    QList<bool> isDateOfStyle; ///< Of each cell format.
};

bool is(const QXmlStreamReader &xml, const char *name)
{
    return xml.isStartElement() && xml.name() == QLatin1String(name);
}

std::optional<SheetFlaw> readBook(Archive &archive, Book &book)
{
    QHash<QString, QString> targetOf;
    Part relations(archive, QStringLiteral("xl/_rels/workbook.xml.rels"));
    while (relations.isOpen() && relations.next()) {
        const QXmlStreamReader &xml = relations.xml();
        if (is(xml, "Relationship")) {
            QString target = xml.attributes().value(QLatin1String("Target")).toString();
            target = target.startsWith(u'/') ? target.sliced(1) : u"xl/"_qs + target;
            targetOf.insert(xml.attributes().value(QLatin1String("Id")).toString(), target);
        }
    }
    Part workbook(archive, QStringLiteral("xl/workbook.xml"));
    if (!workbook.isOpen()) {
        return SheetFlaw::NotATable;
    }
    while (workbook.next()) {
        const QXmlStreamReader &xml = workbook.xml();
        if (is(xml, "workbookPr")) {
            const auto from = xml.attributes().value(QLatin1String("date1904"));
            book.countsFrom1904 = from == u"1" || from == u"true";
        } else if (is(xml, "sheet")) {
            const auto attributes = xml.attributes();
            QString relation;
            for (const QXmlStreamAttribute &each : attributes) {
                if (each.name() == u"id") {
                    relation = each.value().toString();
                }
            }
            const auto state = attributes.value(QLatin1String("state"));
            if (!state.contains(u"idden") && targetOf.contains(relation)) {
                book.names.append(attributes.value(QLatin1String("name")).toString());
                book.targets.append(targetOf.value(relation));
            }
        }
    }
    const bool isDamaged = workbook.isDamaged() || relations.isDamaged();
    return isDamaged || book.targets.isEmpty() ? std::optional(SheetFlaw::Damaged) : std::nullopt;
}

/// Whether a number format shows days or times: it has their letters outside of quotes, brackets
/// and escapes.
bool isDateFormat(const QString &code)
{
    bool isQuoted = false;
    bool isBracketed = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code.at(i).toLower();
        if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (isQuoted) {
            continue;
        } else if (c == u'\\' || c == u'_' || c == u'*') {
            ++i;
        } else if (c == u'[') {
            isBracketed = true;
        } else if (c == u']') {
            isBracketed = false;
        } else if (!isBracketed && QStringView(u"ymdhs").contains(c)) {
            return true;
        }
    }
    return false;
}

/// ECMA-376, 18.8.30: the formats that need no declaration.
bool isBuiltInDate(int id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
           (id >= 50 && id <= 58);
}

bool readStyles(Archive &archive, Book &book)
{
    Part part(archive, QStringLiteral("xl/styles.xml"));
    if (!part.isOpen()) {
        return true;
    }
    QHash<int, bool> declared;
    bool isInCellFormats = false;
    while (part.next()) {
        const QXmlStreamReader &xml = part.xml();
        if (is(xml, "numFmt")) {
            declared.insert(
                xml.attributes().value(QLatin1String("numFmtId")).toInt(),
                isDateFormat(xml.attributes().value(QLatin1String("formatCode")).toString()));
        } else if (xml.name() == QLatin1String("cellXfs")) {
            isInCellFormats = xml.isStartElement();
        } else if (isInCellFormats && is(xml, "xf")) {
            const int id = xml.attributes().value(QLatin1String("numFmtId")).toInt();
            book.isDateOfStyle.append(declared.value(id, isBuiltInDate(id)));
        }
    }
    return !part.isDamaged();
}

bool readTexts(Archive &archive, Book &book)
{
    Part part(archive, QStringLiteral("xl/sharedStrings.xml"));
    if (!part.isOpen()) {
        return true;
    }
    QString text;
    bool isAid = false;
    while (part.next()) {
        const QXmlStreamReader &xml = part.xml();
        if (is(xml, "si")) {
            text.clear();
        } else if (xml.name() == QLatin1String("rPh")) {
            isAid = xml.isStartElement();
        } else if (is(xml, "t") && !isAid) {
            text += part.text();
        } else if (xml.isEndElement() && xml.name() == QLatin1String("si")) {
            book.texts.append(text);
        }
    }
    return !part.isDamaged();
}

/// "AB12" is of column 27; -1 for what is no reference.
int columnOf(QStringView reference)
{
    constexpr int MostColumns = 16'384; // What a sheet has.
    int column = 0;
    for (const QChar c : reference) {
        if (c < u'A' || c > u'Z') {
            break;
        }
        column = column * 26 + (c.unicode() - u'A' + 1);
        if (column > MostColumns) {
            return -1;
        }
    }
    return column - 1;
}

/// The days that a workbook counts; 1900 has a 29 February there that never was.
SheetCell dayOfSerial(double serial, bool countsFrom1904)
{
    constexpr double FirstAfterPhantomDay = 61;
    constexpr double LastDay = 2'958'466; // 31 December 9999
    constexpr qint64 MillisecondsOfDay = 86'400'000;
    if (serial < 0 || serial >= LastDay) {
        return serial;
    }
    if (serial < 1 && !countsFrom1904) {
        return serial; // A time of day.
    }
    QDate begin(1899, 12, 30);
    if (countsFrom1904) {
        begin = QDate(1904, 1, 1);
    } else if (serial < FirstAfterPhantomDay) {
        begin = QDate(1899, 12, 31);
    }
    const auto whole = static_cast<qint64>(std::floor(serial));
    const auto ofDay =
        static_cast<qint64>(std::llround((serial - static_cast<double>(whole)) * 86'400.0) * 1000);
    return QDateTime(begin.addDays(whole), QTime(0, 0), Qt::UTC)
        .addMSecs(std::min(ofDay, MillisecondsOfDay - 1000));
}

/// A cell in the making.
class CellReader
{
public:
    CellReader(Part &part, const Book &book)
        : m_part(part)
        , m_book(book)
    {}

    [[nodiscard]] SheetCell read(bool &hasFormula)
    {
        QXmlStreamReader &xml = m_part.xml();
        const QString type = xml.attributes().value(QLatin1String("t")).toString();
        const int style = xml.attributes().value(QLatin1String("s")).toInt();
        QString value;
        bool isAid = false;
        while (m_part.next() && !(xml.isEndElement() && xml.name() == QLatin1String("c"))) {
            if (is(xml, "f")) {
                hasFormula = true;
                (void)m_part.text();
            } else if (xml.name() == QLatin1String("rPh")) {
                isAid = xml.isStartElement();
            } else if (is(xml, "v") || (is(xml, "t") && !isAid)) {
                value += m_part.text();
            }
        }
        return cellOf(type, style, value);
    }

private:
    SheetCell cellOf(const QString &type, int style, const QString &value)
    {
        if (value.isEmpty()) {
            return {};
        }
        if (type == u"s") {
            return m_book.texts.value(value.toInt());
        }
        if (type == u"e") {
            return SheetFault{value};
        }
        if (type == u"str" || type == u"inlineStr") {
            return value;
        }
        if (type == u"b") {
            return value == u"1" ? u"true"_qs : u"false"_qs;
        }
        if (type == u"d") {
            const QDateTime moment = QDateTime::fromString(value, Qt::ISODate);
            return moment.isValid() ? SheetCell(QDateTime(moment.date(), moment.time(), Qt::UTC))
                                    : SheetCell(value);
        }
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (!isNumber) {
            return value;
        }
        return m_book.isDateOfStyle.value(style) ? dayOfSerial(number, m_book.countsFrom1904)
                                                 : SheetCell(number);
    }

    Part &m_part;
    const Book &m_book;
};

std::expected<ImportSheet, SheetFlaw> readSheet(Archive &archive, const Book &book, int index,
                                                const std::function<bool()> &isCancelled)
{
    Part part(archive, book.targets.at(index));
    if (!part.isOpen()) {
        return Flaw(SheetFlaw::Damaged);
    }
    SheetBuilder builder;
    CellReader cells(part, book);
    QList<SheetCell> row;
    int line = 0;
    int count = 0;
    while (part.next()) {
        const QXmlStreamReader &xml = part.xml();
        if (is(xml, "row")) {
            const int said = xml.attributes().value(QLatin1String("r")).toInt();
            line = said > 0 ? said : line + 1;
            row.clear();
        } else if (is(xml, "c")) {
            const auto reference = xml.attributes().value(QLatin1String("r"));
            const auto column =
                reference.isEmpty() ? static_cast<int>(row.size()) : columnOf(reference);
            if (column < 0) {
                return Flaw(SheetFlaw::Damaged);
            }
            bool hasFormula = false;
            SheetCell cell = cells.read(hasFormula);
            if (hasFormula) {
                builder.countFormula();
            }
            const bool isBlank = std::holds_alternative<std::monostate>(cell);
            if (isBlank) {
                continue;
            }
            if (column >= ImportLimits::Columns) {
                return Flaw(SheetFlaw::TooManyColumns);
            }
            while (row.size() <= column) {
                row.append(SheetCell());
            }
            row[column] = std::move(cell);
        } else if (xml.isEndElement() && xml.name() == QLatin1String("row")) {
            if (++count % RowsBetweenQuestions == 0 && isCancelled && isCancelled()) {
                return Flaw(SheetFlaw::Cancelled);
            }
            if (!builder.add(line, std::exchange(row, {}))) {
                return Flaw(builder.flaw());
            }
        }
    }
    if (part.isDamaged()) {
        return Flaw(SheetFlaw::Damaged);
    }
    return builder.take();
}

} // namespace

bool isWorkbook(QByteArrayView begin)
{
    return begin.startsWith("PK\x03\x04");
}

std::expected<SheetFile, SheetFlaw> read(const QString &file, int sheet,
                                         const std::function<bool()> &isCancelled)
{
    Archive archive(file);
    if (!archive.isOpen()) {
        return Flaw(SheetFlaw::Damaged);
    }
    Book book;
    if (const auto flaw = readBook(archive, book)) {
        return Flaw(*flaw);
    }
    if (!readStyles(archive, book) || !readTexts(archive, book)) {
        return Flaw(SheetFlaw::Damaged);
    }
    const int index = sheet < book.targets.size() ? sheet : 0;
    auto read = readSheet(archive, book, index, isCancelled);
    if (!read && read.error() != SheetFlaw::Empty) {
        return Flaw(read.error());
    }
    SheetFile found;
    found.isWorkbook = true;
    found.sheets = book.names;
    if (!read && book.names.size() < 2) {
        return Flaw(SheetFlaw::Empty);
    }
    // Another sheet may have something.
    found.sheet = std::make_shared<const ImportSheet>(read ? std::move(*read) : ImportSheet());
    return found;
}

} // namespace EvalTrack::XlsxReader
