// SPDX-License-Identifier: GPL-3.0-or-later
#include "servercommands.h"

#include "base/terminationsignals.h"
#include "commandwords.h"
#include "demo/democompany.h"
#include "ledger/ledgerverifier.h"
#include "postgres/privatecluster.h"
#include "secretfiles.h"
#include "storage/database.h"
#include "storage/migrator.h"
#include "wire/isotime.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <limits>

namespace EvalTrack::Server {

namespace {

constexpr int Failed = 1;
constexpr int WronglyCalled = 2;
constexpr auto NoDemoInProduction =
    "EVALTRACK_ENV, NODE_ENV: a production server has no demo company with known passwords";

void say(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

void sayAccounts()
{
    say(u"Sign in as %1 / %2, %3 / %4 or %5 / %6"_qs.arg(
        QLatin1String(DemoCompany::AdminEmail), QLatin1String(DemoCompany::AdminPassword),
        QLatin1String(DemoCompany::HumanResourcesEmail),
        QLatin1String(DemoCompany::HumanResourcesPassword),
        QLatin1String(DemoCompany::EmployeeEmail), QLatin1String(DemoCompany::EmployeePassword)));
}

} // namespace

ServerCommands::ServerCommands(const QStringList &arguments)
    : m_arguments(arguments)
{}

bool ServerCommands::readFlags()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The EvalTrack server."));
    parser.addPositionalArgument(
        QStringLiteral("command"),
        QStringLiteral("serve (unless given), migrate, schema, demo, openapi, database-url, "
                       "verify-ledger, backup, restore FILE, archive, verify-archive FOLDER, "
                       "import-v1, verify-v1, export-v1"));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     QStringLiteral("Print the version."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Print this help."));
    parser.addOptions(
        {version,
         help,
         {QStringLiteral("port"), QStringLiteral("Listen on this port (PORT)."),
          QStringLiteral("port")},
         {QStringLiteral("host"), QStringLiteral("Listen on this address (EVALTRACK_HOST)."),
          QStringLiteral("address")},
         {QStringLiteral("data"), QStringLiteral("The data folder (EVALTRACK_DATA)."),
          QStringLiteral("folder")},
         {QStringLiteral("database-url"), QStringLiteral("The PostgreSQL to use (DATABASE_URL)."),
          QStringLiteral("url")},
         {QStringLiteral("demo"),
          QStringLiteral("serve: fill an empty database with the demo company.")},
         {QStringLiteral("people"), QStringLiteral("demo: how many people."), QStringLiteral("n"),
          QStringLiteral("250")},
         {QStringLiteral("events"), QStringLiteral("demo: how many events."), QStringLiteral("n"),
          QStringLiteral("24")},
         {QStringLiteral("seed"), QStringLiteral("demo: which company."), QStringLiteral("n"),
          QStringLiteral("1")},
         {QStringLiteral("reset"),
          QStringLiteral("demo: throw away what is in the database first.")},
         {QStringLiteral("to"),
          QStringLiteral("archive: where the archive is. backup: the folder, unless below the data "
                         "folder; of the private database, as restore."),
          QStringLiteral("folder")},
         {QStringLiteral("undo"),
          QStringLiteral("restore: put back what the last one set aside, instead of a file.")},
         {QStringLiteral("dry-run"),
          QStringLiteral("import-v1: read and judge everything, write only the report. archive: "
                         "say what would be archived.")},
         {QStringLiteral("older-than"),
          QStringLiteral("archive: years that are over for this many years (2)."),
          QStringLiteral("years")},
         {QStringLiteral("report"),
          QStringLiteral("import-v1, export-v1: where the files go, unless below the data folder."),
          QStringLiteral("folder")},
         {QStringLiteral("zone"),
          QStringLiteral("import-v1, verify-v1, export-v1: v1's APP_TIMEZONE (LEGACY_TIMEZONE)."),
          QStringLiteral("zone")},
         {QStringLiteral("older-zone"),
          QStringLiteral(
              "import-v1, verify-v1: the zone of time stamps before --older-zone-until."),
          QStringLiteral("zone")},
         {QStringLiteral("older-zone-until"),
          QStringLiteral("import-v1, verify-v1: from this day on they are in --zone."),
          QStringLiteral("day")}});

    if (!parser.parse(m_arguments)) {
        QTextStream(stderr) << "evaltrack-server: " << parser.errorText() << Qt::endl;
        return false;
    }
    if (parser.isSet(version)) {
        m_command = QStringLiteral("version");
        return true;
    }
    if (parser.isSet(help)) {
        m_command = QStringLiteral("help");
        QTextStream(stdout) << parser.helpText();
        return true;
    }
    QStringList commands = parser.positionalArguments();
    if (commands.size() == 2 &&
        (commands.first() == u"restore" || commands.first() == u"verify-archive")) {
        m_operand = commands.takeLast();
    }
    if (commands.size() > 1) {
        QTextStream(stderr) << "evaltrack-server: one command at a time, not "
                            << commands.join(u' ') << Qt::endl;
        return false;
    }
    m_command = commands.isEmpty() ? QStringLiteral("serve") : commands.first();

    struct Flag
    {
        QString option;
        QString variable;
    };
    const QList<Flag> flags{
        {QStringLiteral("port"), QStringLiteral("PORT")},
        {QStringLiteral("host"), QStringLiteral("EVALTRACK_HOST")},
        {QStringLiteral("data"), QStringLiteral("EVALTRACK_DATA")},
        {QStringLiteral("database-url"), QStringLiteral("DATABASE_URL")},
        {QStringLiteral("demo"), QStringLiteral("demo")},
        {QStringLiteral("people"), QStringLiteral("people")},
        {QStringLiteral("events"), QStringLiteral("events")},
        {QStringLiteral("seed"), QStringLiteral("seed")},
        {QStringLiteral("reset"), QStringLiteral("reset")},
        {QStringLiteral("to"), QStringLiteral("to")},
        {QStringLiteral("undo"), QStringLiteral("undo")},
        {QStringLiteral("dry-run"), QStringLiteral("dry-run")},
        {QStringLiteral("report"), QStringLiteral("report")},
        {QStringLiteral("older-than"), QStringLiteral("older-than")},
        {QStringLiteral("zone"), QStringLiteral("LEGACY_TIMEZONE")},
        {QStringLiteral("older-zone"), QStringLiteral("older-zone")},
        {QStringLiteral("older-zone-until"), QStringLiteral("older-zone-until")}};
    for (const Flag &flag : flags) {
        if (parser.isSet(flag.option)) {
            m_flags.insert(flag.variable, parser.value(flag.option));
        }
    }
    struct Number
    {
        const char *option;
        qint64 most;
    };
    for (const Number &number :
         {Number{"people", DemoOptions::MostPeople}, Number{"events", DemoOptions::MostEvents},
          Number{"seed", std::numeric_limits<qint64>::max()}}) {
        bool isNumber = true;
        const qint64 value =
            m_flags.value(QLatin1String(number.option), QStringLiteral("1")).toLongLong(&isNumber);
        if (!isNumber || value < 0 || value > number.most) {
            QTextStream(stderr) << "evaltrack-server: --" << number.option
                                << " must be a number from 0 to " << number.most << Qt::endl;
            return false;
        }
    }
    return true;
}

Result<ServerConfiguration> ServerCommands::configuration() const
{
    const auto given = [this](const char *variable) -> std::optional<QString> {
        const auto flag = m_flags.constFind(QLatin1String(variable));
        if (flag != m_flags.constEnd()) {
            return *flag;
        }
        return qEnvironmentVariableIsSet(variable) ? std::optional(qEnvironmentVariable(variable))
                                                   : std::nullopt;
    };
    const auto secrets = secretsInFiles(given);
    if (!secrets) {
        return std::unexpected(secrets.error());
    }
    auto configuration = ServerConfiguration::read(
        [&given, &secrets](const char *variable) -> std::optional<QString> {
            const auto secret = secrets->constFind(QLatin1String(variable));
            return secret != secrets->constEnd() ? std::optional(*secret) : given(variable);
        });
    if (configuration && configuration->isProduction() &&
        m_flags.contains(QStringLiteral("demo"))) {
        return failure(ErrorCode::Validation, QString::fromLatin1(NoDemoInProduction));
    }
    return configuration;
}

DemoOptions ServerCommands::demoOptions() const
{
    DemoOptions options;
    options.people =
        m_flags.value(QStringLiteral("people"), QString::number(options.people)).toLongLong();
    options.events =
        m_flags.value(QStringLiteral("events"), QString::number(options.events)).toInt();
    options.seed =
        m_flags.value(QStringLiteral("seed"), QString::number(options.seed)).toULongLong();
    return options;
}

int ServerCommands::run()
{
    if (!readFlags()) {
        return WronglyCalled;
    }
    if (m_command == u"help") {
        return 0;
    }
    if (m_command == u"version") {
        say(u"evaltrack-server "_qs + QCoreApplication::applicationVersion());
        return 0;
    }
    if (m_command == u"serve") {
        return serve();
    }
    if (m_command == u"migrate") {
        return migrate();
    }
    if (m_command == u"schema") {
        return schema();
    }
    if (m_command == u"demo") {
        return demo();
    }
    if (m_command == u"openapi") {
        return openApi();
    }
    if (m_command == u"database-url") {
        return databaseUrl();
    }
    if (m_command == u"verify-ledger") {
        return verifyLedger();
    }
    if (m_command == u"backup") {
        return backUp();
    }
    if (m_command == u"restore") {
        return restore();
    }
    if (m_command == u"import-v1") {
        return importV1();
    }
    if (m_command == u"verify-v1") {
        return verifyV1();
    }
    if (m_command == u"export-v1") {
        return exportV1();
    }
    if (m_command == u"archive") {
        return archive();
    }
    if (m_command == u"verify-archive") {
        return verifyArchive();
    }
    QTextStream(stderr) << "evaltrack-server: unknown command " << m_command << Qt::endl;
    return WronglyCalled;
}

int ServerCommands::serve()
{
    const auto configured = configuration();
    if (!configured) {
        return failed(configured.error());
    }
    ServerProcess::Options options;
    options.configuration = *configured;
    if (m_flags.contains(QStringLiteral("demo"))) {
        options.demo = demoOptions();
    }
    options.onProgress = [](const QString &step) {
        say(step + u" …"_qs);
    };
    options.takesOverQtMessages = true;

    TerminationSignals termination;
    ServerProcess server(std::move(options));
    QObject::connect(
        &termination, &TerminationSignals::asked, &server,
        [&server] {
            const auto drainTime = server.configuration().drainTime;
            if (drainTime.count() == 0 || server.isDraining()) { // asked twice: at once
                QCoreApplication::quit();
                return;
            }
            server.beginDrain();
            QTimer::singleShot(drainTime, &server, &QCoreApplication::quit);
        },
        Qt::QueuedConnection);
    if (const auto started = server.start(); !started) {
        return failed(started.error());
    }
    announce(server);
    const int code = QCoreApplication::exec();
    server.stop();
    return code;
}

void ServerCommands::announce(ServerProcess &server) const
{
    if (server.needsFirstAdministrator()) {
        say(QStringLiteral("Nobody can sign in yet: start once with EVALTRACK_ADMIN_EMAIL and "
                           "EVALTRACK_ADMIN_PASSWORD set to make the first administrator"));
    }
    const QHostAddress host = server.host();
    const bool isEverywhere =
        host == QHostAddress(QHostAddress::Any) || host == QHostAddress(QHostAddress::AnyIPv4);
    const QString shown = isEverywhere ? QStringLiteral("localhost")
                          : host.protocol() == QAbstractSocket::IPv6Protocol
                              ? u'[' + host.toString() + u']'
                              : host.toString();
    say(u"EvalTrack serves http://%1:%2"_qs.arg(shown).arg(server.port()));
    if (server.isDemo()) {
        sayAccounts();
    } else if (m_flags.contains(QStringLiteral("demo"))) {
        say(QStringLiteral("The database holds a company already, so the demo was not added; its "
                           "accounts do not exist here"));
    }
}

int ServerCommands::migrate()
{
    const auto configured = configuration();
    if (!configured) {
        return failed(configured.error());
    }
    const auto connection = ServerProcess::connectDatabase(*configured);
    if (!connection) {
        return failed(connection.error());
    }
    const auto database = Database::open(connection->settings);
    if (!database) {
        return failed(database.error());
    }
    const auto report = Migrator(**database).migrate();
    if (!report) {
        return failed(report.error());
    }
    say(u"The database is at version %1; steps done now: %2"_qs.arg(report->version)
            .arg(report->newlyDone.size()));
    return 0;
}

/// For who releases: whether another version can go on beside this one (storage/README.md).
int ServerCommands::schema()
{
    const QList<Migration> migrations = Migrator::compiledIn();
    int needs = 0;
    for (const Migration &migration : migrations) {
        needs = std::max(needs, migration.needs());
    }
    say(u"knows %1"_qs.arg(migrations.size()));
    say(u"needs %1"_qs.arg(needs));
    return 0;
}

int ServerCommands::demo()
{
    const auto configured = configuration();
    if (!configured) {
        return failed(configured.error());
    }
    if (configured->isProduction()) {
        return failed({ErrorCode::Validation, QString::fromLatin1(NoDemoInProduction), {}});
    }
    const auto connection = ServerProcess::connectDatabase(*configured);
    if (!connection) {
        return failed(connection.error());
    }
    DatabaseOptions patient;
    patient.statementTimeout = {};
    const auto database = Database::open(connection->settings, patient);
    if (!database) {
        return failed(database.error());
    }
    DemoCompany company(**database);
    if (m_flags.contains(QStringLiteral("reset"))) {
        if (const auto reset = company.reset(); !reset) {
            return failed(reset.error());
        }
    } else if (const auto migrated = Migrator(**database).migrate(); !migrated) {
        return failed(migrated.error());
    }
    const auto made = company.fill(demoOptions());
    if (!made) {
        return failed(made.error());
    }
    say(u"The demo company has %1 people, %2 events, %3 attendances and %4 evaluations"_qs
            .arg(made->people)
            .arg(made->events)
            .arg(made->attendances)
            .arg(made->evaluations));
    sayAccounts();
    return 0;
}

/// The document of the route table of a server that is started for it, on a free port and without
/// demo.
int ServerCommands::openApi()
{
    auto configured = configuration();
    if (!configured) {
        return failed(configured.error());
    }
    const auto connection = ServerProcess::connectDatabase(*configured);
    if (!connection) {
        return failed(connection.error());
    }
    const auto document = ServerProcess::describe(connection->settings);
    if (!document) {
        return failed(document.error());
    }
    QTextStream(stdout) << QString::fromUtf8(*document) << Qt::endl;
    return 0;
}

int ServerCommands::databaseUrl()
{
    const auto configured = configuration();
    if (!configured) {
        return failed(configured.error());
    }
    const auto settings = configured->database
                              ? Result<ConnectionSettings>(*configured->database)
                              : PrivateCluster::settingsOf(configured->clusterFolder());
    if (!settings) {
        return failed(settings.error());
    }
    say(settings->toUrl());
    return 0;
}

/// Exit code 1 for a ledger that is not whole, as for one that cannot be read.
int ServerCommands::verifyLedger()
{
    const auto configured = configuration();
    if (!configured) {
        return failed(configured.error());
    }
    const auto connection = ServerProcess::connectDatabase(*configured);
    if (!connection) {
        return failed(connection.error());
    }
    DatabaseOptions patient;
    patient.statementTimeout = {};
    const auto database = Database::open(connection->settings, patient);
    if (!database) {
        return failed(database.error());
    }
    const auto report = LedgerVerifier(**database).verify(configured->ledgerFolder());
    if (!report) {
        return failed(report.error());
    }
    if (report->finding) {
        say(u"The ledger is not whole: "_qs + report->finding->detail);
        return Failed;
    }
    say(u"The ledger is whole: %1 captures of %2 devices; %3"_qs.arg(report->captures)
            .arg(report->devices)
            .arg(report->lastCheckpoint
                     ? u"%1 signed checkpoints, the last of %2"_qs.arg(report->checkpoints)
                           .arg(QLatin1StringView(Wire::toIso(*report->lastCheckpoint)))
                     : u"not signed yet"_qs));
    return 0;
}

} // namespace EvalTrack::Server
