// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/bulkevents.h"

#include "common/errorpresenter.h"
#include "domain/permission.h"
#include "domain/validation.h"
#include "items/eventtablemodel.h"
#include "wire/keys.h"

#include <QSet>

namespace EvalTrack {

namespace {

QStringList wordsOf(const QList<EventSummary> &events, std::optional<QString> Event::*member)
{
    QSet<QString> words;
    for (const EventSummary &each : events) {
        words.insert((each.event.*member).value_or(QString()));
    }
    words.remove({});
    QStringList sorted(words.begin(), words.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

} // namespace

std::unique_ptr<BulkFields> BulkEvents::make(const Desk &desk)
{
    const auto events = desk.events.events();
    QHash<QUuid, qsizetype> places;
    for (qsizetype i = 0; i < events->size(); ++i) {
        places.insert(events->at(i).event.uuid.value(), i);
    }
    auto fields = std::make_unique<Fields>(
        [events, places](const QUuid &row) {
            const auto place = places.constFind(row);
            return place == places.constEnd() ? std::nullopt
                                              : std::optional(events->at(*place).event);
        },
        [](const Event &event) { return event.title; },
        [](const Event &before, const Event &after) {
            QList<Command> commands;
            Event details = after;
            details.isActive = before.isActive;
            details.status = before.status;
            if (details != before) {
                commands.append(UpdateEvent{before, details});
            }
            if (after.isActive != before.isActive) {
                commands.append(SetEventActive{after.uuid, after.isActive});
            }
            return commands;
        });

    BulkField place{Wire::Key::location, tr("Place"), BulkField::Kind::Text,
                    EventTableModel::Location, true};
    place.suggestions = wordsOf(*events, &Event::location);
    addText(*fields, place, &Event::location);
    BulkField type{Wire::Key::type, tr("Type"), BulkField::Kind::Text, EventTableModel::Type, true};
    type.suggestions = wordsOf(*events, &Event::type);
    addText(*fields, type, &Event::type);

    BulkField duration{Wire::Key::duration, tr("Duration"), BulkField::Kind::Number,
                       EventTableModel::Duration};
    duration.least = Limits::DurationMin;
    duration.most = Limits::DurationMax;
    duration.unit = tr(" min");
    const auto shown = [](const Event &event) {
        return tr("%1 min").arg(event.duration.count());
    };
    fields->add(duration, shown, [](Event &event, const QVariant &value) {
        const int minutes = value.toInt();
        if (const auto broken = checkDurationMinutes(minutes)) {
            return ErrorPresenter::ruleText(*broken, Limits::DurationMin, Limits::DurationMax);
        }
        event.duration = std::chrono::minutes(minutes);
        return QString();
    });

    const auto person = desk.session.person();
    if (person && person->may(Permission::ManageEvents)) {
        BulkField state{Wire::Key::isActive, tr("Status"), BulkField::Kind::Choice};
        state.choices = {{tr("Active"), true}, {tr("Inactive"), false}};
        fields->add(
            state,
            [](const Event &event) { return event.isActive ? tr("Active") : tr("Inactive"); },
            [](Event &event, const QVariant &value) {
                event.isActive = value.toBool();
                return QString();
            });
    }
    return fields;
}

void BulkEvents::addText(Fields &fields, const BulkField &field,
                         std::optional<QString> Event::*member)
{
    fields.add(
        field, [member](const Event &event) { return (event.*member).value_or(QString()); },
        [member](Event &event, const QVariant &value) {
            const QString text = value.toString();
            if (const auto broken = checkText(text, Limits::ShortTextMax)) {
                return ErrorPresenter::ruleText(*broken, 0, Limits::ShortTextMax);
            }
            event.*member = text.isEmpty() ? std::nullopt : std::optional(text);
            return QString();
        });
}

} // namespace EvalTrack
