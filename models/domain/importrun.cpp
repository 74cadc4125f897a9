// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/importrun.h"

#include "base/foldedtext.h"
#include "domain/localday.h"
#include "domain/validation.h"

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int FieldCount = static_cast<int>(ImportField::Head) + 1;

/// Any of these says of what record a row is, or enough to make one.
QList<QList<ImportField>> neededFields(ImportKind kind)
{
    using enum ImportField;
    switch (kind) {
    case ImportKind::People:
        return {{RecordId, NationalId, BadgeCode, Email, FirstName, FullName}};
    case ImportKind::Departments:
        return {{RecordId, DepartmentName}};
    case ImportKind::Events:
        return {{RecordId, Title}, {RecordId, StartDate}};
    case ImportKind::Attendances:
        return {{RecordId, EventTitle}, {Person}};
    case ImportKind::Accounts:
        return {{RecordId, Email}};
    }
    return {};
}

} // namespace

ImportPlanner::Run::Run(const ImportPlanner &known, const ImportSheet &sheet)
    : m_known(known)
    , m_sheet(sheet)
    , m_columns(FieldCount, -1)
    , m_today(
          dayOf(known.m_setting.now, zoneNamed(known.m_setting.zone).value_or(QTimeZone::utc())))
{
    const ImportMapping &mapping = known.m_setting.mapping;
    for (int column = 0; column < mapping.size(); ++column) {
        if (mapping.at(column)) {
            m_columns[static_cast<int>(*mapping.at(column))] = column;
        }
    }
    for (const Department &each : known.m_departments) {
        m_departmentNames.append(each.name);
    }
}

ImportPlan ImportPlanner::Run::make()
{
    m_plan.kind = m_known.m_setting.kind;
    m_plan.mapping = m_known.m_setting.mapping;
    m_plan.missingFields = missingFields();
    if (!m_plan.missingFields.isEmpty()) {
        return m_plan;
    }
    judgeOrder();
    collectKeys();
    m_plan.rows.reserve(m_sheet.rows.size());
    for (qsizetype i = 0; i < m_sheet.rows.size(); ++i) {
        ImportRow row = judge(i);
        switch (row.verdict) {
        case ImportVerdict::Create:
            ++m_plan.creations;
            break;
        case ImportVerdict::Change:
            ++m_plan.changes;
            break;
        case ImportVerdict::Same:
            ++m_plan.same;
            break;
        case ImportVerdict::Wrong:
            ++m_plan.wrong;
            break;
        }
        m_plan.rows.append(std::move(row));
    }
    return m_plan;
}

QList<ImportField> ImportPlanner::Run::missingFields() const
{
    QList<ImportField> missing;
    for (const QList<ImportField> &any : neededFields(m_plan.kind)) {
        const bool isThere =
            std::ranges::any_of(any, [this](ImportField field) { return columnOf(field) >= 0; });
        if (!isThere) {
            missing.append(any);
        }
    }
    return missing;
}

void ImportPlanner::Run::judgeOrder()
{
    const Setting &setting = m_known.m_setting;
    m_plan.order = setting.order;
    if (setting.isOrderChosen) {
        return;
    }
    QStringList texts;
    for (const ImportField field :
         {ImportField::BirthDate, ImportField::HireDate, ImportField::ContractUntil,
          ImportField::LeftOn, ImportField::StartDate, ImportField::AttendedDate}) {
        const int column = columnOf(field);
        for (qsizetype i = 0; column >= 0 && i < m_sheet.rows.size(); ++i) {
            if (const SheetCell at = m_sheet.rows.at(i).cell(column);
                std::holds_alternative<QString>(at)) {
                texts.append(std::get<QString>(at).trimmed());
            }
        }
    }
    if (const auto shown = ImportValues::orderShownBy(texts)) {
        m_plan.order = *shown;
        return;
    }
    m_plan.isOrderGuessed = std::ranges::any_of(texts, [](const QString &text) {
        const auto byDay = ImportValues::day(text, ImportValues::DayOrder::DayFirst, {});
        const auto byMonth = ImportValues::day(text, ImportValues::DayOrder::MonthFirst, {});
        return byDay && byMonth && *byDay != *byMonth;
    });
}

