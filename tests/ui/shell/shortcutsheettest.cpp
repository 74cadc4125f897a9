// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcutsheet.h"

#include "common/theme.h"
#include "shell/language.h"
#include "shell/mainwindow.h"
#include "support/fakedesk.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace EvalTrack::Test {

namespace {

class ShortcutSheetTest : public testing::Test
{
protected:
    void start(Role role)
    {
        fake = std::make_unique<FakeDesk>(role);
        desk = std::make_unique<Desk>(fake->desk());
        window = std::make_unique<MainWindow>(*desk, prompter, settings, theme, language,
                                              PageRegistry::standard());
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        QApplication::setActiveWindow(window.get());
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

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    ScriptedPrompter prompter;
    Theme theme{*qApp};
    Language language;
    std::unique_ptr<FakeDesk> fake;
    std::unique_ptr<Desk> desk;
    std::unique_ptr<MainWindow> window;
    ShortcutSheet *sheet = nullptr;
};

} // namespace

TEST_F(ShortcutSheetTest, ListsTheScreensOfTheRoleWithTheirKeys)
{
    start(Role::HumanResources);

    const QStringList all = texts();
    EXPECT_EQ(all.value(all.indexOf(u"Ctrl+2"_qs) + 1), u"People"_qs);
    EXPECT_TRUE(all.contains(u"Ctrl+K"_qs));
    EXPECT_TRUE(all.contains(u"F9"_qs));
    EXPECT_FALSE(all.contains(u"Accounts"_qs));
}

TEST_F(ShortcutSheetTest, TellsNobodyOfKeysTheyHaveNoUseOf)
{
    start(Role::Employee);

    EXPECT_FALSE(texts().contains(u"F9"_qs));
    EXPECT_FALSE(texts().contains(u"Ctrl+N"_qs));
}

TEST_F(ShortcutSheetTest, GoesWithItsLanguage)
{
    start(Role::HumanResources);

    language.setChoice(Language::Choice::Spanish);

    EXPECT_TRUE(waitFor([this] { return window->findChildren<ShortcutSheet *>().isEmpty(); }));
    language.setChoice(Language::Choice::English);
}

TEST_F(ShortcutSheetTest, IsOneAndGoesByEscape)
{
    start(Role::HumanResources);

    QTest::keyClick(window.get(), Qt::Key_F1);
    EXPECT_EQ(window->findChildren<ShortcutSheet *>().size(), 1);

    QTest::keyClick(sheet, Qt::Key_Escape);
    EXPECT_TRUE(waitFor([this] { return window->findChildren<ShortcutSheet *>().isEmpty(); }));
}

} // namespace EvalTrack::Test
