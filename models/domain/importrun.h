// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importplanner.h"
#include "domain/validation.h"

#include <algorithm>

namespace EvalTrack {

/// One plan() of an ImportPlanner, row after row. Only that class uses it.
class ImportPlanner::Run
{
public:
    Run(const ImportPlanner &known, const ImportSheet &sheet);

    [[nodiscard]] ImportPlan make();

private:
    // About the sheet as a whole.
    [[nodiscard]] QList<ImportField> missingFields() const;
    void judgeOrder();
    void collectKeys();
    [[nodiscard]] ImportRow judge(qsizetype index);

    // One kind of row each.
    void judgePerson(ImportRow &row);
    void judgeDepartment(ImportRow &row);
    void judgeAccount(ImportRow &row);
    void judgeEvent(ImportRow &row);
    void judgeAttendance(ImportRow &row);

    // About the row at hand.
    [[nodiscard]] int columnOf(ImportField field) const;
    [[nodiscard]] SheetCell cell(ImportField field) const;
    /// Without the white space around it; empty for a column that is not mapped.
    [[nodiscard]] QString text(ImportField field) const;
    void blame(ImportRow &row, ImportField field, ImportTrouble trouble, const QString &detail = {},
               const std::optional<QString> &proposal = {});
    /// Says that the column changes something; what is blamed already does not.
    void noteChange(ImportRow &row, ImportField field, bool isChanged);
    template <typename Value>
    void set(ImportRow &row, ImportField field, Value &target, const Value &value);

    /// Texts of people and events, held to their longest.
    void takeText(ImportRow &row, ImportField field, QString &target, int longest);
    void takeText(ImportRow &row, ImportField field, std::optional<QString> &target, int longest);
    void takeDay(ImportRow &row, ImportField field, std::optional<QDate> &target);
    void takeYesOrNo(ImportRow &row, ImportField field, bool &target);
    void takeWholeNumber(ImportRow &row, ImportField field, std::optional<int> &target, int least,
                         int most);
    /// Nothing where the sheet says none, or says what is no text.
    [[nodiscard]] bool isGoodText(ImportRow &row, ImportField field, const QString &text,
                                  int longest);

    // People.
    [[nodiscard]] std::optional<qsizetype> personOf(ImportRow &row);
    void takeNames(ImportRow &row, const std::optional<Employee> &before, Employee &after);
    void takeDepartment(ImportRow &row, Employee &after);
    void takeManager(ImportRow &row, Employee &after);
    void checkEnds(ImportRow &row, const Employee &after);
    void checkUnique(ImportRow &row, ImportField field, const QString &key,
                     const QHash<QString, qsizetype> &known, std::optional<qsizetype> own,
                     const std::function<QString(qsizetype)> &nameOf);

    // Departments.
    /// Which one the row is of; nothing for a new one.
    [[nodiscard]] std::optional<qsizetype> departmentOf() const;
    /// What each will be called, and which is above it, before any row is judged.
    void collectDepartment(qsizetype index);
    void takeParent(ImportRow &row, Department &after);
    void takeHead(ImportRow &row, Department &after);
    /// Whether `department` is `above` or somewhere below it once the whole file is carried out.
    [[nodiscard]] bool isBelow(QUuid department, const QUuid &above) const;

    // Events and attendances.
    [[nodiscard]] std::optional<qsizetype> eventOf(ImportRow &row);
    [[nodiscard]] std::optional<qsizetype> participantOf(ImportRow &row);
    /// When the clocks of a place show what two cells say; `before` where they say the same minute.
    [[nodiscard]] std::optional<Timestamp> moment(ImportRow &row, ImportField dayField,
                                                  ImportField timeField, const QString &zone,
                                                  const std::optional<Timestamp> &before);

    template <typename Entity>
    void conclude(ImportRow &row, const std::optional<Entity> &before, const Entity &after);
    [[nodiscard]] static ImportTrouble troubleOf(RuleBroken rule);
    /// A second row of one record is a fault of the second.
    void noteRecord(ImportRow &row);

    const ImportPlanner &m_known;
    const ImportSheet &m_sheet;
    ImportPlan m_plan;
    const SheetRow *m_at = nullptr;
    QList<int> m_columns; ///< Of each field; -1: not mapped.
    QDate m_today;
    QHash<std::pair<int, QString>, int> m_lines; ///< Of keys, by field.
    QHash<QUuid, int> m_linesOfRecords;
    Keys m_inFile; ///< Who is new in the file: indexes of rows.
    QList<QUuid> m_uuidsInFile;
    QStringList m_departmentNames;
    QHash<QString, QUuid> m_departmentsInFile; ///< By their names after it, lower case.
    QHash<QUuid, QUuid> m_parents;             ///< After it, of those whose parent a row says.
};

template <typename Value>
void ImportPlanner::Run::set(ImportRow &row, ImportField field, Value &target, const Value &value)
{
    noteChange(row, field, target != value);
    target = value;
}

template <typename Entity>
void ImportPlanner::Run::conclude(ImportRow &row, const std::optional<Entity> &before,
                                  const Entity &after)
{
    const bool isWrong = std::ranges::any_of(row.issues, &ImportIssue::isFault);
    std::ranges::sort(row.changed);
    if (isWrong) {
        row.verdict = ImportVerdict::Wrong;
    } else if (!before) {
        row.verdict = ImportVerdict::Create;
        row.draft = ImportDraft<Entity>{before, after};
    } else if (*before != after || !row.changed.isEmpty()) {
        row.verdict = ImportVerdict::Change;
        row.draft = ImportDraft<Entity>{before, after};
    } else {
        row.verdict = ImportVerdict::Same;
    }
}

} // namespace EvalTrack
