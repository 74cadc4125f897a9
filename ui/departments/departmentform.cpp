// SPDX-License-Identifier: GPL-3.0-or-later
#include "departments/departmentform.h"

#include "base/deliver.h"
#include "common/banner.h"
#include "common/editorpanel.h"
#include "common/elidingcombobox.h"
#include "common/errorpresenter.h"
#include "common/formats.h"
#include "common/formbinder.h"
#include "common/formfield.h"
#include "common/personpicker.h"
#include "common/textlabel.h"
#include "common/toaster.h"
#include "common/wording.h"
#include "domain/validation.h"
#include "items/departmenttablemodel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>

namespace EvalTrack {

DepartmentForm::DepartmentForm(const PageContext &context, DepartmentTableModel &all,
                               QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_all(all)
    , m_panel(new EditorPanel(this))
    , m_binder(new FormBinder(this))
    , m_name(new QLineEdit(m_panel))
    , m_parent(new ElidingComboBox(m_panel))
    , m_head(new PersonPicker(context.desk.people, m_panel))
    , m_nameField(new FormField({}, m_name, m_panel))
    , m_parentField(new FormField({}, m_parent, m_panel))
    , m_headField(new FormField({}, m_head, m_panel))
    , m_facts(new TextLabel(TextStyle::Caption, TextLabel::Ink::Muted, m_panel))
    , m_people(new QPushButton(m_panel))
    , m_removal(new TextLabel(TextStyle::Body, m_panel))
    , m_target(new ElidingComboBox(m_panel))
    , m_targetField(new FormField({}, m_target, m_panel))
    , m_save(m_panel->addButton(u"saveButton"_qs, u"primary"_qs))
    , m_cancel(m_panel->addButton(u"cancelButton"_qs))
    , m_remove(m_panel->addLeftButton(u"removeButton"_qs, u"quiet"_qs))
    , m_confirm(m_panel->addButton(u"confirmRemoveButton"_qs, u"danger"_qs))
    , m_keep(m_panel->addButton(u"keepButton"_qs))
{
    build();
    connect(m_binder, &FormBinder::completeChanged, this, &DepartmentForm::refresh);
    connect(m_binder, &FormBinder::dirtyChanged, this, [this] {
        refresh();
        Q_EMIT dirtyChanged();
    });
    connect(m_save, &QPushButton::clicked, this, &DepartmentForm::save);
    connect(m_cancel, &QPushButton::clicked, this, &DepartmentForm::closeRequested);
    connect(m_panel, &EditorPanel::closeRequested, this, &DepartmentForm::closeRequested);
    connect(m_remove, &QPushButton::clicked, this, [this] { setRemoving(true); });
    connect(m_keep, &QPushButton::clicked, this, [this] { setRemoving(false); });
    connect(m_confirm, &QPushButton::clicked, this, &DepartmentForm::remove);
    connect(m_target, &QComboBox::currentIndexChanged, this, &DepartmentForm::refresh);
    connect(m_people, &QPushButton::clicked, this,
            [this] { Q_EMIT peopleWanted(m_department.id); });
    retranslate();
}

void DepartmentForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_panel->setObjectName(u"departmentPanel"_qs);
    m_name->setObjectName(u"nameLineEdit"_qs);
    m_parent->setObjectName(u"parentComboBox"_qs);
    m_head->setObjectName(u"headLineEdit"_qs);
    m_nameField->setRequired(true);
    m_target->setObjectName(u"targetComboBox"_qs);
    m_facts->setObjectName(u"departmentFactsLabel"_qs);
    m_facts->setWordWrap(true);
    m_removal->setObjectName(u"removalLabel"_qs);
    m_removal->setWordWrap(true);
    m_people->setObjectName(u"showPeopleButton"_qs);
    m_people->setProperty("kind", u"link"_qs);
    for (QComboBox *box : {m_parent, m_target}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    for (FormField *field : {m_nameField, m_parentField, m_headField}) {
        m_panel->body()->addWidget(field);
    }
    m_panel->body()->addWidget(m_facts);
    m_panel->body()->addWidget(m_people, 0, Qt::AlignLeft);
    m_panel->body()->addWidget(m_removal);
    m_panel->body()->addWidget(m_targetField);
    m_panel->body()->addStretch(1);
    m_binder->add(u"name"_qs, m_nameField, [this] {
        const QString broken = ErrorPresenter::ruleText(checkName(m_name->text().simplified()),
                                                        Limits::NameMin, Limits::NameMax);
        return broken.isEmpty() ? checkNameIsFree() : broken;
    });
    m_binder->add(u"parentId"_qs, m_parentField);
    m_binder->add(u"headId"_qs, m_headField, [this] {
        if (m_head->isUnresolved()) {
            return tr("Choose a person from the list, or leave it empty.");
        }
        const auto people = m_context.desk.people.people();
        const qsizetype index = m_head->person() ? people->indexOf(*m_head->person()) : -1;
        return index >= 0 && people->idAt(index).isNull()
                   ? tr("This person has not reached the server yet.")
                   : QString();
    });
}

QString DepartmentForm::checkNameIsFree() const
{
    const QString name = m_name->text().simplified();
    for (const DepartmentTree::Node &node : m_all.tree().nodes()) {
        if (node.department.uuid != m_department.uuid &&
            node.department.name.compare(name, Qt::CaseInsensitive) == 0) {
            return tr("Another department has this name.");
        }
    }
    return {};
}

void DepartmentForm::openNew(std::optional<DepartmentId> under)
{
    m_isNew = true;
    m_department = Department();
    m_department.uuid = DepartmentUuid(makeUuidV7());
    m_department.parentId = under;
    fill();
    focusFirst();
}

void DepartmentForm::open(DepartmentUuid department)
{
    const auto row = m_all.find(department);
    if (row) {
        m_isNew = false;
        m_department = row->department;
        fill();
    }
}

void DepartmentForm::forget()
{
    m_department = Department();
    fill();
}

void DepartmentForm::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
}

bool DepartmentForm::takeChanges()
{
    if (m_isNew) {
        const QVariant parent = m_parent->currentData();
        fillParents();
        m_parent->setCurrentIndex(qMax(0, m_parent->findData(parent)));
        return true;
    }
    const auto row = m_all.find(m_department.uuid);
    if (!row) {
        return false;
    }
    if (isDirty() || m_isRemoving) {
        refresh();
        return true;
    }
    m_department = row->department;
    fill();
    return true;
}

void DepartmentForm::fillParents()
{
    const DepartmentTree &tree = m_all.tree();
    const qsizetype self = m_isNew ? -1 : tree.indexOf(m_department.uuid);
    const QSignalBlocker blocker(m_parent);
    m_parent->clear();
    m_parent->addItem(tr("None: at the top"), 0);
    for (qsizetype i = 0; i < tree.nodes().size(); ++i) {
        const Department &each = tree.nodes().at(i).department;
        if (!each.id.isNull() && (self < 0 || !tree.isWithin(i, self))) {
            m_parent->addItem(tree.path(i).join(u" › "), each.id.value());
        }
    }
}

void DepartmentForm::fillTargets()
{
    const DepartmentTree &tree = m_all.tree();
    const QVariant before = m_target->currentData();
    const QSignalBlocker blocker(m_target);
    m_target->clear();
    m_target->addItem(tr("Choose a department"), 0);
    for (qsizetype i = 0; i < tree.nodes().size(); ++i) {
        const Department &each = tree.nodes().at(i).department;
        if (!each.id.isNull() && each.uuid != m_department.uuid) {
            m_target->addItem(tree.path(i).join(u" › "), each.id.value());
        }
    }
    m_target->setCurrentIndex(qMax(0, m_target->findData(before)));
}

std::optional<DepartmentId> DepartmentForm::chosen(const QComboBox &box) const
{
    const qint64 id = box.currentData().toLongLong();
    return id > 0 ? std::optional(DepartmentId(id)) : std::nullopt;
}

void DepartmentForm::fill()
{
    m_isRemoving = false;
    fillParents();
    m_name->setText(m_department.name);
    m_name->setCursorPosition(0);
    m_parent->setCurrentIndex(
        m_department.parentId ? qMax(0, m_parent->findData(m_department.parentId->value())) : 0);
    std::optional<UserUuid> head;
    if (m_department.headId) {
        const auto people = m_context.desk.people.people();
        const qsizetype index = people->indexOf(*m_department.headId);
        head = index >= 0 ? std::optional(people->uuidAt(index)) : std::nullopt;
    }
    m_head->setPerson(head);
    m_binder->clearErrors();
    m_binder->markClean();
    m_panel->banner()->clear();
    m_panel->scrollToTop();
    refresh();
}

bool DepartmentForm::isDirty() const
{
    return m_binder->isDirty();
}

void DepartmentForm::save()
{
    if (m_isRemoving || m_isBusy || (!m_isNew && !isDirty())) {
        return;
    }
    m_panel->banner()->clear();
    if (!m_binder->validate()) {
        m_panel->showFocused();
        return;
    }
    Department after = m_department;
    after.name = m_name->text().simplified();
    after.parentId = chosen(*m_parent);
    const auto people = m_context.desk.people.people();
    if (const auto head = m_head->person()) {
        const qsizetype index = people->indexOf(*head);
        after.headId = index >= 0 ? std::optional(people->idAt(index)) : after.headId;
    } else if (people->indexOf(m_department.headId.value_or(UserId())) >= 0) {
        // A head whom this list does not know was not taken away by an empty field.
        after.headId.reset();
    }
    if (m_isNew) {
        submit(CreateDepartment{after}, tr("%1 was created.").arg(after.name),
               [this, after] { Q_EMIT saved(after.uuid); });
        return;
    }
    submit(UpdateDepartment{m_department, after}, tr("%1 was changed.").arg(after.name),
           [this, after] { Q_EMIT saved(after.uuid); });
}

void DepartmentForm::submit(const Command &command, const QString &done,
                            const std::function<void()> &then)
{
    m_isBusy = true;
    refresh();
    deliver(m_context.desk.commands.submit(command), this,
            [this, done, then](const Result<CommandUuid> &result) {
                m_isBusy = false;
                refresh();
                if (!result) {
                    const QList<FieldError> homeless = m_binder->showErrors(result.error());
                    if (result.error().fieldErrors.isEmpty() || !homeless.isEmpty()) {
                        m_panel->banner()->showError(result.error());
                    }
                    return;
                }
                m_context.toaster.toast(QString(done % u' ' % Wording::saved(m_context.desk.sync)),
                                        Tone::Success);
                m_binder->markClean();
                then();
            });
}

void DepartmentForm::setRemoving(bool removing)
{
    m_isRemoving = removing;
    m_panel->banner()->clear();
    if (removing) {
        m_target->setCurrentIndex(0);
    }
    refresh();
    if (removing) {
        QWidget *first = m_targetField->isHidden() ? static_cast<QWidget *>(m_confirm) : m_target;
        first->setFocus(Qt::OtherFocusReason);
    } else {
        m_remove->setFocus(Qt::OtherFocusReason);
    }
}

void DepartmentForm::remove()
{
    submit(RemoveDepartment{m_department.uuid, chosen(*m_target)},
           tr("%1 was removed.").arg(m_department.name), [this] { Q_EMIT removed(); });
}

QString DepartmentForm::removalText() const
{
    const auto row = m_all.find(m_department.uuid);
    if (!row) {
        return {};
    }
    const DepartmentTree &tree = m_all.tree();
    const qsizetype self = tree.indexOf(m_department.uuid);
    int below = 0;
    for (qsizetype i = self + 1; i < tree.nodes().at(self).end; ++i) {
        below += tree.nodes().at(i).parent == self ? 1 : 0;
    }
    QStringList sentences;
    sentences.append(row->members == 0 ? tr("Nobody is in %1.").arg(m_department.name)
                                       : tr("%n person(s) in %1 move to the department that you "
                                            "choose here.",
                                            nullptr, row->members)
                                             .arg(m_department.name));
    if (row->members > row->people) {
        sentences.append(tr("%n of them no longer active.", nullptr, row->members - row->people));
    }
    if (below > 0) {
        const qsizetype parent = tree.nodes().at(self).parent;
        sentences.append(parent < 0
                             ? tr("The %n department(s) below it come to the top.", nullptr, below)
                             : tr("The %n department(s) below it come under %1.", nullptr, below)
                                   .arg(tree.nodes().at(parent).department.name));
    }
    sentences.append(
        tr("The department disappears from every list; what was recorded of its people stays."));
    return sentences.join(u' ');
}

void DepartmentForm::refresh()
{
    const auto row = m_isNew ? std::nullopt : m_all.find(m_department.uuid);
    const bool isKnown = row && !row->department.id.isNull();
    const bool isDirtyNow = m_binder->isDirty();
    const int people = row ? row->people : 0;
    const int members = row ? row->members : 0;
    m_panel->setTitle(m_isNew ? tr("New department") : m_department.name);
    m_panel->setSubtitle(m_isRemoving            ? tr("Remove this department?")
                         : row && row->depth > 0 ? row->path.section(u" › "_qs, 0, row->depth - 1)
                                                 : QString());
    QStringList facts;
    if (row && !isKnown) {
        facts.append(tr("It has not reached the server yet; people can be put into it then."));
    } else if (row) {
        facts.append(people == 0 ? tr("Nobody is in it.")
                                 : tr("%n person(s) are in it.", nullptr, people));
        if (row->inAll > people) {
            facts.append(tr("With the departments below it there are %n.", nullptr, row->inAll));
        }
    }
    m_facts->setText(facts.join(u' '));
    for (FormField *field : {m_nameField, m_parentField, m_headField}) {
        field->setVisible(!m_isRemoving);
    }
    m_facts->setVisible(!m_isRemoving && !facts.isEmpty());
    m_people->setVisible(!m_isRemoving && isKnown && members > 0);
    m_removal->setVisible(m_isRemoving);
    m_targetField->setVisible(m_isRemoving && members > 0);
    if (m_isRemoving) {
        m_removal->setText(removalText());
        fillTargets();
    }
    m_save->setVisible(!m_isRemoving);
    m_cancel->setVisible(!m_isRemoving);
    m_remove->setVisible(!m_isRemoving && !m_isNew);
    m_confirm->setVisible(m_isRemoving);
    m_keep->setVisible(m_isRemoving);
    m_save->setText(m_isNew ? tr("&Create") : tr("&Save"));
    m_save->setEnabled((m_isNew ? m_binder->isComplete() : isDirtyNow) && !m_isBusy);
    m_save->setToolTip(m_isNew ? m_binder->missingText() : QString());
    m_cancel->setText(m_isNew || isDirtyNow ? tr("Cancel") : tr("Close"));
    m_remove->setEnabled(!m_isBusy && !isDirtyNow);
    m_confirm->setEnabled(!m_isBusy && (members == 0 || chosen(*m_target)));
}

void DepartmentForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void DepartmentForm::retranslate()
{
    m_nameField->setLabel(tr("Name"));
    m_parentField->setLabel(tr("Under"));
    m_headField->setLabel(tr("Head"));
    m_head->setPlaceholderText(tr("Type a name"));
    m_targetField->setLabel(tr("Its people go to"));
    m_people->setText(tr("Show its people"));
    m_remove->setText(tr("&Remove…"));
    m_confirm->setText(tr("Remove the department"));
    m_keep->setText(tr("Keep it"));
    const bool wasClean = !m_binder->isDirty();
    const QVariant parent = m_parent->currentData();
    fillParents();
    m_parent->setCurrentIndex(qMax(0, m_parent->findData(parent)));
    if (wasClean) {
        m_binder->markClean();
    }
    refresh();
}

} // namespace EvalTrack
