// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/captureagent.h"

#include "base/deliver.h"
#include "session/keychainsecretstore.h"
#include "session/movedsecretstore.h"

#include <QCoreApplication>

#include <cstdio>

namespace EvalTrack {

using namespace std::chrono_literals;

namespace {

constexpr auto FirstSyncTime = 60s;     ///< For a station that has never seen its event.
constexpr auto DrainIdleTime = 60s;     ///< --drain gives up after this long without a record sent.
constexpr auto WrongPasswordTime = 60s; ///< Asking more often would only lock the account.
constexpr auto SettingsTime = 5s; ///< For a station's settings, if those of before forbid its work.
constexpr auto EndTime = 3s;      ///< At the end of input: what can be sent at once is sent.

void say(std::FILE *stream, const QString &line)
{
    std::fprintf(stream, "%s\n", line.toUtf8().constData());
    // Whoever reads the pipe must not be told of a capture later than the disk was.
    std::fflush(stream);
}

QString clockText(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count())
        .toString(QStringLiteral("HH:mm:ss"));
}

/// What whoever stands there should hear beside "recorded"; nothing when all is as expected.
QString remarkOn(const RecordedCapture &capture)
{
    using Finding = RecordedCapture::Finding;
    switch (capture.finding) {
    case Finding::Confirmed:
    case Finding::WalkIn:
    case Finding::Left:
    case Finding::BackIn:
        return {};
    case Finding::AlreadyIn:
        return capture.alreadyInAt ? u"already in at "_qs + clockText(*capture.alreadyInAt)
                                   : u"already in"_qs;
    case Finding::ReadTwice:
        return u"read twice"_qs;
    case Finding::AlreadyOut:
        return capture.leftAt ? u"left already at "_qs + clockText(*capture.leftAt)
                              : u"left already"_qs;
    case Finding::UnknownCode:
        return u"unknown code"_qs;
    case Finding::EventInactive:
        return u"the event is not active"_qs;
    case Finding::PersonInactive:
        return u"not active any more"_qs;
    case Finding::EventFull:
        return u"no seat is left; waits for one"_qs;
    case Finding::RegistrationCancelled:
        return u"the registration was cancelled"_qs;
    case Finding::NotIn:
        return u"leaves, and is not known to have come"_qs;
    }
    return {};
}

QString secretsFolder(const AgentOptions &options)
{
    return options.dataFolder + u"/secrets"_qs;
}

std::unique_ptr<SecretStore> secretStore(const AgentOptions &options)
{
    if (!options.usesKeychain) {
        return std::make_unique<FileSecretStore>(secretsFolder(options));
    }
    // A user may run several stations, and the desktop program beside them.
    return std::make_unique<MovedSecretStore>(
        std::make_unique<KeychainSecretStore>(u"EvalTrack station "_qs + options.dataFolder),
        secretsFolder(options));
}

bool isKeychainShut(const Result<SignedInPerson> &person)
{
    return !person && person.error().code == ErrorCode::KeychainUnavailable;
}

} // namespace

