// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/requestframer.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace EvalTrack::Server {

namespace {

constexpr qsizetype LongestTarget = 8 * 1024;
constexpr qsizetype LongestChunkLine = 256;
constexpr qsizetype LongestTrailers = 4 * 1024;

constexpr bool isTokenCharacter(unsigned char c)
{
    // RFC 9110, 5.6.2
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '!' ||
           c == '#' || c == '$' || c == '%' || c == '&' || c == '\'' || c == '*' || c == '+' ||
           c == '-' || c == '.' || c == '^' || c == '_' || c == '`' || c == '|' || c == '~';
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isTokenCharacter(static_cast<unsigned char>(c));
    });
}

QByteArrayView trimmedSpace(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t')) {
        text = text.sliced(1);
    }
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t')) {
        text.chop(1);
    }
    return text;
}

bool equalsIgnoringCase(QByteArrayView text, QByteArrayView other)
{
    return text.compare(other, Qt::CaseInsensitive) == 0;
}

std::optional<Verb> verbOf(QByteArrayView method)
{
    struct Name
    {
        QByteArrayView name;
        Verb verb;
    };
    static constexpr std::array<Name, 7> Names{{{"GET", Verb::Get},
                                                {"POST", Verb::Post},
                                                {"PUT", Verb::Put},
                                                {"PATCH", Verb::Patch},
                                                {"DELETE", Verb::Delete},
                                                {"HEAD", Verb::Head},
                                                {"OPTIONS", Verb::Options}}};
    const auto found = std::find_if(Names.begin(), Names.end(),
                                    [method](const Name &n) { return n.name == method; });
    return found == Names.end() ? std::nullopt : std::optional(found->verb);
}

/// Calls `visit` with each element of a comma-separated header value.
template <typename Visit>
void forEachElement(QByteArrayView value, Visit visit)
{
    while (true) {
        const qsizetype comma = value.indexOf(',');
        visit(trimmedSpace(comma < 0 ? value : value.first(comma)));
        if (comma < 0) {
            return;
        }
        value = value.sliced(comma + 1);
    }
}

} // namespace

QByteArray RequestHead::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName) {
            return value;
        }
    }
    return {};
}

QByteArray RequestHead::path() const
{
    const qsizetype question = target.indexOf('?');
    return question < 0 ? target : target.first(question);
}

RequestFramer::RequestFramer(const GuardLimits &limits)
    : m_limits(limits)
{}

void RequestFramer::append(const QByteArray &bytes)
{
    if (m_stage == Stage::Refused) {
        return;
    }
    if (m_offset == m_input.size() && m_stage != Stage::Line && m_stage != Stage::Headers) {
        // Nothing unread is left: the body's next bytes need not be moved about behind what was
        // read.
        m_input = bytes;
        m_offset = m_scanned = m_messageStart = 0;
        return;
    }
    m_input += bytes;
}

bool RequestFramer::hasBegun() const
{
    return m_stage != Stage::Line || m_offset < m_input.size() || m_headBytes > 0;
}

void RequestFramer::next()
{
    m_input.remove(0, m_offset);
    m_offset = m_scanned = m_messageStart = 0;
    m_headBytes = m_trailerBytes = 0;
    m_remaining = 0;
    m_stage = Stage::Line;
    m_head = {};
    m_body = {};
}

bool RequestFramer::fail(int status, const char *message)
{
    m_refusal = {status, message};
    m_stage = Stage::Refused;
    return false;
}

RequestFramer::Progress RequestFramer::refuse(int status, const char *message)
{
    fail(status, message);
    m_input.clear();
    m_body.clear();
    m_offset = m_scanned = 0;
    return Progress::Refused;
}

RequestFramer::LineState RequestFramer::readLine(QByteArrayView &line)
{
    const qsizetype from = std::max(m_scanned, m_offset);
    const qsizetype end = m_input.indexOf('\n', from);
    if (end < 0) {
        m_scanned = m_input.size();
        return LineState::None;
    }
    line = QByteArrayView(m_input).sliced(m_offset, end - m_offset);
    m_offset = m_scanned = end + 1;
    if (!line.endsWith('\r')) {
        return LineState::Bad;
    }
    line.chop(1);
    const bool hasStray =
        std::memchr(line.data(), '\r', static_cast<size_t>(line.size())) != nullptr ||
        std::memchr(line.data(), '\0', static_cast<size_t>(line.size())) != nullptr;
    return hasStray ? LineState::Bad : LineState::Found;
}

