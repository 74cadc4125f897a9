// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"
#include "domain/persondocument.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace EvalTrack {

/// What people read about documents.
class DocumentWords
{
    Q_DECLARE_TR_FUNCTIONS(DocumentWords)
public:
    [[nodiscard]] static QString kind(DocumentKind kind);
    /// "Expires in 12 days", "Expired"; without days it has no end.
    [[nodiscard]] static QString validity(const std::optional<qint64> &daysLeft);
    [[nodiscard]] static Tone toneOf(const std::optional<qint64> &daysLeft);
    [[nodiscard]] static QString size(qint64 bytes);
    /// MIME types of what the server takes, for file dialogs.
    [[nodiscard]] static QStringList mediaTypes();
};

} // namespace EvalTrack
