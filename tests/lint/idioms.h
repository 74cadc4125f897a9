// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/sourcefile.h"

#include <QRegularExpression>

namespace EvalTrack::Lint {

/// One thing that is not written in this project, why, and an example of each side, so that the
/// rule itself can be tested.
struct Idiom
{
    enum class View {
        Code,     ///< Comments and the contents of literals do not count.
        Comments, ///< Only comments count.
    };

    QString name;
    View view = View::Code;
    QRegularExpression pattern;
    QStringList only;   ///< Where it holds, as the beginnings of paths; empty: everywhere.
    QStringList except; ///< Where it does not.
    QString why;
    QString bad;
    QString good;
};

[[nodiscard]] const QList<Idiom> &idioms();

[[nodiscard]] QList<Violation> checkIdioms(const SourceFile &file);

/// SQL that is put together from pieces: values are bound, and what cannot be bound is waived by
/// name.
[[nodiscard]] QList<Violation> checkSql(const SourceFile &file);

/// The licence line of what is neither header nor source: build files, scripts, SQL.
[[nodiscard]] QList<Violation> checkLicences(const QString &root);

/// Licence line, include guard, file name.
[[nodiscard]] QList<Violation> checkFrame(const SourceFile &file);

[[nodiscard]] QList<Violation> checkSize(const SourceFile &file);

} // namespace EvalTrack::Lint
