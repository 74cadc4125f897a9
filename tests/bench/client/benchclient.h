// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/clientengine.h"

#include <QUrl>

#include <memory>

namespace EvalTrack::Bench {

/// A client with its whole engine and no window, over a folder that other processes of the same run
/// work with before and after it; its secrets are kept there too, because a measurement has no
/// keychain.
class BenchClient
{
public:
    BenchClient(const QUrl &server, const QString &folder);
    ~BenchClient();
    BenchClient(const BenchClient &) = delete;
    BenchClient &operator=(const BenchClient &) = delete;

    [[nodiscard]] ClientEngine &engine() { return *m_engine; }
    [[nodiscard]] const SystemClock &clock() const { return m_clock; }

    /// With the demo's HR account; false, with the reason on standard error, when it is refused.
    [[nodiscard]] bool signIn();
    [[nodiscard]] bool resume();
    [[nodiscard]] bool waitForPeople(int wanted);
    /// The active event that is nearest to now: where people would be at the door.
    [[nodiscard]] std::optional<Event> eventAtTheDoor();

private:
    SystemClock m_clock;
    std::unique_ptr<ClientEngine> m_engine;
};

/// Says why a measurement cannot go on; false.
bool failed(const QString &what);

} // namespace EvalTrack::Bench
