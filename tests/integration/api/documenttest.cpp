// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

using namespace EvalTrack;
using namespace EvalTrack::Test;
using namespace Qt::Literals::StringLiterals;

namespace {

// Packages with nothing in them but what they say they are.
constexpr auto Docx =
    "UEsDBBQAAAAIAAAAIVwFvjJDcAAAAIcAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbD2NMQ7CMAwAv1Jl"
    "RSQfSLuwAwMfsBIHWYrtyAlt+T1FSMx3p4uPd8O+xNuKZpRxuoONKzDOLuxuuqgMlPGVZgetVUowSCWs"
    "kr02lJ1rUWMY/aylUMKs6cVH4je13EwT9k7y5Or/hIHkdIQuLDH8/h9QSwECFAMUAAAACAAAACFcBb4y"
    "Q3AAAACHAAAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLBQYAAAAAAQABAEEA"
    "AAChAAAAAAA=";
constexpr auto Xlsx =
    "UEsDBBQAAAAIAAAAIVz9FsDcbwAAAIEAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbCWNOQ7CMBAAvxK5"
    "RdgfcNKkDxR8YGWvhSXvIXuJwu8JUE0zo4mPt+JY4m3H3mvG6Q7dNiCcXTjctAobsn2l2YFqqwmsCoed"
    "sxdFPqgV6QQ2rlJKTZglvehM/NCOkMcT0aj5Hz1B5cuZuLDE8D9/AFBLAQIUAxQAAAAIAAAAIVz9FsDc"
    "bwAAAIEAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsFBgAAAAABAAEAQQAA"
    "AKAAAAAAAA==";
constexpr auto XlsxWithMacros =
    "UEsDBBQAAAAIAAAAIVw79UvmYwAAAGsAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbCXNQQrDIBBG4asE"
    "tyF6Ac2mdNtkkQtM9YcIOooOwdy+LV2/D5497oq+2u1CazFg2qnJizKcMkNNj8IClh9yimpN0ZPEwubi"
    "oHNfMDyS7icgOpNv5cn0Tvg2ijyPnJRZrfk/PlBLAQIUAxQAAAAIAAAAIVw79UvmYwAAAGsAAAATAAAA"
    "AAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsFBgAAAAABAAEAQQAAAJQAAAAAAA==";
constexpr auto Png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAA"
    "AElFTkSuQmCC";

} // namespace

/// Files that are kept about people: who may see them, and what is taken.
class DocumentTest : public ApiFixture
{
protected:
    [[nodiscard]] QByteArray documentsOf(const Person &person) const
    {
        return "/employees/" + QByteArray::number(person.id) + "/documents";
    }
    [[nodiscard]] static QByteArray
    body(const QByteArray &base64, const QByteArray &kind = "CONTRACT", const QByteArray &more = {})
    {
        return R"({"kind":")" + kind +
               R"(","title":"Contrato","fileName":"contrato.pdf","content":")" + base64 + '"' +
               more + '}';
    }
    [[nodiscard]] static QByteArray pdf(const QByteArray &text = "hola")
    {
        return QByteArray("%PDF-1.7\n" + text).toBase64();
    }
    [[nodiscard]] ApiAnswer add(const Person &about, const QByteArray &json)
    {
        return post(documentsOf(about), json, m_hr);
    }
    [[nodiscard]] static QByteArray pathOf(const ApiAnswer &answer)
    {
        return "/documents/" + QByteArray::number(answer.object().value("id"_L1).toInteger());
    }
    [[nodiscard]] static QString refusedFieldOf(const ApiAnswer &answer)
    {
        EXPECT_EQ(answer.status, 400);
        return answer.object().value("message"_L1).toArray().at(0).toString().section(u' ', 0, 0);
    }
};

TEST_F(DocumentTest, WhatWasSentComesBackByteForByteToBeKept)
{
    QByteArray bytes = "%PDF-1.7\n";
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
    }
    const ApiAnswer added = add(
        m_employee, R"({"kind":"ID","title":" Cédula ","fileName":"C:\\fotos\\cédula \"1\".pdf",)"
                    R"("mediaType":"application/pdf","validUntil":"2027-03-31","content":")" +
                        bytes.toBase64() + R"("})");
    ASSERT_EQ(added.status, 201) << added.body.constData();
    EXPECT_EQ(added.object().value("title"_L1), u"Cédula"_s);
    EXPECT_EQ(added.object().value("fileName"_L1), u"cédula \"1\".pdf"_s);
    EXPECT_EQ(added.object().value("validUntil"_L1), u"2027-03-31"_s);
    EXPECT_EQ(added.object().value("size"_L1).toInteger(), bytes.size());
    EXPECT_EQ(added.object().value("sha256"_L1).toString().toLatin1(),
              QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());

    const ApiAnswer content = get(pathOf(added) + "/content", m_hr);
    EXPECT_EQ(content.status, 200);
    EXPECT_EQ(content.body, bytes);
    EXPECT_EQ(content.headers.value("content-type"), "application/pdf");
    EXPECT_EQ(content.headers.value("x-content-type-options"), "nosniff");
    EXPECT_EQ(content.headers.value("content-disposition"),
              "attachment; filename*=UTF-8''c%C3%A9dula%20%221%22.pdf");
}

