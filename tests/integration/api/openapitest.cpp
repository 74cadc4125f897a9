// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "http/openapishapes.h"

#include <QDir>
#include <QFile>

using namespace EvalTrack;
using namespace EvalTrack::Server;
using namespace EvalTrack::Test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Judges values by the part of JSON Schema that our document uses. Stricter in one thing: a member
/// that the schema does not name is an error, because then the document keeps something back.
class SchemaValidator
{
public:
    explicit SchemaValidator(const QJsonObject &document)
        : m_schemas(document.value("components"_L1).toObject().value("schemas"_L1).toObject())
    {}

    /// What is wrong with it, each with its place; nothing when it fits.
    [[nodiscard]] QStringList errors(const QJsonValue &value, const QJsonObject &schema,
                                     const QString &place = {}) const
    {
        if (const QString name = schema.value("$ref"_L1).toString(); !name.isEmpty()) {
            return errors(value, m_schemas.value(name.section(u'/', -1)).toObject(), place);
        }
        if (const QJsonArray choices = schema.value("oneOf"_L1).toArray(); !choices.isEmpty()) {
            QStringList all;
            for (const QJsonValue &choice : choices) {
                const QStringList found = errors(value, choice.toObject(), place);
                if (found.isEmpty()) {
                    return {};
                }
                all += found;
            }
            return all;
        }
        if (!isOfType(value, schema.value("type"_L1))) {
            return {place + u" is of another type"_qs};
        }
        const QJsonArray names = schema.value("enum"_L1).toArray();
        if (!names.isEmpty() && !names.contains(value)) {
            return {place + u" is not one of the names"_qs};
        }
        QStringList found;
        const QJsonArray elements = value.toArray();
        for (const QJsonValue &element : elements) {
            found += errors(element, schema.value("items"_L1).toObject(), place + u"[]"_qs);
        }
        return found + memberErrors(value.toObject(), schema, place);
    }

private:
    [[nodiscard]] QStringList memberErrors(const QJsonObject &object, const QJsonObject &schema,
                                           const QString &place) const
    {
        QStringList found;
        const QJsonObject properties = schema.value("properties"_L1).toObject();
        const QJsonValue others = schema.value("additionalProperties"_L1);
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString here = place + u'.' + member.key();
            if (properties.contains(member.key())) {
                found += errors(*member, properties.value(member.key()).toObject(), here);
            } else if (others.isObject()) {
                found += errors(*member, others.toObject(), here);
            } else if (schema.contains("type"_L1)) {
                found.append(here + u" is not described"_qs);
            }
        }
        const QJsonArray required = schema.value("required"_L1).toArray();
        for (const QJsonValue &name : required) {
            if (!object.contains(name.toString())) {
                found.append(place + u'.' + name.toString() + u" is missing"_qs);
            }
        }
        return found;
    }
    [[nodiscard]] static bool isOfType(const QJsonValue &value, const QJsonValue &type)
    {
        if (type.isUndefined()) {
            return true;
        }
        if (type.isArray()) {
            const QJsonArray types = type.toArray();
            return std::any_of(types.begin(), types.end(),
                               [&](const QJsonValue &one) { return isOfType(value, one); });
        }
        const QString name = type.toString();
        return (name == u"object" && value.isObject()) || (name == u"array" && value.isArray()) ||
               (name == u"string" && value.isString()) || (name == u"boolean" && value.isBool()) ||
               (name == u"null" && value.isNull()) || (name == u"number" && value.isDouble()) ||
               (name == u"integer" && value.isDouble() &&
                value.toDouble() == static_cast<double>(value.toInteger()));
    }

    QJsonObject m_schemas;
};

struct Golden
{
    QByteArray name;
    int status = 0;
    QJsonValue body = QJsonValue::Undefined;
};

QList<Golden> goldens()
{
    QList<Golden> all;
    const QFileInfoList files =
        QDir(QStringLiteral(EVALTRACK_TEST_DATA "/contract")).entryInfoList({u"*.json"_qs});
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const int status = file.readLine().trimmed().toInt();
        QByteArray text = file.readAll().trimmed();
        text.replace("\"<number>\"", "0");
        const QJsonValue body =
            QJsonDocument::fromJson("[" + (text.isEmpty() ? QByteArray("null") : text) + "]")
                .array()
                .at(0);
        all.append({info.completeBaseName().toLatin1(), status, body});
    }
    return all;
}