RequestFramer::Progress RequestFramer::advance()
{
    while (true) {
        switch (m_stage) {
        case Stage::Line:
        case Stage::Headers: {
            QByteArrayView line;
            const qsizetype start = m_offset;
            const LineState state = readLine(line);
            if (state == LineState::None) {
                const qsizetype unread = m_input.size() - m_offset;
                if (m_stage == Stage::Line && unread > LongestTarget + 32) {
                    return refuse(414, "URI Too Long");
                }
                if (m_headBytes + unread > m_limits.headerBytes) {
                    return refuse(431, "Request Header Fields Too Large");
                }
                return Progress::NeedMore;
            }
            m_headBytes += m_offset - start;
            if (m_headBytes > m_limits.headerBytes) {
                return refuse(431, "Request Header Fields Too Large");
            }
            if (state == LineState::Bad) {
                return refuse(400, "Bad Request");
            }
            if (m_stage == Stage::Line) {
                if (line.isEmpty() && m_headBytes == 2) {
                    // RFC 9112, 2.2: one empty line before a request is ignored.
                    m_messageStart = m_offset;
                    continue;
                }
                if (!readRequestLine(line)) {
                    return refuse(m_refusal.status, m_refusal.message);
                }
                m_stage = Stage::Headers;
            } else if (!line.isEmpty()) {
                if (!readHeader(line)) {
                    return refuse(m_refusal.status, m_refusal.message);
                }
            } else {
                if (!finishHead()) {
                    return refuse(m_refusal.status, m_refusal.message);
                }
                m_stage = Stage::HeadDone;
                return Progress::HeadComplete;
            }
            break;
        }
        case Stage::HeadDone:
            if (m_head.isChunked) {
                m_stage = Stage::ChunkSize;
            } else if (m_head.contentLength > m_bodyLimit) {
                return refuse(413, "Payload Too Large");
            } else {
                m_remaining = m_head.contentLength;
                m_stage = Stage::Body;
            }
            break;
        case Stage::Body: {
            const qsizetype take = std::min<qint64>(m_remaining, m_input.size() - m_offset);
            m_body.append(QByteArrayView(m_input).sliced(m_offset, take));
            m_offset += take;
            m_remaining -= take;
            if (m_remaining > 0) {
                return Progress::NeedMore;
            }
            m_stage = Stage::Done;
            break;
        }
        case Stage::ChunkSize: {
            QByteArrayView line;
            const LineState state = readLine(line);
            if (state == LineState::None) {
                return m_input.size() - m_offset > LongestChunkLine ? refuse(400, "Bad Request")
                                                                    : Progress::NeedMore;
            }
            if (state == LineState::Bad || !readChunkSize(line)) {
                return refuse(400, "Bad Request");
            }
            if (m_body.size() + m_remaining > m_bodyLimit) {
                return refuse(413, "Payload Too Large");
            }
            m_stage = m_remaining == 0 ? Stage::Trailers : Stage::ChunkData;
            break;
        }
        case Stage::ChunkData: {
            const qsizetype take = std::min<qint64>(m_remaining, m_input.size() - m_offset);
            m_body.append(QByteArrayView(m_input).sliced(m_offset, take));
            m_offset += take;
            m_remaining -= take;
            if (m_remaining > 0) {
                return Progress::NeedMore;
            }
            m_stage = Stage::ChunkEnd;
            break;
        }
        case Stage::ChunkEnd:
            if (m_input.size() - m_offset < 2) {
                return Progress::NeedMore;
            }
            if (m_input.at(m_offset) != '\r' || m_input.at(m_offset + 1) != '\n') {
                return refuse(400, "Bad Request");
            }
            m_offset += 2;
            m_stage = Stage::ChunkSize;
            break;
        case Stage::Trailers: {
            // Read and dropped: no route wants them, and one that repeats a header must not replace
            // it.
            QByteArrayView line;
            const qsizetype start = m_offset;
            const LineState state = readLine(line);
            m_trailerBytes += m_offset - start;
            if (state == LineState::Bad || m_trailerBytes > LongestTrailers ||
                m_input.size() - m_offset > LongestTrailers + m_limits.headerBytes * 4) {
                return refuse(400, "Bad Request");
            }
            if (state == LineState::None) {
                return m_input.size() - m_offset > LongestTrailers ? refuse(400, "Bad Request")
                                                                   : Progress::NeedMore;
            }
            if (line.isEmpty()) {
                m_stage = Stage::Done;
            }
            break;
        }
        case Stage::Done:
            return Progress::Complete;
        case Stage::Refused:
            return Progress::Refused;
        }
    }
}

