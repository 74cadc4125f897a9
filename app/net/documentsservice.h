// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/documents.h"

namespace EvalTrack {

/// People's documents over /employees/:id/documents and /documents: online only, nothing is kept.
/// Lives in the UI thread.
class DocumentsService final : public Documents
{
    Q_OBJECT
public:
    explicit DocumentsService(ApiClient &api, QObject *parent = nullptr);

    QFuture<Result<Paged<PersonDocument>>> page(UserId person, const QString &cursor) override;
    QFuture<Result<PersonDocument>> add(UserId person, const NewDocument &document) override;
    QFuture<Result<PersonDocument>> change(DocumentId document, qint64 revision,
                                           const DocumentChange &change) override;
    QFuture<Result<void>> remove(DocumentId document) override;
    QFuture<Result<QByteArray>> content(DocumentId document) override;
    QFuture<Result<QByteArray>> photo(UserId person) override;

private:
    ApiClient &m_api;
};

} // namespace EvalTrack
