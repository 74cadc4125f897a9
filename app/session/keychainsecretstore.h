// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/secretstore.h"

#include <QObject>

#include <chrono>

namespace EvalTrack {

/// The desktop's secret store through QtKeychain. A Secret Service that is stopped never answers,
/// so every call gives up after three seconds; for a minute after that nothing is asked at all. It
/// never falls back to plain text. Lives in the UI thread; calls that hang are left to themselves.
class KeychainSecretStore final : public SecretStore
{
public:
    static constexpr std::chrono::milliseconds Patience = std::chrono::seconds(3);
    static constexpr std::chrono::milliseconds RestAfterHang = std::chrono::seconds(60);

    /// `service` is the name people see in their keychain program.
    explicit KeychainSecretStore(const QString &service = QStringLiteral("EvalTrack"));
    ~KeychainSecretStore() override;

    [[nodiscard]] bool isLasting() const override { return true; }
    QFuture<Result<Redacted<QByteArray>>> read(const QString &name) override;
    QFuture<Result<void>> write(const QString &name, const Redacted<QByteArray> &secret) override;
    QFuture<Result<void>> remove(const QString &name) override;

private:
    struct State;
    QString m_service;
    std::shared_ptr<State> m_state;
};

} // namespace EvalTrack
