// SPDX-License-Identifier: GPL-3.0-or-later
// Frozen columns, totals and groups of a table, worked by key and mouse.
#include "eventstabletest.h"

#include "common/frozencolumns.h"
#include "common/rowpaste.h"
#include "common/tablecolumns.h"
#include "common/totalsbar.h"
#include "items/groupedrows.h"

#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include <numeric>

namespace EvalTrack::Test {

namespace {

class TablePartsTest : public EventsTableTest
{
protected:
    static void settle()
    {
        for (int i = 0; i < 5; ++i) {
            QApplication::processEvents();
        }
    }

    /// The menu of a column's head by key, and what it offers.
    void fromHead(int column, const QString &action)
    {
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, column));
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        trigger(u"headMenu"_qs, action);
        settle();
    }

    /// First cells of all rows, as they are read.
    [[nodiscard]] QStringList firstCells() const
    {
        const int first = table->shownColumns().first();
        QStringList texts;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            texts.append(table->model()->index(row, first).data().toString());
        }
        return texts;
    }

    [[nodiscard]] QString cell(int row, int column) const
    {
        return table->model()->index(row, column).data().toString();
    }

    void chooseView(const QString &name)
    {
        auto *menu = find<QMenu>(u"viewsMenu"_qs);
        Q_EMIT menu->aboutToShow();
        for (QAction *each : menu->actions()) {
            if (each->data().toString() == name) {
                each->trigger();
                settle();
                return;
            }
        }
        FAIL() << qPrintable(name);
    }

    void saveView(const QString &name)
    {
        prompter.answerNextText(name);
        auto *menu = find<QMenu>(u"viewsMenu"_qs);
        Q_EMIT menu->aboutToShow();
        for (QAction *each : menu->actions()) {
            if (each->objectName() == u"saveViewAsAction") {
                each->trigger();
                return;
            }
        }
        FAIL();
    }

    /// So narrow that not all columns are seen at once.
    void freezeFirst()
    {
        fromHead(EventTableModel::Title, u"freezeAction"_qs);
        frame->resize(620, 600);
        QApplication::setActiveWindow(frame.get()); // A menu took it away.
        table->setFocus();
        settle();
    }
};

/// A million numbers, each as small as a row can be.
class NumberModel final : public RowListModel<int>
{
public:
    using RowListModel::RowListModel;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 2;
    }
    [[nodiscard]] ColumnKind kindOf(int column) const override
    {
        return column == 0 ? ColumnKind::Text : ColumnKind::Number;
    }

protected:
    [[nodiscard]] QUuid uuidOf(const int &row) const override
    {
        return QUuid(static_cast<uint>(row), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }
    [[nodiscard]] QString textOf(const int &row, int column) const override
    {
        static const QStringList parts = {u"Part 0"_qs, u"Part 1"_qs, u"Part 2"_qs, u"Part 3"_qs,
                                          u"Part 4"_qs, u"Part 5"_qs, u"Part 6"_qs};
        return column == 0 ? parts.at(row % 7) : QString::number(row);
    }
    [[nodiscard]] CellValue valueOf(const int &row, int column) const override
    {
        return column == 0 ? CellValue(textOf(row, column)) : CellValue(double(row));
    }
};

} // namespace

TEST_F(TablePartsTest, FrozenColumnsStayWhileTheOthersScroll)
{
    freezeFirst();
    auto *frozen = find<FrozenColumns>(u"frozenColumns"_qs);
    ASSERT_TRUE(frozen->isVisible());
    EXPECT_EQ(frozen->width(), table->columnWidth(EventTableModel::Title));
    EXPECT_FALSE(table->isColumnHidden(EventTableModel::Phase)) << "no column gives way";

    // To the last column by key, and back.
    table->setCurrentIndex(table->model()->index(0, EventTableModel::Title));
    QTest::keyClick(table, Qt::Key_End);
    EXPECT_EQ(table->currentIndex().column(), EventTableModel::Phase);
    QScrollBar *bar = table->horizontalScrollBar();
    EXPECT_EQ(bar->value(), bar->maximum());
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(table, Qt::Key_Left);
        EXPECT_GE(table->visualRect(table->currentIndex()).left(), frozen->width())
            << "hidden below the frozen one: " << table->currentIndex().column();
    }
    bar->setValue(bar->maximum());
    QTest::keyClick(table, Qt::Key_Home);
    EXPECT_EQ(table->currentIndex().column(), EventTableModel::Title);
    EXPECT_EQ(bar->value(), bar->maximum()) << "it is seen as it is";
    EXPECT_EQ(table->visualRect(table->currentIndex()).left(), 0);

    // A click on it is one on its row and column.
    const int y = frozen->height() - table->viewport()->height();
    QTest::mouseClick(frozen, Qt::LeftButton, {},
                      QPoint(30, y + table->rowViewportPosition(2) + 10));
    EXPECT_EQ(table->currentIndex(), table->model()->index(2, EventTableModel::Title));
    EXPECT_TRUE(table->hasFocus());
    QTest::mouseClick(frozen, Qt::LeftButton, {}, QPoint(30, y / 2));
    EXPECT_EQ(table->sortKeys(), (QList<SortKey>{{EventTableModel::Title, Qt::DescendingOrder}}));
    EXPECT_EQ(bar->value(), bar->maximum());
}

