// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"
#include "common/page.h"
#include "common/theme.h"
#include "common/toaster.h"
#include "shell/desktopui.h"
#include "shell/pageregistry.h"
#include "support/fakedesk.h"
#include "support/scriptedprompter.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace EvalTrack::Test {

namespace {

// A page with one field, to try the window with.
class FieldPage final : public Page
{
public:
    FieldPage(const PageContext &context, QWidget *parent)
        : Page(context, parent)
        , field(new QLineEdit(this))
    {
        (new QVBoxLayout(this))->addWidget(field);
    }

    void activate(const QString &argument) override { lastArgument = argument; }
    void askAgain() override { ++askedAgain; }
    [[nodiscard]] bool hasUnsavedInput() const override { return !field->text().isEmpty(); }
    void discardInput() override { field->clear(); }
    void focusSearch() override { field->setFocus(); }
    void keepDrafts(const std::function<void(bool)> &then) override { keeping = then; }

    std::function<void(bool isKept)> keeping; ///< Of the drafts, until the test says how it went.
    QLineEdit *field;
    QString lastArgument;
    int askedAgain = 0;
};

PageEntry fieldEntry(const QString &id, Permission permission)
{
    PageEntry entry;
    entry.id = id;
    entry.permission = permission;
    entry.title = [id] {
        return id;
    };
    entry.make = [](const PageContext &context, QWidget *parent) -> Page * {
        return new FieldPage(context, parent);
    };
    return entry;
}

class MainWindowTest : public testing::Test
{
protected:
    explicit MainWindowTest(Role role = Role::HumanResources)
        : settings(folder.filePath(u"settings.ini"_qs), QSettings::IniFormat)
        , fake(role)
        , desk(fake.desk())
    {
        registry.add({fieldEntry(PageIds::Dashboard, Permission::ViewOwnRecords),
                      fieldEntry(PageIds::People, Permission::ViewPeople),
                      fieldEntry(PageIds::Accounts, Permission::ManageAccounts),
                      fieldEntry(PageIds::Tray, Permission::ViewOwnRecords)});
        window = std::make_unique<MainWindow>(desk, prompter, settings, theme, language, registry);
        window->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    }

    FieldPage *page() { return static_cast<FieldPage *>(window->currentPage()); }
    template <typename T>
    T *child(const QString &name)
    {
        return window->findChild<T *>(name);
    }

    QTemporaryDir folder;
    QSettings settings;
    FakeDesk fake;
    Desk desk;
    ScriptedPrompter prompter;
    Theme theme{*qApp};
    Language language;
    PageRegistry registry;
    std::unique_ptr<MainWindow> window;
};

class AdminWindowTest : public MainWindowTest
{
protected:
    AdminWindowTest()
        : MainWindowTest(Role::Admin)
    {}
};

} // namespace

TEST(StandardPagesTest, WhoeverIsOnOneSeesWhereInTheNavigation)
{
    const PageRegistry standard = PageRegistry::standard();
    for (const Role role : {Role::Admin, Role::HumanResources, Role::Employee}) {
        for (const PageEntry &entry : standard.entriesFor(role)) {
            const PageEntry *place = standard.find(standard.placeOf(entry, role), role);
            EXPECT_TRUE(place != nullptr && place->isInNavigation)
                << entry.id.toStdString() << " for role " << static_cast<int>(role);
        }
    }
}

TEST_F(MainWindowTest, ShowsOnlyWhatTheRoleMayOpen)
{
    EXPECT_EQ(window->pageIds(), (QStringList{PageIds::Dashboard, PageIds::People, PageIds::Tray}));
    EXPECT_EQ(child<QAbstractButton>(u"accountsNavigationButton"_qs), nullptr);

    window->openPage(PageIds::Accounts);

    EXPECT_EQ(window->currentPageId(), PageIds::Dashboard);
}

