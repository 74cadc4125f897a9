// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/serverconnection.h"
#include "start/centredcard.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class FormBinder;
class FormField;
class PasswordField;

/// A fresh server on this computer has nobody who could sign in: this asks for the first
/// administrator.
class AdministratorPage final : public CentredCard
{
    Q_OBJECT
public:
    explicit AdministratorPage(ServerConnection &connection, QWidget *parent = nullptr);

    void activate();

Q_SIGNALS:
    void administratorCreated();

protected:
    void changeEvent(QEvent *event) override;

private:
    void submit();
    void retranslate();

    ServerConnection &m_connection;
    FormBinder *m_binder;
    Banner *m_banner;
    QLineEdit *m_name;
    QLineEdit *m_email;
    PasswordField *m_password;
    PasswordField *m_repeat;
    FormField *m_nameField;
    FormField *m_emailField;
    FormField *m_passwordField;
    FormField *m_repeatField;
    QPushButton *m_create;
    bool m_isBusy = false;
};

} // namespace EvalTrack
