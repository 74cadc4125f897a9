// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/sharedviewcodec.h"

#include "wire/fieldreader.h"
#include "wire/keys.h"
#include "wire/namedperson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace EvalTrack::Wire {

namespace {

void writeFields(JsonWriter &json, const SharedView &view)
{
    json.field(Key::list, view.list);
    json.field(Key::name, view.name);
    json.key(Key::roles);
    json.beginArray();
    for (const Role role : view.roles) {
        json.value(QString::fromLatin1(name(role)));
    }
    json.endArray();
    json.field(Key::state, QJsonValue(view.state));
}

QList<Role> rolesIn(FieldReader &reader)
{
    QList<Role> roles;
    const auto names =
        reader.texts(Key::roles, Presence::Required, PersonRoles.size(), Limits::ShortTextMax);
    for (const QString &each : names.value_or(QStringList())) {
        const auto role = fromName<Role>(each);
        if (!role || std::ranges::find(PersonRoles, *role) == PersonRoles.end()) {
            reader.refuse(Key::roles, QStringLiteral("must each be a role of people"));
            return {};
        }
        if (!roles.contains(*role)) {
            roles.append(*role);
        }
    }
    if (names && roles.isEmpty()) {
        reader.refuse(Key::roles, QStringLiteral("should not be empty"));
    }
    return roles;
}

} // namespace

void writeNew(JsonWriter &json, const SharedView &view)
{
    json.beginObject();
    writeFields(json, view);
    json.endObject();
}

void write(JsonWriter &json, const SharedView &view)
{
    json.beginObject();
    json.field(Key::id, view.id.value());
    writeFields(json, view);
    writePerson(json, Key::sharedBy, view.sharedBy);
    json.field(Key::uuid, view.uuid.value());
    json.field(Key::revision, view.revision);
    json.endObject();
}

SharedView newSharedViewIn(FieldReader &reader)
{
    SharedView view;
    view.list =
        reader.text(Key::list, Presence::Required, SharedViewLimits::ListMax).value_or(QString());
    if (reader.isOk() && view.list.isEmpty()) {
        reader.refuse(Key::list, QStringLiteral("should not be empty"));
    }
    if (const auto text = reader.text(Key::name, Presence::Required, SharedViewLimits::NameMax)) {
        view.name = text->trimmed();
        if (view.name.isEmpty()) {
            reader.refuse(Key::name, QStringLiteral("should not be empty"));
        }
    }
    view.roles = rolesIn(reader);
    if (const auto state = reader.object(Key::state, Presence::Required)) {
        view.state = *state;
        if (view.state.isEmpty()) {
            reader.refuse(Key::state, QStringLiteral("should not be empty"));
        }
        if (QJsonDocument(view.state).toJson(QJsonDocument::Compact).size() >
            SharedViewLimits::StateMax) {
            reader.refuse(Key::state, QStringLiteral("must not be larger than 32 KiB"));
        }
    }
    return view;
}

Result<SharedView> parseSharedView(const QJsonObject &object)
{
    FieldReader reader(object);
    SharedView view = newSharedViewIn(reader);
    view.id = SharedViewId(reader.integer(Key::id, Presence::Required, 1).value_or(0));
    view.sharedBy = personIn(reader, Key::sharedBy, Presence::Optional);
    view.uuid = SharedViewUuid(reader.uuid(Key::uuid, Presence::Required).value_or(QUuid()));
    view.revision = reader.integer(Key::revision, Presence::Required, 1).value_or(0);
    const auto ok = reader.finish();
    return ok ? Result<SharedView>(view) : std::unexpected(ok.error());
}

} // namespace EvalTrack::Wire
