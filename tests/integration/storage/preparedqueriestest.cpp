// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/namedqueries.h"
#include "storagefixture.h"

using namespace EvalTrack;
using namespace EvalTrack::Server;

class PreparedQueriesTest : public Test::StorageFixture
{};

TEST_F(PreparedQueriesTest, EveryNamedQueryFitsTheSchema)
{
    const NamedQueries &queries = NamedQueries::compiledIn();
    for (const QByteArray &name : queries.names()) {
        const auto prepared =
            m_database->runText("prepare \"" + name + "\" as " + *queries.find(name));

        EXPECT_TRUE(prepared) << name.constData() << ": " << prepared.error().detail.toStdString();
    }
}
