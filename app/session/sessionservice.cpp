// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionservice.h"

#include "base/deliver.h"
#include "net/erroranswer.h"
#include "wire/jsonwriter.h"
#include "wire/keys.h"

#include <QtConcurrent>

namespace EvalTrack {

namespace Key = Wire::Key;
using namespace std::chrono_literals;

namespace {

constexpr auto SignInTime = 15s;
constexpr auto SignOutTime = 4s; // nobody waits for a server to say goodbye

ApiRequest signInRequest(const QString &email, const Redacted<QString> &password)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::email, email.trimmed());
    json.field(Key::password, password.reveal());
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/auth/login");
    request.body = json.take();
    request.timeout = SignInTime;
    request.isAuthorized = false;
    return request;
}

ApiRequest tokenRequest(const QString &path, const Redacted<QString> &refreshToken)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::refresh_token, refreshToken.reveal());
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = path;
    request.body = json.take();
    request.timeout = SignInTime;
    request.isAuthorized = false;
    return request;
}

Result<Wire::SessionTokens> tokensOf(const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    auto tokens = Wire::parseSessionTokens(*object);
    return tokens ? tokens
                  : failure(ErrorCode::ProtocolMismatch,
                            QStringLiteral("the answer to a sign-in is malformed"));
}

SignedInPerson personOf(const Wire::SessionTokens &tokens)
{
    return {tokens.user.id, tokens.userUuid, tokens.user.name, tokens.user.email, tokens.user.role};
}

/// Whether the server did not get to judge the credentials at all.
bool isOffline(ErrorCode code)
{
    return code == ErrorCode::Network || code == ErrorCode::Timeout ||
           code == ErrorCode::Unavailable || code == ErrorCode::ProtocolMismatch;
}

template <typename T>
std::shared_ptr<QPromise<T>> startedPromise()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

template <typename T>
void settle(const std::shared_ptr<QPromise<T>> &promise, T value)
{
    promise->addResult(std::move(value));
    promise->finish();
}

} // namespace

SessionService::SessionService(ApiClient &api, SecretStore &secrets, AccountStore &store,
                               const QString &dataFolder, QObject *parent)
    : Session(parent)
    , m_api(api)
    , m_secrets(secrets)
    , m_store(store)
    , m_folders(dataFolder)
{
    m_keeping = secrets.isLasting() ? SecretKeeping::Keychain : SecretKeeping::SessionOnly;
    m_api.setRefresher([this] { return refresh(); });
}

void SessionService::setServerKey(const QString &key)
{
    m_serverKey = key;
}

QString SessionService::lastEmail() const
{
    return m_folders.last(m_serverKey).email;
}