struct Operation
{
    QByteArray verb;
    QByteArray path;

    bool operator==(const Operation &) const = default;
};

/// Which operation a golden file is an answer of, by the beginning of its name: the longest that
/// fits.
Operation operationOf(const QByteArray &golden)
{
    static const QList<std::pair<QByteArray, Operation>> table{
        {"health-live", {"GET", "/health/live"}},
        {"health-ready", {"GET", "/health/ready"}},
        {"health", {"GET", "/health"}},
        {"ready", {"GET", "/ready"}},
        {"admin-status", {"GET", "/admin/status"}},
        {"admin-errors", {"GET", "/admin/errors"}},
        {"dashboard", {"GET", "/dashboard"}},
        {"auth-login", {"POST", "/auth/login"}},
        {"auth-refresh", {"POST", "/auth/refresh"}},
        {"auth-me", {"GET", "/auth/me"}},
        {"users-list", {"GET", "/users"}},
        {"users-page", {"GET", "/users"}},
        {"users-create", {"POST", "/users"}},
        {"users-get", {"GET", "/users/:id"}},
        {"users-change", {"PATCH", "/users/:id"}},
        {"employees-page", {"GET", "/employees"}},
        {"employees-pin", {"GET", "/employees/:id/pin"}},
        {"employees-search", {"GET", "/employees"}},
        {"employees-create", {"POST", "/employees"}},
        {"employees-get", {"GET", "/employees/:id"}},
        {"employees-change", {"PATCH", "/employees/:id"}},
        {"employees-history", {"GET", "/employees/:id/history"}},
        {"documents-add", {"POST", "/employees/:id/documents"}},
        {"documents-list", {"GET", "/employees/:id/documents"}},
        {"documents-get", {"GET", "/documents/:id"}},
        {"documents-change", {"PATCH", "/documents/:id"}},
        {"views-list", {"GET", "/views"}},
        {"views-share", {"POST", "/views"}},
        {"views-withdraw", {"DELETE", "/views/:id"}},
        {"departments-list", {"GET", "/departments"}},
        {"departments-create", {"POST", "/departments"}},
        {"departments-get", {"GET", "/departments/:id"}},
        {"departments-change", {"PATCH", "/departments/:id"}},
        {"devices-page", {"GET", "/devices"}},
        {"devices-create", {"POST", "/devices"}},
        {"devices-get", {"GET", "/devices/:id"}},
        {"devices-change", {"PATCH", "/devices/:id"}},
        {"devices-code", {"POST", "/devices/:id/code"}},
        {"devices-enrol", {"POST", "/devices/enrol"}},
        {"devices-self", {"GET", "/devices/self"}},
        {"events-list", {"GET", "/events"}},
        {"events-create", {"POST", "/events"}},
        {"events-get", {"GET", "/events/:id"}},
        {"events-change", {"PATCH", "/events/:id"}},
        {"events-check-in-key", {"GET", "/events/:id/check-in-key"}},
        {"attendances-check-in", {"POST", "/attendances/check-in"}},
        {"events-toggle", {"PATCH", "/events/:id/toggle-status"}},
        {"attendances-list", {"GET", "/attendances"}},
        {"attendances-create", {"POST", "/attendances"}},
        {"attendances-report", {"GET", "/attendances/report"}},
        {"attendances-get", {"GET", "/attendances/:id"}},
        {"attendances-change", {"PATCH", "/attendances/:id"}},
        {"attendances-confirm", {"PATCH", "/attendances/:id/confirm"}},
        {"attendances-explanation", {"GET", "/attendances/:id/explanation"}},
        {"attendances-correction", {"POST", "/attendances/:id/corrections"}},
        {"reviews-list", {"GET", "/reviews"}},
        {"reviews-decided", {"GET", "/reviews"}},
        {"reviews-decisions", {"POST", "/reviews/decisions"}},
        {"evaluations-list", {"GET", "/evaluations"}},
        {"evaluations-create", {"POST", "/evaluations"}},
        {"evaluations-report", {"GET", "/evaluations/report"}},
        {"evaluations-get", {"GET", "/evaluations/:id"}},
        {"evaluations-comment", {"PATCH", "/evaluations/:id"}},
        {"evaluations-answer", {"PATCH", "/evaluations/:id/answer"}},
        {"evaluations-grade", {"PATCH", "/evaluations/:id/grade"}},
        {"imports-list", {"GET", "/imports"}},
        {"imports-open", {"POST", "/imports"}},
        {"imports-carry-out", {"POST", "/imports/:id/carry-out"}},
        {"imports-undo", {"POST", "/imports/:id/undo"}},
        {"legacy-tray", {"GET", "/legacy/tray"}},
        {"legacy-decide", {"PATCH", "/legacy/tray/:id"}},
        {"legacy-sources", {"GET", "/legacy/sources"}},
        {"legacy-look", {"POST", "/legacy/sources"}},
        {"legacy-runs", {"GET", "/legacy/runs"}},
        {"legacy-run-started", {"POST", "/legacy/runs"}},
        {"legacy-run-one", {"GET", "/legacy/runs/:id"}},
        {"legacy-run-cancelled", {"POST", "/legacy/runs/:id/cancel"}},
        {"sync-changes", {"GET", "/sync/changes"}},
        {"activity", {"GET", "/activity"}},
        {"sync-copy", {"GET", "/sync/changes"}},
        {"sync-captures", {"POST", "/sync/captures"}},
        {"sync-seats", {"POST", "/sync/seats"}},
    };
    for (const auto &[beginning, operation] : table) {
        if (golden.startsWith(beginning)) {
            return operation;
        }
    }
    return {};
}

} // namespace

