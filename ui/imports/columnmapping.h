// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importfields.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QGridLayout;
QT_END_NAMESPACE

namespace EvalTrack {

/// Which column of a file says what: a line for each column, with the field beside it.
class ColumnMapping final : public QWidget
{
    Q_OBJECT
public:
    explicit ColumnMapping(QWidget *parent = nullptr);

    void setColumns(ImportKind kind, const QStringList &headings, const ImportMapping &mapping);
    [[nodiscard]] ImportMapping mapping() const;
    void retranslateUi();

Q_SIGNALS:
    void mappingChanged();

private:
    void choose(int column);

    QGridLayout *m_grid;
    QList<QComboBox *> m_fields; ///< One a column.
    QStringList m_headings;
    ImportKind m_kind = ImportKind::People;
};

} // namespace EvalTrack
