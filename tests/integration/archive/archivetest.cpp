// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefolder.h"
#include "archive/archiverun.h"
#include "archive/archiveverification.h"
#include "integration/storage/storagefixture.h"
#include "support/waitfor.h"
#include "wire/entitycodec.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>

using namespace EvalTrack;
using namespace EvalTrack::Server;

namespace {

using State = ArchiveRun::Outcome::State;

/// A company with records of 2019 and 2020, and of now.
class ArchiveTest : public EvalTrack::Test::StorageFixture
{
protected:
    void SetUp() override
    {
        fillSmallCompany();
        ASSERT_TRUE(m_database->runScript(R"(
insert into events (id, title, description, date, duration, creator_id, zone, max_attendees) values
    (101, 'Inducción "2019"', E'dos\nlíneas', '2019-01-01 00:00:00.000Z', 60, 1, 'America/Lima', 20),
    (102, 'Cierre', null, '2019-12-31 23:59:59.999Z', 90, 1, null, null),
    (103, 'Taller', null, '2020-01-01 00:00Z', 60, 1, null, null);
insert into questions (id, event_id, text, removed_at) values (201, 101, '¿Qué tal?', null), (202, 101, 'Antes', now());
insert into attendances (id, event_id, user_id, status, attended_at, notes) values
    (301, 101, 2, 'CONFIRMED', '2019-01-01 00:05:00.250Z', 'llegó tarde'), (302, 101, 3, 'CANCELLED', null, null),
    (303, 102, 2, 'CONFIRMED', '2019-12-31 23:59:59.999Z', null), (304, 103, 2, 'PENDING', null, null);
insert into attendance_corrections (attendance_id, corrected_at, reason, corrected_by) values (301, now(), 'reloj', 1);
insert into evaluations (id, event_id, user_id, grader_id, status, score, respuestas, graded_at) values
    (401, 101, 2, 1, 'GRADED', 7, '[{"b": 1, "a": "x"}]', now()), (402, 102, 2, 1, 'GRADED', 10, null, now()),
    (403, 103, 2, null, 'PENDING', null, null, null);
insert into answers (evaluation_id, question_id, response) values (401, 201, 'Bien');
insert into attendance_captures (uuid, event_uuid, event_id, code, device_id, device_sequence, boot_id, captured_at, utc_offset_minutes,
                                 zone, monotonic_ms, method, recorded_by, received_at)
select capture, (select uuid from events where id = 101), 101, 'B1', 'd0000000-0000-4000-8000-000000000001', row_number() over (),
       'b0000000-0000-4000-8000-000000000001', at, -270, 'America/Caracas', 5000, 'BADGE', 1, at
  from (values ('c0000000-0000-4000-8000-000000000001'::uuid, timestamptz '2019-01-01 00:05:00.250Z'),
               ('c0000000-0000-4000-8000-000000000002', '2020-03-01 09:00Z')) as made (capture, at);
-- The first is of an event of 2019; the second is of nobody knows what, and arrived in 2020.
insert into capture_outcomes (capture_uuid, outcome, event_id, user_id, found_user_id, attendance_id, counted_at) values
    ('c0000000-0000-4000-8000-000000000001', 'accepted', 101, 2, 2, 301, '2019-01-01 00:05:00.250Z'),
    ('c0000000-0000-4000-8000-000000000002', 'review', null, null, null, null, '2020-03-01 09:00Z');
insert into audit_log (at, actor_id, action, entity, entity_id, detail) values
    ('2019-05-01 10:00Z', 1, 'event.create', 'event', 101, '{"title": "x"}'), ('2019-05-02 10:00Z', 1, 'event.update', 'event', 101, null),
    ('2020-05-02 10:00Z', 1, 'event.create', 'event', 103, null);
)"));
    }

    [[nodiscard]] QString folder() const { return m_disk.path() + u"/archive"_qs; }
    [[nodiscard]] QString pathOf(const char *name) const
    {
        return folder() + u'/' + QString::fromLatin1(name);
    }

    /// What became of each year, as "2019 0": its name and its State.
    QStringList archive(ArchiveRun::Options options = {})
    {
        if (options.folder.isEmpty()) {
            options.folder = folder();
        }
        options.program = u"test"_qs;
        QStringList years;
        m_outcomes.clear();
        const auto run =
            ArchiveRun(*m_database, options).run([&](const ArchiveRun::Outcome &outcome) {
                m_outcomes.append(outcome);
                static const QStringList words{u"written"_qs, u"there"_qs, u"wanted"_qs,
                                               u"damaged"_qs};
                years.append(outcome.year.name() + u' ' + words.at(int(outcome.state)));
            });
        if (!run) {
            m_error = run.error();
            years.append(u"failed"_qs);
        }
        return years;
    }

    [[nodiscard]] QStringList findings(const ArchivedYear &year) const
    {
        return ArchiveVerification::verify(folder(), year).findings;
    }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
        return file.readAll();
    }
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << path.toStdString();
        ASSERT_EQ(file.write(content), content.size());
    }
    static void flipByte(const QString &path, qsizetype place)
    {
        QByteArray content = contentOf(path);
        ASSERT_GT(content.size(), place);
        content[place] = static_cast<char>(content.at(place) ^ 1);
        put(path, content);
    }
    static QList<QJsonObject> rowsOf(const QString &path)
    {
        QList<QJsonObject> rows;
        const QList<QByteArray> lines = contentOf(path).split('\n');
        for (const QByteArray &line : lines) {
            if (!line.isEmpty()) {
                rows.append(QJsonDocument::fromJson(line).object());
            }
        }
        return rows;
    }
    /// Every file below the archive, with its time and content.
    [[nodiscard]] QMap<QString, QByteArray> everything() const
    {
        QMap<QString, QByteArray> all;
        QDirIterator files(folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            all.insert(path,
                       QByteArray::number(files.fileInfo().lastModified().toMSecsSinceEpoch()) +
                           contentOf(path));
        }
        return all;
    }

