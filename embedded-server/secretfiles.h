// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverconfiguration.h"

#include <QHash>
#include <QString>

namespace EvalTrack::Server {

/// What of DATABASE_URL, JWT_SECRET, EVALTRACK_ADMIN_PASSWORD and EVALTRACK_METRICS_TOKEN is not
/// set itself and stands in a file, by variable: an environment is inherited by every program that
/// is started, and shown to whoever may look at the process; a file is not. NAME_FILE names the
/// file; without it the credential evaltrack.<name> of systemd is taken (LoadCredential, in
/// $CREDENTIALS_DIRECTORY), where there is one. Spaces and line ends around the value are left out.
/// Validation, with one line that names the variable, when a file that is named cannot be read, is
/// empty or too large to be a secret.
[[nodiscard]] Result<QHash<QString, QString>>
secretsInFiles(const ServerConfiguration::Lookup &lookup);

} // namespace EvalTrack::Server
