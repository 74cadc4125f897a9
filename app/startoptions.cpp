// SPDX-License-Identifier: GPL-3.0-or-later
#include "startoptions.h"

#include "shell/pagelink.h"

#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

namespace EvalTrack {

namespace {

constexpr double ScaleMax = 3;

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("EvalTrack: people, events, attendance and evaluations."));
    parser.addPositionalArgument(
        QStringLiteral("link"),
        QStringLiteral(
            "What to open: evaltrack://event/<uuid>, …/person/<uuid>, evaltrack://reports."),
        QStringLiteral("[link]"));
    parser.addOptions({
        {QStringLiteral("demo"), QStringLiteral("Work on this computer with the demo company.")},
        {QStringLiteral("server"), QStringLiteral("Work with the server at <url>."),
         QStringLiteral("url")},
        {QStringLiteral("kiosk"),
         QStringLiteral("A capture station: where it is none yet, asks for server and code.")},
        {QStringLiteral("data"), QStringLiteral("Keep everything below <folder>."),
         QStringLiteral("folder")},
        {QStringLiteral("tour"),
         QStringLiteral("Sign in to a demo that is made for it, write a picture of every screen to "
                        "<folder>, end."),
         QStringLiteral("folder")},
        {QStringLiteral("role"), QStringLiteral("Whose tour: admin, hr or employee."),
         QStringLiteral("role"), QStringLiteral("admin")},
        {QStringLiteral("language"),
         QStringLiteral("es or en. On a tour also pseudo: longer texts, read from the right."),
         QStringLiteral("language")},
        {QStringLiteral("theme"), QStringLiteral("light, dark or contrast."),
         QStringLiteral("theme")},
        {QStringLiteral("scale"), QStringLiteral("How large everything is drawn: 1 to 3."),
         QStringLiteral("factor")},
        {{QStringLiteral("v"), QStringLiteral("version")},
         QStringLiteral("Print the version and end.")},
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Print this and end.")},
    });
}

std::unexpected<Error> refused(const QString &option, const QString &rule)
{
    return std::unexpected(Error{ErrorCode::Validation, option + u' ' + rule, {{option, rule}}});
}

std::optional<Role> roleOf(const QString &word)
{
    if (word == u"admin") {
        return Role::Admin;
    }
    if (word == u"hr") {
        return Role::HumanResources;
    }
    return word == u"employee" ? std::optional(Role::Employee) : std::nullopt;
}

} // namespace

Result<StartOptions> StartOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments)) {
        return failure(ErrorCode::Validation, parser.errorText());
    }
    StartOptions options;
    const QStringList links = parser.positionalArguments();
    if (!links.isEmpty()) {
        options.link = QUrl(links.first(), QUrl::StrictMode);
        if (links.size() > 1 || !PageLink::fromUrl(options.link)) {
            return failure(ErrorCode::Validation, u"Unknown argument: "_qs + links.last());
        }
    }
    options.onlyVersion = parser.isSet(QStringLiteral("version"));
    options.onlyHelp = parser.isSet(QStringLiteral("help"));
    options.withDemo = parser.isSet(QStringLiteral("demo")) || parser.isSet(QStringLiteral("tour"));

    options.isKiosk = parser.isSet(QStringLiteral("kiosk"));
    options.dataFolder = parser.value(QStringLiteral("data"));
    if (options.dataFolder.isEmpty()) {
        options.dataFolder = qEnvironmentVariable("EVALTRACK_DATA");
    }
    const bool isOnTour = parser.isSet(QStringLiteral("tour"));
    if (options.dataFolder.isEmpty() && !isOnTour) {
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    }
    if (!options.dataFolder.isEmpty()) {
        options.dataFolder = QDir(options.dataFolder).absolutePath();
    }

    if (parser.isSet(QStringLiteral("server"))) {
        const QUrl url(parser.value(QStringLiteral("server")), QUrl::StrictMode);
        if (!url.isValid() || (url.scheme() != u"http" && url.scheme() != u"https") ||
            url.host().isEmpty()) {
            return refused(QStringLiteral("--server"),
                           QStringLiteral("must be an http or https address"));
        }
        // As a person's typing is taken: what is stored of a server is compared with this.
        options.server = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery |
                                      QUrl::RemoveFragment | QUrl::StripTrailingSlash);
        if (options.server->path() == u"/") {
            options.server->setPath(QString());
        }
    }
    if (isOnTour) {
        options.tourFolder = parser.value(QStringLiteral("tour"));
    }
    const auto role = roleOf(parser.value(QStringLiteral("role")));
    if (!role) {
        return refused(QStringLiteral("--role"), QStringLiteral("must be admin, hr or employee"));
    }
    options.tourRole = *role;
    if (parser.isSet(QStringLiteral("language"))) {
        options.language = parser.value(QStringLiteral("language"));
        const bool isTried = isOnTour && options.language == u"pseudo";
        if (options.language != u"es" && options.language != u"en" && !isTried) {
            return refused(QStringLiteral("--language"), QStringLiteral("must be es or en"));
        }
    }
    if (parser.isSet(QStringLiteral("theme"))) {
        options.theme = parser.value(QStringLiteral("theme"));
        if (options.theme != u"light" && options.theme != u"dark" && options.theme != u"contrast") {
            return refused(QStringLiteral("--theme"),
                           QStringLiteral("must be light, dark or contrast"));
        }
    }
    if (parser.isSet(QStringLiteral("scale"))) {
        bool isNumber = false;
        options.scale = parser.value(QStringLiteral("scale")).toDouble(&isNumber);
        if (!isNumber || !(*options.scale >= 1 && *options.scale <= ScaleMax)) {
            return refused(QStringLiteral("--scale"), QStringLiteral("must be 1 to 3"));
        }
    }
    return options;
}

QString StartOptions::helpText()
{
    QCommandLineParser parser;
    declare(parser);
    return parser.helpText();
}

} // namespace EvalTrack
