// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/tokens.h"
#include "ports/imports.h"

#include <QCoreApplication>

namespace EvalTrack {

/// Imports in the language of whoever reads. Pure functions.
class ImportWords
{
    Q_DECLARE_TR_FUNCTIONS(ImportWords)
public:
    [[nodiscard]] static QString kind(ImportKind kind);
    /// Also the heading of an exported column; a heading of ours is always known again.
    [[nodiscard]] static QString field(ImportField field);
    [[nodiscard]] static QString verdict(ImportVerdict verdict);
    [[nodiscard]] static Tone tone(ImportVerdict verdict);
    /// What is wrong and what to do, in one sentence.
    [[nodiscard]] static QString issue(const ImportIssue &issue, std::optional<ImportField> field);
    [[nodiscard]] static QString flaw(SheetFlaw flaw);
    /// A line that the server refused.
    [[nodiscard]] static QString refused(const RefusedLine &line);
    [[nodiscard]] static QString encoding(const QString &name);
    [[nodiscard]] static ExportWords exported(ImportKind kind);
};

} // namespace EvalTrack
