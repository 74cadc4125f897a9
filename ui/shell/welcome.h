// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/permission.h"
#include "ports/session.h"
#include "shell/firsttour.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QMainWindow;
class QSettings;
QT_END_NAMESPACE

namespace EvalTrack {

class WindowActions;

/// Shows a person around at the first sign-in in a role, and again when asked: navigation, finding,
/// capturing, the outbox, help. Which roles of an account have seen it is kept in the settings from
/// the moment it is shown: whoever closes the program half-way has seen it. UI thread.
class Welcome final : public QObject
{
    Q_OBJECT
public:
    /// `window` is its parent; the widgets it points at are found in it by their names.
    Welcome(QMainWindow &window, const WindowActions &actions, QSettings &settings,
            const SignedInPerson &person);

    /// Unless this account has seen it in this role.
    void offer();
    void show();

private:
    [[nodiscard]] QList<FirstTour::Stop> stops() const;
    [[nodiscard]] QRect placeOf(const QString &objectName) const;

    QMainWindow &m_window;
    const WindowActions &m_actions;
    QSettings &m_settings;
    Role m_role;
    QString m_key;               ///< Of the settings.
    FirstTour *m_tour = nullptr; ///< Made when it is shown: most starts have none.
};

} // namespace EvalTrack
