// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/orgtablemodel.h"
#include "orgchart/orgchartpages.h"
#include "orgchart/orgchartview.h"
#include "support/screentest.h"

#include <QFileInfo>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>

namespace EvalTrack::Test {

namespace {

class OrgChartPageTest : public ScreenTest
{
protected:
    void start(const std::function<void()> &arrange = {}, const QString &argument = {})
    {
        prepare(Role::HumanResources);
        if (arrange) {
            arrange();
        }
        fake->announce();
        open(orgChartPages(), PageIds::OrgChart, argument);
        view = find<OrgChartView>(u"orgChartView"_qs);
    }
    Employee &who(const QString &name)
    {
        const auto found = std::ranges::find_if(
            fake->company.people, [&](const Employee &each) { return each.name.startsWith(name); });
        EXPECT_NE(found, fake->company.people.end()) << name.toStdString();
        return *found;
    }
    int at(const QString &name) { return view->chart().indexOf(who(name).uuid); }
    QString current()
    {
        return view->current() < 0
                   ? QString()
                   : fake->company.person(view->chart().uuidAt(view->current()))->name;
    }
    void clickPerson(int person, QPointF offset = {})
    {
        const QPointF place = view->placeOf(person).center() + offset;
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, place.toPoint());
        settle();
    }
    void clickBadge(int person)
    {
        clickPerson(person, {0, view->placeOf(person).height() / 2 + 2});
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(view, key, modifiers);
        settle();
    }
    bool isInSight(int person)
    {
        return view->viewport()->rect().contains(view->placeOf(person).toAlignedRect());
    }
    void wheel(int steps, Qt::KeyboardModifiers modifiers, const QPointF &place)
    {
        QWheelEvent event(place, view->viewport()->mapToGlobal(place), {}, {0, steps * 120},
                          Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view->viewport(), &event);
        settle();
    }

    OrgChartView *view = nullptr;
};

} // namespace

TEST_F(OrgChartPageTest, ShowsWhoReportsToWhom)
{
    start();
    const OrgChart &chart = view->chart();

    EXPECT_EQ(chart.size(), 28) << "two are inactive";
    EXPECT_EQ(chart.managerOf(at(u"Simón"_qs)), at(u"José Gregorio"_qs));
    EXPECT_EQ(text(u"countLabel"_qs), u"28 person(s)"_qs);
    // What is drawn is there: the box of who is current is not blank.
    const QImage picture = view->viewport()->grab().toImage();
    QSet<QRgb> inks;
    const QRect box = view->placeOf(view->current()).toAlignedRect();
    for (int x = box.left(); x < box.right(); ++x) {
        inks.insert(picture.pixel(x, box.center().y()));
    }
    EXPECT_GT(inks.size(), 3);
}

TEST_F(OrgChartPageTest, WhoIsInactiveStaysWhileSomebodyReportsToThem)
{
    start([this] {
        who(u"José Gregorio"_qs).isActive = false;
        who(u"Lucía"_qs).isActive = false;
    });

    EXPECT_GE(at(u"José Gregorio"_qs), 0);
    EXPECT_EQ(at(u"Lucía"_qs), -1);
}

TEST_F(OrgChartPageTest, GoesThroughTheTreeByKeyboard)
{
    start();
    view->setFocus();
    key(Qt::Key_Home);
    const int top = view->current();
    key(Qt::Key_Down);
    EXPECT_EQ(view->chart().managerOf(view->current()), top);
    const QString first = current();
    key(Qt::Key_Right);
    EXPECT_NE(current(), first);
    EXPECT_EQ(view->chart().managerOf(view->current()), top);
    key(Qt::Key_Left);
    EXPECT_EQ(current(), first);
    key(Qt::Key_Left);
    EXPECT_EQ(current(), first) << "nobody is before";
    key(Qt::Key_Up);
    EXPECT_EQ(view->current(), top);
    EXPECT_TRUE(view->accessibleDescription().contains(current()));

    key(Qt::Key_Return);
    EXPECT_EQ(wentTo, PageIds::People);
    EXPECT_EQ(PageArgument::value(wentWith, u"person"_qs),
              toText(view->chart().uuidAt(top).value()));
}