TEST_F(DocumentTest, OneMayReadOnesOwnAndNobodyElses)
{
    const ApiAnswer added = add(m_employee, body(pdf()));
    ASSERT_EQ(added.status, 201) << added.body.constData();
    const QByteArray path = pathOf(added);

    for (const Person &reader : {m_hr, m_admin, m_employee}) {
        EXPECT_EQ(get(path, reader).status, 200);
        EXPECT_EQ(get(path + "/content", reader).status, 200);
        EXPECT_EQ(get(documentsOf(m_employee), reader).object().value("items"_L1).toArray().size(),
                  1);
    }
    const Station station = addStation();
    for (const Person &stranger : {m_other, station.self}) {
        EXPECT_EQ(get(path, stranger).status, 404);
        EXPECT_EQ(get(path + "/content", stranger).status, 404);
        EXPECT_EQ(get(documentsOf(m_employee), stranger).status, 403);
    }
    EXPECT_EQ(post(documentsOf(m_employee), body(pdf()), m_employee).status, 403);
    EXPECT_EQ(patch(path, R"({"title":"Mío"})", m_employee).status, 403);
    EXPECT_EQ(remove(path, m_employee).status, 403);
    EXPECT_EQ(get(path, {}).status, 401);
}

TEST_F(DocumentTest, TheBytesSayWhatAFileIs)
{
    const auto typeOf = [this](const QByteArray &base64) {
        return add(m_employee, body(base64)).object().value("mediaType"_L1).toString();
    };
    EXPECT_EQ(typeOf(pdf()), u"application/pdf");
    EXPECT_EQ(typeOf(Png), u"image/png");
    EXPECT_EQ(typeOf(QByteArray("\xff\xd8\xff\xe0 and more").toBase64()), u"image/jpeg");
    EXPECT_EQ(typeOf(QByteArray("RIFF\x01\x01\x01\x01WEBPVP8 ").toBase64()), u"image/webp");
    EXPECT_EQ(typeOf(Docx),
              u"application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    EXPECT_EQ(typeOf(Xlsx), u"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_EQ(typeOf(QByteArray("Notas de la reunión\n").toBase64()), u"text/plain");

    EXPECT_EQ(refusedFieldOf(add(m_employee, body(XlsxWithMacros))), u"content");
    EXPECT_EQ(refusedFieldOf(add(m_employee, body(QByteArray("PK\x03\x04 no package").toBase64()))),
              u"content");
    EXPECT_EQ(
        refusedFieldOf(add(m_employee, body(QByteArray("MZ\x90\0\x03 program", 13).toBase64()))),
        u"content");
    EXPECT_EQ(refusedFieldOf(add(m_employee, body(QByteArray("caf\xe9").toBase64()))), u"content")
        << "not UTF-8";
    EXPECT_EQ(refusedFieldOf(add(m_employee, body("no base64!"))), u"content");
    EXPECT_EQ(refusedFieldOf(add(m_employee, body({}))), u"content");
    EXPECT_EQ(
        refusedFieldOf(add(m_employee, body(Png, "OTHER", R"(,"mediaType":"application/pdf")"))),
        u"mediaType");
}

TEST_F(DocumentTest, EightMebibytesAreTakenAndOneByteMoreIsNot)
{
    QByteArray bytes = "%PDF-1.7\n";
    bytes.append(8 * 1024 * 1024 - bytes.size(), 'x');
    const ApiAnswer added = add(m_employee, body(bytes.toBase64()));
    ASSERT_EQ(added.status, 201) << added.body.left(300).constData();
    EXPECT_EQ(get(pathOf(added) + "/content", m_hr).body, bytes);

    EXPECT_EQ(refusedFieldOf(add(m_employee, body(QByteArray(bytes + 'x').toBase64()))),
              u"content");
    bytes.append(2 * 1024 * 1024, 'x');
    EXPECT_EQ(add(m_employee, body(bytes.toBase64())).status, 413);
}

TEST_F(DocumentTest, APhotoTakesThePlaceOfTheOneBefore)
{
    const QByteArray photo = "/employees/" + QByteArray::number(m_employee.id) + "/photo";
    EXPECT_EQ(get(photo, m_hr).status, 404);
    EXPECT_EQ(refusedFieldOf(add(m_employee, body(pdf(), "PHOTO"))), u"content");
    const ApiAnswer first = add(m_employee, body(Png, "PHOTO"));
    ASSERT_EQ(first.status, 201) << first.body.constData();
    EXPECT_EQ(get(photo, m_hr).body, QByteArray::fromBase64(Png));
    EXPECT_EQ(get(photo, m_employee).status, 200);
    EXPECT_EQ(get(photo, m_other).status, 403);

    const QByteArray jpeg = "\xff\xd8\xff another";
    const ApiAnswer second = add(m_employee, body(jpeg.toBase64(), "PHOTO"));
    ASSERT_EQ(second.status, 201) << second.body.constData();
    EXPECT_EQ(get(photo, m_hr).body, jpeg);
    EXPECT_EQ(get(pathOf(first), m_hr).status, 404);

    EXPECT_EQ(refusedFieldOf(patch(pathOf(second), R"({"kind":"OTHER"})", m_hr)), u"kind");
    EXPECT_EQ(remove(pathOf(second), m_hr).status, 204);
    EXPECT_EQ(get(photo, m_hr).status, 404);
}

TEST_F(DocumentTest, AChangeKnowsWhatItChanges)
{
    const ApiAnswer added =
        add(m_employee, body(pdf(), "CONTRACT", R"(,"validUntil":"2027-01-31")"));
    const QByteArray path = pathOf(added);
    const QByteArray revision =
        '"' + QByteArray::number(added.object().value("revision"_L1).toInteger()) + '"';

    const ApiAnswer changed =
        patch(path, R"({"title":"Anexo","validUntil":null})", m_hr, {{"If-Match", revision}});
    EXPECT_EQ(changed.status, 200) << changed.body.constData();
    EXPECT_EQ(changed.object().value("title"_L1), u"Anexo"_s);
    EXPECT_EQ(changed.object().value("kind"_L1), u"CONTRACT"_s);
    EXPECT_TRUE(changed.object().value("validUntil"_L1).isNull());

    const ApiAnswer late = patch(path, R"({"title":"Tarde"})", m_admin, {{"If-Match", revision}});
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.object().value("title"_L1), u"Anexo"_s);
    EXPECT_EQ(refusedFieldOf(patch(path, R"({"kind":"PHOTO"})", m_hr)), u"kind");
    EXPECT_EQ(refusedFieldOf(patch(path, R"({"title":"  "})", m_hr)), u"title");
}

