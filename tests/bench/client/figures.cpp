// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/figures.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace EvalTrack::Bench {

namespace {

void print(const QString &line)
{
    const QByteArray text = line.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
}

void printFigure(const QString &what, const QString &value, const QString &wanted = {},
                 bool isReached = true)
{
    QString line = u"  "_qs + what.leftJustified(58) + value.rightJustified(14);
    if (!wanted.isEmpty()) {
        line += u"   wanted "_qs + wanted + (isReached ? u", reached"_qs : u", NOT reached"_qs);
    }
    print(line);
}

QString text(Microseconds duration)
{
    const double value = duration.count();
    if (value < 1000) {
        return QString::number(value, 'f', value < 10 ? 2 : 0) + u" µs"_qs;
    }
    if (value < 1'000'000) {
        return QString::number(value / 1000, 'f', value < 100'000 ? 2 : 0) + u" ms"_qs;
    }
    return QString::number(value / 1'000'000, 'f', 2) + u" s"_qs;
}

double statusMegabytes(const QByteArray &key)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key)) {
            return line.sliced(key.size()).trimmed().split(' ').constFirst().toDouble() / 1024;
        }
    }
    return 0;
}

} // namespace

void Samples::add(Clock::duration duration)
{
    m_durations.append(std::chrono::duration_cast<Microseconds>(duration));
}

Microseconds Samples::percentile(double percent) const
{
    if (m_durations.isEmpty()) {
        return Microseconds(0);
    }
    QList<Microseconds> sorted = m_durations;
    std::sort(sorted.begin(), sorted.end());
    const auto rank =
        static_cast<qsizetype>(std::ceil(percent / 100 * static_cast<double>(sorted.size())));
    return sorted.at(std::clamp<qsizetype>(rank - 1, 0, sorted.size() - 1));
}

void Figures::heading(const QString &text)
{
    print(text);
}

void Figures::plain(const QString &what, const QString &value)
{
    printFigure(what, value);
}

void Figures::duration(const QString &what, Microseconds value)
{
    printFigure(what, text(value));
}

void Figures::below(const QString &what, Microseconds value, Microseconds wanted)
{
    printFigure(what, text(value), u"< "_qs + text(wanted), value < wanted);
}

void Figures::megabytes(const QString &what, double value)
{
    printFigure(what, QString::number(value, 'f', 1) + u" MB"_qs);
}

void Figures::megabytesBelow(const QString &what, double value, double wanted)
{
    printFigure(what, QString::number(value, 'f', 1) + u" MB"_qs,
                u"< "_qs + QString::number(wanted, 'f', 0) + u" MB"_qs, value < wanted);
}

void Figures::ratio(const QString &what, double value)
{
    printFigure(what, QString::number(value, 'f', 2));
}

void Figures::ratioAbove(const QString &what, double value, double wanted)
{
    printFigure(what, QString::number(value, 'f', 2), u">= "_qs + QString::number(wanted, 'f', 2),
                value >= wanted);
}

double residentMegabytes()
{
    return statusMegabytes(QByteArrayLiteral("VmRSS:"));
}

double peakMegabytes()
{
    return statusMegabytes(QByteArrayLiteral("VmHWM:"));
}

} // namespace EvalTrack::Bench
