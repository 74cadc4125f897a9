// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "common/feedbacksounds.h"
#include "common/tokens.h"
#include "ports/capturerecorder.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace EvalTrack {

class TextLabel;

/// What the person at the door reads from two metres away: the name, whether it is recorded, when.
/// It says "not recorded" as large as a name.
class CaptureFeedback final : public QFrame
{
    Q_OBJECT
public:
    explicit CaptureFeedback(QWidget *parent = nullptr);

    /// Icon and colours follow from the tone; without a foot there is none.
    void say(Tone tone, const QString &headline, const QString &text, const QString &foot);
    void showReady(bool hasEvent, Direction direction);
    /// Nothing was said since.
    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// A station that was shut out.
    void showStopped();
    void showRecorded(const RecordedCapture &capture, bool isOnline);
    void showFailed(const QString &code, const Error &error);

    [[nodiscard]] static QString wordOf(const RecordedCapture &capture);
    [[nodiscard]] static Tone toneOf(RecordedCapture::Finding finding);
    /// For whoever does not look: only what is as it should be needs no second glance.
    [[nodiscard]] static FeedbackSound soundOf(RecordedCapture::Finding finding);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    Tone m_tone = Tone::Neutral;
    bool m_isReady = false;
    QLabel *m_icon;
    TextLabel *m_headline;
    TextLabel *m_text;
    TextLabel *m_foot;
};

} // namespace EvalTrack
