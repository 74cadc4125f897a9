// SPDX-License-Identifier: GPL-3.0-or-later
#include "storagefixture.h"

#include "ledger/knowncheckpoints.h"
#include "ledger/ledgercheckpoints.h"
#include "ledger/ledgersigner.h"
#include "ledger/ledgerverifier.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>

#include <sys/resource.h>
#endif

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace std::chrono_literals;

namespace {

#ifdef Q_OS_UNIX
/// No file of this process can grow beyond it: a write stops in the middle, as on a full disk.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(qint64 bytes)
        : m_signal(::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{static_cast<rlim_t>(bytes), m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        lift();
        ::signal(SIGXFSZ, m_signal);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

    void lift() const { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    void (*m_signal)(int);
    rlimit m_before = {};
};
#endif

constexpr auto DeviceA = "0a000000-0000-4000-8000-000000000001";
constexpr auto DeviceB = "0b000000-0000-4000-8000-000000000002";

} // namespace

/// Whoever may write to the database as its owner is the adversary: the rules that refuse changes
/// are taken away first, as that person would.
class LedgerTest : public Test::StorageFixture
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_folder.isValid());
        record(DeviceA, 1, 3);
        record(DeviceB, 1, 2);
        record(DeviceA, 4, 5);
    }

    void record(const QByteArray &device, int from, int to)
    {
        sql("insert into attendance_captures (uuid, event_uuid, code, device_id, device_sequence, "
            "captured_at, method, recorded_by) "
            "select gen_random_uuid(), gen_random_uuid(), 'código ' || n, $1::uuid, n, now(), "
            "'BADGE', 1 from generate_series($2::int, $3::int) n",
            {device, from, to});
    }
    void takeRulesAway()
    {
        ASSERT_TRUE(m_database->runScript(
            "alter table attendance_captures disable trigger all;"
            "alter table ledger_links disable trigger all;"
            "do $$ begin execute format('grant update, delete on attendance_captures, ledger_links "
            "to %I', current_user); end $$"));
    }
    void tamper(const QByteArray &statement)
    {
        takeRulesAway();
        EXPECT_GT(sql(statement).affected(), 0) << statement.constData();
    }
    void sign()
    {
        auto checkpoints = LedgerCheckpoints::open(m_folder.path());
        ASSERT_TRUE(checkpoints);
        ASSERT_TRUE(checkpoints->append(heads(), Timestamp(1ms)));
        ASSERT_TRUE(KnownCheckpoints(*m_database).note(*checkpoints));
    }
    QList<LedgerHead> heads()
    {
        QList<LedgerHead> heads;
        const auto rows = sql("select device_id, position, hash from ledger_heads");
        for (const Row row : rows) {
            heads.append({row.uuid(0), row.integer(1), row.bytes(2)});
        }
        return heads;
    }
    LedgerVerifier::Report verified()
    {
        const auto report = LedgerVerifier(*m_database).verify(m_folder.path());
        EXPECT_TRUE(report);
        return report.value_or(LedgerVerifier::Report{});
    }
    QString captureOf(const QByteArray &device, int sequence)
    {
        return text("select uuid::text from attendance_captures where device_id = $1::uuid and "
                    "device_sequence = $2",
                    {device, sequence});
    }
    [[nodiscard]] QString checkpointFile() const
    {
        return m_folder.filePath(QStringLiteral("checkpoints.jsonl"));
    }
    void expectUnsigned(const QString &words)
    {
        const auto report = verified();
        ASSERT_TRUE(report.finding);
        EXPECT_EQ(report.finding->kind, LedgerVerifier::Finding::Kind::Unsigned);
        EXPECT_TRUE(report.finding->detail.contains(words)) << report.finding->detail.toStdString();
    }
    void expectFinding(LedgerVerifier::Finding::Kind kind, const char *device, qint64 position)
    {
        const auto report = verified();
        ASSERT_TRUE(report.finding);
        EXPECT_EQ(report.finding->kind, kind) << report.finding->detail.toStdString();
        EXPECT_EQ(report.finding->device, QUuid::fromString(QLatin1String(device)));
        EXPECT_EQ(report.finding->position, position);
    }

    QTemporaryDir m_folder;
};

using Kind = LedgerVerifier::Finding::Kind;

TEST_F(LedgerTest, IsWholeAsItWasRecorded)
{
    sign();
    record(DeviceB, 3, 4);
    sign();

    const auto report = verified();

    EXPECT_FALSE(report.finding) << report.finding->detail.toStdString();
    EXPECT_EQ(report.captures, 9);
    EXPECT_EQ(report.devices, 2);
    EXPECT_EQ(report.checkpoints, 2);
}

TEST_F(LedgerTest, CoversWhatSomebodyWasTold)
{
    sql("insert into attendance_captures (uuid, code, device_id, device_sequence, captured_at, "
        "method, recorded_by, is_waiting) values (gen_random_uuid(), 'x', $1::uuid, 3, now(), "
        "'BADGE', 1, true)",
        {QByteArray(DeviceB)});
    EXPECT_FALSE(verified().finding);

    tamper("update attendance_captures set is_waiting = false where is_waiting");

    expectFinding(Kind::Broken, DeviceB, 3);
}

