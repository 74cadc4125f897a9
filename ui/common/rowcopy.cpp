// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/rowcopy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>

namespace EvalTrack::RowCopy {

namespace {

/// One cell: a tab or a line break in it would be read as the next one.
QString cellText(const QString &text)
{
    QString cell = text;
    cell.replace(u'\t', u' ').replace(u"\r\n"_qs, u" "_qs).replace(u'\n', u' ');
    const bool isFormula = !cell.isEmpty() && QStringView(u"=+-@").contains(cell.front());
    // "-3" is a number and "+58 212 555 1234" a telephone; nothing is reckoned of them.
    const bool isHarmless = (cell.startsWith(u'+') || cell.startsWith(u'-')) &&
                            std::all_of(cell.begin() + 1, cell.end(), [](QChar c) {
                                return c.isDigit() || c.isSpace() || c == u'.' || c == u',';
                            });
    return isFormula && !isHarmless ? QString(u'\'' % cell) : cell;
}

} // namespace

void toClipboard(const QAbstractItemModel &model, const QModelIndexList &rows,
                 const QList<int> &columns)
{
    if (rows.isEmpty()) {
        return;
    }
    QModelIndexList sorted = rows;
    std::ranges::sort(sorted, {}, &QModelIndex::row);
    QString text;
    QString html = u"<table><tr>"_qs;
    const auto add = [&](const QString &cell, bool isFirst, QStringView tag) {
        const QString shown = cellText(cell);
        text += (isFirst ? QString() : u"\t"_qs) % shown;
        html += u'<' % tag % u'>' % shown.toHtmlEscaped() % u"</" % tag % u'>';
    };
    for (const int column : columns) {
        add(model.headerData(column, Qt::Horizontal).toString(), column == columns.first(), u"th");
    }
    html += u"</tr>";
    for (const QModelIndex &row : std::as_const(sorted)) {
        text += u'\n';
        html += u"<tr>";
        for (const int column : columns) {
            add(row.siblingAtColumn(column).data().toString(), column == columns.first(), u"td");
        }
        html += u"</tr>";
    }
    html += u"</table>";
    auto *copied = new QMimeData; // The clipboard takes it over.
    copied->setText(text);
    copied->setHtml(html);
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace EvalTrack::RowCopy
