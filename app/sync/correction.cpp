// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/correction.h"

#include "store/commandeffect.h"
#include "wire/editablefields.h"

#include <algorithm>

namespace EvalTrack {

namespace {

template <typename Edit>
QJsonObject changesOf(const Edit &edit)
{
    return EditableFields::changed(EditableFields::of(edit.before), EditableFields::of(edit.after));
}

template <typename Creation, typename Edit>
std::optional<Command> intoCreation(Creation creation, const Edit &edit)
{
    EditableFields::apply(creation.after, changesOf(edit));
    return creation;
}

template <typename Edit>
std::optional<Command> intoEdit(Edit refused, const Edit &edit)
{
    const QJsonObject before = changesOf(refused);
    const QJsonObject now = changesOf(edit);
    const QStringList fields = now.keys();
    const bool isTheSameMatter =
        std::ranges::any_of(fields, [&before](const QString &key) { return before.contains(key); });
    if (!isTheSameMatter) {
        return std::nullopt;
    }
    EditableFields::apply(refused.after, now);
    return refused;
}

AnswerEvaluation intoAnswers(AnswerEvaluation refused, const AnswerEvaluation &edit)
{
    for (const QuestionResponse &response : edit.answers) {
        refused.answers.removeIf([&response](const QuestionResponse &each) {
            return each.questionId == response.questionId;
        });
        refused.answers.append(response);
    }
    return refused;
}

} // namespace

std::optional<Command> correctedBy(const Command &refused, const Command &edit)
{
    if (subjectOf(refused) != subjectOf(edit) || subjectUuidOf(refused) != subjectUuidOf(edit)) {
        return std::nullopt;
    }
    if (const auto *employee = std::get_if<UpdateEmployee>(&edit)) {
        if (const auto *creation = std::get_if<CreateEmployee>(&refused)) {
            return intoCreation(*creation, *employee);
        }
        const auto *update = std::get_if<UpdateEmployee>(&refused);
        return update ? intoEdit(*update, *employee) : std::nullopt;
    }
    if (const auto *event = std::get_if<UpdateEvent>(&edit)) {
        if (const auto *creation = std::get_if<CreateEvent>(&refused)) {
            return intoCreation(*creation, *event);
        }
        const auto *update = std::get_if<UpdateEvent>(&refused);
        return update ? intoEdit(*update, *event) : std::nullopt;
    }
    if (const auto *attendance = std::get_if<UpdateAttendance>(&edit)) {
        const auto *update = std::get_if<UpdateAttendance>(&refused);
        return update ? intoEdit(*update, *attendance) : std::nullopt;
    }
    if (const auto *department = std::get_if<UpdateDepartment>(&edit)) {
        if (const auto *creation = std::get_if<CreateDepartment>(&refused)) {
            return intoCreation(*creation, *department);
        }
        const auto *update = std::get_if<UpdateDepartment>(&refused);
        return update ? intoEdit(*update, *department) : std::nullopt;
    }
    if (kindOf(refused) != kindOf(edit)) {
        return std::nullopt;
    }
    if (const auto *answers = std::get_if<AnswerEvaluation>(&edit)) {
        return intoAnswers(std::get<AnswerEvaluation>(refused), *answers);
    }
    return edit;
}

} // namespace EvalTrack
