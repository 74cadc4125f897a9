// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/device.h"
#include "ports/session.h"
#include "session/passwordkey.h"
#include "store/sealer.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace EvalTrack {

/// What account.json in an account's folder holds: enough to sign in here without the network, and
/// nothing in plain text that says who it is.
struct AccountRecord
{
    QByteArray emailDigest;
    PasswordKey passwordKey;
    QByteArray sealedPerson;
    /// The store key's name in the secret store. Every store has its own, so that a new store never
    /// overwrites the only key of one that was set aside.
    QString keyName;
    /// Whether the key was written there: then "no answer" does not mean "no key".
    bool isKeyKept = true;
    QByteArray sealedStation; ///< StationSettings; empty for people.
    bool isRevoked = false;   ///< The server shut this station out.
};

/// Where accounts keep their data: one folder a (server, person) below the data folder. It reads
/// and writes the small files that sign-in needs before any store is open; it knows nothing of
/// stores. Used in the UI thread; each call is one small file.
class AccountFolders
{
public:
    explicit AccountFolders(const QString &dataFolder);

    [[nodiscard]] QString folderOf(const QString &serverKey, UserUuid person) const;
    [[nodiscard]] QString nameOf(const QString &serverKey, UserUuid person) const;

    [[nodiscard]] std::optional<AccountRecord> load(const QString &folder) const;
    [[nodiscard]] Result<void> save(const QString &folder, const AccountRecord &record) const;
    /// The folder of who signed in here with that e-mail before.
    [[nodiscard]] std::optional<QString> findByEmail(const QString &serverKey,
                                                     const QString &email) const;
    void remove(const QString &folder) const;
    /// Moves a folder aside whose key is lost; nothing is deleted. Storage when another program
    /// works with it.
    [[nodiscard]] Result<void> setAside(const QString &folder) const;
    /// The folders of one person's that were set aside.
    [[nodiscard]] QStringList asideOf(const QString &folder) const;
    /// A name in the secret store for the key of a new store.
    [[nodiscard]] static QString newKeyName(const QString &folder);

    /// Locked while a program works with an account's folder.
    [[nodiscard]] static QString lockPathOf(const QString &folder);

    /// Who signed in last with this server, for resume() and for the form.
    struct Last
    {
        QString email;
        QString folderName; ///< Empty after signing out.
    };
    [[nodiscard]] Last last(const QString &serverKey) const;
    void setLast(const QString &serverKey, const Last &last) const;

    [[nodiscard]] static QByteArray emailDigest(const QString &serverKey, const QString &email);
    [[nodiscard]] static QByteArray sealPerson(const Sealer &sealer, const SignedInPerson &person);
    [[nodiscard]] static Result<SignedInPerson> openPerson(const Sealer &sealer,
                                                           const QByteArray &sealed);
    [[nodiscard]] static QByteArray sealStation(const Sealer &sealer,
                                                const StationSettings &settings);
    [[nodiscard]] static Result<StationSettings> openStation(const Sealer &sealer,
                                                             const QByteArray &sealed);
    [[nodiscard]] QString pathOf(const QString &folderName) const;

private:
    QString m_dataFolder;
};

} // namespace EvalTrack
