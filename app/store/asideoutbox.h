// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/localstore.h"

namespace EvalTrack {

/// What was recorded and not sent in a store that nobody has open: counted without its key, and
/// taken over into the open store once the key is there. It deletes nothing. Used in the store
/// thread.
class AsideOutbox
{
public:
    /// Commands and captures that the server has not acknowledged, and what was given up; none
    /// without a file.
    [[nodiscard]] static Result<int> count(const QString &folder);
    /// Into `store`, all or nothing; what is there already stays as it is. Storage when `key` is
    /// not the file's key.
    [[nodiscard]] static Result<int> takeOver(const QString &folder,
                                              const Redacted<QByteArray> &key, LocalStore &store);
    /// The same of what was read already; captures latest first. What was given up is taken along,
    /// and not among the number.
    [[nodiscard]] static Result<int> take(const QList<StoredCommand> &commands,
                                          const QList<StoredCapture> &captures,
                                          const QList<GivenUp> &givenUp, LocalStore &store);
};

} // namespace EvalTrack
