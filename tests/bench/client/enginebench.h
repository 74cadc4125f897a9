// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/figures.h"

#include <QString>
#include <QUrl>

namespace EvalTrack::Bench {

/// What one process of the client measures with the whole engine: a company of `people` in the
/// store of `folder`, whose server is at `url`. False, with a word on standard error, when
/// something did not work at all.
struct EngineBench
{
    QUrl url;
    QString folder;
    int people = 0;

    /// Signs in for the first time and waits for the first copy.
    [[nodiscard]] bool firstCopy() const;
    /// Signs in again with the server away, as a new start of the program does.
    [[nodiscard]] bool open() const;
    /// Puts a report together out of what is there, and writes its files.
    [[nodiscard]] bool reports() const;
    /// Imports as many people again and takes the import back; how long it took is in imported().
    [[nodiscard]] bool imports() const;
    /// The same with the main window.
    [[nodiscard]] bool window() const;
    /// Goes through every screen.
    [[nodiscard]] bool screens() const;
    /// The same by password.
    [[nodiscard]] bool password() const;
    /// Records `captures` with the server away and leaves them in the outbox.
    [[nodiscard]] bool capture(int captures) const;
    /// Waits until the server has everything that waits; how long that took is in drained() then.
    [[nodiscard]] bool drain(int captures) const;
    /// Of the last drain(), whichever process it was in; zero before.
    [[nodiscard]] Clock::duration drained() const;
    [[nodiscard]] Clock::duration imported() const;

private:
    void note(const QString &what, Clock::duration taken) const;
    [[nodiscard]] Clock::duration noted(const QString &what) const;
};

} // namespace EvalTrack::Bench
