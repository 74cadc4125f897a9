// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/strongid.h"

#include <QRandomGenerator>

#include <chrono>

namespace EvalTrack {

QUuid makeUuidV7()
{
    const auto sinceEpoch =
        static_cast<quint64>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                 std::chrono::system_clock::now().time_since_epoch())
                                 .count());
    const quint64 random = QRandomGenerator::system()->generate64();
    const quint64 moreRandom = QRandomGenerator::system()->generate64();
    return QUuid(static_cast<uint>(sinceEpoch >> 16U), static_cast<ushort>(sinceEpoch & 0xFFFFU),
                 static_cast<ushort>(0x7000U | (random & 0x0FFFU)),
                 static_cast<uchar>(0x80U | ((random >> 16U) & 0x3FU)),
                 static_cast<uchar>(random >> 24U), static_cast<uchar>(moreRandom),
                 static_cast<uchar>(moreRandom >> 8U), static_cast<uchar>(moreRandom >> 16U),
                 static_cast<uchar>(moreRandom >> 24U), static_cast<uchar>(moreRandom >> 32U),
                 static_cast<uchar>(moreRandom >> 40U));
}

} // namespace EvalTrack
