// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/station.h"

#include "support/waitfor.h"

#include <QFile>
#include <QProcessEnvironment>

#include <cstdio>
#include <utility>

#ifdef Q_OS_LINUX
#include <csignal>

#include <sys/prctl.h>
#endif

namespace EvalTrack::Test {

namespace {

constexpr QByteArrayView NotRecorded("NOT recorded ");
constexpr QByteArrayView AgentsWord("evaltrack-agent: ");
constexpr QByteArrayView
    WhereSecretsAre("the key of the store and the session are plain files in ");

QString program()
{
    return qEnvironmentVariable("EVALTRACK_BIN") + QStringLiteral("/evaltrack-agent");
}

} // namespace

Station::Station(const QUrl &server, qint64 event, const QString &place)
    : m_folder(place.isEmpty()
                   ? std::make_unique<QTemporaryDir>()
                   : std::make_unique<QTemporaryDir>(place + QStringLiteral("/station")))
    , m_server(server)
    , m_event(event)
    , m_process(std::make_unique<QProcess>())
{
    setAccount(QStringLiteral("hr@empresa.com"), "hr123456");
}

void Station::setAccount(const QString &email, const QByteArray &password)
{
    m_email = email;
    QFile file(m_folder->filePath(QStringLiteral("password")));
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(password + '\n') < 0) {
        qFatal("the station's folder cannot be written");
    }
}

QStringList Station::arguments() const
{
    return {QStringLiteral("--server"),        m_server.toString(),
            QStringLiteral("--event"),         QString::number(m_event),
            QStringLiteral("--user"),          m_email,
            QStringLiteral("--password-file"), m_folder->filePath(QStringLiteral("password")),
            QStringLiteral("--data"),          m_folder->path()};
}

void Station::start(const QStringList &more)
{
    m_process = std::make_unique<QProcess>();
    m_unfinished.clear();
    m_recordedInThisRun = 0;
    m_unfinishedError.clear();
    m_notRecorded.clear();
#ifdef Q_OS_LINUX
    // A test that aborts must not leave stations behind.
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    // Read as they come: when a line came is part of what it tells.
    QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, m_process.get(),
                     [this] { readLines(); });
    QObject::connect(m_process.get(), &QProcess::readyReadStandardError, m_process.get(),
                     [this] { readErrors(); });
    auto environment = QProcessEnvironment::systemEnvironment();
    for (auto each = m_environment.cbegin(); each != m_environment.cend(); ++each) {
        environment.insert(each.key(), each.value());
    }
    m_process->setProcessEnvironment(environment);
    const QStringList command = m_prefix + QStringList(program()) + arguments() + more;
    m_process->start(command.first(), command.sliced(1));
}

void Station::begin(const QByteArrayList &codes, bool isOpen)
{
    start({});
    feed(codes);
    if (!isOpen) {
        m_process->closeWriteChannel();
    }
}

void Station::feed(const QByteArrayList &codes)
{
    m_fed += QSet<QByteArray>(codes.begin(), codes.end());
    m_process->write(codes.join('\n') + '\n');
}

void Station::beginDrain()
{
    start({QStringLiteral("--drain")});
    m_process->closeWriteChannel();
}

bool Station::isRunning() const
{
    return m_process->state() != QProcess::NotRunning;
}

void Station::readLines()
{
    m_unfinished += m_process->readAllStandardOutput();
    const qsizetype end = m_unfinished.lastIndexOf('\n');
    if (end < 0) {
        return;
    }
    const QByteArrayList lines = m_unfinished.left(end).split('\n');
    m_unfinished.remove(0, end + 1);
    for (const QByteArray &line : lines) {
        const QByteArrayList words = line.trimmed().split(' ');
        if (words.size() >= 3 && words.at(0) == "recorded") {
            m_recorded.append(Recorded{words.at(1), words.sliced(2).join(' '), now()});
            ++m_recordedInThisRun;
        }
    }
}

void Station::readErrors()
{
    m_unfinishedError += m_process->readAllStandardError();
    const qsizetype end = m_unfinishedError.lastIndexOf('\n');
    if (end < 0) {
        return;
    }
    const QByteArrayList lines = m_unfinishedError.left(end).split('\n');
    m_unfinishedError.remove(0, end + 1);
    for (const QByteArray &line : lines) {
        takeError(line);
    }
}

void Station::takeError(const QByteArray &line)
{
    if (line.startsWith(NotRecorded)) {
        const qsizetype end = line.indexOf(": ");
        m_notRecorded.append(line.mid(NotRecorded.size(), end < 0 ? -1 : end - NotRecorded.size()));
    }
    // There may be one for every start and every person that comes.
    const QByteArray word =
        line.startsWith(AgentsWord) ? line.mid(AgentsWord.size()) : QByteArray();
    const bool isExpected = line.startsWith(NotRecorded) || word.startsWith(WhereSecretsAre) ||
                            m_fed.contains(word.split(':').first());
    if (!isExpected) {
        std::fprintf(stderr, "%s\n", line.constData());
    }
}

int Station::recordedInThisRun()
{
    readLines();
    return m_recordedInThisRun;
}

const QByteArrayList &Station::notRecordedInThisRun()
{
    readErrors();
    return m_notRecorded;
}

void Station::kill()
{
    m_process->kill();
    (void)waitForEnd();
}

bool Station::waitForEnd(std::chrono::milliseconds time)
{
    const bool hasEnded = waitFor([this] { return !isRunning(); }, time);
    readLines();
    readErrors();
    if (hasEnded && !m_unfinishedError.isEmpty()) {
        takeError(std::exchange(m_unfinishedError, {})); // Its last word.
    }
    return hasEnded;
}

QString Station::problemOfSecondProgram(const QByteArrayList &codes)
{
    QProcess second;
    second.start(program(), arguments());
    second.write(codes.join('\n') + '\n');
    second.closeWriteChannel();
    if (!waitFor([&second] { return second.state() == QProcess::NotRunning; },
                 std::chrono::seconds(30))) {
        second.kill();
        (void)waitFor([&second] { return second.state() == QProcess::NotRunning; });
        return QStringLiteral("a second program on the store did not end");
    }
    const QByteArray printed = second.readAllStandardOutput();
    if (printed.contains("recorded ")) {
        return QStringLiteral("a second program on the store recorded something");
    }
    return second.exitCode() == 0 || second.readAllStandardError().isEmpty()
               ? QStringLiteral("a second program on the store was not refused")
               : QString();
}

int Station::drain(std::chrono::milliseconds time)
{
    beginDrain();
    if (!waitForEnd(time)) {
        kill();
        return -1;
    }
    return exitCode();
}

int Station::capture(const QByteArrayList &codes)
{
    begin(codes);
    return waitForEnd() ? exitCode() : -1;
}

void Station::captureAndKill(const QByteArrayList &codes, int enough)
{
    begin(codes, true);
    (void)waitFor([&] { return recordedInThisRun() >= enough || !isRunning(); },
                  std::chrono::seconds(60));
    kill();
}

const QList<Station::Recorded> &Station::recorded()
{
    readLines();
    return m_recorded;
}

Timestamp Station::now()
{
    using std::chrono::steady_clock;
    static const steady_clock::time_point steadyThen = steady_clock::now();
    static const Timestamp wallThen = SystemClock().now();
    const auto since = steady_clock::now() - steadyThen;
    return wallThen + std::chrono::floor<std::chrono::milliseconds>(since);
}

} // namespace EvalTrack::Test
