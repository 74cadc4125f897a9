// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

/// Closes answers that hold a secret (a station's code, its tokens) for as long as they are kept to
/// be repeated: whoever reads the table alone reads none. XChaCha20-Poly1305, under a key that
/// follows from the installation's own. Thread-safe.
namespace EvalTrack::Server::AnswerSeal {

/// `context` tells the request that is answered; with another one it does not open.
[[nodiscard]] QByteArray seal(const QByteArray &answer, const QByteArray &context,
                              const QByteArray &installationKey);
/// Nothing where it was sealed by another installation, for another request, or is damaged.
[[nodiscard]] std::optional<QByteArray> open(const QByteArray &sealed, const QByteArray &context,
                                             const QByteArray &installationKey);

} // namespace EvalTrack::Server::AnswerSeal