    QTemporaryDir m_disk;
    QList<ArchiveRun::Outcome> m_outcomes;
    Error m_error;
};

TEST_F(ArchiveTest, WritesEachYearThatIsOverForLongEnoughAndItIsWhole)
{
    EXPECT_EQ(archive(), QStringList({u"2019 written"_qs, u"2020 written"_qs}));

    EXPECT_EQ(findings({2019, 1}), QStringList());
    EXPECT_EQ(findings({2020, 1}), QStringList());
    EXPECT_EQ(rowsOf(pathOf("2019/events.jsonl")).size(), 2);
    EXPECT_EQ(rowsOf(pathOf("2019/questions.jsonl")).size(), 2);
    EXPECT_EQ(rowsOf(pathOf("2019/corrections.jsonl")).size(), 1);
    EXPECT_EQ(rowsOf(pathOf("2019/captures.jsonl")).size(), 1);
    EXPECT_EQ(rowsOf(pathOf("2019/audit.jsonl")).size(), 2);
    EXPECT_EQ(rowsOf(pathOf("2020/events.jsonl")).size(), 1);
    EXPECT_EQ(rowsOf(pathOf("2020/captures.jsonl")).size(), 1);
}

TEST_F(ArchiveTest, RowsAddUpToWhatTheDatabaseCounts)
{
    (void)archive();

    qint64 attendances = 0;
    qint64 captures = 0;
    qint64 audit = 0;
    for (const ArchiveRun::Outcome &outcome : std::as_const(m_outcomes)) {
        const ArchiveManifest &manifest = outcome.manifest;
        attendances += manifest.rowsOf(ArchiveKinds.at(2));
        captures += manifest.rowsOf(ArchiveKinds.at(4));
        audit += manifest.rowsOf(ArchiveKinds.at(7));
    }
    EXPECT_EQ(attendances, number("select count(*) from attendances"));
    EXPECT_EQ(captures, number("select count(*) from attendance_captures"));
    EXPECT_EQ(audit, number("select count(*) from audit_log"));
    const QJsonObject totals =
        QJsonDocument::fromJson(contentOf(pathOf("2019/manifest.json")))[u"totals"_qs].toObject();
    const QJsonObject expected{
        {u"attendances"_qs, QJsonObject{{u"CONFIRMED"_qs, 2}, {u"CANCELLED"_qs, 1}}},
        {u"audit"_qs, QJsonObject{{u"event.create"_qs, 1}, {u"event.update"_qs, 1}}},
        {u"captures"_qs, QJsonObject{{u"accepted"_qs, 1}}},
        {u"evaluations"_qs, QJsonObject{{u"GRADED"_qs, 2}}},
        {u"events"_qs, QJsonObject{{u"ACTIVE"_qs, 2}}},
        {u"scores"_qs, QJsonObject{{u"count"_qs, 2}, {u"sum"_qs, 17}}}};
    EXPECT_EQ(totals, expected) << QJsonDocument(totals).toJson().constData();
}

