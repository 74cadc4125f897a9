// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/rowpaste.h"

namespace EvalTrack::RowPaste {

QList<QStringList> cells(const QString &text)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool isQuoted = false;
    const auto endCell = [&] {
        const bool isMarked =
            cell.size() > 1 && cell.front() == u'\'' && QStringView(u"=+-@").contains(cell.at(1));
        row.append((isMarked ? cell.mid(1) : cell).trimmed());
        cell.clear();
    };
    const auto endRow = [&] {
        endCell();
        rows.append(std::exchange(row, {}));
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isQuoted) {
            if (c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
                cell += c;
                ++i;
            } else if (c == u'"') {
                isQuoted = false;
            } else {
                cell += c;
            }
        } else if (c == u'"' && cell.isEmpty() && text.indexOf(u'"', i + 1) > 0) {
            isQuoted = true;
        } else if (c == u'\t') {
            endCell();
        } else if (c == u'\n') {
            endRow();
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !row.isEmpty()) {
        endRow();
    }
    return rows;
}

} // namespace EvalTrack::RowPaste
