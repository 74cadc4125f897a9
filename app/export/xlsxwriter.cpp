// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/xlsxwriter.h"

#include "base/overloaded.h"

#include <QFile>
#include <QFileInfo>

#include <QXmlStreamReader>

#include <cerrno>
#include <limits>
#include <memory>
#include <xlsxwriter.h>
#include <zip.h>

namespace EvalTrack {

namespace {

constexpr qsizetype LongestText = 32'767;
constexpr double WidthOfText = 32;
constexpr double WidthOfNumber = 14;

/// XML 1.0 has no other control characters, and a cell no longer text.
QByteArray cellText(const QString &text)
{
    QString clean = text.left(LongestText);
    clean.removeIf([](QChar c) { return c < u' ' && c != u'\t' && c != u'\n'; });
    return clean.toUtf8();
}

/// One sheet while it is written. Every row is written from the left, the rows from above: what is
/// before is on the disk already.
class Sheet
{
public:
    explicit Sheet(const QString &file)
        : m_folder(QFile::encodeName(QFileInfo(file).absolutePath()))
    {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = m_folder.data(); // The disk that is to hold it has to have room.
        m_workbook = workbook_new_opt(QFile::encodeName(file).constData(), &options);
        m_sheet = m_workbook ? workbook_add_worksheet(m_workbook, nullptr) : nullptr;
        if (!m_sheet) {
            return;
        }
        m_title = formatOf(nullptr, true);
        format_set_font_size(m_title, 14);
        m_heading = formatOf(nullptr, true);
        format_set_bottom(m_heading, LXW_BORDER_THIN);
    }
    ~Sheet()
    {
        if (m_workbook) {
            workbook_close(m_workbook);
        }
    }
    Q_DISABLE_COPY_MOVE(Sheet)

    [[nodiscard]] bool isOpen() const { return m_sheet != nullptr; }
    [[nodiscard]] lxw_row_t row() const { return m_row; }
    [[nodiscard]] qint64 cells() const { return m_cells; }
    void nextRow() { ++m_row; }

    void addTitle(const QString &text) { addText(0, text, m_title); }
    void addLine(const QString &text) { addText(0, text, nullptr); }
    void addHeading(lxw_col_t column, const QString &text, ReportFormat format)
    {
        const bool isText = format == ReportFormat::Text;
        worksheet_set_column(m_sheet, column, column, isText ? WidthOfText : WidthOfNumber,
                             nullptr);
        addText(column, text, m_heading);
    }
    void addCell(lxw_col_t column, const ReportCell &cell, ReportFormat format, bool isTotal)
    {
        lxw_format *look = lookOf(format, isTotal);
        std::visit(
            Overloaded{[](std::monostate) {},
                       [&](const QString &text) { addText(column, text, look); },
                       [&](QDate day) {
                           lxw_datetime time{day.year(), day.month(), day.day(), 0, 0, 0};
                           countCell(worksheet_write_datetime(m_sheet, m_row, column, &time, look));
                       },
                       [&](qint64 number) {
                           countCell(worksheet_write_number(m_sheet, m_row, column,
                                                            static_cast<double>(number), look));
                       },
                       [&](double value) {
                           countCell(worksheet_write_number(m_sheet, m_row, column, value, look));
                       }},
            cell);
    }
    void freezeAbove() { worksheet_freeze_panes(m_sheet, m_row, 0); }
    void filter(lxw_row_t from, lxw_col_t columns)
    {
        if (m_row > from && columns > 0) {
            note(worksheet_autofilter(m_sheet, from, 0, m_row - 1,
                                      static_cast<lxw_col_t>(columns - 1)));
        }
    }

    /// Puts the file together; the first error of all.
    [[nodiscard]] lxw_error close()
    {
        errno = 0;
        const lxw_error closed = workbook_close(std::exchange(m_workbook, nullptr));
        note(closed);
        return m_error;
    }

private:
    void addText(lxw_col_t column, const QString &text, lxw_format *format)
    {
        const QByteArray clean = cellText(text);
        if (!clean.isEmpty()) {
            countCell(worksheet_write_string(m_sheet, m_row, column, clean.constData(), format));
        }
    }
    void countCell(lxw_error written)
    {
        note(written);
        m_cells += written == LXW_NO_ERROR ? 1 : 0;
    }
    lxw_format *formatOf(const char *numbers, bool isBold)
    {
        lxw_format *format = workbook_add_format(m_workbook);
        if (numbers) {
            format_set_num_format(format, numbers);
        }
        if (isBold) {
            format_set_bold(format);
        }
        return format;
    }
    lxw_format *lookOf(ReportFormat format, bool isTotal)
    {
        lxw_format *&look = m_looks[static_cast<int>(format) * 2 + (isTotal ? 1 : 0)];
        if (!look) {
            const auto numbers = [format]() -> const char * {
                switch (format) {
                case ReportFormat::Text:
                    return nullptr;
                case ReportFormat::Date:
                    return "yyyy-mm-dd";
                case ReportFormat::Month:
                    return "yyyy-mm";
                case ReportFormat::Count:
                    return "#,##0";
                case ReportFormat::Percent:
                    return "0.0%";
                case ReportFormat::Score:
                    return "0.0";
                }
                return nullptr;
            }();
            look = formatOf(numbers, isTotal);
        }
        return look;
    }
    void note(lxw_error error)
    {
        if (m_error == LXW_NO_ERROR) {
            m_error = error;
        }
    }

