// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localstore.h"
#include "support/fakeclock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

class LocalStoreTest : public testing::Test
{
protected:
    LocalStoreTest()
    {
        const SignedInPerson me{
            UserId(2), UserUuid(makeUuidV7()), QStringLiteral("Yo"), {}, Role::HumanResources};
        m_store = *LocalStore::open(m_folder.path(), Sealer::makeKey(), me, m_clock);
        EXPECT_TRUE(m_store->news(~StoreParts()));
        m_person.id = UserId(11);
        m_person.uuid = UserUuid(makeUuidV7());
        m_person.name = QStringLiteral("Ana");
        m_person.revision = 5;
    }

    [[nodiscard]] QString shownName()
    {
        EXPECT_TRUE(m_store->news(~StoreParts()));
        const auto people = m_store->reader().people();
        const qsizetype index = people->indexOf(m_person.uuid);
        return index < 0 ? QString() : people->text(index, PeopleSnapshot::Text::Name);
    }

    FakeClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<LocalStore> m_store;
    Employee m_person;
};

} // namespace

TEST_F(LocalStoreTest, NewsComeInPiecesSoThatACaptureFitsBetween)
{
    Event event;
    event.id = EventId(7);
    event.uuid = EventUuid(makeUuidV7());
    ASSERT_TRUE(m_store->take(m_person));
    ASSERT_TRUE(m_store->take(event));

    const auto first = m_store->nextNews();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->changed, StoreParts(StorePart::People));
    EXPECT_EQ(first->people->size(), 1);
    EXPECT_TRUE(first->hasMore);
    const auto second = m_store->nextNews();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->changed, StoreParts(StorePart::Events));
    EXPECT_FALSE(second->hasMore);
    EXPECT_EQ(m_store->nextNews()->changed, StoreParts());
}

TEST_F(LocalStoreTest, AnOlderRevisionOfAPersonChangesNothing)
{
    ASSERT_TRUE(m_store->take(m_person));
    EXPECT_EQ(shownName(), QStringLiteral("Ana"));
    Employee older = m_person;
    older.revision = 4;
    older.name = QStringLiteral("Antes");
    ASSERT_TRUE(m_store->take(older));
    EXPECT_EQ(shownName(), QStringLiteral("Ana"));

    Employee newer = m_person;
    newer.revision = 6;
    newer.name = QStringLiteral("Ana B");
    ASSERT_TRUE(m_store->take(newer));
    ASSERT_TRUE(m_store->take(older));
    EXPECT_EQ(shownName(), QStringLiteral("Ana B"));
}

TEST_F(LocalStoreTest, APieceThatIsNotWrittenIsNotShown)
{
    const auto failed = m_store->database().inTransaction([&]() -> Result<void> {
        EXPECT_TRUE(m_store->take(m_person));
        return failure(ErrorCode::Storage);
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(shownName(), QString());
}

TEST_F(LocalStoreTest, AnEditLiesOverWhatTheFeedBrings)
{
    ASSERT_TRUE(m_store->take(m_person));
    StoredCommand edit;
    Employee after = m_person;
    after.name = QStringLiteral("Editada");
    edit.pending = {CommandUuid(makeUuidV7()), UpdateEmployee{m_person, after}, m_clock.now()};
    ASSERT_TRUE(m_store->outbox().append(edit));
    m_store->touchSubject(CommandSubject::Person, m_person.uuid.value());
    EXPECT_EQ(shownName(), QStringLiteral("Editada"));
    m_person.revision = 6;
    m_person.phone = QStringLiteral("555");
    ASSERT_TRUE(m_store->take(m_person));
    EXPECT_EQ(shownName(), QStringLiteral("Editada"));
}
