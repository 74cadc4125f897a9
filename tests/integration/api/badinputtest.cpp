// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "wire/checkincode.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;

namespace {

/// A request that is right, so that one wrong field is what is refused.
struct Example
{
    QByteArray verb;
    QByteArray path; ///< As the OpenAPI document writes it.
    QByteArray body;
    QStringList required;
    qint64 id = 0; ///< For {id}.
    ApiFixture::Person caller;
    int refusal = 0; ///< What answers it here, where what it asks for cannot be had.
};

/// A field in a body: a key, or a key of the first element of an array.
struct Field
{
    QStringList path;
    QJsonObject schema;
};

QJsonObject with(QJsonObject object, const QStringList &path, const QJsonValue &value)
{
    if (path.size() == 1) {
        if (value.isUndefined()) {
            object.remove(path.first());
        } else {
            object.insert(path.first(), value);
        }
        return object;
    }
    object.insert(path.first(),
                  QJsonArray{with(object.value(path.first()).toArray().at(0).toObject(),
                                  path.sliced(1), value)});
    return object;
}

QByteArray withRaw(const QJsonObject &object, const QStringList &path, const QByteArray &raw)
{
    return QJsonDocument(with(object, path, QStringLiteral("@here@")))
        .toJson(QJsonDocument::Compact)
        .replace("\"@here@\"", raw);
}

} // namespace

