// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/page.h"
#include "domain/localday.h"
#include "domain/review.h"

QT_BEGIN_NAMESPACE
class QDateTimeEdit;
class QFrame;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace EvalTrack {

class EmptyState;
class FormField;
class ListFrame;
class StatusChip;
class TextLabel;

/// Why an attendance is as it is: which rule, the captures with their times side by side, what was
/// corrected and who changed it. The person concerned reads the same words and figures as HR,
/// wherever either of them is: those of clocks where the event is. HR can correct the time here. It
/// comes from the server, which alone has the whole ledger.
class ExplanationPage final : public Page
{
    Q_OBJECT
public:
    explicit ExplanationPage(const PageContext &context, QWidget *parent = nullptr);

    /// attendance=<id>
    void activate(const QString &argument) override;
    [[nodiscard]] bool hasUnsavedInput() const override;
    void discardInput() override;
    void focusFirst() override;

protected:
    void retranslateUi() override;

private:
    void build();
    void load();
    void show(const AttendanceExplanation &explanation);
    void showFailure(const Error &error);
    void fill();
    void addCaptures();
    void addCorrections();
    void addSteps();
    void openForm();
    void closeForm();
    void labelTime();
    [[nodiscard]] std::expected<Timestamp, LeftOut> typedMoment() const;
    void correct();
    void takeBack();
    void send(const std::optional<Timestamp> &at, const QString &reason);
    [[nodiscard]] QString exactTime(Timestamp at) const;
    [[nodiscard]] static QString complaint(const LeftOut &leftOut);
    [[nodiscard]] QFrame *addCard(const QString &title);
    static void addLine(QFrame *card, const QString &text, bool isMuted = false);

    ListFrame *m_frame;
    QToolButton *m_back;
    QPushButton *m_correct;
    QPushButton *m_takeBack;
    EmptyState *m_empty;
    QScrollArea *m_area;
    QFrame *m_form;
    QDateTimeEdit *m_time;
    QLineEdit *m_reason;
    FormField *m_timeField;
    FormField *m_reasonField;
    QPushButton *m_save;
    QPushButton *m_cancel;
    QFrame *m_result;
    TextLabel *m_about; ///< Who, at which event.
    StatusChip *m_chip;
    TextLabel *m_when;
    TextLabel *m_rule;
    QWidget *m_cards;
    QVBoxLayout *m_cardLayout;
    AttendanceId m_id;
    std::optional<AttendanceExplanation> m_explanation;
    std::optional<QString> m_zone; ///< Of the event, as far as it is known here.
    /// What the form was opened with.
    struct Opened
    {
        Timestamp at;
        std::optional<QString> zone; ///< By whose clocks the form is read.
        WallTime shown;
    };
    Opened m_opened;
    quint64 m_token = 0;
};

} // namespace EvalTrack
