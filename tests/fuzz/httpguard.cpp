// SPDX-License-Identifier: GPL-3.0-or-later
// The guard's reader of HTTP requests: what it makes of a stream of bytes may not depend on how the
// network cuts them, and may not grow beyond its limits.
#include "fuzz/demand.h"
#include "http/requestframer.h"

#include <algorithm>

using namespace EvalTrack::Server;
using EvalTrack::Fuzz::demand;

namespace {

constexpr qint64 BodyLimit = 4096;

GuardLimits limits()
{
    GuardLimits small;
    small.headerBytes = 1024;
    small.headerFields = 12;
    return small;
}

/// Everything that is told of the requests in a stream.
class Listener
{
public:
    void take(const QByteArray &bytes)
    {
        m_framer.append(bytes);
        while (!m_isRefused) {
            switch (m_framer.advance()) {
            case RequestFramer::Progress::NeedMore:
                return;
            case RequestFramer::Progress::HeadComplete:
                noteHead(m_framer.head());
                m_framer.setBodyLimit(BodyLimit);
                break;
            case RequestFramer::Progress::Complete:
                demand(m_framer.body().size() <= BodyLimit, "a body is no longer than allowed");
                note("body", m_framer.body());
                m_framer.next();
                break;
            case RequestFramer::Progress::Refused:
                note("refused", QByteArray::number(m_framer.refusal().status));
                m_isRefused = true;
                break;
            }
        }
    }
    [[nodiscard]] const QByteArray &told() const { return m_told; }

private:
    void noteHead(const RequestHead &head)
    {
        demand(head.headers.size() <= limits().headerFields, "no more fields than allowed");
        demand(!head.isChunked || head.contentLength == 0, "one way to know a body's end");
        demand(head.contentLength >= 0, "no negative length");
        note("head", QByteArray::number(static_cast<int>(head.verb)) + ' ' + head.target);
        for (const auto &[name, value] : head.headers) {
            demand(!name.isEmpty() && name == name.toLower(), "names in lower case");
            demand(!name.contains('\n') && !value.contains('\n') && !value.contains('\r') &&
                       !value.contains('\0'),
                   "a field is one line");
            note(name, value);
        }
    }
    void note(const QByteArray &what, const QByteArray &value)
    {
        m_told += what + '=' + value + '\n';
    }

    RequestFramer m_framer{limits()};
    QByteArray m_told;
    bool m_isRefused = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    // The first byte says how the network cuts the rest.
    const qsizetype step = size > 0 ? 1 + data[0] % 64 : 1;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + std::min<size_t>(size, 1),
                           static_cast<qsizetype>(size - std::min<size_t>(size, 1)));
    Listener whole;
    whole.take(bytes);
    Listener inPieces;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        inPieces.take(bytes.mid(at, step));
    }
    demand(whole.told() == inPieces.told(), "the cuts of the network change nothing");
    return 0;
}
