// SPDX-License-Identifier: GPL-3.0-or-later
// Every control of every screen: reached by Tab alone, and with a name for a screen reader.
#include "shell/desktopui.h"
#include "support/fakedesk.h"
#include "support/messageguard.h"
#include "support/printers.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace EvalTrack::Test {

namespace {

struct Screen
{
    QString page;
    QString argument = {};
    QString press = {}; ///< A button that opens the rest of it.
};

class ReachTest : public testing::TestWithParam<Role>
{
protected:
    ReachTest()
        : settings(folder.filePath(u"settings.ini"_qs), QSettings::IniFormat)
        , fake(GetParam())
        , desk(fake.desk())
        , ui(desk, prompter, settings)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        ui.language().setChoice(Language::Choice::English);
        ui.show();
        window()->resize(1366, 768);
        QApplication::setActiveWindow(window());
        EXPECT_TRUE(QTest::qWaitForWindowActive(window()));
    }

    MainWindow *window() const { return ui.mainWindow(); }

    [[nodiscard]] QList<Screen> screens() const
    {
        QList<Screen> all;
        for (const QString &page : window()->pageIds()) {
            all.append({page});
        }
        const QString event =
            PageArgument::make(u"event"_qs, toText(fake.company.events.at(3).uuid.value()));
        const QString person =
            PageArgument::make(u"person"_qs, toText(fake.company.people.at(4).uuid.value()));
        all.append({PageIds::People, person});
        all.append({PageIds::People, u"new"_qs});
        all.append({PageIds::Events, event});
        all.append({PageIds::Events, event % u"&edit"});
        all.append({PageIds::Events, u"new"_qs});
        all.append({PageIds::Attendance, event});
        all.append({PageIds::Capture, event});
        all.append({PageIds::Accounts, {}, u"newAccountButton"_qs});
        const EvaluationStatus due =
            GetParam() == Role::Employee ? EvaluationStatus::Pending : EvaluationStatus::Submitted;
        for (const Evaluation &evaluation : fake.company.evaluations) {
            const bool isSeen =
                GetParam() != Role::Employee || evaluation.userUuid == fake.signedIn().uuid;
            if (isSeen && evaluation.status == due) {
                all.append({PageIds::Evaluations,
                            PageArgument::make(u"evaluation"_qs, toText(evaluation.uuid.value()))});
                break;
            }
        }
        all.removeIf(
            [this](const Screen &each) { return !window()->pageIds().contains(each.page); });
        return all;
    }

    void open(const Screen &screen)
    {
        if (Page *page = window()->currentPage()) {
            page->discardInput();
        }
        window()->openPage(screen.page, screen.argument);
        settle();
        if (!screen.press.isEmpty()) {
            window()->currentPage()->findChild<QAbstractButton *>(screen.press)->click();
        }
        // A table opens its panel.
        if (auto *table =
                window()->currentPage()->findChild<QTableView *>(screen.page % u"Table"_qs);
            table != nullptr && screen.argument.contains(u"event=") &&
            screen.page == PageIds::Attendance && table->model()->rowCount() > 0) {
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                              table->visualRect(table->model()->index(0, 0)).center());
        }
        settle();
    }

    static void settle()
    {
        for (int i = 0; i < 10; ++i) {
            QApplication::processEvents();
        }
    }

    static bool takesTheKeyboard(const QWidget *widget)
    {
        return (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible() &&
               widget->isEnabled() && widget->focusProxy() == nullptr;
    }

    static QString nameOf(const QObject *object)
    {
        return QString(QString::fromLatin1(object->metaObject()->className()) % u' ' %
                       object->objectName() % u" in " %
                       (object->parent() ? object->parent()->objectName() : QString()));
    }

    QTemporaryDir folder;
    QSettings settings;
    FakeDesk fake;
    Desk desk;
    ScriptedPrompter prompter;
    DesktopUi ui;
};

} // namespace

TEST_P(ReachTest, EveryControlHasAName)
{
    QSet<QString> nameless;
    for (const Screen &screen : screens()) {
        open(screen);
        for (QWidget *widget : window()->findChildren<QWidget *>()) {
            if (!takesTheKeyboard(widget)) {
                continue;
            }
            const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
            if (spoken == nullptr || spoken->text(QAccessible::Name).trimmed().isEmpty()) {
                nameless.insert(screen.page % u": " % nameOf(widget));
            }
        }
    }
    EXPECT_TRUE(nameless.isEmpty()) << nameless.values().join(u'\n').toStdString();
}

TEST_P(ReachTest, TabReachesEverythingAndComesBack)
{
    constexpr int MostPresses = 400;
    for (const Screen &screen : screens()) {
        SCOPED_TRACE(QString(screen.page % u' ' % screen.argument).toStdString());
        open(screen);
        const QWidget *first = QApplication::focusWidget();
        ASSERT_NE(first, nullptr) << "the page takes the keyboard when it opens";
        QSet<const QWidget *> reached;
        int presses = 0;
        do {
            QWidget *here = QApplication::focusWidget();
            ASSERT_NE(here, nullptr);
            reached.insert(here);
            QTest::keyClick(here, Qt::Key_Tab);
        } while (QApplication::focusWidget() != first && ++presses < MostPresses);
        EXPECT_LT(presses, MostPresses)
            << "trapped at " << nameOf(QApplication::focusWidget()).toStdString();
        for (const QWidget *widget : window()->findChildren<QWidget *>()) {
            if (takesTheKeyboard(widget)) {
                EXPECT_TRUE(reached.contains(widget)) << nameOf(widget).toStdString();
            }
        }
    }
}

TEST_P(ReachTest, EscapeClosesWhatIsOpenBesideAList)
{
    for (const Screen &screen : screens()) {
        SCOPED_TRACE(QString(screen.page % u' ' % screen.argument).toStdString());
        open(screen);
        const auto panelOf = [this] {
            QWidget *open = nullptr;
            for (QWidget *panel : window()->findChildren<QWidget *>()) {
                if (panel->inherits("EvalTrack::EditorPanel") && panel->isVisible()) {
                    open = panel;
                }
            }
            return open;
        };
        for (int escapes = 0; escapes < 2 && panelOf() != nullptr; ++escapes) {
            prompter.answerNext(true);
            QWidget *here = QApplication::focusWidget();
            ASSERT_NE(here, nullptr);
            QTest::keyClick(here, Qt::Key_Escape);
            settle();
        }
        EXPECT_EQ(panelOf(), nullptr);
        EXPECT_NE(QApplication::focusWidget(), nullptr) << "the keyboard is somewhere";
    }
}

TEST_P(ReachTest, AFormThatIsAskedForTakesTheKeyboard)
{
    for (const QString &page : {PageIds::People, PageIds::Events}) {
        if (!window()->pageIds().contains(page) || GetParam() != Role::Admin) {
            continue;
        }
        open({page, u"new"_qs});
        EXPECT_TRUE(QStringList({u"firstNameLineEdit"_qs, u"titleLineEdit"_qs})
                        .contains(QApplication::focusWidget()->objectName()))
            << nameOf(QApplication::focusWidget()).toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Roles, ReachTest,
                         testing::Values(Role::Admin, Role::HumanResources, Role::Employee));

} // namespace EvalTrack::Test
