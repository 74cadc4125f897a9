// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakedesk.h"

namespace EvalTrack::Test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

FakeLocalBackups::FakeLocalBackups(FakeDesk &desk)
    : m_desk(desk)
{
    const Timestamp now = m_desk.clock.now();
    known.folder = u"/home/ana/EvalTrack/backups"_s;
    known.isRead = true;
    known.nextAt = now + 5h;
    constexpr qint64 Mebibyte = 1024 * 1024;
    for (const int day : {0, 1, 2}) {
        const Timestamp at = now - 19h - 24h * day;
        known.backups.append({known.folder + u"/evaltrack-%1.dump"_s.arg(day), at,
                              (12 - day) * Mebibyte, u"2.1.0"_s, true, true});
    }
}

void FakeLocalBackups::tell()
{
    Q_EMIT changed();
}

QFuture<Result<void>> FakeLocalBackups::setFolder(const QString &folder)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    known.folder = folder;
    known.backups.clear();
    tell();
    return m_desk.answer(Result<void>());
}

QFuture<Result<void>> FakeLocalBackups::backUpNow()
{
    if (const auto error = m_desk.takeError()) {
        known.lastFailure = LocalBackupState::Failure{*error, m_desk.clock.now()};
        tell();
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    known.lastFailure.reset();
    known.backups.prepend({known.folder + u"/evaltrack-new%1.dump"_s.arg(known.backups.size()),
                           m_desk.clock.now(), 1024, u"2.1.0"_s, true, true});
    tell();
    return m_desk.answer(Result<void>());
}

QFuture<Result<void>> FakeLocalBackups::restore(const LocalBackup &backup)
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    restored.append(backup.file);
    known.setAsideAt = m_desk.clock.now();
    tell();
    return m_desk.answer(Result<void>());
}

QFuture<Result<void>> FakeLocalBackups::bringBack()
{
    if (const auto error = m_desk.takeError()) {
        return m_desk.answer(Result<void>(std::unexpected(*error)));
    }
    ++broughtBack;
    tell();
    return m_desk.answer(Result<void>());
}

} // namespace EvalTrack::Test
