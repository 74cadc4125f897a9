// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

namespace EvalTrack::Server {

enum class LogLevel { Debug, Info, Warning, Error, Off };

/// From LOG_LEVEL: debug, info (also log, verbose), warn, error, off.
[[nodiscard]] std::optional<LogLevel> logLevelFromName(QStringView name);

/// Writes one JSON object a line: time, level, message and fields. Messages are literals of the
/// program and fields are counts, codes and route templates: no personal value, password, token,
/// SQL text or bound value is ever given to it. Lines below Warning are gathered for a fifth of a
/// second and written by a thread of its own, so that logging does not hold a request up. Safe to
/// call from every thread.
class Log
{
public:
    using Value = std::variant<qint64, double, bool, QByteArray, QString>;
    using Field = std::pair<const char *, Value>;

    /// To standard error when `file` is empty; a file is made with mode 0600 and appended to.
    explicit Log(LogLevel level, const QString &file = {});
    ~Log();
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    [[nodiscard]] bool isEnabled(LogLevel level) const
    {
        return level >= m_level && m_level != LogLevel::Off;
    }
    void write(LogLevel level, const char *message, std::initializer_list<Field> fields = {});
    void debug(const char *message, std::initializer_list<Field> fields = {})
    {
        write(LogLevel::Debug, message, fields);
    }
    void info(const char *message, std::initializer_list<Field> fields = {})
    {
        write(LogLevel::Info, message, fields);
    }
    void warning(const char *message, std::initializer_list<Field> fields = {})
    {
        write(LogLevel::Warning, message, fields);
    }
    void error(const char *message, std::initializer_list<Field> fields = {})
    {
        write(LogLevel::Error, message, fields);
    }
    void flush();

    /// Sends qWarning() and the like of this process to this log until it is destroyed. For
    /// evaltrack-server; the desktop keeps its own handler.
    void takeOverQtMessages();

private:
    void run();
    void writeOut(const QByteArray &lines);

    const LogLevel m_level;
    QFile m_file;
    std::mutex m_outputMutex; // taken before m_mutex
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QByteArray m_pending;
    bool m_isUrgent = false;
    bool m_stopping = false;
    bool m_hasQtMessages = false;
    std::thread m_writer;
};

} // namespace EvalTrack::Server
