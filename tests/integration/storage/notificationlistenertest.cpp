// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/notificationlistener.h"
#include "storagefixture.h"
#include "support/waitfor.h"

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

class NotificationListenerTest : public Test::StorageFixture
{
protected:
    void SetUp() override
    {
        QObject::connect(&m_listener, &NotificationListener::notified, &m_listener,
                         [this](const QString &channel, const QString &payload) {
                             m_heard << (channel.section(u'_', 1) + u':' + payload);
                         });
        QObject::connect(&m_listener, &NotificationListener::interrupted, &m_listener,
                         [this] { ++m_interruptions; });
        QObject::connect(&m_listener, &NotificationListener::resumed, &m_listener,
                         [this] { ++m_resumptions; });
        fillSmallCompany();
        ASSERT_TRUE(m_listener.start());
    }
    bool hears(const QString &what)
    {
        return EvalTrack::Test::waitFor([&] { return m_heard.contains(what); });
    }

    NotificationListener m_listener{m_postgres.settings(),
                                    {"evaltrack_changes", "evaltrack_accounts"}};
    QStringList m_heard;
    int m_interruptions = 0;
    int m_resumptions = 0;
};

} // namespace

TEST_F(NotificationListenerTest, HearsOnceOfATransaction)
{
    {
        auto transaction = m_database->begin();
        ASSERT_TRUE(transaction);
        sql("insert into attendances (event_id, user_id) values (1, 2)");
        sql("insert into attendances (event_id, user_id) values (1, 3)");
        ASSERT_TRUE(transaction->commit());
    }
    sql("update users set is_active = false where id = 3");

    EXPECT_TRUE(hears(QStringLiteral("accounts:3")));
    EXPECT_EQ(m_heard.count(QStringLiteral("changes:evaltrack-server")), 2)
        << "with the name of whoever made them";
}

TEST_F(NotificationListenerTest, HearsOfAccountsOnlyWhatCachesKeep)
{
    sql("update users set password_hash = 'new' where id = 1");
    sql("update users set token_epoch = token_epoch + 1 where id = 2");

    EXPECT_TRUE(hears(QStringLiteral("accounts:2")));
    EXPECT_FALSE(m_heard.contains(QStringLiteral("accounts:1")));
}

TEST_F(NotificationListenerTest, SaysThatItWasCutAndListensAgain)
{
    m_postgres.cut(m_listener.backendPid());

    ASSERT_TRUE(EvalTrack::Test::waitFor([this] { return m_resumptions == 1; }));
    EXPECT_EQ(m_interruptions, 1);
    sql("update users set role = 'RECURSOS_HUMANOS' where id = 2");
    EXPECT_TRUE(hears(QStringLiteral("accounts:2")));
}