TEST_F(AdminWindowTest, ShowsAccountsToAdministrators)
{
    QTest::mouseClick(child<QAbstractButton>(u"accountsNavigationButton"_qs), Qt::LeftButton);

    EXPECT_EQ(window->currentPageId(), PageIds::Accounts);
}

TEST_F(MainWindowTest, GoesToPagesByKeyboard)
{
    QTest::keyClick(window.get(), Qt::Key_2, Qt::ControlModifier);

    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_TRUE(window->windowTitle().startsWith(PageIds::People));
}

TEST_F(MainWindowTest, PutsTheCursorInTheSearchField)
{
    window->openPage(PageIds::People);
    child<QAbstractButton>(u"peopleNavigationButton"_qs)->setFocus();

    QTest::keyClick(window.get(), Qt::Key_F, Qt::ControlModifier);

    EXPECT_TRUE(page()->field->hasFocus());
}

TEST_F(MainWindowTest, OnF5SynchronisesAndLetsThePageAskAgain)
{
    window->openPage(PageIds::People);

    QTest::keyClick(window.get(), Qt::Key_F5);

    EXPECT_EQ(fake.sync.syncNowCalls, 1);
    EXPECT_EQ(page()->askedAgain, 1);
}

TEST_F(MainWindowTest, HandsTheArgumentToThePageThatIsAskedFor)
{
    Q_EMIT window->currentPage()->navigate(PageIds::People, u"new"_qs);

    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_EQ(page()->lastArgument, u"new"_qs);
}

TEST_F(MainWindowTest, StaysWhenThePersonKeepsWhatWasTyped)
{
    window->openPage(PageIds::People);
    QTest::keyClicks(page()->field, u"Ana"_qs);
    prompter.answerNext(false);

    QTest::mouseClick(child<QAbstractButton>(u"dashboardNavigationButton"_qs), Qt::LeftButton);

    EXPECT_EQ(prompter.asked.size(), 1);
    EXPECT_EQ(window->currentPageId(), PageIds::People);
    EXPECT_EQ(page()->field->text(), u"Ana"_qs);
    EXPECT_TRUE(child<QAbstractButton>(u"peopleNavigationButton"_qs)->isChecked());
}

TEST_F(MainWindowTest, LeavesWhenThePersonDiscardsWhatWasTyped)
{
    window->openPage(PageIds::People);
    QTest::keyClicks(page()->field, u"Ana"_qs);
    prompter.answerNext(true);

    window->openPage(PageIds::Dashboard);

    EXPECT_EQ(window->currentPageId(), PageIds::Dashboard);
    window->openPage(PageIds::People);
    EXPECT_TRUE(page()->field->text().isEmpty());
}

TEST_F(MainWindowTest, AsksBeforeClosingOverTypedInput)
{
    QTest::keyClicks(page()->field, u"Ana"_qs);
    prompter.answerNext(false);
    window->close();
    EXPECT_TRUE(window->isVisible());

    prompter.answerNext(true);
    window->close();

    EXPECT_TRUE(waitFor([this] { return !window->isVisible(); }));
    EXPECT_EQ(prompter.asked.size(), 2);
}

TEST_F(MainWindowTest, TellsThatTheServerIsAway)
{
    fake.setOnline(false);

    EXPECT_EQ(child<QLabel>(u"connectionLabel"_qs)->text(), u"Offline"_qs);
    fake.setOnline(true);
    EXPECT_EQ(child<QLabel>(u"connectionLabel"_qs)->text(), u"Online"_qs);
}

TEST_F(MainWindowTest, CountsWhatWaitsAndLeadsToTheTray)
{
    OutboxItem item;
    item.uuid = QUuid::createUuid();
    item.state = OutboxState::Rejected;
    fake.tray.put(item);
    item.uuid = QUuid::createUuid();
    item.state = OutboxState::Queued;
    fake.tray.put(item);

    EXPECT_EQ(child<QPushButton>(u"waitingButton"_qs)->text(), u" 1 record to send"_qs);
    EXPECT_EQ(child<QPushButton>(u"attentionButton"_qs)->text(),
              u" 1 record in the outbox needs attention"_qs);
    QTest::mouseClick(child<QPushButton>(u"waitingButton"_qs), Qt::LeftButton);
    EXPECT_EQ(window->currentPageId(), PageIds::Tray);
}

