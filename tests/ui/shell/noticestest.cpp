// SPDX-License-Identifier: GPL-3.0-or-later
// The bell and its board over the real window: what arrives, what is read, and where it leads.
#include "shell/desktopnotices.h"
#include "shell/noticedelegate.h"
#include "support/messageguard.h"
#include "support/windowtest.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

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

TEST_F(NoticesTest, ABackupThatFailedIsToldToAdministratorsUntilOneIsMade)
{
    begin(Role::Admin);
    fake->backups.known.lastFailure =
        LocalBackupState::Failure{{ErrorCode::NotFound, {}, {}}, fake->clock.now()};
    fake->backups.tell();
    settle();
    openBoard();
    ASSERT_EQ(list()->count(), 1);
    EXPECT_TRUE(list()->item(0)->text().contains(u"The backup of this computer failed"_qs))
        << list()->item(0)->text().toStdString();
    fake->backups.known.lastFailure->at += 60min;
    fake->backups.tell();
    settle();
    EXPECT_EQ(list()->count(), 1) << "each hour anew would be ignored";

    list()->setCurrentRow(0);
    QTest::keyClick(list(), Qt::Key_Return);
    settle();
    EXPECT_EQ(window->currentPageId(), PageIds::Backups);
    fake->backups.known.lastFailure.reset();
    fake->backups.tell();
    settle();
    EXPECT_EQ(list()->count(), 0);
}

TEST_F(NoticesTest, ABackupThatFailedIsNotToldToWhoCanDoNothingAboutIt)
{
    begin();
    fake->backups.known.lastFailure =
        LocalBackupState::Failure{{ErrorCode::NotFound, {}, {}}, fake->clock.now()};
    fake->backups.tell();
    settle();
    openBoard();
    EXPECT_EQ(list()->count(), 0);
}

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