class BadInputTest : public ApiFixture
{
protected:
    void SetUp() override
    {
        ApiFixture::SetUp();
        const qint64 event = addEvent(",\"preguntas\":[\"¿Qué tal?\"]");
        m_event = QByteArray::number(event);
        m_second = addPerson(u"Sara Sol"_qs, u"sara@empresa.com"_qs, "EMPLEADO", "B-5");
        const ApiAnswer answer =
            post("/attendances", QByteArray("{\"eventId\":" + m_event + "}"), m_employee);
        const QByteArray attendance =
            QByteArray::number(answer.object().value(QLatin1String("id")).toInteger());
        ASSERT_EQ(patch("/attendances/" + attendance + "/confirm", {}, m_employee).status, 200);
        sql("insert into attendances (event_id, user_id, status, attended_at) values ($1, $2, "
            "'CONFIRMED', now()) returning 1",
            {event, m_second.id});
        const QByteArray refresh =
            post("/auth/login", "{\"email\":\"ana@empresa.com\",\"password\":\"secreta-123\"}", {})
                .object()
                .value(QLatin1String("refresh_token"))
                .toString()
                .toLatin1();
        const QByteArray date = isoFromNow(600);
        const qint64 station = addStation().device;
        const qint64 document =
            post("/employees/" + QByteArray::number(m_other.id) + "/documents",
                 R"({"kind":"OTHER","title":"Nota","fileName":"nota.txt","content":"aG9sYQ=="})",
                 m_hr)
                .object()
                .value(QLatin1String("id"))
                .toInteger();
        const QByteArray code =
            post("/devices", R"({"name":"Puerta sur","exitPin":"1234"})", m_admin)
                .object()
                .value(QLatin1String("enrolmentCode"))
                .toString()
                .toLatin1();
        const auto key =
            Wire::parseCheckInKey(get("/events/" + m_event + "/check-in-key", m_hr).object());
        ASSERT_TRUE(key);
        const QString checkInCode =
            Wire::makeCheckInCode(key->event, Wire::checkInStepAt(key->serverTime), key->key);
        m_import = post("/imports",
                        R"({"uuid":"0190a0b0-0000-7000-8000-000000000002","kind":"PEOPLE",)"
                        R"("fileName":"b.csv"})",
                        m_hr)
                       .object()
                       .value(QLatin1String("id"))
                       .toInteger();
        const qint64 waiting =
            sql("insert into legacy_tray (source, source_id, reason, content) values "
                "('attendance', 7, 'record.orphan', '{}') returning id");
        m_examples = {
            {"POST",
             "/auth/login",
             R"({"email":"omar@empresa.com","password":"secreta-123"})",
             {u"email"_qs, u"password"_qs},
             0,
             {}},
            {"POST",
             "/auth/refresh",
             R"({"refresh_token":")" + refresh + R"("})",
             {u"refresh_token"_qs},
             0,
             {}},
            {"POST",
             "/users",
             R"({"name":"Nora Nueva","email":"nora@empresa.com","password":"clave-larga","role":"EMPLEADO"})",
             {u"name"_qs, u"email"_qs, u"password"_qs},
             0,
             m_admin},
            {"PATCH",
             "/users/{id}",
             R"({"name":"Omar Otero","email":"otero@empresa.com","role":"EMPLEADO","isActive":true})",
             {},
             m_other.id,
             m_admin},
            {"POST",
             "/employees",
             R"({"firstName":"Pía","lastName":"Paz","badgeCode":"B-70","departmentId":1,"birthDate":"1990-02-03"})",
             {u"firstName"_qs},
             0,
             m_hr},
            {"PATCH",
             "/employees/{id}",
             R"({"firstName":"Omar","lastName":"Ochoa","phone":"0412","isActive":true})",
             {},
             m_other.id,
             m_hr},
            {"POST",
             "/employees/{id}/documents",
             R"({"kind":"CONTRACT","title":"Contrato","fileName":"contrato.pdf","mediaType":"application/pdf","content":"JVBERi0xLjcKaG9sYQ==","validUntil":"2027-01-31"})",
             {u"kind"_qs, u"title"_qs, u"fileName"_qs, u"content"_qs},
             m_other.id,
             m_hr},
            {"PATCH",
             "/documents/{id}",
             R"({"kind":"OTHER","title":"Anexo","validUntil":"2027-01-31"})",
             {},
             document,
             m_hr},
            {"POST",
             "/departments",
             R"({"name":"Compras","parentId":2,"headId":2})",
             {u"name"_qs},
             0,
             m_hr},
            {"PATCH", "/departments/{id}", R"({"name":"Tesorería","headId":2})", {}, 2, m_hr},
            {"POST",
             "/views",
             R"({"list":"people","name":"Ingresos","roles":["EMPLEADO"],"state":{"frozen":1}})",
             {u"list"_qs, u"name"_qs, u"roles"_qs, u"state"_qs},
             0,
             m_hr},
            {"POST",
             "/events",
             R"({"title":"Charla","date":")" + date +
                 R"(","duration":60,"maxAttendees":20,"preguntas":["¿Qué tal?"],"zone":"America/Lima"})",
             {u"title"_qs, u"date"_qs, u"duration"_qs},
             0,
             m_admin},
            {"PATCH",
             "/events/{id}",
             R"({"title":"Charla","duration":60,"registration":"OPEN","zone":"America/Lima"})",
             {},
             event,
             m_hr},
            {"POST",
             "/attendances",
             R"({"eventId":)" + m_event + R"(,"notes":"Llego tarde"})",
             {u"eventId"_qs},
             0,
             m_other},
            {"PATCH",
             "/attendances/{id}",
             R"({"status":"CONFIRMED","notes":"Bien"})",
             {},
             attendance.toLongLong(),
             m_hr},
            {"POST",
             "/attendances/{id}/corrections",
             R"({"attendedAt":")" + isoFromNow(-5) + R"(","reason":"El lector estaba apagado"})",
             {u"reason"_qs},
             attendance.toLongLong(),
             m_hr},
            {"POST", "/employees/{id}/pin", R"({"pin":"4711"})", {}, m_other.id, m_hr},
            {"POST",
             "/attendances/check-in",
             "{\"code\":\"" + checkInCode.toUtf8() + "\"}",
             {u"code"_qs},
             0,
             m_other},
            {"POST",
             "/reviews/decisions",
             R"({"decision":"REJECT","captureIds":[")" + uuidText() + R"("],"reason":"No era"})",
             {u"decision"_qs, u"captureIds"_qs},
             0,
             m_hr},
            {"PATCH",
             "/legacy/tray/{id}",
             R"({"isDecided":true,"note":"Hecho"})",
             {u"isDecided"_qs},
             waiting,
             m_hr},
            {"POST",
             "/legacy/sources",
             R"({"accountsUrl":null,"businessUrl":null,"zone":null})",
             {},
             0,
             m_admin,
             400},
            {"POST",
             "/legacy/runs",
             R"({"kind":"dryRun","accountsUrl":null,"businessUrl":null})",
             {u"kind"_qs},
             0,
             m_admin,
             400},
            {"PATCH", "/evaluations/{id}", R"({"feedback":"Muy útil"})", {}, 1, m_employee},
            {"PATCH",
             "/evaluations/{id}/answer",
             R"({"answers":[{"questionId":1,"response":"Mucho"}]})",
             {u"answers"_qs},
             1,
             m_employee},
            {"PATCH",
             "/evaluations/{id}/grade",
             R"({"score":8,"feedback":"Bien"})",
             {u"score"_qs},
             1,
             m_hr},
            {"POST",
             "/sync/captures",
             R"({"captures":[{"captureId":")" + uuidText() + R"(","eventId":)" + m_event +
                 R"(,"code":"B-2","deviceId":")" + uuidText() +
                 R"(","deviceSequence":1,"bootId":")" + uuidText() + R"(","capturedAt":")" +
                 isoFromNow(0) + R"(","zone":"UTC","monotonicMs":1,"method":"BADGE"}]})",
             {u"captures"_qs},
             0,
             m_hr},
            {"POST",
             "/imports",
             R"({"uuid":"0190a0b0-0000-7000-8000-000000000001","kind":"PEOPLE","fileName":"a.csv"})",
             {u"uuid"_qs, u"kind"_qs, u"fileName"_qs},
             0,
             m_hr},
            {"POST",
             "/imports/{id}/lines",
             R"({"lines":[{"line":2,"uuid":"0190a0b0-0000-7000-8000-00000000000a","revision":null,)"
             R"("fields":{"name":"Ana Importada"}}]})",
             {u"lines"_qs},
             m_import,
             m_hr},
            {"POST",
             "/sync/seats",
             R"({"eventUuid":")" + uuidText() + R"(","deviceId":")" + uuidText() +
                 R"(","held":3,"lastSequence":0})",
             {u"eventUuid"_qs, u"deviceId"_qs, u"held"_qs, u"lastSequence"_qs},
             0,
             m_hr},
            {"POST",
             "/evaluations",
             R"({"eventId":)" + m_event + R"(,"feedback":"Hola"})",
             {u"eventId"_qs},
             0,
             m_second},
            {"POST",
             "/devices",
             R"({"name":"Puerta este","site":"Sede","doubleTapSeconds":30,"exitPin":"1234"})",
             {u"name"_qs, u"exitPin"_qs},
             0,
             m_admin},
            {"PATCH",
             "/devices/{id}",
             R"({"name":"Puerta oeste","site":"Sede","doubleTapSeconds":30,"exitPin":"123456","isRevoked":false})",
             {},
             station,
             m_admin},
            {"POST",
             "/devices/enrol",
             R"({"code":")" + code + R"(","deviceUuid":")" + uuidText() + R"("})",
             {u"code"_qs},
             0,
             {}},
            {"POST",
             "/auth/logout",
             R"({"refresh_token":"no-matter"})",
             {u"refresh_token"_qs},
             0,
             {}},
        };
    }

    [[nodiscard]] ApiAnswer send(const Example &example, const QByteArray &body)
    {
        QByteArray path = example.path;
        path.replace("{id}", QByteArray::number(example.id));
        return m_server.ask({example.verb, path, body, example.caller.token, {}});
    }
    void expectRefused(const Example &example, const QByteArray &body)
    {
        const ApiAnswer answer = send(example, body);
        EXPECT_EQ(answer.status, 400)
            << example.verb.constData() << ' ' << example.path.constData() << ' '
            << body.left(200).constData() << " → " << answer.body.left(200).constData();
        EXPECT_TRUE(answer.object().contains(QLatin1String("message")));
    }
    [[nodiscard]] QJsonObject schemaNamed(const QString &reference) const
    {
        return m_document.value(QLatin1String("components"))
            .toObject()
            .value(QLatin1String("schemas"))
            .toObject()
            .value(reference.section(u'/', -1))
            .toObject();
    }
    [[nodiscard]] static QString referenceOf(const QJsonObject &schema)
    {
        return schema.value(QLatin1String("$ref")).toString();
    }
    /// The fields of an object, and of the elements of its arrays.
    [[nodiscard]] QList<Field> fieldsOf(const QJsonObject &schema,
                                        const QStringList &above = {}) const
    {
        QList<Field> fields;
        const QJsonObject properties = schema.value(QLatin1String("properties")).toObject();
        for (auto property = properties.begin(); property != properties.end(); ++property) {
            QJsonObject type = property->toObject();
            if (!referenceOf(type).isEmpty()) {
                type = schemaNamed(referenceOf(type));
            }
            const QStringList path = above + QStringList{property.key()};
            fields.append({path, type});
            const QJsonObject items = type.value(QLatin1String("items")).toObject();
            if (!referenceOf(items).isEmpty()) {
                fields += fieldsOf(schemaNamed(referenceOf(items)), path);
            }
        }
        return fields;
    }
    /// The schema of a request's body; empty when the operation reads none.
    [[nodiscard]] QJsonObject bodySchema(const QString &path, const QString &verb) const
    {
        const QString reference = referenceOf(m_document.value(QLatin1String("paths"))
                                                  .toObject()
                                                  .value(path)
                                                  .toObject()
                                                  .value(verb)
                                                  .toObject()
                                                  .value(QLatin1String("requestBody"))
                                                  .toObject()
                                                  .value(QLatin1String("content"))
                                                  .toObject()
                                                  .value(QLatin1String("application/json"))
                                                  .toObject()
                                                  .value(QLatin1String("schema"))
                                                  .toObject());
        return reference.isEmpty() ? QJsonObject() : schemaNamed(reference);
    }
    /// Each example with each field that its operation reads.
    template <typename Try>
    void forEachField(Try attempt)
    {
        for (const Example &example : m_examples) {
            const QJsonObject body = QJsonDocument::fromJson(example.body).object();
            const QList<Field> fields = fieldsOf(bodySchema(
                QString::fromLatin1(example.path), QString::fromLatin1(example.verb.toLower())));
            ASSERT_FALSE(fields.isEmpty()) << example.path.constData();
            for (const Field &field : fields) {
                attempt(example, body, field);
            }
        }
    }
    [[nodiscard]] static bool isOf(const Field &field, const char *type)
    {
        const QJsonValue types = field.schema.value(QLatin1String("type"));
        return types.toString() == QLatin1String(type) ||
               types.toArray().contains(QLatin1String(type));
    }
    [[nodiscard]] static bool isFreeText(const Field &field)
    {
        return isOf(field, "string") && !field.schema.contains(QLatin1String("enum")) &&
               !field.schema.contains(QLatin1String("format"));
    }

    QByteArray m_event;
    qint64 m_import = 0;
    QList<Example> m_examples;
    Person m_second; ///< Was there, and has evaluated nothing.
    const QJsonObject m_document = get("/openapi.json", {}).object();
};

