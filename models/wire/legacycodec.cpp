// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/legacycodec.h"

#include "wire/keys.h"
#include "wire/namedperson.h"
#include "wire/names.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace EvalTrack::Wire {

namespace {

constexpr std::array Faults{
    std::pair{LegacyFault::NotSet, QLatin1StringView("is set neither here nor on the server")},
    std::pair{LegacyFault::NotAnAddress, QLatin1StringView("is no address of a database")},
    std::pair{LegacyFault::NoDriver,
              QLatin1StringView("needs Qt's driver QMYSQL, which the server does not have")},
    std::pair{LegacyFault::Unreachable, QLatin1StringView("cannot be reached")},
    std::pair{LegacyFault::Refused, QLatin1StringView("refuses the user or the password")},
    std::pair{LegacyFault::Unreadable,
              QLatin1StringView("does not hold v1, or its user may not read it")}};

struct TallyField
{
    QLatin1StringView key;
    qint64 LegacyTally::*value;
};

constexpr std::array TallyFields{
    TallyField{Key::read, &LegacyTally::read},
    TallyField{Key::written, &LegacyTally::written},
    TallyField{Key::unchanged, &LegacyTally::unchanged},
    TallyField{Key::merged, &LegacyTally::merged},
    TallyField{Key::waiting, &LegacyTally::waiting},
    TallyField{Key::gone, &LegacyTally::gone},
};

void writeTexts(JsonWriter &json, QLatin1StringView key, const QStringList &texts)
{
    json.key(key);
    json.beginArray();
    for (const QString &each : texts) {
        json.value(each);
    }
    json.endArray();
}

QStringList textsIn(const QJsonObject &object, QLatin1StringView key)
{
    QStringList texts;
    const QJsonArray array = object.value(key).toArray();
    for (const QJsonValue &each : array) {
        texts.append(each.toString());
    }
    return texts;
}

/// As people read it: text is its own, the rest as JSON has it.
QString readable(const QJsonValue &value)
{
    if (value.isString()) {
        return value.toString();
    }
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.sliced(1, json.size() - 2));
}

} // namespace

void write(JsonWriter &json, const LegacySources &sources)
{
    json.beginObject();
    json.field(Key::hasDriver, sources.hasDriver);
    json.field(Key::hasAccounts, sources.hasAccounts);
    json.field(Key::hasBusiness, sources.hasBusiness);
    json.field(Key::zone, sources.zone);
    json.endObject();
}

Result<LegacySources> parseLegacySources(const QJsonObject &object)
{
    FieldReader reader(object);
    LegacySources sources;
    sources.hasDriver = reader.boolean(Key::hasDriver, Presence::Required).value_or(false);
    sources.hasAccounts = reader.boolean(Key::hasAccounts, Presence::Required).value_or(false);
    sources.hasBusiness = reader.boolean(Key::hasBusiness, Presence::Required).value_or(false);
    sources.zone = reader.text(Key::zone, Presence::Required).value_or(QString());
    const auto ok = reader.finish();
    return ok ? Result<LegacySources>(sources) : std::unexpected(ok.error());
}

void write(JsonWriter &json, const LegacyFound &found)
{
    json.beginObject();
    json.key(Key::tables);
    json.beginArray();
    for (const LegacyTally &tally : found.tables) {
        json.beginObject();
        json.field(Key::entity, tally.entity);
        for (const TallyField &field : TallyFields) {
            json.field(field.key, tally.*field.value);
        }
        json.endObject();
    }
    json.endArray();
    json.key(Key::rules);
    json.beginArray();
    for (const LegacyRuleCount &rule : found.rules) {
        json.beginObject();
        json.field(Key::rule, rule.rule);
        json.field(Key::message, rule.message);
        json.field(Key::rows, rule.rows);
        json.endObject();
    }
    json.endArray();
    writeTexts(json, Key::broken, found.broken);
    json.field(Key::brokenCount, found.brokenCount);
    writeTexts(json, Key::changed, found.changed);
    json.field(Key::changedCount, found.changedCount);
    json.endObject();
}

Result<LegacyFound> parseLegacyFound(const QJsonObject &object)
{
    LegacyFound found;
    const QJsonArray tables = object.value(Key::tables).toArray();
    for (const QJsonValue &each : tables) {
        FieldReader reader(each.toObject());
        LegacyTally tally;
        tally.entity = reader.text(Key::entity, Presence::Required).value_or(QString());
        for (const TallyField &field : TallyFields) {
            tally.*field.value = reader.count(field.key);
        }
        if (const auto ok = reader.finish(); !ok) {
            return std::unexpected(ok.error());
        }
        found.tables.append(tally);
    }
    const QJsonArray rules = object.value(Key::rules).toArray();
    for (const QJsonValue &each : rules) {
        FieldReader reader(each.toObject());
        LegacyRuleCount rule;
        rule.rule = reader.text(Key::rule, Presence::Required).value_or(QString());
        rule.message = reader.text(Key::message, Presence::Required).value_or(QString());
        rule.rows = reader.count(Key::rows);
        if (const auto ok = reader.finish(); !ok) {
            return std::unexpected(ok.error());
        }
        found.rules.append(rule);
    }
    FieldReader reader(object);
    found.broken = textsIn(object, Key::broken);
    found.brokenCount = reader.count(Key::brokenCount);
    found.changed = textsIn(object, Key::changed);
    found.changedCount = reader.count(Key::changedCount);
    const auto ok = reader.finish();
    return ok ? Result<LegacyFound>(found) : std::unexpected(ok.error());
}