TEST_F(LedgerTest, ChainsWhatNamesNoDevice)
{
    sql("insert into attendance_captures (uuid, code, captured_at, method, recorded_by) values "
        "(gen_random_uuid(), 'x', now(), 'BADGE', 1)");

    const auto report = verified();

    EXPECT_FALSE(report.finding);
    EXPECT_EQ(report.devices, 3);
    EXPECT_EQ(report.captures, 8);
}

TEST_F(LedgerTest, ChainsACaptureOnceThatComesTwice)
{
    sql("insert into attendance_captures (uuid, code, device_id, captured_at, method, recorded_by) "
        "select uuid, 'otro', device_id, now(), 'BADGE', 1 from attendance_captures "
        "on conflict (uuid) do nothing");

    EXPECT_FALSE(verified().finding);
    EXPECT_EQ(verified().captures, 7);
}

TEST_F(LedgerTest, TheServingRoleMayNotChangeIt)
{
    for (const char *statement :
         {"update attendance_captures set note = 'x'", "delete from attendance_captures",
          "truncate attendance_captures", "update ledger_links set hash = ''",
          "delete from ledger_links", "truncate ledger_links"}) {
        const auto rows = m_database->runText(statement);
        ASSERT_FALSE(rows) << statement;
        EXPECT_EQ(rows.error().sqlState, "42501") << statement;
    }
}

TEST_F(LedgerTest, NamesARecordThatWasChanged)
{
    const QString capture = captureOf(DeviceA, 4);
    tamper("update attendance_captures set captured_at = captured_at - interval '1 hour' "
           "where uuid = '" +
           capture.toLatin1() + "'");

    expectFinding(Kind::Broken, DeviceA, 4);
    EXPECT_EQ(verified().finding->capture, QUuid::fromString(capture));
}

TEST_F(LedgerTest, NamesARecordThatIsMissing)
{
    tamper("delete from attendance_captures where uuid = '" + captureOf(DeviceB, 1).toLatin1() +
           "'");

    expectFinding(Kind::Missing, DeviceB, 1);
}

TEST_F(LedgerTest, NamesARecordThatWasTakenOutOfItsChain)
{
    tamper("delete from ledger_links where device_id = '" + QByteArray(DeviceA) +
           "' and position = 2");

    expectFinding(Kind::Missing, DeviceA, 2);
}

TEST_F(LedgerTest, NamesWhereAChainWasCutShort)
{
    tamper("with cut as (delete from ledger_links where device_id = '" + QByteArray(DeviceA) +
           "' and position > 3 returning capture_uuid) "
           "delete from attendance_captures where uuid in (select capture_uuid from cut)");

    expectFinding(Kind::Truncated, DeviceA, 4);
}

TEST_F(LedgerTest, NamesARecordThatNoServerRecorded)
{
    takeRulesAway();
    record(DeviceA, 6, 6);

    const auto report = verified();

    ASSERT_TRUE(report.finding);
    EXPECT_EQ(report.finding->kind, Kind::Unchained);
    EXPECT_EQ(report.finding->capture, QUuid::fromString(captureOf(DeviceA, 6)));
}

// Whoever can rewrite the whole database leaves a ledger that fits itself. It does not fit what was
// signed outside.
TEST_F(LedgerTest, FindsByItsSignaturesWhatWasRewrittenAsAWhole)
{
    sign();
    tamper("update attendance_captures set code = 'amigo' where device_id = '" +
           QByteArray(DeviceA) + "' and device_sequence = 2");
    sql("delete from ledger_links");
    sql("delete from ledger_heads");
    sql("select extend_ledger_chains(array_agg(c)) from attendance_captures c");

    expectFinding(Kind::Broken, DeviceA, 5);
}

TEST_F(LedgerTest, FindsByItsSignaturesThatTheEndWasTakenAway)
{
    sign();
    tamper("with cut as (delete from ledger_links where device_id = '" + QByteArray(DeviceB) +
           "' returning capture_uuid) "
           "delete from attendance_captures where uuid in (select capture_uuid from cut)");
    sql("delete from ledger_heads where device_id = '" + QByteArray(DeviceB) + "'");

    expectFinding(Kind::Truncated, DeviceB, 1);
}

TEST_F(LedgerTest, FindsALineOfCheckpointsThatWasChanged)
{
    sign();
    record(DeviceB, 3, 3);
    sign();
    QFile file(m_folder.filePath(QStringLiteral("checkpoints.jsonl")));
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    content.replace(":1,", ":2,").replace(",2,\"", ",1,\"");
    file.resize(0);
    file.write(content);
    file.close();

    const auto report = verified();

    ASSERT_TRUE(report.finding);
    EXPECT_EQ(report.finding->kind, Kind::Unsigned);
}

TEST_F(LedgerTest, FindsALineOfCheckpointsThatIsGone)
{
    sign();
    record(DeviceB, 3, 3);
    sign();
    QFile file(m_folder.filePath(QStringLiteral("checkpoints.jsonl")));
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    (void)file.readLine();
    const QByteArray second = file.readLine();
    file.resize(0);
    file.write(second);
    file.close();

    const auto report = verified();

    ASSERT_TRUE(report.finding);
    EXPECT_EQ(report.finding->kind, Kind::Unsigned);
}

