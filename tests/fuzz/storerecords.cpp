// SPDX-License-Identifier: GPL-3.0-or-later
// What is in the store on a disk that may be damaged: a record is read as it was written or
// refused, and a sealed value is opened by its key, for its row, unchanged, or not at all.
#include "fuzz/demand.h"
#include "store/sealer.h"
#include "store/storecodec.h"

#include <algorithm>

using namespace EvalTrack;
using Fuzz::demand;

namespace {

template <typename Record>
void readTwice(const QByteArray &bytes)
{
    const auto record = StoreCodec::decode<Record>(bytes);
    if (!record) {
        return;
    }
    // Not the input again: what follows a record in its bytes, and texts that are not UTF-8, are
    // not kept. From then on nothing may change any more.
    const QByteArray written = StoreCodec::encode(*record);
    const auto again = StoreCodec::decode<Record>(written);
    demand(again.has_value(), "what was read can be written and read again");
    demand(StoreCodec::encode(*again) == written, "and is the same");
}

void readAs(unsigned type, const QByteArray &bytes)
{
    switch (type % 8) {
    case 0:
        readTwice<Department>(bytes);
        break;
    case 1:
        readTwice<Employee>(bytes);
        break;
    case 2:
        readTwice<Event>(bytes);
        break;
    case 3:
        readTwice<Attendance>(bytes);
        break;
    case 4:
        readTwice<Evaluation>(bytes);
        break;
    case 5:
        readTwice<Command>(bytes);
        break;
    case 6:
        readTwice<Capture>(bytes);
        break;
    default:
        readTwice<StoreCodec::Outcome>(bytes);
        break;
    }
}

void openSealed(unsigned damage, const QByteArray &bytes)
{
    static const Sealer Ours(Redacted(QByteArray(Sealer::KeyBytes, 'k')));
    const QUuid row(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    demand(!Ours.open("captures", row, bytes), "nobody can make a sealed value without the key");

    const QByteArray sealed = Ours.seal("captures", row, bytes);
    const auto opened = Ours.open("captures", row, sealed);
    demand(opened && *opened == bytes, "a sealed value is opened unchanged");
    demand(!Ours.open("attendances", row, sealed), "not in another table");
    demand(!Ours.open("captures", QUuid(), sealed), "not in another row");
    QByteArray damaged = sealed;
    const auto at = static_cast<qsizetype>(damage % static_cast<unsigned>(sealed.size()));
    damaged[at] = static_cast<char>(damaged.at(at) ^ (1 << (damage % 8)));
    demand(!Ours.open("captures", row, damaged), "not when a bit is wrong");
    demand(!Ours.open("captures", row, sealed.left(at)), "not when it is cut short");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 2,
                           static_cast<qsizetype>(size) - 2);
    readAs(data[0], bytes);
    openSealed(static_cast<unsigned>(data[0]) * 256 + data[1], bytes);
    return 0;
}
