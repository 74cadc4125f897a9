// SPDX-License-Identifier: GPL-3.0-or-later
#include "legacy/peoplemapping.h"

#include "base/foldedtext.h"
#include "domain/validation.h"
#include "legacy/legacytext.h"

#include <QMap>

#include <algorithm>

namespace EvalTrack::Server {

namespace {

/// The three roles that v1 brings, and what they may do there.
struct BuiltInRole
{
    QString name; ///< Folded.
    Role role;
    QSet<QString> permissions;
};

QSet<QString> permissionsOf(std::initializer_list<const char *> entities,
                            std::initializer_list<const char *> verbs)
{
    QSet<QString> all;
    for (const char *entity : entities) {
        for (const char *verb : verbs) {
            all.insert(QLatin1String(verb) + u' ' + QLatin1String(entity));
        }
    }
    return all;
}

/// From the highest.
const QList<BuiltInRole> &builtInRoles()
{
    static const QList<BuiltInRole> roles = [] {
        QSet<QString> manager = permissionsOf({"eventos", "asistencias", "evaluaciones"},
                                              {"ver", "crear", "editar", "eliminar"}) +
                                permissionsOf({"empleados"}, {"ver", "crear", "editar"}) +
                                QSet<QString>{QStringLiteral("calificar evaluaciones")};
        const QSet<QString> administrator =
            manager + permissionsOf({"usuarios"}, {"ver", "crear", "editar", "eliminar"}) +
            permissionsOf({"mis evaluaciones", "mis asistencias"}, {"ver"}) +
            QSet<QString>{QStringLiteral("asignar roles"), QStringLiteral("eliminar empleados"),
                          QStringLiteral("responder evaluaciones")};
        return QList<BuiltInRole>{
            {QStringLiteral("administrador"), Role::Admin, administrator},
            {QStringLiteral("gestor de talento humano"), Role::HumanResources, manager},
            {QStringLiteral("empleado"), Role::Employee, {}}};
    }();
    return roles;
}

QStringList commaSeparated(const QByteArray &bytes)
{
    QStringList parts = decoded(bytes).text.split(u',', Qt::SkipEmptyParts);
    for (QString &part : parts) {
        part = foldedForSearch(part.trimmed());
    }
    return parts;
}

/// What one role of v1 gives.
struct GivenRole
{
    QString name;
    std::optional<Role> role; ///< Nothing for one in the trash.
};

struct V1Account
{
    const LegacyRow *row = nullptr;
    QString email;
    QString nationalIdKey;
    Role role = Role::Employee;
    bool waits = false;
};

struct V1Employment
{
    const LegacyRow *row = nullptr;
    QString email;
    QString nationalIdKey;
    std::optional<qint64> account;
    bool isByUserId = false;
    bool isByEmail = false;
    bool waits = false;
};

class PeopleMapper
{
public:
    PeopleMapper(const LegacyPeople &rows, const KnownPeople &known, const LegacyReading &reading)
        : m_rows(rows)
        , m_known(known)
        , m_reading(reading)
        , m_clock(reading.zone)
    {}

    MappedPeople map()
    {
        readRoles();
        readAccounts();
        readEmployees();
        keepOneAccountAnEmail();
        for (V1Employment &employment : m_employees) {
            link(employment);
        }
        keepOneEmployeeAnAccount();
        build();
        keepOneOfEachNationalId();
        return std::move(m_mapped);
    }

private:
    [[nodiscard]] LegacyColumns columns(const LegacyRow &row)
    {
        return LegacyColumns(row, m_reading, m_clock, m_mapped.findings);
    }

    void wait(const LegacyRow &row, LegacyRule reason, int column, const QString &after = {})
    {
        const LegacyColumns read = columns(row);
        read.note(reason, column, column < 0 ? QString() : read.raw(column), after);
        m_mapped.tray.append({row.source, row.id, reason});
    }

    void readRoles();
    void readAccounts();
    void readEmployees();
    [[nodiscard]] QString emailOf(const LegacyRow &row, int column);
    [[nodiscard]] Role roleOf(const LegacyRow &row);
    void keepOneAccountAnEmail();
    void link(V1Employment &employment);
    void keepOneEmployeeAnAccount();
    void build();
    [[nodiscard]] LegacyPerson personOf(const V1Account *account, const V1Employment *employment);
    void keepOneOfEachNationalId();

