// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionservice.h"

#include "base/deliver.h"
#include "net/erroranswer.h"
#include "session/promise.h"
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

ApiRequest enrolRequest(const QString &code, const QUuid &idempotencyKey)
{
    Wire::JsonWriter json;
    json.beginObject();
    json.field(Key::code, code);
    json.endObject();
    ApiRequest request;
    request.verb = QByteArrayLiteral("POST");
    request.path = QStringLiteral("/devices/enrol");
    request.setIdempotencyKey(idempotencyKey);
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
    return code == ErrorCode::Network || code == ErrorCode::UntrustedServer ||
           code == ErrorCode::Timeout || code == ErrorCode::Unavailable ||
           code == ErrorCode::ProtocolMismatch;
}

} // namespace

SessionService::SessionService(ApiClient &api, SecretStore &secrets, AccountStore &store,
                               const QString &dataFolder, QObject *parent)
    : Session(parent)
    , m_api(api)
    , m_secrets(secrets)
    , m_store(store)
    , m_folders(dataFolder)
    , m_asides(secrets, store, m_folders)
{
    m_keeping = secrets.isLasting() ? SecretKeeping::Keychain : SecretKeeping::SessionOnly;
    m_api.setRefresher([this] { return refresh(); });
    connect(&m_asides, &AsideStores::changed, this, &Session::stateChanged);
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
    setState(m_isRevoked ? SessionState::Expired : SessionState::SignedIn);
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
    if (const auto folder = m_folders.findByEmail(m_serverKey, attempt->email)) {
        if (const auto record = m_folders.load(*folder)) {
            static_cast<void>(unwrap(*attempt, *record));
        }
    }
    deliver(m_api.send(signInRequest(attempt->email, password)), this,
            [this, attempt](const Result<HttpAnswer> &answer) { serverAnswered(attempt, answer); });
    return future;
}

