// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/spokenrole.h"

#include <QAccessibleWidget>
#include <QComboBox>
#include <QVariant>
#include <QWidget>

namespace EvalTrack {

namespace {

constexpr const char *RoleProperty = "spokenRole";

QAccessibleInterface *makeWithRole(const QString & /*className*/, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(RoleProperty) : QVariant();
    // Qt goes on to its own when this gives none.
    return role.isValid()
               ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt()))
               : nullptr;
}

} // namespace

void setSpokenRole(QWidget &widget, QAccessible::Role role)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(&makeWithRole);
        return true;
    }();
    Q_UNUSED(isInstalled);
    widget.setProperty(RoleProperty, static_cast<int>(role));
}

void setSpokenName(QComboBox &box, const QString &name)
{
    box.setAccessibleName(name);
    box.setAccessibleDescription(name);
}

} // namespace EvalTrack