TEST_F(ArchiveTest, RowsAreReadByTheCodecsOfTheWire)
{
    (void)archive();

    const auto event = Wire::parseEvent(rowsOf(pathOf("2019/events.jsonl")).at(0));
    ASSERT_TRUE(event) << event.error().detail.toStdString();
    EXPECT_EQ(event->title, u"Inducción \"2019\""_qs);
    EXPECT_EQ(event->description, u"dos\nlíneas"_qs);
    const auto attendance = Wire::parseAttendance(rowsOf(pathOf("2019/attendances.jsonl")).at(0));
    ASSERT_TRUE(attendance) << attendance.error().detail.toStdString();
    EXPECT_EQ(attendance->attendedAt, std::chrono::sys_days(std::chrono::year(2019) / 1 / 1) +
                                          std::chrono::minutes(5) + std::chrono::milliseconds(250));
    const auto evaluation = Wire::parseEvaluation(rowsOf(pathOf("2019/evaluations.jsonl")).at(0));
    ASSERT_TRUE(evaluation) << evaluation.error().detail.toStdString();
    EXPECT_EQ(evaluation->score, 7);
    const auto capture = Wire::parseCapture(rowsOf(pathOf("2019/captures.jsonl")).at(0));
    ASSERT_TRUE(capture) << capture.error().detail.toStdString();
    EXPECT_EQ(capture->capturedAt, *attendance->attendedAt);
    EXPECT_EQ(capture->utcOffset, std::chrono::minutes(-270));
}

TEST_F(ArchiveTest, OnlyItsOwnerCanReadIt)
{
    (void)archive();

    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    EXPECT_FALSE(QFile::permissions(folder()) & others);
    QDirIterator entries(pathOf("2019"), QDir::Files);
    while (entries.hasNext()) {
        const QString path = entries.next();
        EXPECT_FALSE(QFile::permissions(path) & others) << path.toStdString();
    }
    EXPECT_FALSE(QFile::permissions(pathOf("2019")) & others);
}

TEST_F(ArchiveTest, ASecondRunChangesNothing)
{
    (void)archive();
    const auto before = everything();

    EXPECT_EQ(archive(), QStringList({u"2019 there"_qs, u"2020 there"_qs}));

    EXPECT_EQ(everything(), before);
}

TEST_F(ArchiveTest, ALateCorrectionIsAVersionBesideTheOneThatWasArchived)
{
    (void)archive();
    const QByteArray before = contentOf(pathOf("2019/attendances.jsonl"));
    sql("update attendances set notes = 'corregida' where id = 303");

    EXPECT_EQ(archive(), QStringList({u"2019.v2 written"_qs, u"2020 there"_qs}));

    EXPECT_EQ(contentOf(pathOf("2019/attendances.jsonl")), before);
    EXPECT_EQ(findings({2019, 1}), QStringList());
    EXPECT_EQ(findings({2019, 2}), QStringList());
    EXPECT_TRUE(contentOf(pathOf("2019.v2/attendances.jsonl")).contains("corregida"));
    EXPECT_EQ(archive(), QStringList({u"2019.v2 there"_qs, u"2020 there"_qs}));
}

TEST_F(ArchiveTest, AFlippedByteIsNamedWithItsLine)
{
    (void)archive();
    const QByteArray rows = contentOf(pathOf("2019/attendances.jsonl"));
    flipByte(pathOf("2019/attendances.jsonl"), rows.indexOf('\n') + 20); // in line 2

    EXPECT_EQ(findings({2019, 1}),
              QStringList(u"2019/attendances.jsonl is not what was written, from line 2 on"_qs));
    EXPECT_EQ(archive(), QStringList({u"2019 damaged"_qs, u"2020 there"_qs}));
    EXPECT_NE(contentOf(pathOf("2019/attendances.jsonl")), rows) << "it was written over";
}

TEST_F(ArchiveTest, AnyFlippedByteOfAnyFileIsFound)
{
    (void)archive();
    QDirIterator entries(pathOf("2020"), QDir::Files);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const qsizetype size = contentOf(path).size();
        for (qsizetype place = 0; place < size; place += std::max<qsizetype>(1, size / 7)) {
            flipByte(path, place);
            const QStringList found = findings({2020, 1});
            EXPECT_EQ(found.size(), 1) << path.toStdString() << " at " << place;
            EXPECT_TRUE(found.join(u' ').startsWith(u"2020/"_qs + entries.fileName()))
                << found.join(u' ').toStdString();
            flipByte(path, place);
        }
    }
    EXPECT_EQ(findings({2020, 1}), QStringList());
}

