// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/tableview.h"

#include "common/emptystate.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
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

/// A hundred thousand rows that know how far down they were read.
class LongModel final : public QAbstractTableModel
{
public:
    [[nodiscard]] int rowCount(const QModelIndex & /*parent*/) const override { return 100'000; }
    [[nodiscard]] int columnCount(const QModelIndex & /*parent*/) const override { return 3; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        m_lastRead = std::max(m_lastRead, index.row());
        return role == Qt::DisplayRole ? QVariant(u"Ana"_qs) : QVariant();
    }
    [[nodiscard]] int lastRead() const { return m_lastRead; }

private:
    mutable int m_lastRead = -1;
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

TEST_F(TableViewTest, ColumnsGiveWayInsteadOfScrollingSideways)
{
    TableView table;
    table.setModel(&model);
    table.setWidths({200, 200, 200}, {2, 1});
    table.keepState(settings, u"people"_qs);
    table.resize(700, 300);
    table.show();
    const auto shown = [&table] {
        QList<int> columns;
        for (int column = 0; column < 3; ++column) {
            if (!table.isColumnHidden(column)) {
                columns.append(column);
            }
        }
        return columns;
    };
    EXPECT_EQ(shown(), (QList{0, 1, 2}));

    for (const int width : {560, 440, 300, 200}) {
        table.resize(width, 300);
        QApplication::processEvents();
        EXPECT_EQ(table.horizontalScrollBar()->maximum(), 0) << width;
    }
    EXPECT_EQ(shown(), (QList{0}));
    table.horizontalHeader()->setSortIndicator(0, Qt::DescendingOrder); // is kept
    EXPECT_EQ(shown(), (QList{0}));

    TableView next;
    next.setModel(&model);
    next.setWidths({200, 200, 200}, {2, 1});
    next.keepState(settings, u"people"_qs);
    next.resize(700, 300);
    next.show();
    EXPECT_FALSE(next.isColumnHidden(2)) << "giving way is not what the person chose";
    table.resize(700, 300);
    EXPECT_EQ(shown(), (QList{0, 1, 2}));
}

TEST_F(TableViewTest, ChipsAndHeadingsAreNotCut)
{
    TableView table;
    table.setModel(&model);
    table.setWidths({300, 120, 140}, {}, {2});
    table.resize(400, 300);
    table.show();

    EXPECT_GE(table.columnWidth(2), 140);
    EXPECT_GE(table.columnWidth(1), table.horizontalHeader()->sectionSizeHint(1));
    EXPECT_LT(table.columnWidth(0), 300);
    EXPECT_EQ(table.horizontalScrollBar()->maximum(), 0);
}

TEST_F(TableViewTest, AColumnWithoutAWordIsLeftOut)
{
    model.item(0, 2)->setText({});
    model.item(1, 2)->setText({});
    TableView table;
    table.setModel(&model);
    table.setWidths({200, 120, 100}, {});
    table.setLeftOutWhenEmpty({1, 2});
    table.show();

    EXPECT_TRUE(waitFor([&table] { return table.isColumnHidden(2); }));
    EXPECT_FALSE(table.isColumnHidden(1));

    model.item(1, 2)->setText(u"2"_qs);
    EXPECT_TRUE(waitFor([&table] { return !table.isColumnHidden(2); }));
}

TEST_F(TableViewTest, AColumnThatIsAskedForIsShown)
{
    TableView table;
    table.setModel(&model);
    table.setWidths({200, 200, 200}, {2, 1});
    table.keepState(settings, u"people"_qs);
    table.resize(300, 300);
    table.show();
    ASSERT_TRUE(table.isColumnHidden(2));

    QAction *phone = table.columnMenu()->actions().at(2);
    ASSERT_TRUE(phone->isChecked());
    phone->trigger();
    phone->trigger();

    EXPECT_FALSE(table.isColumnHidden(2));
    EXPECT_EQ(table.horizontalScrollBar()->maximum(), 0);
}

TEST_F(TableViewTest, WhatAFilterSaysIsNotSaidInEachRow)
{
    TableView table;
    table.setModel(&model);
    table.setWidths({200, 120, 100}, {});
    table.show();

    table.setSaidAbove(1, true);
    EXPECT_TRUE(table.isColumnHidden(1));
    table.setSaidAbove(1, false);
    EXPECT_FALSE(table.isColumnHidden(1));

    table.setSaidAbove(1, true);
    QAction *job = table.columnMenu()->actions().at(1);
    EXPECT_FALSE(job->isChecked());
    job->trigger();
    EXPECT_FALSE(table.isColumnHidden(1));
    table.setSaidAbove(1, true);
    EXPECT_FALSE(table.isColumnHidden(1)) << "somebody has asked for it";
}

TEST_F(TableViewTest, CopiesRowsWithHeadings)
{
    TableView table;
    table.setModel(&model);
    table.sortByColumn(0, Qt::AscendingOrder);
    table.show();
    table.setColumnWanted(2, false);

    table.selectAll();
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);

    EXPECT_EQ(QApplication::clipboard()->text(), u"Name\tJob\nAna\tClerk\nBea\tDriver"_qs);
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

TEST_F(TableViewTest, AnEmptyStateIsNoHigherThanItsTableAfterRowsWereAwaited)
{
    auto *empty = new EmptyState;
    TableView table;
    QStandardItemModel none;
    table.setModel(&none);
    table.setEmptyState(empty);
    empty->setLoading(u"Read"_qs);
    table.resize(500, 140);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));

