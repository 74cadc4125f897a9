// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ports/desk.h"
#include "shell/tourstep.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>

namespace EvalTrack {

class DesktopUi;
class Tour;

/// `evaltrack --tour`: starts the server on this computer with the demo company, signs in as the
/// demo account of a role, waits for the first copy, lets Tour take its pictures and ends the
/// program: 0 when there were pictures, 1 with a line on standard error when not. Lives in the UI
/// thread.
class DemoTour final : public QObject
{
    Q_OBJECT
public:
    /// `network` cuts and restores what lies between this program and the server.
    DemoTour(Desk &desk, DesktopUi &ui, QString folder, Role role,
             std::function<void(TourNetwork state)> network, QObject *parent = nullptr);
    ~DemoTour() override;

    void start();

    /// Before the application is made: gives the offscreen platform, whose screen has 800 points a
    /// side, one that the window just fills. Menus stand then as on a small display. Nothing on
    /// other platforms.
    static void fitScreen(double scale);

private:
    void signIn();
    void walkWhenReady();
    void end(const QString &problem);

    Desk &m_desk;
    DesktopUi &m_ui;
    QString m_folder;
    Role m_role;
    std::function<void(TourNetwork state)> m_network;
    QTimer m_patience;
    std::unique_ptr<Tour> m_tour;
};

} // namespace EvalTrack
