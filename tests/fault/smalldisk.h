// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace EvalTrack::Fault {

/// Lets a process that is not root mount disks that nobody else sees, in a name space of its own;
/// its account stays what it was, also for the programs it starts. Nothing where the kernel does
/// not allow it. Before the process has threads.
void allowSmallDisks();

/// A small disk of its own, and a file on it that takes all the room when wanted.
class SmallDisk
{
public:
    explicit SmallDisk(int mebibytes);
    ~SmallDisk();
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    /// Why a family is left out when it is not.
    static QString whyNot();
    [[nodiscard]] bool isMounted() const { return m_isMounted; }
    [[nodiscard]] QString path() const { return m_folder.path(); }

    /// Leaves `left` bytes, as far as pages allow.
    void fill(qint64 left);
    void makeRoom();

private:
    [[nodiscard]] QString ballastPath() const;

    QTemporaryDir m_folder;
    bool m_isMounted = false;
};

} // namespace EvalTrack::Fault
