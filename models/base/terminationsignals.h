// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace EvalTrack {

/// Turns SIGTERM, SIGINT and SIGHUP (on Windows: Ctrl-C and a closing console) into a Qt signal in
/// the main thread, so that a program can stop what it has started in order. One in a process, as
/// long as main() runs.
class TerminationSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminationSignals)

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void asked();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace EvalTrack
