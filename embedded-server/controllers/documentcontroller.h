// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controllers/mutations.h"
#include "services/documentservice.h"

namespace EvalTrack::Server {

/// JSON with 8 MiB in base64.
constexpr qint64 DocumentBodyLimit = 12 * 1024 * 1024;

/// /employees/:id/documents, /employees/:id/photo, /documents
class DocumentController
{
public:
    DocumentController(const LoopContext &context, const Mutations &mutations);

    [[nodiscard]] Response list(const Request &request) const;
    [[nodiscard]] Response add(const Request &request) const;
    [[nodiscard]] Response photo(const Request &request) const;
    [[nodiscard]] Response get(const Request &request) const;
    [[nodiscard]] Response content(const Request &request) const;
    [[nodiscard]] Response change(const Request &request) const;
    [[nodiscard]] Response remove(const Request &request) const;

private:
    [[nodiscard]] Result<Response> show(const Caller &caller, DocumentId id) const;

    Mutations m_mutations;
    DocumentService m_service;
};

} // namespace EvalTrack::Server
