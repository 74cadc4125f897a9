// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include "storage/database.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;

/// Signing in, going on, and what ends it.
class SessionTest : public ApiFixture
{
protected:
    [[nodiscard]] static ApiRequest loginRequest(const QByteArray &password)
    {
        return {"POST",
                "/auth/login",
                "{\"email\":\"ana@empresa.com\",\"password\":\"" + password + "\"}",
                {},
                {}};
    }
    [[nodiscard]] static ApiRequest refreshRequest(const QByteArray &token)
    {
        return {"POST", "/auth/refresh", "{\"refresh_token\":\"" + token + "\"}", {}, {}};
    }
    [[nodiscard]] static QByteArray tokenOf(const ApiAnswer &answer)
    {
        return answer.object().value(QLatin1String("refresh_token")).toString().toLatin1();
    }
    [[nodiscard]] QByteArray signIn() { return tokenOf(m_server.ask(loginRequest(Password))); }
    [[nodiscard]] ApiAnswer refresh(const QByteArray &token)
    {
        return m_server.ask(refreshRequest(token));
    }
    void letTimePass(int seconds)
    {
        sql("update refresh_tokens set used_at = used_at - make_interval(secs => $1::integer) "
            "returning 1",
            {seconds});
    }

    /// Answers a request that comes while `change` is under way in another transaction.
    [[nodiscard]] ApiAnswer answeredDuring(const QByteArray &change, const ApiRequest &request)
    {
        auto transaction = m_server.database().begin();
        EXPECT_TRUE(transaction);
        sql(change);
        QNetworkReply *const reply = m_server.begin(request);
        m_server.waitUntilLocked(reply);
        sql("update refresh_tokens set revoked_at = now() where user_id = $1 and revoked_at is "
            "null returning 1",
            {m_admin.id});
        EXPECT_TRUE(transaction->commit());
        return m_server.finish(reply);
    }
    [[nodiscard]] qint64 openSessions()
    {
        return sql("select count(*) from refresh_tokens where user_id = $1 and revoked_at is null",
                   {m_admin.id});
    }
};

TEST_F(SessionTest, ARefreshTokenIsGoodOnce)
{
    const QByteArray first = signIn();
    const ApiAnswer second = refresh(first);
    ASSERT_EQ(second.status, 201) << second.body.constData();
    const QByteArray third = tokenOf(refresh(tokenOf(second)));

    EXPECT_EQ(refresh(first).status, 401) << "used before";
    EXPECT_EQ(refresh(third).status, 401) << "its family is revoked with it";
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'auth.refreshReused'"), 1);

    const QByteArray fresh = signIn();
    EXPECT_EQ(
        m_server.ask({"POST", "/auth/logout", "{\"refresh_token\":\"" + fresh + "\"}", {}, {}})
            .status,
        204);
    EXPECT_EQ(refresh(fresh).status, 401) << "signed out";
}

TEST_F(SessionTest, ALostAnswerDoesNotEndASession)
{
    const QByteArray first = signIn();
    const QByteArray lost = tokenOf(refresh(first));
    letTimePass(50);

    const ApiAnswer again = refresh(first);
    ASSERT_EQ(again.status, 201) << again.body.constData();
    EXPECT_NE(tokenOf(again), lost);
    const ApiAnswer oncemore = refresh(first);
    ASSERT_EQ(oncemore.status, 201) << "that answer was lost too";
    EXPECT_EQ(refresh(tokenOf(oncemore)).status, 201);
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'auth.refreshReused'"), 0);
}

TEST_F(SessionTest, TheGraceForALostAnswerIsShort)
{
    const QByteArray first = signIn();
    const QByteArray second = tokenOf(refresh(first));
    letTimePass(61);

    EXPECT_EQ(refresh(first).status, 401);
    EXPECT_EQ(refresh(second).status, 401) << "its family is revoked";
}

TEST_F(SessionTest, RetryingDoesNotLengthenTheGrace)
{
    const QByteArray first = signIn();
    ASSERT_EQ(refresh(first).status, 201);
    letTimePass(40);
    ASSERT_EQ(refresh(first).status, 201);
    letTimePass(40);

    EXPECT_EQ(refresh(first).status, 401);
}

TEST_F(SessionTest, AReplacedSuccessorTellsOfATheft)
{
    const QByteArray first = signIn();
    const QByteArray mine = tokenOf(refresh(first));
    const QByteArray thiefs = tokenOf(refresh(first));

    const QByteArray next = tokenOf(refresh(mine));
    EXPECT_EQ(refresh(thiefs).status, 401);
    EXPECT_EQ(refresh(next).status, 401) << "two had the first: neither goes on";
    EXPECT_EQ(sql("select count(*) from audit_log where action = 'auth.refreshReused'"), 1);
}