QFuture<Result<SessionService::StoreKey>> SessionService::unwrap(Attempt &attempt,
                                                                 const AccountRecord &record)
{
    if (attempt.triedKey != record.passwordKey || !attempt.unwrapped.isValid()) {
        attempt.triedKey = record.passwordKey;
        attempt.unwrapped =
            QtConcurrent::run([key = record.passwordKey, password = attempt.password] {
                return key.unwrap(password);
            });
    }
    return attempt.unwrapped;
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

// A code is good for one use. So what could go wrong here is tried before it is used: a station has
// nobody who would type a password at the next start, so without a keychain there is none.
QFuture<Result<SignedInPerson>> SessionService::enrol(const QString &code)
{
    auto attempt = std::make_shared<Attempt>();
    attempt->promise = startedPromise<Result<SignedInPerson>>();
    attempt->before = m_state;
    attempt->station.emplace();
    QFuture<Result<SignedInPerson>> future = attempt->promise->future();
    const bool isAgain = m_state == SessionState::Expired && m_station;
    if (m_state != SessionState::SignedOut && !isAgain) {
        settle(attempt->promise,
               Result<SignedInPerson>(
                   failure(ErrorCode::Conflict, QStringLiteral("somebody is signed in already"))));
        return future;
    }
    if (!isAgain) { // Else its screen stays, and goes on recording.
        setState(SessionState::SigningIn);
    }
    const QString probe = QStringLiteral("station-probe");
    deliver(m_secrets.write(probe, Redacted(QByteArrayLiteral("probe"))), this,
            [this, attempt, code, probe](const Result<void> &written) {
                if (!written || !m_secrets.isLasting()) {
                    fail(attempt,
                         {ErrorCode::KeychainUnavailable,
                          QStringLiteral("a capture station needs the keychain of this computer"),
                          {}});
                    return;
                }
                static_cast<void>(m_secrets.remove(probe));
                useCode(attempt, code);
            });
    return future;
}

void SessionService::useCode(const AttemptPtr &attempt, const QString &code)
{
    if (code != std::exchange(m_enrolment.code, code)) {
        m_enrolment.idempotencyKey = QUuid::createUuid();
    }
    deliver(
        m_api.send(enrolRequest(code, m_enrolment.idempotencyKey)), this,
        [this, attempt](const Result<HttpAnswer> &answer) { enrolmentAnswered(attempt, answer); });
}

void SessionService::enrolmentAnswered(const AttemptPtr &attempt, const Result<HttpAnswer> &answer)
{
    const auto object = objectOf(answer);
    if (object || !isTransient(object.error().code)) {
        m_enrolment = {}; // It was answered: typed once more it is another request.
    }
    if (!object) {
        fail(attempt, object.error());
        return;
    }
    const auto enrolment = Wire::parseEnrolment(*object);
    if (!enrolment) {
        fail(attempt, {ErrorCode::ProtocolMismatch,
                       QStringLiteral("the answer to an enrolment is malformed"),
                       {}});
        return;
    }
    attempt->station = enrolment->settings;
    signInOnline(attempt, enrolment->tokens);
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
        if (attempt->station) {
            noteRevoked(false);
            updateStation(*attempt->station);
        }
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
    if (attempt->station) {
        deliver(m_secrets.read(record->keyName), this,
                [this, attempt, tokens, record](const Result<StoreKey> &kept) {
                    keyFound(attempt, tokens, *record, kept);
                });
        return;
    }
    deliver(unwrap(*attempt, *record), this,
            [this, attempt, tokens, record](const Result<StoreKey> &unwrapped) {
                if (unwrapped) {
                    openWith(attempt, tokens, *unwrapped, *record);
                } else if (unwrapped.error().code == ErrorCode::Internal) {
                    fail(attempt, unwrapped.error()); // It says nothing about the password.
                } else {
                    deliver(m_secrets.read(record->keyName), this,
                            [this, attempt, tokens, record](const Result<StoreKey> &kept) {
                                keyFound(attempt, tokens, *record, kept);
                            });
                }
            });
}

void SessionService::keyFound(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                              const AccountRecord &record, const Result<StoreKey> &kept)
{
    const bool isKey = kept && kept->reveal().size() == Sealer::KeyBytes &&
                       AccountFolders::openPerson(Sealer(*kept), record.sealedPerson);
    if (isKey) {
        wrapAndOpen(attempt, tokens, *kept, record);
    } else if (kept || kept.error().code == ErrorCode::NotFound || !record.isKeyKept) {
        openNewFolder(attempt, tokens);
    } else {
        keyMissing(attempt, tokens);
    }
}

// The key is in a keychain that does not answer. What was recorded must not be left behind for
// that; without such records nobody has to wait for a keychain.
void SessionService::keyMissing(const AttemptPtr &attempt, const Wire::SessionTokens &tokens)
{
    const QString folder = m_folders.folderOf(m_serverKey, tokens.userUuid);
    deliver(m_store.countUnsent(folder), this, [this, attempt, tokens](const Result<int> &unsent) {
        if (unsent && *unsent == 0) {
            openNewFolder(attempt, tokens);
        } else if (!unsent) {
            fail(attempt, unsent.error());
        } else {
            fail(attempt, {ErrorCode::KeychainUnavailable,
                           QStringLiteral("%1 records wait for a key in the keychain").arg(*unsent),
                           {}});
        }
    });
}

// What an older folder holds cannot be read any more, but is not thrown away either.
void SessionService::openNewFolder(const AttemptPtr &attempt, const Wire::SessionTokens &tokens)
{
    const QString folder = m_folders.folderOf(m_serverKey, tokens.userUuid);
    const auto moved = m_folders.setAside(folder);
    if (!moved) {
        fail(attempt, moved.error());
        return;
    }
    AccountRecord record;
    record.keyName = AccountFolders::newKeyName(folder);
    record.isKeyKept = false;
    wrapAndOpen(attempt, tokens, Sealer::makeKey(), record);
}

// The wrapped key is on the disk before anything is sealed with it: what is recorded must be found
// again after a power cut.
void SessionService::wrapAndOpen(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                                 const StoreKey &key, const AccountRecord &record)
{
    if (attempt->station) {
        keepKeyAndOpen(attempt, tokens, key, record);
        return;
    }
    const auto wrap = [password = attempt->password, key] {
        return PasswordKey::wrap(password, key);
    };
    deliver(QtConcurrent::run(wrap), this,
            [this, attempt, tokens, key, record](const PasswordKey &wrapped) {
                if (wrapped.wrapped.isEmpty()) {
                    fail(attempt, {ErrorCode::Internal, QStringLiteral("out of memory"), {}});
                    return;
                }
                AccountRecord next = record;
                next.passwordKey = wrapped;
                openWith(attempt, tokens, key, next);
            });
}

// No password wraps a station's key, so it is in the keychain before anything is sealed with it.
void SessionService::keepKeyAndOpen(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                                    const StoreKey &key, const AccountRecord &record)
{
    deliver(m_secrets.write(record.keyName, key), this,
            [this, attempt, tokens, key, record](const Result<void> &written) {
                if (!written) {
                    fail(attempt, written.error());
                    return;
                }
                AccountRecord next = record;
                next.isKeyKept = true;
                next.isRevoked = false;
                next.sealedStation = AccountFolders::sealStation(Sealer(key), *attempt->station);
                openWith(attempt, tokens, key, next);
            });
}

void SessionService::openWith(const AttemptPtr &attempt, const Wire::SessionTokens &tokens,
                              const StoreKey &key, AccountRecord record)
{
    const SignedInPerson person = personOf(tokens);
    const QString folder = m_folders.folderOf(m_serverKey, person.uuid);
    record.emailDigest = AccountFolders::emailDigest(m_serverKey, person.email);
    record.sealedPerson = AccountFolders::sealPerson(Sealer(key), person);
    if (auto saved = m_folders.save(folder, record); !saved) {
        fail(attempt, saved.error());
        return;
    }
    deliver(m_store.open(folder, key, person), this,
            [this, attempt, tokens, key, person, folder, record](const Result<void> &opened) {
                if (!opened) {
                    fail(attempt, opened.error());
                    return;
                }
                ++m_session;
                m_person = person;
                m_folder = folder;
                m_station = attempt->station;
                m_isRevoked = false;
                m_unconfirmedPassword.reset();
                keepTokens(tokens);
                keepKey(folder, record, key);
                m_folders.setLast(m_serverKey,
                                  {person.email, m_folders.nameOf(m_serverKey, person.uuid)});
                m_asides.look(folder);
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
    deliver(unwrap(*attempt, *record), this,
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
    const bool isStation = person->may(Permission::ActAsStation);
    const auto station = isStation ? AccountFolders::openStation(Sealer(key), record.sealedStation)
                                   : Result<StationSettings>(failure(ErrorCode::NotFound));
    if (isStation && !station) {
        fail(attempt, station.error());
        return;
    }
    deliver(m_store.open(folder, key, *person), this,
            [this, attempt, folder, person, station, record](const Result<void> &opened) {
                if (!opened) {
                    fail(attempt, opened.error());
                    return;
                }
                ++m_session;
                m_person = *person;
                m_folder = folder;
                m_station = station ? std::optional(*station) : std::nullopt;
                m_isRevoked = record.isRevoked;
                m_refreshToken = {};
                if (!attempt->password.reveal().isEmpty()) {
                    m_unconfirmedPassword = attempt->password;
                }
                m_folders.setLast(m_serverKey,
                                  {person->email, m_folders.nameOf(m_serverKey, person->uuid)});
                m_asides.look(folder);
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
    deliver(m_secrets.read(record->keyName), this,
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

QString SessionService::refreshTokenName() const
{
    return m_folders.nameOf(m_serverKey, m_person->uuid) + u"/refresh-token"_qs;
}

void SessionService::keepTokens(const Wire::SessionTokens &tokens)
{
    m_api.setAccessToken(tokens.accessToken);
    m_refreshToken = tokens.refreshToken;
    deliver(m_secrets.write(refreshTokenName(), Redacted(tokens.refreshToken.reveal().toUtf8())),
            this, [this](const Result<void> &written) { keptSecret(written); });
}

void SessionService::keepKey(const QString &folder, const AccountRecord &record,
                             const StoreKey &key)
{
    deliver(m_secrets.write(record.keyName, key), this,
            [this, folder, record](const Result<void> &written) {
                keptSecret(written);
                if (written && m_secrets.isLasting() && !record.isKeyKept && m_folder == folder) {
                    AccountRecord kept = record;
                    kept.isKeyKept = true;
                    // Without it, the keychain is believed the less: no harm.
                    static_cast<void>(m_folders.save(folder, kept));
                }
            });
}

void SessionService::keptSecret(const Result<void> &written)
{
    const SecretKeeping keeping =
        written && m_secrets.isLasting() ? SecretKeeping::Keychain : SecretKeeping::SessionOnly;
    if (keeping != std::exchange(m_keeping, keeping)) {
        Q_EMIT stateChanged();
    }
}

void SessionService::setStoreDamage(const StoreDamage &damage)
{
    m_damage = damage;
    Q_EMIT stateChanged();
}

QFuture<Result<int>> SessionService::openAside(const Redacted<QString> &formerPassword)
{
    return m_asides.open(formerPassword);
}

// Tokens ---------------------------------------------------------------------------------------

void SessionService::end(const RefreshingPtr &refreshing, Result<Redacted<QString>> result)
{
    refreshing->promise.addResult(std::move(result));
    refreshing->promise.finish();
}

bool SessionService::isOver(const RefreshingPtr &refreshing)
{
    if (m_person && refreshing->session == m_session) {
        return false;
    }
    end(refreshing, failure(ErrorCode::Cancelled));
    return true;
}

QFuture<Result<Redacted<QString>>> SessionService::refresh()
{
    auto refreshing = std::make_shared<Refreshing>();
    refreshing->session = m_session;
    refreshing->promise.start();
    QFuture<Result<Redacted<QString>>> future = refreshing->promise.future();
    if (!m_person || m_state == SessionState::Expired) {
        end(refreshing, failure(ErrorCode::Unauthorized));
        return future;
    }
    if (!m_refreshToken.reveal().isEmpty()) {
        refreshWith(refreshing, m_refreshToken);
        return future;
    }
    deliver(m_secrets.read(refreshTokenName()), this,
            [this, refreshing](const Result<Redacted<QByteArray>> &kept) {
                if (isOver(refreshing)) {
                    return;
                }
                if (kept && !kept->reveal().isEmpty()) {
                    refreshWith(refreshing, Redacted(QString::fromUtf8(kept->reveal())));
                } else {
                    signInAgain(refreshing);
                }
            });
    return future;
}

void SessionService::refreshWith(const RefreshingPtr &refreshing,
                                 const Redacted<QString> &refreshToken)
{
    deliver(m_api.send(tokenRequest(QStringLiteral("/auth/refresh"), refreshToken)), this,
            [this, refreshing](const Result<HttpAnswer> &answer) {
                if (isOver(refreshing)) {
                    return;
                }
                const auto tokens = tokensOf(answer);
                if (tokens) {
                    takeTokens(refreshing, *tokens);
                } else if (tokens.error().code != ErrorCode::Unauthorized &&
                           isTransient(tokens.error().code)) {
                    end(refreshing, std::unexpected(tokens.error()));
                } else {
                    m_refreshToken = {};
                    if (m_station && tokens.error().code == ErrorCode::Forbidden) {
                        noteRevoked(true);
                    }
                    signInAgain(refreshing);
                }
            });
}

void SessionService::takeTokens(const RefreshingPtr &refreshing, const Wire::SessionTokens &tokens)
{
    if (tokens.userUuid != m_person->uuid) {
        // Whose store is open is not the server's to change.
        m_unconfirmedPassword.reset();
        expire();
        end(refreshing, failure(ErrorCode::Unauthorized));
        return;
    }
    const bool isChanged = personOf(tokens) != *m_person || m_unconfirmedPassword;
    m_person = personOf(tokens);
    m_unconfirmedPassword.reset();
    keepTokens(tokens);
    end(refreshing, tokens.accessToken);
    if (isChanged) {
        amendRecord([person = *m_person](AccountRecord &record, const Sealer &sealer) {
            record.sealedPerson = AccountFolders::sealPerson(sealer, person);
        });
        Q_EMIT stateChanged();
    }
}

// What the next start knows. Without a key it knows what was there before.
void SessionService::amendRecord(const Amendment &amend)
{
    const auto record = m_folders.load(m_folder);
    const QString keyName = record ? record->keyName : QString();
    deliver(m_secrets.read(keyName), this,
            [this, folder = m_folder, amend](const Result<StoreKey> &key) {
                auto latest = m_folders.load(folder);
                if (key && latest && folder == m_folder) {
                    amend(*latest, Sealer(*key));
                    static_cast<void>(m_folders.save(folder, *latest));
                }
            });
}

// Somebody who signed in without a network typed the password, so the server can be asked now.
void SessionService::signInAgain(const RefreshingPtr &refreshing)
{
    if (!m_unconfirmedPassword) {
        expire();
        end(refreshing, failure(ErrorCode::Unauthorized));
        return;
    }
    deliver(m_api.send(signInRequest(m_person->email, *m_unconfirmedPassword)), this,
            [this, refreshing](const Result<HttpAnswer> &answer) {
                if (isOver(refreshing)) {
                    return;
                }
                const auto tokens = tokensOf(answer);
                if (tokens) {
                    takeTokens(refreshing, *tokens);
                    return;
                }
                if (!isOffline(tokens.error().code)) {
                    m_unconfirmedPassword.reset();
                    expire();
                }
                end(refreshing, std::unexpected(tokens.error()));
            });
}

void SessionService::noteRevoked(bool isRevoked)
{
    m_isRevoked = isRevoked;
    if (auto record = m_folders.load(m_folder); record && record->isRevoked != isRevoked) {
        record->isRevoked = isRevoked;
        // Not written, the server says it again.
        static_cast<void>(m_folders.save(m_folder, *record));
    }
}

void SessionService::updateStation(const StationSettings &settings)
{
    if (!m_station || *m_station == settings) {
        return;
    }
    m_station = settings;
    Q_EMIT stateChanged();
    amendRecord([settings](AccountRecord &record, const Sealer &sealer) {
        record.sealedStation = AccountFolders::sealStation(sealer, settings);
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
    ++m_session;
    m_asides.forget();
    m_refreshToken = {};
    m_unconfirmedPassword.reset();
    const auto record = m_folders.load(m_folder);
    const QString keyName = record ? record->keyName : QString();
    static_cast<void>(m_secrets.remove(refreshTokenName()));
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
                m_damage.reset();
                m_folder.clear();
                m_station.reset();
                m_isRevoked = false;
                setState(SessionState::SignedOut);
                settle(promise, wiped ? Result<void>() : std::unexpected(wiped.error()));
            });
}

} // namespace EvalTrack
