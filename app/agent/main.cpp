// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/agentoptions.h"
#include "agent/captureagent.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("EvalTrack"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EVALTRACK_VERSION));
    const QCoreApplication application(argc, argv);

    auto options = EvalTrack::AgentOptions::parse(QCoreApplication::arguments());
    if (!options) {
        QTextStream(stderr) << "evaltrack-agent: " << options.error().detail << Qt::endl;
        return 2;
    }
    if (options->onlyVersion || options->onlyHelp) {
        QTextStream(stdout) << (options->onlyVersion
                                    ? QStringLiteral("evaltrack-agent " EVALTRACK_VERSION "\n")
                                    : EvalTrack::AgentOptions::helpText());
        return 0;
    }
    for (const QString &warning : std::as_const(options->warnings)) {
        QTextStream(stderr) << "evaltrack-agent: " << warning << Qt::endl;
    }
    EvalTrack::CaptureAgent agent(*std::move(options));
    QTimer::singleShot(0, &agent, &EvalTrack::CaptureAgent::start);
    return QCoreApplication::exec();
}