void SessionService::setState(SessionState state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void SessionService::fail(const AttemptPtr &attempt, const Error &error)
{
    setState(attempt->before);
    settle(attempt->promise, Result<SignedInPerson>(std::unexpected(error)));
}

void SessionService::succeed(const AttemptPtr &attempt)
{
    setState(SessionState::SignedIn);
    settle(attempt->promise, Result<SignedInPerson>(*m_person));
}

// Signing in -----------------------------------------------------------------------------------

QFuture<Result<SignedInPerson>> SessionService::signIn(const QString &email,
                                                       const Redacted<QString> &password)
{
    auto attempt = std::make_shared<Attempt>();
    attempt->email = email.trimmed();
    attempt->password = password;
    attempt->promise = startedPromise<Result<SignedInPerson>>();
    attempt->before = m_state;
    QFuture<Result<SignedInPerson>> future = attempt->promise->future();
    if (m_state == SessionState::SigningIn || m_state == SessionState::SignedIn) {
        settle(attempt->promise,
               Result<SignedInPerson>(
                   failure(ErrorCode::Conflict, QStringLiteral("somebody is signed in already"))));
        return future;
    }
    setState(SessionState::SigningIn);
    deliver(m_api.send(signInRequest(attempt->email, password)), this,
            [this, attempt](const Result<HttpAnswer> &answer) { serverAnswered(attempt, answer); });
    return future;
}

void SessionService::serverAnswered(const AttemptPtr &attempt, const Result<HttpAnswer> &answer)
{
    const auto tokens = tokensOf(answer);
    if (tokens) {
        signInOnline(attempt, *tokens);
    } else if (isOffline(tokens.error().code)) {
        signInOffline(attempt, tokens.error());
    } else {
        fail(attempt, tokens.error());
    }
}

void SessionService::signInOnline(const AttemptPtr &attempt, const Wire::SessionTokens &tokens)
{
    if (attempt->before == SessionState::Expired && m_person) {
        if (m_person->uuid != tokens.userUuid) {
            fail(attempt, {ErrorCode::Conflict, QStringLiteral("somebody else is at work"), {}});
            return;
        }
        m_person = personOf(tokens);
        keepTokens(tokens);
        succeed(attempt);
        return;
    }
    findKey(attempt, tokens);
}

// The store's key: wrapped by this password, or in the keychain when the password is a new one, or
// made now.
void SessionService::findKey(const AttemptPtr &attempt, const Wire::SessionTokens &tokens)
{
    const auto record = m_folders.load(m_folders.folderOf(m_serverKey, tokens.userUuid));
    if (!record) {
        openNewFolder(attempt, tokens);
        return;
    }
    const auto unwrap = [key = record->passwordKey, password = attempt->password] {
        return key.unwrap(password);
    };
    const QString name = m_folders.nameOf(m_serverKey, tokens.userUuid) + u"/store-key"_qs;
    deliver(QtConcurrent::run(unwrap), this,
            [this, attempt, tokens, record, name](const Result<StoreKey> &unwrapped) {
                if (unwrapped) {
                    openWith(attempt, tokens, *unwrapped, record->passwordKey);
                    return;
                }
                deliver(m_secrets.read(name), this,
                        [this, attempt, tokens](const Result<StoreKey> &kept) {
                            if (kept && kept->reveal().size() == Sealer::KeyBytes) {
                                wrapAndOpen(attempt, tokens, *kept);
                            } else {
                                openNewFolder(attempt, tokens);
                            }
                        });
            });
}

// What an older folder holds cannot be read any more, but is not thrown away either.
void SessionService::openNewFolder(const AttemptPtr &attempt, const Wire::SessionTokens &tokens)
{
    const auto moved = m_folders.setAside(m_folders.folderOf(m_serverKey, tokens.userUuid));
    if (!moved) {
        fail(attempt, moved.error());
        return;
    }
    wrapAndOpen(attempt, tokens, Sealer::makeKey());
}

// The wrapped key is on the disk before anything is sealed with it: what is recorded must be found
// again after a power cut.
void SessionService::wrapAndOpen(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                                 const StoreKey &key)
{
    const auto wrap = [password = attempt->password, key] {
        return PasswordKey::wrap(password, key);
    };
    deliver(QtConcurrent::run(wrap), this,
            [this, attempt, tokens, key](const PasswordKey &wrapped) {
                openWith(attempt, tokens, key, wrapped);
            });
}

void SessionService::openWith(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                              const StoreKey &key, const PasswordKey &passwordKey)
{
    const SignedInPerson person = personOf(tokens);
    const QString folder = m_folders.folderOf(m_serverKey, person.uuid);
    AccountRecord record;
    record.emailDigest = AccountFolders::emailDigest(m_serverKey, person.email);
    record.passwordKey = passwordKey;
    record.sealedPerson = AccountFolders::sealPerson(Sealer(key), person);
    if (auto saved = m_folders.save(folder, record); !saved) {
        fail(attempt, saved.error());
        return;
    }
    deliver(m_store.open(folder, key, person), this,
            [this, attempt, tokens, key, person, folder](const Result<void> &opened) {
                if (!opened) {
                    fail(attempt, opened.error());
                    return;
                }
                m_person = person;
                m_folder = folder;
                m_unconfirmedPassword.reset();
                keepTokens(tokens);
                keepSecret(secretName("store-key"), key);
                m_folders.setLast(m_serverKey,
                                  {person.email, m_folders.nameOf(m_serverKey, person.uuid)});
                succeed(attempt);
            });
}

void SessionService::signInOffline(const AttemptPtr &attempt, const Error &networkError)
{
    const auto folder = m_folders.findByEmail(m_serverKey, attempt->email);
    const auto record = folder ? m_folders.load(*folder) : std::nullopt;
    if (!record) {
        fail(attempt, networkError);
        return;
    }
    const auto unwrap = [key = record->passwordKey, password = attempt->password] {
        return key.unwrap(password);
    };
    deliver(QtConcurrent::run(unwrap), this,
            [this, attempt, folder, record](const Result<StoreKey> &key) {
                if (!key) {
                    fail(attempt, key.error());
                    return;
                }
                openOffline(attempt, *folder, *key, *record);
            });
}

void SessionService::openOffline(const AttemptPtr &attempt, const QString &folder,
                                 const StoreKey &key, const AccountRecord &record)
{
    const auto person = AccountFolders::openPerson(Sealer(key), record.sealedPerson);
    if (!person) {
        fail(attempt, person.error());
        return;
    }
    if (attempt->before == SessionState::Expired && m_person) {
        // The store is open; the server says what it thinks of the password once it is back.
        if (m_person->uuid != person->uuid) {
            fail(attempt, {ErrorCode::Conflict, QStringLiteral("somebody else is at work"), {}});
            return;
        }
        m_unconfirmedPassword = attempt->password;
        succeed(attempt);
        return;
    }
    deliver(m_store.open(folder, key, *person), this,
            [this, attempt, folder, person](const Result<void> &opened) {
                if (!opened) {
                    fail(attempt, opened.error());
                    return;
                }
                m_person = *person;
                m_folder = folder;
                m_refreshToken = {};
                if (!attempt->password.reveal().isEmpty()) {
                    m_unconfirmedPassword = attempt->password;
                }
                m_folders.setLast(m_serverKey,
                                  {person->email, m_folders.nameOf(m_serverKey, person->uuid)});
                succeed(attempt);
            });
}

QFuture<Result<SignedInPerson>> SessionService::resume()
{
    auto attempt = std::make_shared<Attempt>();
    attempt->promise = startedPromise<Result<SignedInPerson>>();
    attempt->before = m_state;
    QFuture<Result<SignedInPerson>> future = attempt->promise->future();
    const AccountFolders::Last last = m_folders.last(m_serverKey);
    const QString folder = m_folders.pathOf(last.folderName);
    const auto record = last.folderName.isEmpty() ? std::nullopt : m_folders.load(folder);
    if (m_state != SessionState::SignedOut || !record) {
        settle(attempt->promise, Result<SignedInPerson>(failure(ErrorCode::NotFound)));
        return future;
    }
    setState(SessionState::SigningIn);
    deliver(m_secrets.read(last.folderName + u"/store-key"_qs), this,
            [this, attempt, folder, record](const Result<StoreKey> &key) {
                if (!key) {
                    m_keeping = key.error().code == ErrorCode::KeychainUnavailable
                                    ? SecretKeeping::SessionOnly
                                    : m_keeping;
                    fail(attempt, key.error());
                } else if (key->reveal().size() != Sealer::KeyBytes) {
                    fail(attempt, {ErrorCode::NotFound, {}, {}});
                } else {
                    openOffline(attempt, folder, *key, *record);
                }
            });
    return future;
}

// Secrets --------------------------------------------------------------------------------------

QString SessionService::secretName(const char *what) const
{
    return m_folders.nameOf(m_serverKey, m_person->uuid) % u'/' % QLatin1StringView(what);
}

void SessionService::keepTokens(const Wire::SessionTokens &tokens)
{
    m_api.setAccessToken(tokens.accessToken);
    m_refreshToken = tokens.refreshToken;
    keepSecret(secretName("refresh-token"), Redacted(tokens.refreshToken.reveal().toUtf8()));
}

void SessionService::keepSecret(const QString &name, const Redacted<QByteArray> &secret)
{
    deliver(m_secrets.write(name, secret), this, [this](const Result<void> &written) {
        const SecretKeeping keeping =
            written && m_secrets.isLasting() ? SecretKeeping::Keychain : SecretKeeping::SessionOnly;
        if (keeping != std::exchange(m_keeping, keeping)) {
            Q_EMIT stateChanged();
        }
    });
}

// Tokens ---------------------------------------------------------------------------------------

QFuture<Result<Redacted<QString>>> SessionService::refresh()
{
    auto promise = startedPromise<Result<Redacted<QString>>>();
    if (!m_person || m_state == SessionState::Expired) {
        settle(promise, Result<Redacted<QString>>(failure(ErrorCode::Unauthorized)));
        return promise->future();
    }
    if (!m_refreshToken.reveal().isEmpty()) {
        refreshWith(promise, m_refreshToken);
        return promise->future();
    }
    deliver(m_secrets.read(secretName("refresh-token")), this,
            [this, promise](const Result<Redacted<QByteArray>> &kept) {
                if (kept && !kept->reveal().isEmpty()) {
                    refreshWith(promise, Redacted(QString::fromUtf8(kept->reveal())));
                } else {
                    signInAgain(promise);
                }
            });
    return promise->future();
}

void SessionService::refreshWith(
    const std::shared_ptr<QPromise<Result<Redacted<QString>>>> &promise,
    const Redacted<QString> &refreshToken)
{
    deliver(m_api.send(tokenRequest(QStringLiteral("/auth/refresh"), refreshToken)), this,
            [this, promise](const Result<HttpAnswer> &answer) {
                const auto tokens = tokensOf(answer);
                if (tokens && m_person) {
                    const bool isChanged = personOf(*tokens) != *m_person;
                    m_person = personOf(*tokens);
                    m_unconfirmedPassword.reset();
                    keepTokens(*tokens);
                    settle(promise, Result<Redacted<QString>>(tokens->accessToken));
                    if (isChanged) {
                        Q_EMIT stateChanged();
                    }
                } else if (tokens || isTransient(tokens.error().code)) {
                    const bool isRefused =
                        !tokens && tokens.error().code == ErrorCode::Unauthorized;
                    if (isRefused) {
                        m_refreshToken = {};
                        signInAgain(promise);
                        return;
                    }
                    settle(promise,
                           Result<Redacted<QString>>(tokens ? failure(ErrorCode::Cancelled)
                                                            : std::unexpected(tokens.error())));
                } else {
                    signInAgain(promise);
                }
            });
}

// Somebody who signed in without a network typed the password, so the server can be asked now.
void SessionService::signInAgain(
    const std::shared_ptr<QPromise<Result<Redacted<QString>>>> &promise)
{
    if (!m_unconfirmedPassword || !m_person) {
        expire();
        settle(promise, Result<Redacted<QString>>(failure(ErrorCode::Unauthorized)));
        return;
    }
    deliver(
        m_api.send(signInRequest(m_person->email, *m_unconfirmedPassword)), this,
        [this, promise](const Result<HttpAnswer> &answer) {
            const auto tokens = tokensOf(answer);
            if (tokens && m_person && tokens->userUuid == m_person->uuid) {
                m_person = personOf(*tokens);
                m_unconfirmedPassword.reset();
                keepTokens(*tokens);
                settle(promise, Result<Redacted<QString>>(tokens->accessToken));
                Q_EMIT stateChanged();
                return;
            }
            const Error error = tokens ? Error{ErrorCode::Unauthorized, {}, {}} : tokens.error();
            if (!isOffline(error.code)) {
                m_unconfirmedPassword.reset();
                expire();
            }
            settle(promise, Result<Redacted<QString>>(std::unexpected(error)));
        });
}

void SessionService::expire()
{
    m_refreshToken = {};
    if (m_state == SessionState::SignedIn) {
        setState(SessionState::Expired);
    }
}

// Signing out ----------------------------------------------------------------------------------

QFuture<Result<void>> SessionService::signOut()
{
    auto promise = startedPromise<Result<void>>();
    if (!m_person) {
        settle(promise, Result<void>());
        return promise->future();
    }
    if (m_refreshToken.reveal().isEmpty()) {
        endLocally(promise);
        return promise->future();
    }
    ApiRequest request = tokenRequest(QStringLiteral("/auth/logout"), m_refreshToken);
    request.timeout = SignOutTime;
    if (!m_api.accessToken().reveal().isEmpty()) {
        request.headers.append(
            {QByteArrayLiteral("Authorization"),
             QByteArrayLiteral("Bearer ") + m_api.accessToken().reveal().toUtf8()});
    }
    deliver(m_api.send(request), this,
            [this, promise](const Result<HttpAnswer> & /*either way*/) { endLocally(promise); });
    return promise->future();
}

void SessionService::endLocally(const std::shared_ptr<QPromise<Result<void>>> &promise)
{
    if (!m_person) {
        settle(promise, Result<void>());
        return;
    }
    m_api.reset();
    m_refreshToken = {};
    m_unconfirmedPassword.reset();
    const QString keyName = secretName("store-key");
    static_cast<void>(m_secrets.remove(secretName("refresh-token")));
    deliver(m_store.wipe(), this,
            [this, promise, keyName](const Result<AccountStore::Wiped> &wiped) {
                if (wiped && *wiped == AccountStore::Wiped::Everything) {
                    static_cast<void>(m_secrets.remove(keyName));
                    m_folders.remove(m_folder);
                }
                if (m_person) {
                    m_folders.setLast(m_serverKey, {m_person->email, {}});
                }
                m_person.reset();
                m_folder.clear();
                setState(SessionState::SignedOut);
                settle(promise, wiped ? Result<void>() : std::unexpected(wiped.error()));
            });
}

} // namespace EvalTrack
