// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/csvreader.h"

#include "import/sheetbuilder.h"

#include <QHash>

#include <array>

namespace EvalTrack::CsvReader {

namespace {

constexpr int LinesLookedAt = 50;
constexpr int RowsBetweenQuestions = 1024;

/// Reads one record after the other. A quote that is not closed ends with the text.
class Records
{
public:
    Records(QStringView text, QChar separator)
        : m_text(text)
        , m_separator(separator)
    {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    /// Where the record begins that next() gives.
    [[nodiscard]] int line() const { return m_line; }

    [[nodiscard]] QStringList next()
    {
        QStringList fields;
        for (;;) {
            fields.append(field());
            if (atEnd() || m_text.at(m_at) != m_separator) {
                break;
            }
            ++m_at;
        }
        endLine();
        return fields;
    }

private:
    QString field()
    {
        if (!atEnd() && m_text.at(m_at) == u'"') {
            return quoted();
        }
        const qsizetype begin = m_at;
        while (!atEnd() && !isEnd(m_text.at(m_at)) && m_text.at(m_at) != m_separator) {
            ++m_at;
        }
        return m_text.sliced(begin, m_at - begin).toString();
    }
    QString quoted()
    {
        QString content;
        ++m_at;
        while (!atEnd()) {
            const QChar c = m_text.at(m_at++);
            if (c == u'"') {
                if (!atEnd() && m_text.at(m_at) == u'"') {
                    ++m_at;
                } else {
                    break;
                }
            } else if (c == u'\n') {
                ++m_line;
            }
            content += c;
        }
        // What follows a closing quote belongs to the field, as spreadsheets read it.
        while (!atEnd() && !isEnd(m_text.at(m_at)) && m_text.at(m_at) != m_separator) {
            content += m_text.at(m_at++);
        }
        content.replace(u"\r\n"_qs, u"\n"_qs);
        return content;
    }
    void endLine()
    {
        if (!atEnd() && m_text.at(m_at) == u'\r') {
            ++m_at;
        }
        if (!atEnd() && m_text.at(m_at) == u'\n') {
            ++m_at;
        }
        ++m_line;
    }
    [[nodiscard]] static bool isEnd(QChar c) { return c == u'\n' || c == u'\r'; }

    QStringView m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
};

/// "'=SUM" is a text that begins with "=": see CsvWriter.
QString withoutGuard(const QString &text)
{
    const bool isGuarded =
        text.size() > 1 && text.front() == u'\'' && QStringView(u"=+-@\t\r").contains(text.at(1));
    return isGuarded ? text.sliced(1) : text;
}

} // namespace

QChar separatorOf(QStringView text)
{
    // Excel says it in the first line, when it is told to.
    if (text.startsWith(u"sep=", Qt::CaseInsensitive) && text.size() > 4) {
        return text.at(4);
    }
    QChar best = u',';
    double most = 0;
    for (const QChar candidate : {u',', u';', u'\t', u'|'}) {
        Records records(text, candidate);
        QHash<qsizetype, int> lengths;
        int lines = 0;
        while (!records.atEnd() && lines < LinesLookedAt) {
            const QStringList fields = records.next();
            if (fields.size() > 1 || !fields.first().isEmpty()) {
                ++lengths[fields.size()];
                ++lines;
            }
        }
        for (auto it = lengths.cbegin(); it != lengths.cend(); ++it) {
            // Lines of one length, the more of them the better, and then the longer ones.
            const double evenness = lines ? static_cast<double>(it.value()) / lines : 0;
            const double worth = it.key() > 1 ? evenness * 100 + static_cast<double>(it.key()) : 0;
            if (worth > most) {
                most = worth;
                best = candidate;
            }
        }
    }
    return best;
}

std::expected<ImportSheet, SheetFlaw> read(QStringView text, QChar separator,
                                           const std::function<bool()> &isCancelled)
{
    SheetBuilder builder;
    Records records(text, separator);
    int count = 0;
    while (!records.atEnd()) {
        if (++count % RowsBetweenQuestions == 0 && isCancelled && isCancelled()) {
            return std::unexpected(SheetFlaw::Cancelled);
        }
        const int line = records.line();
        const QStringList fields = records.next();
        if (count == 1 && fields.first().startsWith(u"sep=", Qt::CaseInsensitive)) {
            continue;
        }
        if (fields.size() > ImportLimits::Columns * 4) {
            return std::unexpected(SheetFlaw::TooManyColumns);
        }
        QList<SheetCell> cells;
        cells.reserve(fields.size());
        for (const QString &field : fields) {
            if (field.size() > ImportLimits::CellSize) {
                return std::unexpected(SheetFlaw::NotATable);
            }
            cells.append(field.isEmpty() ? SheetCell() : SheetCell(withoutGuard(field)));
        }
        if (!builder.add(line, std::move(cells))) {
            return std::unexpected(builder.flaw());
        }
    }
    return builder.take();
}

} // namespace EvalTrack::CsvReader
