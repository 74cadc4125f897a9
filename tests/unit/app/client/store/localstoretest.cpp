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
        m_me = me;
        reopen();
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

    /// As after a new start of the program.
    void reopen()
    {
        m_store.reset();
        m_store = *LocalStore::open(m_folder.path(), m_key, m_me, m_clock);
    }

    FakeClock m_clock;
    QTemporaryDir m_folder;
    Redacted<QByteArray> m_key = Sealer::makeKey();
    SignedInPerson m_me;
    std::unique_ptr<LocalStore> m_store;
    Employee m_person;
};

} // namespace

TEST_F(LocalStoreTest, SharedViewsAreThereAfterANewStartAndGoWithTheAccount)
{
    EXPECT_EQ(m_store->sharedViews(), QByteArray());
    ASSERT_TRUE(m_store->setSharedViews("[{}]"));
    reopen();
    EXPECT_EQ(m_store->sharedViews(), QByteArray("[{}]"));
    ASSERT_TRUE(m_store->wipe());
    EXPECT_EQ(m_store->sharedViews(), QByteArray());
}

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

namespace {

class LocalDepartmentsTest : public LocalStoreTest
{
protected:
    LocalDepartmentsTest()
    {
        m_sales = department(4, QStringLiteral("Ventas"));
        m_retail = department(5, QStringLiteral("Tiendas"), DepartmentId(4));
        m_person.departmentId = DepartmentId(4);
        m_person.department = QStringLiteral("Ventas");
        EXPECT_TRUE(m_store->take(m_sales));
        EXPECT_TRUE(m_store->take(m_retail));
        EXPECT_TRUE(m_store->take(m_person));
        EXPECT_EQ(shownDepartment(), QStringLiteral("Ventas"));
    }

    static Department department(int id, const QString &name,
                                 std::optional<DepartmentId> parent = {})
    {
        Department made;
        made.id = DepartmentId(id);
        made.name = name;
        made.parentId = parent;
        made.uuid = DepartmentUuid(makeUuidV7());
        made.revision = 1;
        return made;
    }
    QUuid perform(const Command &command)
    {
        StoredCommand stored;
        stored.pending = {CommandUuid(makeUuidV7()), command, m_clock.now()};
        EXPECT_TRUE(m_store->outbox().append(stored));
        m_store->touchSubject(subjectOf(command), subjectUuidOf(command));
        return stored.pending.uuid.value();
    }
    void giveUp(const QUuid &command, const Department &about)
    {
        m_store->touchSubject(CommandSubject::Department, about.uuid.value());
        EXPECT_TRUE(m_store->outbox().remove(command));
    }
    [[nodiscard]] QString shownDepartment()
    {
        EXPECT_TRUE(m_store->news(~StoreParts()));
        const auto people = m_store->reader().people();
        return people->text(people->indexOf(m_person.uuid), PeopleSnapshot::Text::Department);
    }
    [[nodiscard]] QStringList shownNames()
    {
        m_store->touch(StorePart::Departments);
        const auto news = m_store->news(StorePart::Departments);
        QStringList names;
        for (const Department &each : news->departments) {
            names.append(each.name);
        }
        return names;
    }

    Department m_sales;
    Department m_retail;
};

} // namespace

TEST_F(LocalDepartmentsTest, ANewNameIsInTheProfilesAtOnce)
{
    Department after = m_sales;
    after.name = QStringLiteral("Comercial");
    const QUuid command = perform(UpdateDepartment{m_sales, after});

    EXPECT_EQ(shownDepartment(), QStringLiteral("Comercial"));
    EXPECT_EQ(m_store->reader().people()->search(u"comercial").size(), 1);
    EXPECT_EQ(shownNames(), (QStringList{QStringLiteral("Comercial"), QStringLiteral("Tiendas")}));

    m_person.revision = 6;
    ASSERT_TRUE(m_store->take(m_person));
    EXPECT_EQ(shownDepartment(), QStringLiteral("Comercial")) << "the feed brings the old one";

    giveUp(command, m_sales);
    EXPECT_EQ(shownDepartment(), QStringLiteral("Ventas"));
}

TEST_F(LocalDepartmentsTest, OneThatIsMadeHereIsShownWithoutANumber)
{
    Department made = department(0, QStringLiteral("Compras"));
    made.id = DepartmentId();
    perform(CreateDepartment{made});

    EXPECT_EQ(shownNames(), (QStringList{QStringLiteral("Compras"), QStringLiteral("Tiendas"),
                                         QStringLiteral("Ventas")}));

    made.id = DepartmentId(9);
    made.revision = 1;
    ASSERT_TRUE(m_store->take(made));
    EXPECT_EQ(shownNames().size(), 3) << "the server's and ours are the same";
}

TEST_F(LocalDepartmentsTest, TakingOneAwayMovesItsPeopleAndWhatIsBelow)
{
    const QUuid command = perform(RemoveDepartment{m_sales.uuid, DepartmentId(5)});

    EXPECT_EQ(shownDepartment(), QStringLiteral("Tiendas"));
    EXPECT_EQ(shownNames(), QStringList(QStringLiteral("Tiendas")));
    EXPECT_FALSE(m_store->reader().departments().first().parentId);

    giveUp(command, m_sales);
    EXPECT_EQ(shownDepartment(), QStringLiteral("Ventas"));
    EXPECT_EQ(shownNames().size(), 2);
}

TEST_F(LocalDepartmentsTest, AnOlderRevisionChangesNothing)
{
    Department newer = m_sales;
    newer.name = QStringLiteral("Comercial");
    newer.revision = 3;
    ASSERT_TRUE(m_store->take(newer));
    ASSERT_TRUE(m_store->take(m_sales));

    EXPECT_TRUE(shownNames().contains(QStringLiteral("Comercial")));
    EXPECT_EQ(m_store->entities().find(m_sales.uuid)->value().name, QStringLiteral("Comercial"));
}