TEST_F(SessionTest, ARequestThatWasOvertakenOnItsWayEndsNoSession)
{
    const QByteArray first = signIn();
    const QByteArray kept = tokenOf(refresh(first)); // Sent again, and answered first.
    const QByteArray late = tokenOf(refresh(first)); // To a client that has gone.

    const ApiAnswer next = refresh(kept);
    ASSERT_EQ(next.status, 201) << next.body.constData();
    EXPECT_EQ(refresh(tokenOf(next)).status, 201);
    EXPECT_EQ(refresh(late).status, 401);
}

TEST_F(SessionTest, ASuccessorThatIsUsedThisMomentIsNotReplaced)
{
    const qint64 others = openSessions();
    const QByteArray first = signIn();
    ASSERT_EQ(refresh(first).status, 201);
    auto use = m_server.database().begin();
    ASSERT_TRUE(use);
    sql("update refresh_tokens set used_at = now() where id = (select max(id) from "
        "refresh_tokens) returning 1");

    QNetworkReply *const reply = m_server.begin(refreshRequest(first));
    m_server.waitUntilLocked(reply);
    ASSERT_TRUE(use->commit());

    EXPECT_EQ(m_server.finish(reply).status, 401);
    EXPECT_EQ(openSessions(), others) << "two had the first";
}

TEST_F(SessionTest, ASignInUnderWayEndsWithItsPassword)
{
    const ApiAnswer answer = answeredDuring(
        "update users set password_hash = 'x', token_epoch = token_epoch + 1 where id = " +
            QByteArray::number(m_admin.id) + " returning 1",
        loginRequest(Password));

    EXPECT_EQ(answer.status, 401) << answer.body.constData();
    EXPECT_EQ(answer.message(), u"Credenciales inválidas");
    EXPECT_EQ(openSessions(), 0);
}

TEST_F(SessionTest, ASignInUnderWayEndsWithItsAccount)
{
    const ApiAnswer answer = answeredDuring("update users set is_active = false where id = " +
                                                QByteArray::number(m_admin.id) + " returning 1",
                                            loginRequest(Password));

    EXPECT_EQ(answer.status, 401) << answer.body.constData();
    EXPECT_EQ(openSessions(), 0);
}

TEST_F(SessionTest, ASignInUnderWayHasTheRoleOfItsEnd)
{
    const ApiAnswer answer = answeredDuring("update users set role = 'EMPLEADO' where id = " +
                                                QByteArray::number(m_admin.id) + " returning 1",
                                            loginRequest(Password));

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.object()
                  .value(QLatin1String("user"))
                  .toObject()
                  .value(QLatin1String("role"))
                  .toString(),
              u"EMPLEADO");
}

TEST_F(SessionTest, ARefreshUnderWayEndsWithTheOldPassword)
{
    const QByteArray token = signIn();

    const ApiAnswer answer = answeredDuring(
        "update users set password_hash = 'x', token_epoch = token_epoch + 1 where id = " +
            QByteArray::number(m_admin.id) + " returning 1",
        refreshRequest(token));

    EXPECT_EQ(answer.status, 401) << answer.body.constData();
    EXPECT_EQ(openSessions(), 0);
}

TEST_F(SessionTest, GuessingIsSlowedDown)
{
    ApiAnswer answer;
    for (int i = 0; i < 7; ++i) {
        answer = m_server.ask(loginRequest("no-es-esta"));
    }

    EXPECT_EQ(answer.status, 429);
    EXPECT_TRUE(answer.headers.contains("retry-after"));
}

TEST_F(SessionTest, GuessingAllAtOnceIsSlowedDown)
{
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(m_server.ask(loginRequest("no-es-esta")).status, 401);
    }
    const QList<ApiAnswer> answers =
        m_server.askTogether(QList<ApiRequest>(6, loginRequest("no-es-esta")));

    const auto judged = std::count_if(answers.begin(), answers.end(),
                                      [](const ApiAnswer &answer) { return answer.status == 401; });
    EXPECT_LE(judged, 2) << "as many as one after the other";
}

TEST(ProxySessionTest, GuessingIsCountedForTheClientBehindAProxy)
{
    const auto proxies = Server::TrustedProxies::fromText(u"127.0.0.0/8"_qs);
    ASSERT_TRUE(proxies);
    ApiServer server(*proxies);
    const auto guess = [&server](int account, const QByteArray &client) {
        return server
            .ask({"POST",
                  "/auth/login",
                  "{\"email\":\"u" + QByteArray::number(account) +
                      "@empresa.com\",\"password\":\"no-es-esta\"}",
                  {},
                  {{"X-Forwarded-For", client}}})
            .status;
    };

    for (int account = 0; account < 30; ++account) {
        ASSERT_EQ(guess(account, "203.0.113.1"), 401);
    }
    EXPECT_EQ(guess(30, "203.0.113.1"), 429);
    EXPECT_EQ(guess(30, "203.0.113.2"), 401) << "somebody else behind the same proxy";
}
