// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSemaphore>
#include <QString>
#include <QThread>

namespace EvalTrack {

/// Reads lines from standard input in a thread of its own: a pipe or a terminal cannot be waited
/// for in the event loop on every system. Reads ahead by no more than a few hundred lines, so a
/// flood does not fill the memory. The object lives in the main thread; lineRead() is emitted from
/// the reader's.
class CodeReader final : public QThread
{
    Q_OBJECT
public:
    explicit CodeReader(QObject *parent = nullptr);

    /// A line was dealt with: one more may be read ahead.
    void release() { m_ahead.release(); }

Q_SIGNALS:
    void lineRead(const QString &line);
    void ended();

protected:
    void run() override;

private:
    QSemaphore m_ahead;
};

} // namespace EvalTrack
