// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacyprogress.h"

#include <QLocale>

namespace EvalTrack::Server {

namespace {

QString grouped(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

} // namespace

void LegacyProgress::begin(LegacySource source, qint64 total)
{
    m_step = {.source = source, .done = 0, .total = total, .elapsed = 0, .left = 0};
    m_lastTold = 0;
    m_timer.start();
    tell(false);
}

void LegacyProgress::advance(qint64 rows)
{
    constexpr qint64 Second = 1000;
    m_step.done += rows;
    m_step.elapsed = m_timer.elapsed();
    if (m_step.elapsed - m_lastTold < Second || m_step.done == 0) {
        return;
    }
    m_lastTold = m_step.elapsed;
    m_step.left = m_step.total > m_step.done
                      ? m_step.elapsed * (m_step.total - m_step.done) / m_step.done
                      : 0;
    tell(false);
}

void LegacyProgress::end()
{
    m_step.elapsed = m_timer.elapsed();
    m_step.left = 0;
    tell(true);
}

void LegacyProgress::tell(bool isOver)
{
    m_step.isOver = isOver;
    if (m_tell && !m_tell(m_step)) {
        m_isStopped = true;
    }
}

Result<void> LegacyProgress::goOn() const
{
    return m_isStopped ? failure(ErrorCode::Cancelled, QStringLiteral("It was cancelled"))
                       : Result<void>();
}

LegacyProgress::Tell LegacyProgress::lines(const Say &say, const QString &before)
{
    return [say, before](const Step &step) {
        const QString what = before + (step.source == LegacySource::User
                                           ? QStringLiteral("users and employees")
                                           : QString::fromLatin1(tableOf(step.source)));
        if (step.isOver) {
            say(QStringLiteral("%1: %2 read in %3")
                    .arg(what, grouped(step.done), spoken(step.elapsed)));
        } else if (step.done > 0) {
            say(QStringLiteral("%1: %2 of %3, about %4 left")
                    .arg(what, grouped(step.done), grouped(step.total), spoken(step.left)));
        }
        return true;
    };
}

QString LegacyProgress::spoken(qint64 milliseconds)
{
    const qint64 seconds = (milliseconds + 999) / 1000;
    return seconds < 60 ? QStringLiteral("%1 s").arg(seconds)
                        : QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

} // namespace EvalTrack::Server
