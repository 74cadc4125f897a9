// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tableview.h"

#include "common/emptystate.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class TableViewTest : public testing::Test
{
protected:
    TableViewTest()
    {
        model.setHorizontalHeaderLabels({u"Name"_qs, u"Job"_qs, u"Phone"_qs});
        model.appendRow({new QStandardItem(u"Ana"_qs), new QStandardItem(u"Clerk"_qs),
                         new QStandardItem(u"1"_qs)});
        model.appendRow({new QStandardItem(u"Bea"_qs), new QStandardItem(u"Driver"_qs),
                         new QStandardItem(u"2"_qs)});
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    QStandardItemModel model;
};

} // namespace

TEST_F(TableViewTest, OpensTheRowOnReturn)
{
    TableView table;
    table.setModel(&model);
    table.show();
    int openedRow = -1;
    QObject::connect(&table, &TableView::opened, &table,
                     [&openedRow](const QModelIndex &index) { openedRow = index.row(); });

    table.setCurrentIndex(model.index(1, 0));
    QTest::keyClick(&table, Qt::Key_Return);

    EXPECT_EQ(openedRow, 1);
}

TEST_F(TableViewTest, KeepsChosenColumns)
{
    {
        TableView table;
        table.setModel(&model);
        table.keepState(settings, u"people"_qs, {2});
        EXPECT_TRUE(table.isColumnHidden(2));
        const QList<QAction *> actions = table.columnMenu()->actions();
        EXPECT_FALSE(actions.at(0)->isEnabled());
        actions.at(1)->trigger();
        actions.at(2)->trigger();
    }

    TableView table;
    table.setModel(&model);
    table.keepState(settings, u"people"_qs, {2});

    EXPECT_TRUE(table.isColumnHidden(1));
    EXPECT_FALSE(table.isColumnHidden(2));
}

TEST_F(TableViewTest, CopiesRowsAsText)
{
    TableView table;
    table.setModel(&model);
    table.sortByColumn(0, Qt::AscendingOrder);
    table.show();
    table.setColumnHidden(2, true);

    table.selectAll();
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);

    EXPECT_EQ(QApplication::clipboard()->text(), u"Ana\tClerk\nBea\tDriver"_qs);
}

TEST_F(TableViewTest, SaysSomethingWhereThereIsNothing)
{
    TableView table;
    auto *empty = new EmptyState;
    empty->setState(Icon::People, u"Nobody yet"_qs, {});
    table.setModel(&model);
    table.setEmptyState(empty);
    table.show();
    EXPECT_FALSE(empty->isVisible());

    model.removeRows(0, 2);

    EXPECT_TRUE(empty->isVisible());
}

} // namespace EvalTrack::Test
