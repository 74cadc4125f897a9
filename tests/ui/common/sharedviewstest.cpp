// SPDX-License-Identifier: GPL-3.0-or-later
// Views of a list that are shared by role: who may share, who has them, what becomes of them
// without a network.
#include "eventstabletest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QTest>
#include <QToolButton>

namespace EvalTrack::Test {

class SharedViewsTest : public EventsTableTest
{
protected:
    void beAs(Role role)
    {
        fake.session.who->role = role;
        again();
    }
    /// The menu of views as somebody opens it with the keyboard.
    QMenu *openMenu()
    {
        auto *button = find<QToolButton>(u"viewsButton"_qs);
        QMetaObject::invokeMethod(button->menu(), "aboutToShow");
        return button->menu();
    }
    [[nodiscard]] static QAction *actionIn(QMenu *menu, const QString &name)
    {
        for (QAction *each : menu->actions()) {
            if (each->objectName() == name || each->text() == name ||
                (each->menu() != nullptr && each->menu()->objectName() == name)) {
                return each;
            }
        }
        return nullptr;
    }
    void choose(const QString &name)
    {
        QAction *action = actionIn(openMenu(), name);
        ASSERT_NE(action, nullptr) << name.toStdString();
        ASSERT_TRUE(action->isEnabled()) << name.toStdString();
        action->trigger();
    }
    void shareWith(const QString &whom)
    {
        QAction *sub = actionIn(openMenu(), u"shareViewMenu"_qs);
        ASSERT_NE(sub, nullptr);
        QAction *role = actionIn(sub->menu(), whom);
        ASSERT_NE(role, nullptr);
        role->trigger();
        settle();
    }
    static void settle()
    {
        for (int round = 0; round < 5; ++round) {
            QApplication::processEvents();
        }
    }
    /// Courses by day, under the name of "Courses".
    void saveCourses()
    {
        openFilter(EventTableModel::Type);
        QTest::keyClicks(QApplication::focusWidget(), u"course"_qs);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        prompter.answerNextText(u"Courses"_qs);
        choose(u"saveViewAsAction"_qs);
    }
};

TEST_F(SharedViewsTest, WhoHasTheRoleSeesTheListAsItWasShared)
{
    beAs(Role::HumanResources);
    saveCourses();
    shareWith(u"shareWithEMPLEADO"_qs);
    ASSERT_EQ(fake.views.list.size(), 1);
    EXPECT_EQ(fake.views.list.first().list, u"events"_qs);
    EXPECT_EQ(fake.views.list.first().roles, QList<Role>{Role::Employee});

    settings.clear(); // Another computer.
    beAs(Role::Employee);
    EXPECT_EQ(titles().size(), 4);
    choose(u"sharedView1"_qs);
    EXPECT_EQ(titles(), (QStringList{u"Excel"_qs, u"Word"_qs}));
    EXPECT_EQ(actionIn(openMenu(), u"stopSharingAction"_qs), nullptr) << "not theirs to take";
    EXPECT_EQ(actionIn(openMenu(), u"shareViewMenu"_qs), nullptr);
}

TEST_F(SharedViewsTest, AnEmployeeSharesNothing)
{
    beAs(Role::Employee);
    saveCourses();
    EXPECT_NE(actionIn(openMenu(), u"renameViewAction"_qs), nullptr);
    EXPECT_EQ(actionIn(openMenu(), u"shareViewMenu"_qs), nullptr);
}

TEST_F(SharedViewsTest, SharingAgainAsksAndReplaces)
{
    saveCourses();
    shareWith(u"shareWithEMPLEADO"_qs);
    prompter.answerNext(false);
    shareWith(u"shareWithAll"_qs);
    EXPECT_EQ(fake.views.list.first().roles.size(), 1) << "it was not agreed to";
    prompter.answerNext(true);
    shareWith(u"shareWithAll"_qs);
    ASSERT_EQ(fake.views.list.size(), 1);
    EXPECT_EQ(fake.views.list.first().roles.size(), 3);
}

TEST_F(SharedViewsTest, ANameOfSomebodyElsesIsNotTakenUnseen)
{
    saveCourses();
    SharedView theirs;
    theirs.list = u"events"_qs;
    theirs.name = u"COURSES"_qs;
    theirs.roles = {Role::Admin};
    theirs.revision = 3;
    fake.views.list = {theirs};
    prompter.answerNext(true); // To replacing what this computer has heard of.
    fake.views.beforeSharing = [this] {
        fake.views.list.first().revision = 4;
    };
    shareWith(u"shareWithAll"_qs);
    EXPECT_TRUE(prompter.asked.last().contains(u"was not shared"_qs));
    EXPECT_EQ(fake.views.list.first().roles.size(), 1) << "theirs stays";
}

TEST_F(SharedViewsTest, IsTakenBackAndThatUndone)
{
    saveCourses();
    shareWith(u"shareWithAll"_qs);
    choose(u"sharedView1"_qs);
    choose(u"stopSharingAction"_qs);
    settle();
    EXPECT_TRUE(fake.views.list.isEmpty());
    toaster.undo();
    settle();
    ASSERT_EQ(fake.views.list.size(), 1);
    EXPECT_EQ(fake.views.list.first().name, u"Courses"_qs);
}

TEST_F(SharedViewsTest, WithoutANetworkTheyAreThereAndSharingSaysWhyNot)
{
    saveCourses();
    shareWith(u"shareWithAll"_qs);
    fake.setOnline(false);
    choose(u"sharedView1"_qs);
    EXPECT_EQ(titles().size(), 2);
    const QAction *stop = actionIn(openMenu(), u"stopSharingAction"_qs);
    ASSERT_NE(stop, nullptr);
    EXPECT_FALSE(stop->isEnabled());
    EXPECT_TRUE(stop->text().contains(u"only with a connection"_qs));
}

TEST_F(SharedViewsTest, WhatTheServerRefusesIsTold)
{
    saveCourses();
    fake.failNext(Error{ErrorCode::Conflict, u"La lista ya tiene 50 vistas compartidas"_qs, {}});
    shareWith(u"shareWithAll"_qs);
    EXPECT_TRUE(prompter.asked.last().contains(u"was not shared"_qs));
    EXPECT_TRUE(fake.views.list.isEmpty());

    fake.failNext(Error{ErrorCode::Internal, {}, {}});
    shareWith(u"shareWithAll"_qs);
    EXPECT_EQ(prompter.errors.size(), 1);
}

TEST_F(SharedViewsTest, AStateIsTheSameAfterItsWayAsJson)
{
    saveCourses();
    openFilter(EventTableModel::Date);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    search->setText(u"ñandú"_qs);
    TableState state = table->state();
    state.tools = {{u"searchLineEdit"_qs, u"ñandú"_qs},
                   {u"personPicker"_qs, QUuid(u"0199c1f5-0000-7000-8000-000000000001"_qs)},
                   {u"stateComboBox"_qs, 3}};
    state.groupedBy = u"Type"_qs;
    state.hasTotals = true;
    state.frozen = 2;

    const QByteArray json = QJsonDocument(QJsonObject::fromVariantMap(state.toVariant())).toJson();
    const TableState back =
        TableState::fromVariant(QJsonDocument::fromJson(json).object().toVariantMap());

    EXPECT_EQ(back.columns, state.columns);
    EXPECT_EQ(back.sorting, state.sorting);
    EXPECT_EQ(back.filters, state.filters);
    EXPECT_EQ(back.groupedBy, state.groupedBy);
    EXPECT_EQ(back.frozen, 2);
    EXPECT_TRUE(back.hasTotals);
    EXPECT_EQ(back.tools.value(u"personPicker"_qs).toUuid(),
              QUuid(u"0199c1f5-0000-7000-8000-000000000001"_qs));
    EXPECT_EQ(back.tools.value(u"stateComboBox"_qs).toInt(), 3);
}

} // namespace EvalTrack::Test
