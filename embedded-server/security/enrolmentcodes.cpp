// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/enrolmentcodes.h"

#include "domain/enrolmentcode.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <sodium.h>

namespace EvalTrack::Server::EnrolmentCodes {

QString make()
{
    QString code;
    for (int i = 0; i < EnrolmentCode::Length; ++i) {
        code += QLatin1Char(EnrolmentCode::Alphabet.at(
            randombytes_uniform(static_cast<uint32_t>(EnrolmentCode::Alphabet.size()))));
    }
    return code;
}

QByteArray hash(const QString &code, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(QByteArray("enrolment " + code.toLatin1()), key,
                                            QCryptographicHash::Sha256);
}

} // namespace EvalTrack::Server::EnrolmentCodes
