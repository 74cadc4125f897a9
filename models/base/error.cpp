// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace EvalTrack {

QString toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Network:
        return QStringLiteral("Network");
    case ErrorCode::Timeout:
        return QStringLiteral("Timeout");
    case ErrorCode::Cancelled:
        return QStringLiteral("Cancelled");
    case ErrorCode::BadRequest:
        return QStringLiteral("BadRequest");
    case ErrorCode::Unauthorized:
        return QStringLiteral("Unauthorized");
    case ErrorCode::Forbidden:
        return QStringLiteral("Forbidden");
    case ErrorCode::NotFound:
        return QStringLiteral("NotFound");
    case ErrorCode::Conflict:
        return QStringLiteral("Conflict");
    case ErrorCode::Stale:
        return QStringLiteral("Stale");
    case ErrorCode::Validation:
        return QStringLiteral("Validation");
    case ErrorCode::PayloadTooLarge:
        return QStringLiteral("PayloadTooLarge");
    case ErrorCode::TooManyRequests:
        return QStringLiteral("TooManyRequests");
    case ErrorCode::Unavailable:
        return QStringLiteral("Unavailable");
    case ErrorCode::Storage:
        return QStringLiteral("Storage");
    case ErrorCode::StorageDamaged:
        return QStringLiteral("StorageDamaged");
    case ErrorCode::StorageFull:
        return QStringLiteral("StorageFull");
    case ErrorCode::KeychainUnavailable:
        return QStringLiteral("KeychainUnavailable");
    case ErrorCode::ProtocolMismatch:
        return QStringLiteral("ProtocolMismatch");
    case ErrorCode::Internal:
        return QStringLiteral("Internal");
    case ErrorCode::UntrustedServer:
        return QStringLiteral("UntrustedServer");
    }
    return {};
}

} // namespace EvalTrack
