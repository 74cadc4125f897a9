// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/persondocument.h"
#include "ports/paged.h"

#include <QFuture>
#include <QObject>

#include <optional>

namespace EvalTrack {

struct NewDocument
{
    DocumentUuid uuid; ///< Made once a document, so that sending it again adds it once.
    DocumentKind kind = DocumentKind::Other;
    QString title;
    QString fileName;
    QByteArray mediaType; ///< Empty: that of its bytes is not said, and the server finds out.
    std::optional<QDate> validUntil;
    QByteArray content;
};

struct DocumentChange
{
    std::optional<QString> title;
    std::optional<DocumentKind> kind;
    /// Set to nothing: valid for ever.
    std::optional<std::optional<QDate>> validUntil;
};

/// What is kept about people in files, and their photos. Files are large and the server keeps them
/// alone, so every call needs it and says Network when it is away; nothing of them stays on this
/// computer. Writing is for HR, reading for HR and for oneself. Lives in the UI thread.
class Documents : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<Paged<PersonDocument>>> page(UserId person, const QString &cursor) = 0;
    /// A photo takes the place of the one before.
    virtual QFuture<Result<PersonDocument>> add(UserId person, const NewDocument &document) = 0;
    /// Stale when somebody else changed it since `revision`.
    virtual QFuture<Result<PersonDocument>> change(DocumentId document, qint64 revision,
                                                   const DocumentChange &change) = 0;
    virtual QFuture<Result<void>> remove(DocumentId document) = 0;
    virtual QFuture<Result<QByteArray>> content(DocumentId document) = 0;
    /// The bytes of a PNG or JPEG; empty when there is none.
    virtual QFuture<Result<QByteArray>> photo(UserId person) = 0;
};

} // namespace EvalTrack
