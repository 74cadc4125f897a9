// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/peoplebench.h"

#include <QCoreApplication>
#include <QLocale>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    // Sorting by the rules of a language costs more than by bytes.
    QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
    EvalTrack::Bench::measurePeopleInMemory(100'000);
    return 0;
}
