// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountfolders.h"
#include "session/accountstore.h"
#include "session/secretstore.h"

#include <QObject>
#include <QPromise>

#include <memory>

namespace EvalTrack {

/// The stores of the signed-in person that were set aside because their key was not at hand. What
/// they hold unsent is counted, and taken over into the open store as soon as the key is found: in
/// the secret store at a sign-in, or wrapped by the password of before. A folder goes when all it
/// held was taken over. Lives in the UI thread.
class AsideStores final : public QObject
{
    Q_OBJECT
public:
    AsideStores(SecretStore &secrets, AccountStore &store, const AccountFolders &folders,
                QObject *parent = nullptr);

    /// A store was opened: looks for others beside it and tries the keys of the secret store.
    void look(const QString &openFolder);
    /// Nobody is signed in any more.
    void forget();
    /// Records that wait in stores that could not be opened.
    [[nodiscard]] int records() const;

    /// Opens what this password opens; how many records were taken over. Unauthorized when it opens
    /// none.
    QFuture<Result<int>> open(const Redacted<QString> &password);

Q_SIGNALS:
    void changed();

private:
    struct Aside
    {
        QString folder;
        AccountRecord record;
        int records = 0;
    };
    struct Opening;

    void counted(const QString &folder, const AccountRecord &record, int records);
    void tryKept(const Aside &aside);
    void tryNext(const std::shared_ptr<Opening> &opening);
    template <typename Done>
    void takeOver(const Aside &aside, const Redacted<QByteArray> &key, Done done);

    SecretStore &m_secrets;
    AccountStore &m_store;
    const AccountFolders &m_folders;
    QList<Aside> m_asides;
    quint64 m_generation = 0; ///< What comes back after forget() is dropped.
};

} // namespace EvalTrack