TEST_F(TablePartsTest, AScreenReaderSeesOneTableHoweverManyColumnsAreFrozen)
{
    freezeFirst();
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(table);
    ASSERT_NE(read, nullptr);
    ASSERT_NE(read->tableInterface(), nullptr);
    EXPECT_EQ(read->tableInterface()->columnCount(), EventTableModel::ColumnCount);
    for (int child = 0; child < read->childCount(); ++child) {
        const QAccessibleInterface *each = read->child(child);
        EXPECT_FALSE(each != nullptr && each->object() == find<FrozenColumns>(u"frozenColumns"_qs));
    }
    EXPECT_EQ(find<FrozenColumns>(u"frozenColumns"_qs)->focusPolicy(), Qt::NoFocus);
}

TEST_F(TablePartsTest, AFrozenColumnIsDrawnTheSameHoweverFarTheOthersScroll)
{
    freezeFirst();
    auto *frozen = find<FrozenColumns>(u"frozenColumns"_qs);
    table->setCurrentIndex({});
    const QRect names(0, 0, frozen->width() - 1, table->viewport()->height());
    const int head = frozen->height() - table->viewport()->height();
    const auto pane = [&] {
        return frozen->grab(names.translated(0, head)).toImage();
    };
    const QImage before = pane();
    table->horizontalScrollBar()->setValue(table->horizontalScrollBar()->maximum());
    EXPECT_EQ(pane(), before);
    model.setRows({event(u"Another"_qs, {}, QDate(2026, 1, 1), 1)});
    settle();
    EXPECT_NE(pane(), before) << "it follows the rows";
}

TEST_F(TablePartsTest, AViewKeepsFrozenColumnsGroupsAndTotals)
{
    auto *menu = table->columnMenu();
    Q_EMIT menu->aboutToShow();
    auto *frozen = menu->findChild<QMenu *>(u"frozenMenu"_qs);
    ASSERT_NE(frozen, nullptr);
    frozen->actions().at(2)->trigger();
    EXPECT_EQ(table->frozenColumns(), 2);
    fromHead(EventTableModel::Type, u"groupAction"_qs);
    table->figures().setKind(EventTableModel::Confirmed, TotalKind::Average);
    saveView(u"Mine"_qs);

    table->setState({});
    settle();
    EXPECT_EQ(table->frozenColumns(), 0);
    EXPECT_FALSE(table->groups().isOn());
    EXPECT_FALSE(find<TotalsBar>(u"totalsBar"_qs)->isVisible());

    chooseView(u"Mine"_qs);
    EXPECT_EQ(table->frozenColumns(), 2);
    EXPECT_EQ(table->groups().column(), EventTableModel::Type);
    EXPECT_EQ(table->figures().kindOf(EventTableModel::Confirmed), TotalKind::Average);
    EXPECT_TRUE(find<TotalsBar>(u"totalsBar"_qs)->isVisible());

    again();
    settle();
    EXPECT_EQ(table->frozenColumns(), 2) << "and between starts";
    EXPECT_EQ(table->groups().column(), EventTableModel::Type);
}

TEST_F(TablePartsTest, TotalsAreOfTheRowsThatTheFiltersLeave)
{
    Q_EMIT table->columnMenu()->aboutToShow();
    table->columnMenu()->findChild<QAction *>(u"totalsAction"_qs)->trigger();
    auto *bar = find<TotalsBar>(u"totalsBar"_qs);
    ASSERT_TRUE(bar->isVisible());
    ASSERT_TRUE(
        waitFor([&] { return table->figures().text(EventTableModel::Registered) == u"102"; }));
    EXPECT_EQ(bar->sentence(),
              u"Rows: 4; Duration, Sum: 240; Registered, Sum: 102; Came, Sum: 0"_qs);

    ColumnFilter filter;
    filter.text = u"course"_qs;
    table->setFilter(EventTableModel::Type, filter);
    ASSERT_TRUE(
        waitFor([&] { return table->figures().text(EventTableModel::Registered) == u"10"; }));

    // A click below a column chooses what is told of it.
    const int x = table->columnLeft(EventTableModel::Registered) + 10;
    QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(x, bar->height() / 2));
    trigger(u"totalMenu"_qs, u"averageTotalAction"_qs);
    ASSERT_TRUE(
        waitFor([&] { return table->figures().text(EventTableModel::Registered) == u"5.0"; }));
    table->clearFilters();
    ASSERT_TRUE(
        waitFor([&] { return table->figures().text(EventTableModel::Registered) == u"25.5"; }));
    table->figures().setKind(EventTableModel::Date, TotalKind::Least);
    ASSERT_TRUE(waitFor([&] { return bar->sentence().contains(u"Date, Earliest: Mar 1, 2026"); }))
        << qPrintable(bar->sentence());
}

