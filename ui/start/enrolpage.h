// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/serverconnection.h"
#include "ports/station.h"
#include "start/centredcard.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class FormField;
class TextLabel;

/// The enrolment code that makes this computer a capture station, or admits it again. Where it
/// leads to is the window's matter.
class EnrolPage final : public CentredCard
{
    Q_OBJECT
public:
    EnrolPage(Station &station, const ServerConnection &connection, QWidget *parent = nullptr);

    void activate();

Q_SIGNALS:
    void enrolled();
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void submit();
    void setBusy(bool busy);
    void showError(const Error &error);
    void retranslate();

    Station &m_station;
    const ServerConnection &m_connection;
    Banner *m_banner;
    QLineEdit *m_code;
    FormField *m_codeField;
    TextLabel *m_server;
    QPushButton *m_back;
    QPushButton *m_submit;
    bool m_isBusy = false;
};

} // namespace EvalTrack
