// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QString>
#include <QUrl>

#include <optional>

namespace EvalTrack {

/// What a look at an address found.
struct ServerCheck
{
    QUrl url;
    QString version;
    /// SHA-256 of the certificate in hex with colons, when the system does not trust it; the person
    /// decides.
    std::optional<QString> unknownCertificate;
    QString certificateIssuer;
    QString certificateSubject;
};

/// Which server this program works with: chosen at first start, kept afterwards. Lives in the UI
/// thread.
class ServerConnection : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Whether a choice was made at all.
    [[nodiscard]] virtual bool isChosen() const = 0;
    /// Whether the embedded server on this computer is the one.
    [[nodiscard]] virtual bool isThisComputer() const = 0;
    [[nodiscard]] virtual QUrl url() const = 0;

    /// Starts the embedded server (and its private PostgreSQL); may take some seconds the first
    /// time. progress() tells.
    virtual QFuture<Result<void>> useThisComputer() = 0;
    /// Whether a fresh server on this computer has no administrator yet; the first-start page then
    /// asks for one.
    [[nodiscard]] virtual bool needsFirstAdministrator() const = 0;
    virtual QFuture<Result<void>> createFirstAdministrator(const QString &name,
                                                           const QString &email,
                                                           const QString &password) = 0;
    virtual QFuture<Result<ServerCheck>> check(const QUrl &url) = 0;
    /// Takes up a server that check() has seen, trusting its certificate when the person said so.
    virtual QFuture<Result<void>> useServer(const ServerCheck &checked) = 0;
    /// Back to the choice; allowed when nobody is signed in.
    virtual void forget() = 0;

Q_SIGNALS:
    void chosen();
    void progress(const QString &englishStep);
    void failed(const EvalTrack::Error &error);
};

} // namespace EvalTrack
