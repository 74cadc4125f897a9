// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/enrolmentcode.h"

namespace EvalTrack::EnrolmentCode {

std::optional<QString> fromTyped(QStringView typed)
{
    QString code;
    for (const QChar sign : typed) {
        if (sign.isSpace() || sign == u'-') {
            continue;
        }
        const QChar upper = sign.toUpper();
        if (upper == u'O') {
            code += u'0';
        } else if (upper == u'I' || upper == u'L') {
            code += u'1';
        } else if (QString(Alphabet).contains(upper)) {
            code += upper;
        } else {
            return std::nullopt;
        }
    }
    return code.size() == Length ? std::optional(code) : std::nullopt;
}

QString grouped(const QString &code)
{
    return code.first(Length / 2) + u'-' + code.sliced(Length / 2);
}

} // namespace EvalTrack::EnrolmentCode
