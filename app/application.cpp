// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "demotour.h"
#include "session/filesecretstore.h"
#include "session/keychainsecretstore.h"
#include "tourrelay.h"

#include <QDir>
#include <QFileOpenEvent>

namespace EvalTrack {

namespace {

std::unique_ptr<SecretStore> makeSecrets(const StartOptions &options, const QString &tourFolder)
{
    if (options.tourFolder) {
        // The demo's passwords are public, and no business of the person's keychain.
        return std::make_unique<FileSecretStore>(tourFolder + u"/secrets"_qs);
    }
    return std::make_unique<KeychainSecretStore>();
}

/// A tour shows a company that nobody has worked with yet, unless it is told which.
StartOptions withDataFolder(StartOptions options, const QString &tourHome)
{
    if (options.dataFolder.isEmpty()) {
        // Under root PostgreSQL is another account, which has to get through.
        QFile::setPermissions(tourHome, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                            QFile::ExeGroup | QFile::ExeOther);
        options.dataFolder = tourHome + u"/data"_qs;
    }
    return options;
}

} // namespace

Application::Application(const StartOptions &options, QApplication &qtApplication)
    : m_options(withDataFolder(options, m_tourHome.path()))
    , m_settings(makeSettings())
    , m_host(m_options.dataFolder, m_options.withDemo, *m_settings)
    , m_engine(m_options.dataFolder, m_clock, makeSecrets(m_options, m_tourHome.path()))
    , m_desk(m_engine.desk(m_host, m_host.backups()))
    , m_cameras(options.tourFolder ? nullptr : Cameras::ofThisComputer())
{
    if (options.tourFolder) {
        m_relay = std::make_unique<TourRelay>();
    }
    connect(&m_host, &ServerHost::addressChanged, this, [this](ServerAddress address) {
        if (m_relay) {
            m_relay->setTarget(address.url);
            address.url = m_relay->url();
        }
        m_engine.setServer(address);
    });
    connect(&qtApplication, &QCoreApplication::aboutToQuit, this, &Application::shutDown);
    // Without asking about typed input: whoever ends it so wants it ended, and a server and its
    // PostgreSQL must not stay behind.
    connect(&m_termination, &TerminationSignals::asked, &qtApplication,
            [] { QCoreApplication::exit(0); });
    m_ui = std::make_unique<DesktopUi>(m_desk, m_prompter, *m_settings, m_cameras.get());
    connect(&m_instance, &SingleInstance::startedAgain, this, [this](const QUrl &link) {
        if (m_ui) {
            m_ui->comeForward(link);
        }
    });
    qtApplication.installEventFilter(this);
}

Application::~Application()
{
    shutDown();
}

std::unique_ptr<QSettings> Application::makeSettings() const
{
    const QString folder = m_options.tourFolder ? m_tourHome.path() : m_options.dataFolder;
    return std::make_unique<QSettings>(folder + u"/evaltrack.ini"_qs, QSettings::IniFormat);
}

bool Application::isRunningAlready()
{
    if (m_options.tourFolder) {
        return false;
    }
    // One that does not answer is hung; its store is locked, which is told when it is opened.
    return m_instance.stand(m_options.dataFolder, m_options.link) ==
           SingleInstance::Standing::Later;
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FileOpen && m_ui) {
        m_ui->comeForward(static_cast<const QFileOpenEvent *>(event)->url());
        return true;
    }
    return QObject::eventFilter(watched, event);
}

Result<void> Application::start()
{
    if (!QDir().mkpath(m_options.dataFolder)) {
        return failure(ErrorCode::Storage,
                       u"The data folder cannot be made: "_qs + m_options.dataFolder);
    }
    if (m_options.language) {
        m_ui->language().setChoice(Language::fromName(*m_options.language));
    }
    if (m_options.theme) {
        m_ui->theme().setChoice(Theme::fromName(*m_options.theme));
    }
    if (m_options.tourFolder) {
        m_tour =
            std::make_unique<DemoTour>(m_desk, *m_ui, *m_options.tourFolder, m_options.tourRole,
                                       [this](TourNetwork state) { m_relay->set(state); });
        m_tour->start();
        return {};
    }
    m_ui->setWelcoming(true);
    m_ui->setKioskWanted(m_options.isKiosk);
    m_ui->setLinkWanted(m_options.link);
    const bool isKnown = m_options.server && m_host.isLast(*m_options.server);
    if (m_options.server && !isKnown) {
        m_ui->setServerWanted(*m_options.server);
    }
    m_ui->show();
    if (m_options.server && !isKnown) {
        return {}; // It is looked at before anything is sent there.
    }
    if (m_options.withDemo && !m_options.server) {
        (void)m_host.useThisComputer();
    } else {
        m_host.resume();
    }
    return {};
}

void Application::shutDown()
{
    m_tour.reset();
    m_ui.reset();
    m_engine.shutDown();
    m_host.shutDown();
}

} // namespace EvalTrack
