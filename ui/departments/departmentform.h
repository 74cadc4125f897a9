// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "domain/department.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class DepartmentTableModel;
class EditorPanel;
class FormBinder;
class FormField;
class PersonPicker;
class TextLabel;

/// One department: its name, what it is under, who leads it; and taking it away, with a word about
/// what becomes of its people and of what is below it.
class DepartmentForm final : public QWidget
{
    Q_OBJECT
public:
    /// `all` is what departments there are; it outlives the form.
    DepartmentForm(const PageContext &context, DepartmentTableModel &all,
                   QWidget *parent = nullptr);

    void openNew(std::optional<DepartmentId> under);
    void open(DepartmentUuid department);
    /// Nothing is open any more.
    void forget();
    [[nodiscard]] DepartmentUuid department() const { return m_department.uuid; }
    [[nodiscard]] bool isDirty() const;
    void save();
    void focusFirst();
    /// The departments changed: shows them anew, but what is typed stays. False when this one is
    /// gone.
    [[nodiscard]] bool takeChanges();

Q_SIGNALS:
    void saved(EvalTrack::DepartmentUuid department);
    void removed();
    void closeRequested();
    void dirtyChanged();
    void peopleWanted(EvalTrack::DepartmentId department);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill();
    void fillParents();
    void fillTargets();
    void submit(const Command &command, const QString &done, const std::function<void()> &then);
    void setRemoving(bool removing);
    void remove();
    void refresh();
    void retranslate();
    [[nodiscard]] QString checkNameIsFree() const;
    [[nodiscard]] QString removalText() const;
    [[nodiscard]] std::optional<DepartmentId> chosen(const QComboBox &box) const;

    const PageContext m_context;
    DepartmentTableModel &m_all;
    Department m_department;
    bool m_isNew = true;
    bool m_isBusy = false;
    bool m_isRemoving = false;
    EditorPanel *m_panel;
    FormBinder *m_binder;
    QLineEdit *m_name;
    QComboBox *m_parent;
    PersonPicker *m_head;
    FormField *m_nameField;
    FormField *m_parentField;
    FormField *m_headField;
    TextLabel *m_facts;
    QPushButton *m_people;
    TextLabel *m_removal;
    QComboBox *m_target;
    FormField *m_targetField;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QPushButton *m_remove;
    QPushButton *m_confirm;
    QPushButton *m_keep;
};

} // namespace EvalTrack
