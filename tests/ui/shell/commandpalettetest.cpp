// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/chartpanel.h"
#include "support/windowtest.h"

#include <QLineEdit>
#include <QListView>
#include <QTest>

namespace EvalTrack::Test {

namespace {

/// Worked by keys alone unless a test says otherwise.
class CommandPaletteTest : public WindowTest
{
protected:
    void SetUp() override { start(Role::HumanResources); }

    QWidget *palette() { return window->findChild<QWidget *>(u"commandPalette"_qs); }
    QLineEdit *field() { return window->findChild<QLineEdit *>(u"paletteLineEdit"_qs); }
    QListView *list() { return window->findChild<QListView *>(u"paletteList"_qs); }

    void open()
    {
        QWidget *focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : window.get(), Qt::Key_K, Qt::ControlModifier);
        ASSERT_TRUE(palette()->isVisible());
        ASSERT_TRUE(field()->hasFocus());
    }
    void type(const QString &text)
    {
        for (const QChar letter : text) {
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(field(), &press);
        }
    }
    void press(Qt::Key key) { QTest::keyClick(field(), key); }
    QString current() { return list()->currentIndex().data().toString(); }
};

class EmployeePaletteTest : public CommandPaletteTest
{
protected:
    void SetUp() override { start(Role::Employee); }
};

} // namespace

TEST_F(CommandPaletteTest, OpensSomebodyByName)
{
    const Employee somebody = fake->company.people.at(6);
    open();
    type(somebody.name);

    press(Qt::Key_Return);

    EXPECT_FALSE(palette()->isVisible());
    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_TRUE(waitFor([&] {
        auto *first = window->currentPage()->findChild<QLineEdit *>(u"firstNameLineEdit"_qs);
        return first && first->isVisible() && first->text() == somebody.firstName;
    }));
}

TEST_F(CommandPaletteTest, OpensAnEventByItsTitle)
{
    open();
    type(u"primeros aux"_qs);
    EXPECT_EQ(current(), u"Taller de primeros auxilios"_qs);

    press(Qt::Key_Return);

    EXPECT_EQ(window->currentPageId(), PageIds::Events);
}

TEST_F(CommandPaletteTest, StartsSomethingNew)
{
    open();
    type(u"new person"_qs);
    press(Qt::Key_Return);

    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_TRUE(waitFor([&] {
        auto *first = window->currentPage()->findChild<QLineEdit *>(u"firstNameLineEdit"_qs);
        return first && first->isVisible() && first->text().isEmpty();
    }));
}

// They are reached from other pages, and have no button of their own.
TEST_F(CommandPaletteTest, OpensPagesThatTheRailDoesNotShow)
{
    for (const auto &[typed, page] : {std::pair(u"jobs"_qs, PageIds::Jobs),
                                      std::pair(u"birthdays"_qs, PageIds::Anniversaries)}) {
        open();
        type(typed);
        const QString offered = current();
        press(Qt::Key_Return);
        EXPECT_EQ(window->currentPageId(), page) << offered.toStdString();
    }
}

TEST_F(CommandPaletteTest, DoesWhatAMenuDoes)
{
    const auto charts = [this] {
        EXPECT_TRUE(waitFor([this] { return !window->findChildren<ChartPanel *>().isEmpty(); }));
        for (int round = 0; round < 20; ++round) {
            QApplication::processEvents();
        }
        QList<QRect> places;
        const QList<ChartPanel *> panels = window->findChildren<ChartPanel *>();
        for (const ChartPanel *panel : panels) {
            places.append(panel->geometry());
        }
        return places;
    };
    const QList<QRect> before = charts();
    open();
    type(u"theme dark"_qs);
    EXPECT_EQ(current(), u"Theme: Dark"_qs);

    press(Qt::Key_Return);

    EXPECT_EQ(theme.choice(), Theme::Choice::Dark);
    EXPECT_EQ(charts(), before) << "colours move nothing";
    theme.setChoice(Theme::Choice::System);
}

TEST_F(CommandPaletteTest, MovesThroughWhatIsFound)
{
    open();
    const QString first = current();
    EXPECT_FALSE(first.isEmpty());

    press(Qt::Key_Down);
    const QString second = current();
    EXPECT_NE(second, first);
    EXPECT_TRUE(field()->accessibleDescription().startsWith(second)) << "a screen reader hears it";
    press(Qt::Key_Up);
    press(Qt::Key_Up);

    EXPECT_EQ(list()->currentIndex().row(), list()->model()->rowCount() - 1)
        << "from the first to the last";
    EXPECT_TRUE(field()->hasFocus());
}

TEST_F(CommandPaletteTest, GivesTheFocusBack)
{
    window->openPage(PageIds::People);
    auto *before = window->currentPage()->findChild<QWidget *>(u"peopleTable"_qs);
    ASSERT_NE(before, nullptr);
    before->setFocus();
    open();
    type(u"x"_qs);

    press(Qt::Key_Escape);

    EXPECT_FALSE(palette()->isVisible());
    EXPECT_EQ(QApplication::focusWidget(), before);
    open();
    EXPECT_TRUE(field()->text().isEmpty()) << "it starts anew";
}

TEST_F(CommandPaletteTest, ClosesByAClickBesideIt)
{
    open();

    QTest::mouseClick(palette(), Qt::LeftButton, {}, QPoint(5, palette()->height() - 5));

    EXPECT_FALSE(palette()->isVisible());
}

TEST_F(CommandPaletteTest, SaysWhatIsFoundWhenNothingIs)
{
    open();
    type(u"zzzzqq"_qs);

    EXPECT_FALSE(list()->isVisible());
    EXPECT_TRUE(window->findChild<QWidget *>(u"paletteNothingLabel"_qs)->isVisible());
    press(Qt::Key_Return);
    EXPECT_TRUE(palette()->isVisible());
}

TEST_F(CommandPaletteTest, RemembersWhatWasChosen)
{
    open();
    type(u"primeros aux"_qs);
    press(Qt::Key_Return);

    open();

    EXPECT_EQ(current(), u"Taller de primeros auxilios"_qs);
    EXPECT_FALSE(
        settings.value(u"palette/recent"_qs).toStringList().join(u' ').contains(u"auxilios"_qs));
}

TEST_F(CommandPaletteTest, AsksBeforeTypedInputIsLost)
{
    window->openPage(PageIds::People, u"new"_qs);
    QLineEdit *first = nullptr;
    ASSERT_TRUE(waitFor([&] {
        first = window->currentPage()->findChild<QLineEdit *>(u"firstNameLineEdit"_qs);
        return first && first->isVisible();
    }));
    first->setFocus();
    QTest::keyClicks(first, u"Ana"_qs);
    open();
    type(u"primeros aux"_qs);

    prompter.answerNext(false);
    press(Qt::Key_Return);

    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_EQ(first->text(), u"Ana"_qs);
}

// Not even oneself: there is no page of people to open.
TEST_F(EmployeePaletteTest, OffersNobody)
{
    open();
    type(fake->signedIn().name);

    EXPECT_FALSE(list()->isVisible());
}

} // namespace EvalTrack::Test
