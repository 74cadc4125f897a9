// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/station.h"
#include "start/centredcard.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

class ChoiceButton;
class FormField;

/// What stands between a capture station and the rest of the computer: the PIN, and after it what
/// may be done. It goes back by itself when nobody goes on, so that nobody finds it open.
class KioskExitPage final : public CentredCard
{
    Q_OBJECT
public:
    explicit KioskExitPage(Station &station, QWidget *parent = nullptr);

    /// Asks for the PIN.
    void activate();

Q_SIGNALS:
    void backRequested();
    // After the right PIN:
    void otherEventRequested();
    void signOffRequested();
    void quitRequested();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makePin();
    QWidget *makeChoices();
    void submit();
    void showWait();
    void showStep(QWidget *step);
    void retranslate();

    Station &m_station;
    QWidget *m_pinStep = nullptr;
    QWidget *m_choiceStep = nullptr;
    QLineEdit *m_pin = nullptr;
    FormField *m_pinField = nullptr;
    QPushButton *m_continue = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_stay = nullptr;
    ChoiceButton *m_otherEvent = nullptr;
    ChoiceButton *m_signOff = nullptr;
    ChoiceButton *m_quit = nullptr;
    QTimer m_patience;
    QTimer m_countdown;
    bool m_isChecking = false;
    int m_attempt = 0;
};

} // namespace EvalTrack
