// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fakeclock.h"
#include "support/fakeserver.h"
#include "support/waitfor.h"
#include "sync/clientengine.h"
#include "testkeychain.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <memory>

namespace EvalTrack::Test {

/// A fake server with one event and two people, and a client on it that can be restarted: its
/// folder and its keychain stay.
class ClientDesk : public testing::Test
{
protected:
    ClientDesk();
    ~ClientDesk() override;

    /// As after a new start of the program.
    void restart();
    /// As on a computer without a keychain.
    void restartWithoutKeychain();
    ClientEngine &engine() { return *m_engine; }

    [[nodiscard]] Result<SignedInPerson> trySignIn(const QString &password = FakeServer::Password);
    /// Signs in and waits until the first copy is there.
    void signIn();
    /// Syncs until nothing of ours waits and the feed was read to its end.
    [[nodiscard]] bool settle();
    void submit(const Command &command);
    [[nodiscard]] Result<RecordedCapture> capture(const QString &code);

    [[nodiscard]] Event event();
    [[nodiscard]] QList<AttendanceRow> attendances();
    [[nodiscard]] QList<OutboxItem> tray();
    /// Waits for an item in that state.
    [[nodiscard]] bool waitForState(OutboxState state);
    [[nodiscard]] Command withTitle(const QString &title);
    [[nodiscard]] QString serverTitle() const;

    static const EventUuid TheEvent;
    static const UserUuid Ana;
    static const UserUuid Luis;

    FakeClock m_clock;
    FakeServer m_server;
    QTemporaryDir m_folder;
    std::shared_ptr<KeychainState> m_keychain;
    std::unique_ptr<ClientEngine> m_engine;
};

} // namespace EvalTrack::Test