TEST_F(NoticesTest, ALongOneHasRoomForAllOfIt)
{
    begin(Role::Employee);
    const int event = freeEvent();
    fake->company.events[event].title = QString(u"Mantenimiento preventivo "_qs).repeated(4);
    registerFor(event);
    fake->announce();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
    openBoard();

    const QRect item = list()->visualItemRect(list()->item(0));
    const QFontMetrics metrics(fontOf(TextStyle::Body));
    const int words =
        metrics
            .boundingRect(QRect(0, 0, item.width() - 2 * Space::Three, 10'000), Qt::TextWordWrap,
                          list()->item(0)->data(NoticeDelegate::Text).toString())
            .height();
    ASSERT_GT(words, metrics.height()) << "it takes more than a line";
    EXPECT_GE(item.height(),
              words + metrics.height() + QFontMetrics(fontOf(TextStyle::Caption)).height());
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

TEST_F(NoticesTest, AnEventThatMovedIsToldWithItsOldTime)
{
    begin(Role::Employee);
    const int index = freeEvent();
    registerFor(index);
    fake->announce();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
    openBoard();
    QTest::mouseClick(child<QPushButton>(u"clearNoticesButton"_qs), Qt::LeftButton);
    ASSERT_EQ(list()->count(), 0);

    Event &event = fake->company.events[index];
    const Event before = event;
    event.date += 26h;
    fake->announce();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
    EXPECT_TRUE(list()->item(0)->text().startsWith(
        u"An event you are registered for was moved\n"_qs % event.title))
        << list()->item(0)->text().toStdString();
    EXPECT_TRUE(list()->item(0)->text().contains(u"before"));

    // Moved once more it is news once more; moved back it is none.
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    settle();
    EXPECT_EQ(window->currentPageId(), PageIds::Events);
    EXPECT_EQ(bell()->accessibleName(), u"Notifications"_qs);
    event.date += 2h;
    fake->announce();
    EXPECT_TRUE(waitFor([this] { return bell()->accessibleName() == u"Notifications: 1 unread"; }));
    event.date = before.date;
    fake->announce();
    EXPECT_TRUE(waitFor([this] { return list()->count() == 0; }));
}

TEST_F(NoticesTest, AnEventThatIsCalledOffOrElsewhereIsToldAlsoAtTheNextStart)
{
    begin(Role::Employee);
    const int index = freeEvent();
    registerFor(index);
    fake->announce();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
    window.reset();

    Event &event = fake->company.events[index];
    event.location = u"Auditorio B"_qs;
    again(Role::Employee);
    ASSERT_TRUE(waitFor([this] { return list()->count() == 2; }));
    const auto all = [this] {
        QString text;
        for (int row = 0; row < list()->count(); ++row) {
            text += list()->item(row)->text() + u'\n';
        }
        return text;
    };
    EXPECT_TRUE(all().contains(u"takes place elsewhere"));
    EXPECT_TRUE(all().contains(u"Auditorio B"));

    event.isActive = false;
    fake->announce();
    EXPECT_TRUE(waitFor([&] { return all().contains(u"was called off"); }));
    // Of an event only ids, times and digests are kept in the clear.
    const QStringList keys = settings.allKeys();
    for (const QString &key : keys) {
        const QVariant value = settings.value(key);
        QString kept = value.toStringList().join(u' ');
        for (const QVariant &each : value.toMap()) {
            kept += each.toString();
        }
        EXPECT_FALSE(kept.contains(event.title) || kept.contains(u"Auditorio"))
            << kept.toStdString();
    }
}

TEST_F(NoticesTest, WhatOneChangesOfAnEventOneselfIsNone)
{
    begin(Role::HumanResources);
    const int index = freeEvent();
    registerFor(index);
    fake->announce();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
    Event &event = fake->company.events[index];
    window->openPage(PageIds::Events, PageArgument::make(u"event"_qs, toText(event.uuid.value())));
    settle();
    auto *edit = child<QPushButton>(u"editButton"_qs);
    ASSERT_NE(edit, nullptr);
    QTest::mouseClick(edit, Qt::LeftButton);
    auto *place = child<QLineEdit>(u"locationLineEdit"_qs);
    place->setFocus();
    QTest::keyClicks(place, u" Norte"_qs);
    QTest::keyClick(place, Qt::Key_S, Qt::ControlModifier);
    settle();
    ASSERT_TRUE(event.location->endsWith(u"Norte"));
    registerFor(freeEvent()); // By somebody else, to know that the board has read again.
    fake->announce();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 2; }));
    for (int row = 0; row < list()->count(); ++row) {
        EXPECT_TRUE(list()->item(row)->text().startsWith(u"You are registered"));
    }
}

TEST_F(NoticesTest, AnImportThatEndsBehindAnotherPageIsToldAndLeadsToTheList)
{
    begin();
    fake->imports.sheet.sheet = [] {
        ImportSheet table;
        table.headings = {u"National id"_qs, u"First name"_qs, u"E-mail"_qs};
        table.rows = {{2, {u"V-771"_qs, u"Ana"_qs, u"ana771@empresa.com"_qs}}};
        return std::make_shared<const ImportSheet>(table);
    }();
    window->openPage(PageIds::Imports, PageArgument::make(u"file"_qs, u"/tmp/gente.csv"_qs));
    auto *go = child<QPushButton>(u"importButton"_qs);
    ASSERT_NE(go, nullptr);
    ASSERT_TRUE(waitFor([go] { return go->isEnabled(); }));
    fake->setSlow(true);
    go->setFocus();
    QTest::keyClick(go, Qt::Key_Space);
    window->openPage(PageIds::People);
    ASSERT_EQ(list()->count(), 0);
    fake->setSlow(false);
    fake->releaseAnswers();
    ASSERT_TRUE(waitFor([this] { return list()->count() == 1; }));
    EXPECT_TRUE(list()->item(0)->text().startsWith(u"An import has ended\ngente.csv: 1 new"_qs))
        << list()->item(0)->text().toStdString();
    EXPECT_EQ(bell()->accessibleName(), u"Notifications: 1 unread"_qs);
    openBoard();
    QTest::keyClick(list(), Qt::Key_Return);
    settle();
    EXPECT_EQ(window->currentPageId(), PageIds::ImportHistory);
}

} // namespace EvalTrack::Test
