// SPDX-License-Identifier: GPL-3.0-or-later
// A day's work without a mouse: every key goes where the keyboard is, as on a desk, and nothing is
// called that a person could not press.
#include "shell/desktopui.h"
#include "support/fakedesk.h"
#include "support/messageguard.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class KeyboardDayTest : public testing::Test
{
protected:
    KeyboardDayTest()
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        // A key that leads elsewhere is let go there.
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("Keyboard event not accepted by receiving widget")));
        fake.session.current = SessionState::SignedOut;
        ui.language().setChoice(Language::Choice::English);
        ui.show();
    }

    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }

    /// What has the keyboard; the test fails when nobody sees what that is.
    static QWidget *here()
    {
        QWidget *focus = QApplication::focusWidget();
        EXPECT_NE(focus, nullptr) << "the keyboard is nowhere";
        if (focus != nullptr) {
            EXPECT_TRUE(focus->isVisible() && focus->isEnabled() &&
                        !focus->visibleRegion().isEmpty())
                << "out of sight: " << focus->objectName().toStdString();
        }
        return focus;
    }
    static QString hereName() { return here() ? here()->objectName() : QString(); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        if (QWidget *focus = here()) {
            QTest::keyClick(focus, key, modifiers);
        }
        settle();
    }
    void type(const QString &text)
    {
        // One after another: each letter goes where the keyboard is by then.
        for (const QChar letter : text) {
            QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(here(), &down);
        }
        settle();
    }
    void typeInstead(const QString &text)
    {
        press(Qt::Key_A, Qt::ControlModifier);
        type(text);
    }

    /// By Tab alone.
    void tabTo(const QString &name)
    {
        constexpr int MostPresses = 60;
        for (int presses = 0; presses < MostPresses && hereName() != name; ++presses) {
            press(Qt::Key_Tab);
        }
        ASSERT_EQ(hereName().toStdString(), name.toStdString()) << "Tab does not lead there";
    }

    /// By Ctrl+K and a name.
    void goTo(const QString &typed, const QString &page)
    {
        press(Qt::Key_K, Qt::ControlModifier);
        ASSERT_EQ(hereName().toStdString(), "paletteLineEdit");
        type(typed);
        press(Qt::Key_Return);
        if (!page.isEmpty()) {
            ASSERT_EQ(ui.mainWindow()->currentPageId().toStdString(), page.toStdString());
        }
    }

    template <typename T>
    const T *last() const
    {
        return fake.commands.submitted.isEmpty() ? nullptr
                                                 : std::get_if<T>(&fake.commands.submitted.last());
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"settings.ini"_qs), QSettings::IniFormat};
    FakeDesk fake{Role::Admin};
    Desk desk = fake.desk();
    ScriptedPrompter prompter;
    DesktopUi ui{desk, prompter, settings};
};

} // namespace

