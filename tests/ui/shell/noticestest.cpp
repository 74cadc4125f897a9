// SPDX-License-Identifier: GPL-3.0-or-later
// The bell and its board over the real window: what arrives, what is read, and where it leads.
#include "shell/desktopnotices.h"
#include "support/messageguard.h"
#include "support/windowtest.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>

namespace EvalTrack::Test {

namespace {

using namespace std::chrono_literals;

class NoticesTest : public WindowTest
{
protected:
    void begin(Role role = Role::HumanResources)
    {
        MessageGuard::expect(
            QRegularExpression(QStringLiteral("does not support grabbing the keyboard")));
        start(role);
        if (auto *desktop = window->findChild<DesktopNotices *>()) {
            desktop->setShow(
                [this](const QString & /*title*/, const QString &text) { onDesktop.append(text); });
        }
        settle();
    }
    void again(Role role = Role::HumanResources)
    {
        window = std::make_unique<MainWindow>(*desk, prompter, settings, theme, language,
                                              PageRegistry::standard());
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        static_cast<void>(role);
        settle();
    }
    static void settle()
    {
        for (int round = 0; round < 10; ++round) {
            QApplication::processEvents();
        }
    }
    template <typename T>
    T *child(const QString &name)
    {
        return window->findChild<T *>(name);
    }
    QPushButton *bell() { return child<QPushButton>(u"bellButton"_qs); }
    QListWidget *list() { return child<QListWidget>(u"noticeList"_qs); }
    void refuse(const QString &subject)
    {
        OutboxItem item;
        item.uuid = QUuid::createUuid();
        item.command = CommandKind::UpdateEmployee;
        item.subject = subject;
        item.state = OutboxState::Rejected;
        item.createdAt = fake->clock.now() - 2min;
        item.reason = failure(ErrorCode::Forbidden).error();
        fake->tray.put(item);
        settle();
    }
    void openBoard()
    {
        QTest::keyClick(window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        settle();
    }
    Attendance &registerFor(int event)
    {
        const Event &of = fake->company.events.at(event);
        return fake->company.addAttendance(AttendanceUuid(QUuid::createUuid()), of,
                                           *fake->company.person(fake->signedIn().uuid),
                                           fake->clock.now());
    }
    /// An event ahead for which nobody of this role is registered.
    int freeEvent()
    {
        for (int i = 0; i < fake->company.events.size(); ++i) {
            const Event &event = fake->company.events.at(i);
            if (event.date > fake->clock.now() &&
                !fake->company.attendance(event.uuid, fake->signedIn().uuid)) {
                return i;
            }
        }
        ADD_FAILURE() << "registered for everything";
        return 0;
    }

    QStringList onDesktop;
};

} // namespace

TEST_F(NoticesTest, CountsWhatWasRefusedAndLeadsToItByKeyboard)
{
    begin();
    EXPECT_EQ(bell()->accessibleName(), u"Notifications"_qs);
    refuse(u"Ana"_qs);
    refuse(u"Luis"_qs);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications: 2 unread"_qs);
    EXPECT_EQ(bell()->text().trimmed(), u"2"_qs);

    openBoard();
    ASSERT_TRUE(list()->hasFocus());
    ASSERT_EQ(list()->count(), 2);
    EXPECT_TRUE(list()->item(0)->text().startsWith(u"The server refused a record\n"_qs));
    EXPECT_TRUE(list()->item(0)->data(Qt::AccessibleTextRole).toString().startsWith(u"Unread"));
    QTest::keyClick(list(), Qt::Key_Return);
    settle();

    EXPECT_EQ(window->currentPageId(), PageIds::Tray);
    EXPECT_FALSE(child<QWidget>(u"noticePanel"_qs)->isVisible());
    EXPECT_EQ(bell()->accessibleName(), u"Notifications: 1 unread"_qs);
}

TEST_F(NoticesTest, StaysStillWhileNothingOfItChanges)
{
    begin();
    refuse(u"Ana"_qs);
    openBoard();
    const QListWidgetItem *shown = list()->item(0);

    Q_EMIT fake->sync.changed();
    settle();

    EXPECT_EQ(list()->item(0), shown);
    language.setChoice(Language::Choice::Spanish);
    EXPECT_TRUE(waitFor([this] { return bell()->accessibleName().startsWith(u"Notificaciones"); }));
    EXPECT_TRUE(list()->item(0)->text().startsWith(u"El servidor"));
    language.setChoice(Language::Choice::English);
    EXPECT_TRUE(waitFor([this] { return bell()->accessibleName().startsWith(u"Notifications"); }));
}

TEST_F(NoticesTest, WhatIsSettledGoesByItself)
{
    begin();
    refuse(u"Ana"_qs);
    ASSERT_EQ(list()->count(), 1);

    fake->tray.waiting.clear();
    Q_EMIT fake->tray.itemsChanged();
    settle();

    EXPECT_EQ(list()->count(), 0);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications"_qs);
}

TEST_F(NoticesTest, ReadAndClearedStaySoAtTheNextStart)
{
    begin();
    refuse(u"Ana"_qs);
    refuse(u"Luis"_qs);
    openBoard();
    QTest::mouseClick(child<QPushButton>(u"allReadButton"_qs), Qt::LeftButton);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications"_qs);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Delete);
    EXPECT_EQ(list()->count(), 1);

    again();

    EXPECT_EQ(list()->count(), 1);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications"_qs);
    openBoard();
    QTest::mouseClick(child<QPushButton>(u"clearNoticesButton"_qs), Qt::LeftButton);
    EXPECT_EQ(list()->count(), 0);
    EXPECT_TRUE(child<QWidget>(u"noNoticesLabel"_qs)->isVisible());
    const QStringList keys = settings.allKeys();
    for (const QString &key : keys) {
        EXPECT_FALSE(settings.value(key).toStringList().join(u' ').contains(u"Ana"_qs));
    }
}

TEST_F(NoticesTest, EscapeGivesTheKeyboardBack)
{
    begin();
    refuse(u"Ana"_qs);
    window->openPage(PageIds::People);
    settle();
    auto *before = window->currentPage()->findChild<QWidget *>(u"peopleTable"_qs);
    before->setFocus();

    openBoard();
    ASSERT_TRUE(list()->hasFocus());
    QTest::keyClick(list(), Qt::Key_Escape);

    EXPECT_FALSE(child<QWidget>(u"noticePanel"_qs)->isVisible());
    EXPECT_EQ(QApplication::focusWidget(), before);
}

TEST_F(NoticesTest, AnEventSomebodyRegisteredOneForIsNews)
{
    begin(Role::Employee);
    EXPECT_EQ(list()->count(), 0) << "what stood there before is no news";
    const int event = freeEvent();
    registerFor(event);
    fake->announce();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
    EXPECT_TRUE(list()->item(0)->text().contains(fake->company.events.at(event).title));

    openBoard();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      list()->visualItemRect(list()->item(0)).center());
    settle();

