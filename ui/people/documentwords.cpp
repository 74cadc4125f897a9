// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/documentwords.h"

#include "common/prompter.h"

#include <QLocale>

namespace EvalTrack {

namespace {

/// From here on somebody should see to it.
constexpr qint64 DaysOfNotice = 30;

} // namespace

QString DocumentWords::kind(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::Contract:
        return tr("Contract");
    case DocumentKind::Identity:
        return tr("Identity document");
    case DocumentKind::Certificate:
        return tr("Certificate");
    case DocumentKind::Photo:
        return tr("Photo");
    case DocumentKind::Other:
        return tr("Other");
    }
    return {};
}

QString DocumentWords::validity(const std::optional<qint64> &daysLeft)
{
    if (!daysLeft) {
        return tr("No end date");
    }
    if (*daysLeft < 0) {
        return tr("Expired");
    }
    if (*daysLeft == 0) {
        return tr("Expires today");
    }
    return *daysLeft <= DaysOfNotice
               ? tr("Expires in %n day(s)", nullptr, static_cast<int>(*daysLeft))
               : tr("Valid");
}

Tone DocumentWords::toneOf(const std::optional<qint64> &daysLeft)
{
    if (!daysLeft) {
        return Tone::Neutral;
    }
    if (*daysLeft < 0) {
        return Tone::Danger;
    }
    return *daysLeft <= DaysOfNotice ? Tone::Warning : Tone::Success;
}

QString DocumentWords::size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QStringList DocumentWords::mediaTypes()
{
    return {u"application/pdf"_qs,
            u"image/jpeg"_qs,
            u"image/png"_qs,
            u"image/webp"_qs,
            u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_qs,
            FileQuestion::Xlsx,
            u"text/plain"_qs};
}

} // namespace EvalTrack
