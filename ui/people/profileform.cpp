// SPDX-License-Identifier: GPL-3.0-or-later
#include "people/profileform.h"

#include "common/datefield.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formfield.h"
#include "common/personpicker.h"
#include "common/tokens.h"
#include "common/wording.h"
#include "domain/validation.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace EvalTrack {

namespace {

constexpr int NotesHeight = 88;

std::optional<QString> textOrNothing(const QLineEdit &field)
{
    const QString text = field.text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace

ProfileForm::ProfileForm(PeopleStore &people, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_people(people)
    , m_clock(clock)
    , m_binder(new FormBinder(this))
    , m_firstName(new QLineEdit(this))
    , m_lastName(new QLineEdit(this))
    , m_email(new QLineEdit(this))
    , m_nationalId(new QLineEdit(this))
    , m_badgeCode(new QLineEdit(this))
    , m_phone(new QLineEdit(this))
    , m_jobTitle(new QLineEdit(this))
    , m_department(new QComboBox(this))
    , m_departmentText(new QLineEdit(this))
    , m_manager(new PersonPicker(people, this))
    , m_birthDate(new DateField(this))
    , m_hireDate(new DateField(this))
    , m_contractUntil(new DateField(this))
    , m_leftOn(new DateField(this))
    , m_notes(new QPlainTextEdit(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Space::OneAndHalf);
    grid->setVerticalSpacing(Space::OneAndHalf);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);

    const auto add = [&](const QString &name, const QString &objectName, QWidget *editor, int row,
                         int column, int span, const FormBinder::Check &check) {
        editor->setObjectName(objectName);
        auto *field = new FormField({}, editor, this);
        grid->addWidget(field, row, column, 1, span, Qt::AlignTop);
        m_binder->add(name, field, check);
        m_fields.append({name, field});
    };
    const auto shortText = [](QLineEdit *field, int maximum) {
        return [field, maximum] {
            return checkShort(field->text(), maximum);
        };
    };
    // Nobody leaves before they are hired (isBeforeHiring).
    const auto endCheck = [this](DateField *field) {
        return [this, field] {
            return field->fault(m_hireDate->date());
        };
    };
    add(u"firstName"_qs, u"firstNameLineEdit"_qs, m_firstName, 0, 0, 1,
        [this] { return checkNames(); });
    add(u"lastName"_qs, u"lastNameLineEdit"_qs, m_lastName, 0, 1, 1,
        shortText(m_lastName, Limits::NameMax));
    add(u"email"_qs, u"emailLineEdit"_qs, m_email, 1, 0, 2, [this] {
        const auto broken = checkEmail(m_email->text().trimmed());
        return broken ? ErrorPresenter::ruleText(*broken, 0, Limits::EmailMax) : QString();
    });
    add(u"nationalId"_qs, u"nationalIdLineEdit"_qs, m_nationalId, 2, 0, 1,
        shortText(m_nationalId, Limits::CodeMax));
    add(u"badgeCode"_qs, u"badgeCodeLineEdit"_qs, m_badgeCode, 2, 1, 1,
        shortText(m_badgeCode, Limits::CodeMax));
    add(u"jobTitle"_qs, u"jobTitleLineEdit"_qs, m_jobTitle, 3, 0, 2,
        shortText(m_jobTitle, Limits::ShortTextMax));
    add(u"departmentId"_qs, u"departmentComboBox"_qs, m_department, 4, 0, 1, {});
    add(u"phone"_qs, u"phoneLineEdit"_qs, m_phone, 4, 1, 1,
        shortText(m_phone, Limits::ShortTextMax));
    add(u"managerId"_qs, u"managerLineEdit"_qs, m_manager, 5, 0, 2, [this] {
        return m_manager->isUnresolved() ? tr("Choose a person from the list, or leave it empty.")
                                         : QString();
    });
    add(u"birthDate"_qs, u"birthDateLineEdit"_qs, m_birthDate, 6, 0, 1, [this] {
        if (m_birthDate->isInvalid()) {
            return m_birthDate->fault();
        }
        const auto date = m_birthDate->date();
        return date && *date >= Formats::toLocal(m_clock.now()).date()
                   ? tr("This is in the future.")
                   : QString();
    });
    add(u"hireDate"_qs, u"hireDateLineEdit"_qs, m_hireDate, 6, 1, 1,
        [this] { return m_hireDate->fault(); });
    add(u"contractUntil"_qs, u"contractUntilLineEdit"_qs, m_contractUntil, 7, 0, 1,
        endCheck(m_contractUntil));
    add(u"leftOn"_qs, u"leftOnLineEdit"_qs, m_leftOn, 7, 1, 1, endCheck(m_leftOn));
    m_notes->setTabChangesFocus(true);
    m_notes->setFixedHeight(NotesHeight);
    add(u"notes"_qs, u"notesTextEdit"_qs, m_notes, 8, 0, 2,
        [this] { return checkShort(m_notes->toPlainText().trimmed(), Limits::TextMax); });

    m_departmentText->setObjectName(u"departmentLineEdit"_qs);
    m_departmentText->hide();
    m_department->parentWidget()->layout()->addWidget(m_departmentText);
    for (qsizetype i = 1; i < m_fields.size(); ++i) {
        setTabOrder(m_fields.at(i - 1).second->editor(), m_fields.at(i).second->editor());
    }
    retranslate();
    connect(&m_people, &PeopleStore::peopleChanged, this, &ProfileForm::fillDepartments);
}

void ProfileForm::setEmployee(const Employee &employee)
{
    m_employee = employee;
    fillDepartments();
    const bool hasParts = !employee.firstName.isEmpty() || !employee.lastName.isEmpty();
    m_firstName->setText(hasParts ? employee.firstName : employee.name);
    m_lastName->setText(employee.lastName);
    m_email->setText(employee.email);
    m_nationalId->setText(employee.nationalId.value_or(QString()));
    m_badgeCode->setText(employee.badgeCode.value_or(QString()));
    m_phone->setText(employee.phone.value_or(QString()));
    m_jobTitle->setText(employee.jobTitle.value_or(QString()));
    const int department =
        employee.departmentId ? m_department->findData(employee.departmentId->value()) : 0;
    m_department->setCurrentIndex(qMax(0, department));
    m_departmentText->setText(employee.department.value_or(QString()));
    std::optional<UserUuid> manager;
    if (employee.managerId) {
        const auto people = m_people.people();
        const qsizetype index = people->indexOf(*employee.managerId);
        manager = index >= 0 ? std::optional(people->uuidAt(index)) : std::nullopt;
    }
    m_manager->setPerson(manager);
    showManager();
    m_birthDate->setDate(employee.birthDate);
    m_hireDate->setDate(employee.hireDate);
    m_contractUntil->setDate(employee.contractUntil);
    m_leftOn->setDate(employee.leftOn);
    m_notes->setPlainText(employee.notes.value_or(QString()));
    for (QLineEdit *field : {m_firstName, m_lastName, m_email, m_jobTitle}) {
        field->setCursorPosition(0);
    }
    m_binder->clearErrors();
    m_binder->markClean();
}

Employee ProfileForm::employee() const
{
    Employee employee = m_employee;
    const QString first = m_firstName->text().simplified();
    const QString last = m_lastName->text().simplified();
    const bool hasParts = !m_employee.firstName.isEmpty() || !m_employee.lastName.isEmpty();
    const QString firstBefore = hasParts ? m_employee.firstName : m_employee.name;
    // A name that nobody touched stays as it was written, also when its parts are unknown.
    if (first != firstBefore || last != m_employee.lastName) {
        employee.firstName = first;
        employee.lastName = last;
        employee.name = QString(first % u' ' % last).simplified();
    }
    employee.email = m_email->text().trimmed();
    employee.nationalId = textOrNothing(*m_nationalId);
    employee.badgeCode = textOrNothing(*m_badgeCode);
    employee.phone = textOrNothing(*m_phone);
    employee.jobTitle = textOrNothing(*m_jobTitle);
    if (m_department->currentIndex() > 0) {
        employee.departmentId = DepartmentId(m_department->currentData().toLongLong());
        employee.department = m_department->currentText();
    } else {
        employee.departmentId.reset();
        employee.department.reset();
    }
    if (const auto manager = m_manager->person()) {
        const auto people = m_people.people();
        const qsizetype index = people->indexOf(*manager);
        employee.managerId = index >= 0 ? std::optional(people->idAt(index)) : employee.managerId;
    } else if (m_manager->text().trimmed().isEmpty() &&
               m_people.people()->indexOf(m_employee.managerId.value_or(UserId())) >= 0) {
        // A manager whom this list does not know was not taken away by an empty field.
        employee.managerId.reset();
    }
    employee.birthDate = m_birthDate->date();
    employee.hireDate = m_hireDate->date();
    if (m_editable == Editable::Everything) {
        employee.contractUntil = m_contractUntil->date();
        employee.leftOn = m_leftOn->date();
        const QString notes = m_notes->toPlainText().trimmed();
        employee.notes = notes.isEmpty() ? std::nullopt : std::optional(notes);
    }
    return employee;
}

// Who does not see the others has no name for a manager, and an empty field would say that there is
// none.
void ProfileForm::showManager()
{
    m_manager->parentWidget()->setVisible(m_editable == Editable::Everything ||
                                          !m_employee.managerId || m_manager->person());
}

void ProfileForm::setEditable(Editable editable)
{
    m_editable = editable;
    const bool isAll = editable == Editable::Everything;
    // What the server lets everybody change of the own profile (PATCH /employees/:id).
    const QList<QLineEdit *> own{m_firstName, m_lastName, m_phone, m_jobTitle};
    for (QLineEdit *field : findChildren<QLineEdit *>()) {
        field->setReadOnly(!isAll && !(editable == Editable::OwnDetails && own.contains(field)));
        field->setClearButtonEnabled(isAll && field == m_manager);
    }
    for (const auto &[name, field] : std::as_const(m_fields)) {
        const auto *line = qobject_cast<QLineEdit *>(field->editor());
        field->setRequired((line == m_firstName || line == m_email) && !line->isReadOnly());
    }
    m_department->setVisible(isAll);
    m_departmentText->setVisible(!isAll);
    m_notes->setReadOnly(!isAll);
    // What HR keeps for itself has no place on one's own profile.
    for (QWidget *field : QList<QWidget *>{m_contractUntil, m_leftOn, m_notes}) {
        field->parentWidget()->setVisible(editable != Editable::OwnDetails);
    }
    showManager();
    const bool wasClean = !m_binder->isDirty();
    for (DateField *field : {m_birthDate, m_hireDate, m_contractUntil, m_leftOn}) {
        field->setDate(field->date());
    }
    if (wasClean) {
        m_binder->markClean();
    }
    retranslate();
}

void ProfileForm::focusFirst()
{
    m_firstName->setFocus(Qt::OtherFocusReason);
}

void ProfileForm::fillDepartments()
{
    const QVariant chosen = m_department->currentData();
    QList<Department> departments = m_people.knownDepartments();
    std::sort(departments.begin(), departments.end(), [](const Department &a, const Department &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    const QSignalBlocker blocker(m_department);
    m_department->clear();
    m_department->addItem(tr("None", "department"), 0);
    for (const Department &department : std::as_const(departments)) {
        m_department->addItem(department.name, department.id.value());
    }
    m_department->setCurrentIndex(qMax(0, m_department->findData(chosen)));
}

QString ProfileForm::checkNames() const
{
    const QString name = QString(m_firstName->text() % u' ' % m_lastName->text()).simplified();
    if (m_firstName->text().trimmed().isEmpty()) {
        return ErrorPresenter::ruleText(RuleBroken::Required);
    }
    const auto broken = checkName(name);
    return broken ? ErrorPresenter::ruleText(*broken,
                                             *broken == RuleBroken::TooLong ? 0 : Limits::NameMin,
                                             Limits::NameMax)
                  : QString();
}

QString ProfileForm::checkShort(const QString &text, int maximum)
{
    const auto broken = checkText(text, maximum);
    return broken ? ErrorPresenter::ruleText(*broken, 0, maximum) : QString();
}

void ProfileForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void ProfileForm::retranslate()
{
    for (const auto &[name, field] : std::as_const(m_fields)) {
        field->setLabel(field->editor() == m_notes ? tr("Notes of HR") : Wording::field(name));
    }
    for (DateField *field : {m_birthDate, m_hireDate, m_contractUntil, m_leftOn}) {
        field->setPlaceholderText(DateField::example());
    }
    m_manager->setPlaceholderText(tr("Type a name"));
    for (QLineEdit *field : findChildren<QLineEdit *>()) {
        if (field->isReadOnly()) {
            field->setPlaceholderText(u"—"_qs); // Without a frame, nothing would stand there.
        }
    }
    m_departmentText->setAccessibleName(Wording::field(u"departmentId"_qs));
    const bool wasClean = !m_binder->isDirty();
    fillDepartments();
    if (wasClean) {
        m_binder->markClean();
    }
}

} // namespace EvalTrack
