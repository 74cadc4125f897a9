// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/sourcefile.h"

#include <QHash>

namespace EvalTrack::Lint {

/// The arrows: which folder may include what of the project, of Qt and of other libraries. Holds
/// the table and reads includes against it; opens no file but to see whether a header exists.
class Layers
{
public:
    /// `root` is the source tree, `qtHeaders` the folder that holds QtCore, QtGui and so on.
    Layers(QString root, QString qtHeaders);

    [[nodiscard]] QList<Violation> check(const SourceFile &file) const;

    /// The Qt module a header belongs to ("QtWidgets"), or nothing when Qt has no such header.
    [[nodiscard]] QString qtModuleOf(const QString &header) const;

private:
    [[nodiscard]] QString resolved(const SourceFile &file, const QString &name) const;
    [[nodiscard]] QString complaint(const SourceFile &file, const QString &name) const;

    QString m_root;
    QString m_qtHeaders;
    QStringList m_qtModules;
    mutable QHash<QString, QString> m_moduleOf;
};

} // namespace EvalTrack::Lint
