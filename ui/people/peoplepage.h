// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "domain/employee.h"
#include "items/peopletablemodel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QMenu;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class EmptyState;
class ListFrame;
class PersonPhoto;
class PinButton;
class ProfileForm;
class SearchField;
class StatusChip;
class TableView;

/// Everybody: search while typing, filter, sort, choose columns; the profile beside the list, to
/// edit, create, deactivate and reactivate.
class PeoplePage final : public Page
{
    Q_OBJECT
public:
    explicit PeoplePage(const PageContext &context, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusSearch() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void connectAll();
    void applyQuery();
    void takePeople();
    void fillDepartments();
    void updateCount();
    void updatePanel();
    void open(const Employee &employee);
    void openNew();
    void requestOpen(const QModelIndex &index);
    void requestClose();
    /// Runs `next` at once, or after the person agreed to lose what was typed.
    void leaveForm(const std::function<void()> &next);
    void closePanel();
    void save();
    void addRowActions(QMenu *menu, const QModelIndex &index);
    void showDocuments(UserUuid person);
    /// Of everybody listed.
    void printBadges();
    void writeBadges(const QString &file);
    [[nodiscard]] QDate today() const;
    /// Deactivating asks when the person left.
    void askToSetActive(const Employee &person);
    void setActive(UserUuid person, bool isActive, const std::optional<QDate> &leftOn,
                   bool offersUndo);

    PeopleTableModel *m_model;
    ListFrame *m_frame;
    SearchField *m_search;
    QComboBox *m_show;
    QComboBox *m_department;
    QPushButton *m_anniversaries;
    QPushButton *m_badges;
    QPushButton *m_new;
    TableView *m_table;
    EmptyState *m_empty;
    EditorPanel *m_panel;
    ProfileForm *m_form;
    StatusChip *m_state;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QPushButton *m_toggle;
    QPushButton *m_attendance;
    QPushButton *m_documents;
    PinButton *m_pin;
    PersonPhoto *m_photo;
    QPushButton *m_history;
    Employee m_current;
    bool m_isNew = false;
    bool m_isSaving = false;
};

} // namespace EvalTrack
