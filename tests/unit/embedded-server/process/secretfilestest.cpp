// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretfiles.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace EvalTrack::Server {
namespace {

class SecretFilesTest : public testing::Test
{
protected:
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        EXPECT_EQ(file.write(content), content.size());
        return file.fileName();
    }

    static Result<QHash<QString, QString>> read(const QHash<QByteArray, QString> &variables)
    {
        return secretsInFiles([variables](const char *name) -> std::optional<QString> {
            const auto found = variables.constFind(name);
            return found == variables.constEnd() ? std::nullopt : std::optional(*found);
        });
    }

    QTemporaryDir m_folder;
};

TEST_F(SecretFilesTest, NothingIsReadWhereNothingIsNamed)
{
    const auto secrets = read({});

    ASSERT_TRUE(secrets);
    EXPECT_TRUE(secrets->isEmpty());
}

TEST_F(SecretFilesTest, AFileThatIsNamedHoldsTheSecretWithoutItsLineEnd)
{
    const auto secrets =
        read({{"JWT_SECRET_FILE", write(QStringLiteral("secret"), "0123456789abcdef\n")}});

    ASSERT_TRUE(secrets) << qPrintable(secrets.error().detail);
    EXPECT_EQ(secrets->value(QStringLiteral("JWT_SECRET")), QStringLiteral("0123456789abcdef"));
    EXPECT_EQ(secrets->size(), 1);
}

TEST_F(SecretFilesTest, TheCredentialsOfSystemdAreTakenWhereTheyAre)
{
    write(QStringLiteral("evaltrack.database-url"), "postgresql://u:p@db/evaltrack\n");
    write(QStringLiteral("evaltrack.metrics-token"), "token");

    const auto secrets = read({{"CREDENTIALS_DIRECTORY", m_folder.path()}});

    ASSERT_TRUE(secrets) << qPrintable(secrets.error().detail);
    EXPECT_EQ(secrets->value(QStringLiteral("DATABASE_URL")),
              QStringLiteral("postgresql://u:p@db/evaltrack"));
    EXPECT_EQ(secrets->value(QStringLiteral("EVALTRACK_METRICS_TOKEN")), QStringLiteral("token"));
    EXPECT_EQ(secrets->size(), 2);
}

TEST_F(SecretFilesTest, AVariableWinsOverAFileAndAFileOverACredential)
{
    write(QStringLiteral("evaltrack.jwt-secret"), "of the credential");
    write(QStringLiteral("evaltrack.admin-password"), "of the credential");
    const auto secrets =
        read({{"CREDENTIALS_DIRECTORY", m_folder.path()},
              {"JWT_SECRET", QStringLiteral("of the variable")},
              {"EVALTRACK_ADMIN_PASSWORD_FILE", write(QStringLiteral("password"), "of the file")}});

    ASSERT_TRUE(secrets) << qPrintable(secrets.error().detail);
    EXPECT_FALSE(secrets->contains(QStringLiteral("JWT_SECRET")));
    EXPECT_EQ(secrets->value(QStringLiteral("EVALTRACK_ADMIN_PASSWORD")),
              QStringLiteral("of the file"));
}

TEST_F(SecretFilesTest, WhatCannotBeReadIsEmptyOrIsNoSecretIsNamed)
{
    const auto missing =
        read({{"DATABASE_URL_FILE", m_folder.filePath(QStringLiteral("missing"))}});
    const auto empty = read({{"JWT_SECRET_FILE", write(QStringLiteral("empty"), " \n")}});
    const auto large =
        read({{"JWT_SECRET_FILE", write(QStringLiteral("large"), QByteArray(64 * 1024 + 1, 'x'))}});

    for (const auto *const refused : {&missing, &empty, &large}) {
        ASSERT_FALSE(*refused);
        EXPECT_EQ(refused->error().code, ErrorCode::Validation);
    }
    EXPECT_TRUE(missing.error().detail.startsWith(u"DATABASE_URL_FILE: "))
        << qPrintable(missing.error().detail);
    EXPECT_TRUE(empty.error().detail.endsWith(u" is empty")) << qPrintable(empty.error().detail);
    EXPECT_FALSE(large.error().detail.contains(u"xxxx")) << qPrintable(large.error().detail);
}

} // namespace
} // namespace EvalTrack::Server
