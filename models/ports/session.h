// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/redacted.h"
#include "domain/user.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <optional>

namespace EvalTrack {

/// ```
///  SignedOut ──signIn──▶ SigningIn ──ok──▶ SignedIn ──signOut──▶ SignedOut
///      ▲                    │ wrong           │  ▲
///      └────────────────────┘       refresh   ▼  │ signIn
///                                   refused  Expired
/// ```
enum class SessionState {
    SignedOut, ///< Nobody; screens are closed.
    SigningIn, ///< Credentials are being checked, or the keychain is being asked.
    SignedIn,  ///< Somebody works, online or offline: the network's state is SyncStatus's matter.
    Expired,   ///< Somebody works with the local store, but the server wants the password again
               ///< before it takes anything.
};

/// Where secrets of this session are kept, for the screens to tell people in plain words.
enum class SecretKeeping {
    Keychain,    ///< The desktop's secret store.
    SessionOnly, ///< The keychain is missing, locked or hung: sign in again after the next start.
};

struct SignedInPerson
{
    UserId id;
    UserUuid uuid;
    QString name;
    QString email;
    Role role = Role::Employee;

    [[nodiscard]] bool may(Permission permission) const { return roleHas(role, permission); }
    bool operator==(const SignedInPerson &) const = default;
};

/// The store of who works here was damaged and made anew.
struct StoreDamage
{
    int takenOver = 0; ///< Records that were not sent and were found in it, just now.
    int unread = 0;    ///< That could not be read; the file they are in is kept.

    bool operator==(const StoreDamage &) const = default;
};

/// Who works here. Lives in the UI thread; implementations never block it.
class Session : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual SessionState state() const = 0;
    [[nodiscard]] virtual std::optional<SignedInPerson> person() const = 0;
    [[nodiscard]] virtual SecretKeeping secretKeeping() const = 0;
    /// The e-mail that signed in here last, to fill the form with.
    [[nodiscard]] virtual QString lastEmail() const = 0;

    /// Takes up the session the keychain remembers, without a network if need be. NotFound when
    /// there is none.
    virtual QFuture<Result<SignedInPerson>> resume() = 0;
    /// Online: asks the server. With no network: works for somebody who signed in here before with
    /// this password.
    virtual QFuture<Result<SignedInPerson>> signIn(const QString &email,
                                                   const Redacted<QString> &password) = 0;
    /// Ends the session on the server if it can be reached and wipes this account's local store;
    /// never an unsent record.
    virtual QFuture<Result<void>> signOut() = 0;

    /// Records of this person that wait in a store which cannot be opened: its key was not at hand
    /// when the password changed. Opening it is tried again at each sign-in; stateChanged() follows
    /// when the number changes.
    [[nodiscard]] virtual int recordsAside() const { return 0; }
    /// Opens such a store with the password of that time; how many records came back. Unauthorized
    /// when it opens none.
    virtual QFuture<Result<int>> openAside(const Redacted<QString> &formerPassword);

    /// Set when the store was found damaged, and as long as something in it could not be read;
    /// stateChanged() follows when it changes.
    [[nodiscard]] virtual std::optional<StoreDamage> storeDamage() const { return std::nullopt; }

Q_SIGNALS:
    void stateChanged();
};

} // namespace EvalTrack
