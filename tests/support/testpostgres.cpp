// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testpostgres.h"

#include "postgres/privatecluster.h"
#include "storage/migrator.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <stdlib.h>
#include <unistd.h>

namespace EvalTrack::Test {

using namespace Server;

namespace {

/// The process's PostgreSQL. It is made at first use and ended by GoogleTest's environment, while
/// QCoreApplication lives. A shell that waits for the end of its standard input does the same when
/// the process is killed.
struct Shared
{
    QString folder;
    std::unique_ptr<PrivateCluster> cluster;
    std::unique_ptr<Database> owner;
    QProcess undertaker;
    int counter = 0;
};

std::unique_ptr<Shared> &slot()
{
    static std::unique_ptr<Shared> shared;
    return shared;
}

class EndOfProcess final : public testing::Environment
{
public:
    void TearDown() override
    {
        if (!slot()) {
            return;
        }
        slot()->owner.reset();
        slot()->cluster.reset();
        slot()->undertaker.closeWriteChannel();
        slot()->undertaker.waitForFinished();
        slot().reset();
    }
};

[[maybe_unused]] const testing::Environment *const endOfProcess =
    testing::AddGlobalTestEnvironment(new EndOfProcess);

template <typename T>
T orDie(Result<T> result, const char *what)
{
    if (!result) {
        qFatal("%s: %s", what, qUtf8Printable(result.error().detail));
    }
    return std::move(*result);
}

void orDie(const SqlResult<void> &result, const char *what)
{
    if (!result) {
        qFatal("%s: %s", what, qUtf8Printable(result.error().detail));
    }
}

/// The folder alone, for tests that make clusters of their own.
Shared &withFolder()
{
    if (!slot()) {
        slot() = std::make_unique<Shared>();
        QByteArray pattern = QFile::encodeName(QDir::tempPath()) + "/evaltrack-test-XXXXXX";
        if (!mkdtemp(pattern.data())) {
            qFatal("no temporary folder");
        }
        slot()->folder = QFile::decodeName(pattern);
        QFile::setPermissions(slot()->folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                                  QFileDevice::ExeOwner | QFileDevice::ExeOther);
        QProcess &undertaker = slot()->undertaker;
        undertaker.setChildProcessModifier([] { setsid(); });
        undertaker.setStandardOutputFile(QProcess::nullDevice());
        undertaker.setStandardErrorFile(QProcess::nullDevice());
        undertaker.start(
            QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
             QStringLiteral(
                 "cat > /dev/null; for f in $(find \"$1\" -name postmaster.pid); do "
                 "kill -QUIT $(head -1 \"$f\"); done; "
                 "for i in 1 2 3 4 5 6 7 8 9 10; do rm -rf \"$1\" && exit; sleep 0.3; done"),
             QStringLiteral("sh"), slot()->folder});
    }
    return *slot();
}

Shared &shared()
{
    Shared &all = withFolder();
    if (!all.cluster) {
        PrivateCluster::Options options;
        options.folder = all.folder + QStringLiteral("/shared");
        options.durability = Durability::TestOnly;
        all.cluster = orDie(PrivateCluster::start(options), "PostgreSQL for tests");
        all.owner =
            orDie(Database::open(all.cluster->access().ownerSettings()), "PostgreSQL for tests");
        orDie(all.owner->runScript("create database evaltrack_template owner evaltrack"),
              "template");
        ConnectionSettings settings = all.cluster->settings();
        settings.database = QStringLiteral("evaltrack_template");
        const auto database = orDie(Database::open(settings), "template");
        orDie(Migrator(*database).migrate(), "template");
    }
    return all;
}

} // namespace

TestPostgres::TestPostgres(Content content)
{
    Shared &all = shared();
    m_settings = all.cluster->settings();
    m_settings.database = QStringLiteral("test_%1").arg(++all.counter);
    const QByteArray source = content == Content::Schema ? QByteArrayLiteral("evaltrack_template")
                                                         : QByteArrayLiteral("template0");
    orDie(all.owner->runScript("create database " + m_settings.database.toLatin1() +
                               " owner evaltrack template " + source),
          "database for a test");
}

TestPostgres::~TestPostgres()
{
    orDie(slot()->owner->runScript("drop database " + m_settings.database.toLatin1() +
                                   " with (force)"),
          "dropping a test's database");
}

std::unique_ptr<Database> TestPostgres::connect(const DatabaseOptions &options) const
{
    return orDie(Database::open(m_settings, options), "connection for a test");
}

void TestPostgres::cut(int backendPid) const
{
    const auto done = slot()->owner->runText("select pg_terminate_backend($1, 5000)", {backendPid});
    if (!done || !done->at(0).boolean(0)) {
        qFatal("a connection could not be cut");
    }
}

QString TestPostgres::scratchFolder()
{
    Shared &all = withFolder();
    const QString folder = all.folder + QStringLiteral("/scratch%1").arg(++all.counter);
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                      QFileDevice::ExeOwner | QFileDevice::ExeOther);
    return folder;
}

} // namespace EvalTrack::Test
