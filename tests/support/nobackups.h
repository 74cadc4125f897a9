// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/deliver.h"
#include "ports/localbackups.h"

namespace EvalTrack::Test {

/// Of a computer that works with a server elsewhere.
class NoBackups final : public LocalBackups
{
public:
    using LocalBackups::LocalBackups;

    [[nodiscard]] bool isAvailable() const override { return false; }
    [[nodiscard]] const LocalBackupState &state() const override { return m_state; }
    void refresh() override {}
    QFuture<Result<void>> setFolder(const QString & /*folder*/) override { return refused(); }
    QFuture<Result<void>> backUpNow() override { return refused(); }
    QFuture<Result<void>> restore(const LocalBackup & /*backup*/) override { return refused(); }
    QFuture<Result<void>> bringBack() override { return refused(); }

private:
    [[nodiscard]] static QFuture<Result<void>> refused()
    {
        return readyFuture(Result<void>(failure(ErrorCode::Unavailable)));
    }

    LocalBackupState m_state;
};

} // namespace EvalTrack::Test
