// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/memorysecretstore.h"
#include "support/printers.h"
#include "support/serverprogram.h"
#include "support/waitfor.h"
#include "sync/clientengine.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <algorithm>

namespace EvalTrack::Test {

/// Somebody's desktop, without its window.
class Desktop
{
public:
    Desktop(const ServerProgram &server, const QString &email, const QString &password)
        : Desktop(server.url(), email, password)
    {}
    Desktop(const QUrl &server, const QString &email, const QString &password)
        : m_engine(m_folder.path(), m_clock, std::make_unique<MemorySecretStore>())
    {
        m_engine.setServer({server, {}, {}});
        const auto person = valueOf(m_engine.session().signIn(email, Redacted(password)));
        EXPECT_TRUE(person);
        m_me = person.value_or(SignedInPerson{});
        EXPECT_TRUE(settle());
    }

    ClientEngine &engine() { return m_engine; }
    [[nodiscard]] const SignedInPerson &me() const { return m_me; }

    bool settle()
    {
        const auto before = m_engine.sync().lastSync();
        m_engine.sync().syncNow();
        return waitFor([&] {
            const auto unsent = valueOf(m_engine.unsentCount());
            return unsent && *unsent == 0 && m_engine.sync().activity() == SyncActivity::Idle &&
                   m_engine.sync().lastSync() > before;
        });
    }

    /// Submits, syncs, and expects that the server took it.
    void perform(const Command &command)
    {
        const auto submitted = valueOf(m_engine.commands().submit(command));
        ASSERT_TRUE(submitted);
        ASSERT_TRUE(settle());
        for (const OutboxItem &item : m_engine.tray().items()) {
            ADD_FAILURE() << "in the tray: " << item.subject.toStdString() << " "
                          << (item.reason ? item.reason->detail.toStdString() : std::string());
        }
    }

    std::optional<Event> event(EventUuid uuid)
    {
        const auto events = m_engine.events().events();
        const auto found = std::ranges::find_if(
            *events, [uuid](const EventSummary &summary) { return summary.event.uuid == uuid; });
        return found == events->end() ? std::nullopt : std::optional(found->event);
    }

    QList<AttendanceRow> mine()
    {
        return valueOf(m_engine.attendances().ofPerson(m_me.uuid)).value_or(QList<AttendanceRow>());
    }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    ClientEngine m_engine;
    SignedInPerson m_me;
};

} // namespace EvalTrack::Test