TEST_F(MainWindowTest, WhatOthersDecideIsNoAlarm)
{
    auto *button = child<QPushButton>(u"attentionButton"_qs);
    OutboxItem item;
    item.state = OutboxState::Review;
    for (int i = 0; i < 2; ++i) {
        item.uuid = QUuid::createUuid();
        fake.tray.put(item);
    }
    EXPECT_EQ(button->text(), u" 2 captures made here to review"_qs);
    EXPECT_EQ(button->property("kind").toString(), u"statusNotice"_qs);

    item.uuid = QUuid::createUuid();
    item.state = OutboxState::Rejected;
    fake.tray.put(item);
    EXPECT_EQ(button->text(), u" 1 record in the outbox needs attention"_qs);
    EXPECT_EQ(button->property("kind").toString(), u"statusAlert"_qs);
}

TEST_F(MainWindowTest, SaysHowLongAgoTheLastSyncWas)
{
    fake.setOnline(false);

    EXPECT_TRUE(child<QLabel>(u"lastSyncLabel"_qs)->text().contains(u"Last sync: today, "))
        << "offline the hour counts";

    fake.setOnline(true);
    EXPECT_TRUE(child<QLabel>(u"lastSyncLabel"_qs)->text().endsWith(u"Last sync: just now"));
}

TEST_F(MainWindowTest, IsNotUpToDateWhileSomethingIsToDecide)
{
    EXPECT_EQ(child<QLabel>(u"activityLabel"_qs)->text(), u"Everything is up to date"_qs);
    OutboxItem item;
    item.uuid = makeUuidV7();
    item.state = OutboxState::Rejected;

    fake.tray.put(item);

    EXPECT_EQ(child<QLabel>(u"activityLabel"_qs)->text(), QString());
    EXPECT_EQ(child<QPushButton>(u"waitingButton"_qs)->text(), u" Nothing to send"_qs);
}

TEST_F(MainWindowTest, TellsOfRecordsBehindALostKey)
{
    fake.session.aside = 3;
    Q_EMIT fake.session.stateChanged();

    auto *banner = child<QWidget>(u"sessionBanner"_qs);
    EXPECT_TRUE(banner->isVisible());
    const QList<QLabel *> labels = banner->findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().startsWith(u"3 records of yours wait");
    }));
    fake.session.aside = 0;
    Q_EMIT fake.session.stateChanged();
    EXPECT_FALSE(banner->isVisible());
}

TEST_F(MainWindowTest, TellsOfADamagedStoreUntilSomebodyReadIt)
{
    fake.session.damage = StoreDamage{4, 2};
    Q_EMIT fake.session.stateChanged();

    auto *banner = child<Banner>(u"sessionBanner"_qs);
    EXPECT_TRUE(banner->isVisible());
    EXPECT_TRUE(banner->text().contains(u"4 records that had not been sent"));
    EXPECT_TRUE(banner->text().contains(u"2 records or more could not be read"));

    Q_EMIT banner->closed();
    Q_EMIT fake.session.stateChanged();
    EXPECT_FALSE(banner->isVisible());
    fake.session.damage = StoreDamage{1, 2};
    Q_EMIT fake.session.stateChanged();
    EXPECT_TRUE(banner->isVisible());
}

TEST_F(MainWindowTest, TellsOfRecordsThatCannotBeRead)
{
    fake.sync.unreadable = 1;
    Q_EMIT fake.sync.changed();

    EXPECT_EQ(child<QLabel>(u"activityLabel"_qs)->text(),
              u"1 record could not be read by this version"_qs);
}