TEST_F(LedgerTest, FindsThatAllCheckpointsAreGone)
{
    sign();
    record(DeviceB, 3, 3);
    sign();
    ASSERT_TRUE(QFile::remove(checkpointFile()));

    expectUnsigned(QStringLiteral("2 of 2 signed checkpoints in %1 are gone").arg(m_folder.path()));
    expectUnsigned(QStringLiteral("1970-01-01T00:00:00.001Z"));

    ASSERT_TRUE(QFile::remove(m_folder.filePath(QStringLiteral("signing-key"))));
    expectUnsigned(QStringLiteral("2 of 2 signed checkpoints"));
}

TEST_F(LedgerTest, FindsThatTheLastCheckpointsAreGone)
{
    sign();
    const qint64 firstLine = QFileInfo(checkpointFile()).size();
    record(DeviceB, 3, 3);
    sign();
    record(DeviceB, 4, 4);
    sign();
    ASSERT_TRUE(QFile::resize(checkpointFile(), firstLine));

    expectUnsigned(QStringLiteral("2 of 3 signed checkpoints"));
}

TEST_F(LedgerTest, KnowsOfNoFewerCheckpointsThanBefore)
{
    sign();
    record(DeviceB, 3, 3);
    sign();
    ASSERT_TRUE(QFile::remove(checkpointFile()));

    sign(); // as somebody who hides it would, with the key of the folder

    expectUnsigned(QStringLiteral("1 of 2 signed checkpoints"));
}

TEST_F(LedgerTest, TakesACheckpointThatTheDatabaseDoesNotKnowYet)
{
    sign();
    record(DeviceB, 3, 3);
    auto checkpoints = LedgerCheckpoints::open(m_folder.path());
    ASSERT_TRUE(checkpoints);
    ASSERT_TRUE(checkpoints->append(heads(), Timestamp(2ms)));

    EXPECT_FALSE(verified().finding);
    EXPECT_EQ(verified().checkpoints, 2);
}

TEST_F(LedgerTest, KnowsTheCheckpointsOfEachServer)
{
    const QTemporaryDir other;
    sign();
    record(DeviceB, 3, 3);
    sign();
    auto checkpoints = LedgerCheckpoints::open(other.path());
    ASSERT_TRUE(checkpoints);
    ASSERT_TRUE(checkpoints->append(heads(), Timestamp(3ms)));
    ASSERT_TRUE(KnownCheckpoints(*m_database).note(*checkpoints));

    EXPECT_FALSE(verified().finding);
    const auto report = LedgerVerifier(*m_database).verify(other.path());
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->finding);
}

// Where nothing is known of checkpoints, time tells.
TEST_F(LedgerTest, FindsThatNothingWasSigned)
{
    ASSERT_TRUE(LedgerSigner::open(m_folder.path()));
    EXPECT_FALSE(verified().finding) << "a server signs every few seconds";

    sql("insert into attendance_captures (uuid, code, captured_at, method, recorded_by, "
        "received_at) values (gen_random_uuid(), 'x', now(), 'BADGE', 1, now() - interval '6 "
        "minutes')");
    EXPECT_FALSE(verified().finding) << "the key is new";
    QFile key(m_folder.filePath(QStringLiteral("signing-key")));
    ASSERT_TRUE(key.open(QIODevice::ReadWrite));
    ASSERT_TRUE(key.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-360),
                                QFileDevice::FileModificationTime));
    key.close();

    expectUnsigned(QStringLiteral("no signed checkpoint"));
    sign();
    EXPECT_FALSE(verified().finding);
}

TEST_F(LedgerTest, GoesOnAfterALineThatAPowerCutLeftHalfWritten)
{
    sign();
    QFile file(m_folder.filePath(QStringLiteral("checkpoints.jsonl")));
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("{\"at\":\"2026-");
    file.close();
    EXPECT_FALSE(verified().finding);

    record(DeviceB, 3, 3);
    sign();

    EXPECT_FALSE(verified().finding);
    EXPECT_EQ(verified().checkpoints, 2);
}

#ifdef Q_OS_UNIX
TEST_F(LedgerTest, LeavesNothingOfALineThatADiskHadNoRoomFor)
{
    sign();
    auto checkpoints = LedgerCheckpoints::open(m_folder.path());
    ASSERT_TRUE(checkpoints);
    record(DeviceB, 3, 3);
    const FileSizeLimit disk(
        QFileInfo(m_folder.filePath(QStringLiteral("checkpoints.jsonl"))).size() + 10);

    const auto onFullDisk = checkpoints->append(heads(), Timestamp(2ms));
    disk.lift();
    const auto withRoom = checkpoints->append(heads(), Timestamp(3ms));

    EXPECT_FALSE(onFullDisk);
    EXPECT_TRUE(withRoom);
    EXPECT_FALSE(verified().finding) << verified().finding->detail.toStdString();
    EXPECT_EQ(verified().checkpoints, 2);
}
#endif