    EXPECT_EQ(window->currentPageId(), PageIds::Events);
}

TEST_F(NoticesTest, AnEventThatCameWhileTheProgramWasClosedIsNewsToo)
{
    begin(Role::Employee);
    window.reset();
    registerFor(freeEvent());

    again(Role::Employee);

    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
}

TEST_F(NoticesTest, WhatOneRegistersForOneselfIsNone)
{
    begin(Role::Employee);
    const Event event = fake->company.events.at(freeEvent());
    window->openPage(PageIds::Events, PageArgument::make(u"event"_qs, toText(event.uuid.value())));
    settle();
    auto *join = child<QPushButton>(u"registerButton"_qs);
    ASSERT_NE(join, nullptr);
    QTest::mouseClick(join, Qt::LeftButton);
    settle();
    ASSERT_NE(fake->company.attendance(event.uuid, fake->signedIn().uuid), nullptr);
    const int other = freeEvent();
    registerFor(other); // By somebody else, to know that the board has read again.
    fake->announce();

    ASSERT_TRUE(waitFor([this] { return list()->count() > 0; }));
    ASSERT_EQ(list()->count(), 1);
    EXPECT_TRUE(list()->item(0)->text().contains(fake->company.events.at(other).title));
}

TEST_F(NoticesTest, AnExpiredSessionAsksForThePassword)
{
    begin();
    bool asked = false;
    QObject::connect(window.get(), &MainWindow::signInRequested, window.get(),
                     [&asked] { asked = true; });
    fake->session.setState(SessionState::Expired);
    settle();
    ASSERT_EQ(list()->count(), 1);
    EXPECT_TRUE(list()->item(0)->text().startsWith(u"Your sign-in has expired"));

    openBoard();
    QTest::keyClick(list(), Qt::Key_Return);
    EXPECT_TRUE(asked);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications"_qs);

    // Once more is news once more.
    fake->session.setState(SessionState::SignedIn);
    fake->session.setState(SessionState::Expired);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications: 1 unread"_qs);
}

TEST_F(NoticesTest, SendingThatIsStuckIsTold)
{
    begin();
    fake->sync.stalled = true;
    Q_EMIT fake->sync.changed();
    ASSERT_EQ(list()->count(), 1);
    EXPECT_TRUE(list()->item(0)->text().startsWith(u"Sending is stuck"));
    fake->sync.stalled = false;
    Q_EMIT fake->sync.changed();
    EXPECT_EQ(list()->count(), 0);
}

TEST_F(NoticesTest, FewerCapturesToReviewAreNoNews)
{
    begin();
    const auto review = [this] {
        OutboxItem item;
        item.uuid = QUuid::createUuid();
        item.state = OutboxState::Review;
        fake->tray.put(item);
        Q_EMIT fake->sync.changed();
        settle();
    };
    review();
    review();
    EXPECT_EQ(list()->count(), 1);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications: 1 unread"_qs);
    openBoard();
    QTest::mouseClick(child<QPushButton>(u"allReadButton"_qs), Qt::LeftButton);

    fake->tray.waiting.removeLast();
    Q_EMIT fake->sync.changed();
    EXPECT_EQ(list()->count(), 1);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications"_qs);
    review();
    review();
    EXPECT_EQ(bell()->accessibleName(), u"Notifications: 1 unread"_qs);
}

TEST_F(NoticesTest, TheDesktopIsToldOfItWithoutANameWhileTheWindowIsBehind)
{
    begin();
    refuse(u"Ana"_qs);
    EXPECT_TRUE(onDesktop.isEmpty()) << "the window is in front";

    QApplication::setActiveWindow(nullptr);
    settle();
    refuse(u"Luis"_qs);
    EXPECT_EQ(onDesktop, QStringList{u"The server refused a record"_qs});
}

TEST_F(NoticesTest, TheDesktopIsNotToldWhenThatIsSwitchedOff)
{
    begin();
    openBoard();
    auto *choice = child<QCheckBox>(u"desktopNoticesCheckBox"_qs);
    EXPECT_TRUE(choice->isChecked());
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Space);
    ASSERT_FALSE(choice->isChecked());

    QApplication::setActiveWindow(nullptr);
    refuse(u"Luis"_qs);
    EXPECT_TRUE(onDesktop.isEmpty());

    again();
    EXPECT_FALSE(child<QCheckBox>(u"desktopNoticesCheckBox"_qs)->isChecked());
}

} // namespace EvalTrack::Test