CaptureAgent::CaptureAgent(AgentOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_engine(m_options.dataFolder, m_clock, secretStore(m_options))
{
    m_patience.setSingleShot(true);
    m_nextSignIn.setSingleShot(true);
    m_settingsPatience.setSingleShot(true);
    connect(&m_settingsPatience, &QTimer::timeout, this, &CaptureAgent::refusePin);
    connect(&m_nextSignIn, &QTimer::timeout, this, &CaptureAgent::signInAgain);
    connect(&m_engine.session(), &Session::stateChanged, this, &CaptureAgent::sessionChanged);
    connect(&m_engine.station(), &Station::changed, this, &CaptureAgent::standingChanged);
    connect(&m_engine.sync(), &SyncStatus::changed, this, &CaptureAgent::lookAtSync);
    connect(&m_reader, &CodeReader::lineRead, this, &CaptureAgent::record);
    connect(&m_reader, &CodeReader::ended, this, &CaptureAgent::inputEnded);
}

CaptureAgent::~CaptureAgent()
{
    if (m_reader.isRunning()) {
        // It hangs in a read of standard input that nobody can interrupt; the process is ending.
        m_reader.terminate();
        m_reader.wait();
    }
}

void CaptureAgent::start()
{
    if (!m_options.usesKeychain) {
        // Never plain text without a word.
        say(stderr,
            u"evaltrack-agent: the key of the store and the session are plain files in %1 that "
            u"only this user may open; no keychain guards them"_qs.arg(secretsFolder(m_options)));
    }
    m_engine.setServer({m_options.server, {}, m_options.trustedCertificate});
    if (isStation()) {
        deliver(m_engine.session().resume(), this, [this](const Result<SignedInPerson> &station) {
            const bool isAdmitted = m_engine.station().standing() == StationStanding::Admitted;
            if (isKeychainShut(station)) {
                // A code would make another station, whose store does not have what waits here.
                refuseKeychain(station.error());
            } else if (!station || !station->may(Permission::ActAsStation) ||
                       (!isAdmitted && m_options.enrolmentCode)) {
                enrol();
            } else {
                signedIn(station);
            }
        });
        return;
    }
    if (m_engine.session().lastEmail().compare(m_options.email, Qt::CaseInsensitive) != 0) {
        signIn(); // Somebody else worked here, or nobody: there is no session of this account to
                  // take up.
        return;
    }
    deliver(m_engine.session().resume(), this, [this](const Result<SignedInPerson> &person) {
        if (person) {
            signedIn(person);
        } else if (isKeychainShut(person) && !m_options.password) {
            refuseKeychain(person.error());
        } else {
            signIn();
        }
    });
}

void CaptureAgent::refuseKeychain(const Error &error)
{
    refuse(u"the keychain cannot be read (%1); open it and start again"_qs.arg(error.detail));
}

void CaptureAgent::enrol()
{
    if (!m_options.enrolmentCode) {
        refuse(QStringLiteral("this computer is no capture station yet: give --enrol with the code "
                              "that an administrator made, or --user"));
        return;
    }
    deliver(m_engine.station().enrol(*m_options.enrolmentCode), this,
            [this](const Result<SignedInPerson> &station) {
                if (!station) {
                    refuse(u"enrolling failed: "_qs + station.error().detail);
                    return;
                }
                say(stderr, u"evaltrack-agent: this computer is the capture station \"%1\" "
                            u"now; start it without --enrol from now on"_qs.arg(station->name));
                signedIn(station);
            });
}

bool CaptureAgent::asksPin()
{
    const auto settings = m_engine.station().settings();
    return isStation() && settings && settings->asksPin;
}

void CaptureAgent::standingChanged()
{
    if (m_settingsPatience.isActive() && !asksPin()) {
        m_settingsPatience.stop();
        waitForEvent();
    }
    // Also at a door that is at work: recording without would undo what was decided.
    const bool isAtDoor = !m_options.onlyDrain && !m_isDraining && !m_settingsPatience.isActive() &&
                          m_isWaitingOrCapturing;
    if (isAtDoor && asksPin() && !std::exchange(m_isPinAsked, true) && m_underWay == 0) {
        refusePin();
    }
    const StationStanding standing = m_engine.station().standing();
    if (standing == std::exchange(m_standing, standing)) {
        return;
    }
    switch (standing) {
    case StationStanding::Admitted:
        break;
    case StationStanding::CodeNeeded:
        // Whoever works with somebody's account signs in again.
        if (m_options.email.isEmpty()) {
            say(stderr,
                QStringLiteral("evaltrack-agent: the server wants a new code for this station; "
                               "what is recorded is kept and sent after a start with --enrol"));
        }
        break;
    case StationStanding::Revoked:
        if (m_underWay == 0) {
            end(3);
        }
        break;
    }
}

void CaptureAgent::signIn()
{
    if (!m_options.password) {
        refuse(
            QStringLiteral("nobody is signed in here: give --password-file or EVALTRACK_PASSWORD"));
        return;
    }
    deliver(m_engine.session().signIn(m_options.email, *m_options.password), this,
            [this](const Result<SignedInPerson> &person) { signedIn(person); });
}

void CaptureAgent::signedIn(const Result<SignedInPerson> &person)
{
    if (!person) {
        refuse(u"signing in failed: "_qs + person.error().detail);
        return;
    }
    if (m_engine.station().standing() == StationStanding::Revoked) {
        end(3);
        return;
    }
    if (m_options.onlyDrain) {
        drain();
    } else if (asksPin()) {
        m_settingsPatience.start(SettingsTime); // They are those of the last time.
    } else {
        waitForEvent();
    }
}

void CaptureAgent::sessionChanged()
{
    const int aside = m_engine.session().recordsAside();
    if (aside != std::exchange(m_aside, aside) && aside > 0) {
        say(stderr, u"evaltrack-agent: %1 records wait in a store whose key is not at hand; it is "
                    u"tried again at each start"_qs.arg(aside));
    }
    const auto damage = m_engine.session().storeDamage();
    if (damage != std::exchange(m_damage, damage) && damage) {
        say(stderr, u"evaltrack-agent: the store was damaged and is made anew; %1 records that "
                    u"had not been sent were found in it"_qs.arg(damage->takenOver));
        if (damage->unread > 0) {
            say(stderr, u"evaltrack-agent: %1 records or more could not be read; the file they "
                        u"are in is kept beside the store"_qs.arg(damage->unread));
        }
    }
    if (m_engine.session().state() != SessionState::Expired || m_nextSignIn.isActive() ||
        isStation()) {
        return;
    }
    if (!m_options.password) {
        say(stderr,
            QStringLiteral("evaltrack-agent: the session is over; what is recorded is kept and "
                           "sent after a start with --password-file or EVALTRACK_PASSWORD"));
        return;
    }
    m_nextSignIn.start(m_backoff.next());
}

void CaptureAgent::signInAgain()
{
    // The password may be a new one by now.
    const auto password = m_options.passwordFile.isEmpty() && m_options.password
                              ? Result<Redacted<QString>>(*m_options.password)
                              : AgentOptions::passwordIn(m_options.passwordFile);
    const auto tryLater = [this](const Error &error) {
        say(stderr, u"evaltrack-agent: signing in again failed: "_qs + error.detail);
        m_nextSignIn.start(
            m_backoff.next(error.code == ErrorCode::Unauthorized ? WrongPasswordTime : 0s));
    };
    if (!password) {
        tryLater(password.error());
        return;
    }
    deliver(m_engine.session().signIn(m_options.email, *password), this,
            [this, tryLater](const Result<SignedInPerson> &person) {
                if (person) {
                    m_backoff.reset();
                } else {
                    tryLater(person.error());
                }
            });
}

void CaptureAgent::waitForEvent()
{
    m_isWaitingOrCapturing = true;
    connect(&m_engine.events(), &EventStore::eventsChanged, this, &CaptureAgent::lookForEvent);
    connect(&m_engine.sync(), &SyncStatus::changed, this, &CaptureAgent::lookForEvent);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_isCapturing) {
            refuse(u"event %1 is not known here; the server has to be reached once"_qs.arg(
                m_options.event.value()));
        }
    });
    m_patience.start(FirstSyncTime);
    lookForEvent();
}

