// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/serverconnection.h"
#include "start/centredcard.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace EvalTrack {

class Banner;
class ChoiceButton;
class FormField;
class TextLabel;

/// The first start: work on this computer, or connect to a server whose address is checked while
/// it is typed. A certificate that the system does not trust is shown with its fingerprint, and
/// taken only when the person says so.
class StartPage final : public CentredCard
{
    Q_OBJECT
public:
    explicit StartPage(ServerConnection &connection, QWidget *parent = nullptr);

    /// Back to the two choices.
    void activate();
    /// What people type ("rrhh.empresa.com", "localhost:3000") as an address; empty when it is
    /// none.
    [[nodiscard]] static QUrl addressOf(const QString &text);
    /// Whether the server was chosen for a capture station.
    [[nodiscard]] bool isForStation() const { return m_isForStation; }
    /// Why a server is looked at that nobody has typed: it was named at the start and is taken up
    /// unless its certificate is unknown; or it is in use and shows a certificate of which somebody
    /// has to say that it is right.
    enum class For { Choice, Wanted, TrustAgain };
    void askForServer(const QUrl &url, For purpose);
    /// Opens the step that asks for the server of a capture station.
    void askForStation();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Step { Choice, Address, Busy };

    QWidget *makeChoices();
    QWidget *makeAddress();
    QWidget *makeBusy();
    void showStep(Step step);
    void useThisComputer();
    void askForAddress(bool isForStation);
    void noteAddress();
    void check();
    void showFound(const Result<ServerCheck> &found);
    void updateConnect();
    void connectToServer();
    void finish(const Result<void> &result, Step back);
    void showHeading();
    void retranslate();
    [[nodiscard]] static QString progressText(const QString &englishStep);

    ServerConnection &m_connection;
    QStackedWidget *m_steps;
    Banner *m_banner;
    ChoiceButton *m_thisComputer = nullptr;
    ChoiceButton *m_server = nullptr;
    ChoiceButton *m_station = nullptr;
    bool m_isForStation = false;
    For m_purpose = For::Choice;
    QLineEdit *m_address = nullptr;
    FormField *m_addressField = nullptr;
    Banner *m_found = nullptr;
    QWidget *m_certificate = nullptr;
    TextLabel *m_certificateText = nullptr;
    QLineEdit *m_fingerprint = nullptr;
    FormField *m_fingerprintField = nullptr;
    QCheckBox *m_trust = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_back = nullptr;
    TextLabel *m_progress = nullptr;
    QTimer m_typing;
    std::optional<ServerCheck> m_checked;
    int m_request = 0;
};

} // namespace EvalTrack