TEST_F(ArchiveTest, WhatIsMissingCutOffOrAddedIsNamed)
{
    (void)archive();
    const QString rows = pathOf("2019/attendances.jsonl");
    const QByteArray content = contentOf(rows);

    put(rows, content.first(content.lastIndexOf('\n', -2) + 1));
    EXPECT_EQ(findings({2019, 1}),
              QStringList(u"2019/attendances.jsonl ends before line 3 (2 rows of 3)"_qs));
    put(rows, content + "{}\n");
    EXPECT_EQ(findings({2019, 1}), QStringList(u"2019/attendances.jsonl has more lines than were "
                                               "written (4 rows of 3)"_qs));
    ASSERT_TRUE(QFile::remove(rows));
    EXPECT_EQ(findings({2019, 1}), QStringList(u"2019/attendances.jsonl is not there"_qs));
    put(rows, content);
    put(pathOf("2019/extra"), "x");
    EXPECT_EQ(findings({2019, 1}),
              QStringList(u"2019/extra was not archived and does not belong there"_qs));
    ASSERT_TRUE(QFile::remove(pathOf("2019/extra")));
    ASSERT_TRUE(QFile::remove(pathOf("2019/manifest.json")));
    EXPECT_EQ(findings({2019, 1}),
              QStringList(u"2019/manifest.json is not there, so this is no whole archive"_qs));
}

TEST_F(ArchiveTest, WhatDoesNotReadBackIsNoArchive)
{
    ArchiveRun::Options options;
    options.beforeReadBack = [](const QString &part) {
        flipByte(part + u"/audit.jsonl", 5);
    };

    EXPECT_EQ(archive(options), QStringList(u"failed"_qs));

    EXPECT_EQ(m_error.code, ErrorCode::StorageDamaged);
    EXPECT_TRUE(
        m_error.detail.contains(u"audit.jsonl does not read back as it was written (line 1)"))
        << m_error.detail.toStdString();
    EXPECT_FALSE(QFile::exists(pathOf("2019")));
    EXPECT_FALSE(QFile::exists(pathOf("2019.part")));
}

TEST_F(ArchiveTest, WhatAKilledRunLeftDoesNotCountAndIsMadeAnew)
{
    (void)archive();
    ASSERT_TRUE(QDir().rename(pathOf("2020"), pathOf("2020.part")));
    ASSERT_TRUE(QFile::remove(pathOf("2020.part/manifest.json")));

    EXPECT_EQ(ArchiveFolder::openForReading(folder())->years(), QList<ArchivedYear>({{2019, 1}}));
    EXPECT_EQ(archive(), QStringList({u"2019 there"_qs, u"2020 written"_qs}));

    EXPECT_FALSE(QFile::exists(pathOf("2020.part")));
    EXPECT_EQ(findings({2020, 1}), QStringList());
}

TEST_F(ArchiveTest, ADryRunWritesNothing)
{
    ArchiveRun::Options options;
    options.isDryRun = true;

    EXPECT_EQ(archive(options), QStringList({u"2019 wanted"_qs, u"2020 wanted"_qs}));

    EXPECT_FALSE(QFile::exists(folder()));
}

TEST_F(ArchiveTest, YearsThatAreNotOverForSoLongStayOut)
{
    const int thisYear = QDate::currentDate().year();
    ArchiveRun::Options options;

    options.olderThanYears = thisYear - 2021; // 2020 is over for that long, and no longer.
    EXPECT_EQ(archive(options), QStringList({u"2019 written"_qs, u"2020 written"_qs}));
    options.folder = m_disk.path() + u"/other"_qs;
    ++options.olderThanYears;
    EXPECT_EQ(archive(options), QStringList(u"2019 written"_qs));
}

TEST_F(ArchiveTest, AFolderOfSomethingElseIsLeftAlone)
{
    ASSERT_TRUE(QDir().mkdir(folder()));
    put(pathOf("photo.jpg"), "x");

    EXPECT_EQ(archive(), QStringList(u"failed"_qs));

    EXPECT_EQ(m_error.code, ErrorCode::Validation);
    EXPECT_TRUE(m_error.detail.contains(u"photo.jpg")) << m_error.detail.toStdString();
    EXPECT_EQ(QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
              QStringList(u"photo.jpg"_qs));
}