TEST_F(TablePartsTest, SaysWhatTheSelectionComesTo)
{
    table->setCurrentIndex(model.index(0, 0));
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    auto *label = find<QLabel>(u"selectionTotalsLabel"_qs);
    ASSERT_TRUE(waitFor([&] { return !label->text().isEmpty(); }));
    EXPECT_EQ(label->text(),
              u"2 selected · Duration: 120 · Registered: 17"_qs); // Excel, Fire drill
    QTest::keyClick(table, Qt::Key_Down);
    ASSERT_TRUE(waitFor([&] { return label->text().isEmpty(); })) << "one row says that itself";
}

TEST_F(TablePartsTest, GroupsByKeyAndFoldsThem)
{
    fromHead(EventTableModel::Type, u"groupAction"_qs);
    EXPECT_EQ(firstCells(),
              (QStringList{u"Course (2)"_qs, u"Excel"_qs, u"Word"_qs, u"Safety (1)"_qs,
                           u"Fire drill"_qs, u"(nothing) (1)"_qs, u"Picnic"_qs}));
    ASSERT_TRUE(waitFor([&] { return cell(0, EventTableModel::Registered) == u"10"; }));
    EXPECT_EQ(cell(5, EventTableModel::Registered), u"80"_qs);
    EXPECT_EQ(table->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
              u"Course, 2 rows, unfolded"_qs);

    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Left);
    EXPECT_EQ(firstCells().first(3),
              (QStringList{u"Course (2)"_qs, u"Safety (1)"_qs, u"Fire drill"_qs}));
    EXPECT_EQ(table->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
              u"Course, 2 rows, folded"_qs);
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_EQ(firstCells().size(), 7);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Minus);
    EXPECT_EQ(table->currentIndex().row(), 0) << "from a row to its heading";
    EXPECT_EQ(firstCells().size(), 5);
    QTest::keyClick(table, Qt::Key_Plus);

    fromHead(EventTableModel::Title, u"foldAllAction"_qs);
    EXPECT_EQ(firstCells(), (QStringList{u"Course (2)"_qs, u"Safety (1)"_qs, u"(nothing) (1)"_qs}));
    const QRect heading = table->visualRect(table->model()->index(1, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, heading.center());
    EXPECT_EQ(firstCells().at(2), u"Fire drill"_qs);

    fromHead(EventTableModel::Title, u"ungroupAction"_qs);
    EXPECT_EQ(table->model(), &model);
    EXPECT_EQ(titles(), (QStringList{u"Excel"_qs, u"Fire drill"_qs, u"Picnic"_qs, u"Word"_qs}));
}

TEST_F(TablePartsTest, GroupsOfDaysAreMonths)
{
    fromHead(EventTableModel::Date, u"groupAction"_qs);
    EXPECT_EQ(firstCells(),
              (QStringList{u"March 2026 (2)"_qs, u"Excel"_qs, u"Fire drill"_qs,
                           u"April 2026 (1)"_qs, u"Word"_qs, u"May 2026 (1)"_qs, u"Picnic"_qs}));
    clickHead(EventTableModel::Date);
    clickHead(EventTableModel::Date);
    settle();
    EXPECT_EQ(firstCells().first(), u"May 2026 (1)"_qs) << "the latest first";
}

