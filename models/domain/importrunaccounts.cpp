// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of accounts.
#include "domain/importrun.h"

#include "base/foldedtext.h"
#include "domain/validation.h"

namespace EvalTrack {

namespace {

/// As the REST contract calls roles, and as people do, in Spanish and English; folded.
std::optional<Role> roleCalled(const QString &word)
{
    static const QHash<QString, Role> roles{{u"admin"_qs, Role::Admin},
                                            {u"administrator"_qs, Role::Admin},
                                            {u"administrador"_qs, Role::Admin},
                                            {u"administradora"_qs, Role::Admin},
                                            {u"recursos_humanos"_qs, Role::HumanResources},
                                            {u"recursos humanos"_qs, Role::HumanResources},
                                            {u"rrhh"_qs, Role::HumanResources},
                                            {u"human resources"_qs, Role::HumanResources},
                                            {u"hr"_qs, Role::HumanResources},
                                            {u"empleado"_qs, Role::Employee},
                                            {u"empleada"_qs, Role::Employee},
                                            {u"employee"_qs, Role::Employee}};
    const auto found = roles.constFind(word);
    return found == roles.cend() ? std::nullopt : std::optional(*found);
}

} // namespace

void ImportPlanner::Run::judgeAccount(ImportRow &row)
{
    using enum ImportField;
    const QString email = text(Email);
    std::optional<qsizetype> index;
    if (const QString id = text(RecordId).toLower(); !id.isEmpty()) {
        const auto found = m_known.m_accountsByUuid.constFind(id);
        if (found == m_known.m_accountsByUuid.cend()) {
            blame(row, RecordId, ImportTrouble::NotFound, {}, QString());
        } else {
            index = *found;
        }
    } else if (const auto found = m_known.m_accountsByEmail.constFind(email.toLower());
               !email.isEmpty() && found != m_known.m_accountsByEmail.cend()) {
        index = *found;
    }
    std::optional<User> before;
    User after;
    if (index) {
        before = m_known.m_accounts.at(*index);
        after = *before;
        row.uuid = before->uuid.value();
    } else {
        after.uuid = UserUuid(row.uuid);
    }
    if (const QString name = text(FullName).simplified(); name.isEmpty()) {
        if (!before) {
            blame(row, FullName, ImportTrouble::Missing);
        }
    } else if (const auto broken = checkName(name)) {
        blame(row, FullName, troubleOf(*broken), QString::number(Limits::NameMax));
    } else {
        set(row, FullName, after.name, name);
    }
    if (email.isEmpty() && !before) {
        blame(row, Email, ImportTrouble::Missing);
    } else if (isGoodText(row, Email, email, Limits::EmailMax)) {
        if (checkEmail(email)) {
            blame(row, Email, ImportTrouble::NotAnEmail, {}, ImportValues::meantEmail(email));
        } else {
            set(row, Email, after.email, email);
        }
    }
    if (const QString word = foldedForSearch(text(Role)).simplified(); !word.isEmpty()) {
        if (const auto role = roleCalled(word)) {
            set(row, Role, after.role, *role);
        } else {
            blame(row, Role, ImportTrouble::NotAChoice);
        }
    }
    takeYesOrNo(row, IsActive, after.isActive);
    if (const QString password = text(Password); !password.isEmpty()) {
        if (before) {
            blame(row, Password, ImportTrouble::NotNewAccount, {}, QString());
        } else if (const auto broken = checkNewPassword(password)) {
            blame(row, Password, troubleOf(*broken), QString::number(Limits::PasswordMin));
        } else {
            row.password = Redacted(password);
            noteChange(row, Password, true);
        }
    }
    checkUnique(row, Email, email.toLower(), m_known.m_accountsByEmail, index,
                [this](qsizetype at) { return m_known.m_accounts.at(at).name; });
    noteRecord(row);
    row.subject = after.name;
    conclude(row, before, after);
}

} // namespace EvalTrack