// A manager may stand further down in the same file.
void ImportPlanner::Run::collectKeys()
{
    m_uuidsInFile.reserve(m_sheet.rows.size());
    for (qsizetype i = 0; i < m_sheet.rows.size(); ++i) {
        m_at = &m_sheet.rows.at(i);
        m_uuidsInFile.append(
            QUuid::createUuidV5(m_known.m_setting.import, QByteArray::number(m_at->line)));
        if (m_plan.kind == ImportKind::Departments) {
            collectDepartment(i);
        }
        if (m_plan.kind != ImportKind::People || columnOf(ImportField::Manager) < 0) {
            continue;
        }
        Employee person;
        person.uuid = UserUuid(m_uuidsInFile.last());
        const auto keyOf = [this](ImportField field) {
            const QString key = text(field);
            return key.isEmpty() ? std::nullopt : std::optional(key);
        };
        person.nationalId = keyOf(ImportField::NationalId);
        person.badgeCode = keyOf(ImportField::BadgeCode);
        person.email = text(ImportField::Email);
        const QString full = text(ImportField::FullName);
        person.name =
            full.isEmpty()
                ? QString(text(ImportField::FirstName) + u' ' + text(ImportField::LastName))
                      .simplified()
                : full;
        m_inFile.add(person, i);
    }
}

ImportRow ImportPlanner::Run::judge(qsizetype index)
{
    m_at = &m_sheet.rows.at(index);
    ImportRow row;
    row.line = m_at->line;
    row.uuid = m_uuidsInFile.at(index);
    for (int column = 0; column < m_at->cells.size(); ++column) {
        if (m_known.m_setting.mapping.value(column)) {
            if (const auto *fault = std::get_if<SheetFault>(&m_at->cells.at(column))) {
                row.issues.append({column, ImportTrouble::Fault, fault->text, {}});
            }
        }
    }
    switch (m_plan.kind) {
    case ImportKind::People:
        judgePerson(row);
        break;
    case ImportKind::Departments:
        judgeDepartment(row);
        break;
    case ImportKind::Events:
        judgeEvent(row);
        break;
    case ImportKind::Attendances:
        judgeAttendance(row);
        break;
    case ImportKind::Accounts:
        judgeAccount(row);
        break;
    }
    return row;
}

int ImportPlanner::Run::columnOf(ImportField field) const
{
    return m_columns.at(static_cast<int>(field));
}

SheetCell ImportPlanner::Run::cell(ImportField field) const
{
    const int column = columnOf(field);
    const SheetCell found = column < 0 ? SheetCell() : m_at->cell(column);
    return std::holds_alternative<SheetFault>(found) ? SheetCell() : found;
}

QString ImportPlanner::Run::text(ImportField field) const
{
    return textOf(cell(field));
}

void ImportPlanner::Run::blame(ImportRow &row, ImportField field, ImportTrouble trouble,
                               const QString &detail, const std::optional<QString> &proposal)
{
    row.issues.append({columnOf(field), trouble, detail, proposal});
}

void ImportPlanner::Run::noteChange(ImportRow &row, ImportField field, bool isChanged)
{
    const int column = columnOf(field);
    if (isChanged && column >= 0 && !row.changed.contains(column)) {
        row.changed.append(column);
    }
}

bool ImportPlanner::Run::isGoodText(ImportRow &row, ImportField field, const QString &text,
                                    int longest)
{
    if (text.isEmpty()) {
        return false;
    }
    if (const auto broken = checkText(text, longest)) {
        blame(row, field, troubleOf(*broken), QString::number(longest));
        return false;
    }
    return true;
}

void ImportPlanner::Run::takeText(ImportRow &row, ImportField field, QString &target, int longest)
{
    const QString found = text(field);
    if (isGoodText(row, field, found, longest)) {
        set(row, field, target, found);
    }
}

void ImportPlanner::Run::takeText(ImportRow &row, ImportField field, std::optional<QString> &target,
                                  int longest)
{
    const QString found = text(field);
    if (isGoodText(row, field, found, longest)) {
        set(row, field, target, std::optional(found));
    }
}

void ImportPlanner::Run::takeDay(ImportRow &row, ImportField field, std::optional<QDate> &target)
{
    if (text(field).isEmpty()) {
        return;
    }
    const auto found = ImportValues::day(cell(field), m_plan.order, m_today);
    if (!found) {
        blame(row, field, ImportTrouble::NotADay, {}, found.error().proposal);
        return;
    }
    constexpr int FirstYear = 1900;
    if (found->year() < FirstYear || (field == ImportField::BirthDate && *found > m_today)) {
        blame(row, field, ImportTrouble::OutOfRange);
        return;
    }
    set(row, field, target, std::optional(*found));
}

void ImportPlanner::Run::takeYesOrNo(ImportRow &row, ImportField field, bool &target)
{
    if (text(field).isEmpty()) {
        return;
    }
    if (const auto found = ImportValues::yesOrNo(cell(field))) {
        set(row, field, target, *found);
    } else {
        blame(row, field, ImportTrouble::NotYesOrNo);
    }
}

