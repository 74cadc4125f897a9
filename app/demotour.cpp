// SPDX-License-Identifier: GPL-3.0-or-later
#include "demotour.h"

#include "base/deliver.h"
#include "shell/desktopui.h"
#include "shell/tour.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryFile>
#include <QTextStream>

#include <chrono>

namespace EvalTrack {

namespace {

struct DemoAccount
{
    QString email;
    QString password;
};

DemoAccount accountOf(Role role)
{
    switch (role) {
    case Role::Admin:
        return {QStringLiteral("admin@empresa.com"), QStringLiteral("admin123")};
    case Role::HumanResources:
        return {QStringLiteral("hr@empresa.com"), QStringLiteral("hr123456")};
    case Role::Employee:
        return {QStringLiteral("empleado1@empresa.com"), QStringLiteral("empleado123")};
    case Role::Station: // Has no password.
        break;
    }
    return {};
}

// The first start makes a database and fills it; all after it takes seconds.
constexpr std::chrono::minutes Patience{5};

} // namespace

DemoTour::DemoTour(Desk &desk, DesktopUi &ui, QString folder, Role role,
                   std::function<void(TourNetwork state)> network, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_ui(ui)
    , m_folder(std::move(folder))
    , m_role(role)
    , m_network(std::move(network))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { end(QStringLiteral("the demo company did not arrive in time")); });
}

DemoTour::~DemoTour() = default;

void DemoTour::fitScreen(double scale)
{
    static QTemporaryFile screen; // Read when the application is made, gone with the program.
    if (qgetenv("QT_QPA_PLATFORM") != "offscreen" || !screen.open()) {
        return;
    }
    const QSize size = Tour::Options{}.size * scale;
    screen.write(QStringLiteral(R"({"screens": [{"name": "tour", "x": 0, "y": 0, "width": %1,
                                "height": %2, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})")
                     .arg(size.width())
                     .arg(size.height())
                     .toUtf8());
    screen.flush();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screen.fileName().toLocal8Bit());
}

void DemoTour::start()
{
    if (!QDir().mkpath(m_folder)) {
        QTimer::singleShot(0, this, [this] { end(u"the folder cannot be made: "_qs + m_folder); });
        return;
    }
    m_patience.start(Patience);
    m_ui.show();
    deliver(m_desk.connection.useThisComputer(), this, [this](const Result<void> &result) {
        if (result) {
            signIn();
        } else {
            end(u"the server on this computer did not start: "_qs + result.error().detail);
        }
    });
}

void DemoTour::signIn()
{
    const DemoAccount account = accountOf(m_role);
    deliver(m_desk.session.signIn(account.email, Redacted(account.password)), this,
            [this](const Result<SignedInPerson> &person) {
                if (!person) {
                    end(u"signing in failed: "_qs + person.error().detail);
                    return;
                }
                connect(&m_desk.sync, &SyncStatus::changed, this, &DemoTour::walkWhenReady);
                connect(&m_desk.dashboard, &DashboardStore::dashboardChanged, this,
                        &DemoTour::walkWhenReady);
                m_desk.dashboard.refresh();
                walkWhenReady();
            });
}

void DemoTour::walkWhenReady()
{
    const bool hasCopy =
        m_desk.sync.lastSync().has_value() && m_desk.sync.activity() != SyncActivity::Initial;
    if (m_tour || !hasCopy || !m_desk.dashboard.dashboard()) {
        return;
    }
    m_patience.stop(); // Of the company's arrival; how long a tour takes is the computer's matter.
    Tour::Options options;
    options.network = m_network;
    m_tour = std::make_unique<Tour>(m_ui, m_desk, m_folder, options);
    connect(m_tour.get(), &Tour::finished, this, [this](int pictures) {
        QTextStream(stdout) << pictures << " pictures in " << m_folder << Qt::endl;
        end(pictures > 0 ? QString() : QStringLiteral("no picture could be written"));
    });
    m_tour->start();
}

void DemoTour::end(const QString &problem)
{
    m_patience.stop();
    if (!problem.isEmpty()) {
        QTextStream(stderr) << "evaltrack --tour: " << problem << Qt::endl;
    }
    QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
}

} // namespace EvalTrack