void write(JsonWriter &json, const LegacyRun &run)
{
    json.beginObject();
    json.field(Key::id, run.id);
    json.field(Key::kind, name(run.kind));
    json.field(Key::state, name(run.state));
    json.field(Key::startedAt, run.startedAt);
    writePerson(json, Key::startedBy, run.startedBy);
    json.field(Key::finishedAt, run.finishedAt);
    json.field(Key::entity, run.entity.isEmpty() ? std::nullopt : std::optional(run.entity));
    json.field(Key::done, run.done);
    json.field(Key::total, run.total);
    json.field(Key::secondsLeft,
               run.left ? std::optional<qint64>(run.left->count()) : std::nullopt);
    json.field(Key::isCancelling, run.isCancelling);
    json.field(Key::message, run.message.isEmpty() ? std::nullopt : std::optional(run.message));
    json.field(Key::hasReport, run.hasReport);
    json.key(Key::found);
    write(json, run.found);
    json.endObject();
}

Result<LegacyRun> parseLegacyRun(const QJsonObject &object)
{
    FieldReader reader(object);
    LegacyRun run;
    run.id = reader.integer(Key::id, Presence::Required, 1).value_or(0);
    run.kind = reader.enumeration<LegacyRunKind>(Key::kind, Presence::Required)
                   .value_or(LegacyRunKind::DryRun);
    run.state = reader.enumeration<LegacyRunState>(Key::state, Presence::Required)
                    .value_or(LegacyRunState::Done);
    run.startedAt = reader.timestamp(Key::startedAt, Presence::Required).value_or(Timestamp());
    run.startedBy = personIn(reader, Key::startedBy, Presence::Optional);
    run.finishedAt = reader.timestamp(Key::finishedAt, Presence::Optional);
    run.entity = reader.text(Key::entity, Presence::Optional).value_or(QString());
    run.done = reader.count(Key::done);
    run.total = reader.count(Key::total);
    if (const auto seconds = reader.integer(Key::secondsLeft, Presence::Optional, 0)) {
        run.left = std::chrono::seconds(*seconds);
    }
    run.isCancelling = reader.boolean(Key::isCancelling, Presence::Required).value_or(false);
    run.message = reader.text(Key::message, Presence::Optional).value_or(QString());
    run.hasReport = reader.boolean(Key::hasReport, Presence::Required).value_or(false);
    const auto found = reader.object(Key::found, Presence::Required);
    if (const auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    auto parsed = parseLegacyFound(*found);
    if (!parsed) {
        return std::unexpected(parsed.error());
    }
    run.found = *std::move(parsed);
    return run;
}

Result<LegacyTrayRow> parseLegacyTrayRow(const QJsonObject &object)
{
    FieldReader reader(object);
    LegacyTrayRow row;
    row.id = reader.integer(Key::id, Presence::Required, 1).value_or(0);
    row.entity = reader.text(Key::entity, Presence::Required).value_or(QString());
    row.entityId = reader.integer(Key::entityId, Presence::Required).value_or(0);
    row.reason = reader.text(Key::reason, Presence::Required).value_or(QString());
    row.message = reader.text(Key::message, Presence::Optional).value_or(QString());
    const auto content = reader.object(Key::content, Presence::Required).value_or(QJsonObject());
    for (auto each = content.begin(); each != content.end(); ++each) {
        if (const QString text = readable(*each); !each->isNull() && !text.trimmed().isEmpty()) {
            row.content.append({each.key(), text});
        }
    }
    row.at = reader.timestamp(Key::at, Presence::Required).value_or(Timestamp());
    row.decidedAt = reader.timestamp(Key::decidedAt, Presence::Optional);
    row.decidedBy = personIn(reader, Key::decidedBy, Presence::Optional);
    row.note = reader.text(Key::note, Presence::Optional).value_or(QString());
    const auto ok = reader.finish();
    return ok ? Result<LegacyTrayRow>(row) : std::unexpected(ok.error());
}

QLatin1StringView words(LegacyFault fault)
{
    return Faults.at(static_cast<size_t>(fault)).second;
}

std::optional<LegacyFault> legacyFaultIn(const FieldError &error)
{
    for (const auto &[fault, words] : Faults) {
        if (error.message.endsWith(words)) {
            return fault;
        }
    }
    return std::nullopt;
}

} // namespace EvalTrack::Wire
