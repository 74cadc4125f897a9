// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace EvalTrack::Test {

/// Holds a model to the rules of QAbstractItemModel (a broken one is a warning, which fails the
/// test) and counts what it says.
struct ModelWatch
{
    explicit ModelWatch(QAbstractItemModel &model)
        : tester(&model, QAbstractItemModelTester::FailureReportingMode::Warning)
        , resets(&model, &QAbstractItemModel::modelReset)
        , inserted(&model, &QAbstractItemModel::rowsInserted)
        , removed(&model, &QAbstractItemModel::rowsRemoved)
        , changed(&model, &QAbstractItemModel::dataChanged)
        , laidOut(&model, &QAbstractItemModel::layoutChanged)
    {}

    QAbstractItemModelTester tester;
    QSignalSpy resets;
    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy changed;
    QSignalSpy laidOut;
};

} // namespace EvalTrack::Test
