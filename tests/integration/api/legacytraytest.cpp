// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "goldenfile.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace Qt::Literals::StringLiterals;

/// Rows of v1 that wait for somebody to decide.
class LegacyTrayTest : public ApiFixture
{
protected:
    void SetUp() override
    {
        ApiFixture::SetUp();
        for (const auto &[row, reason] :
             {std::pair(7, "record.orphan"), std::pair(9, "attendance.contradiction")}) {
            (void)sql(
                "insert into legacy_tray (source, source_id, reason, content, noted_at) "
                "values ('attendance', $1::bigint, $2, '{\"id\": 7, \"asistio\": \"No\"}', "
                "timestamptz '2026-03-01 12:00Z' + $1::bigint * interval '1 minute') returning id",
                {row, QByteArray(reason)});
        }
    }
    void expectGolden(const ApiAnswer &answer, const char *name)
    {
        EXPECT_TRUE(matchesGolden(answer, name));
    }
    [[nodiscard]] QList<qint64> rowsIn(const QByteArray &query)
    {
        QList<qint64> rows;
        const QJsonArray items =
            get("/legacy/tray" + query, m_hr).object().value("items"_L1).toArray();
        for (const QJsonValue &item : items) {
            rows.append(item.toObject().value("entityId"_L1).toInteger());
        }
        return rows;
    }
};

TEST_F(LegacyTrayTest, ShowsWhatWaitsOldestFirstPageAfterPage)
{
    expectGolden(get("/legacy/tray?limit=1", m_hr), "legacy-tray");
    const QString cursor =
        get("/legacy/tray?limit=1", m_hr).object().value("nextCursor"_L1).toString();

    EXPECT_EQ(rowsIn({}), (QList<qint64>{7, 9}));
    EXPECT_EQ(rowsIn("?limit=1&cursor=" + cursor.toLatin1()), QList<qint64>{9});
    EXPECT_EQ(get("/legacy/tray", m_employee).status, 403);
    EXPECT_EQ(get("/legacy/tray?state=all", m_hr).status, 400);
}

TEST_F(LegacyTrayTest, TakesADecisionAndTakesItBack)
{
    const QByteArray decided = R"({"isDecided":true,"note":"Se registró a mano"})";
    expectGolden(patch("/legacy/tray/1", decided, m_hr), "legacy-decide");

    EXPECT_EQ(rowsIn({}), QList<qint64>{9});
    EXPECT_EQ(rowsIn("?state=decided"), QList<qint64>{7});
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'legacy.decide' and actor_id = $1",
                  {m_hr.id}),
              1);

    ASSERT_EQ(patch("/legacy/tray/1", R"({"isDecided":false})", m_hr).status, 200);
    EXPECT_EQ(rowsIn({}), (QList<qint64>{7, 9}));
    EXPECT_EQ(patch("/legacy/tray/99", decided, m_hr).status, 404);
    EXPECT_EQ(patch("/legacy/tray/1", decided, m_employee).status, 403);
}
