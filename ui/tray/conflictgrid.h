// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/outboxitem.h"
#include "ports/commandsink.h"

#include <QHash>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QGridLayout;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

/// What differs between my change and the server's record, field by field, side by side; one is
/// chosen for each.
class ConflictGrid final : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictGrid(QWidget *parent = nullptr);

    void setConflicts(const QList<FieldConflict> &conflicts);
    [[nodiscard]] bool isDecided() const;
    [[nodiscard]] QHash<QString, OutboxTray::Side> choices() const;
    /// A raw value of the wire as people read it.
    [[nodiscard]] static QString readable(const QString &value);

Q_SIGNALS:
    void decided();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void chooseAll(OutboxTray::Side side);

    QList<FieldConflict> m_conflicts;
    QHash<QString, OutboxTray::Side> m_choices;
    QList<QButtonGroup *> m_groups;
    QWidget *m_grid = nullptr;
};

} // namespace EvalTrack