TEST_F(TablePartsTest, PagesDealWithRecordsWhateverIsGrouped)
{
    QStringList clicked;
    QObject::connect(table, &TableView::recordClicked, table, [&](const QModelIndex &record) {
        EXPECT_EQ(record.model(), &model);
        clicked.append(model.at(record.row()).event.title);
    });
    QObject::connect(table, &TableView::opened, table, [&](const QModelIndex &record) {
        clicked.append(u"opened "_qs + model.at(record.row()).event.title);
    });
    int changes = 0;
    QObject::connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, table,
                     [&] { ++changes; });
    fromHead(EventTableModel::Type, u"groupAction"_qs);

    const QModelIndex word = table->model()->index(2, 0);
    ASSERT_EQ(word.data().toString(), u"Word"_qs);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(word).center());
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_EQ(clicked, (QStringList{u"Word"_qs, u"opened Word"_qs}));
    EXPECT_GT(changes, 0) << "who was connected before still is";
    ASSERT_EQ(table->selectedRecords().size(), 1);
    EXPECT_EQ(model.at(table->selectedRecords().first().row()).event.title, u"Word"_qs);

    QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(table->selectedRecords().size(), 4) << "a heading is no record";
    auto *label = find<QLabel>(u"selectionTotalsLabel"_qs);
    ASSERT_TRUE(waitFor([&] { return label->text().contains(u"102"); }));
    EXPECT_TRUE(label->text().startsWith(u"4 selected"));
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    EXPECT_FALSE(QApplication::clipboard()->text().contains(u"Course ("));
    EXPECT_EQ(QApplication::clipboard()->text().count(u'\n'), 4);

    // A record that is folded away is unfolded when a page asks for it.
    table->groups().setAllFolded(true);
    table->selectRecord(model.rowOf(model.at(3).event.uuid.value()));
    EXPECT_EQ(model.at(table->currentRecord().row()).event.title, u"Word"_qs);
}

TEST_F(TablePartsTest, WhatIsSelectedStaysWhenRowsComeBetween)
{
    fromHead(EventTableModel::Type, u"groupAction"_qs);
    table->selectRecord(3);
    ASSERT_EQ(model.at(table->currentRecord().row()).event.title, u"Word"_qs);
    QList<EventSummary> rows = model.rows();
    rows.append(event(u"Access"_qs, u"Course"_qs, QDate(2026, 6, 1), 3));
    model.setRows(rows);
    settle();

    EXPECT_EQ(firstCells().first(4),
              (QStringList{u"Course (3)"_qs, u"Access"_qs, u"Excel"_qs, u"Word"_qs}));
    ASSERT_EQ(table->selectedRecords().size(), 1);
    EXPECT_EQ(model.at(table->selectedRecords().first().row()).event.title, u"Word"_qs);
    rows[0].event.type = u"Safety"_qs; // Excel goes to another group.
    model.setRows(rows);
    settle();
    EXPECT_EQ(firstCells().first(4),
              (QStringList{u"Course (2)"_qs, u"Access"_qs, u"Word"_qs, u"Safety (2)"_qs}));
}

// The stall detector of every GUI test watches.
TEST_F(TablePartsTest, AMillionRowsAreTotalledAndGroupedWithoutAPause)
{
    constexpr int Many = 1'000'000;
    NumberModel numbers;
    numbers.setHeaders({u"Part"_qs, u"Number"_qs});
    QList<int> rows(Many);
    std::iota(rows.begin(), rows.end(), 0);
    numbers.setRows(rows, RowsAre::ANewList);
    TableView many;
    many.resize(500, 400);
    many.setModel(&numbers);
    many.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&many));
    many.figures().setShown(true);
    ASSERT_TRUE(waitFor([&] { return many.figures().text(1) == u"499,999,500,000"; }))
        << qPrintable(many.figures().text(1));

    QTest::keyClick(&many, Qt::Key_A, Qt::ControlModifier);
    ASSERT_TRUE(
        waitFor([&] { return many.figures().selectionText().contains(u"499,999,500,000"); }));
    many.clearSelection();

    many.groups().setColumn(0);
    ASSERT_TRUE(waitFor([&] { return many.model()->rowCount() == Many + 7; }));
    EXPECT_EQ(many.model()->index(0, 0).data().toString(), u"Part 0 (142,858)"_qs);
    ASSERT_TRUE(waitFor([&] { return !many.model()->index(0, 1).data().toString().isEmpty(); }));
    EXPECT_EQ(many.model()->index(0, 1).data().toString(), u"71,428,928,571"_qs);
    many.setCurrentIndex(many.model()->index(0, 0));
    QTest::keyClick(&many, Qt::Key_Left);
    EXPECT_EQ(many.model()->rowCount(), Many + 7 - 142'858);
}

TEST(RowPasteTest, ReadsCellsAsSpreadsheetsPutThem)
{
    EXPECT_EQ(RowPaste::cells(u"a\tb\r\nc\t\n"_qs),
              (QList<QStringList>{{u"a"_qs, u"b"_qs}, {u"c"_qs, QString()}}));
    EXPECT_EQ(RowPaste::cells(u"\"two\nlines\"\t\"say \"\"hi\"\"\""_qs),
              (QList<QStringList>{{u"two\nlines"_qs, u"say \"hi\""_qs}}));
    EXPECT_EQ(RowPaste::cells(u"5\" screen\t'=SUM"_qs),
              (QList<QStringList>{{u"5\" screen"_qs, u"=SUM"_qs}}));
    EXPECT_TRUE(RowPaste::cells({}).isEmpty());
}

} // namespace EvalTrack::Test
