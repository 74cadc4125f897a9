// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/syncprotocol.h"

#include "wire/fieldreader.h"
#include "wire/keys.h"

#include <QJsonArray>

#include <array>

namespace EvalTrack::Wire {

namespace {

constexpr std::array EntityNames{std::pair{FeedEntity::Department, QByteArrayView("department")},
                                 std::pair{FeedEntity::User, QByteArrayView("user")},
                                 std::pair{FeedEntity::Employee, QByteArrayView("employee")},
                                 std::pair{FeedEntity::Event, QByteArrayView("event")},
                                 std::pair{FeedEntity::Attendance, QByteArrayView("attendance")},
                                 std::pair{FeedEntity::Evaluation, QByteArrayView("evaluation")}};

} // namespace

QByteArrayView name(FeedEntity entity)
{
    for (const auto &[candidate, text] : EntityNames) {
        if (candidate == entity) {
            return text;
        }
    }
    return {};
}

QByteArrayView name(ChangeOperation operation)
{
    return operation == ChangeOperation::Upsert ? QByteArrayView("upsert")
                                                : QByteArrayView("delete");
}

std::optional<FeedEntity> feedEntityFromName(QStringView text)
{
    for (const auto &[entity, candidate] : EntityNames) {
        if (text == QLatin1StringView(candidate.data(), candidate.size())) {
            return entity;
        }
    }
    return std::nullopt;
}

Result<ChangePage> parseChangePage(const QJsonObject &object)
{
    FieldReader reader(object);
    ChangePage page;
    page.cursor = reader.text(Key::cursor, Presence::Required).value_or(QString());
    page.hasMore = reader.boolean(Key::hasMore, Presence::Required).value_or(false);
    page.epoch = reader.text(Key::epoch, Presence::Required).value_or(QString());
    page.serverTime = reader.timestamp(Key::serverTime, Presence::Required).value_or(Timestamp{});
    const QJsonArray changes =
        reader.array(Key::changes, Presence::Required).value_or(QJsonArray());
    page.changes.reserve(changes.size());
    for (const QJsonValue &value : changes) {
        FieldReader item(value.toObject());
        Change change;
        const auto entity =
            feedEntityFromName(item.text(Key::entity, Presence::Required).value_or(QString()));
        const QString operation = item.text(Key::op, Presence::Required).value_or(QString());
        change.uuid = item.uuid(Key::uuid, Presence::Required).value_or(QUuid());
        change.revision = item.integer(Key::revision, Presence::Optional).value_or(0);
        change.data = item.object(Key::data, Presence::Optional).value_or(QJsonObject());
        if (!item.isOk()) {
            ++page.unreadable; // One bad item does not keep the others from their reader.
            continue;
        }
        if (!entity) {
            continue; // An entity of a newer server: nothing of ours to keep.
        }
        change.entity = *entity;
        change.operation =
            operation == u"delete" ? ChangeOperation::Delete : ChangeOperation::Upsert;
        page.changes.append(change);
    }
    if (auto ok = reader.finish(); !ok) {
        return std::unexpected(ok.error());
    }
    return page;
}

} // namespace EvalTrack::Wire