TEST_F(KeyboardDayTest, IsWorkedFromSigningInToSigningOut)
{
    // Signing in: the address is remembered, the password is awaited.
    QApplication::setActiveWindow(ui.startWindow());
    settle();
    ASSERT_EQ(hereName().toStdString(), "passwordLineEdit");
    type(u"admin123"_qs);
    press(Qt::Key_Return);
    ASSERT_TRUE(waitFor([this] { return ui.mainWindow() != nullptr; }));
    QApplication::setActiveWindow(ui.mainWindow());
    settle();

    // People: somebody has another number.
    ASSERT_NO_FATAL_FAILURE(goTo(u"people"_qs, PageIds::People));
    press(Qt::Key_F, Qt::ControlModifier);
    ASSERT_EQ(hereName().toStdString(), "searchLineEdit");
    type(u"ibanez"_qs);
    press(Qt::Key_Down);
    ASSERT_EQ(hereName().toStdString(), "peopleTable");
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    ASSERT_EQ(hereName().toStdString(), "firstNameLineEdit");
    ASSERT_NO_FATAL_FAILURE(tabTo(u"phoneLineEdit"_qs));
    typeInstead(u"0212-5550199"_qs);
    press(Qt::Key_S, Qt::ControlModifier);
    const auto *person = last<UpdateEmployee>();
    ASSERT_NE(person, nullptr);
    EXPECT_EQ(person->after.phone, u"0212-5550199"_qs);
    EXPECT_NE(person->before.phone, person->after.phone);
    EXPECT_EQ(person->after.name, person->before.name);

    // Events: a new one with a question, and everybody may know of it.
    ASSERT_NO_FATAL_FAILURE(goTo(u"new event"_qs, PageIds::Events));
    ASSERT_EQ(hereName().toStdString(), "titleLineEdit");
    type(u"Charla de bienvenida"_qs);
    ASSERT_NO_FATAL_FAILURE(tabTo(u"addQuestionButton"_qs));
    press(Qt::Key_Space);
    ASSERT_EQ(hereName().toStdString(), "questionLineEdit5") << "one more than are suggested";
    type(u"Que aprendio?"_qs);
    press(Qt::Key_S, Qt::ControlModifier);
    const auto *created = last<CreateEvent>();
    ASSERT_NE(created, nullptr);
    EXPECT_EQ(created->after.title, u"Charla de bienvenida"_qs);
    ASSERT_EQ(created->after.questions.size(), 5);
    EXPECT_EQ(created->after.questions.last().text, u"Que aprendio?"_qs);
    const EventUuid made = created->after.uuid;
    ASSERT_NO_FATAL_FAILURE(tabTo(u"toggleActiveButton"_qs));
    const bool wasActive = fake.company.event(made)->isActive;
    prompter.answerNext(true);
    press(Qt::Key_Space);
    const auto *activated = last<SetEventActive>();
    ASSERT_NE(activated, nullptr);
    EXPECT_EQ(activated->event, made);
    EXPECT_TRUE(activated->isActive);
    EXPECT_FALSE(wasActive);

    // The door: two come, one of them goes.
    press(Qt::Key_5, Qt::ControlModifier);
    ASSERT_EQ(ui.mainWindow()->currentPageId(), PageIds::Capture);
    ASSERT_EQ(hereName().toStdString(), "codeLineEdit");
    const QString one = *fake.company.people.at(4).badgeCode;
    const QString other = *fake.company.people.at(5).badgeCode;
    for (const QString &code : {one, other}) {
        type(code);
        press(Qt::Key_Return);
    }
    press(Qt::Key_F9);
    ASSERT_EQ(hereName().toStdString(), "codeLineEdit");
    type(one);
    press(Qt::Key_Return);
    EXPECT_EQ(fake.captures.recorded, QStringList({one, other, one}));
    EXPECT_EQ(fake.captures.directions,
              QList<Direction>({Direction::Arriving, Direction::Arriving, Direction::Leaving}));
    press(Qt::Key_F9);

    // Attendance: one who was there and did not show a badge.
    press(Qt::Key_4, Qt::ControlModifier);
    ASSERT_EQ(ui.mainWindow()->currentPageId(), PageIds::Attendance);
    press(Qt::Key_F, Qt::ControlModifier);
    press(Qt::Key_Down);
    ASSERT_EQ(hereName().toStdString(), "attendanceTable");
    const auto *table = qobject_cast<QTableView *>(here());
    const auto isPending = [table] {
        const QModelIndex row = table->currentIndex();
        for (int column = 0; row.isValid() && column < table->model()->columnCount(); ++column) {
            if (row.siblingAtColumn(column).data().toString() == u"Pending") {
                return true;
            }
        }
        return false;
    };
    press(Qt::Key_Home, Qt::ControlModifier);
    for (int row = 0; row < table->model()->rowCount() && !isPending(); ++row) {
        press(Qt::Key_Down);
    }
    ASSERT_TRUE(isPending());
    ASSERT_NO_FATAL_FAILURE(tabTo(u"confirmButton"_qs));
    press(Qt::Key_Space);
    const auto *confirmed = last<UpdateAttendance>();
    ASSERT_NE(confirmed, nullptr);
    EXPECT_EQ(confirmed->before.status, AttendanceStatus::Pending);
    EXPECT_EQ(confirmed->after.status, AttendanceStatus::Confirmed);

    // Evaluations: the first that waits gets its score, and a word.
    ASSERT_NO_FATAL_FAILURE(goTo(u"evaluations"_qs, PageIds::Evaluations));
    press(Qt::Key_F, Qt::ControlModifier);
    press(Qt::Key_Down);
    ASSERT_EQ(hereName().toStdString(), "evaluationsTable");
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_Return);
    ASSERT_EQ(hereName().toStdString(), "scoreBar");
    press(Qt::Key_9);
    ASSERT_NO_FATAL_FAILURE(tabTo(u"feedbackTextEdit"_qs));
    type(u"Bien explicado"_qs);
    press(Qt::Key_S, Qt::ControlModifier);
    const auto *graded = last<GradeEvaluation>();
    ASSERT_NE(graded, nullptr);
    EXPECT_EQ(graded->score, 9);
    EXPECT_EQ(graded->feedback, u"Bien explicado"_qs);

    // Reports: one by department, as a file.
    ASSERT_NO_FATAL_FAILURE(goTo(u"reports"_qs, PageIds::Reports));
    ASSERT_NO_FATAL_FAILURE(tabTo(u"reportComboBox"_qs));
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    // Its rows are put in order beside the window; there is nothing to export before.
    ASSERT_TRUE(waitFor([this] {
        const auto *button =
            ui.mainWindow()->currentPage()->findChild<QWidget *>(u"exportButton"_qs);
        return button != nullptr && button->isEnabled();
    }));
    ASSERT_NO_FATAL_FAILURE(tabTo(u"exportButton"_qs));
    prompter.answerNextFile(folder.filePath(u"informe.xlsx"_qs));
    // A menu keeps the keys until it closes.
    QTimer::singleShot(0, &ui, [] {
        QWidget *menu = QApplication::activePopupWidget();
        ASSERT_NE(menu, nullptr);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    press(Qt::Key_Space);
    ASSERT_TRUE(waitFor([this] { return !fake.reports.written.isEmpty(); }));
    EXPECT_EQ(fake.reports.written.first().file, folder.filePath(u"informe.xlsx"_qs));
    EXPECT_EQ(fake.reports.written.first().document.title, u"Attendance by department"_qs);

    // A desktop makes the window active again; the offscreen platform does not.
    QApplication::setActiveWindow(ui.mainWindow());
    EXPECT_EQ(hereName().toStdString(), "exportButton");

    // The outbox: what two people changed is decided, and what was refused is tried again.
    const Employee &ana = fake.company.people.at(4);
    const OutboxItem conflict{makeUuidV7(),
                              CommandKind::UpdateEmployee,
                              ana.name,
                              OutboxState::Conflict,
                              fake.clock.now() - 50min,
                              1,
                              std::nullopt,
                              {{u"phone"_qs, u"111"_qs, u"222"_qs, u"333"_qs}},
                              ana.uuid.value()};
    fake.tray.put(conflict);
    settle();
    ASSERT_NO_FATAL_FAILURE(goTo(u"outbox"_qs, PageIds::Tray));
    ASSERT_NO_FATAL_FAILURE(tabTo(u"trayTable"_qs));
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_Return);
    ASSERT_NO_FATAL_FAILURE(tabTo(u"phoneMineRadioButton"_qs));
    press(Qt::Key_Space);
    ASSERT_NO_FATAL_FAILURE(tabTo(u"resolveButton"_qs));
    press(Qt::Key_Space);
    EXPECT_EQ(fake.tray.resolved.value(conflict.uuid).value(u"phone"_qs), OutboxTray::Side::Mine);

    // What the server refused is sent once more.
    OutboxItem refused = conflict;
    refused.uuid = makeUuidV7();
    refused.state = OutboxState::Rejected;
    refused.conflicts = {};
    refused.reason = Error{ErrorCode::Conflict, {}, {{u"email"_qs, u"en uso"_qs}}};
    fake.tray.put(refused);
    settle();
    ASSERT_NO_FATAL_FAILURE(tabTo(u"trayTable"_qs));
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_Return);
    ASSERT_NO_FATAL_FAILURE(tabTo(u"retryButton"_qs));
    press(Qt::Key_Space);
    EXPECT_EQ(fake.tray.retried, QList<QUuid>{refused.uuid});

    // Home.
    prompter.answerNext(true);
    ASSERT_NO_FATAL_FAILURE(goTo(u"sign out"_qs, {}));
    ASSERT_TRUE(waitFor([this] { return ui.mainWindow() == nullptr; }));
    EXPECT_EQ(fake.session.state(), SessionState::SignedOut);
    QApplication::setActiveWindow(ui.startWindow());
    settle();
    EXPECT_EQ(hereName().toStdString(), "passwordLineEdit");
}

} // namespace EvalTrack::Test