TEST_F(OrgChartPageTest, SpaceFoldsAndArrowsUnfold)
{
    start();
    view->setFocus();
    view->showPerson(at(u"José Gregorio"_qs));
    key(Qt::Key_Space);
    EXPECT_FALSE(view->chart().isShown(at(u"Simón"_qs)));
    EXPECT_TRUE(view->accessibleDescription().contains(u"folded"_qs));

    key(Qt::Key_Down);
    EXPECT_EQ(view->chart().managerOf(view->current()), at(u"José Gregorio"_qs));
    EXPECT_FALSE(view->chart().isFolded(at(u"José Gregorio"_qs)));
}

TEST_F(OrgChartPageTest, AClickOnTheBadgeFoldsWithoutLosingThePlace)
{
    start();
    const int manager = at(u"José Gregorio"_qs);
    view->showPerson(manager);
    const QPointF before = view->placeOf(manager).center();
    clickBadge(manager);

    EXPECT_TRUE(view->chart().isFolded(manager));
    EXPECT_LE((view->placeOf(manager).center() - before).manhattanLength(), 40);
    clickBadge(manager);
    EXPECT_FALSE(view->chart().isFolded(manager));
    clickPerson(at(u"Simón"_qs));
    EXPECT_TRUE(current().startsWith(u"Simón"_qs));
}

TEST_F(OrgChartPageTest, FindsFoldedPeopleAndStepsThroughThem)
{
    start();
    click(u"foldButton"_qs);
    ASSERT_FALSE(view->chart().isShown(at(u"Simón"_qs)));

    type(u"searchLineEdit"_qs, u"urdaneta"_qs);
    EXPECT_TRUE(current().startsWith(u"Simón"_qs));
    EXPECT_TRUE(view->chart().isShown(view->current()));
    const QPointF away =
        view->placeOf(view->current()).center() - QRectF(view->viewport()->rect()).center();
    EXPECT_LT(away.manhattanLength(), 4) << "in the middle, also at the edge of the chart";
    EXPECT_EQ(text(u"foundLabel"_qs), u"1 of 1"_qs);

    type(u"searchLineEdit"_qs, u"ventas"_qs);
    const QString first = current();
    const QString counted = text(u"foundLabel"_qs);
    EXPECT_TRUE(counted.startsWith(u"1 of "_qs));
    click(u"nextFoundButton"_qs);
    EXPECT_NE(current(), first);
    const QString second = current();
    QTest::keySequence(page.get(), QKeySequence::FindNext);
    settle();
    EXPECT_NE(current(), second);
    QTest::keyClick(find<>(u"searchLineEdit"_qs), Qt::Key_Return);
    settle();
    EXPECT_EQ(QApplication::focusWidget(), view) << "to go on from there by arrows";

    type(u"searchLineEdit"_qs, u"zzz"_qs);
    EXPECT_EQ(text(u"foundLabel"_qs), u"Nobody found"_qs);
    QTest::keyClick(find<>(u"searchLineEdit"_qs), Qt::Key_Escape);
    EXPECT_FALSE(isShown(u"foundLabel"_qs));
}

TEST_F(OrgChartPageTest, ZoomsByWheelKeysAndButtonsAroundWhatIsLookedAt)
{
    start();
    view->setFocus();
    const QPointF place(400, 200);
    wheel(2, Qt::ControlModifier, place);
    EXPECT_GT(view->scale(), 1.2);
    wheel(-2, Qt::ControlModifier, place);
    EXPECT_NEAR(view->scale(), 1, 0.01);

    key(Qt::Key_Plus);
    EXPECT_GT(view->scale(), 1.1);
    key(Qt::Key_Minus);
    click(u"zoomOutButton"_qs);
    EXPECT_LT(view->scale(), 0.9);
    click(u"zoomInButton"_qs);
    click(u"fitButton"_qs);
    EXPECT_FALSE(view->horizontalScrollBar()->isVisible());
    EXPECT_FALSE(view->verticalScrollBar()->isVisible());
    for (int i = 0; i < view->chart().size(); ++i) {
        EXPECT_TRUE(!view->chart().isShown(i) || isInSight(i)) << i;
    }
}

TEST_F(OrgChartPageTest, IsMovedByDragging)
{
    start([this] {
        for (Employee &each : fake->company.people) {
            each.managerId =
                each.id.value() > 1 ? std::optional(UserId(each.id.value() / 2)) : std::nullopt;
        }
    });
    view->setFocus();
    for (int i = 0; i < 4; ++i) {
        key(Qt::Key_Plus);
    }
    const QPointF before = view->placeOf(0).center();
    const QPoint from(600, 300);
    QTest::mousePress(view->viewport(), Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(view->viewport(), from + QPoint(-60, -40));
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, Qt::NoModifier, from + QPoint(-60, -40));
    settle();

    EXPECT_EQ(view->placeOf(0).center() - before, QPointF(-60, -40));
}

