// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/welcome.h"

#include "common/page.h"
#include "shell/windowactions.h"
#include "wire/names.h"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

namespace EvalTrack {

Welcome::Welcome(QMainWindow &window, const WindowActions &actions, QSettings &settings,
                 const SignedInPerson &person)
    : QObject(&window)
    , m_window(window)
    , m_actions(actions)
    , m_settings(settings)
    , m_role(person.role)
    , m_key(u"firstTour/"_qs % person.uuid.value().toString(QUuid::WithoutBraces))
{}

void Welcome::offer()
{
    if (!m_settings.value(m_key).toStringList().contains(QString::fromLatin1(Wire::name(m_role)))) {
        show();
    }
}

void Welcome::show()
{
    QStringList seen = m_settings.value(m_key).toStringList();
    const QString role = QString::fromLatin1(Wire::name(m_role));
    if (!seen.contains(role)) {
        seen.append(role);
        m_settings.setValue(m_key, seen);
    }
    if (m_tour == nullptr) {
        m_tour = new FirstTour(&m_window);
    }
    m_tour->start(stops());
}

QRect Welcome::placeOf(const QString &objectName) const
{
    const auto *widget = m_window.findChild<QWidget *>(objectName);
    return widget == nullptr || !widget->isVisible()
               ? QRect()
               : QRect(widget->mapTo(&m_window, QPoint()), widget->size());
}

QList<FirstTour::Stop> Welcome::stops() const
{
    const auto widget = [this](const QString &name) {
        return [this, name] {
            return placeOf(name);
        };
    };
    const auto menu = [this](const QMenu *which) {
        return [this, which] {
            const QMenuBar *bar = m_window.menuBar();
            return bar->isVisible() && !bar->isNativeMenuBar()
                       ? bar->actionGeometry(which->menuAction())
                             .translated(bar->mapTo(&m_window, QPoint()))
                       : QRect();
        };
    };
    QList<FirstTour::Stop> stops;
    stops.append({u"navigation"_qs, widget(u"navigationPages"_qs),
                  [] { return tr("All screens are here"); },
                  [] {
                      return tr("A click opens one; Ctrl+1 to Ctrl+9 open the first nine. What "
                                "your role does not use is not shown.");
                  }});
    stops.append({u"search"_qs, menu(m_actions.goMenu()), [] { return tr("Find anything"); },
                  [role = m_role] {
                      return roleHas(role, Permission::ManageAttendance)
                                 ? tr("Ctrl+K finds people, events, screens and what can be done "
                                      "with them. Type some letters and press Enter.")
                                 : tr("Ctrl+K finds events, screens and what can be done with "
                                      "them. Type some letters and press Enter.");
                  }});
    if (roleHas(m_role, Permission::ManageAttendance)) {
        stops.append({u"capture"_qs, widget(PageIds::Capture % u"NavigationButton"),
                      [] { return tr("Capture at the door"); },
                      [] {
                          return tr("Choose the event, scan badges or type their codes. Each is "
                                    "safe on this computer at once, also without a network.");
                      }});
    } else {
        stops.append({u"capture"_qs, widget(PageIds::CheckIn % u"NavigationButton"),
                      [] { return tr("Be there"); },
                      [] {
                          return tr("At an event, scan or type the code on the screen at the door, "
                                    "and your attendance is recorded.");
                      }});
    }
    stops.append({u"outbox"_qs, widget(u"statusLine"_qs), [] { return tr("Nothing is lost"); },
                  [] {
                      return tr("This line says whether the server can be reached. What has not "
                                "been sent waits in the outbox, and goes by itself.");
                  }});
    stops.append({u"help"_qs, menu(m_actions.helpMenu()), [] { return tr("Help is near"); },
                  [] {
                      return tr("Shift+F1 explains the screen that is open, F1 lists all keys. "
                                "This tour can be seen again from this menu.");
                  }});
    return stops;
}

} // namespace EvalTrack
