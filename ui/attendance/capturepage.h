// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/feedbacksounds.h"
#include "common/page.h"

#include <QTimer>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QTableWidget;
class QToolButton;
QT_END_NAMESPACE

namespace EvalTrack {

class CameraPanel;
class CaptureFeedback;
class EventChoice;
class FormField;
class TextLabel;

/// The screen at the door. A scanner is a keyboard that ends with Enter: whatever is typed goes to
/// the one field, each code is recorded in the order it came, and nobody is told "recorded" before
/// the recorder says that it is durable. The same with and without a network. A camera, once
/// switched on, reads QR codes besides, for as long as the page is shown; the settings remember it.
/// Each answer has its sound, unless it is muted.
class CapturePage final : public Page
{
    Q_OBJECT
public:
    enum class Use {
        Desk, ///< A page among others: the event is chosen in it.
        Door, ///< All that a capture station shows: the event is given, and nothing leads away.
    };
    explicit CapturePage(const PageContext &context, QWidget *parent = nullptr,
                         Use use = Use::Desk);

    /// The event that is captured for; null for none.
    [[nodiscard]] EventUuid event() const;
    /// Nothing is recorded any more, whatever is scanned.
    void setStopped(bool stopped);

    void activate(const QString &argument) override;
    /// While a capture is on its way to the disk.
    [[nodiscard]] bool hasUnsavedInput() const override { return m_inFlight > 0; }
    void focusSearch() override;
    void focusFirst() override;

Q_SIGNALS:
    /// Another event, or none, is captured for now.
    void eventChanged();

protected:
    void retranslateUi() override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void submit();
    void take(const QString &code, CaptureMethod method);
    void takeFromCamera(const QString &text);
    void followCamera();
    void record(const QString &code, CaptureMethod method);
    /// Whose PIN this station wants before the code is recorded; nothing for whoever has none.
    [[nodiscard]] std::optional<Employee> whoseToAsk(const QString &code) const;
    void askPin(const Employee &person, const QString &code);
    [[nodiscard]] bool isPin(const QString &text) const;
    void checkPin(const QString &pin);
    void endPin();
    void takeAnswer(const QString &code, const Result<RecordedCapture> &result);
    void play(FeedbackSound sound);
    void showMute();
    void addToList(const QString &time, const QString &who, const QString &what);
    void takeEvent();
    void showReadiness();
    void updateCount();
    void showCount();
    [[nodiscard]] Direction direction() const;
    void takeDirection();
    void updateConnection();
    void updateRoster();
    void updateOtherTime();
    void toggleFullScreen();
    void focusField();

    const Use m_use;
    std::unique_ptr<FeedbackSounds> m_ownSounds; ///< Where nobody gave some.
    FeedbackSounds &m_sounds;
    TextLabel *m_title;
    EventChoice *m_event;
    QToolButton *m_showCode;
    QToolButton *m_useCamera;
    QToolButton *m_leaving; ///< Who is captured goes out. Remembered: some doors are exits.
    QToolButton *m_mute;    ///< Remembered too.
    QToolButton *m_fullScreen;
    QLineEdit *m_code;
    FormField *m_codeField;
    CaptureFeedback *m_feedback;
    CameraPanel *m_camera;
    TextLabel *m_count;
    TextLabel *m_countText;
    TextLabel *m_connection;
    TextLabel *m_roster;
    TextLabel *m_otherTime;
    TextLabel *m_lastTitle;
    QTableWidget *m_last;
    TextLabel *m_none;  ///< Over the list until something is captured.
    QTimer m_clockwork; ///< The list gets older by itself.
    struct PinAsked
    {
        Employee person;
        QString code;
    };
    std::optional<PinAsked> m_pinAsked; ///< Whoever shows the next badge takes the place.
    QTimer m_pinPatience;
    bool m_isChecking = false;
    bool m_isStopped = false;
    int m_inFlight = 0;
    int m_confirmed = 0;
    int m_left = 0; ///< Of them.
};

} // namespace EvalTrack
