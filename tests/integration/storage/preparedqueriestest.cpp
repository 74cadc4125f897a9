// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/namedqueries.h"
#include "storagefixture.h"

#include <libpq-fe.h>

using namespace EvalTrack;
using namespace EvalTrack::Server;

class PreparedQueriesTest : public Test::StorageFixture
{};

TEST_F(PreparedQueriesTest, EveryNamedQueryFitsTheSchema)
{
    const NamedQueries &queries = NamedQueries::compiledIn();
    for (const QByteArray &name : queries.names()) {
        // As Database does it: SQL's own PREPARE takes fewer kinds of statement.
        PGresult *prepared = PQprepare(m_database->handle(), name.constData(),
                                       queries.find(name)->constData(), 0, nullptr);
        EXPECT_EQ(PQresultStatus(prepared), PGRES_COMMAND_OK)
            << name.constData() << ": " << PQresultErrorMessage(prepared);
        PQclear(prepared);
    }
}