void CaptureAgent::lookForEvent()
{
    if (m_isCapturing) {
        return;
    }
    const auto events = m_engine.events().events();
    for (const EventSummary &summary : *events) {
        if (summary.event.id == m_options.event) {
            m_event = summary.event.uuid;
            m_engine.captures().openDoor(m_event);
            m_isCapturing = true;
            m_patience.stop();
            m_reader.start();
            return;
        }
    }
}

void CaptureAgent::record(const QString &code)
{
    if (m_isPinAsked) {
        m_reader.release();
        say(stderr, u"NOT recorded %1: this station asks for PINs now"_qs.arg(code));
        return;
    }
    if (m_standing == StationStanding::Revoked) {
        m_reader.release();
        say(stderr,
            u"NOT recorded %1: this station was switched off by an administrator"_qs.arg(code));
        return;
    }
    ++m_underWay;
    deliver(m_engine.captures().record(m_event, code, CaptureMethod::Badge, m_options.direction),
            this, [this, code](const Result<RecordedCapture> &capture) {
                --m_underWay;
                m_reader.release();
                if (capture) {
                    say(stdout, u"recorded %1 %2"_qs.arg(toText(capture->uuid.value()), code));
                    remark(*capture);
                } else {
                    m_hasLoss = true;
                    say(stderr, u"NOT recorded %1: %2"_qs.arg(code, capture.error().detail));
                }
                if (m_isPinAsked && m_underWay == 0) {
                    refusePin();
                } else if (m_standing == StationStanding::Revoked && m_underWay == 0) {
                    end(3);
                } else if (m_isInputEnded && m_underWay == 0) {
                    drain();
                }
            });
}

