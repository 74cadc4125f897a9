// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslError>
#include <QString>

namespace EvalTrack {

/// Which certificate a person decided to trust although the system does not know it. A value.
class CertificateTrust
{
public:
    CertificateTrust() = default;
    explicit CertificateTrust(const QString &fingerprint);

    /// SHA-256 in upper-case hex with colons, as people compare it.
    [[nodiscard]] static QString fingerprintOf(const QSslCertificate &certificate);

    /// Whether exactly the trusted certificate was presented, whatever the system finds wrong with
    /// it.
    [[nodiscard]] bool accepts(const QSslCertificate &presented) const;

private:
    QString m_fingerprint;
};

} // namespace EvalTrack
