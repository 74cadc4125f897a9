// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/trustedproxies.h"

#include <gtest/gtest.h>

namespace EvalTrack::Server {
namespace {

class TrustedProxiesTest : public testing::Test
{
protected:
    [[nodiscard]] static TrustedProxies proxies(const QString &text)
    {
        const auto parsed = TrustedProxies::fromText(text);
        EXPECT_TRUE(parsed);
        return parsed.value_or(TrustedProxies());
    }
    [[nodiscard]] static QString client(const TrustedProxies &trusted, const QString &peer,
                                        const QByteArrayList &forwarded)
    {
        QList<QPair<QByteArray, QByteArray>> headers{{"host", "a"}};
        for (const QByteArray &value : forwarded) {
            headers.append({"x-forwarded-for", value});
        }
        return trusted.clientOf(QHostAddress(peer), headers).toString();
    }
};

TEST_F(TrustedProxiesTest, BelieveNobodyUnlessTold)
{
    EXPECT_EQ(client({}, u"127.0.0.1"_qs, {"203.0.113.9"}), u"127.0.0.1");
    EXPECT_EQ(client(proxies(u"10.0.0.5"_qs), u"10.0.0.6"_qs, {"203.0.113.9"}), u"10.0.0.6");
}

TEST_F(TrustedProxiesTest, TakeTheRightmostAddressThatIsNotAProxy)
{
    const TrustedProxies trusted = proxies(u"10.0.0.0/24, ::1"_qs);

    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"203.0.113.9"}), u"203.0.113.9");
    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"198.51.100.1, 203.0.113.9, 10.0.0.7"}),
              u"203.0.113.9")
        << "what the client wrote itself is left of it";
    EXPECT_EQ(client(trusted, u"::1"_qs, {"198.51.100.1", "203.0.113.9"}), u"203.0.113.9")
        << "several headers are one list";
    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"10.0.0.8, 10.0.0.7"}), u"10.0.0.8");
    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {}), u"10.0.0.5");
}

TEST_F(TrustedProxiesTest, ReadPortsBracketsAndMappedAddresses)
{
    const TrustedProxies trusted = proxies(u"10.0.0.5"_qs);

    EXPECT_EQ(client(trusted, u"::ffff:10.0.0.5"_qs, {"203.0.113.9:4711"}), u"203.0.113.9");
    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"[2001:db8::1]:443"}), u"2001:db8::1");
    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"2001:db8::1"}), u"2001:db8::1");
}

TEST_F(TrustedProxiesTest, StopAtWhatIsNoAddress)
{
    const TrustedProxies trusted = proxies(u"10.0.0.0/24"_qs);

    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"203.0.113.9, unknown"}), u"10.0.0.5");
    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"203.0.113.9, 7, 10.0.0.7"}), u"10.0.0.7");
    EXPECT_EQ(client(trusted, u"10.0.0.5"_qs, {"[", ""}), u"10.0.0.5");
}

TEST_F(TrustedProxiesTest, RefuseWhatIsNoNetwork)
{
    for (const QString &text : {u"proxy.example"_qs, u"10"_qs, u"10.0.0.0/33"_qs, u"10.0.0.0/x"_qs,
                                u"0.0.0.0/0"_qs, u"::/0"_qs, u"10.0.0.0/24/8"_qs}) {
        EXPECT_FALSE(TrustedProxies::fromText(text)) << qPrintable(text);
    }
    EXPECT_TRUE(TrustedProxies::fromText({}));
}

} // namespace
} // namespace EvalTrack::Server
