// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/terminationsignals.h"
#include "common/cameras.h"
#include "common/dialogprompter.h"
#include "ports/desk.h"
#include "serverhost.h"
#include "shell/desktopui.h"
#include "singleinstance.h"
#include "startoptions.h"
#include "sync/clientengine.h"

#include <QApplication>
#include <QObject>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace EvalTrack {

class DemoTour;
class TourRelay;

/// The composition root of the desktop program: makes clock, settings, server host, engine and
/// screens, joins them by constructor, and takes them down in the opposite order. Nothing is
/// decided here but who gets what. Lives in the UI thread for as long as the event loop runs.
class Application final : public QObject
{
    Q_OBJECT
public:
    Application(const StartOptions &options, QApplication &qtApplication);
    ~Application() override;

    /// Whether another program works with this data folder; it was told to come forward then, and
    /// this one is to end. Asked once, before start().
    [[nodiscard]] bool isRunningAlready();
    /// Opens the first window, or starts the tour. Storage when the data folder cannot be used.
    [[nodiscard]] Result<void> start();
    /// First the screens, then what they read, then the server: nobody calls anything that is gone.
    void shutDown();

private:
    [[nodiscard]] std::unique_ptr<QSettings> makeSettings() const;
    /// macOS gives a link that was clicked as an event. Not yet tried there.
    bool eventFilter(QObject *watched, QEvent *event) override;

    QTemporaryDir m_tourHome; ///< A tour leaves the person's own settings and data alone.
    const StartOptions m_options;
    TerminationSignals m_termination;
    SingleInstance m_instance;
    SystemClock m_clock;
    std::unique_ptr<QSettings> m_settings;
    ServerHost m_host;
    std::unique_ptr<TourRelay> m_relay; ///< On a tour, before the server.
    ClientEngine m_engine;
    DialogPrompter m_prompter;
    Desk m_desk;
    std::unique_ptr<Cameras> m_cameras; ///< None in a tour: that shows the same on every computer.
    std::unique_ptr<DesktopUi> m_ui;
    std::unique_ptr<DemoTour> m_tour;
};

} // namespace EvalTrack
