// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

QT_BEGIN_NAMESPACE
class QComboBox;
class QString;
class QWidget;
QT_END_NAMESPACE

namespace EvalTrack {

/// What a screen reader calls a widget, where Qt would call it by what it is built of: a window
/// that is a stack of pages is a window, a view of a scene is a chart. To be set before anybody
/// asks.
void setSpokenRole(QWidget &widget, QAccessible::Role role);

/// The name of a box without a label beside it. On Linux Qt gives out what is chosen as its name,
/// and so the name is its description too.
void setSpokenName(QComboBox &box, const QString &name);

} // namespace EvalTrack
