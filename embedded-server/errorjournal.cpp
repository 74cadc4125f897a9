// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorjournal.h"

#include "http/httpadaptor.h"
#include "observability/metrics.h"
#include "storage/repositories/errorrepository.h"

#include <QRegularExpression>

namespace EvalTrack::Server {

namespace {

constexpr qsizetype FaultBatch = 200;
constexpr qsizetype LongestFaultText = 200;

ServerFault faultOf(const RequestRecord &record, Timestamp now)
{
    ServerFault fault;
    fault.uuid = makeUuidV7();
    fault.at = now;
    fault.requestId = QString::fromLatin1(record.requestId);
    fault.traceId = QString::fromLatin1(record.traceId);
    fault.method = QString::fromLatin1(name(record.verb));
    fault.route = QString::fromLatin1(record.route);
    fault.status = record.status;
    QString message = record.logDetail;
    if (record.code) {
        fault.code = toString(*record.code);
        const QString prefix = fault.code + u": ";
        message = message.startsWith(prefix) ? message.mid(prefix.size()) : message;
    }
    fault.message = ErrorJournal::redacted(message);
    if (!record.caller.isNull()) {
        fault.user = NamedPerson{record.caller, {}};
    }
    return fault;
}

} // namespace

ErrorJournal::ErrorJournal(const Clock &clock)
    : m_clock(clock)
{}

bool ErrorJournal::note(const RequestRecord &record)
{
    if (record.status < 500 || Metrics::isProbe(record.route)) {
        return false;
    }
    ServerFault fault = faultOf(record, m_clock.now());
    const QMutexLocker locker(&m_lock);
    if (m_waiting.size() >= Capacity) {
        m_waiting.removeFirst();
    }
    m_waiting.append(std::move(fault));
    return m_waiting.size() == 1;
}

qsizetype ErrorJournal::waiting() const
{
    const QMutexLocker locker(&m_lock);
    return m_waiting.size();
}

QList<ServerFault> ErrorJournal::take()
{
    const QMutexLocker locker(&m_lock);
    return std::exchange(m_waiting, {});
}

/// Before those that came meanwhile; the oldest make room.
void ErrorJournal::putBack(QList<ServerFault> faults)
{
    const QMutexLocker locker(&m_lock);
    faults += m_waiting;
    if (faults.size() > Capacity) {
        faults.remove(0, faults.size() - Capacity);
    }
    m_waiting = std::move(faults);
}

Result<void> ErrorJournal::write(Database &database)
{
    QList<ServerFault> faults = take();
    const ErrorRepository repository(database);
    qsizetype size = FaultBatch;
    while (!faults.isEmpty()) {
        const QList<ServerFault> batch = faults.first(std::min(size, faults.size()));
        const auto added = repository.add(batch);
        if (!added && added.error().code != ErrorCode::Validation) {
            putBack(std::move(faults));
            return added;
        }
        if (!added && batch.size() > 1) {
            size = 1; // One that PostgreSQL will never take is not to take the others with it.
            continue;
        }
        faults.remove(0, batch.size());
        m_writtenSinceForgetting += batch.size();
    }
    return m_writtenSinceForgetting >= Capacity ? forgetOld(database) : Result<void>();
}

/// As many fewer than it may keep as are written until it forgets again.
Result<void> ErrorJournal::forgetOld(Database &database)
{
    auto forgotten = ErrorRepository(database).forgetOld(MostKept - static_cast<int>(2 * Capacity));
    if (forgotten) {
        m_writtenSinceForgetting = 0;
    }
    return forgotten;
}

QString ErrorJournal::redacted(const QString &text)
{
    // The name of an exception's type is long, has digits, and is the program's own.
    static const QRegularExpression Suspicious(QStringLiteral(
        R"(\S+@\S+|"[^"]*"|'[^']*'|«[^»]*»|\d{6,}|(?<![\w\-.+/=])(?<!exception )(?=[\w\-.+/=]*\d)[\w\-.+/=]{24,})"));
    QString safe = text;
    safe.remove(QChar::Null);
    safe.replace(Suspicious, QStringLiteral("…"));
    safe = safe.simplified();
    if (safe.size() > LongestFaultText) {
        safe = safe.first(LongestFaultText - 1) + u'…';
    }
    return safe;
}

} // namespace EvalTrack::Server
