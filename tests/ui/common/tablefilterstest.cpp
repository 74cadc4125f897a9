// SPDX-License-Identifier: GPL-3.0-or-later
#include "eventstabletest.h"

#include "common/emptystate.h"
#include "common/filterbar.h"
#include "common/listframe.h"
#include "common/tableview.h"
#include "items/eventtablemodel.h"
#include "support/fakedesk.h"
#include "support/screentest.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <stdexcept>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class TableFiltersTest : public EventsTableTest
{};

} // namespace

TEST_F(TableFiltersTest, AltDownFiltersTheColumnByText)
{
    openFilter(EventTableModel::Title);
    QTest::keyClicks(QApplication::focusWidget(), u"DRÍLL"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);

    EXPECT_EQ(popup(), nullptr);
    EXPECT_EQ(titles(), QStringList{u"Fire drill"_qs});
    EXPECT_EQ(find<QToolButton>(u"filterChipTitle"_qs)->toolTip(), u"Title: contains “DRÍLL”"_qs);
    EXPECT_EQ(find<QLabel>(u"filteredCountLabel"_qs)->text(), u"1 of 4 rows"_qs);
    EXPECT_TRUE(table->accessibleDescription().contains(u"DRÍLL"));
    EXPECT_TRUE(table->hasFocus());
}

TEST_F(TableFiltersTest, TheMarkInTheHeadOpensTheValuesThatAreThere)
{
    QHeaderView *head = table->horizontalHeader();
    const int right = head->sectionViewportPosition(EventTableModel::Type) +
                      head->sectionSize(EventTableModel::Type);
    QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, QPoint(right - 20, head->height() / 2));
    ASSERT_NE(popup(), nullptr);
    EXPECT_EQ(table->sortKeys(), (QList<SortKey>{{0, Qt::AscendingOrder}})) << "it does not sort";

    auto *values = popup()->findChild<QListView *>(u"filterValuesListView"_qs);
    ASSERT_NE(values, nullptr);
    QStringList texts;
    for (int row = 0; row < values->model()->rowCount(); ++row) {
        texts.append(values->model()->index(row, 0).data().toString());
    }
    EXPECT_EQ(texts, (QStringList{u"(empty)  (1)"_qs, u"Course  (2)"_qs, u"Safety  (1)"_qs}));

    // The word is as good as the box beside it.
    const QModelIndex course = values->model()->index(1, 0);
    QTest::mouseClick(values->viewport(), Qt::LeftButton, {}, values->visualRect(course).center());
    EXPECT_EQ(course.data(Qt::CheckStateRole).toInt(), Qt::Checked);
    const QRect box = values->visualRect(course);
    QTest::mouseClick(values->viewport(), Qt::LeftButton, {},
                      QPoint(box.left() + 16, box.center().y()));
    EXPECT_EQ(course.data(Qt::CheckStateRole).toInt(), Qt::Unchecked);
    values->setFocus();
    values->setCurrentIndex(course);
    QTest::keyClick(values, Qt::Key_Space);
    QTest::mouseClick(popup()->findChild<QPushButton *>(u"applyColumnFilterButton"_qs),
                      Qt::LeftButton);

    EXPECT_EQ(titles(), (QStringList{u"Excel"_qs, u"Word"_qs}));
}

