// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/accounttablemodel.h"

#include "modelwatch.h"
#include "support/fakedesk.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {

namespace {

using namespace Qt::Literals::StringLiterals;

class AccountTableModelTest : public testing::Test
{
protected:
    void load(const QString &search = {})
    {
        QSignalSpy loaded(&model, &AccountTableModel::loaded);
        model.setFilter({search});
        ASSERT_TRUE(waitFor([&] { return loaded.count() > 0; }));
    }

    FakeDesk desk{Role::Admin};
    AccountTableModel model{desk.accounts};
};

} // namespace

TEST_F(AccountTableModelTest, FetchesPageAfterPage)
{
    // The model tester fetches by itself, so it is not used here.
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);

    load();
    EXPECT_EQ(model.rowCount(), 10);
    EXPECT_EQ(model.total(), 27);

    while (model.canFetchMore({})) {
        QSignalSpy loaded(&model, &AccountTableModel::loaded);
        model.fetchMore({});
        ASSERT_TRUE(waitFor([&] { return loaded.count() > 0; }));
    }
    EXPECT_EQ(model.rowCount(), 27);
    EXPECT_EQ(inserted.count(), 3);
}

TEST_F(AccountTableModelTest, DropsAnAnswerThatWasOvertaken)
{
    const ModelWatch watch(model);
    desk.setSlow(true);
    model.setFilter({u"ana"_s});
    model.setFilter({u"hr@"_s});
    desk.setSlow(false);

    QSignalSpy loaded(&model, &AccountTableModel::loaded);
    desk.releaseAnswersBackwards();
    ASSERT_TRUE(waitFor([&] { return loaded.count() > 0; }));

    EXPECT_EQ(loaded.count(), 1);
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.at(0).email, u"hr@empresa.com"_s);
}

TEST_F(AccountTableModelTest, KeepsWhatIsShownWhenTheServerIsAway)
{
    const ModelWatch watch(model);
    load();
    desk.setOnline(false);

    QSignalSpy failed(&model, &AccountTableModel::failed);
    model.reload();
    ASSERT_TRUE(waitFor([&] { return failed.count() > 0; }));

    EXPECT_EQ(failed.first().first().value<Error>().code, ErrorCode::Network);
    EXPECT_EQ(model.rowCount(), 10);
}

TEST_F(AccountTableModelTest, PutsAndRemovesSingleAccounts)
{
    const ModelWatch watch(model);
    model.setWords({u"admin"_s, u"hr"_s, u"employee"_s, u"active"_s, u"off"_s});
    load();
    User user = model.at(3);
    user.isActive = false;

    model.put(user);
    EXPECT_EQ(model.index(3, AccountTableModel::State).data().toString(), u"off"_s);
    EXPECT_EQ(watch.changed.count(), 1);

    user.uuid = UserUuid(makeUuidV7());
    user.id = UserId(5000);
    model.put(user);
    EXPECT_EQ(model.rowCount(), 11);
    EXPECT_EQ(model.total(), 28);

    model.remove(UserId(5000));
    EXPECT_EQ(model.rowCount(), 10);
    EXPECT_EQ(model.total(), 27);
}

} // namespace EvalTrack::Test
