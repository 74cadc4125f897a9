// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArrayList>
#include <QHash>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QUrl>

#include <chrono>
#include <memory>

namespace EvalTrack::Test {

/// A capture station: a data folder, and `evaltrack-agent` run in it as often as wanted, killed as
/// often as wanted. It remembers what the program called "recorded", in that order, and passes on
/// what it says on standard error, but for its remarks on people. Waits with the event loop
/// running.
class Station
{
public:
    struct Recorded
    {
        QByteArray uuid;
        QByteArray code;
        Timestamp at; ///< When its line was read, by now().
    };

    /// `server` is where it connects, through a relay for instance. Signs in as HR of the demo. The
    /// data folder is made below `place`, or where temporary folders are.
    Station(const QUrl &server, qint64 event, const QString &place = {});
    /// Lets the next programs be run by another one: a prefix of their command line.
    void setPrefix(const QStringList &prefix) { m_prefix = prefix; }
    Station(const Station &) = delete;
    Station &operator=(const Station &) = delete;

    /// Starts the program with these codes on its standard input, which then ends unless `isOpen`.
    void begin(const QByteArrayList &codes, bool isOpen = false);
    /// More codes for a program begun with `isOpen`.
    void feed(const QByteArrayList &codes);
    /// No more of them: it sends what it can, and ends.
    void endInput() { m_process->closeWriteChannel(); }
    void beginDrain();
    [[nodiscard]] bool isRunning() const;
    /// What it printed in this run so far, whole lines.
    [[nodiscard]] int recordedInThisRun();
    /// The codes that it called "NOT recorded" in this run so far.
    [[nodiscard]] const QByteArrayList &notRecordedInThisRun();
    void kill(); ///< SIGKILL, waited for.
    /// Whether it ended by itself in time.
    [[nodiscard]] bool waitForEnd(std::chrono::milliseconds time = std::chrono::seconds(120));
    [[nodiscard]] int exitCode() const { return m_process->exitCode(); }
    /// Whether it ended by a signal.
    [[nodiscard]] bool hasCrashed() const
    {
        return !isRunning() && m_process->exitStatus() == QProcess::CrashExit;
    }
    [[nodiscard]] qint64 processId() const { return m_process->processId(); }

    /// Runs another program on the same store while the first runs; what is wrong with how it
    /// ended, empty when it was refused and recorded nothing.
    [[nodiscard]] QString problemOfSecondProgram(const QByteArrayList &codes);

    /// Sends what waits; the exit code, -1 when it did not end.
    int drain(std::chrono::milliseconds time = std::chrono::seconds(120));
    /// Runs to the end of `codes`; the exit code.
    int capture(const QByteArrayList &codes);
    /// Feeds `codes` and kills the program once it recorded `enough` of them.
    void captureAndKill(const QByteArrayList &codes, int enough);

    /// Of all its runs.
    [[nodiscard]] const QList<Recorded> &recorded();
    /// The time as it is, whatever clock the programs are made to believe in: the wall clock as it
    /// was at first, and what the monotonic one counted since.
    [[nodiscard]] static Timestamp now();
    [[nodiscard]] QString folder() const { return m_folder->path(); }
    /// What the next programs find in their environment on top of ours.
    void setEnvironment(const QHash<QString, QString> &variables) { m_environment = variables; }
    void setEvent(qint64 event) { m_event = event; }
    /// Who works at the station from its next start on.
    void setAccount(const QString &email, const QByteArray &password);

private:
    [[nodiscard]] QStringList arguments() const;
    void start(const QStringList &more);
    void readLines();
    void readErrors();
    void takeError(const QByteArray &line);

    std::unique_ptr<QTemporaryDir> m_folder;
    QUrl m_server;
    qint64 m_event;
    QString m_email;
    QHash<QString, QString> m_environment;
    QStringList m_prefix;
    QByteArray m_unfinished; ///< The beginning of a line that is not whole yet.
    QList<Recorded> m_recorded;
    int m_recordedInThisRun = 0;
    QByteArray m_unfinishedError;
    QByteArrayList m_notRecorded;
    QSet<QByteArray> m_fed;
    std::unique_ptr<QProcess> m_process; ///< Goes first: what it still says is read into the rest.
};

} // namespace EvalTrack::Test
