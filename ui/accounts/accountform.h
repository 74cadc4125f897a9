// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class EditorPanel;
class FormBinder;
class FormField;
class StatusChip;

/// One account: name, e-mail, role, password; switched on and off and removed. All of it is decided
/// by the server, so without a network it says so and keeps what was typed.
class AccountForm final : public QWidget
{
    Q_OBJECT
public:
    explicit AccountForm(const PageContext &context, QWidget *parent = nullptr);

    void openNew();
    void open(const User &user);
    [[nodiscard]] const User &user() const { return m_user; }
    [[nodiscard]] bool isDirty() const;
    void save();

Q_SIGNALS:
    void saved(const EvalTrack::User &user);
    void removed(EvalTrack::UserId user);
    /// The server's record is newer than the one shown.
    void isStale();
    void closeRequested();
    void dirtyChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fill();
    void create();
    void change(const AccountChange &change, const QString &done);
    void toggle();
    void remove();
    void takeFailure(const Error &error);
    void setBusy(bool busy);
    void refresh();
    void retranslate();
    [[nodiscard]] bool isOwn() const;

    const PageContext m_context;
    User m_user;
    bool m_isNew = true;
    bool m_isBusy = false;
    EditorPanel *m_panel;
    StatusChip *m_chip;
    FormBinder *m_binder;
    QLineEdit *m_name;
    QLineEdit *m_email;
    QComboBox *m_role;
    QLineEdit *m_password;
    FormField *m_passwordField;
    QAction *m_reveal;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QPushButton *m_toggle;
    QPushButton *m_remove;
    QList<std::pair<QString, FormField *>> m_fields;
};

} // namespace EvalTrack
