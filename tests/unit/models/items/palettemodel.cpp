// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/palettemodel.h"

#include "modelwatch.h"
#include "support/fakedesk.h"

#include <gtest/gtest.h>

namespace EvalTrack::Test {

namespace {

using namespace Qt::Literals::StringLiterals;
using Kind = PaletteItem::Kind;

class PaletteModelTest : public testing::Test
{
protected:
    PaletteModelTest()
    {
        model.setSources(
            {true, true, [](const Event &event) { return event.type.value_or(u""_s); }, u"left"_s});
        model.setFixed({{Kind::Page, u"events"_s, u"Eventos"_s, u"Ctrl+3"_s},
                        {Kind::Deed, u"sync"_s, u"Sincronizar ahora"_s, u"F5"_s}});
    }

    QStringList titles(Kind kind) const
    {
        QStringList found;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.at(row).kind == kind) {
                found.append(model.at(row).title);
            }
        }
        return found;
    }
    QString uuidOf(const QString &event)
    {
        return desk.company.event(event)->uuid.value().toString(QUuid::WithoutBraces);
    }

    FakeDesk desk{Role::Admin};
    PaletteModel model{desk.people, desk.events, desk.clock};
    ModelWatch watch{model};
};

} // namespace

TEST_F(PaletteModelTest, OffersScreensAndDeedsWhenNothingIsTyped)
{
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.index(0).data().toString(), u"Eventos"_s);
    EXPECT_EQ(model.index(0).data(PaletteModel::DetailRole).toString(), u"Ctrl+3"_s);
    EXPECT_EQ(model.index(1).data(Qt::AccessibleTextRole).toString(), u"Sincronizar ahora, F5"_s);
}

TEST_F(PaletteModelTest, FindsPeopleWhoseNameBeginsSoFirst)
{
    Employee &last = desk.company.people.last();
    last.firstName = u"Álvaro"_s;
    last.lastName = u"Paredes"_s;
    last.name = u"Álvaro Paredes"_s;
    Employee &other = desk.company.people.first();
    other.name = u"Gonzalvar Ruiz"_s; // Has it inside.
    desk.people.reload();

    model.setQuery(u"alvar"_s);

    const QStringList people = titles(Kind::Person);
    ASSERT_GE(people.size(), 2);
    EXPECT_EQ(people.first(), u"Álvaro Paredes"_s);
    EXPECT_LT(people.indexOf(u"Álvaro Paredes"_s), people.indexOf(u"Gonzalvar Ruiz"_s));
}

TEST_F(PaletteModelTest, FindsPeopleByTheirNumberAndTellsWhoHasLeft)
{
    Employee &somebody = desk.company.people[19];
    ASSERT_FALSE(somebody.isActive);

    model.setQuery(*somebody.nationalId);

    ASSERT_EQ(titles(Kind::Person), QStringList{somebody.name});
    EXPECT_TRUE(model.at(0).detail.startsWith(u"left · "_s));
}

TEST_F(PaletteModelTest, ListsNoMoreThanTheBest)
{
    desk.company = FakeCompany::crowd(3'000, desk.clock.now());
    desk.people.reload();

    model.setQuery(u"a"_s);

    EXPECT_EQ(titles(Kind::Person).size(), PaletteModel::PeopleMost);
}

TEST_F(PaletteModelTest, FindsEventsNearestToNowFirst)
{
    model.setQuery(u"taller de"_s); // One three weeks ago, one in two.

    EXPECT_EQ(titles(Kind::Event), (QStringList{u"Taller de comunicación asertiva"_s,
                                                u"Taller de primeros auxilios"_s}));
    EXPECT_EQ(model.at(0).detail, u"Taller"_s);
}

TEST_F(PaletteModelTest, TakesTheWordsInAnyOrder)
{
    model.setQuery(u"auxilios TALLER"_s);

    EXPECT_EQ(titles(Kind::Event), QStringList{u"Taller de primeros auxilios"_s});
}

TEST_F(PaletteModelTest, OffersNobodyToWhomEverybodyIsNotShown)
{
    model.setSources({false, false, {}, {}});

    model.setQuery(desk.company.people.first().firstName);

    EXPECT_EQ(model.rowCount(), 0);
    model.setQuery(u"taller"_s);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(PaletteModelTest, ShowsWhatWasChosenLastFirst)
{
    const Employee &somebody = desk.company.people.at(4);
    const QString person = u"person:"_s + somebody.uuid.value().toString(QUuid::WithoutBraces);
    const QString event = u"event:"_s + uuidOf(u"Excel avanzado para informes"_s);

    model.setRecent({event, u"person:11111111-2222-4333-8444-555555555555"_s, person,
                     u"deed:sync"_s, u"page:gone"_s});

    ASSERT_EQ(model.rowCount(), 4) << "who is not there any more is left out, and nothing is twice";
    EXPECT_EQ(model.at(0).title, u"Excel avanzado para informes"_s);
    EXPECT_EQ(model.at(1).title, somebody.name);
    EXPECT_EQ(model.at(2).title, u"Sincronizar ahora"_s);
    EXPECT_EQ(model.at(3).title, u"Eventos"_s);
}

TEST_F(PaletteModelTest, KeepsNoNameForTheNextTime)
{
    const Employee &somebody = desk.company.people.at(4);
    model.setQuery(somebody.name);
    ASSERT_GT(model.rowCount(), 0);

    const QString key = PaletteModel::keyOf(model.at(0));

    EXPECT_EQ(key, u"person:"_s + somebody.uuid.value().toString(QUuid::WithoutBraces));
}

} // namespace EvalTrack::Test
