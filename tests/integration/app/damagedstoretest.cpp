// SPDX-License-Identifier: GPL-3.0-or-later
// A damaged store is made anew, and what was recorded in it goes on to the server.
#include "clientdesk.h"
#include "store/storedatabase.h"
#include "store/storehost.h"
#include "support/printers.h"

#include <QDirIterator>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class DamagedStoreTest : public ClientDesk
{
protected:
    /// Runs a statement in the store that nobody has open.
    void spoil(const char *sql)
    {
        QDirIterator files(m_folder.path(), {QStringLiteral("store.sqlite")}, QDir::Files,
                           QDirIterator::Subdirectories);
        ASSERT_TRUE(files.hasNext());
        ASSERT_TRUE((*StoreDatabase::openDamaged(files.next()))->run(sql));
    }
};

} // namespace

TEST_F(DamagedStoreTest, WhatWasRecordedGoesOnToTheServer)
{
    signIn();
    m_server.setOnline(false);
    QStringList uuids;
    for (const char *code : {"A1", "B2", "C3"}) {
        const auto captured = capture(QString::fromLatin1(code));
        ASSERT_TRUE(captured);
        uuids.append(toText(captured->uuid.value()));
    }
    m_engine.reset();
    spoil("UPDATE captures SET sealed = zeroblob(80) WHERE device_sequence = 2");
    m_server.setOnline(true);
    restart();
    ASSERT_TRUE(trySignIn());
    EXPECT_EQ(engine().session().storeDamage(), (StoreDamage{2, 1}));
    ASSERT_TRUE(settle());
    EXPECT_TRUE(m_server.ledger().contains(uuids.at(0)));
    EXPECT_FALSE(m_server.ledger().contains(uuids.at(1)));
    EXPECT_TRUE(m_server.ledger().contains(uuids.at(2)));
    EXPECT_GT(engine().people().people()->size(), 0) << "the feed brings the rest again";

    // What could not be read outlives a sign-out.
    ASSERT_TRUE(valueOf(engine().session().signOut()));
    ASSERT_TRUE(trySignIn());
    EXPECT_EQ(engine().session().storeDamage(), (StoreDamage{0, 1}));
}

TEST_F(DamagedStoreTest, WhatWasGivenUpIsTakenAlong)
{
    signIn();
    m_server.setOnline(false);
    const auto captured = capture(QStringLiteral("A1"));
    ASSERT_TRUE(captured);
    ASSERT_TRUE(capture(QStringLiteral("B2")));
    ASSERT_TRUE(
        valueOf(engine().tray().discard(captured->uuid.value(), QStringLiteral("otra persona"))));
    m_engine.reset();
    spoil("UPDATE captures SET sealed = zeroblob(80) WHERE device_sequence = 2");
    restart();
    ASSERT_TRUE(trySignIn());

    ASSERT_TRUE(waitFor([this] { return engine().tray().givenUp().size() == 1; }));
    EXPECT_EQ(engine().tray().givenUp().first().uuid, captured->uuid.value());
    ASSERT_TRUE(valueOf(engine().tray().putBack(captured->uuid.value())));
    m_server.setOnline(true);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(m_server.ledger().contains(toText(captured->uuid.value())));
}

TEST_F(DamagedStoreTest, WhatIsFoundDamagedLaterIsMadeAnewThen)
{
    signIn();
    m_engine.reset();
    const SignedInPerson me{
        UserId(2), UserUuid(makeUuidV7()), QStringLiteral("Yo"), {}, Role::HumanResources};
    const QTemporaryDir folder;
    StoreHost host(m_clock);
    ASSERT_TRUE(valueOf(host.open(folder.path(), Sealer::makeKey(), me)));
    ASSERT_TRUE(valueOf(host.run(StoreHost::Priority::Urgent, [](LocalStore &store) {
        return store.ledger().record(TheEvent, QStringLiteral("A1"), CaptureMethod::Badge,
                                     Direction::Arriving);
    })));
    std::optional<StoreDamage> damage;
    QStringList order;
    QObject::connect(&host, &StoreHost::damaged, &host,
                     [&damage](const StoreDamage &found) { damage = found; });
    QObject::connect(&host, &StoreHost::closed, &host, [&order] { order.append(u"closed"_qs); });
    QObject::connect(&host, &StoreHost::opened, &host, [&order] { order.append(u"opened"_qs); });

    // As reading a row does whose seal is broken.
    const auto read =
        valueOf(host.run(StoreHost::Priority::Normal, [](LocalStore &) -> Result<int> {
            return failure(ErrorCode::StorageDamaged);
        }));
    ASSERT_FALSE(read);
    ASSERT_TRUE(waitFor([&damage] { return damage.has_value(); }));
    EXPECT_EQ(damage, (StoreDamage{1, 0}));
    ASSERT_TRUE(waitFor([&host] { return host.isOpen(); }));
    EXPECT_EQ(order, (QStringList{u"closed"_qs, u"opened"_qs}));
    const auto waiting = valueOf(host.run(
        StoreHost::Priority::Normal, [](LocalStore &store) { return store.captures().counts(); }));
    ASSERT_TRUE(waiting);
    EXPECT_EQ(waiting->waiting, 1);
}
