// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/openapidocument.h"
#include "http/openapishapes.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace EvalTrack::Server {
namespace {

Route route(Verb verb, const char *path, Access access)
{
    Route made;
    made.verb = verb;
    made.path = path;
    made.access = access;
    made.summary = "Something";
    return made;
}

class OpenApiDocumentTest : public testing::Test
{
protected:
    [[nodiscard]] QJsonObject operation(const char *path, const char *verb) const
    {
        return document.value(QLatin1String("paths"))
            .toObject()
            .value(QLatin1String(path))
            .toObject()
            .value(QLatin1String(verb))
            .toObject();
    }

    const RouteTable routes{route(Verb::Get, "/health", Public{}),
                            route(Verb::Get, "/users/:id", SignedIn{}),
                            route(Verb::Patch, "/users/:id", Permission::ManageAccounts),
                            route(Verb::Delete, "/users/:id", Permission::ManageAccounts)};
    const QJsonObject document =
        QJsonDocument::fromJson(openApiDocument(routes, QStringLiteral("2.1.0"))).object();
};

TEST_F(OpenApiDocumentTest, HasEachRoute)
{
    EXPECT_EQ(document.value(QLatin1String("openapi")).toString(), QStringLiteral("3.1.0"));
    EXPECT_EQ(document.value(QLatin1String("paths")).toObject().size(), 2);
    EXPECT_EQ(operation("/users/{id}", "get").value(QLatin1String("operationId")).toString(),
              QStringLiteral("get_users_id"));
    EXPECT_FALSE(operation("/users/{id}", "patch").isEmpty());
    EXPECT_FALSE(operation("/users/{id}", "delete").isEmpty());
}

TEST_F(OpenApiDocumentTest, SaysWhoMayCall)
{
    EXPECT_TRUE(operation("/health", "get").value(QLatin1String("security")).toArray().isEmpty());
    EXPECT_FALSE(
        operation("/users/{id}", "get").value(QLatin1String("security")).toArray().isEmpty());
    EXPECT_EQ(operation("/users/{id}", "get").value(QLatin1String("x-roles")).toArray().size(), 4);
    EXPECT_EQ(operation("/users/{id}", "patch").value(QLatin1String("x-roles")).toArray(),
              QJsonArray{QStringLiteral("ADMIN")});
}

TEST_F(OpenApiDocumentTest, RefersOnlyToWhatItDefines)
{
    const QJsonObject defined = document.value(QLatin1String("components"))
                                    .toObject()
                                    .value(QLatin1String("responses"))
                                    .toObject();
    for (const char *verb : {"get", "patch", "delete"}) {
        const QJsonObject answers =
            operation("/users/{id}", verb).value(QLatin1String("responses")).toObject();
        EXPECT_TRUE(answers.contains(QLatin1String("404")));
        for (const QJsonValue &answer : answers) {
            const QString reference = answer.toObject().value(QLatin1String("$ref")).toString();
            EXPECT_TRUE(reference.isEmpty() || defined.contains(reference.section(u'/', -1)))
                << qPrintable(reference);
        }
    }
}

TEST(OpenApiAnswersTest, AreThoseThatTheRoutesGive)
{
    const RouteTable routes{route(Verb::Post, "/auth/login", Public{}),
                            route(Verb::Post, "/auth/refresh", Public{}),
                            route(Verb::Post, "/auth/logout", Public{}),
                            route(Verb::Post, "/events", Permission::ManageEvents),
                            route(Verb::Get, "/sync/changes", SignedIn{})};
    const QJsonObject paths =
        QJsonDocument::fromJson(openApiDocument(routes, QStringLiteral("2.1.0")))
            .object()
            .value(QLatin1String("paths"))
            .toObject();
    const auto answers = [&paths](const char *path, const char *verb) {
        return paths.value(QLatin1String(path))
            .toObject()
            .value(QLatin1String(verb))
            .toObject()
            .value(QLatin1String("responses"))
            .toObject()
            .keys()
            .join(u' ');
    };

    EXPECT_EQ(answers("/auth/login", "post"), u"200 400 401 409 413 429 500 503");
    EXPECT_EQ(answers("/auth/refresh", "post"), u"201 400 401 403 409 413 500 503");
    EXPECT_EQ(answers("/auth/logout", "post"), u"204 400 409 413 500 503");
    EXPECT_EQ(answers("/events", "post"), u"201 400 401 403 409 413 422 500 503");
    EXPECT_EQ(answers("/sync/changes", "get"), u"200 304 400 401 410 500 503");
}

TEST(OpenApiParametersTest, ChangesOfOneRecordTakeItsRevision)
{
    const RouteTable routes{route(Verb::Get, "/devices/:id", SignedIn{}),
                            route(Verb::Patch, "/devices/:id", SignedIn{}),
                            route(Verb::Post, "/devices/:id/code", SignedIn{}),
                            route(Verb::Post, "/devices", SignedIn{})};
    const QJsonObject paths =
        QJsonDocument::fromJson(openApiDocument(routes, QStringLiteral("2.1.0")))
            .object()
            .value(QLatin1String("paths"))
            .toObject();
    const auto takesIfMatch = [&paths](const char *path, const char *verb) {
        const QJsonArray parameters = paths.value(QLatin1String(path))
                                          .toObject()
                                          .value(QLatin1String(verb))
                                          .toObject()
                                          .value(QLatin1String("parameters"))
                                          .toArray();
        return std::any_of(parameters.begin(), parameters.end(), [](const QJsonValue &parameter) {
            return parameter.toObject().value(QLatin1String("name")).toString() == u"If-Match";
        });
    };

    EXPECT_TRUE(takesIfMatch("/devices/{id}", "patch"));
    EXPECT_TRUE(takesIfMatch("/devices/{id}/code", "post"));
    EXPECT_FALSE(takesIfMatch("/devices", "post"));
    EXPECT_FALSE(takesIfMatch("/devices/{id}", "get"));
}

/// Every "$ref" below a value.
QStringList references(const QJsonValue &value)
{
    QStringList found;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto entry = object.constBegin(); entry != object.constEnd(); ++entry) {
            found += entry.key() == QLatin1String("$ref") ? QStringList(entry.value().toString())
                                                          : references(entry.value());
        }
    }
    const QJsonArray elements = value.toArray();
    for (const QJsonValue &element : elements) {
        found += references(element);
    }
    return found;
}

TEST(OpenApiShapesTest, NameSchemasThatExist)
{
    RouteTable routes;
    for (const OperationShape &shape : operationShapes()) {
        routes.append(route(shape.verb, shape.path, SignedIn{}));
    }
    const QJsonObject document =
        QJsonDocument::fromJson(openApiDocument(routes, QStringLiteral("2.1.0"))).object();
    const QJsonObject components = document.value(QLatin1String("components")).toObject();

    const QStringList all = references(document);

    EXPECT_GT(all.size(), 100);
    for (const QString &reference : all) {
        const QStringList parts = reference.split(u'/');
        ASSERT_EQ(parts.size(), 4) << qPrintable(reference);
        EXPECT_TRUE(components.value(parts.at(2)).toObject().contains(parts.at(3)))
            << qPrintable(reference);
    }
}

} // namespace
} // namespace EvalTrack::Server