    /// The account of an id; that of the same mailbox for one that waits.
    [[nodiscard]] const V1Account *accountOf(std::optional<qint64> id) const
    {
        if (!id) {
            return nullptr;
        }
        const auto found = m_accounts.constFind(m_mapped.sameMailbox.value(*id, *id));
        return found == m_accounts.constEnd() ? nullptr : &*found;
    }

    const LegacyPeople &m_rows;
    const KnownPeople &m_known;
    const LegacyReading &m_reading;
    LegacyClock m_clock;
    MappedPeople m_mapped;
    QHash<qint64, GivenRole> m_roles;
    QMap<qint64, V1Account> m_accounts; ///< In the order of their ids.
    QList<V1Employment> m_employees;
    QHash<QString, qint64> m_accountByEmail;
    QSet<QString> m_emails; ///< Of the people who were built.
};

void PeopleMapper::readRoles()
{
    for (const LegacyRow &row : m_rows.roles) {
        const QString name = columns(row).folded(RoleColumn::Name);
        const bool isDeleted = !row.at(RoleColumn::DeletedAt).isEmpty();
        const auto builtIn = std::ranges::find(builtInRoles(), name, &BuiltInRole::name);
        GivenRole given{name, std::nullopt};
        if (isDeleted) {
            wait(row, LegacyRule::RoleDeleted, RoleColumn::Name);
        } else if (builtIn != builtInRoles().end()) {
            given.role = builtIn->role;
            m_mapped.roles.append(row.id);
        } else {
            const QStringList list = commaSeparated(row.at(RoleColumn::Permissions));
            const QSet<QString> permissions(list.cbegin(), list.cend());
            const auto covered =
                std::ranges::find_if(builtInRoles(), [&permissions](const BuiltInRole &each) {
                    return permissions.contains(each.permissions);
                });
            given.role = covered->role; // Everybody's covers that of an employee, which is empty.
            wait(row, LegacyRule::RoleCustom, RoleColumn::Name, covered->name);
        }
        m_roles.insert(row.id, given);
    }
}

QString PeopleMapper::emailOf(const LegacyRow &row, int column)
{
    const LegacyColumns read = columns(row);
    const QString given = read.text(column, Limits::TextMax);
    if (given.isEmpty()) {
        return {};
    }
    const QString email = given.toLower();
    if (checkEmail(email)) {
        read.note(LegacyRule::EmailBad, column, given, {});
        return {};
    }
    if (email.toUtf8() != row.at(column)) {
        read.note(LegacyRule::EmailForm, column, read.raw(column), email);
    }
    return email;
}

Role PeopleMapper::roleOf(const LegacyRow &row)
{
    const LegacyColumns read = columns(row);
    QList<GivenRole> counting;
    const QStringList ids = commaSeparated(row.at(UserColumn::Roles));
    for (const QString &id : ids) {
        const auto role = m_roles.constFind(id.toLongLong());
        if (role != m_roles.constEnd() && role->role) {
            counting.append(*role);
        }
    }
    if (!row.at(UserColumn::DirectPermissions).isEmpty()) {
        read.note(LegacyRule::DirectPermissions, UserColumn::DirectPermissions,
                  read.raw(UserColumn::DirectPermissions), {});
    }
    // Role's order is from the highest to the lowest.
    const auto highest = std::ranges::min_element(
        counting, {}, [](const GivenRole &each) { return static_cast<int>(*each.role); });
    if (highest == counting.end()) {
        read.note(LegacyRule::RoleNone, UserColumn::Roles, read.raw(UserColumn::Roles),
                  QStringLiteral("empleado"));
        return Role::Employee;
    }
    if (counting.size() > 1) {
        QStringList names;
        for (const GivenRole &each : counting) {
            names.append(each.name);
        }
        read.note(LegacyRule::RoleSeveral, UserColumn::Roles, names.join(QStringLiteral(", ")),
                  highest->name);
    }
    return *highest->role;
}

void PeopleMapper::readAccounts()
{
    for (const LegacyRow &row : m_rows.users) {
        V1Account account;
        account.row = &row;
        account.email = emailOf(row, UserColumn::Email);
        account.nationalIdKey = nationalIdKey(decoded(row.at(UserColumn::NationalId)).text);
        account.role = roleOf(row);
        m_accounts.insert(row.id, account);
    }
}

void PeopleMapper::readEmployees()
{
    for (const LegacyRow &row : m_rows.employees) {
        V1Employment employment;
        employment.row = &row;
        employment.email = emailOf(row, EmployeeColumn::Email);
        employment.nationalIdKey = nationalIdKey(decoded(row.at(EmployeeColumn::NationalId)).text);
        m_employees.append(employment);
    }
    std::ranges::sort(m_employees, {}, [](const V1Employment &each) { return each.row->id; });
}

void PeopleMapper::keepOneAccountAnEmail()
{
    QSet<qint64> withEmployee;
    for (const V1Employment &employment : std::as_const(m_employees)) {
        if (const auto id = columns(*employment.row).number(EmployeeColumn::UserId)) {
            withEmployee.insert(*id);
        }
    }
    for (auto each = m_accounts.begin(); each != m_accounts.end(); ++each) {
        if (each->email.isEmpty()) {
            continue;
        }
        const auto before = m_accountByEmail.find(each->email);
        if (before == m_accountByEmail.end()) {
            m_accountByEmail.insert(each->email, each.key());
        } else if (withEmployee.contains(each.key()) && !withEmployee.contains(*before)) {
            m_accounts[*before].waits = true;
            *before = each.key();
        } else {
            each->waits = true;
        }
    }
    for (auto each = m_accounts.cbegin(); each != m_accounts.cend(); ++each) {
        if (each->waits) {
            const qint64 kept = m_accountByEmail.value(each->email);
            m_mapped.sameMailbox.insert(each.key(), kept);
            wait(*each->row, LegacyRule::EmailDoubled, UserColumn::Email,
                 QStringLiteral("users %1").arg(kept));
        }
    }
}

void PeopleMapper::link(V1Employment &employment)
{
    const LegacyColumns read = columns(*employment.row);
    const V1Account *byUserId = accountOf(read.number(EmployeeColumn::UserId));
    const auto mailbox = employment.email.isEmpty() ? m_accountByEmail.constEnd()
                                                    : m_accountByEmail.constFind(employment.email);
    const V1Account *byEmail =
        mailbox == m_accountByEmail.constEnd() ? nullptr : accountOf(*mailbox);
    const QString user = read.raw(EmployeeColumn::UserId);
    const auto named = [](const V1Account &account) {
        return QStringLiteral("users %1").arg(account.row->id);
    };

    if (byUserId && byEmail && byUserId != byEmail) {
        const bool isFirst = !employment.nationalIdKey.isEmpty() &&
                             employment.nationalIdKey == byUserId->nationalIdKey;
        const bool isSecond = !employment.nationalIdKey.isEmpty() &&
                              employment.nationalIdKey == byEmail->nationalIdKey;
        if (isFirst == isSecond) {
            employment.waits = true;
            wait(*employment.row, LegacyRule::LinkUnclear, EmployeeColumn::UserId,
                 named(*byUserId) + u" / " + named(*byEmail));
            return;
        }
        const V1Account &right = isFirst ? *byUserId : *byEmail;
        read.note(LegacyRule::LinkByNationalId, EmployeeColumn::UserId, user, named(right));
        employment.account = right.row->id;
        employment.isByUserId = isFirst;
        employment.isByEmail = isSecond;
    } else if (byUserId) {
        employment.account = byUserId->row->id;
        employment.isByUserId = true;
        employment.isByEmail = byEmail != nullptr;
        if (!byEmail && !employment.email.isEmpty()) {
            read.note(LegacyRule::EmailDiffers, EmployeeColumn::Email, employment.email,
                      byUserId->email);
        }
    } else if (byEmail) {
        employment.account = byEmail->row->id;
        employment.isByEmail = true;
        read.note(LegacyRule::LinkByEmail, EmployeeColumn::UserId, user, named(*byEmail));
    } else if (!employment.row->at(EmployeeColumn::UserId).isEmpty()) {
        read.note(LegacyRule::LinkOrphan, EmployeeColumn::UserId, user, {});
    }
}

void PeopleMapper::keepOneEmployeeAnAccount()
{
    const auto closeness = [](const V1Employment &each) {
        return (each.isByEmail ? 2 : 0) + (each.isByUserId ? 1 : 0);
    };
    QHash<qint64, V1Employment *> best;
    for (V1Employment &each : m_employees) {
        if (!each.account) {
            continue;
        }
        V1Employment *&kept = best[*each.account];
        if (!kept || closeness(each) > closeness(*kept)) {
            kept = &each;
        }
    }
    for (V1Employment &each : m_employees) {
        if (each.account && best.value(*each.account) != &each) {
            columns(*each.row).note(
                LegacyRule::LinkTaken, EmployeeColumn::UserId,
                QStringLiteral("users %1").arg(*each.account),
                QStringLiteral("employees %1").arg(best.value(*each.account)->row->id));
            each.account = std::nullopt;
        }
    }
}

LegacyPerson PeopleMapper::personOf(const V1Account *account, const V1Employment *employment)
{
    LegacyPerson person;
    PersonContent &content = person.content;
    const auto merged = [&](int ofAccount, int ofEmployee, int maximum,
                            bool isSame(const QString &, const QString &)) {
        const QString first = account ? columns(*account->row).text(ofAccount, maximum) : QString();
        const QString second =
            employment ? columns(*employment->row).text(ofEmployee, maximum) : QString();
        if (second.isEmpty()) {
            return first;
        }
        if (!first.isEmpty() && !isSame(first, second)) {
            columns(*employment->row).note(LegacyRule::Disagreement, ofEmployee, first, second);
        }
        return second;
    };
    const auto optional = [](const QString &text) {
        return text.isEmpty() ? std::nullopt : std::optional(text);
    };
    const auto isEqual = [](const QString &first, const QString &second) {
        return first == second;
    };
    content.firstName =
        merged(UserColumn::FirstName, EmployeeColumn::FirstName, Limits::NameMax, isEqual);
    content.lastName =
        merged(UserColumn::LastName, EmployeeColumn::LastName, Limits::NameMax, isEqual);
    content.nationalId =
        optional(merged(UserColumn::NationalId, EmployeeColumn::NationalId, Limits::ShortTextMax,
                        [](const QString &first, const QString &second) {
                            return nationalIdKey(first) == nationalIdKey(second);
                        }));
    content.phone =
        optional(merged(UserColumn::Phone, EmployeeColumn::Phone, Limits::ShortTextMax, isEqual));
    content.jobTitle = optional(
        merged(UserColumn::JobTitle, EmployeeColumn::JobTitle, Limits::ShortTextMax, isEqual));

    if (account) {
        const LegacyColumns read = columns(*account->row);
        person.account = account->row->id;
        content.role = account->role;
        content.email = account->email;
        content.birthDate = read.date(UserColumn::BirthDate);
        content.createdAt =
            read.createdAt(UserColumn::CreatedAt, UserColumn::UpdatedAt, std::nullopt);
        const QByteArray hash = account->row->at(UserColumn::Password);
        if (!hash.startsWith('$')) {
            read.note(LegacyRule::NoPassword, UserColumn::Password, {}, {});
        } else if (!content.email.isEmpty()) {
            content.passwordHash = hash;
        }
    }
    if (employment) {
        const LegacyColumns read = columns(*employment->row);
        person.employee = employment->row->id;
        const auto birth = read.date(EmployeeColumn::BirthDate);
        if (birth && content.birthDate && birth != content.birthDate) {
            read.note(LegacyRule::Disagreement, EmployeeColumn::BirthDate,
                      content.birthDate->toString(Qt::ISODate), birth->toString(Qt::ISODate));
        }
        content.birthDate = birth ? birth : content.birthDate;
        const QString state = read.folded(EmployeeColumn::State);
        content.isActive = state != u"inactivo";
        if (content.isActive && state != u"activo") {
            read.note(LegacyRule::BadState, EmployeeColumn::State, read.raw(EmployeeColumn::State),
                      QStringLiteral("activo"));
        }
        if (!account) {
            content.email = employment->email;
            content.createdAt =
                read.createdAt(EmployeeColumn::CreatedAt, EmployeeColumn::UpdatedAt, std::nullopt);
        }
    }
    if (!content.email.isEmpty() && m_emails.contains(content.email)) {
        columns(*employment->row)
            .note(LegacyRule::EmailTaken, EmployeeColumn::Email, content.email, {});
        content.email.clear();
    }
    if (!content.email.isEmpty()) {
        m_emails.insert(content.email);
    }

    content.name =
        QString(content.firstName + u' ' + content.lastName).trimmed().left(Limits::NameMax);
    if (checkName(content.name)) {
        const LegacyRow &row = account ? *account->row : *employment->row;
        const LegacyColumns read = columns(row);
        const QString before = content.name;
        content.name = account ? read.text(UserColumn::Username, Limits::NameMax) : QString();
        if (checkName(content.name)) {
            content.name = content.email.section(u'@', 0, 0);
        }
        if (checkName(content.name)) {
            content.name =
                QString::fromLatin1(tableOf(row.source)) + u' ' + QString::number(row.id);
        }
        content.firstName = content.firstName.isEmpty() ? content.name : content.firstName;
        read.note(LegacyRule::NoName,
                  account ? int(UserColumn::FirstName) : int(EmployeeColumn::FirstName), before,
                  content.name);
    }
    const auto here = content.email.isEmpty() ? m_known.byEmail.constEnd()
                                              : m_known.byEmail.constFind(content.email);
    if (here != m_known.byEmail.constEnd()) {
        person.known = *here;
        const LegacyRow &row = account ? *account->row : *employment->row;
        columns(row).note(LegacyRule::KnownAccount,
                          account ? int(UserColumn::Email) : int(EmployeeColumn::Email),
                          content.email, QString::number(*here));
    }
    return person;
}

void PeopleMapper::build()
{
    QHash<qint64, const V1Employment *> employmentOf;
    for (const V1Employment &each : std::as_const(m_employees)) {
        if (each.account) {
            employmentOf.insert(*each.account, &each);
        }
    }
    for (auto each = m_accounts.cbegin(); each != m_accounts.cend(); ++each) {
        if (!each->waits) {
            m_mapped.people.append(personOf(&*each, employmentOf.value(each.key())));
        }
    }
    for (const V1Employment &each : std::as_const(m_employees)) {
        if (!each.account && !each.waits) {
            m_mapped.people.append(personOf(nullptr, &each));
        }
    }
}

void PeopleMapper::keepOneOfEachNationalId()
{
    QSet<QString> taken = m_known.nationalIds;
    for (LegacyPerson &person : m_mapped.people) {
        if (!person.content.nationalId || person.known) {
            continue;
        }
        const QString key = nationalIdKey(*person.content.nationalId);
        if (taken.contains(key)) {
            const bool isEmployee = person.employee.has_value();
            m_mapped.findings.append({isEmployee ? LegacySource::Employee : LegacySource::User,
                                      isEmployee ? *person.employee : *person.account,
                                      LegacyRule::NationalIdDoubled, "cedula",
                                      *person.content.nationalId, QString()});
            person.content.nationalId = std::nullopt;
        } else {
            taken.insert(key);
        }
    }
}

} // namespace

QString nationalIdKey(const QString &nationalId)
{
    QString key = nationalId.toUpper();
    key.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    if (key.size() > 1 && key.at(0) == u'V' && key.at(1).isDigit()) {
        key.remove(0, 1);
    }
    qsizetype zeros = 0;
    while (zeros + 1 < key.size() && key.at(zeros) == u'0') {
        ++zeros;
    }
    return key.sliced(zeros);
}

MappedPeople mapPeople(const LegacyPeople &rows, const KnownPeople &known,
                       const LegacyReading &reading)
{
    return PeopleMapper(rows, known, reading).map();
}

} // namespace EvalTrack::Server
