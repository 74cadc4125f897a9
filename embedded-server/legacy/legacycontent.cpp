// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/legacycontent.h"

#include "security/sodium.h"
#include "wire/isotime.h"
#include "wire/names.h"

#include <QJsonDocument>

#include <sodium.h>

namespace EvalTrack::Server {

namespace {

QByteArray fieldOf(const QString &text)
{
    return text.isNull() ? QByteArray("") : text.toUtf8();
}

QByteArray fieldOf(const std::optional<QString> &text)
{
    return text ? fieldOf(*text) : QByteArray();
}

QByteArray fieldOf(Timestamp at)
{
    return QByteArray::number(qint64(at.time_since_epoch().count()));
}

QByteArray fieldOf(const std::optional<Timestamp> &at)
{
    return at ? fieldOf(*at) : QByteArray();
}

QByteArray fieldOf(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate).toLatin1() : QByteArray();
}

/// PostgreSQL writes JSON with other spaces and another order of keys.
QByteArray jsonField(const std::optional<QByteArray> &json)
{
    if (!json) {
        return {};
    }
    // A bare text is no document of its own.
    return QJsonDocument::fromJson('[' + *json + ']').toJson(QJsonDocument::Compact);
}

} // namespace

// A NULL and an empty text differ; lengths keep one field from running into the next.
QByteArray canonical(const LegacyFields &fields)
{
    QByteArray all;
    all.reserve(256);
    for (const auto &[name, value] : fields) {
        if (value.isNull()) {
            all += '-';
        } else {
            all += QByteArray::number(value.size());
            all += ':';
            all += value;
        }
    }
    return all;
}

QByteArray fingerprintOf(const QByteArray &canonical)
{
    startSodium();
    QByteArray hash(16, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), 16,
                       reinterpret_cast<const unsigned char *>(canonical.constData()),
                       static_cast<unsigned long long>(canonical.size()), nullptr, 0);
    return hash;
}

LegacyFields PersonContent::fields() const
{
    return {{"name", fieldOf(name)},
            {"first_name", fieldOf(firstName)},
            {"last_name", fieldOf(lastName)},
            {"email", fieldOf(email)},
            {"password", passwordHash},
            {"role", Wire::name(role).toByteArray()},
            {"is_active", isActive ? "t" : "f"},
            {"national_id", fieldOf(nationalId)},
            {"phone", fieldOf(phone)},
            {"birth_date", fieldOf(birthDate)},
            {"job_title", fieldOf(jobTitle)},
            {"created_at", fieldOf(createdAt)}};
}

LegacyFields EventContent::fields() const
{
    return {{"title", fieldOf(title)},
            {"description", fieldOf(description)},
            {"date", fieldOf(date)},
            {"duration", QByteArray::number(minutes)},
            {"location", fieldOf(location)},
            {"type", fieldOf(type)},
            {"is_active", isActive ? "t" : "f"},
            {"creator_id", QByteArray::number(creator)},
            {"zone", fieldOf(zone)},
            {"questions", QStringList(questions).join(QChar(0x1E)).toUtf8()},
            {"created_at", fieldOf(createdAt)}};
}

LegacyFields AttendanceContent::fields() const
{
    return {{"event_id", QByteArray::number(event)},
            {"user_id", QByteArray::number(user)},
            {"status", Wire::name(status).toByteArray()},
            {"attended_at", fieldOf(attendedAt)},
            {"notes", fieldOf(notes)},
            {"created_at", fieldOf(createdAt)}};
}

LegacyFields EvaluationContent::fields() const
{
    QByteArray all("");
    for (const Answer &answer : answers) {
        all += answer.question.toUtf8() + '\x1F' + answer.response.toUtf8() + '\x1E';
    }
    return {{"event_id", QByteArray::number(event)},
            {"user_id", QByteArray::number(user)},
            {"status", Wire::name(status).toByteArray()},
            {"score", score ? QByteArray::number(*score) : QByteArray()},
            {"feedback", fieldOf(feedback)},
            {"respuestas", jsonField(respuestas)},
            {"submitted_at", fieldOf(submittedAt)},
            {"graded_at", fieldOf(gradedAt)},
            {"answers", all},
            {"created_at", fieldOf(createdAt)}};
}

} // namespace EvalTrack::Server
