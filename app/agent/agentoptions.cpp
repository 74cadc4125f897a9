// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/agentoptions.h"

#include "domain/enrolmentcode.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace EvalTrack {

namespace {

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "EvalTrack capture station: reads badge codes from standard input, one a line, and prints\n"
        "\"recorded <capture-uuid> <code>\" for each once it is durable on this disk. Works "
        "without a network\n"
        "from its first successful sync on; prints \"pending <n>\" at the end of input."));
    parser.addOptions({
        {QStringLiteral("server"), QStringLiteral("The server's address."), QStringLiteral("url")},
        {QStringLiteral("event"), QStringLiteral("The event's number."), QStringLiteral("id")},
        {QStringLiteral("enrol"),
         QStringLiteral("Make this computer the capture station that an administrator gave the "
                        "<code> for; needed once."),
         QStringLiteral("code")},
        {QStringLiteral("user"),
         QStringLiteral("The e-mail of an account that captures, instead of a station of its own."),
         QStringLiteral("email")},
        {QStringLiteral("password-file"),
         QStringLiteral("Its password is the first line of <file>; else EVALTRACK_PASSWORD."),
         QStringLiteral("file")},
        {QStringLiteral("data"), QStringLiteral("Keep everything below <folder>."),
         QStringLiteral("folder")},
        {QStringLiteral("trust"),
         QStringLiteral("Trust the certificate with this SHA-256 <fingerprint>."),
         QStringLiteral("fingerprint")},
        {QStringLiteral("keychain"),
         QStringLiteral("Keep the key of the store and the session in this user's keychain, not in "
                        "files; it has to be open at each start.")},
        {QStringLiteral("leaving"), QStringLiteral("People leave here; otherwise they arrive.")},
        {QStringLiteral("drain"), QStringLiteral("Send what waits; end with 0 when nothing does.")},
        {{QStringLiteral("v"), QStringLiteral("version")},
         QStringLiteral("Print the version and end.")},
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Print this and end.")},
    });
}

std::unexpected<Error> refused(const QString &option, const QString &rule)
{
    return std::unexpected(Error{ErrorCode::Validation, option + u' ' + rule, {{option, rule}}});
}

/// What the file's mode gives away; Windows keeps files of a user's profile to the user.
bool isReadableByOthers(const QString &path)
{
#ifdef Q_OS_UNIX
    return (QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)) !=
           QFile::Permissions();
#else
    Q_UNUSED(path)
    return false;
#endif
}

} // namespace

Result<Redacted<QString>> AgentOptions::passwordIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return refused(QStringLiteral("--password-file"),
                       u"cannot be read: "_qs + file.errorString());
    }
    // A password is short; a file that is not one must not fill the memory.
    QByteArray line = file.readLine(4'096);
    while (line.endsWith('\n') || line.endsWith('\r')) {
        line.chop(1);
    }
    if (line.isEmpty()) {
        return refused(QStringLiteral("--password-file"), QStringLiteral("is empty"));
    }
    return Redacted(QString::fromUtf8(line));
}

Result<AgentOptions> AgentOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments)) {
        return failure(ErrorCode::Validation, parser.errorText());
    }
    if (!parser.positionalArguments().isEmpty()) {
        return failure(ErrorCode::Validation,
                       u"Unknown argument: "_qs + parser.positionalArguments().first());
    }
    AgentOptions options;
    options.onlyVersion = parser.isSet(QStringLiteral("version"));
    options.onlyHelp = parser.isSet(QStringLiteral("help"));
    options.onlyDrain = parser.isSet(QStringLiteral("drain"));
    options.direction =
        parser.isSet(QStringLiteral("leaving")) ? Direction::Leaving : Direction::Arriving;
    options.usesKeychain = parser.isSet(QStringLiteral("keychain"));
    if (options.onlyVersion || options.onlyHelp) {
        return options;
    }

    options.server = QUrl(parser.value(QStringLiteral("server")), QUrl::StrictMode);
    const bool isHttp = options.server.scheme() == u"http" || options.server.scheme() == u"https";
    if (!options.server.isValid() || !isHttp || options.server.host().isEmpty()) {
        return refused(QStringLiteral("--server"),
                       QStringLiteral("must be an http or https address"));
    }
    bool isNumber = false;
    options.event = EventId(parser.value(QStringLiteral("event")).toLongLong(&isNumber));
    if (!options.onlyDrain && (!isNumber || options.event.value() < 1)) {
        return refused(QStringLiteral("--event"), QStringLiteral("must be the number of an event"));
    }
    options.email = parser.value(QStringLiteral("user")).trimmed();
    if (parser.isSet(QStringLiteral("user")) && options.email.isEmpty()) {
        return refused(QStringLiteral("--user"), QStringLiteral("must be an e-mail address"));
    }
    if (parser.isSet(QStringLiteral("enrol"))) {
        if (!options.email.isEmpty()) {
            return refused(QStringLiteral("--enrol"), QStringLiteral("goes without --user"));
        }
        const auto code = EnrolmentCode::fromTyped(parser.value(QStringLiteral("enrol")));
        if (!code) {
            return refused(QStringLiteral("--enrol"),
                           QStringLiteral("must be a code such as 7H3KP-0QWXZ"));
        }
        options.enrolmentCode = EnrolmentCode::grouped(*code);
    }
    if (parser.isSet(QStringLiteral("password-file"))) {
        options.passwordFile = parser.value(QStringLiteral("password-file"));
        auto password = passwordIn(options.passwordFile);
        if (!password) {
            return std::unexpected(password.error());
        }
        if (isReadableByOthers(options.passwordFile)) {
            options.warnings.append(
                u"other users of this computer can read %1; chmod 600 keeps it to you"_qs.arg(
                    options.passwordFile));
        }
        options.password = *std::move(password);
    } else if (qEnvironmentVariableIsSet("EVALTRACK_PASSWORD")) {
        options.password = Redacted(qEnvironmentVariable("EVALTRACK_PASSWORD"));
    }
    options.dataFolder = parser.value(QStringLiteral("data"));
    if (options.dataFolder.isEmpty()) {
        options.dataFolder = qEnvironmentVariable("EVALTRACK_DATA");
    }
    if (options.dataFolder.isEmpty()) {
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    }
    options.dataFolder = QDir(options.dataFolder).absolutePath();
    options.trustedCertificate = parser.value(QStringLiteral("trust"));
    return options;
}

QString AgentOptions::helpText()
{
    QCommandLineParser parser;
    declare(parser);
    return parser.helpText();
}

} // namespace EvalTrack
