// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/copywriter.h"

#include "storage/database.h"

#include <libpq-fe.h>

#include <utility>

namespace EvalTrack::Server {

namespace {

constexpr qsizetype PieceSize = 256 * 1024;

} // namespace

SqlResult<CopyWriter> CopyWriter::begin(Database &database, const QByteArray &target)
{
    if (const auto started = database.startCopy("copy " + target + " from stdin"); !started) {
        return std::unexpected(started.error());
    }
    return CopyWriter(database);
}

CopyWriter::CopyWriter(CopyWriter &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
    , m_buffer(std::move(other.m_buffer))
    , m_isBroken(other.m_isBroken)
{}

CopyWriter::~CopyWriter()
{
    if (!m_database || !m_database->handle()) {
        return;
    }
    PQputCopyEnd(m_database->handle(), "given up");
    while (PGresult *result = PQgetResult(m_database->handle())) {
        PQclear(result);
    }
}

void CopyWriter::row(std::initializer_list<SqlValue> values)
{
    bool isFirst = true;
    for (const SqlValue &value : values) {
        if (!isFirst) {
            m_buffer += '\t';
        }
        isFirst = false;
        if (value.isNull()) {
            m_buffer += "\\N";
            continue;
        }
        for (const char c : value.text()) {
            switch (c) {
            case '\\':
                m_buffer += "\\\\";
                break;
            case '\t':
                m_buffer += "\\t";
                break;
            case '\n':
                m_buffer += "\\n";
                break;
            case '\r':
                m_buffer += "\\r";
                break;
            default:
                m_buffer += c;
                break;
            }
        }
    }
    m_buffer += '\n';
    if (m_buffer.size() >= PieceSize) {
        send();
    }
}

void CopyWriter::send()
{
    if (!m_isBroken && !m_buffer.isEmpty()) {
        m_isBroken =
            PQputCopyData(m_database->handle(), m_buffer.constData(), int(m_buffer.size())) != 1;
    }
    m_buffer.clear();
    m_buffer.reserve(PieceSize + 4096);
}

SqlResult<qint64> CopyWriter::finish()
{
    send();
    return std::exchange(m_database, nullptr)->finishCopy();
}

} // namespace EvalTrack::Server