bool RequestFramer::readRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first || !isToken(line.first(first))) {
        return fail(400, "Bad Request");
    }
    const QByteArrayView version = line.sliced(last + 1);
    if (version.size() != 8 || !version.startsWith("HTTP/") || version.at(6) != '.') {
        return fail(400, "Bad Request");
    }
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        return fail(505, "HTTP Version Not Supported");
    }
    m_head.isHttp11 = version == "HTTP/1.1";
    m_head.keepAlive = m_head.isHttp11;

    QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (target.size() > LongestTarget) {
        return fail(414, "URI Too Long");
    }
    const bool isVisible =
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!isVisible || target.contains('#')) {
        return fail(400, "Bad Request");
    }
    if (target.startsWith("http://") || target.startsWith("https://")) {
        // Absolute form, as proxies send it: the authority says nothing here.
        const qsizetype slash = target.indexOf('/', target.indexOf("://") + 3);
        target = slash < 0 ? QByteArrayView("/") : target.sliced(slash);
    }
    const auto verb = verbOf(line.first(first));
    if (!verb) {
        return fail(501, "Not Implemented");
    }
    if (!target.startsWith('/') && !(target == "*" && *verb == Verb::Options)) {
        return fail(400, "Bad Request");
    }
    m_head.verb = *verb;
    m_head.target = target.toByteArray();
    return true;
}

bool RequestFramer::readHeader(QByteArrayView line)
{
    // A line that begins with a space or tab folds the one before (obs-fold), which readers join
    // differently. The name must be a token up to the colon, which refuses that and the space
    // before a colon alike.
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon))) {
        return fail(400, "Bad Request");
    }
    const QByteArrayView value = trimmedSpace(line.sliced(colon + 1));
    const bool hasControl = std::any_of(value.begin(), value.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (u < 0x20 && u != '\t') || u == 0x7F;
    });
    if (hasControl) {
        return fail(400, "Bad Request");
    }
    if (m_head.headers.size() >= m_limits.headerFields) {
        return fail(431, "Request Header Fields Too Large");
    }
    m_head.headers.append({line.first(colon).toByteArray().toLower(), value.toByteArray()});
    return true;
}

bool RequestFramer::finishHead()
{
    int hosts = 0;
    int authorizations = 0;
    for (const auto &[name, value] : m_head.headers) {
        hosts += name == "host" ? 1 : 0;
        authorizations += name == "authorization" ? 1 : 0;
    }
    if (hosts > 1 || authorizations > 1 || (m_head.isHttp11 && hosts == 0)) {
        return fail(400, "Bad Request");
    }
    return readBodyHeaders() && readConnectionHeaders();
}

bool RequestFramer::readBodyHeaders()
{
    bool hasLength = false;
    for (const auto &[name, value] : m_head.headers) {
        if (name == "content-length") {
            const bool isNumber = !value.isEmpty() && value.size() <= 15 &&
                                  std::all_of(value.begin(), value.end(),
                                              [](char c) { return c >= '0' && c <= '9'; });
            if (hasLength || !isNumber) {
                return fail(400, "Bad Request");
            }
            hasLength = true;
            m_head.contentLength = value.toLongLong();
        } else if (name == "transfer-encoding") {
            if (m_head.isChunked || !equalsIgnoringCase(value, "chunked") || !m_head.isHttp11) {
                return fail(400, "Bad Request");
            }
            m_head.isChunked = true;
        }
    }
    return hasLength && m_head.isChunked ? fail(400, "Bad Request") : true;
}

bool RequestFramer::readConnectionHeaders()
{
    bool wantsUpgrade = false;
    bool isWebSocket = false;
    for (const auto &[name, value] : m_head.headers) {
        if (name == "connection") {
            forEachElement(value, [this, &wantsUpgrade](QByteArrayView option) {
                if (equalsIgnoringCase(option, "close")) {
                    m_head.keepAlive = false;
                } else if (equalsIgnoringCase(option, "keep-alive") && !m_head.isHttp11) {
                    m_head.keepAlive = true;
                } else if (equalsIgnoringCase(option, "upgrade")) {
                    wantsUpgrade = true;
                }
            });
        } else if (name == "upgrade") {
            isWebSocket = equalsIgnoringCase(value, "websocket");
        } else if (name == "expect") {
            if (!equalsIgnoringCase(value, "100-continue")) {
                return fail(417, "Expectation Failed");
            }
            m_head.expectsContinue = m_head.isHttp11;
        }
    }
    m_head.upgradesToWebSocket =
        wantsUpgrade && isWebSocket && m_head.verb == Verb::Get && m_head.isHttp11;
    return true;
}

bool RequestFramer::readChunkSize(QByteArrayView line)
{
    if (line.size() > LongestChunkLine) {
        return false;
    }
    const qsizetype semicolon = line.indexOf(';');
    const QByteArrayView digits = semicolon < 0 ? line : trimmedSpace(line.first(semicolon));
    if (digits.isEmpty() || digits.size() > 8) {
        return false;
    }
    qint64 size = 0;
    for (const char c : digits) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) {
            return false;
        }
        size = size * 16 + digit;
    }
    m_remaining = size;
    return true;
}

} // namespace EvalTrack::Server