TEST_F(DocumentTest, ARepeatedRequestAddsOneAndTheLogSaysWhoDidWhat)
{
    const QByteArray json = body(pdf(), "CONTRACT", R"(,"uuid":")" + uuidText() + "\"");
    const QList<QPair<QByteArray, QByteArray>> key{{"Idempotency-Key", uuidText()}};
    const ApiAnswer first = post(documentsOf(m_employee), json, m_hr, key);
    const ApiAnswer again = post(documentsOf(m_employee), json, m_hr, key);
    EXPECT_EQ(first.status, 201) << first.body.constData();
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(add(m_employee, json).status, 409) << "the uuid is taken";
    EXPECT_EQ(remove(pathOf(first), m_hr).status, 204);
    EXPECT_EQ(remove(pathOf(first), m_hr).status, 404);
    EXPECT_EQ(get(documentsOf(m_employee), m_hr).object().value("total"_L1).toInteger(), 0);
    EXPECT_EQ(sql("select count(*) from person_documents where deleted_at is not null"), 1);

    for (const QByteArray action : {"employee.document.add", "employee.document.remove"}) {
        EXPECT_EQ(
            sql("select count(*) from audit_log where action = $1 and entity = 'employee' and "
                "entity_id = $2 and actor_id = $3",
                {action, m_employee.id, m_hr.id}),
            1);
    }
    EXPECT_EQ(sql("select count(*) from audit_log where detail::text like '%Contrato%'"), 0);
}

TEST_F(DocumentTest, NobodysDocumentsAreNotFound)
{
    EXPECT_EQ(get("/employees/999/documents", m_hr).status, 404);
    EXPECT_EQ(get("/employees/999/photo", m_hr).status, 404);
    EXPECT_EQ(get("/documents/999/content", m_hr).status, 404);
    EXPECT_EQ(post("/employees/999/documents", body(pdf()), m_hr).status, 404);
}
