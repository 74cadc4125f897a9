// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// What a file is by its bytes; names and senders say what they like.
namespace EvalTrack::Server::DocumentType {

/// The media type of one of the kinds of files that are kept: PDF, PNG, JPEG, WebP, Word and Excel
/// without macros, plain text in UTF-8. Empty for anything else.
[[nodiscard]] QByteArray of(const QByteArray &content);

/// Whether it may be somebody's photo.
[[nodiscard]] bool isPhoto(const QByteArray &mediaType);

} // namespace EvalTrack::Server::DocumentType
