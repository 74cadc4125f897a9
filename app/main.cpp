// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"
#include "base/allocation.h"
#include "demotour.h"
#include "startoptions.h"

#include <QApplication>
#include <QTextStream>

int main(int argc, char **argv)
{
    EvalTrack::keepFreedMemory();
    QCoreApplication::setApplicationName(QStringLiteral("EvalTrack"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EVALTRACK_VERSION));
    // Under Wayland the window has the icon of this desktop file.
    QGuiApplication::setDesktopFileName(QStringLiteral("org.evaltrack.EvalTrack"));

    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QString::fromLocal8Bit(argv[i]));
    }
    const auto options = EvalTrack::StartOptions::parse(arguments);
    if (!options) {
        QTextStream(stderr) << "evaltrack: " << options.error().detail << Qt::endl;
        return 2;
    }
    if (options->onlyVersion || options->onlyHelp) {
        const QCoreApplication headless(argc, argv); // Answered without a display.
        QTextStream(stdout) << (options->onlyVersion
                                    ? QStringLiteral("evaltrack " EVALTRACK_VERSION "\n")
                                    : EvalTrack::StartOptions::helpText());
        return 0;
    }
    if (options->scale) { // Qt reads it when the application is made.
        qputenv("QT_SCALE_FACTOR", QByteArray::number(*options->scale));
    }
    if (options->tourFolder) {
        EvalTrack::DemoTour::fitScreen(options->scale.value_or(1));
    }
    QApplication qtApplication(argc, argv);
    EvalTrack::Application application(*options, qtApplication);
    if (application.isRunningAlready()) {
        return 0; // That one was told what to open.
    }
    if (const auto started = application.start(); !started) {
        QTextStream(stderr) << "evaltrack: " << started.error().detail << Qt::endl;
        return 1;
    }
    return QApplication::exec();
}