void ImportPlanner::Run::takeWholeNumber(ImportRow &row, ImportField field,
                                         std::optional<int> &target, int least, int most)
{
    if (text(field).isEmpty()) {
        return;
    }
    const auto found = ImportValues::wholeNumber(cell(field));
    if (!found) {
        blame(row, field, ImportTrouble::NotANumber);
    } else if (*found < least || *found > most) {
        blame(row, field, ImportTrouble::OutOfRange);
    } else {
        set(row, field, target, std::optional(static_cast<int>(*found)));
    }
}

void ImportPlanner::Run::noteRecord(ImportRow &row)
{
    const auto line = m_linesOfRecords.constFind(row.uuid);
    if (line != m_linesOfRecords.cend()) {
        row.issues.append({-1, ImportTrouble::Doubled, QString::number(*line), {}});
        return;
    }
    m_linesOfRecords.insert(row.uuid, row.line);
}

ImportTrouble ImportPlanner::Run::troubleOf(RuleBroken rule)
{
    switch (rule) {
    case RuleBroken::Required:
        return ImportTrouble::Missing;
    case RuleBroken::TooShort:
        return ImportTrouble::TooShort;
    case RuleBroken::TooLong:
        return ImportTrouble::TooLong;
    case RuleBroken::NotAnEmail:
        return ImportTrouble::NotAnEmail;
    case RuleBroken::OutOfRange:
    case RuleBroken::NotDigits:
        return ImportTrouble::OutOfRange;
    case RuleBroken::NotAZone:
        return ImportTrouble::NotAZone;
    case RuleBroken::NotText:
        break;
    }
    return ImportTrouble::NotText;
}

// People ------------------------------------------------------------------------------------------

void ImportPlanner::Run::checkUnique(ImportRow &row, ImportField field, const QString &key,
                                     const QHash<QString, qsizetype> &known,
                                     std::optional<qsizetype> own,
                                     const std::function<QString(qsizetype)> &nameOf)
{
    if (key.isEmpty()) {
        return;
    }
    const std::pair<int, QString> ofField{static_cast<int>(field), key};
    if (const auto line = m_lines.constFind(ofField); line != m_lines.cend()) {
        blame(row, field, ImportTrouble::Doubled, QString::number(*line));
        return;
    }
    m_lines.insert(ofField, row.line);
    const auto found = known.constFind(key);
    if (found != known.cend() && own && *found != *own) {
        blame(row, field, ImportTrouble::Taken, nameOf(*found));
    }
}

std::optional<qsizetype> ImportPlanner::Run::personOf(ImportRow &row)
{
    const Keys &people = m_known.m_people;
    if (const QString id = text(ImportField::RecordId).toLower(); !id.isEmpty()) {
        const auto found = people.byUuid.constFind(id);
        if (found != people.byUuid.cend()) {
            return *found;
        }
        blame(row, ImportField::RecordId, ImportTrouble::NotFound, {}, QString());
        return std::nullopt;
    }
    const QList<std::pair<const QHash<QString, qsizetype> *, QString>> keys{
        {&people.byNationalId, text(ImportField::NationalId)},
        {&people.byBadge, text(ImportField::BadgeCode)},
        {&people.byEmail, text(ImportField::Email).toLower()}};
    for (const auto &[known, key] : keys) {
        if (const auto found = known->constFind(key); !key.isEmpty() && found != known->cend()) {
            return *found;
        }
    }
    return std::nullopt;
}

void ImportPlanner::Run::judgePerson(ImportRow &row)
{
    using enum ImportField;
    const auto index = personOf(row);
    std::optional<Employee> before;
    Employee after;
    if (index) {
        before = m_known.m_personAt(*index);
        after = *before;
        row.uuid = before->uuid.value();
        if (before->id.isNull()) {
            row.issues.append({-1, ImportTrouble::NotSent, {}, {}});
        }
    } else {
        after.uuid = UserUuid(row.uuid);
    }
    takeNames(row, before, after);
    const QString email = text(Email);
    if (isGoodText(row, Email, email, Limits::EmailMax)) {
        if (checkEmail(email)) {
            blame(row, Email, ImportTrouble::NotAnEmail, {}, ImportValues::meantEmail(email));
        } else {
            set(row, Email, after.email, email);
        }
    }
    takeText(row, NationalId, after.nationalId, Limits::CodeMax);
    takeText(row, BadgeCode, after.badgeCode, Limits::CodeMax);
    takeText(row, Phone, after.phone, Limits::ShortTextMax);
    takeDay(row, BirthDate, after.birthDate);
    takeText(row, JobTitle, after.jobTitle, Limits::ShortTextMax);
    takeDepartment(row, after);
    takeManager(row, after);
    takeDay(row, HireDate, after.hireDate);
    takeDay(row, ContractUntil, after.contractUntil);
    takeDay(row, LeftOn, after.leftOn);
    takeYesOrNo(row, IsActive, after.isActive);
    takeText(row, Notes, after.notes, Limits::TextMax);
    checkEnds(row, after);

    const Keys &people = m_known.m_people;
    const auto nameOf = [this](qsizetype at) {
        return m_known.m_personAt(at).name;
    };
    checkUnique(row, NationalId, text(NationalId), people.byNationalId, index, nameOf);
    checkUnique(row, BadgeCode, text(BadgeCode), people.byBadge, index, nameOf);
    checkUnique(row, Email, email.toLower(), people.byEmail, index, nameOf);
    noteRecord(row);
    row.subject = after.name;
    conclude(row, before, after);
}

