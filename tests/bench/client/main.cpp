// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/peoplebench.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    EvalTrack::Bench::measurePeopleInMemory(100'000);
    return 0;
}
