// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/apiclient.h"
#include "ports/session.h"
#include "session/accountfolders.h"
#include "session/accountstore.h"
#include "session/asidestores.h"
#include "session/secretstore.h"
#include "wire/devicecodec.h"
#include "wire/session.h"

#include <QPromise>

#include <functional>
#include <memory>
#include <optional>

namespace EvalTrack {

/// Who works here: signs in with the server, or without a network against what an earlier sign-in
/// left on this computer; keeps the refresh token and the store's key in the secret store, and goes
/// on without one, session only. The access token stays in the ApiClient's memory. It opens and
/// closes the account's store but knows nothing of what is in it. Lives in the UI thread; nothing
/// in here waits.
class SessionService final : public Session
{
    Q_OBJECT
public:
    SessionService(ApiClient &api, SecretStore &secrets, AccountStore &store,
                   const QString &dataFolder, QObject *parent = nullptr);

    /// Which server's accounts are meant from now on; `key` names it in the data folder.
    void setServerKey(const QString &key);

    [[nodiscard]] SessionState state() const override { return m_state; }
    [[nodiscard]] std::optional<SignedInPerson> person() const override { return m_person; }
    [[nodiscard]] SecretKeeping secretKeeping() const override { return m_keeping; }
    [[nodiscard]] QString lastEmail() const override;

    QFuture<Result<SignedInPerson>> resume() override;
    QFuture<Result<SignedInPerson>> signIn(const QString &email,
                                           const Redacted<QString> &password) override;
    QFuture<Result<void>> signOut() override;

    // What StationService stands on. The station's account is signed in like a person's, with a
    // code instead of a password; its store's key is in the secret store alone, and in no hands.

    /// As Station::enrol().
    QFuture<Result<SignedInPerson>> enrol(const QString &code);
    [[nodiscard]] std::optional<StationSettings> station() const { return m_station; }
    /// Keeps what the server says now; stateChanged() follows when it is something else.
    void updateStation(const StationSettings &settings);
    [[nodiscard]] bool isStationRevoked() const { return m_isRevoked; }
    /// Of whoever is signed in; empty for nobody.
    [[nodiscard]] QString folder() const { return m_folder; }

    [[nodiscard]] int recordsAside() const override { return m_asides.records(); }
    [[nodiscard]] std::optional<StoreDamage> storeDamage() const override { return m_damage; }
    QFuture<Result<int>> openAside(const Redacted<QString> &formerPassword) override;

    /// The store that is open was damaged, or is being opened and was.
    void setStoreDamage(const StoreDamage &damage);

private:
    using SignInPromise = std::shared_ptr<QPromise<Result<SignedInPerson>>>;
    using StoreKey = Redacted<QByteArray>;

    struct Attempt
    {
        QString email;
        Redacted<QString> password;
        SignInPromise promise;
        SessionState before = SessionState::SignedOut;
        std::optional<StationSettings> station = {}; ///< It is a station that signs in.
        PasswordKey triedKey = {};                   ///< What `unwrapped` comes from.
        QFuture<Result<StoreKey>> unwrapped = {};
    };
    using AttemptPtr = std::shared_ptr<Attempt>;

    void setState(SessionState state);
    void fail(const AttemptPtr &attempt, const Error &error);
    void succeed(const AttemptPtr &attempt);

    /// Opening the wrapped key takes as long as the server needs to look at the password: it begins
    /// when the password is there, and a second call for the same record waits for the first.
    [[nodiscard]] static QFuture<Result<StoreKey>> unwrap(Attempt &attempt,
                                                          const AccountRecord &record);
    void serverAnswered(const AttemptPtr &attempt, const Result<HttpAnswer> &answer);
    void useCode(const AttemptPtr &attempt, const QString &code);
    void enrolmentAnswered(const AttemptPtr &attempt, const Result<HttpAnswer> &answer);
    void signInOnline(const AttemptPtr &attempt, const Wire::SessionTokens &tokens);
    void findKey(const AttemptPtr &attempt, const Wire::SessionTokens &tokens);
    void keyFound(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                  const AccountRecord &record, const Result<StoreKey> &kept);
    void keyMissing(const AttemptPtr &attempt, const Wire::SessionTokens &tokens);
    void openNewFolder(const AttemptPtr &attempt, const Wire::SessionTokens &tokens);
    void wrapAndOpen(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                     const StoreKey &key, const AccountRecord &record);
    void keepKeyAndOpen(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                        const StoreKey &key, const AccountRecord &record);
    void openWith(const AttemptPtr &attempt, const Wire::SessionTokens &tokens, const StoreKey &key,
                  AccountRecord record);
    void signInOffline(const AttemptPtr &attempt, const Error &networkError);
    void openOffline(const AttemptPtr &attempt, const QString &folder, const StoreKey &key,
                     const AccountRecord &record);

    void keepTokens(const Wire::SessionTokens &tokens);
    void keepKey(const QString &folder, const AccountRecord &record, const StoreKey &key);
    void keptSecret(const Result<void> &written);
    [[nodiscard]] QString refreshTokenName() const;

    /// A new token for the session of when it was asked for; another one that began meanwhile has
    /// nothing to do with it.
    struct Refreshing
    {
        QPromise<Result<Redacted<QString>>> promise;
        quint64 session = 0;
    };
    using RefreshingPtr = std::shared_ptr<Refreshing>;

    QFuture<Result<Redacted<QString>>> refresh();
    void refreshWith(const RefreshingPtr &refreshing, const Redacted<QString> &refreshToken);
    void signInAgain(const RefreshingPtr &refreshing);
    void takeTokens(const RefreshingPtr &refreshing, const Wire::SessionTokens &tokens);
    void end(const RefreshingPtr &refreshing, Result<Redacted<QString>> result);
    /// Whether the session is over that it was for; it is ended as Cancelled then.
    [[nodiscard]] bool isOver(const RefreshingPtr &refreshing);
    void expire();
    void noteRevoked(bool isRevoked);
    using Amendment = std::function<void(AccountRecord &record, const Sealer &sealer)>;
    void amendRecord(const Amendment &amend);

    void endLocally(const std::shared_ptr<QPromise<Result<void>>> &promise);

    ApiClient &m_api;
    SecretStore &m_secrets;
    AccountStore &m_store;
    AccountFolders m_folders;
    AsideStores m_asides;
    QString m_serverKey;
    SessionState m_state = SessionState::SignedOut;
    SecretKeeping m_keeping = SecretKeeping::Keychain;
    std::optional<SignedInPerson> m_person;
    std::optional<StoreDamage> m_damage;
    QString m_folder;
    std::optional<StationSettings> m_station;
    /// The code whose answer may have been lost: used again it is the same request.
    struct Enrolment
    {
        QString code;
        QUuid idempotencyKey;
    };
    Enrolment m_enrolment;
    bool m_isRevoked = false;
    quint64 m_session = 0; ///< Counts the times somebody came or went.
    Redacted<QString> m_refreshToken;
    /// Of a sign-in that the server has not confirmed yet; forgotten as soon as it has.
    std::optional<Redacted<QString>> m_unconfirmedPassword;
};

} // namespace EvalTrack