    empty->setState(Icon::CloudOff, u"Only with a connection"_qs, {});

    EXPECT_EQ(empty->height(), table.viewport()->height());
}

TEST_F(TableViewTest, RoomThatIsLeftGoesToTextsThatAreCut)
{
    const QString name = u"María de los Ángeles Fernández-Villaverde"_qs;
    model.item(0, 0)->setText(name);
    TableView table;
    table.setModel(&model);
    table.setWidths({90, 90, 90}, {});
    table.resize(900, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    QApplication::processEvents();

    EXPECT_GE(table.columnWidth(0), table.fontMetrics().horizontalAdvance(name));
    EXPECT_EQ(table.columnWidth(1), 90) << "what is not cut gets nothing";
    EXPECT_FALSE(table.horizontalScrollBar()->isVisible());
}

TEST_F(TableViewTest, TheLastColumnKeepsNoRoomThatItDoesNotNeed)
{
    const QString name = u"Milagros Macarena Castro de los Ríos"_qs;
    model.item(0, 0)->setText(name);
    TableView table;
    table.setModel(&model);
    table.setWidths({90, 90, 300}, {});
    table.resize(500, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    QApplication::processEvents();

    EXPECT_GE(table.columnWidth(0), table.fontMetrics().horizontalAdvance(name));
    EXPECT_FALSE(table.horizontalScrollBar()->isVisible());
}

TEST_F(TableViewTest, AColumnGivesWhatItDoesNotNeedToTextsThatAreCut)
{
    const QString name = u"Milagros Macarena Castro de los Ríos"_qs;
    model.item(0, 0)->setText(name);
    TableView table;
    table.setModel(&model);
    table.setWidths({90, 300, 60}, {});
    table.resize(460, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    QApplication::processEvents();

    EXPECT_GE(table.columnWidth(0), table.fontMetrics().horizontalAdvance(name));
    EXPECT_GT(table.columnWidth(1), table.fontMetrics().horizontalAdvance(u"Driver"_qs));
    EXPECT_FALSE(table.horizontalScrollBar()->isVisible());
}

TEST_F(TableViewTest, WhatTheLastColumnLacksMakesNoTableWiderThanItsRoom)
{
    model.item(0, 0)->setText(u"Milagros Macarena Castro de los Ríos"_qs);
    model.item(0, 2)->setText(u"Gerencia de Operaciones y Seguridad Industrial"_qs);
    TableView table;
    table.setModel(&model);
    table.setWidths({120, 120, 120}, {});
    table.resize(340, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    QApplication::processEvents();

    EXPECT_FALSE(table.horizontalScrollBar()->isVisible());
    EXPECT_LE(table.horizontalHeader()->length(), table.viewport()->width());
}

TEST_F(TableViewTest, WhatManyColumnsGiveIsNotAPixelTooLittle)
{
    QStandardItemModel many(3, 7);
    for (int column = 0; column < 7; ++column) {
        many.setHorizontalHeaderItem(column, new QStandardItem(u"Aa"_qs));
        many.setItem(0, column, new QStandardItem(u"1"_qs));
    }
    many.setItem(0, 0, new QStandardItem(u"Milagros Macarena Castro de los Ríos y Fernández"_qs));
    TableView table;
    table.setModel(&many);
    table.setWidths({100, 101, 103, 97, 107, 99, 60}, {});
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    for (int width = 668; width < 700; ++width) {
        table.resize(width, 300);
        QApplication::processEvents();
        EXPECT_LE(table.horizontalHeader()->length(), table.viewport()->width()) << width;
    }
}

TEST_F(TableViewTest, AWidthThatWasChosenStaysWhateverOthersLack)
{
    model.item(0, 0)->setText(u"Milagros Macarena Castro de los Ríos"_qs);
    TableView table;
    table.setModel(&model);
    table.setWidths({90, 120, 60}, {});
    TableState state = table.state();
    for (TableState::Column &each : state.columns) {
        each.width = each.name == state.columns.at(1).name ? 280 : each.width;
    }
    table.resize(460, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));

    table.setState(state);
    QApplication::processEvents();

    EXPECT_EQ(table.columnWidth(1), 280);
}

TEST_F(TableViewTest, TheArrowOfTheOrderStandsBesideItsTitle)
{
    TableView table;
    table.setModel(&model);
    table.setSortingEnabled(true);
    table.setWidths({400, 90, 60}, {});
    table.resize(700, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    const auto hasInk = [&table](int x, int width) {
        const QImage head = table.horizontalHeader()->grab(QRect(x, 6, width, 20)).toImage();
        const QRgb ground = head.pixel(0, 0);
        for (int y = 0; y < head.height(); ++y) {
            for (int at = 0; at < head.width(); ++at) {
                if (head.pixel(at, y) != ground) {
                    return true;
                }
            }
        }
        return false;
    };
    const int beside = 11 + table.fontMetrics().horizontalAdvance(u"Name"_qs) + 8;
    table.sortByColumn(1, Qt::AscendingOrder);
    ASSERT_FALSE(hasInk(beside, 30));

    table.sortByColumn(0, Qt::DescendingOrder);

    EXPECT_TRUE(hasInk(beside, 30));
    EXPECT_FALSE(hasInk(beside + 40, 300));
}

TEST_F(TableViewTest, OnlyRowsThatAreSeenAreMeasured)
{
    LongModel people;
    TableView table;
    table.setModel(&people);
    table.setWidths({200, 200, 200}, {2});
    table.setSaidAbove(2, true);
    table.keepState(settings, u"people"_qs, {});
    EXPECT_EQ(people.lastRead(), -1) << "before it is shown";

    table.resize(500, 300);
    table.show();

    ASSERT_TRUE(waitFor([&] { return people.lastRead() > 0; }));
    EXPECT_LT(people.lastRead(), 100);
}

TEST_F(TableViewTest, RowsThatComeLaterAreGivenRoomToo)
{
    QStandardItemModel later;
    later.setHorizontalHeaderLabels({u"Name"_qs, u"Job"_qs});
    TableView table;
    table.setModel(&later);
    table.setWidths({90, 90}, {});
    table.resize(700, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    ASSERT_EQ(table.columnWidth(0), 90);

    later.appendRow(
        {new QStandardItem(u"María de los Ángeles Fernández"_qs), new QStandardItem(u"Clerk"_qs)});

    EXPECT_TRUE(waitFor([&] { return table.columnWidth(0) > 150; }));
}

} // namespace EvalTrack::Test
