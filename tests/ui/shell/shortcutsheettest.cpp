// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcutsheet.h"

#include "support/windowtest.h"

#include <QLabel>
#include <QTest>

namespace EvalTrack::Test {

namespace {

class ShortcutSheetTest : public WindowTest
{
protected:
    void open(Role role)
    {
        start(role);
        QTest::keyClick(window.get(), Qt::Key_F1);
        sheet = window->findChild<ShortcutSheet *>();
        ASSERT_NE(sheet, nullptr);
        ASSERT_TRUE(QTest::qWaitForWindowExposed(sheet));
    }
    QStringList texts() const
    {
        QStringList all;
        for (const QLabel *label : sheet->findChildren<QLabel *>()) {
            all.append(label->text());
        }
        return all;
    }

    ShortcutSheet *sheet = nullptr;
};

} // namespace

TEST_F(ShortcutSheetTest, ListsTheScreensOfTheRoleWithTheirKeys)
{
    open(Role::HumanResources);

    const QStringList all = texts();
    EXPECT_EQ(all.value(all.indexOf(u"Ctrl+2"_qs) + 1), u"People"_qs);
    EXPECT_TRUE(all.contains(u"Ctrl+K"_qs));
    EXPECT_TRUE(all.contains(u"F9"_qs));
    EXPECT_FALSE(all.contains(u"Accounts"_qs));
}

TEST_F(ShortcutSheetTest, TellsNobodyOfKeysTheyHaveNoUseOf)
{
    open(Role::Employee);

    EXPECT_FALSE(texts().contains(u"F9"_qs));
    EXPECT_FALSE(texts().contains(u"Ctrl+N"_qs));
}

TEST_F(ShortcutSheetTest, GoesWithItsLanguage)
{
    open(Role::HumanResources);

    language.setChoice(Language::Choice::Spanish);

    EXPECT_TRUE(waitFor([this] { return window->findChildren<ShortcutSheet *>().isEmpty(); }));
    language.setChoice(Language::Choice::English);
}

TEST_F(ShortcutSheetTest, IsOneAndGoesByEscape)
{
    open(Role::HumanResources);

    QApplication::setActiveWindow(window.get());
    QTest::keyClick(window.get(), Qt::Key_F1);
    EXPECT_EQ(window->findChildren<ShortcutSheet *>().size(), 1);

    QTest::keyClick(sheet, Qt::Key_Escape);
    EXPECT_TRUE(waitFor([this] { return window->findChildren<ShortcutSheet *>().isEmpty(); }));
}

} // namespace EvalTrack::Test
