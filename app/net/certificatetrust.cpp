// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/certificatetrust.h"

#include <QCryptographicHash>

namespace EvalTrack {

CertificateTrust::CertificateTrust(const QString &fingerprint)
    : m_fingerprint(fingerprint.trimmed().toUpper())
{}

QString CertificateTrust::fingerprintOf(const QSslCertificate &certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':')).toUpper();
}

bool CertificateTrust::accepts(const QSslCertificate &presented) const
{
    return !m_fingerprint.isEmpty() && !presented.isNull() &&
           fingerprintOf(presented) == m_fingerprint;
}

} // namespace EvalTrack
