// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/formbinder.h"
#include "domain/employee.h"
#include "ports/stores.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace EvalTrack {

class DateField;
class FormField;
class PersonPicker;

/// The fields of a person's profile. It shows and reads an Employee; saving is the page's matter.
class ProfileForm final : public QWidget
{
    Q_OBJECT
public:
    ProfileForm(PeopleStore &people, const Clock &clock, QWidget *parent = nullptr);

    void setEmployee(const Employee &employee);
    /// What the form says, over the employee that was set.
    [[nodiscard]] Employee employee() const;
    /// What may be typed here: HR edits all, an employee four details of the own profile.
    enum class Editable { Everything, OwnDetails, Nothing };
    void setEditable(Editable editable);
    [[nodiscard]] FormBinder &binder() { return *m_binder; }
    void focusFirst();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showManager();
    void retranslate();
    void fillDepartments();
    [[nodiscard]] QString checkNames() const;
    [[nodiscard]] static QString checkShort(const QString &text, int maximum);

    PeopleStore &m_people;
    const Clock &m_clock;
    Employee m_employee;
    FormBinder *m_binder;
    QLineEdit *m_firstName;
    QLineEdit *m_lastName;
    QLineEdit *m_email;
    QLineEdit *m_nationalId;
    QLineEdit *m_badgeCode;
    QLineEdit *m_phone;
    QLineEdit *m_jobTitle;
    QComboBox *m_department;
    QLineEdit *m_departmentText; ///< In its place while nothing can be changed.
    Editable m_editable = Editable::Everything;
    PersonPicker *m_manager;
    DateField *m_birthDate;
    DateField *m_hireDate;
    DateField *m_contractUntil;
    DateField *m_leftOn;
    QPlainTextEdit *m_notes;
    QList<std::pair<QString, FormField *>> m_fields; ///< With their wire names.
};

} // namespace EvalTrack