TEST_F(TableFiltersTest, NumbersAndDaysAreFilteredByRange)
{
    openFilter(EventTableModel::Registered);
    QTest::keyClicks(popup()->findChild<QLineEdit *>(u"leastLineEdit"_qs), u"6"_qs);
    QTest::keyClicks(popup()->findChild<QLineEdit *>(u"mostLineEdit"_qs), u"80"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_EQ(titles(), (QStringList{u"Fire drill"_qs, u"Picnic"_qs}));

    openFilter(EventTableModel::Date);
    QTest::keyClick(popup()->findChild<QCheckBox *>(u"filterFromCheckBox"_qs), Qt::Key_Space);
    popup()->findChild<QDateEdit *>(u"filterFromDateEdit"_qs)->setDate(QDate(2026, 3, 2));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_EQ(titles(), QStringList{u"Picnic"_qs});

    // Each chip has its cross.
    QTest::mouseClick(find<QToolButton>(u"removeFilterRegistered"_qs), Qt::LeftButton);
    EXPECT_EQ(titles(), (QStringList{u"Excel"_qs, u"Picnic"_qs, u"Word"_qs}));
    QTest::mouseClick(find<QPushButton>(u"clearFiltersButton"_qs), Qt::LeftButton);
    EXPECT_EQ(titles().size(), 4);
}

TEST_F(TableFiltersTest, WhatIsEmptyCanBeAskedFor)
{
    openFilter(EventTableModel::Type);
    popup()->findChild<QComboBox *>(u"howComboBox"_qs)->setCurrentIndex(1);
    QTest::keyClick(popup(), Qt::Key_Return);

    EXPECT_EQ(titles(), QStringList{u"Picnic"_qs});
}

TEST_F(TableFiltersTest, EscapeLeavesTheFilterAsItWas)
{
    openFilter(EventTableModel::Title);
    QTest::keyClicks(QApplication::focusWidget(), u"drill"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);

    EXPECT_EQ(popup(), nullptr);
    EXPECT_EQ(titles().size(), 4);
    EXPECT_FALSE(find<FilterBar>(u"filterBar"_qs)->isVisible());
}

TEST_F(TableFiltersTest, SaysThatFiltersHideEverythingAndClearsThem)
{
    auto *empty = new EmptyState;
    empty->setState(Icon::Events, u"No events"_qs, {});
    table->setEmptyState(empty);
    openFilter(EventTableModel::Title);
    QTest::keyClicks(QApplication::focusWidget(), u"nobody calls it that"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(titles().isEmpty());
    EXPECT_FALSE(empty->isVisible());
    auto *away = find<EmptyState>(u"filteredAwayState"_qs);
    ASSERT_TRUE(away->isVisible());

    QTest::mouseClick(away->findChild<QPushButton *>(u"emptyStateButton"_qs), Qt::LeftButton);

    EXPECT_EQ(titles().size(), 4);
    EXPECT_FALSE(away->isVisible());
}

TEST_F(TableFiltersTest, TheRowThatIsLookedAtStaysChosen)
{
    table->setCurrentIndex(model.index(model.rowOf(model.at(1).event.uuid.value()), 0));
    ASSERT_EQ(table->currentIndex().data().toString(), u"Fire drill"_qs);

    openFilter(EventTableModel::Registered);
    QTest::keyClicks(popup()->findChild<QLineEdit *>(u"leastLineEdit"_qs), u"6"_qs);
    table->setCurrentIndex(model.index(1, 0));
    QTest::keyClick(popup(), Qt::Key_Return);

    EXPECT_EQ(table->currentIndex().data().toString(), u"Fire drill"_qs);
}

TEST_F(TableFiltersTest, ShiftAndClickSortsByOneMoreColumn)
{
    clickHead(EventTableModel::Registered);
    clickHead(EventTableModel::Title, Qt::ShiftModifier);
    clickHead(EventTableModel::Title, Qt::ShiftModifier);
    EXPECT_EQ(titles(), (QStringList{u"Word"_qs, u"Excel"_qs, u"Fire drill"_qs, u"Picnic"_qs}));

    again();
    EXPECT_EQ(titles(), (QStringList{u"Word"_qs, u"Excel"_qs, u"Fire drill"_qs, u"Picnic"_qs}))
        << "kept between starts";

    clickHead(EventTableModel::Title, Qt::ShiftModifier);
    EXPECT_EQ(table->sortKeys(),
              (QList<SortKey>{{EventTableModel::Registered, Qt::AscendingOrder}}))
        << "the third click takes the key out";
    table->setCurrentIndex(model.index(0, EventTableModel::Title));
    QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
    trigger(u"headMenu"_qs, u"resetSortingAction"_qs);
    EXPECT_EQ(titles(), (QStringList{u"Excel"_qs, u"Fire drill"_qs, u"Picnic"_qs, u"Word"_qs}));
}

TEST_F(TableFiltersTest, TheKeyboardSortsByMoreColumnsToo)
{
    table->setCurrentIndex(model.index(0, EventTableModel::Registered));
    QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
    trigger(u"headMenu"_qs, u"sortDescendingAction"_qs);
    table->setCurrentIndex(model.index(0, EventTableModel::Title));
    QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
    trigger(u"headMenu"_qs, u"furtherKeyAction"_qs);

    EXPECT_EQ(titles(), (QStringList{u"Picnic"_qs, u"Fire drill"_qs, u"Excel"_qs, u"Word"_qs}));
}

TEST_F(TableFiltersTest, AFilterIsNotKeptBetweenStarts)
{
    openFilter(EventTableModel::Title);
    QTest::keyClicks(QApplication::focusWidget(), u"drill"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);

    clickHead(EventTableModel::Date); // Which keeps how the table is set up.
    again();

    EXPECT_EQ(titles().size(), 4);
    EXPECT_EQ(table->sortKeys(), (QList<SortKey>{{EventTableModel::Date, Qt::AscendingOrder}}));
}

TEST_F(TableFiltersTest, AViewIsSavedChosenRenamedAndDeleted)
{
    const auto chooseView = [this](const QString &action) {
        auto *button = find<QToolButton>(u"viewsButton"_qs);
        QMetaObject::invokeMethod(button->menu(), "aboutToShow");
        for (QAction *each : button->menu()->actions()) {
            if (each->objectName() == action || each->data().toString() == action) {
                each->trigger();
                return;
            }
        }
        FAIL() << qPrintable(action);
    };
    openFilter(EventTableModel::Type);
    QTest::keyClicks(QApplication::focusWidget(), u"course"_qs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    clickHead(EventTableModel::Date);
    table->setColumnWanted(EventTableModel::Phase, false);
    search->setText(u"x"_qs);
    prompter.answerNextText(u"Courses"_qs);
    chooseView(u"saveViewAsAction"_qs);

    table->clearFilters();
    table->resetSorting();
    table->setColumnWanted(EventTableModel::Phase, true);
    search->clear();
    chooseView(u"Courses"_qs);
    EXPECT_EQ(titles(), (QStringList{u"Excel"_qs, u"Word"_qs}));
    EXPECT_EQ(table->sortKeys(), (QList<SortKey>{{EventTableModel::Date, Qt::AscendingOrder}}));
    EXPECT_TRUE(table->isColumnHidden(EventTableModel::Phase));
    EXPECT_EQ(search->text(), u"x"_qs);

    prompter.answerNextText(u"My courses"_qs);
    chooseView(u"renameViewAction"_qs);
    chooseView(u"defaultViewAction"_qs);
    again();
    search->clear();
    frame->openDefaultView();
    EXPECT_EQ(titles(), (QStringList{u"Excel"_qs, u"Word"_qs})) << "it starts with that view";

    table->clearFilters();
    chooseView(u"deleteViewAction"_qs);
    again();
    frame->openDefaultView();
    EXPECT_EQ(titles().size(), 4);
    toaster.undo = {};
}

TEST_F(TableFiltersTest, ADeletedViewComesBack)
{
    prompter.answerNextText(u"All"_qs);
    auto *button = find<QToolButton>(u"viewsButton"_qs);
    const auto choose = [button](const QString &action) {
        QMetaObject::invokeMethod(button->menu(), "aboutToShow");
        for (QAction *each : button->menu()->actions()) {
            if (each->objectName() == action) {
                each->trigger();
                return true;
            }
        }
        return false;
    };
    ASSERT_TRUE(choose(u"saveViewAsAction"_qs));
    ASSERT_TRUE(choose(u"deleteViewAction"_qs));
    EXPECT_FALSE(choose(u"deleteViewAction"_qs));

    toaster.undo();

    EXPECT_TRUE(choose(u"deleteViewAction"_qs));
}

TEST_F(TableFiltersTest, AViewOutlivesColumnsOfAnotherVersion)
{
    TableState state = table->state();
    state.columns.prepend({u"Salary"_qs, 90, true}); // There is none any more.
    state.columns.removeIf([](const auto &each) { return each.name == u"Type"; }); // That is new.
    state.sorting = {{u"Salary"_qs, Qt::AscendingOrder}, {u"Date"_qs, Qt::DescendingOrder}};
    state.filters = {{u"Salary"_qs, ColumnFilter()}};

    table->setState(TableState::fromVariant(state.toVariant()));

    EXPECT_FALSE(table->isColumnHidden(EventTableModel::Type));
    EXPECT_EQ(titles(), (QStringList{u"Picnic"_qs, u"Word"_qs, u"Excel"_qs, u"Fire drill"_qs}));
    EXPECT_EQ(table->horizontalHeader()->logicalIndex(0), EventTableModel::Title);
}

TEST_F(TableFiltersTest, TheMenuOfARowHasWhatThePageOffers)
{
    int done = -1;
    QObject::connect(table, &TableView::rowMenuRequested, table,
                     [&done, this](QMenu *menu, const QModelIndex &index) {
                         QAction *deed = menu->addAction(u"Do"_qs);
                         deed->setObjectName(u"doAction"_qs);
                         QObject::connect(deed, &QAction::triggered, table,
                                          [&done, row = index.row()] { done = row; });
                     });
    table->setCurrentIndex(model.index(2, 0));

    QTest::keyClick(table, Qt::Key_Menu);
    trigger(u"rowMenu"_qs, u"doAction"_qs);
    EXPECT_EQ(done, 2);
    EXPECT_TRUE(waitFor([] { return QApplication::activePopupWidget() == nullptr; }));

    // With the mouse, of the row below it.
    const QPoint at = table->visualRect(model.index(1, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, table->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table->viewport(), &event);
    trigger(u"rowMenu"_qs, u"doAction"_qs);
    EXPECT_EQ(done, 1);
    EXPECT_EQ(table->currentIndex().row(), 1);
}

TEST_F(TableFiltersTest, ASpreadsheetTakesWhatIsCopied)
{
    model.setRows({event(u"=1+1\t<b>"_qs, u"+58 212 555"_qs, QDate(2026, 3, 1), 12)});
    for (const int column : {EventTableModel::Date, EventTableModel::Duration,
                             EventTableModel::Confirmed, EventTableModel::Phase}) {
        table->setColumnWanted(column, false);
    }
    table->selectAll();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);

    const QMimeData *copied = QApplication::clipboard()->mimeData();
    EXPECT_EQ(copied->text(), u"Title\tType\tRegistered\n'=1+1 <b>\t+58 212 555\t12"_qs);
    EXPECT_TRUE(copied->html().contains(u"<th>Title</th><th>Type</th>"));
    EXPECT_TRUE(copied->html().contains(u"<td>'=1+1 &lt;b&gt;</td>"));
}

} // namespace EvalTrack::Test
