// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/persondocument.h"
#include "services/patch.h"
#include "services/unitofwork.h"

#include <optional>

namespace EvalTrack::Server {

/// Files that are kept about people. HR keeps them; everybody may read one's own.
class DocumentService
{
public:
    explicit DocumentService(Database &database);

    struct New
    {
        PersonDocument about; ///< Whom it is about and its media type are filled in.
        QByteArray mediaType; ///< What the sender says it is; may be empty.
        QByteArray content;
    };
    struct Change
    {
        std::optional<QString> title;
        std::optional<DocumentKind> kind;
        Patch<QDate> validUntil;
    };
    struct Opened
    {
        PersonDocument about;
        QByteArray content;
    };

    [[nodiscard]] Result<QList<PersonDocument>> page(const Caller &caller, UserId person,
                                                     qint64 afterId, int limit) const;
    [[nodiscard]] Result<qint64> count(UserId person) const;
    [[nodiscard]] Result<PersonDocument> byId(const Caller &caller, DocumentId id) const;
    [[nodiscard]] Result<Opened> open(const Caller &caller, DocumentId id) const;
    [[nodiscard]] Result<Opened> openPhoto(const Caller &caller, UserId person) const;
    /// Validation when its bytes are nothing that is kept, or not what they are said to be. A photo
    /// takes the place of the one before.
    [[nodiscard]] Result<PersonDocument> add(UnitOfWork &unit, UserId person,
                                             const New &document) const;
    [[nodiscard]] Result<PersonDocument> change(UnitOfWork &unit, DocumentId id,
                                                const Change &change) const;
    [[nodiscard]] Result<void> remove(UnitOfWork &unit, DocumentId id) const;

private:
    [[nodiscard]] Result<void> requireMayRead(const Caller &caller, UserId person) const;
    [[nodiscard]] Result<PersonDocument> lock(const UnitOfWork &unit, DocumentId id) const;
    [[nodiscard]] Result<void> tell(UnitOfWork &unit, const char *action,
                                    const PersonDocument &document) const;

    Database &m_database;
};

} // namespace EvalTrack::Server
