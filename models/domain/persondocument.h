// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/ids.h"
#include "domain/user.h"

#include <QByteArray>
#include <QDate>
#include <QString>

#include <optional>

namespace EvalTrack {

enum class DocumentKind {
    Contract,
    Identity,
    Certificate,
    Photo, ///< Of the person; there is one, and it is a picture.
    Other,
};

/// A file that is kept about a person, without what is in it.
struct PersonDocument
{
    DocumentId id;
    UserId userId; ///< Whom it is about.
    DocumentKind kind = DocumentKind::Other;
    QString title;
    QString fileName;     ///< Without a folder.
    QByteArray mediaType; ///< What its bytes are, not what its name says.
    qint64 size = 0;
    QByteArray sha256; ///< Hexadecimal.
    std::optional<QDate> validUntil;
    NamedPerson createdBy;
    Timestamp createdAt;
    Timestamp updatedAt;
    DocumentUuid uuid;
    qint64 revision = 0;

    bool operator==(const PersonDocument &) const = default;
};

/// What the server takes.
inline constexpr qint64 DocumentSizeMax = 8LL * 1024 * 1024;

} // namespace EvalTrack