TEST_F(ArchiveTest, TheArchiveOfAnotherServerIsLeftAlone)
{
    (void)archive();
    sql("update installation set uuid = gen_random_uuid()");
    const auto before = everything();

    EXPECT_EQ(archive(), QStringList(u"failed"_qs));

    EXPECT_EQ(m_error.code, ErrorCode::Validation);
    EXPECT_TRUE(m_error.detail.contains(u"another server")) << m_error.detail.toStdString();
    EXPECT_EQ(everything(), before);
}

TEST_F(ArchiveTest, AMissingDiskIsNotMadeUp)
{
    ArchiveRun::Options options;
    options.folder = m_disk.path() + u"/not-mounted/archive"_qs;

    EXPECT_EQ(archive(options), QStringList(u"failed"_qs));

    EXPECT_EQ(m_error.code, ErrorCode::Validation);
    EXPECT_FALSE(QFile::exists(m_disk.path() + u"/not-mounted"_qs));
}

TEST_F(ArchiveTest, NothingInTheDatabaseChanges)
{
    const QByteArray fingerprint =
        "select md5((select string_agg(a::text, '') from attendances a) || (select "
        "string_agg(l::text, '') from audit_log l) || (select string_agg(e::text, '') from events "
        "e))";
    const QString before = text(fingerprint);

    (void)archive();

    EXPECT_EQ(text(fingerprint), before);
}

// The account that serves has not the right; who gives it back to himself is refused all the same.
TEST_F(ArchiveTest, AnEntryOfTheAuditCanNeitherBeTakenAwayNorChanged)
{
    const auto isRefused = [this](const QByteArray &sqlState) {
        for (const char *const statement :
             {"delete from audit_log where at < now() - interval '7 years'",
              "update audit_log set action = 'x' where id = 1", "truncate audit_log"}) {
            const auto refused = m_database->runText(statement);
            ASSERT_FALSE(refused) << statement;
            EXPECT_EQ(refused.error().sqlState, sqlState) << statement;
        }
    };

    isRefused("42501");
    sql("grant update, delete, truncate on audit_log to current_user");
    isRefused("23001");

    EXPECT_EQ(number("select count(*) from audit_log"), 3);
}

TEST_F(ArchiveTest, TheProgramArchivesVerifiesAndNamesAFlippedByte)
{
    const auto run = [this](const QStringList &arguments) {
        QProcess server;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DATABASE_URL"_qs, m_postgres.url());
        environment.insert(u"EVALTRACK_DATA"_qs, m_disk.path() + u"/data"_qs);
        server.setProcessEnvironment(environment);
        server.start(qEnvironmentVariable("EVALTRACK_BIN") + u"/evaltrack-server"_qs, arguments);
        EXPECT_TRUE(
            EvalTrack::Test::waitFor([&server] { return server.state() == QProcess::NotRunning; },
                                     std::chrono::seconds(60)));
        return std::pair(server.exitCode(), QByteArray(server.readAllStandardOutput() +
                                                       server.readAllStandardError()));
    };

    const auto archived = run({u"archive"_qs, u"--to"_qs, folder()});
    EXPECT_EQ(archived.first, 0) << archived.second.constData();
    EXPECT_TRUE(archived.second.contains("2019: archived and read back: 2 events, "))
        << archived.second.constData();
    const auto again = run({u"archive"_qs, u"--to"_qs, folder()});
    EXPECT_EQ(again.first, 0);
    EXPECT_EQ(again.second.count("already there"), 2) << again.second.constData();
    const auto whole = run({u"verify-archive"_qs, folder()});
    EXPECT_EQ(whole.first, 0);
    EXPECT_TRUE(whole.second.endsWith("The archive is whole\n")) << whole.second.constData();

    flipByte(pathOf("2020/audit.jsonl"), 3);
    const auto damaged = run({u"verify-archive"_qs, folder()});
    EXPECT_EQ(damaged.first, 1);
    EXPECT_TRUE(damaged.second.contains(
        "Damaged: 2020/audit.jsonl is not what was written, from line 1 on\n"))
        << damaged.second.constData();
    EXPECT_EQ(run({u"archive"_qs, u"--to"_qs, folder()}).first, 1);
    EXPECT_EQ(run({u"verify-archive"_qs, m_disk.path()}).first, 2);
    EXPECT_EQ(run({u"verify-archive"_qs}).first, 2);
}

} // namespace