// A day that the sheet leaves as it is may be broken by another that it changes.
void ImportPlanner::Run::checkEnds(ImportRow &row, const Employee &after)
{
    const auto check = [&](ImportField field, const std::optional<QDate> &end) {
        if (isBeforeHiring(end, after.hireDate)) {
            blame(row, columnOf(field) < 0 ? ImportField::HireDate : field,
                  ImportTrouble::BeforeHiring);
        }
    };
    check(ImportField::ContractUntil, after.contractUntil);
    check(ImportField::LeftOn, after.leftOn);
}

// The name follows from first and last name, unless the sheet says it otherwise.
void ImportPlanner::Run::takeNames(ImportRow &row, const std::optional<Employee> &before,
                                   Employee &after)
{
    takeText(row, ImportField::FirstName, after.firstName, Limits::NameMax);
    takeText(row, ImportField::LastName, after.lastName, Limits::NameMax);
    const bool areChanged =
        !before || before->firstName != after.firstName || before->lastName != after.lastName;
    const QString full = text(ImportField::FullName).simplified();
    const bool isSaid = !full.isEmpty() && (!before || full != before->name);
    if (isSaid) {
        if (const auto broken = checkName(full)) {
            blame(row, ImportField::FullName, troubleOf(*broken), QString::number(Limits::NameMax));
            return;
        }
        set(row, ImportField::FullName, after.name, full);
        return;
    }
    if (!areChanged) {
        return;
    }
    const QString name = QString(after.firstName + u' ' + after.lastName).simplified();
    if (const auto broken = checkName(name)) {
        const bool hasFirst = columnOf(ImportField::FirstName) >= 0;
        blame(row, hasFirst ? ImportField::FirstName : ImportField::FullName, troubleOf(*broken),
              QString::number(Limits::NameMax));
        return;
    }
    after.name = name;
}

void ImportPlanner::Run::takeDepartment(ImportRow &row, Employee &after)
{
    const QString name = text(ImportField::DepartmentName).simplified();
    if (!isGoodText(row, ImportField::DepartmentName, name, Limits::ShortTextMax)) {
        return;
    }
    const auto found = m_known.m_departmentsByName.constFind(name.toLower());
    if (found != m_known.m_departmentsByName.cend()) {
        const Department &department = m_known.m_departments.at(*found);
        set(row, ImportField::DepartmentName, after.departmentId, std::optional(department.id));
        after.department = department.name;
        return;
    }
    if (!m_plan.newDepartments.contains(name, Qt::CaseInsensitive)) {
        m_plan.newDepartments.append(name);
    }
    blame(row, ImportField::DepartmentName, ImportTrouble::NewDepartment, name,
          ImportValues::nearest(name, m_departmentNames));
    noteChange(row, ImportField::DepartmentName, true);
    after.departmentId.reset();
    after.department = name;
}

void ImportPlanner::Run::takeManager(ImportRow &row, Employee &after)
{
    const QString named = text(ImportField::Manager);
    if (named.isEmpty()) {
        return;
    }
    const QList<qsizetype> known = m_known.m_people.find(named);
    const QList<qsizetype> inFile = known.isEmpty() ? m_inFile.find(named) : QList<qsizetype>();
    if (known.size() > 1 || inFile.size() > 1) {
        blame(row, ImportField::Manager, ImportTrouble::SeveralMatch);
        return;
    }
    if (known.isEmpty() && inFile.isEmpty()) {
        blame(row, ImportField::Manager, ImportTrouble::NotFound);
        return;
    }
    if (!known.isEmpty()) {
        const Employee manager = m_known.m_personAt(known.first());
        row.manager = manager.uuid.value();
        set(row, ImportField::Manager, after.managerId, std::optional(manager.id));
    } else {
        row.manager = m_uuidsInFile.at(inFile.first());
        noteChange(row, ImportField::Manager, true);
    }
    if (row.manager == after.uuid.value()) {
        blame(row, ImportField::Manager, ImportTrouble::OwnManager);
    }
}

} // namespace EvalTrack