TEST_F(BadInputTest, EveryRouteThatReadsABodyHasAnExample)
{
    const QJsonObject paths = m_document.value(QLatin1String("paths")).toObject();
    qsizetype reading = 0;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QStringList verbs = path->toObject().keys();
        for (const QString &verb : verbs) {
            if (bodySchema(path.key(), verb).isEmpty()) {
                continue;
            }
            ++reading;
            EXPECT_TRUE(std::any_of(m_examples.begin(), m_examples.end(), [&](const Example &one) {
                return one.path == path.key().toLatin1() && one.verb == verb.toUpper().toLatin1();
            })) << qPrintable(verb + u' ' + path.key());
        }
    }
    EXPECT_EQ(reading, m_examples.size());
    for (const Example &example : m_examples) {
        const ApiAnswer answer = send(example, example.body);
        EXPECT_TRUE(example.refusal == 0 ? answer.status < 300 : answer.status == example.refusal)
            << example.path.constData() << " → " << answer.body.constData();
    }
}

TEST_F(BadInputTest, NoFieldTakesAValueOfAnotherKind)
{
    forEachField([this](const Example &example, const QJsonObject &body, const Field &field) {
        QByteArrayList wrong{"{}", "[[]]", "[{}]"};
        if (isOf(field, "string")) {
            wrong += {"5", "true"};
        } else {
            wrong += {"\"x\"", "\"1\""};
        }
        if (isOf(field, "integer")) {
            wrong += {"true", "1.5", "1e308", "-1e308", "99999999999999999999999"};
        } else if (isOf(field, "boolean")) {
            wrong += {"1", "0"};
        }
        if (field.schema.contains(QLatin1String("enum")) ||
            field.schema.contains(QLatin1String("format"))) {
            wrong += {"\"nada\"", "\"x'); drop table users; --\""};
        }
        for (const QByteArray &value : std::as_const(wrong)) {
            expectRefused(example, withRaw(body, field.path, value));
        }
    });
}

