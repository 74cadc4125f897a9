// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault/smalldisk.h"

#include <QFile>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <cerrno>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
#endif

namespace EvalTrack::Fault {

namespace {

#ifdef Q_OS_LINUX
void writeTo(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        file.write(text);
    }
}

QByteArray toItself(unsigned id)
{
    return QByteArray::number(id) + ' ' + QByteArray::number(id) + " 1";
}
#endif

} // namespace

void allowSmallDisks()
{
#ifdef Q_OS_LINUX
    const unsigned user = ::geteuid();
    const unsigned group = ::getegid();
    if (user == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
        return;
    }
    writeTo("/proc/self/setgroups", "deny");
    writeTo("/proc/self/gid_map", toItself(group));
    writeTo("/proc/self/uid_map", toItself(user));
#endif
}

SmallDisk::SmallDisk(int mebibytes)
{
#ifdef Q_OS_LINUX
    // Everybody may pass through and nobody else look: PostgreSQL has an account of its own.
    const QByteArray options = "mode=0711,size=" + QByteArray::number(mebibytes) + 'm';
    m_isMounted = ::mount("tmpfs", QFile::encodeName(m_folder.path()).constData(), "tmpfs", 0,
                          options.constData()) == 0;
#else
    Q_UNUSED(mebibytes)
#endif
}

SmallDisk::~SmallDisk()
{
#ifdef Q_OS_LINUX
    if (m_isMounted) {
        ::umount2(QFile::encodeName(m_folder.path()).constData(), MNT_DETACH);
    }
#endif
}

QString SmallDisk::whyNot()
{
    return QStringLiteral("a small disk can be mounted by root only, or where Linux lets everybody "
                          "have name spaces");
}

void SmallDisk::fill(qint64 left)
{
    QFile ballast(ballastPath());
    if (!ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return;
    }
    const QByteArray page(4096, 'x');
    while (ballast.write(page) == page.size()) {
    }
    ballast.resize(std::max<qint64>(0, ballast.size() - left));
}

void SmallDisk::makeRoom()
{
    QFile::remove(ballastPath());
}

QString SmallDisk::ballastPath() const
{
    return m_folder.filePath(QStringLiteral("ballast"));
}

} // namespace EvalTrack::Fault
