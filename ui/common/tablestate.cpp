// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tablestate.h"

namespace EvalTrack {

QVariantMap TableState::toVariant() const
{
    QVariantList columnList;
    for (const Column &column : columns) {
        columnList.append(QVariantMap{{u"name"_qs, column.name},
                                      {u"width"_qs, column.width},
                                      {u"wanted"_qs, column.isWanted}});
    }
    QVariantList sortingList;
    for (const auto &[name, order] : sorting) {
        sortingList.append(
            QVariantMap{{u"name"_qs, name}, {u"descending"_qs, order == Qt::DescendingOrder}});
    }
    QVariantMap filterMap;
    for (auto each = filters.begin(); each != filters.end(); ++each) {
        filterMap.insert(each.key(), each.value().toVariant());
    }
    QVariantMap totalMap;
    for (auto each = totals.begin(); each != totals.end(); ++each) {
        totalMap.insert(each.key(), nameOf(each.value()));
    }
    return {{u"frozen"_qs, frozen},     {u"groupedBy"_qs, groupedBy}, {u"hasTotals"_qs, hasTotals},
            {u"totals"_qs, totalMap},   {u"columns"_qs, columnList},  {u"sorting"_qs, sortingList},
            {u"filters"_qs, filterMap}, {u"tools"_qs, tools}};
}

TableState TableState::fromVariant(const QVariantMap &map)
{
    TableState state;
    for (const QVariant &each : map.value(u"columns"_qs).toList()) {
        const QVariantMap column = each.toMap();
        state.columns.append({column.value(u"name"_qs).toString(),
                              column.value(u"width"_qs).toInt(),
                              column.value(u"wanted"_qs, true).toBool()});
    }
    for (const QVariant &each : map.value(u"sorting"_qs).toList()) {
        const QVariantMap key = each.toMap();
        state.sorting.append({key.value(u"name"_qs).toString(), key.value(u"descending"_qs).toBool()
                                                                    ? Qt::DescendingOrder
                                                                    : Qt::AscendingOrder});
    }
    const QVariantMap filters = map.value(u"filters"_qs).toMap();
    for (auto each = filters.begin(); each != filters.end(); ++each) {
        if (const auto filter = ColumnFilter::fromVariant(each.value().toMap())) {
            state.filters.insert(each.key(), *filter);
        }
    }
    state.frozen = qMax(0, map.value(u"frozen"_qs).toInt());
    state.groupedBy = map.value(u"groupedBy"_qs).toString();
    state.hasTotals = map.value(u"hasTotals"_qs).toBool();
    const QVariantMap totals = map.value(u"totals"_qs).toMap();
    for (auto each = totals.begin(); each != totals.end(); ++each) {
        state.totals.insert(each.key(), totalNamed(each.value().toString()));
    }
    state.tools = map.value(u"tools"_qs).toMap();
    return state;
}

} // namespace EvalTrack
