// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/terminationsignals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#else
#include <QCoreApplication>

#include <windows.h>
#endif

namespace EvalTrack {

#ifdef Q_OS_UNIX

namespace {

// A signal handler may only touch what is async-signal-safe: it writes one byte here.
std::array<int, 2> sockets{-1, -1};

void writeByte(int /*signal*/)
{
    const char byte = 1;
    const auto written = ::write(sockets[0], &byte, 1);
    (void)written;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()) != 0) {
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(sockets[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        const auto size = ::read(sockets[1], &byte, 1);
        (void)size;
        Q_EMIT asked();
    });
    struct sigaction action = {};
    action.sa_handler = writeByte;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaction(signal, &action, nullptr);
    }
    // A pipe whose reader went away must not end the program.
    std::signal(SIGPIPE, SIG_IGN);
}

TerminationSignals::~TerminationSignals()
{
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        std::signal(signal, SIG_DFL);
    }
    m_notifier.reset();
    ::close(sockets[0]);
    ::close(sockets[1]);
}

#else

namespace {

TerminationSignals *listener = nullptr;

BOOL WINAPI onConsoleEvent(DWORD /*event*/)
{
    if (listener != nullptr) {
        QMetaObject::invokeMethod(listener, &TerminationSignals::asked, Qt::QueuedConnection);
    }
    return TRUE;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    listener = this;
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

TerminationSignals::~TerminationSignals()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    listener = nullptr;
}

#endif

} // namespace EvalTrack
