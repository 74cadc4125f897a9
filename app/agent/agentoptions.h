// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "domain/capture.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace EvalTrack {

/// What `evaltrack-agent` was told on its command line.
struct AgentOptions
{
    QUrl server;
    EventId event; ///< Null with --drain.
    QString email; ///< Empty: this computer is, or becomes, a capture station of its own.
    /// From --enrol; absent when the station was enrolled before.
    std::optional<QString> enrolmentCode;
    /// From --password-file or EVALTRACK_PASSWORD; absent when only a remembered session is to be
    /// used.
    std::optional<Redacted<QString>> password;
    QString passwordFile; ///< Read again when the server wants the password again; empty for none.
    /// What whoever runs the station should know; English.
    QStringList warnings;
    QString dataFolder;
    QString trustedCertificate; ///< SHA-256 in hex with colons; empty for none.
    Direction direction = Direction::Arriving;
    /// The store's key and the session are kept in this user's keychain, not in files.
    bool usesKeychain = false;
    bool onlyDrain = false;
    bool onlyVersion = false;
    bool onlyHelp = false;

    /// Validation with the name of the option that is wrong or missing.
    [[nodiscard]] static Result<AgentOptions> parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
    /// The first line of a file.
    [[nodiscard]] static Result<Redacted<QString>> passwordIn(const QString &path);
};

} // namespace EvalTrack
