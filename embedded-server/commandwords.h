// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QTextStream>

namespace EvalTrack::Server {

/// A line for whoever typed the command.
inline void sayLine(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

/// Says what went wrong, on standard error; the exit code that ServerCommands promises for it.
inline int failed(const Error &error)
{
    QTextStream(stderr) << "evaltrack-server: " << error.detail << Qt::endl;
    return error.code == ErrorCode::Validation ? 2 : 1;
}

} // namespace EvalTrack::Server
