// SPDX-License-Identifier: GPL-3.0-or-later
// The capture station and its account: a session that ends in mid-run, a password file that others
// can read.
#include "support/fakeserver.h"
#include "support/printers.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace EvalTrack::Test;

namespace {

class AgentSessionTest : public testing::Test
{
protected:
    AgentSessionTest()
    {
        m_server.put("event", {{QStringLiteral("uuid"),
                                QStringLiteral("01910000-0000-7000-8000-000000000001")},
                               {QStringLiteral("id"), 7},
                               {QStringLiteral("title"), QStringLiteral("Puerta")},
                               {QStringLiteral("date"), QStringLiteral("2026-05-28T20:26:40.000Z")},
                               {QStringLiteral("duration"), 60},
                               {QStringLiteral("status"), QStringLiteral("ACTIVE")},
                               {QStringLiteral("isActive"), true},
                               {QStringLiteral("creatorId"), 2},
                               {QStringLiteral("registration"), QStringLiteral("OPEN")},
                               {QStringLiteral("questions"), QJsonArray()}});
        writePassword(FakeServer::Password.toUtf8());
    }

    void writePassword(const QByteArray &password)
    {
        QFile file(passwordFile());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_TRUE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        ASSERT_GT(file.write(password + '\n'), 0);
    }

    void start()
    {
        m_agent.start(program(), arguments() << u"--password-file"_qs << passwordFile());
    }

    /// With a Secret Service of its own, whose collection is open, and no password.
    void startWithKeychain()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"KEYRING_HOME"_qs, m_folder.filePath(u"home"_qs));
        m_agent.setProcessEnvironment(environment);
        m_agent.start(QStringLiteral(EVALTRACK_KEYRING_SCRIPT),
                      QStringList{program()} << arguments() << u"--keychain"_qs);
    }

    /// Where no session bus is, and no password.
    void startWithoutKeychain()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_qs,
                           u"unix:path="_qs + m_folder.filePath(u"nobody"_qs));
        m_agent.setProcessEnvironment(environment);
        m_agent.start(program(), arguments() << u"--keychain"_qs);
    }

    /// Gives a code; whether it was recorded.
    [[nodiscard]] bool capture(const QByteArray &code)
    {
        m_agent.write(QByteArray(code + '\n'));
        return waitFor([&] {
            m_printed += m_agent.readAllStandardOutput();
            return m_printed.contains(QByteArray(code + '\n'));
        });
    }

    [[nodiscard]] bool isSent(int captures)
    {
        return waitFor([&] { return m_server.ledger().size() == captures; });
    }

    /// At the end of input; what it printed last.
    QByteArray end()
    {
        m_agent.closeWriteChannel();
        EXPECT_TRUE(waitFor([this] { return m_agent.state() == QProcess::NotRunning; }));
        return m_printed + m_agent.readAllStandardOutput();
    }

    [[nodiscard]] static QString program()
    {
        return qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-agent"_qs;
    }
    [[nodiscard]] QStringList arguments() const
    {
        return {u"--server"_qs, m_server.url().toString(), u"--event"_qs, u"7"_qs,
                u"--user"_qs,   FakeServer::Email,         u"--data"_qs,  m_folder.path()};
    }
    [[nodiscard]] QFileInfoList secrets() const
    {
        return QDir(secretsFolder()).entryInfoList(QDir::Files);
    }
    [[nodiscard]] QString secretsFolder() const { return m_folder.filePath(u"secrets"_qs); }
    [[nodiscard]] QString passwordFile() const { return m_folder.filePath(u"password"_qs); }

    FakeServer m_server;
    QTemporaryDir m_folder;
    QProcess m_agent;
    QByteArray m_printed;
};

} // namespace

TEST_F(AgentSessionTest, SignsInAgainWhenItsSessionIsOver)
{
    start();
    ASSERT_TRUE(capture("A1"));
    ASSERT_TRUE(isSent(1));
    m_server.revokeSessions();
    ASSERT_TRUE(capture("B2"));
    EXPECT_TRUE(isSent(2));

    // With the password of that time, not of the start.
    m_server.changePassword(QStringLiteral("otra-clave"));
    writePassword("otra-clave");
    m_server.revokeSessions();
    ASSERT_TRUE(capture("C3"));
    EXPECT_TRUE(isSent(3));
    EXPECT_TRUE(end().endsWith("pending 0\n"));
    EXPECT_EQ(m_agent.exitCode(), 0);
}

TEST_F(AgentSessionTest, WarnsOfAPasswordThatOthersCanRead)
{
    for (const bool isShared : {false, true}) {
        SCOPED_TRACE(isShared);
        if (isShared) {
            ASSERT_TRUE(QFile::setPermissions(passwordFile(), QFile::ReadOwner | QFile::ReadOther));
        }
        start();
        ASSERT_TRUE(capture("A1"));
        end();
        EXPECT_EQ(m_agent.exitCode(), 0) << "it works all the same";
        EXPECT_EQ(m_agent.readAllStandardError().contains("can read"), isShared);
        m_printed.clear();
    }
}

TEST_F(AgentSessionTest, SaysWhereItsSecretsLieAtEachStart)
{
    for (int start = 0; start < 2; ++start) {
        SCOPED_TRACE(start);
        this->start();
        ASSERT_TRUE(capture("A1"));
        end();
        const QByteArray said = m_agent.readAllStandardError();
        EXPECT_TRUE(said.contains(QByteArray("plain files in " + secretsFolder().toUtf8())))
            << said.toStdString();
        m_printed.clear();
    }
    EXPECT_FALSE(secrets().isEmpty());
    for (const QFileInfo &secret : secrets()) {
        EXPECT_EQ(secret.permissions() &
                      (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                  QFile::Permissions());
    }
}

#ifdef Q_OS_LINUX
TEST_F(AgentSessionTest, MovesItsSecretsToTheKeychainWhenToldTo)
{
    start();
    ASSERT_TRUE(capture("A1"));
    ASSERT_TRUE(isSent(1));
    end();
    ASSERT_FALSE(secrets().isEmpty());

    // Out of the files at first, and out of the keychain alone after that.
    for (const QByteArray &code : {QByteArray("B2"), QByteArray("C3")}) {
        SCOPED_TRACE(code.toStdString());
        m_printed.clear();
        startWithKeychain();
        ASSERT_TRUE(capture(code)) << m_agent.readAllStandardError().toStdString();
        EXPECT_TRUE(end().endsWith("pending 0\n"));
        EXPECT_EQ(m_agent.exitCode(), 0);
        EXPECT_FALSE(m_agent.readAllStandardError().contains("plain files"));
        EXPECT_TRUE(secrets().isEmpty());
    }
    EXPECT_EQ(m_server.ledger().size(), 3);
}

TEST_F(AgentSessionTest, RecordsNothingAndSaysWhyWhenItsKeychainIsShut)
{
    start();
    ASSERT_TRUE(capture("A1"));
    end();

    startWithoutKeychain();
    EXPECT_TRUE(waitFor([this] { return m_agent.state() == QProcess::NotRunning; }));

    EXPECT_EQ(m_agent.exitCode(), 3);
    EXPECT_TRUE(m_agent.readAllStandardError().contains("the keychain cannot be read"));
    EXPECT_TRUE(m_agent.readAllStandardOutput().isEmpty());
    EXPECT_FALSE(secrets().isEmpty()) << "they are where they were";
}
#endif