class OpenApiTest : public ApiFixture
{
protected:
    [[nodiscard]] QJsonObject schemaOf(const Operation &operation, int status) const
    {
        QString path = QString::fromLatin1(operation.path);
        path.replace(u":id"_qs, u"{id}"_qs);
        return m_document.value("paths"_L1)
            .toObject()
            .value(path)
            .toObject()
            .value(QString::fromLatin1(operation.verb.toLower()))
            .toObject()
            .value("responses"_L1)
            .toObject()
            .value(QString::number(status))
            .toObject()
            .value("content"_L1)
            .toObject()
            .value("application/json"_L1)
            .toObject()
            .value("schema"_L1)
            .toObject();
    }

    const QJsonObject m_document = get("/openapi.json", {}).object();
};

TEST_F(OpenApiTest, DescribesTheAnswersOfTheContract)
{
    const SchemaValidator validator(m_document);
    const QJsonObject error{{u"$ref"_qs, u"#/components/schemas/Error"_qs}};
    QList<Operation> seen;
    for (const Golden &golden : goldens()) {
        SCOPED_TRACE(golden.name.constData());
        if (golden.status >= 400) {
            EXPECT_EQ(validator.errors(golden.body, error), QStringList());
            continue;
        }
        if (golden.body.isNull() || golden.name == "openapi-keys") {
            continue;
        }
        const Operation operation = operationOf(golden.name);
        ASSERT_FALSE(operation.path.isEmpty()) << "of which operation is it?";
        const QJsonObject schema = schemaOf(operation, golden.status);
        EXPECT_FALSE(schema.isEmpty()) << "is not described";
        EXPECT_EQ(validator.errors(golden.body, schema), QStringList());
        seen.append(operation);
    }
    for (const OperationShape &shape : operationShapes()) {
        if (shape.response != nullptr) {
            EXPECT_TRUE(seen.contains({name(shape.verb).toByteArray(), shape.path}))
                << shape.path << " has no golden file";
        }
    }
}

TEST_F(OpenApiTest, DescribesWhatIsAskedOfALongList)
{
    const QJsonArray parameters = m_document.value("paths"_L1)
                                      .toObject()
                                      .value("/sync/changes"_L1)
                                      .toObject()
                                      .value("get"_L1)
                                      .toObject()
                                      .value("parameters"_L1)
                                      .toArray();
    QStringList names;
    for (const QJsonValue &parameter : parameters) {
        names.append(parameter.toObject().value("name"_L1).toString());
    }
    for (const auto name :
         {"limit"_L1, "cursor"_L1, "since"_L1, "until"_L1, "stalls"_L1, "unsent"_L1}) {
        EXPECT_TRUE(names.contains(name)) << name.data();
    }
    EXPECT_EQ(schemaOf({"GET", "/users"}, 200).value("oneOf"_L1).toArray().size(), 2);
    EXPECT_FALSE(schemaOf({"GET", "/employees"}, 200).contains("oneOf"_L1)) << "always pages";
}