void CaptureAgent::remark(const RecordedCapture &capture)
{
    const QString text = remarkOn(capture);
    if (text.isEmpty()) {
        return;
    }
    const QString who =
        capture.personName.isEmpty() ? QString() : QString(u" ("_qs % capture.personName % u')');
    // What is known without a network is as old as the last sync.
    const auto last = m_engine.sync().lastSync();
    const QString age = m_engine.sync().isOnline() || !last
                            ? QString()
                            : QString(u"; as of "_qs % clockText(*last));
    say(stderr, QString(u"evaltrack-agent: "_qs % capture.code % u": "_qs % text % who % age));
}

void CaptureAgent::inputEnded()
{
    m_isInputEnded = true;
    if (m_underWay == 0) {
        drain();
    }
}

void CaptureAgent::drain()
{
    m_isDraining = true;
    disconnect(&m_patience, nullptr, this, nullptr);
    connect(&m_patience, &QTimer::timeout, this, [this] { end(m_options.onlyDrain ? 1 : 0); });
    m_patience.start(m_options.onlyDrain ? std::chrono::milliseconds(DrainIdleTime)
                                         : std::chrono::milliseconds(EndTime));
    connect(&m_engine.sync(), &SyncStatus::changed, this, &CaptureAgent::lookAtQueue);
    m_engine.sync().syncNow();
    lookAtQueue();
}

// Not by the time of the last sync: the store remembers that, and a clock may have been set since.
void CaptureAgent::lookAtSync()
{
    const SyncActivity activity = m_engine.sync().activity();
    m_hasSynced = m_hasSynced || (m_isSyncing && activity == SyncActivity::Idle);
    m_isSyncing = activity == SyncActivity::Syncing || activity == SyncActivity::Initial;
    const bool isStalled = m_engine.sync().isStalled();
    if (!std::exchange(m_isStalled, isStalled) && isStalled) {
        say(stderr, QStringLiteral("evaltrack-agent: the server can be reached, but nothing has "
                                   "been sent for a minute; connecting anew"));
    }
}

// Counted in the store itself: the status that screens see may be some captures behind.
void CaptureAgent::lookAtQueue()
{
    if (!m_isDraining || std::exchange(m_isCounting, true)) {
        return;
    }
    deliver(m_engine.unsentCount(), this, [this](const Result<int> &unsent) {
        m_isCounting = false;
        if (unsent) {
            judgeQueue(*unsent);
        }
    });
}

void CaptureAgent::judgeQueue(int waiting)
{
    m_unsent = waiting;
    if (m_options.onlyDrain && waiting != m_lastWaiting) {
        m_lastWaiting = waiting;
        m_patience.start(DrainIdleTime); // It moves.
    }
    if (waiting <= 0 && (m_hasSynced || !m_options.onlyDrain)) {
        end(0);
    }
}

// Nobody could type it here.
void CaptureAgent::refusePin()
{
    refuse(QStringLiteral("an administrator has this station ask for PINs, which needs a window: "
                          "start \"evaltrack --kiosk\", or have it ask for none"));
}

void CaptureAgent::refuse(const QString &why)
{
    say(stderr, u"evaltrack-agent: "_qs + why);
    m_isEnded = true;
    QCoreApplication::exit(3);
}

void CaptureAgent::end(int exitCode)
{
    if (m_isEnded) {
        return;
    }
    m_isEnded = true;
    if (m_standing == StationStanding::Revoked) {
        say(stderr,
            QStringLiteral("evaltrack-agent: this station was switched off by an administrator; "
                           "nothing more is recorded, and what was not sent is kept here"));
        QCoreApplication::exit(3);
        return;
    }
    if (m_unsent) {
        say(stdout, u"pending %1"_qs.arg(*m_unsent));
    } else {
        say(stderr, QStringLiteral("evaltrack-agent: what waits could not be counted"));
    }
    const bool isClean = m_unsent && !m_hasLoss;
    QCoreApplication::exit(exitCode == 0 && !isClean ? 1 : exitCode);
}

} // namespace EvalTrack