TEST_F(OrgChartPageTest, ACircleIsNamedAndShown)
{
    start([this] {
        who(u"Simón"_qs).managerId = who(u"Manuel"_qs).id;
        who(u"Manuel"_qs).managerId = who(u"Simón"_qs).id;
    });

    EXPECT_TRUE(view->chart().isInCircle(at(u"Simón"_qs)));
    EXPECT_GE(at(u"Manuel"_qs), 0);
    const QString said = text(u"bannerLabel"_qs);
    EXPECT_TRUE(said.contains(u"Manuel Rivas Ochoa"_qs)) << said.toStdString();
    EXPECT_TRUE(said.contains(u"Simón Urdaneta Gil"_qs));

    who(u"Manuel"_qs).managerId.reset();
    fake->announce();
    settle();
    EXPECT_FALSE(isShown(u"bannerLabel"_qs));
}

TEST_F(OrgChartPageTest, TheSameAsAListForThoseWhoRead)
{
    start();
    click(u"asListButton"_qs);
    ASSERT_TRUE(isShown(u"orgTable"_qs));
    EXPECT_EQ(rows(u"orgTable"_qs), 28);
    const int row = rowWith(u"orgTable"_qs, OrgTableModel::Name, u"Simón Urdaneta Gil"_qs);
    const auto *model = find<QTableView>(u"orgTable"_qs)->model();
    EXPECT_EQ(model->index(row, OrgTableModel::Manager).data().toString(),
              u"José Gregorio Ramírez Soto"_qs);
    EXPECT_GT(model->index(row, 0).data(DepthRole).toInt(), 0);

    type(u"searchLineEdit"_qs, u"urdaneta"_qs);
    EXPECT_EQ(rows(u"orgTable"_qs), 1);
    auto *table = find<QTableView>(u"orgTable"_qs);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    settle();
    EXPECT_EQ(PageArgument::value(wentWith, u"person"_qs), toText(who(u"Simón"_qs).uuid.value()));
}

TEST_F(OrgChartPageTest, WhatIsFoldedAndCurrentStaysWhenPeopleChange)
{
    start();
    const int manager = at(u"José Gregorio"_qs);
    view->showPerson(manager);
    view->setFocus();
    key(Qt::Key_Space);
    who(u"Carmen"_qs).jobTitle = u"Jefa"_qs;
    fake->announce();
    settle();

    EXPECT_TRUE(view->chart().isFolded(at(u"José Gregorio"_qs)));
    EXPECT_TRUE(current().startsWith(u"José Gregorio"_qs));
}

TEST_F(OrgChartPageTest, ALargeCompanyBeginsFolded)
{
    prepare(Role::HumanResources);
    fake->company.people = FakeCompany::crowd(2'000, fake->clock.now()).people;
    for (Employee &each : fake->company.people) {
        each.managerId = each.id.value() > 1 ? std::optional(UserId((each.id.value() - 2) / 8 + 1))
                                             : std::nullopt;
    }
    fake->announce();
    open(orgChartPages(), PageIds::OrgChart);
    view = find<OrgChartView>(u"orgChartView"_qs);
    int shown = 0;
    view->chart().visit(view->chart().area(), [&](int) { ++shown; });

    EXPECT_LE(shown, 80);
    EXPECT_GE(shown, 9);
    EXPECT_TRUE(isInSight(0));
}

TEST_F(OrgChartPageTest, IsWrittenAsAPdf)
{
    start();
    const QString file = folder.filePath(u"chart.pdf"_qs);
    prompter.answerNextFile(file);
    click(u"pdfButton"_qs);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !toaster.said.isEmpty(); }));

    EXPECT_TRUE(toaster.said.last().contains(u"chart.pdf"_qs));
    QFile written(file);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_TRUE(written.read(5) == "%PDF-");
    EXPECT_GT(written.size(), 5'000);
}

TEST_F(OrgChartPageTest, IsForThoseWhoMaySeePeople)
{
    EXPECT_EQ(orgChartPages().first().permission, Permission::ViewPeople);
    EXPECT_FALSE(roleHas(Role::Employee, Permission::ViewPeople));
}

} // namespace EvalTrack::Test