TEST_F(BadInputTest, NoRouteDoesWithoutWhatItNeeds)
{
    for (const Example &example : m_examples) {
        const QJsonObject body = QJsonDocument::fromJson(example.body).object();
        for (const QString &key : example.required) {
            expectRefused(example,
                          QJsonDocument(with(body, {key}, QJsonValue::Undefined)).toJson());
            expectRefused(example, QJsonDocument(with(body, {key}, QJsonValue::Null)).toJson());
        }
    }
}

TEST_F(BadInputTest, NoFieldTakesWhatIsNoText)
{
    const QByteArray deep = QByteArray(5'000, '[') + QByteArray(5'000, ']');
    const QByteArray tooLong = '"' + QByteArray(20'000, 'x') + '"';
    forEachField([&](const Example &example, const QJsonObject &body, const Field &field) {
        for (const QByteArray &raw :
             {QByteArray("\"a\xff\xfe\""), QByteArray("\"a\\ud800b\""), deep}) {
            expectRefused(example, withRaw(body, field.path, raw));
        }
        // What a station recorded is kept, whatever it is.
        const bool isRecorded =
            QStringList{u"code"_qs, u"note"_qs, u"zone"_qs}.contains(field.path.last());
        if (isOf(field, "string") && !isRecorded) {
            expectRefused(example, withRaw(body, field.path, "\"a\\u0000b\""));
            expectRefused(example, withRaw(body, field.path, tooLong));
        }
    });
}

TEST_F(BadInputTest, HostileTextIsTakenAsTextOrRefused)
{
    forEachField([this](const Example &example, const QJsonObject &body, const Field &field) {
        if (!isFreeText(field)) {
            return;
        }
        for (const char *hostile :
             {"\"x'); drop table users; --\"", "\"<script>alert(1)</script>\"", "\"\\u202e %s %n\"",
              "\"\"", "\" \""}) {
            const ApiAnswer answer = send(example, withRaw(body, field.path, hostile));
            EXPECT_LT(answer.status, 500)
                << example.path.constData() << ' ' << hostile << " → " << answer.body.constData();
        }
    });
    EXPECT_GE(sql("select count(*) from users"), 4);
}

TEST_F(BadInputTest, NoRouteReadsWhatIsNoJsonObject)
{
    const QByteArray deep = QByteArray(5'000, '[') + QByteArray(5'000, ']');
    for (const Example &example : m_examples) {
        for (const QByteArray &body :
             {QByteArray("{"), QByteArray("nothing"), QByteArray("[]"), QByteArray("null"),
              QByteArray("{\"a\":1}}"), QByteArray("{\"name\":\"\xff\xfe\"}"), QByteArray(1, '\0'),
              QByteArray("{\"other\":\"a\\ud800b\"}"), QByteArray("{\"a\":" + deep + "}")}) {
            expectRefused(example, body);
        }
    }
}

TEST_F(BadInputTest, TextIsTextWhateverItSays)
{
    const QByteArray hostile = "x'); drop table users; -- <script>alert(1)</script> \\u202e %s %n";
    const ApiAnswer created = post("/events",
                                   "{\"title\":\"" + hostile + "\",\"date\":\"" + isoFromNow(10) +
                                       "\",\"duration\":60,\"preguntas\":[\"" + hostile + "\"]}",
                                   m_admin);

    ASSERT_EQ(created.status, 201) << created.body.constData();
    EXPECT_TRUE(created.object()
                    .value(QLatin1String("title"))
                    .toString()
                    .startsWith(QLatin1String("x'); drop table users; -- <script>")));
    EXPECT_EQ(
        get("/employees?search=" + QUrl::toPercentEncoding(QStringLiteral("%' or 1=1 --")), m_hr)
            .object()
            .value(QLatin1String("total"))
            .toInt(),
        0);
}

// Of every route that the document has, and for whoever may ask.
TEST_F(BadInputTest, NoParameterOfAnAddressBreaksAnything)
{
    const QByteArrayList values = {"",
                                   "%00",
                                   "%ff%fe",
                                   "-1",
                                   "0",
                                   "99999999999999999999",
                                   "1e9",
                                   "null",
                                   "%27%20or%201%3D1--",
                                   "%3Cscript%3E",
                                   QByteArray(6'000, 'a'),
                                   "%F0%9F%92%A9",
                                   "2026-13-45T99:99:99Z",
                                   "infinity",
                                   "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                                   "1&limit=2"};
    int asked = 0;
    const QJsonObject paths = m_document.value(QLatin1String("paths")).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operation =
            path.value().toObject().value(QLatin1String("get")).toObject();
        const QJsonArray parameters = operation.value(QLatin1String("parameters")).toArray();
        for (const QJsonValue &parameter : parameters) {
            if (parameter.toObject().value(QLatin1String("in")) != QLatin1String("query")) {
                continue;
            }
            const QByteArray name =
                parameter.toObject().value(QLatin1String("name")).toString().toUtf8();
            for (const QByteArray &value : values) {
                const QByteArray address =
                    path.key().toUtf8().replace("{id}", "1") + '?' + name + '=' + value;
                const ApiAnswer answer = get(address, m_admin);
                ++asked;

                EXPECT_TRUE(answer.status == 200 || answer.status == 304 || answer.status == 400 ||
                            answer.status == 404 || answer.status == 410)
                    << address.left(200).constData() << " → " << answer.status
                    << answer.body.left(200).constData();
            }
        }
    }
    EXPECT_GT(asked, 300) << "the document names its parameters";
}

TEST_F(BadInputTest, IdsAndParametersAreNumbersThatFit)
{
    for (const QByteArray &path :
         {QByteArray("/users/99999999999999999999"), QByteArray("/users/9223372036854775807"),
          QByteArray("/users/-1"), QByteArray("/events/1.5"), QByteArray("/attendances/0x10"),
          QByteArray("/evaluations/%00"), QByteArray("/attendances?eventId=abc"),
          QByteArray("/attendances?limit=0"), QByteArray("/attendances?limit=1001"),
          QByteArray("/attendances?limit=5&cursor=abc"),
          QByteArray("/users?limit=1&cursor=YXR0ZW5kYW5jZXMuMC4x"),
          QByteArray("/sync/changes?since=yesterday"), QByteArray("/sync/changes?limit=x")}) {
        const ApiAnswer answer = get(path, m_admin);

        EXPECT_TRUE(answer.status == 400 || answer.status == 404)
            << path.constData() << " → " << answer.status << answer.body.constData();
    }
    for (const QByteArray &id :
         {QByteArray("999999999"), QByteArray("99999999999"), QByteArray("9223372036854775807"),
          QByteArray("99999999999999999999")}) {
        for (const QByteArray &path :
             {QByteArray("/users/"), QByteArray("/employees/"), QByteArray("/events/"),
              QByteArray("/attendances/"), QByteArray("/evaluations/")}) {
            EXPECT_EQ(get(path + id, m_admin).status, 404) << path.constData() << id.constData();
        }
    }
}