TEST_F(MainWindowTest, TellsThatSendingIsStuckUntilItGoesOn)
{
    auto *activity = child<QLabel>(u"activityLabel"_qs);
    fake.sync.stalled = true;
    Q_EMIT fake.sync.changed();
    EXPECT_EQ(activity->text(), u"Sending is stuck; connecting anew"_qs);
    EXPECT_TRUE(activity->toolTip().contains(u"what you recorded is safe on this computer"_qs));

    fake.sync.stalled = false;
    Q_EMIT fake.sync.changed();
    EXPECT_EQ(activity->text(), u"Everything is up to date"_qs);
}

TEST_F(MainWindowTest, OffersToSignInAgainWhenTheSessionExpired)
{
    bool isAsked = false;
    QObject::connect(window.get(), &MainWindow::signInRequested, window.get(),
                     [&isAsked] { isAsked = true; });

    fake.session.setState(SessionState::Expired);

    auto *banner = child<QWidget>(u"sessionBanner"_qs);
    EXPECT_TRUE(banner->isVisible());
    QTest::mouseClick(banner->findChild<QPushButton *>(u"bannerButton"_qs), Qt::LeftButton);
    EXPECT_TRUE(isAsked);
}

TEST_F(MainWindowTest, SigningOutWaitsUntilDraftsAreKept)
{
    const auto actions = window->findChildren<QAction *>();
    const auto signOut = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->text() == u"Sign out…"_qs;
    });
    ASSERT_NE(signOut, actions.end());

    (*signOut)->trigger();
    ASSERT_TRUE(page()->keeping);
    page()->keeping(false);
    EXPECT_TRUE(prompter.asked.isEmpty()) << "the draft would have been lost";

    (*signOut)->trigger();
    page()->keeping(true);
    EXPECT_EQ(prompter.asked, QStringList(u"Sign out?"_qs));
}

TEST_F(MainWindowTest, LeadsToTheCertificateThatIsNotKnown)
{
    bool isAsked = false;
    QObject::connect(window.get(), &MainWindow::trustRequested, window.get(),
                     [&isAsked] { isAsked = true; });
    auto *banner = child<Banner>(u"sessionBanner"_qs);
    fake.sync.error = Error{ErrorCode::UntrustedServer, {}, {}};
    Q_EMIT fake.sync.changed();
    ASSERT_TRUE(banner->isVisible());

    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
    EXPECT_TRUE(isAsked);

    fake.sync.error.reset();
    Q_EMIT fake.sync.changed();
    EXPECT_FALSE(banner->isVisible());
}

TEST_F(MainWindowTest, KeepsTheLastPageForTheNextStart)
{
    window->openPage(PageIds::People);
    window.reset();

    window = std::make_unique<MainWindow>(desk, prompter, settings, theme, language, registry);

    EXPECT_EQ(window->currentPageId(), PageIds::People);
}

TEST_F(MainWindowTest, SpeaksSpanishAtOnce)
{
    language.setChoice(Language::Choice::Spanish);
    ASSERT_TRUE(
        waitFor([this] { return child<QLabel>(u"connectionLabel"_qs)->text() == u"En línea"_qs; }));

    language.setChoice(Language::Choice::English);
    EXPECT_TRUE(
        waitFor([this] { return child<QLabel>(u"connectionLabel"_qs)->text() == u"Online"_qs; }));
}

TEST_F(MainWindowTest, TurnsDarkAtOnce)
{
    theme.setChoice(Theme::Choice::Dark);
    EXPECT_TRUE(isDark(window->palette()));

    theme.setChoice(Theme::Choice::Light);
    EXPECT_FALSE(isDark(window->palette()));
}

TEST_F(MainWindowTest, ShowsAToastWithAWayBack)
{
    bool isUndone = false;
    window->toaster().toastWithAction(u"Deactivated"_qs, u"Undo"_qs,
                                      [&isUndone] { isUndone = true; });

    auto *button = child<QPushButton>(u"toastButton"_qs);
    ASSERT_TRUE(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);

    EXPECT_TRUE(isUndone);
    EXPECT_FALSE(button->isVisible());
}

} // namespace EvalTrack::Test