    QByteArray m_folder;
    lxw_workbook *m_workbook = nullptr;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_title = nullptr;
    lxw_format *m_heading = nullptr;
    QHash<int, lxw_format *> m_looks;
    lxw_row_t m_row = 0;
    qint64 m_cells = 0; ///< That stand in the sheet.
    lxw_error m_error = LXW_NO_ERROR;
};

/// Whether the file holds as many cells as were written. The library does not look whether its
/// scratch file took everything, so a disk that filled meanwhile may leave a sheet with a gap.
bool holds(const QString &file, qint64 cells)
{
    constexpr qsizetype PieceSize = 256 * 1024;
    const auto close = [](zip_t *zip) {
        zip_discard(zip);
    };
    const std::unique_ptr<zip_t, decltype(close)> zip(
        zip_open(QFile::encodeName(file).constData(), ZIP_RDONLY, nullptr), close);
    const auto closeSheet = [](zip_file_t *sheet) {
        zip_fclose(sheet);
    };
    const std::unique_ptr<zip_file_t, decltype(closeSheet)> sheet(
        zip ? zip_fopen(zip.get(), "xl/worksheets/sheet1.xml", 0) : nullptr, closeSheet);
    if (!sheet) {
        return false;
    }
    QXmlStreamReader xml;
    QByteArray piece(PieceSize, Qt::Uninitialized);
    qint64 found = 0;
    for (;;) {
        while (!xml.atEnd()) {
            found +=
                xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("c")
                    ? 1
                    : 0;
        }
        if (xml.error() != QXmlStreamReader::PrematureEndOfDocumentError) {
            return !xml.hasError() && found == cells;
        }
        const zip_int64_t read =
            zip_fread(sheet.get(), piece.data(), static_cast<zip_uint64_t>(piece.size()));
        if (read <= 0) {
            return false;
        }
        xml.addData(piece.first(read));
    }
}

Error errorOf(lxw_error error, int systemError)
{
    return {systemError == ENOSPC || systemError == EDQUOT ? ErrorCode::StorageFull
                                                           : ErrorCode::Storage,
            QString::fromUtf8(lxw_strerror(error)),
            {}};
}

} // namespace

Result<void> XlsxWriter::write(const ReportDocument &document, const QString &file)
{
    const qsizetype used = document.stamp.size() + document.rows.size() + 4;
    if (used > LXW_ROW_MAX || document.headings.size() > LXW_COL_MAX) {
        return failure(ErrorCode::Validation,
                       QStringLiteral("a sheet has no more than 1,048,576 rows"));
    }
    Sheet sheet(file);
    if (!sheet.isOpen()) {
        return failure(ErrorCode::Storage, QStringLiteral("the workbook cannot be made"));
    }
    if (!document.title.isEmpty()) {
        sheet.addTitle(document.title);
        sheet.nextRow();
        for (const QString &line : document.stamp) {
            sheet.addLine(line);
            sheet.nextRow();
        }
        sheet.nextRow();
    }
    const lxw_row_t headings = sheet.row();
    const auto columns = static_cast<lxw_col_t>(document.headings.size());
    for (lxw_col_t column = 0; column < columns; ++column) {
        sheet.addHeading(column, document.headings.at(column), document.formats.value(column));
    }
    sheet.nextRow();
    sheet.freezeAbove();
    for (const QList<ReportCell> &row : document.rows) {
        for (lxw_col_t column = 0; column < row.size(); ++column) {
            sheet.addCell(column, row.at(column), document.formats.value(column), false);
        }
        sheet.nextRow();
    }
    sheet.filter(headings, columns);
    for (lxw_col_t column = 0; column < document.totals.size(); ++column) {
        const bool isHead = column == 0;
        sheet.addCell(column,
                      isHead ? ReportCell(document.totalsHeading) : document.totals.at(column),
                      isHead ? ReportFormat::Text : document.formats.value(column), true);
    }
    const qint64 cells = sheet.cells();
    const lxw_error error = sheet.close();
    if (error != LXW_NO_ERROR) {
        const int systemError = errno;
        QFile::remove(file);
        return std::unexpected(errorOf(error, systemError));
    }
    if (!holds(file, cells)) {
        QFile::remove(file);
        return failure(ErrorCode::StorageFull, QStringLiteral("the workbook is not whole"));
    }
    return {};
}

} // namespace EvalTrack
