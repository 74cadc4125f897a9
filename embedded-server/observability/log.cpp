// SPDX-License-Identifier: GPL-3.0-or-later
#include "observability/log.h"

#include "wire/jsonwriter.h"

#include <QLatin1String>

#include <atomic>
#include <cstdio>
#include <optional>
#include <type_traits>

namespace EvalTrack::Server {

namespace {

constexpr qsizetype FlushSize = 64 * 1024;
constexpr auto FlushInterval = std::chrono::milliseconds(200);

// Qt's message handler is a plain function: this is the log that has taken it over, if any.
std::atomic<Log *> qtMessageLog{nullptr};

QByteArrayView levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warn";
    case LogLevel::Error:
    case LogLevel::Off:
        return "error";
    }
    return {};
}

void forwardQtMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    Log *const log = qtMessageLog.load();
    if (log == nullptr) {
        return;
    }
    const QByteArray category =
        context.category != nullptr ? QByteArray(context.category) : QByteArray();
    const auto level = [type] {
        switch (type) {
        case QtDebugMsg:
            return LogLevel::Debug;
        case QtInfoMsg:
            return LogLevel::Info;
        case QtWarningMsg:
            return LogLevel::Warning;
        case QtCriticalMsg:
        case QtFatalMsg:
            return LogLevel::Error;
        }
        return LogLevel::Error;
    }();
    log->write(level, "Qt", {{"category", category}, {"detail", text}});
}

} // namespace

std::optional<LogLevel> logLevelFromName(QStringView name)
{
    const QString lower = name.trimmed().toString().toLower();
    if (lower == u"debug" || lower == u"trace" || lower == u"verbose") {
        return LogLevel::Debug;
    }
    if (lower == u"info" || lower == u"log") {
        return LogLevel::Info;
    }
    if (lower == u"warn" || lower == u"warning") {
        return LogLevel::Warning;
    }
    if (lower == u"error" || lower == u"fatal") {
        return LogLevel::Error;
    }
    if (lower == u"off" || lower == u"silent" || lower == u"none") {
        return LogLevel::Off;
    }
    return std::nullopt;
}

Log::Log(LogLevel level, const QString &file)
    : m_level(level)
    , m_file(file)
{
    if (!file.isEmpty() &&
        m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
        m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    m_writer = std::thread([this] { run(); });
}

Log::~Log()
{
    if (m_hasQtMessages) {
        qtMessageLog = nullptr;
        qInstallMessageHandler(nullptr);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_writer.join();
}

void Log::takeOverQtMessages()
{
    m_hasQtMessages = true;
    qtMessageLog = this;
    qInstallMessageHandler(forwardQtMessage);
}

void Log::write(LogLevel level, const char *message, std::initializer_list<Field> fields)
{
    if (!isEnabled(level)) {
        return;
    }
    Wire::JsonWriter writer;
    writer.beginObject();
    writer.field(QLatin1String("time"), SystemClock().now());
    writer.field(QLatin1String("level"), levelName(level));
    writer.field(QLatin1String("message"), QByteArrayView(message));
    for (const auto &[name, value] : fields) {
        writer.key(QLatin1String(name));
        std::visit(
            [&writer](const auto &content) {
                if constexpr (std::is_same_v<std::decay_t<decltype(content)>, QByteArray>) {
                    writer.value(QByteArrayView(content));
                } else {
                    writer.value(content);
                }
            },
            value);
    }
    writer.endObject();
    QByteArray line = writer.take();
    line += '\n';

    const bool isUrgent = level >= LogLevel::Warning;
    bool wakes = false;
    {
        const std::lock_guard lock(m_mutex);
        wakes = isUrgent || m_pending.isEmpty() || m_pending.size() + line.size() > FlushSize;
        m_pending += line;
        m_isUrgent = m_isUrgent || isUrgent || m_pending.size() > FlushSize;
    }
    if (wakes) {
        m_wake.notify_one();
    }
}

void Log::flush()
{
    QByteArray lines;
    const std::lock_guard writing(m_outputMutex);
    {
        const std::lock_guard lock(m_mutex);
        lines.swap(m_pending);
        m_isUrgent = false;
    }
    writeOut(lines);
}

void Log::run()
{
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_pending.isEmpty(); });
            // More lines will come in a moment; one write for all of them.
            m_wake.wait_for(lock, FlushInterval, [this] { return m_stopping || m_isUrgent; });
            if (m_stopping && m_pending.isEmpty()) {
                return;
            }
        }
        flush();
    }
}

void Log::writeOut(const QByteArray &lines)
{
    if (lines.isEmpty()) {
        return;
    }
    if (m_file.isOpen()) {
        m_file.write(lines);
    } else {
        std::fwrite(lines.constData(), 1, static_cast<size_t>(lines.size()), stderr);
        std::fflush(stderr);
    }
}

} // namespace EvalTrack::Server
