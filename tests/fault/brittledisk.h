// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault/random.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>
#include <vector>

struct sqlite3_vfs;

namespace EvalTrack::Fault {

/// A disk under SQLite that keeps only what it must: a VFS (https://www.sqlite.org/vfs.html) over
/// the real one that remembers which bytes are certain (synced) and which are on their way. A power
/// cut keeps, drops, tears (at sectors) and reorders the latter, each by chance; and any call can
/// be made to fail. It is SQLite's default while it lives, so the program under test knows nothing
/// of it; one at a time. Used in the thread that uses SQLite.
class BrittleDisk
{
public:
    explicit BrittleDisk(quint64 seed);
    ~BrittleDisk();
    BrittleDisk(const BrittleDisk &) = delete;
    BrittleDisk &operator=(const BrittleDisk &) = delete;

    /// The power goes after so many more changes (writes, syncs, …): nothing works any more.
    void cutAfter(int changes) { m_changesLeft = changes; }
    [[nodiscard]] bool isPowerOn() const { return m_isPowerOn; }
    /// The power is back, and the files are what is left of them. Nothing may be open.
    void restore();
    /// Before another store: what is certain is what is on the real disk.
    void forget() { m_files.clear(); }

    enum class Failure {
        Error,      ///< EIO, of any call.
        Full,       ///< ENOSPC, of a write.
        ShortWrite, ///< Half of it is written, then ENOSPC.
    };
    /// Lets the `number`th call from now on that can fail so fail; and `isLasting`, all after it.
    void fail(int number, Failure failure, bool isLasting);
    [[nodiscard]] bool hasFailed() const { return m_failures > 0; }
    void heal();

    /// Calls that came through here; 0 says that Qt works with an SQLite of its own.
    [[nodiscard]] qint64 calls() const { return m_calls; }

private:
    friend struct BrittleVfs;

    /// A write, or a truncation when `data` is absent.
    struct Change
    {
        qint64 offset = 0;
        std::optional<QByteArray> data;
    };
    /// The file from a creation to its deletion.
    struct Generation
    {
        QByteArray certain;
        std::vector<Change> pending;
    };
    /// What the folder may show under a name after a cut: any of these, or nothing.
    struct File
    {
        std::vector<Generation> generations;
        bool isCertain = false; ///< The first of them is there in any case, if none follows.
        bool isDeleted = false;
    };

    enum class Call { Look, Change, Write };
    /// Whether a call goes on to the real disk; else `Failure` or a cut stands in its way.
    [[nodiscard]] bool passes(Call call);
    void opened(const QString &path, bool isNew);
    void changed(const QString &path, Change change);
    void synced(const QString &path);
    void syncFolder();
    void deleted(const QString &path, bool isCertain);
    [[nodiscard]] QByteArray leftOf(Generation generation);
    static void apply(QByteArray &content, const Change &change);

    Random m_random;
    sqlite3_vfs *m_real = nullptr;
    std::vector<char> m_vfs; ///< Ours, as SQLite knows it.
    QHash<QString, File> m_files;
    bool m_isPowerOn = true;
    bool m_isBeingCut = false; ///< By the call that is under way.
    int m_changesLeft = -1;
    Failure m_failure = Failure::Error;
    int m_callsLeft = -1;
    bool m_isLasting = false;
    int m_failures = 0;
    qint64 m_calls = 0;
};

} // namespace EvalTrack::Fault
