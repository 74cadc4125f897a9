// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/toaster.h"

#include <QFrame>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace EvalTrack {

/// Shows one toast at a time above the lower edge of the widget it belongs to. One with an action
/// stays longer; hovering keeps it.
class ToastHost final : public QFrame, public Toaster
{
    Q_OBJECT
public:
    explicit ToastHost(QWidget *over);

    void toast(const QString &text, Tone tone = Tone::Neutral) override;
    void toastWithAction(const QString &text, const QString &action,
                         const std::function<void()> &triggered) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void appear(const QString &text, std::chrono::milliseconds time);
    void place();

    QWidget *m_over;
    QLabel *m_text;
    QPushButton *m_action;
    std::function<void()> m_triggered;
    QTimer m_timer;
};

} // namespace EvalTrack
