// SPDX-License-Identifier: GPL-3.0-or-later
// The window comes back as it was left, and only for whom left it.
#include "support/messageguard.h"
#include "support/windowtest.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QScreen>
#include <QTabBar>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class WindowMemoryTest : public WindowTest
{
protected:
    void begin(Role role = Role::HumanResources)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        start(role);
        settle();
    }
    void again()
    {
        window.reset();
        window = std::make_unique<MainWindow>(*desk, prompter, settings, theme, language,
                                              PageRegistry::standard());
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        settle();
    }
    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }
    template <typename T>
    T *onPage(const QString &name)
    {
        return window->currentPage()->findChild<T *>(name);
    }
    void choose(const QString &box, int index)
    {
        auto *choice = onPage<QComboBox>(box);
        choice->setFocus();
        choice->setCurrentIndex(0);
        for (int step = 0; step < index; ++step) {
            QTest::keyClick(choice, Qt::Key_Down);
        }
        settle();
    }
    void search(const QString &text)
    {
        auto *field = onPage<QLineEdit>(u"searchLineEdit"_qs);
        field->setFocus();
        QTest::keyClicks(field, text);
        settle();
    }
    QString searched() { return onPage<QLineEdit>(u"searchLineEdit"_qs)->text(); }
};

} // namespace

TEST_F(WindowMemoryTest, PageSearchAndChoicesComeBack)
{
    begin();
    window->openPage(PageIds::Events);
    settle();
    search(u"taller"_qs);
    window->openPage(PageIds::People);
    settle();
    search(u"ibanez"_qs);
    choose(u"showComboBox"_qs, 1);

    again();

    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_EQ(searched(), u"ibanez"_qs);
    EXPECT_EQ(onPage<QComboBox>(u"showComboBox"_qs)->currentIndex(), 1);
    window->openPage(PageIds::Events);
    settle();
    EXPECT_EQ(searched(), u"taller"_qs);
}

TEST_F(WindowMemoryTest, APageThatWasNotOpenedInBetweenKeepsWhatItHad)
{
    begin();
    window->openPage(PageIds::People);
    search(u"ibanez"_qs);
    window->openPage(PageIds::Dashboard);
    again();
    again();

    window->openPage(PageIds::People);

    EXPECT_EQ(searched(), u"ibanez"_qs);
}

TEST_F(WindowMemoryTest, ALinkFindsWhatItIsOfAndNoFormerSearch)
{
    begin();
    window->openPage(PageIds::People);
    search(u"zzz"_qs);
    window->openPage(PageIds::Dashboard);
    again();

    window->openPage(
        PageIds::People,
        PageArgument::make(u"person"_qs, toText(fake->company.people[4].uuid.value())));

    EXPECT_EQ(searched(), QString());
}

TEST_F(WindowMemoryTest, APersonChosenAboveTheListComesBack)
{
    begin();
    window->openPage(
        PageIds::Attendance,
        PageArgument::make(u"person"_qs, toText(fake->company.people[4].uuid.value())));
    settle();
    const auto name = fake->company.people[4].name;
    QList<QLineEdit *> fields = window->currentPage()->findChildren<QLineEdit *>();
    ASSERT_TRUE(std::ranges::any_of(fields, [&](auto *f) { return f->text() == name; }));
    const int rows = onPage<QAbstractItemView>(u"attendanceTable"_qs)->model()->rowCount();

    again();

    fields = window->currentPage()->findChildren<QLineEdit *>();
    EXPECT_TRUE(std::ranges::any_of(fields, [&](auto *f) { return f->text() == name; }));
    EXPECT_EQ(onPage<QAbstractItemView>(u"attendanceTable"_qs)->model()->rowCount(), rows);
}

TEST_F(WindowMemoryTest, SomebodyElseStartsAfresh)
{
    begin();
    window->openPage(PageIds::People);
    search(u"ibanez"_qs);
    window.reset();
    fake->session.who->uuid = UserUuid(QUuid::createUuid());

    again();

    EXPECT_EQ(window->currentPageId(), PageIds::Dashboard);
    window->openPage(PageIds::People);
    EXPECT_EQ(searched(), QString());
}

TEST_F(WindowMemoryTest, SigningOutForgetsWhatWasSearched)
{
    begin();
    window->openPage(PageIds::People);
    search(u"ibanez"_qs);
    again();
    fake->session.current = SessionState::SignedOut;
    window.reset();

    const QStringList keys = settings.allKeys();
    for (const QString &key : keys) {
        EXPECT_FALSE(key.contains(u"/tools/"_qs)) << qPrintable(key);
    }
    fake->session.current = SessionState::SignedIn;
    again();
    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_EQ(searched(), QString());
}

TEST_F(WindowMemoryTest, SizeAndPlaceComeBack)
{
    begin();
    window->setGeometry(30, 40, 1100, 700);
    settle();
    const QRect was = window->geometry();

    again();

    EXPECT_EQ(window->geometry(), was);
}

TEST_F(WindowMemoryTest, AMaximisedWindowIsMaximisedAgain)
{
    begin();
    window->showMaximized();
    settle();

    again();

    EXPECT_TRUE(window->isMaximized());
}

TEST_F(WindowMemoryTest, AWindowOutsideOfEveryScreenIsBroughtBack)
{
    begin();
    window->setGeometry(9'000, 7'000, 1100, 700);
    settle();

    again();

    const QRect screen = QApplication::primaryScreen()->availableGeometry();
    EXPECT_TRUE(screen.contains(window->geometry().topLeft())) << window->x() << ' ' << window->y();
}

} // namespace EvalTrack::Test
