// SPDX-License-Identifier: GPL-3.0-or-later
// The help of each page: that there is one in both languages, and that it is found.
#include "shell/helpwindow.h"
#include "support/messageguard.h"
#include "support/windowtest.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

namespace EvalTrack::Test {

namespace {

class HelpWindowTest : public WindowTest
{
protected:
    void begin(Role role = Role::HumanResources)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        start(role);
        settle();
    }
    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }
    void openHelp()
    {
        QTest::keyClick(window.get(), Qt::Key_F1, Qt::ShiftModifier);
        settle();
    }
    HelpWindow *help() { return window->findChild<HelpWindow *>(); }
    QListWidget *topics() { return help()->findChild<QListWidget *>(u"helpTopicsList"_qs); }
    QLineEdit *search() { return help()->findChild<QLineEdit *>(u"helpSearchLineEdit"_qs); }
    QString text() { return help()->findChild<QTextBrowser *>()->toPlainText(); }
    QString topic() { return topics()->currentItem()->data(Qt::UserRole).toString(); }
};

} // namespace

TEST(HelpTextsTest, EachPageHasOneInBothLanguagesWithTheSameParts)
{
    QSet<QString> ids;
    const PageRegistry registry = PageRegistry::standard();
    for (const Role role : {Role::Admin, Role::HumanResources, Role::Employee}) {
        const QList<PageEntry> entries = registry.entriesFor(role);
        for (const PageEntry &entry : entries) {
            ids.insert(entry.id);
        }
    }
    ASSERT_GT(ids.size(), 15);
    for (const QString &id : std::as_const(ids)) {
        const QString english = HelpWindow::textOf(id, u"en"_qs);
        const QString spanish = HelpWindow::textOf(id, u"es"_qs);
        for (const QString &text : {english, spanish}) {
            EXPECT_TRUE(text.startsWith(u"# "_qs)) << id.toStdString();
            EXPECT_EQ(text.count(u"\n## "_qs), 2) << id.toStdString();
        }
        EXPECT_EQ(english.count(u"\n- "_qs), spanish.count(u"\n- "_qs)) << id.toStdString();
        EXPECT_NE(english, spanish) << id.toStdString();
    }
}

TEST_F(HelpWindowTest, OpensAtThePageThatIsOpenAndFollowsAtTheNextKey)
{
    begin();
    window->openPage(PageIds::Attendance);
    openHelp();
    ASSERT_NE(help(), nullptr);
    EXPECT_TRUE(help()->isVisible());
    EXPECT_EQ(topic(), PageIds::Attendance);
    EXPECT_TRUE(text().startsWith(u"Attendance\n"_qs)) << qPrintable(text().left(40));

    QApplication::setActiveWindow(window.get());
    window->openPage(PageIds::People);
    openHelp();
    EXPECT_EQ(window->findChildren<HelpWindow *>().size(), 1);
    EXPECT_EQ(topic(), PageIds::People);
}

TEST_F(HelpWindowTest, FindsAPageByAnyWordsInItsText)
{
    begin();
    openHelp();
    const int all = topics()->count();
    EXPECT_GT(all, 10);

    QTest::keyClicks(search(), u"organization xyz"_qs);
    EXPECT_EQ(topics()->count(), 0);
    EXPECT_TRUE(help()->findChild<QWidget *>(u"noHelpLabel"_qs)->isVisible());
    QTest::keyClick(search(), Qt::Key_Escape);
    EXPECT_EQ(topics()->count(), all);

    QTest::keyClicks(search(), u"SCANNER door"_qs);
    ASSERT_EQ(topics()->count(), 1);
    EXPECT_EQ(topic(), PageIds::Capture);
    EXPECT_TRUE(text().startsWith(u"Capture"_qs));
}

TEST_F(HelpWindowTest, TheArrowsGoFromTopicToTopic)
{
    begin();
    openHelp();
    topics()->setCurrentRow(0);
    const QString first = text();
    search()->setFocus();

    QTest::keyClick(search(), Qt::Key_Down);
    ASSERT_TRUE(topics()->hasFocus());
    QTest::keyClick(topics(), Qt::Key_Down);

    EXPECT_EQ(topics()->currentRow(), 1);
    EXPECT_NE(text(), first);
}

TEST_F(HelpWindowTest, SpeaksTheLanguageOfTheProgram)
{
    begin();
    window->openPage(PageIds::People);
    openHelp();
    ASSERT_TRUE(text().startsWith(u"People\n"_qs));

    language.setChoice(Language::Choice::Spanish);
    EXPECT_TRUE(waitFor([this] { return text().startsWith(u"Personas\n"_qs); }));
    EXPECT_EQ(topic(), PageIds::People);

    language.setChoice(Language::Choice::English);
    EXPECT_TRUE(waitFor([this] { return text().startsWith(u"People\n"_qs); }));
}

TEST_F(HelpWindowTest, TellsOfNoPageThatOneMayNotOpen)
{
    begin(Role::Employee);
    openHelp();

    for (int row = 0; row < topics()->count(); ++row) {
        EXPECT_TRUE(window->pageIds().contains(topics()->item(row)->data(Qt::UserRole).toString()));
    }
    EXPECT_EQ(topics()->count(), window->pageIds().size());
}

TEST_F(HelpWindowTest, EscapeClosesIt)
{
    begin();
    openHelp();
    QTest::keyClick(search(), Qt::Key_Escape);
    settle();
    EXPECT_TRUE(help() == nullptr || !help()->isVisible());
}

} // namespace EvalTrack::Test
